"""GitLab's code quality report: the findings that count, as a JSON array. It has no word for what is waived, so that is left out."""

from __future__ import annotations

import json
from typing import Any

from strategist.models.checking import Checked, Found
from strategist.render.check_words import sentences, unreadable
from strategist.texts import clean


def render(checked: Checked) -> str:
    """Write the findings that count."""
    return json.dumps([_issue(one) for one in checked.counted], separators=(",", ":")) + "\n"


def _issue(one: Found) -> dict[str, Any]:
    lines = {"begin": one.place.line or 1} | ({"end": one.end[0]} if one.end else {})
    return {
        "description": f"{clean(one.title)}. {sentences(one)}",
        "check_name": one.code,
        "fingerprint": one.fingerprint,
        "severity": "blocker" if unreadable(one) else one.severity,
        "location": {"path": clean(one.place.file).removeprefix("./"), "lines": lines},
    }
