"""What moved between two readings: verdict, points, and the findings that opened and closed."""

from __future__ import annotations

from collections.abc import Iterator

from strategist.models.catalogue import SEVERITIES
from strategist.models.change import AnswerChanged, Change, FindingChanged, PointsChanged
from strategist.models.profile import Profile
from strategist.models.reading import Finding, Reading


def compare(before: tuple[Profile, Reading], after: tuple[Profile, Reading], names: dict[str, str]) -> Change:
    """Put two readings side by side; `names` gives the words for strategy ids."""
    (old_profile, old), (new_profile, new) = before, after
    return Change(
        profile=new.profile,
        answers=tuple(_answers(old_profile, new_profile)),
        verdict=(old.verdict, new.verdict),
        practised=(old.practised.verdict, new.practised.verdict),
        strategy=(old.practised.strategy, new.practised.strategy),
        known=(old.practised.coverage.answered, new.practised.coverage.answered),
        points=tuple(_points(old, new, names)),
        findings=tuple(sorted(_findings(old, new), key=_gravest_first)),
        recommended=(old.recommended.first if old.recommended else None, new.recommended.first if new.recommended else None),
    )


def _answers(old: Profile, new: Profile) -> Iterator[AnswerChanged]:
    for question in dict.fromkeys((*old.answers, *new.answers)):
        before, after = old.answers.get(question), new.answers.get(question)
        written = (before.written if before else None, after.written if after else None)
        if written[0] != written[1] or (before and after and before.value != after.value):
            yield AnswerChanged(question, *written)


def _points(old: Reading, new: Reading, names: dict[str, str]) -> Iterator[PointsChanged]:
    before = {standing.strategy: standing.points for standing in old.practised.ranking}
    for standing in new.practised.ranking:
        if before[standing.strategy] != standing.points:
            yield PointsChanged(standing.strategy, names[standing.strategy], before[standing.strategy], standing.points)


def _findings(old: Reading, new: Reading) -> Iterator[FindingChanged]:
    before, after = ({finding.rule: finding for finding in reading.findings} for reading in (old, new))
    for rule in dict.fromkeys((*before, *after)):
        change = _changed(before.get(rule), after.get(rule))
        if change:
            yield change


def _changed(before: Finding | None, after: Finding | None) -> FindingChanged | None:
    finding = after or before
    if finding is None or (before and after and before.severity == after.severity):
        return None
    old, new = (f.severity if f else None for f in (before, after))
    if old is None or new is None:
        return FindingChanged(finding.rule, finding.code, finding.title, old, new, "opened" if old is None else "closed")
    milder = SEVERITIES.index(new) > SEVERITIES.index(old)
    return FindingChanged(finding.rule, finding.code, finding.title, old, new, "milder" if milder else "graver")


def _gravest_first(change: FindingChanged) -> tuple[bool, int, str]:
    severity = change.after or change.before
    return (change.kind == "closed", SEVERITIES.index(severity) if severity else 0, change.code)
