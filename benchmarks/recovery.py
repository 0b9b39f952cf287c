"""How well simulated respondents are recognised: the project's own points card, put to a test that it can fail.

`python benchmarks/recovery.py` prints the tables of `docs/accuracy.md`, `--write` puts them there. Same seed, same tables.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log2
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from strategist import reading, scoring
from strategist.catalogue import Catalogue, shipped
from strategist.conditions import Compare
from strategist.errors import Place
from strategist.models.catalogue import ANCHORS
from strategist.models.profile import Answer, Part, Profile
from strategist.models.reading import Reading

SEED, SIZE, PIPELINE_SIZE = 20150401, 20_000, 500
PAGE = Path(__file__).parents[1] / "docs" / "accuracy.md"
MISSING = -1
EVIDENCE_NOISE = 0.03
VERDICTS = ("very clear", "clear", "leaning", "provisional", "no clear strategy", "too little known")
CELLS = ((0.0, 0.0), (0.1, 0.1), (0.2, 0.2), (0.3, 0.3), (0.3, 0.4))
DRIFT = 0.15

Ints = NDArray[np.int64]
Rates = Mapping[str, float]


@dataclass(frozen=True)
class Menu:
    """The shipped signatures and their card as arrays: a row a strategy, a column a dimension, a range where nothing is expected 0 to 4.

    Cards have a sixth, last option, worth nothing: no answer. `only_if` maps a column to the column and least anchor that open it.
    """

    catalogue: Catalogue
    low: Ints
    high: Ints
    hallmarks: Ints
    cards: Mapping[str, Ints]
    only_if: Mapping[int, tuple[int, int]]


def menu() -> Menu:
    """Turn the shipped catalogue and the project's own card into arrays."""
    catalogue = shipped()
    dimensions, strategies = catalogue.dimensions, catalogue.strategies
    card, names = scoring.card(strategies.values(), dimensions), list(dimensions)
    ranges = np.tile([0, ANCHORS - 1], (len(strategies), len(names), 1))
    for row, strategy in enumerate(strategies.values()):
        for name, expected in strategy.signature.items():
            ranges[row, names.index(name)] = [dimensions[name].anchors[slug] for slug in expected.range]
    hallmarks = np.array([(names.index(name), low, high) for name, low, high in card.hallmarks.values()])
    cards = {source: np.array([[(*card.cell(s, d, source), 0) for d in names] for s in strategies]) for source in scoring.ERROR}
    return Menu(catalogue, ranges[..., 0], ranges[..., 1], hallmarks, cards, dict(_only_if(catalogue)))


def _only_if(catalogue: Catalogue) -> Iterator[tuple[int, tuple[int, int]]]:
    names = list(catalogue.dimensions)
    for column, name in enumerate(names):
        match catalogue.questions[name].when:
            case None:
                pass
            case Compare("dimension", other, "at_least", str(slug)):
                yield column, (names.index(other), catalogue.dimensions[other].anchors[slug])
            case _:
                raise NotImplementedError(name)


def recut(menu: Menu, *, shoulder: float = scoring.SHOULDER, **rates: Rates) -> Menu:
    """Give the menu a card made with other constants, per kind of source (`self_report`, `evidence`)."""
    cards = {source: menu.cards[source].copy() for source in menu.cards}
    for source, card in cards.items():
        error = rates.get(source.replace("-", "_"), scoring.ERROR[source])
        for row, strategy in enumerate(menu.catalogue.strategies.values()):
            for column, name in enumerate(menu.catalogue.dimensions):
                if name in strategy.signature:
                    low, high, rate = menu.low[row, column], menu.high[row, column], error[strategy.signature[name].importance]
                    card[row, column, :ANCHORS] = scoring.points(low, high, error=rate, shoulder=shoulder)
            column, low, high = menu.hallmarks[row]
            card[row, column, :ANCHORS] = scoring.points(low, high, error=error["hallmark"], shoulder=0)
    return replace(menu, cards=cards)


@dataclass(frozen=True)
class World:
    """How respondents answer: the shares of answers drawn at random, left out, one step outside the range, or drawn to flatter.

    `evidence` lists the columns that were measured: never left out, never flattering, and with little noise.
    """

    noise: float = 0
    missing: float = 0
    drift: float = 0
    flattery: float = 0
    evidence: tuple[int, ...] = ()


@dataclass(frozen=True)
class Sample:
    """Respondents, a row each: what they practise, another strategy that they declare, their answers."""

    practised: Ints
    declared: Ints
    answers: Ints


def sample(menu: Menu, world: World, size: int) -> Sample:
    """Draw respondents, as many of every strategy; the same world gives the same respondents."""
    shares = (world.noise, world.missing, world.drift, world.flattery)
    rng = np.random.default_rng([SEED, *(round(1000 * share) for share in shares)])
    count = len(menu.low)
    practised = np.arange(size) % count
    declared = (practised + rng.integers(1, count, size)) % count
    measured = np.isin(np.arange(menu.low.shape[1]), world.evidence)
    answers = _faithful(menu, practised, world.drift, rng)
    shape = answers.shape
    flattering = (rng.random(shape) < world.flattery) & ~measured
    answers = np.where(flattering, _faithful(menu, declared, 0, rng), answers)
    noisy = rng.random(shape) < np.where(measured, EVIDENCE_NOISE, world.noise)
    answers = np.where(noisy, rng.integers(0, ANCHORS, shape), answers)
    left_out = (rng.random(shape) < world.missing) & ~measured
    return Sample(practised, declared, asked(menu, np.where(left_out, MISSING, answers)))


def _faithful(menu: Menu, strategies: Ints, drift: float, rng: np.random.Generator) -> Ints:
    low, high = menu.low[strategies], menu.high[strategies]
    upwards = (low == 0) | ((high < ANCHORS - 1) & (rng.random(low.shape) < 0.5))
    outside = np.where(upwards, high + 1, low - 1)
    drifts = (rng.random(low.shape) < drift) & (outside < ANCHORS)
    return np.where(drifts, outside, rng.integers(low, high + 1))


def asked(menu: Menu, answers: Ints) -> Ints:
    """Drop the answers to questions that these respondents are not asked."""
    answers = answers.copy()
    for column, (other, least) in menu.only_if.items():
        answers[answers[:, other] < least, column] = MISSING
    return answers


@dataclass(frozen=True)
class Judged:
    """What the card makes of respondents, a row each: `verdict` is a place in VERDICTS, of which the first three name a strategy."""

    totals: Ints
    ranking: Ints
    lead: Ints
    verdict: Ints


def judge(menu: Menu, answers: Ints, evidence: Sequence[int] = (), doubt: int = scoring.DOUBT) -> Judged:
    """Score and judge as `strategist.reading` does, for all respondents at once; `disagreements` holds the two together."""
    rows = np.arange(len(answers))
    totals = np.zeros((len(answers), len(menu.low)), dtype=np.int64)
    for column in range(answers.shape[1]):
        card = menu.cards["evidence" if column in evidence else "self-report"]
        totals += card[:, column, answers[:, column]].T
    columns, low, high = menu.hallmarks.T
    shown = answers[:, columns]
    unknown, contradicted = shown == MISSING, (shown != MISSING) & ((shown < low) | (shown > high))
    ranking = np.argsort(doubt * unknown - totals, axis=1, kind="stable")
    first = ranking[:, 0]
    rivals = totals.copy()
    rivals[rows, first] = 0
    best, answered = totals[rows, first], (answers != MISSING).sum(axis=1)
    lead = best - np.maximum(rivals.max(axis=1), 0)
    ladder = {
        "too little known": answered < reading.ENOUGH,
        "no clear strategy": contradicted[rows, first] | (np.minimum(lead, best) < scoring.LEANING),
        "provisional": unknown[rows, first] | ((answered < reading.SETTLED) & (lead < scoring.VERY_CLEAR)),
        "very clear": lead >= scoring.VERY_CLEAR,
        "clear": lead >= scoring.CLEAR,
    }
    verdict = np.select(list(ladder.values()), [VERDICTS.index(word) for word in ladder], VERDICTS.index("leaning"))
    return Judged(totals, ranking, lead, verdict)


@dataclass(frozen=True)
class Measures:
    """Shares of respondents, 0 to 1, and the calibration error."""

    first: float
    named: float
    named_right: float
    found: float
    false_alarms: float
    clear: float
    weak: float
    calibration: float


def measure(menu: Menu, world: World, size: int = SIZE, doubt: int = scoring.DOUBT) -> Measures:
    """Simulate one world and measure what the card makes of it."""
    drawn = sample(menu, world, size)
    judged = judge(menu, drawn.answers, world.evidence, doubt)
    rows, best = np.arange(size), judged.totals.max(axis=1)
    right, named = judged.ranking[:, 0] == drawn.practised, judged.verdict <= VERDICTS.index("leaning")
    enough = judged.verdict != VERDICTS.index("too little known")
    odds = 10 ** (judged.totals / 10)
    sure = odds[rows, judged.ranking[:, 0]] / (1 + odds.sum(axis=1))
    return Measures(
        first=float(right.mean()),
        named=float(named.mean()),
        named_right=float(right[named].mean()),
        found=float((enough & (best - judged.totals[rows, drawn.declared] >= scoring.CLEAR)).mean()),
        false_alarms=float((enough & (best - judged.totals[rows, drawn.practised] >= scoring.CLEAR)).mean()),
        clear=float((judged.verdict <= VERDICTS.index("clear")).mean()),
        weak=float((best < scoring.LEANING).mean()),
        calibration=_calibration_error(sure, right),
    )


def _calibration_error(sure: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    bins = np.minimum((10 * sure).astype(int), 9)
    return float(sum(abs((sure - right)[bins == number].sum()) for number in range(10)) / len(sure))


def ideal(menu: Menu) -> dict[str, tuple[int, int]]:
    """Answer at one end of every range, and in the middle: how many strategies come first with themselves, and the least lead."""
    ends = {"low end": menu.low, "middle": (menu.low + menu.high) // 2, "high end": menu.high}
    judged = {end: judge(menu, asked(menu, answers)) for end, answers in ends.items()}
    return {end: (int((j.ranking[:, 0] == np.arange(len(menu.low))).sum()), int(j.lead.min())) for end, j in judged.items()}


def most_telling(menu: Menu, count: int) -> tuple[int, ...]:
    """Choose what to measure: the dimensions with the largest expected information gain, each by itself, over all strategies."""
    likely = 10 ** (menu.cards["evidence"][..., :ANCHORS] / 10)
    likely /= likely.sum(axis=2, keepdims=True)
    gain = (likely * np.log2(likely / likely.mean(axis=0))).sum(axis=2).mean(axis=0)
    return tuple(int(column) for column in np.argsort(-gain, kind="stable")[:count])
