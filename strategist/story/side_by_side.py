"""Several companies or units at once: where they differ and what they share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from strategist.models.change import Comparison, PracticeCompared
from strategist.models.comparison import HeatTable, Section
from strategist.models.knowledge import Catalogue
from strategist.models.story import Head, Labelled
from strategist.story.tables import signed, table
from strategist.texts import count, listed

ANSWER_QUESTIONS = (
    "Which of these would you rather be, and which would your customers rather you were?",
    "Where is the room that none of them fills?",
)
POINTS_QUESTIONS = (
    "Which of these differences is meant?",
    "Where do two look alike, though they tell customers different things?",
)
FINDING_QUESTIONS = (
    "What is shared by all: the trade, or a habit?",
    "Whose way of doing without a finding could be borrowed, and at what price?",
)
PRACTICE_QUESTIONS = (
    "Which of these differences would a customer notice first?",
    "Which of them follows from the purpose, and which merely happened?",
)


def question(comparison: Comparison) -> str:
    """Say what is asked."""
    return f"{len(comparison.sides)} side by side: what is each one's customer service for?"


def answer(comparison: Comparison, names: Mapping[str, str]) -> Head:
    """Say which purposes are practised, and by whom."""
    sides = comparison.sides
    found: dict[str | None, list[str]] = {}
    for side in sides:
        found.setdefault(side.strategy, []).append(side.label)
    unclear = found.pop(None, [])
    told = [f"“{names[strategy or '']}”: {listed(labels)}." for strategy, labels in found.items()]
    if unclear:
        told.append(f"No purpose is clear in what is done: {listed(unclear)}.")
    return Head("answer", _title(len(sides), list(found), len(unclear), names), tuple(told), ANSWER_QUESTIONS)


def _title(number: int, found: Sequence[str | None], unclear: int, names: Mapping[str, str]) -> str:
    if not found:
        return f"None of the {number} practises one purpose clearly"
    if len(found) == 1 and not unclear:
        return f"All {number} practise “{names[found[0] or '']}”"
    rest = f", and {unclear} of {number} {'practises' if unclear == 1 else 'practise'} none clearly" if unclear else ""
    if len(found) == 1:
        return f"Only “{names[found[0] or '']}” is practised clearly{rest}"
    return f"{len(found)} purposes are practised among {number}{rest}"


def figures(comparison: Comparison) -> tuple[Labelled, ...]:
    """Give the figures for the head of a report."""
    return (
        Labelled("compared", str(len(comparison.sides))),
        Labelled("purposes practised", str(len({side.strategy for side in comparison.sides} - {None}))),
        Labelled("findings that all share", str(sum(all(finding.severities) for finding in comparison.findings))),
        Labelled("practices known of all", str(len(_known(comparison)))),
    )


def sections(comparison: Comparison, catalogue: Catalogue) -> Iterator[Section]:
    """Tell points, findings and practices."""
    yield _points(comparison)
    yield _findings(comparison)
    yield _practices(comparison, catalogue)


def _points(comparison: Comparison) -> Section:
    apart = max(comparison.purposes, key=lambda purpose: max(purpose.points) - min(purpose.points))
    most, least = (comparison.sides[apart.points.index(end(apart.points))].label for end in (max, min))
    title = f"They lie furthest apart in “{apart.name}”: {most} is nearest to it, {least} furthest from it"
    lead = "Points say how well a purpose explains what is done. Whoever has more answers can have more points, for and against."
    told = table(
        "points",
        "Points of every purpose. Random practice has 0 points; 10 more are odds of ten to one.",
        ("Purpose", *(f"#{side.label}" for side in comparison.sides)),
        ((purpose.name, *map(signed, purpose.points)) for purpose in comparison.purposes),
    )
    return Section("Points", Head("points", title, (lead,), POINTS_QUESTIONS), (HeatTable(told),))


def _findings(comparison: Comparison) -> Section:
    labels = [side.label for side in comparison.sides]
    shared = sum(all(finding.severities) for finding in comparison.findings)
    if not comparison.findings:
        return Section("Findings", Head("findings", "Nothing that is known contradicts what any of them says", (), FINDING_QUESTIONS), ())
    every = "both" if len(labels) == 2 else "all"
    title = f"{count(shared, 'finding is', 'findings are')} shared by {every}" if shared else f"No finding is shared by {every}"
    rows = []
    for finding in comparison.findings:
        states = (
            severity or ("not found" if certain else "cannot say")
            for severity, certain in zip(finding.severities, finding.certain, strict=True)
        )
        rows.append((f"{finding.title} ({finding.code})", grouped(states, labels)))
    lead = "Where an answer behind a finding is not known, it cannot be said whether the finding stands."
    told = table("found", "All findings, gravest first", ("Finding", "Where it stands, and how grave"), rows)
    return Section("Findings", Head("findings", title, (lead,), FINDING_QUESTIONS), (told,))


def grouped(words: Iterator[str], labels: Sequence[str]) -> str:
    """Say who has what, naming each answer once."""
    found: dict[str, list[str]] = {}
    for said, label in zip(words, labels, strict=True):
        found.setdefault(said, []).append(label)
    return "; ".join(f"{listed(who)}: {said}" for said, who in found.items())


def _known(comparison: Comparison) -> list[PracticeCompared]:
    return [practice for practice in comparison.practices if all(practice.values)]


def _practices(comparison: Comparison, catalogue: Catalogue) -> Section:
    labels, known = [side.label for side in comparison.sides], _known(comparison)
    differ = sum(len(set(practice.values)) > 1 for practice in known)
    every = "both" if len(labels) == 2 else "all"
    title = f"They differ in {differ} of the {count(len(known), 'practice')} known of {every}"

    def apart(practice: PracticeCompared) -> int:
        anchors = [catalogue.dimensions[practice.dimension].anchors[value] for value in practice.values if value]
        return max(anchors) - min(anchors)

    rows = (
        (practice.name, grouped((label or "not known" for label in practice.labels), labels))
        for practice in sorted(comparison.practices, key=apart, reverse=True)
    )
    told = table(
        "practices", "Every practice that is known of at least one, those furthest apart first", ("Practice", "What is done"), rows
    )
    head = Head("practices", title if known else f"No practice is known of {every} of them", (), PRACTICE_QUESTIONS)
    return Section("What is done", head, (told,))
