"""How often simulated respondents are recognised: the project's own card, put to a test that it can fail.

`python benchmarks/recovery.py` prints the tables of `docs/accuracy.md`; `--write` puts them there. The seed is fixed.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from strategist import reading, scoring
from strategist.catalogue import Catalogue, shipped
from strategist.conditions import Compare
from strategist.errors import Place
from strategist.models.catalogue import ANCHORS
from strategist.models.profile import Answer, Part, Profile
from strategist.models.reading import Reading

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Points = NDArray[np.int64]

SEED = 20_150_401
PAGE = Path(__file__).parents[1] / "docs" / "accuracy.md"
MISSING = -1
VERDICTS = ("very clear", "clear", "leaning", "provisional", "no clear strategy", "too little known")
NAMED = 3
"""The first three verdicts name a strategy."""


@dataclass(frozen=True)
class Menu:
    """The shipped signatures and their card as arrays: K strategies, D dimensions; a sixth, last option stands for no answer and is worth 0."""

    catalogue: Catalogue
    low: Ints
    high: Ints
    self_report: Points
    evidence: Points
    hallmark: Ints
    only_if: Mapping[int, tuple[int, int]]
    """Dimension asked only if another dimension is answered with at least this anchor."""

    @property
    def strategies(self) -> tuple[str, ...]:
        return tuple(self.catalogue.strategies)

    @property
    def dimensions(self) -> tuple[str, ...]:
        return tuple(self.catalogue.dimensions)


def menu() -> Menu:
    """Turn the shipped catalogue and the project's own card into arrays."""
    catalogue = shipped()
    card = scoring.card(catalogue.strategies.values(), catalogue.dimensions)
    names = list(catalogue.dimensions)
    low = np.zeros((len(catalogue.strategies), len(names)), dtype=np.int64)
    high = np.full_like(low, ANCHORS - 1)
    for row, strategy in enumerate(catalogue.strategies.values()):
        for name, expected in strategy.signature.items():
            anchors, column = catalogue.dimensions[name].anchors, names.index(name)
            low[row, column], high[row, column] = (anchors[slug] for slug in expected.range)
    hallmark = np.array([(names.index(d), first, last) for d, first, last in card.hallmarks.values()])
    cells = {
        source: np.array([[(*card.cell(s, d, source), 0) for d in names] for s in catalogue.strategies]) for source in scoring.ERROR
    }
    return Menu(catalogue, low, high, cells["self-report"], cells["evidence"], hallmark, _only_if(catalogue))


def _only_if(catalogue: Catalogue) -> dict[int, tuple[int, int]]:
    names = list(catalogue.dimensions)
    found = {}
    for column, name in enumerate(names):
        when = catalogue.questions[name].when
        if when is not None:
            if not isinstance(when, Compare) or when.kind != "dimension" or when.operator != "at_least":
                raise NotImplementedError(name)
            found[column] = (names.index(when.name), catalogue.dimensions[when.name].anchors[str(when.operand)])
    return found


@dataclass(frozen=True)
class World:
    """How respondents answer: shares of answers drawn at random, left out, one step outside the range, or drawn to flatter."""

    noise: float = 0
    missing: float = 0
    drift: float = 0
    flattery: float = 0
    evidence: tuple[int, ...] = ()
    """Dimensions that were measured: never flattered or missing, and with little noise."""


EVIDENCE_NOISE = 0.03


def faithful(menu: Menu, strategy: Ints, rng: np.random.Generator, drift: float = 0) -> Ints:
    """Draw answers uniformly within the range of each respondent's strategy; a share `drift` lands one anchor outside."""
    low, high = menu.low[strategy], menu.high[strategy]
    answers = rng.integers(low, high + 1)
    up = (rng.random(low.shape) < 0.5) & (high < ANCHORS - 1) | (low == 0)
    outside = np.where(up, high + 1, low - 1)
    moved = (rng.random(low.shape) < drift) & (outside < ANCHORS)
    return np.where(moved, outside, answers)


def respond(menu: Menu, practised: Ints, world: World, rng: np.random.Generator, declared: Ints | None = None) -> Ints:
    """Draw one row of answers per respondent; MISSING where nothing is known or the question is not asked."""
    answers = faithful(menu, practised, rng, world.drift)
    measured = np.zeros(answers.shape[1], dtype=bool)
    measured[list(world.evidence)] = True
    if declared is not None and world.flattery:
        flattering = (rng.random(answers.shape) < world.flattery) & ~measured
        answers = np.where(flattering, faithful(menu, declared, rng), answers)
    noisy = rng.random(answers.shape) < np.where(measured, EVIDENCE_NOISE, world.noise)
    answers = np.where(noisy, rng.integers(0, ANCHORS, answers.shape), answers)
    answers = np.where((rng.random(answers.shape) < world.missing) & ~measured, MISSING, answers)
    return hidden(menu, answers)

def hidden(menu: Menu, answers: Ints) -> Ints:
    for column, (other, least) in menu.only_if.items():
        answers[:, column] = np.where(answers[:, other] >= least, answers[:, column], MISSING)
    return answers


@dataclass(frozen=True)
class Outcome:
    """What the card makes of respondents, a row each."""

    totals: Points
    first: Ints
    lead: Points
    verdict: Ints
    ranking: Ints


def judge(menu: Menu, answers: Ints, evidence: Sequence[int] = (), doubt: int = scoring.DOUBT) -> Outcome:
    """Score and judge every respondent by the rules of `strategist.reading`."""
    rows = np.arange(len(answers))
    totals = np.zeros((len(answers), len(menu.strategies)), dtype=np.int64)
    for column in range(answers.shape[1]):
        cells = menu.evidence if column in evidence else menu.self_report
        totals += cells[:, column, answers[:, column]].T
    dimension, low, high = menu.hallmark.T
    shown = answers[:, dimension]
    unknown, contradicted = shown == MISSING, (shown != MISSING) & ((shown < low) | (shown > high))
    ranking = np.argsort(-(totals - doubt * unknown), axis=1, kind="stable")
    first = ranking[:, 0]
    rivals = totals.copy()
    rivals[rows, first] = 0
    best = totals[rows, first]
    lead = best - np.maximum(rivals.max(axis=1), 0)
    answered = (answers != MISSING).sum(axis=1)
    ladder = [
        (answered < reading.ENOUGH, 5),
        (contradicted[rows, first] | (np.minimum(lead, best) < scoring.LEANING), 4),
        (unknown[rows, first] | ((answered < reading.SETTLED) & (lead < scoring.VERY_CLEAR)), 3),
        (lead >= scoring.VERY_CLEAR, 0),
        (lead >= scoring.CLEAR, 1),
    ]
    verdict = np.select([rung for rung, _ in ladder], [word for _, word in ladder], 2)
    return Outcome(totals, first, lead, verdict, ranking)
