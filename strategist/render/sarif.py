"""SARIF 2.1.0, the exchange format of code scanning: findings with regions, fingerprints without line numbers, and suppressions.

Source: OASIS, Static Analysis Results Interchange Format 2.1.0 with errata 01. Platforms keep 5,000 results a run; a larger check is cut
there, mildest first, and a notification says so.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any
from urllib.parse import quote

from strategist.models.checking import Checked, Found, Rule, Waived
from strategist.render.check_words import gravest, sentences
from strategist.texts import clean, count

Node = dict[str, Any]

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "strategist/v1"
MOST = 5000
BASE = "%SRCROOT%"
LEVELS = {"critical": "error", "major": "warning", "minor": "note"}
PRIORITIES = {"critical": "error", "major": "warning", "minor": "recommendation"}

_HALVES = re.compile("[\ud800-\udc7f\udd00-\udfff]")
"""Halves of characters that stand for no byte; only Windows has names with them."""


def render(checked: Checked) -> str:
    """Write a run as one SARIF log on one line."""
    rules = {rule.code: (index, rule.remedy) for index, rule in enumerate(checked.rules)}
    baseline = any(one.baselined for one in checked.found)
    run = {
        "tool": {"driver": {"name": "strategist", "version": checked.version, "rules": [_rule(rule) for rule in checked.rules]}},
        "invocations": [_invocation(checked)],
        "originalUriBaseIds": {BASE: {"description": {"text": "The folder in which the check was run."}}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, rules, baseline=baseline) for one in gravest(checked.found, MOST)],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, separators=(",", ":")) + "\n"


def _rule(rule: Rule) -> Node:
    return {
        "id": rule.code,
        "name": rule.rule,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.why},
        "help": {"text": f"{rule.why}\n\n{rule.remedy}", "markdown": rule.help},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"tags": [rule.family], "precision": "high", "problem.severity": PRIORITIES[rule.severity]},
    }


def _invocation(checked: Checked) -> Node:
    return {
        "executionSuccessful": checked.exit_code in {0, 1},
        "exitCode": checked.exit_code,
        "toolExecutionNotifications": [{"level": level, "message": {"text": clean(text)}} for level, text in _notifications(checked)],
        "properties": {"files": checked.files, "profiles": checked.profiles, "today": checked.today},
    }


def _notifications(checked: Checked) -> Iterator[tuple[str, str]]:
    if checked.interrupted:
        yield "error", "The check was interrupted; findings are missing."
    if (missing := len(checked.found) - MOST) > 0:
        yield (
            "warning",
            f"{count(missing, 'finding')} left out, the mildest: code scanning keeps {MOST:,} a run. The other formats list all.",
        )
    for note in checked.notes:
        yield "note", note


def _result(one: Found, rules: dict[str, tuple[int, str]], *, baseline: bool) -> Node:
    index, remedy = rules[one.code]
    result: Node = {
        "ruleId": one.code,
        "ruleIndex": index,
        "level": LEVELS[one.severity],
        "message": {"text": _unlinked(sentences(one, remedy))},
        "locations": [_location(one)],
        "partialFingerprints": {FINGERPRINT: one.fingerprint},
        "properties": {"profile": clean(one.profile)},
    }
    if baseline:
        result["baselineState"] = "unchanged" if one.baselined else "new"
    if not one.counted:
        result["suppressions"] = [_suppression(one.waived, one.place.file)]
    return result


def _unlinked(text: str) -> str:
    """Break up any `[words](address)`, which SARIF would show as a link."""
    return text.replace("](", "] (")


def _suppression(waived: Waived | None, file: str) -> Node:
    if waived is None:
        return {"kind": "external", "status": "accepted", "justification": "It is in the baseline."}
    kind = "inSource" if waived.place.file == file else "external"
    said = f"{waived.reason} ({waived.owner}, until {waived.until})"
    return {"kind": kind, "status": "accepted", "justification": _unlinked(clean(said))}


def _location(one: Found) -> Node:
    physical: Node = {"artifactLocation": _artifact(one.place.file)}
    if one.place.line:
        physical["region"] = {"startLine": one.place.line, "startColumn": one.place.column}
        if one.end:
            physical["region"] |= {"endLine": one.end[0], "endColumn": one.end[1]}
    location: Node = {"physicalLocation": physical}
    if one.path:
        location["logicalLocations"] = [{"fullyQualifiedName": clean(one.path), "kind": "property"}]
    return location


@cache
def _artifact(file: str) -> Node:
    """Give a file as a relative URI, or as an absolute one where the path is; bytes that are no UTF-8 are kept."""
    path = quote(_HALVES.sub("\ufffd", file).encode(errors="surrogateescape"))
    drive = file[1:3] == ":/"
    if file.startswith("/") or drive:
        return {"uri": f"file:///{path.lstrip('/')}"}
    return {"uri": path, "uriBaseId": BASE}
