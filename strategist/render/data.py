"""JSON: the same reading for programs. Documented in `docs/json.md`; fields are only added within one format number."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

from strategist.models.reading import Reading


def render(readings: Sequence[Reading]) -> str:
    """Give one reading as an object, several as an array in the order of the profiles."""
    data = [asdict(reading) for reading in readings]
    return json.dumps(data[0] if len(data) == 1 else data, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
