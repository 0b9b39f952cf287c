"""Chapter (h): the menu on one page."""

from __future__ import annotations

from collections.abc import Iterator

from strategist.models.catalogue import Strategy
from strategist.models.story import Cell, Head, MenuChapter, PurposeTold
from strategist.story.subject import Subject
from strategist.story.tables import table
from strategist.texts import listed

QUESTIONS = (
    "Which of these would your rivals say you have chosen?",
    "Which would you refuse, whatever it earned?",
)
LEAD = (
    "None of these is good or bad in itself. What counts is that what you do fits what you say.",
    "Cost: 1.0 is what rivals spend on service as a share of revenue.",
)


def chapter(subject: Subject) -> MenuChapter:
    """Tell the ten purposes."""
    purposes = tuple(_purpose(subject, strategy) for strategy in subject.catalogue.strategies.values())
    return MenuChapter(
        head=Head("menu", f"Customer service can be for {len(purposes)} different things", LEAD, QUESTIONS),
        purposes=purposes,
        table=table(
            "menu",
            "The menu of purposes",
            ("Purpose", "What it is", "What it promises", "What marks it out", "#Cost", "Here"),
            ((p.name, p.summary, p.promise, p.hallmark, Cell(p.cost, p.low), listed(p.marks)) for p in purposes),
        ),
    )


def _purpose(subject: Subject, strategy: Strategy) -> PurposeTold:
    low, high = strategy.funding.index
    return PurposeTold(
        strategy=strategy.id,
        order=strategy.order,
        name=strategy.name,
        summary=strategy.summary,
        promise=strategy.promise,
        because=strategy.because,
        hallmark=strategy.hallmark.words,
        low=low,
        high=high,
        cost=f"{low:g} to {high:g}",
        marks=tuple(_marks(subject, strategy.id)),
    )


def _marks(subject: Subject, strategy: str) -> Iterator[str]:
    reading = subject.reading
    if strategy in {part.strategy for part in reading.declared.parts}:
        yield "declared"
    if strategy == reading.practised.strategy:
        yield "practised"
    if reading.recommended and strategy == reading.recommended.first:
        yield "first by the goals"
