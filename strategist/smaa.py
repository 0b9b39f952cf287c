"""Stochastic multicriteria acceptability analysis (SMAA-2): who is first under all the weights that agree with a ranking. Numbers only.

Source: Lahdelma and Salminen, "SMAA-2: Stochastic multicriteria acceptability analysis for group decision making",
Operations Research 49(3), 2001. Draws come from Python's own generator with a given seed, so the same input gives the same output.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import mul
from random import Random

from strategist.nouns import dataclass

Vector = Sequence[float]
Matrix = Sequence[Vector]

TIE = 1e-9
"""Utilities closer than this are equal: the alternatives share the ranks between them."""


@dataclass(frozen=True, slots=True)
class Acceptability:
    """One alternative: its share of each rank (best first), the mean weights with which it is first, and how sure that is.

    `central` is None for an alternative that is never first; `confidence` is the share of value draws in which it is first
    under its own central weights, 1 or a share of a tie when the values are certain.
    """

    ranks: tuple[float, ...]
    central: tuple[float, ...] | None
    confidence: float

    @property
    def first(self) -> float:
        """The share of weightings that put it first."""
        return self.ranks[0]


def uniform_weights(criteria: int, draws: int, random: Random) -> list[tuple[float, ...]]:
    """Draw weights uniformly from all that are not negative and sum to 1: the gaps between sorted uniform numbers."""
    return [_gaps(sorted(random.random() for _ in range(criteria - 1))) for _ in range(draws)]


def ordered_weights(criteria: int, draws: int, random: Random) -> list[tuple[float, ...]]:
    """Draw weights uniformly from those that fall, or stay, from the first criterion to the last."""
    return [tuple(sorted(weights, reverse=True)) for weights in uniform_weights(criteria, draws, random)]


def spread_weights(criteria: int, draws: int) -> list[tuple[float, ...]]:
    """Give weightings that fall from the first criterion to the last, spread evenly instead of drawn by lot.

    A few hundred of them are as good as many thousand random ones: the points of the Kronecker sequence of the generalised golden ratio
    (Roberts, "The unreasonable effectiveness of quasirandom sequences", 2018), mapped like uniform numbers.
    """
    steps = [(1 / _golden(criteria - 1)) ** power % 1 for power in range(1, criteria)]
    points = ([(0.5 + number * step) % 1 for step in steps] for number in range(1, draws + 1))
    return [tuple(sorted(_gaps(sorted(point)), reverse=True)) for point in points]


def _golden(dimensions: int) -> float:
    """Give the root above 1 of x^(d+1) = x + 1: the golden ratio for one dimension."""
    root = 2.0
    for _ in range(60):
        root = (1 + root) ** (1 / (dimensions + 1))
    return root


def _gaps(cuts: list[float]) -> tuple[float, ...]:
    ends = [0.0, *cuts, 1.0]
    return tuple(after - before for before, after in pairwise(ends))


def rank_order_centroid(criteria: int) -> tuple[float, ...]:
    """Give the mean of all weights that agree with a ranking: n = 3 gives .6111, .2778, .1111."""
    return tuple(sum(1 / place for place in range(rank, criteria + 1)) / criteria for rank in range(1, criteria + 1))


def analyse(values: Sequence[Matrix], weights: Sequence[Vector]) -> list[Acceptability]:
    """Analyse alternatives by their values (alternative by criterion), one table for each weighting, or one for all when certain."""
    number, criteria, draws = len(values[0]), len(weights[0]), len(weights)
    ranks = [[0.0] * number for _ in range(number)]
    sums = [[0.0] * criteria for _ in range(number)]
    for draw, weighting in enumerate(weights):
        for first, tied in _tiers(utilities(values[draw % len(values)], weighting)):
            share = 1 / len(tied)
            for alternative in tied:
                for rank in range(first, first + len(tied)):
                    ranks[alternative][rank] += share
                if first == 0:
                    sums[alternative] = [total + share * weight for total, weight in zip(sums[alternative], weighting, strict=True)]
    central = [tuple(total / won[0] for total in row) if won[0] else None for row, won in zip(sums, ranks, strict=True)]
    return [
        Acceptability(tuple(count / draws for count in ranks[index]), middle, _confidence(values, index, middle))
        for index, middle in enumerate(central)
    ]


def utilities(values: Matrix, weights: Vector) -> list[float]:
    """Give the weighted sum of each alternative."""
    return [sum(map(mul, weights, row)) for row in values]


def rank_shares(scores: Vector) -> list[dict[int, float]]:
    """Give for each alternative the share it has of each rank, 0 the best; equals share their ranks evenly."""
    shares: list[dict[int, float]] = [{} for _ in scores]
    for first, tied in _tiers(scores):
        for alternative in tied:
            shares[alternative] = dict.fromkeys(range(first, first + len(tied)), 1 / len(tied))
    return shares


def _tiers(scores: Vector) -> Iterator[tuple[int, list[int]]]:
    """Yield the alternatives that are equal, best first, with the rank of the first of them."""
    order = sorted(range(len(scores)), key=scores.__getitem__, reverse=True)
    first = 0
    while first < len(order):
        least = scores[order[first]] - TIE
        end = first + 1
        while end < len(order) and scores[order[end]] > least:
            end += 1
        yield first, order[first:end]
        first = end


def _confidence(values: Sequence[Matrix], alternative: int, central: Vector | None) -> float:
    if central is None:
        return 0.0
    return sum(rank_shares(utilities(table, central))[alternative].get(0, 0.0) for table in values) / len(values)
