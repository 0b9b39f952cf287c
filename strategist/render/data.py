"""JSON: the same reading for programs. Documented in `docs/json.md`; fields are only added within one format number."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from strategist.models.reading import Reading


def render(readings: Sequence[Reading]) -> str:
    """Give one reading as an object, several as an array in the order of the profiles."""
    return dump(readings[0] if len(readings) == 1 else list(readings))


def dump(noun: Any) -> str:
    """Give a result, or a list of them, as JSON."""
    plain = [asdict(item) for item in noun] if isinstance(noun, list) else asdict(noun)
    return json.dumps(plain, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
