"""What moved between two readings, and how several stand beside each other: verdicts, points, findings, practices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from strategist.flow import Counted, counted
from strategist.models.catalogue import SEVERITIES
from strategist.models.change import (
    FORMAT,
    AnswerChanged,
    Change,
    Comparison,
    FindingChanged,
    FindingCompared,
    Kind,
    PointsChanged,
    PracticeCompared,
    PurposeCompared,
    Side,
)
from strategist.models.knowledge import Catalogue
from strategist.models.profile import Profile
from strategist.models.reading import Cause, Company, Finding, Reading
from strategist.texts import one_line, shortened

Read = tuple[Profile, Reading]


def compare(before: Read, after: Read, names: dict[str, str]) -> Change:
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
        findings=tuple(sorted(_findings(before, after), key=_gravest_first)),
        recommended=(_recommended(old), _recommended(new)),
    )


def _recommended(reading: Reading) -> str | None:
    return reading.recommended.first if reading.recommended else None


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


def _findings(old: Read, new: Read) -> Iterator[FindingChanged]:
    before, after = ({finding.rule: finding for finding in reading.findings} for _, reading in (old, new))
    for rule in dict.fromkeys((*before, *after)):
        change = _changed(before.get(rule), after.get(rule), (old[0], new[0]))
        if change:
            yield change


def _changed(before: Finding | None, after: Finding | None, profiles: tuple[Profile, Profile]) -> FindingChanged | None:
    finding = after or before
    if finding is None or (before and after and before.severity == after.severity):
        return None
    old, new = (f.severity if f else None for f in (before, after))
    named, answers = (finding.rule, finding.code, finding.title), tuple(_differing(finding, *profiles))
    if old is None or new is None:
        certain = _known(finding.answers, profiles[0] if old is None else profiles[1])
        return FindingChanged(*named, old, new, "opened" if old is None else "closed", answers, certain)
    milder = SEVERITIES.index(new) > SEVERITIES.index(old)
    return FindingChanged(*named, old, new, "milder" if milder else "graver", answers, certain=True)


def _known(causes: Sequence[Cause], profile: Profile) -> bool:
    """Say whether a profile has a value for every answer behind a finding, so that its absence says something."""
    return all(profile.value(cause.question) is not None for cause in causes)


def _differing(finding: Finding, old: Profile, new: Profile) -> Iterator[str]:
    for cause in finding.answers:
        if old.value(cause.question) != new.value(cause.question):
            yield cause.question


def _gravest_first(change: FindingChanged) -> tuple[bool, int, str]:
    severity = change.after or change.before
    return (change.kind == "closed", SEVERITIES.index(severity) if severity else 0, change.code)


# Several at once.


def together(read: Sequence[Read], catalogue: Catalogue, *, kind: Kind) -> Comparison:
    """Put two or more readings beside each other, in the order given."""
    names = {strategy.id: strategy.name for strategy in catalogue.strategies.values()}
    readings = [reading for _, reading in read]
    sides = (_side(label, reading) for label, reading in zip(labels(readings, kind=kind), readings, strict=True))
    return Comparison(
        format=FORMAT,
        kind=kind,
        sides=tuple(sides),
        purposes=tuple(_purposes(readings, names)),
        findings=tuple(sorted(_everywhere(read), key=_gravest_and_widest)),
        practices=tuple(_practices([counted(profile, catalogue) for profile, _ in read])),
        changes=tuple(compare(before, after, names) for before, after in pairwise(read)) if kind == "dates" else (),
    )


LONGEST_LABEL = 40
"""Characters of a label; it heads columns."""


def labels(readings: Sequence[Reading], *, kind: Kind) -> tuple[str, ...]:
    """Name every side by the first thing that tells them all apart: the day or the period, the company, or the file."""
    files = [reading.profile.replace("\\", "/").rsplit("/", maxsplit=1)[-1] for reading in readings]
    ways: list[Sequence[str | None]] = [*_ways([reading.company for reading in readings], kind), files]
    for way in ways:
        said = [shortened(one_line(words or ""), LONGEST_LABEL) for words in way]
        if all(said) and len(set(said)) == len(said):
            return tuple(said)
    return tuple(f"{number}. {shortened(one_line(file), LONGEST_LABEL)}" for number, file in enumerate(files, start=1))


def _ways(companies: Sequence[Company], kind: Kind) -> Iterator[list[str | None]]:
    """Give what could tell sides apart, the best first."""
    if kind == "dates":
        yield [company.as_of for company in companies]
        yield [company.period for company in companies]
    yield [company.name for company in companies]
    if kind == "rivals":
        yield [company.channel for company in companies]
        yield [company.customers for company in companies]


def _side(label: str, reading: Reading) -> Side:
    found, coverage = reading.practised, reading.practised.coverage
    return Side(
        label=label,
        profile=reading.profile,
        company=reading.company,
        declared=tuple(part.strategy for part in reading.declared.parts),
        declared_name=reading.declared.name,
        verdict=reading.verdict,
        practised=found.verdict,
        strategy=found.strategy,
        lead=found.lead,
        answered=coverage.answered,
        asked=coverage.asked,
        critical=sum(finding.severity == "critical" for finding in reading.findings),
        findings=len(reading.findings),
        goals=reading.goals,
        recommended=_recommended(reading),
        carried=reading.funding.carried if reading.funding else None,
    )


def _purposes(readings: Sequence[Reading], names: dict[str, str]) -> Iterator[PurposeCompared]:
    """Give the points of every strategy, in the order of the last reading."""
    points = [{standing.strategy: standing.points for standing in reading.practised.ranking} for reading in readings]
    for strategy in points[-1]:
        yield PurposeCompared(strategy, names[strategy], tuple(side[strategy] for side in points))


def _everywhere(read: Sequence[Read]) -> Iterator[FindingCompared]:
    found = [{finding.rule: finding for finding in reading.findings} for _, reading in read]
    for rule in dict.fromkeys(rule for side in found for rule in side):
        stands = next(side[rule] for side in found if rule in side)
        yield FindingCompared(
            rule=rule,
            code=stands.code,
            title=stands.title,
            severities=tuple(side[rule].severity if rule in side else None for side in found),
            certain=tuple(rule in side or _known(stands.answers, profile) for side, (profile, _) in zip(found, read, strict=True)),
        )


def _gravest_and_widest(finding: FindingCompared) -> tuple[int, int, str]:
    standing = [SEVERITIES.index(severity) for severity in finding.severities if severity]
    return (min(standing), -len(standing), finding.code)


def _practices(views: Sequence[Counted]) -> Iterator[PracticeCompared]:
    """Give every practice that is known on at least one side."""
    catalogue = views[0].catalogue
    for dimension in catalogue.dimensions.values():
        values = tuple(None if (value := view.value("dimension", dimension.id)) is None else str(value) for view in views)
        if any(values):
            labels = tuple(value and catalogue.label(dimension.id, value) for value in values)
            yield PracticeCompared(dimension.id, dimension.name, values, labels)
