"""What the tests of bad input share with those of `check` and of the command line."""

from __future__ import annotations

import sys
from pathlib import Path

TESTS = Path(__file__).parent.parent

sys.path[:0] = [str(TESTS / "check"), str(TESTS / "cli")]
