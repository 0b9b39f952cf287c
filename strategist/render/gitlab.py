"""GitLab's code quality report: the findings that count, as a JSON array. It has no word for what is waived, so that is left out."""

from __future__ import annotations

import json
from typing import Any

from strategist.models.checking import Checked, Found
from strategist.render.counting import unreadable
from strategist.texts import clean


def render(checked: Checked) -> str:
    """Write the findings that count; GitLab shows only the first of two with one fingerprint, so each gets its own."""
    seen: dict[str, int] = {}
    return json.dumps([_issue(one, seen) for one in checked.counted], separators=(",", ":")) + "\n"


def _issue(one: Found, seen: dict[str, int]) -> dict[str, Any]:
    lines = {"begin": one.place.line or 1} | ({"end": one.end[0]} if one.end else {})
    return {
        "description": clean(f"{one.title}: {one.message} What to do: {one.to_do}"),
        "check_name": one.code,
        "fingerprint": _own(one.fingerprint, seen),
        "severity": "blocker" if unreadable(one) else one.severity,
        "location": {"path": clean(one.place.file).removeprefix("./"), "lines": lines},
    }


def _own(fingerprint: str, seen: dict[str, int]) -> str:
    times = seen[fingerprint] = seen.get(fingerprint, 0) + 1
    return fingerprint if times == 1 else f"{fingerprint}-{times}"
