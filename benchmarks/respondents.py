"""Simulated respondents, a row each, and what the project's own points card makes of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray
from strategist import reading, scoring
from strategist.catalogue import shipped
from strategist.conditions import Compare
from strategist.models.catalogue import ANCHORS
from strategist.models.knowledge import Catalogue
from strategist.models.profile import Answer, AnswerSource, Part, Profile
from strategist.models.reading import Reading

SEED = 20150401
MISSING = -1
EVIDENCE_NOISE = 0.03
VERDICTS = ("very clear", "clear", "leaning", "provisional", "no clear strategy", "too little known")

Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Menu:
    """The shipped signatures and their card as arrays: a row a strategy, a column a dimension; 0 to 4 where nothing is expected.

    Cards have a sixth, last option that is worth nothing: no answer. `only_if` maps a column to the column and least anchor that open it.
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


def recut(menu: Menu, source: str, rates: tuple[float, float, float], shoulder: float = scoring.SHOULDER) -> Menu:
    """Give the menu a card for one kind of source with other rates of error for hallmark, essential and typical dimensions."""
    error, card = dict(zip(("hallmark", "essential", "typical"), rates, strict=True)), menu.cards[source].copy()
    for row, strategy in enumerate(menu.catalogue.strategies.values()):
        for column, name in enumerate(menu.catalogue.dimensions):
            if name in strategy.signature:
                rate = error[strategy.signature[name].importance]
                card[row, column, :-1] = scoring.points(menu.low[row, column], menu.high[row, column], error=rate, shoulder=shoulder)
        column, low, high = menu.hallmarks[row]
        card[row, column, :-1] = scoring.points(low, high, error=error["hallmark"], shoulder=0)
    return replace(menu, cards={**menu.cards, source: card})


@dataclass(frozen=True)
class World:
    """How respondents answer: the shares of answers drawn at random, left out, one anchor outside the range, or drawn to flatter.

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
    count, width = menu.low.shape
    practised = np.arange(size) % count
    declared = (practised + rng.integers(1, count, size)) % count
    measured = np.isin(np.arange(width), world.evidence)

    def struck(share: float) -> NDArray[np.bool_]:
        return rng.random((size, width)) < share

    answers = _faithful(menu, practised, struck(world.drift), struck(0.5), rng)
    flattering = struck(world.flattery) & ~measured
    answers = np.where(flattering, rng.integers(menu.low[declared], menu.high[declared] + 1), answers)
    noisy = np.where(measured, struck(EVIDENCE_NOISE), struck(world.noise))
    answers = np.where(noisy, rng.integers(0, ANCHORS, answers.shape), answers)
    return Sample(practised, declared, asked(menu, np.where(struck(world.missing) & ~measured, MISSING, answers)))


def _faithful(menu: Menu, strategies: Ints, drifts: NDArray[np.bool_], upwards: NDArray[np.bool_], rng: np.random.Generator) -> Ints:
    low, high = menu.low[strategies], menu.high[strategies]
    outside = np.where((low == 0) | (upwards & (high < ANCHORS - 1)), high + 1, low - 1)
    return np.where(drifts & (outside < ANCHORS), outside, rng.integers(low, high + 1))


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
    """Score and judge all respondents at once, as `strategist.reading` does one; `disagreements` holds the two together."""
    rows = np.arange(len(answers))
    totals = np.zeros((len(answers), len(menu.low)), dtype=np.int64)
    for column in range(answers.shape[1]):
        card = menu.cards["evidence" if column in evidence else "self-report"]
        totals += card[:, column, answers[:, column]].T
    columns, low, high = menu.hallmarks.T
    shown = answers[:, columns]
    unknown, contradicted = shown == MISSING, (shown != MISSING) & ((shown < low) | (shown > high))
    ranking = np.argsort(doubt * unknown - totals, axis=1, kind="stable")
    first, rivals = ranking[:, 0], totals.copy()
    rivals[rows, first] = 0  # what stands in its place is random practice
    best, answered = totals[rows, first], (answers != MISSING).sum(axis=1)
    lead = best - rivals.max(axis=1)
    ladder = {
        "too little known": answered < scoring.ENOUGH,
        "no clear strategy": contradicted[rows, first] | (lead < scoring.LEANING),
        "provisional": unknown[rows, first] | ((answered < scoring.SETTLED) & (lead < scoring.VERY_CLEAR)),
        "leaning": answered < scoring.SETTLED,
        "very clear": lead >= scoring.VERY_CLEAR,
        "clear": lead >= scoring.CLEAR,
    }
    words = [VERDICTS.index(word) for word in ladder]
    return Judged(totals, ranking, lead, np.select(list(ladder.values()), words, VERDICTS.index("leaning")))


@dataclass(frozen=True)
class Measures:
    """Shares of respondents, 0 to 1; `found` and `doubted` are false and true declarations called `not seen`."""

    first: float
    named: float
    named_right: float
    found: float
    doubted: float
    clear: float
    weak: float
    calibration: float


@cache
def measure(menu: Menu, world: World, size: int, doubt: int = scoring.DOUBT) -> Measures:
    """Simulate one world and measure what the card makes of it."""
    drawn = sample(menu, world, size)
    judged = judge(menu, drawn.answers, world.evidence, doubt)
    rows, best = np.arange(size), judged.totals.max(axis=1)
    right, named = judged.ranking[:, 0] == drawn.practised, judged.verdict <= VERDICTS.index("leaning")
    odds = 10 ** (judged.totals / 10)
    return Measures(
        first=float(right.mean()),
        named=float(named.mean()),
        named_right=float(right[named].mean()),
        found=float(unseen(judged, drawn.declared).mean()),
        doubted=float(unseen(judged, drawn.practised).mean()),
        clear=float((judged.verdict <= VERDICTS.index("clear")).mean()),
        weak=float((best < scoring.LEANING).mean()),
        calibration=_calibration_error(odds[rows, judged.ranking[:, 0]] / (1 + odds.sum(axis=1)), right),
    )


def unseen(judged: Judged, declared: Ints) -> NDArray[np.bool_]:
    """Tell whose declared strategy is called `not seen`: clearly behind what is practised, with enough known."""
    behind = judged.totals.max(axis=1) - judged.totals[np.arange(len(declared)), declared]
    called: NDArray[np.bool_] = np.logical_and(behind >= scoring.CLEAR, judged.verdict != VERDICTS.index("too little known"))
    return called


def _calibration_error(sure: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    bins = np.minimum((10 * sure).astype(int), 9)
    return float(sum(abs((sure - right)[bins == number].sum()) for number in range(10)) / len(sure))


def ideal(menu: Menu) -> dict[str, tuple[int, int]]:
    """Answer at one end of every range, and in the middle: how many strategies come first with themselves, and the least lead."""
    ends = {"low end": menu.low, "middle": (menu.low + menu.high) // 2, "high end": menu.high}
    judged = {end: judge(menu, asked(menu, answers)) for end, answers in ends.items()}
    return {end: (int((j.ranking[:, 0] == np.arange(len(menu.low))).sum()), int(j.lead.min())) for end, j in judged.items()}


def most_telling(menu: Menu, count: int) -> tuple[int, ...]:
    """Choose what to measure: the dimensions with the largest expected information gain over all strategies, each by itself."""
    likely = 10 ** (menu.cards["evidence"][..., :ANCHORS] / 10)
    likely /= likely.sum(axis=2, keepdims=True)
    gain = (likely * np.log2(likely / likely.mean(axis=0))).sum(axis=2).mean(axis=0)
    return tuple(int(column) for column in np.argsort(-gain, kind="stable")[:count])


def readings(menu: Menu, drawn: Sample, declared: Ints, evidence: Sequence[int] = ()) -> Iterator[Reading]:
    """Send respondents through the real pipeline, as profiles in memory with their practices and one declared strategy."""
    strategies, dimensions = list(menu.catalogue.strategies), list(menu.catalogue.dimensions.values())
    for row, strategy in zip(drawn.answers, declared, strict=True):
        answers = {"declared.strategy": Answer("declared.strategy", "value", (Part(strategies[strategy]),))}
        for column, dimension in enumerate(dimensions):
            if row[column] != MISSING:
                slug = dimension.options[row[column]].id
                source: AnswerSource = "evidence" if column in evidence else "self-report"
                answers[dimension.id] = Answer(dimension.id, "value", slug, source=source, written=slug)
        yield reading.build(Profile("-", answers), menu.catalogue)


def disagreements(menu: Menu, respondents: int = 300) -> list[str]:
    """Name the respondents of whom the arrays and the real pipeline say different things; some answer all, some little."""
    found, strategies = [], np.array(list(menu.catalogue.strategies))
    spoiled = World(noise=0.3, drift=0.15)
    measured = most_telling(menu, 5)
    few = (replace(spoiled, missing=0.75), World(missing=0.6))
    worlds = (spoiled, replace(spoiled, missing=0.4, evidence=measured), *few)
    for world in worlds:
        drawn = sample(menu, world, respondents // len(worlds))
        judged = judge(menu, drawn.answers, world.evidence)
        behind = unseen(judged, drawn.declared)
        for row, real in enumerate(readings(menu, drawn, drawn.declared, world.evidence)):
            ranking = judged.ranking[row]
            standings = list(zip(strategies[ranking], judged.totals[row, ranking], strict=True))
            ours = (standings, judged.lead[row], VERDICTS[judged.verdict[row]], behind[row])
            says, part = real.practised, real.declared.parts[0]
            theirs = ([(s.strategy, s.points) for s in says.ranking], says.lead, says.verdict, part.standing == "not seen")
            if ours != theirs:
                found.append(f"{world}, respondent {row}: {ours}, but the pipeline says {theirs}")
    return found


def contradicted(menu: Menu, world: World, size: int) -> float:
    """Give the share of honest respondents, who declare what they practise, whom the whole verdict calls a mismatch all the same."""
    drawn = sample(menu, world, size)
    return sum(real.verdict == "mismatch" for real in readings(menu, drawn, drawn.practised)) / size
