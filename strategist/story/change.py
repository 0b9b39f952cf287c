"""What moved, in words that the screen and every report share."""

from __future__ import annotations

from collections.abc import Mapping

from strategist.models.change import Change, FindingChanged

ARROW = "→"
UNSURE: Mapping[str, str] = {"opened": "opened, or was not seen before", "closed": "no longer seen, as an answer behind it is not known"}
"""What becomes of a finding, where the other side does not know all the answers behind it."""


GOALS_QUESTIONS = (
    "Which goal would you give up first if the money ran short?",
    "Who has been told what comes first, and in which words?",
)


def practised(name: str | None, verdict: str) -> str:
    """Say what is practised and how clearly, in a few words."""
    return f"{name}, {verdict}" if name else verdict


def became(finding: FindingChanged) -> str:
    """Say what became of a finding."""
    return finding.kind if finding.certain else UNSURE[finding.kind]


def severity(finding: FindingChanged) -> str:
    """Say how grave a finding is, or was and is."""
    if finding.before and finding.after:
        return f"{finding.before} {ARROW} {finding.after}"
    return f"{finding.before or finding.after}"


def summary(change: Change, names: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Give what was and what is in rows: a label, before, after; `names` gives the words for strategy ids."""
    before, after = (
        practised(strategy and names[strategy], said) for strategy, said in zip(change.strategy, change.practised, strict=True)
    )
    rows = [
        ("verdict", *change.verdict),
        ("practised", before, after),
        ("known", f"{change.known[0]} practices", f"{change.known[1]} practices"),
    ]
    if any(change.recommended):
        first, then = (names[strategy] if strategy else "none" for strategy in change.recommended)
        rows.append(("recommended", first, then))
    return rows
