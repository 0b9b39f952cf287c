"""What moved, in words that the screen and every report share."""

from __future__ import annotations

from collections.abc import Mapping

from strategist.models.change import Change, FindingChanged

ARROW = "→"
BECAME: Mapping[str, str] = {
    "opened": "opened",
    "came to light": "came to light; an answer behind it was not known before",
    "closed": "closed",
    "out of sight": "out of sight; an answer behind it is not known any more",
    "graver": "graver",
    "milder": "milder",
}
"""What becomes of a finding, in full."""

GOALS_QUESTIONS = (
    "Which goal would you give up first if the money ran short?",
    "Who has been told what comes first, and in which words?",
)


def practised(name: str | None, verdict: str) -> str:
    """Say what is practised and how clearly, in a few words."""
    return f"{name}, {verdict}" if name else verdict


def kind(finding: FindingChanged) -> str:
    """Say in a word or two what became of a finding; one that may have stood unseen did not open, and the like is true of closing."""
    unseen = {"opened": "came to light", "closed": "out of sight"}
    return finding.kind if finding.certain else unseen.get(finding.kind, finding.kind)


def became(finding: FindingChanged) -> str:
    """Say what became of a finding."""
    return BECAME[kind(finding)]


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
