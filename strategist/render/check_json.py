"""JSON of a check: everything found, what is waived or in the baseline included. Fields are only added within one format number."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from strategist.models.catalogue import SEVERITIES
from strategist.models.checking import Checked, Found


def render(checked: Checked) -> str:
    """Give a check as one JSON object."""
    plain = {
        "format": checked.format,
        "version": checked.version,
        "today": checked.today,
        "files": checked.files,
        "profiles": checked.profiles,
        "threshold": checked.threshold or "never",
        "interrupted": checked.interrupted,
        "exit_code": checked.exit_code,
        "summary": summary(checked),
        "notes": list(checked.notes),
        "waivers": checked.waivers,
        "found": [_found(one) for one in checked.found],
        "rules": checked.rules,
    }
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=_fields) + "\n"


def summary(checked: Checked) -> dict[str, int]:
    """Count what counts by severity, and what does not by why."""
    times = Counter(one.severity for one in checked.counted)
    waived = sum(one.waived is not None for one in checked.found)
    baselined = sum(one.baselined and one.waived is None for one in checked.found)
    return {**{severity: times[severity] for severity in SEVERITIES}, "waived": waived, "baselined": baselined}


def _found(one: Found) -> dict[str, Any]:
    return {**_fields(one), "counted": one.counted, "fingerprint": one.fingerprint}


def _fields(noun: Any) -> dict[str, Any]:
    """Give the fields of a noun, whose own nouns follow as they are written; `dataclasses.asdict` takes four times as long."""
    return {name: getattr(noun, name) for name in noun.__slots__}
