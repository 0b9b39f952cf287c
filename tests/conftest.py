"""What the tests share."""

from __future__ import annotations

import pytest
from strategist.catalogue import Catalogue, shipped


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The catalogue that travels with the program."""
    return shipped()
