"""The points card: answers to whole points of evidence for each strategy, exact bounds, and who can no longer win.

Points are decibans, ten times the base-ten logarithm of how much likelier an answer is in a firm that practises a strategy than in one
whose answers are random. They add up: ten points are odds of ten to one, and "no coherent strategy" stands at 0. The method is a naive
Bayes card (Good's weight of evidence); `docs/method.md` explains it and gives its measured accuracy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from math import log10

from strategist.kinds import Literal
from strategist.models.catalogue import ANCHORS, Dimension, Strategy
from strategist.models.knowledge import Catalogue
from strategist.models.standing import Contribution, HallmarkState, Standing
from strategist.nouns import dataclass, field

Source = Literal["self-report", "evidence", "document"]
Cell = tuple[int, ...]
NEUTRAL: Cell = (0,) * ANCHORS

LEANING, CLEAR, VERY_CLEAR = 10, 13, 20
"""Leads, in points, from which a reading is called leaning (10:1), clear (20:1) or very clear (100:1)."""

ENOUGH = 8
"""Answered dimensions below which nothing is said about what is practised."""

SETTLED = 12
"""Answered dimensions below which even a very clear lead is called leaning, and any other provisional."""

DOUBT = 8
"""Points that a strategy whose hallmark nobody has seen gives away in the ranking; its total is not touched."""

SHOULDER = 0.10
"""How likely an answer one anchor outside the range is, against one inside."""

ERROR: Mapping[str, Mapping[str, float]] = {
    "self-report": {"hallmark": 0.10, "essential": 0.15, "typical": 0.50},
    "evidence": {"hallmark": 0.03, "essential": 0.03, "typical": 0.25},
}
"""The share of answers that say nothing about the strategy, by how the answer is known and how much the dimension matters."""


@cache
def points(low: int, high: int, *, error: float, shoulder: float = SHOULDER) -> Cell:
    """Give the points of each of the five anchors for an expected range `low` to `high` (0 to 4).

    In the range counts 1, one anchor outside `shoulder`, further out 0; mixed with a share `error` of random answers.
    """
    likely = [1.0 if low <= anchor <= high else shoulder if low - 1 <= anchor <= high + 1 else 0.0 for anchor in range(ANCHORS)]
    total = sum(likely)
    return tuple(round(10 * log10(ANCHORS * ((1 - error) * weight / total + error / ANCHORS))) for weight in likely)


@dataclass(frozen=True)
class Card:
    """Points by kind of source, strategy and dimension; a dimension that a strategy leaves open is not in its row."""

    cells: Mapping[str, Mapping[str, Mapping[str, Cell]]]
    hallmarks: Mapping[str, tuple[str, int, int]]
    _columns: dict[tuple[str, int, str], Cell] = field(default_factory=dict, compare=False, repr=False)

    def cell(self, strategy: str, dimension: str, source: str = "self-report") -> Cell:
        """Give the five points; a document counts as self-report, since only a measured figure earns a lower error."""
        return self.cells["evidence" if source == "evidence" else "self-report"][strategy].get(dimension, NEUTRAL)

    def columns(self, known: Mapping[str, Mark]) -> list[Cell]:
        """Give what each answer is worth to every strategy, in menu order; each column is made once."""
        made = self._columns
        return [
            made.get((dimension, mark.anchor, mark.source)) or self._column(dimension, mark.anchor, mark.source)
            for dimension, mark in known.items()
        ]

    def _column(self, dimension: str, anchor: int, source: str) -> Cell:
        column = tuple(self.cell(strategy, dimension, source)[anchor] for strategy in self.hallmarks)
        return self._columns.setdefault((dimension, anchor, source), column)


def card_of(catalogue: Catalogue) -> Card:
    """Generate the card of a whole catalogue."""
    return card(catalogue.strategies.values(), catalogue.dimensions)


def card(strategies: Iterable[Strategy], dimensions: Mapping[str, Dimension]) -> Card:
    """Generate the card from the signatures and hallmarks."""
    strategies = list(strategies)
    return Card(
        cells={source: {s.id: _row(s, dimensions, rates) for s in strategies} for source, rates in ERROR.items()},
        hallmarks={s.id: (s.hallmark.dimension, *_anchors(dimensions, s.hallmark.dimension, s.hallmark.range)) for s in strategies},
    )


def _row(strategy: Strategy, dimensions: Mapping[str, Dimension], rates: Mapping[str, float]) -> dict[str, Cell]:
    row = {}
    for name, expected in strategy.signature.items():
        low, high = _anchors(dimensions, name, expected.range)
        row[name] = points(low, high, error=rates[expected.importance])
    hallmark = strategy.hallmark
    low, high = _anchors(dimensions, hallmark.dimension, hallmark.range)
    row[hallmark.dimension] = points(low, high, error=rates["hallmark"], shoulder=0)
    return row


def _anchors(dimensions: Mapping[str, Dimension], name: str, slugs: tuple[str, str]) -> tuple[int, int]:
    anchors = dimensions[name].anchors
    return anchors[slugs[0]], anchors[slugs[1]]


@dataclass(frozen=True, slots=True)
class Mark:
    """One answered dimension: its anchor, 0 to 4, and how it is known."""

    anchor: int
    source: str = "self-report"


@dataclass(frozen=True, slots=True)
class Marks:
    """What is known of practice, and which dimensions are open; `maybe` are open ones that may turn out not to be asked."""

    known: Mapping[str, Mark]
    unknown: tuple[str, ...] = ()
    maybe: tuple[str, ...] = ()


class Standings(Mapping[str, Standing]):
    """Every strategy's standing by its id, best first; scored when first asked for."""

    def __init__(self, card: Card, marks: Marks) -> None:
        """Keep what to score by."""
        self.card, self.marks = card, marks

    @cached_property
    def _scored(self) -> dict[str, Standing]:
        return {standing.strategy: standing for standing in standings(self.card, self.marks)}

    def __getitem__(self, strategy: str) -> Standing:
        return self._scored[strategy]

    def __iter__(self) -> Iterator[str]:
        return iter(self._scored)

    def __len__(self) -> int:
        return len(self._scored)


def standings(card: Card, marks: Marks) -> list[Standing]:
    """Score every strategy, best first; equal ones keep the order of the menu.

    A strategy whose hallmark is unknown stands as if it had DOUBT points fewer.
    """
    scored = [_standing(card, marks, strategy) for strategy in card.hallmarks]
    return sorted(scored, key=lambda standing: -standing_key(standing))


def totals(card: Card, marks: Marks) -> dict[str, int]:
    """Give every strategy's points alone, in menu order."""
    columns = card.columns(marks.known)
    return dict(zip(card.hallmarks, map(sum, zip(*columns, strict=True)), strict=True)) if columns else dict.fromkeys(card.hallmarks, 0)


def standing_key(standing: Standing) -> int:
    """Give what the ranking sorts by: points, less DOUBT while the hallmark is unknown."""
    return standing.points - (DOUBT if standing.hallmark == "unknown" else 0)


def doubt(card: Card, marks: Marks, strategy: str) -> int:
    """Give by how many points a strategy is ranked lower than it stands."""
    return DOUBT if _hallmark(card, marks, strategy) == "unknown" else 0


def _standing(card: Card, marks: Marks, strategy: str) -> Standing:
    contributions = tuple(
        Contribution(dimension, mark.anchor, card.cell(strategy, dimension, mark.source)[mark.anchor], mark.source)
        for dimension, mark in marks.known.items()
        if card.cell(strategy, dimension, mark.source) != NEUTRAL
    )
    total = sum(contribution.points for contribution in contributions)
    spans = [_span(card.cell(strategy, dimension), maybe=dimension in marks.maybe) for dimension in marks.unknown]
    return Standing(
        strategy=strategy,
        points=total,
        low=total + sum(span[0] for span in spans),
        high=total + sum(span[1] for span in spans),
        hallmark=_hallmark(card, marks, strategy),
        contributions=contributions,
    )


def _span(cell: Cell, *, maybe: bool) -> tuple[int, int]:
    return (min(*cell, 0), max(*cell, 0)) if maybe else (min(cell), max(cell))


def _hallmark(card: Card, marks: Marks, strategy: str) -> HallmarkState:
    dimension, low, high = card.hallmarks[strategy]
    if dimension not in marks.known:
        return "unknown"
    return "seen" if low <= marks.known[dimension].anchor <= high else "contradicted"


def possible(card: Card, marks: Marks) -> tuple[str, ...]:
    """Give the strategies that some answers to the open dimensions would still put first, in menu order.

    One is ruled out when another has more points whatever the open answers are: exact, pair by pair, without search.
    """
    totals = {s: sum(card.cell(s, d, m.source)[m.anchor] for d, m in marks.known.items()) for s in card.hallmarks}
    return tuple(s for s in totals if not any(_always_behind(card, marks, totals, s, rival) for rival in totals if rival != s))


def _always_behind(card: Card, marks: Marks, totals: Mapping[str, int], strategy: str, rival: str) -> bool:
    margin = totals[rival] - totals[strategy]
    for dimension in marks.unknown:
        ours, theirs = card.cell(strategy, dimension), card.cell(rival, dimension)
        least = min(their - our for our, their in zip(ours, theirs, strict=True))
        margin += min(least, 0) if dimension in marks.maybe else least
    return margin > 0


def swing(card: Card, dimension: str, one: str, other: str) -> int:
    """Give how many points the answer to a dimension can move between two strategies, from best to worst case."""
    gaps = [ours - theirs for ours, theirs in zip(card.cell(one, dimension), card.cell(other, dimension), strict=True)]
    return max(gaps) - min(gaps)
