"""Chapter (a): the answer, how sure it is, and how much is known."""

from __future__ import annotations

from collections.abc import Iterator

from strategist.models.reading import PromiseMade
from strategist.models.standing import Standing
from strategist.models.story import Cell, Counts, Head, Labelled, StandingTold, Table, VerdictChapter
from strategist.quantities import plain
from strategist.scoring import DOUBT
from strategist.story.answer import known, part_words, practised
from strategist.story.subject import Subject
from strategist.story.tables import signed, table
from strategist.texts import listed

HALLMARK_WORDS = {"seen": "seen", "unknown": "not known", "contradicted": "missing"}
QUESTIONS = (
    "Which of these sentences would you have said yourself, and which surprises you?",
    "Whom in this room would a customer believe on this, and why?",
)


def chapter(subject: Subject, counts: Counts) -> VerdictChapter:
    """Tell the verdict."""
    reading, found = subject.reading, subject.reading.practised
    standings = tuple(_standing(subject, standing) for standing in found.ranking)
    return VerdictChapter(
        head=Head("verdict", title(subject), reading.why, QUESTIONS),
        verdict=reading.verdict,
        word=reading.verdict.capitalize(),
        facts=tuple(_facts(subject)),
        practised=found.verdict,
        strategy=found.strategy,
        lead=found.lead,
        sure=practised(reading),
        known=known(reading, subject.names),
        answered=found.coverage.answered,
        asked=found.coverage.asked,
        measured=found.coverage.evidence,
        counts=counts,
        standings=standings,
        table=_table(standings),
    )


def title(subject: Subject) -> str:
    """Say the verdict in one sentence."""
    reading, company = subject.reading, subject.company
    match reading.verdict:
        case "undeclared":
            said = f"{company} has not said what its service is for"
            return f"{said}, and practises {subject.quoted(reading.practised.strategy)}" if reading.practised.strategy else said
        case "undecided":
            return f"Whether {company} does what it says, {subject.declared}, is not settled yet"
        case "aligned":
            seen = listed([subject.quoted(part.strategy) for part in reading.declared.parts if part.standing == "practised"])
            return f"{company} says {seen}, and does it"
        case "mismatch":
            return f"{company} says {subject.declared}, {_yet(subject)}"


def _yet(subject: Subject) -> str:
    found, parts = subject.reading.practised, subject.reading.declared.parts
    if found.strategy and found.strategy not in {part.strategy for part in parts}:
        return f"but practises {subject.quoted(found.strategy)}"
    unseen = [part for part in parts if part.standing == "not seen"]
    if len(unseen) == len(parts):
        return f"but what it does comes nearer to {subject.quoted(found.ranking[0].strategy)}"
    if unseen:
        return f"but {listed([subject.quoted(part.strategy) for part in unseen])} is not to be seen in what it does"
    return "but some of what it does contradicts it"


def _facts(subject: Subject) -> Iterator[Labelled]:
    declared = subject.reading.declared
    if declared.purpose:
        yield Labelled("In its own words", declared.purpose)
    yield Labelled("Declared", declared.name or "nothing")
    if len(declared.parts) > 1:
        for part in declared.parts:
            yield Labelled("Of which", part_words(part))
    if declared.parts:
        yield Labelled("Because", declared.because or "not said")
    for promise in declared.promises:
        yield Labelled("Promised", promise_words(promise))
    if declared.sacrifice:
        yield Labelled("Given up for it", declared.sacrifice)
    yield Labelled("Practised", practised(subject.reading))
    yield Labelled("Known", known(subject.reading, subject.names))


def promise_words(promise: PromiseMade) -> str:
    """Say a promise: in its own words, or as what is measured and the figure."""
    figure = "" if promise.figure is None else f"{plain(promise.figure)} {promise.unit or ''}".strip()
    measured = ": ".join(part for part in (promise.measure, figure) if part)
    return f"{promise.text} ({measured})" if promise.text and measured else promise.text or measured


def _standing(subject: Subject, standing: Standing) -> StandingTold:
    part = next((part for part in subject.reading.declared.parts if part.strategy == standing.strategy), None)
    return StandingTold(
        strategy=standing.strategy,
        name=subject.names[standing.strategy],
        points=standing.points,
        low=standing.low,
        high=standing.high,
        hallmark=standing.hallmark,
        hallmark_words=HALLMARK_WORDS[standing.hallmark],
        declared=part is not None,
        possible=standing.strategy in subject.reading.practised.possible,
        behind=part.behind if part else None,
        stands=part.standing if part else None,
    )


def _table(standings: tuple[StandingTold, ...]) -> Table:
    return table(
        "standings",
        "How well each purpose explains what is done. Random practice has 0 points; 10 more are odds of ten to one. "
        f"Best first; one whose mark is not known gives away {DOUBT} points in this order.",
        ("Purpose", "#Points", "#At least", "#At most", "What marks it out", "Here"),
        (
            (s.name, signed(s.points), signed(s.low), signed(s.high), s.hallmark_words, Cell("declared" if s.declared else ""))
            for s in standings
        ),
    )
