"""SARIF 2.1.0, the exchange format of code scanning: findings with regions, fingerprints without line numbers, and suppressions.

Source: OASIS, Static Analysis Results Interchange Format 2.1.0 with errata 01. Platforms keep 5,000 results a run; a larger check is cut
there, mildest first, and a notification says so.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
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

_AFTER = "]}]}"
"""What follows the results."""

_encoded = json.JSONEncoder(separators=(",", ":")).encode
_text = json.encoder.encode_basestring_ascii

_HALVES = re.compile("[\ud800-\udc7f\udd00-\udfff]")
"""Halves of characters that stand for no byte; only Windows has names with them."""


def render(checked: Checked) -> str:
    """Write a run as one SARIF log on one line."""
    run = {
        "tool": {"driver": {"name": "strategist", "version": checked.version, "rules": [_rule(rule) for rule in checked.rules]}},
        "invocations": [_invocation(checked)],
        "originalUriBaseIds": {BASE: {"description": {"text": "The folder in which the check was run."}}},
        "columnKind": "unicodeCodePoints",
        "results": [],
    }
    log = _encoded({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})
    results = ",".join(_Results(checked).written(gravest(checked.found, MOST)))
    return f"{log.removesuffix(_AFTER)}{results}{_AFTER}\n"


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


class _Results:
    """Writes results; what many have in common is written once, for the encoder takes longer than all the rest."""

    def __init__(self, checked: Checked) -> None:
        self.rules = {rule.code: (index, rule.remedy) for index, rule in enumerate(checked.rules)}
        self.baseline = any(one.baselined for one in checked.found)
        self.heads: dict[tuple[Any, ...], str] = {}
        self.files: dict[str, str] = {}
        self.paths = {"": ""}

    def written(self, found: Iterable[Found]) -> Iterator[str]:
        for one in found:
            file, what = one.place.file, (one.code, one.severity, one.message, one.causes, one.to_do, one.note)
            head = self.heads.get(what) or self.heads.setdefault(what, self._head(one))
            artifact = self.files.get(file) or self.files.setdefault(file, _encoded(_artifact(file)))
            path = self.paths.get(one.path)
            if path is None:
                path = self.paths[one.path] = _logical(one.path)
            yield (
                f'{head},"locations":[{{"physicalLocation":{{"artifactLocation":{artifact}{_region(one)}}}{path}}}],'
                f'"partialFingerprints":{{"{FINGERPRINT}":"{one.fingerprint}"}},'
                f'"properties":{{"profile":{_text(clean(one.profile))}}}{self._states(one)}}}'
            )

    def _head(self, one: Found) -> str:
        index, remedy = self.rules[one.code]
        message = {"text": _unlinked(sentences(one, remedy))}
        return _encoded({"ruleId": one.code, "ruleIndex": index, "level": LEVELS[one.severity], "message": message})[:-1]

    def _states(self, one: Found) -> str:
        state = f',"baselineState":"{"unchanged" if one.baselined else "new"}"' if self.baseline else ""
        return state if one.counted else f'{state},"suppressions":[{_encoded(_suppression(one.waived, one.place.file))}]'


def _region(one: Found) -> str:
    if not one.place.line:
        return ""
    end = f',"endLine":{one.end[0]},"endColumn":{one.end[1]}' if one.end else ""
    return f',"region":{{"startLine":{one.place.line},"startColumn":{one.place.column}{end}}}'


def _logical(path: str) -> str:
    return f',"logicalLocations":{_encoded([{"fullyQualifiedName": clean(path), "kind": "property"}])}'


def _unlinked(text: str) -> str:
    """Break up any `[words](address)`, which SARIF would show as a link."""
    return text.replace("](", "] (")


def _suppression(waived: Waived | None, file: str) -> Node:
    if waived is None:
        return {"kind": "external", "status": "accepted", "justification": "It is in the baseline."}
    kind = "inSource" if waived.place.file == file else "external"
    said = f"{waived.reason} ({waived.owner}, until {waived.until})"
    return {"kind": kind, "status": "accepted", "justification": _unlinked(clean(said))}


def _artifact(file: str) -> Node:
    """Give a file as a relative URI, or as an absolute one where the path is; bytes that are no UTF-8 are kept."""
    path = quote(_HALVES.sub("\ufffd", file).encode(errors="surrogateescape"))
    drive = file[1:3] == ":/"
    if file.startswith("/") or drive:
        return {"uri": f"file:///{path.lstrip('/')}"}
    return {"uri": path, "uriBaseId": BASE}
