"""How well simulated respondents are recognised: the project's own points card, put to a test that it can fail.

`python benchmarks/recovery.py` prints the tables of `docs/accuracy.md`; `--write` puts them there. Same seed, same tables.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
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
DRIFT = 0.15
CELLS = ((0.0, 0.0), (0.1, 0.1), (0.2, 0.2), (0.3, 0.3), (0.3, 0.4))
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
    return Judged(totals, ranking, lead, np.select(list(ladder.values()), [VERDICTS.index(word) for word in ladder], VERDICTS.index("leaning")))


@dataclass(frozen=True)
class Measures:
    """Shares of respondents, 0 to 1, and the calibration error; `found` and `false_alarms` are of declarations that are `not seen`."""

    first: float
    named: float
    named_right: float
    found: float
    false_alarms: float
    clear: float
    weak: float
    calibration: float


@cache
def measure(menu: Menu, world: World, size: int = SIZE, doubt: int = scoring.DOUBT) -> Measures:
    """Simulate one world and measure what the card makes of it."""
    drawn = sample(menu, world, size)
    judged = judge(menu, drawn.answers, world.evidence, doubt)
    rows, best = np.arange(size), judged.totals.max(axis=1)
    right, named = judged.ranking[:, 0] == drawn.practised, judged.verdict <= VERDICTS.index("leaning")
    odds = 10 ** (judged.totals / 10)
    return Measures(
        first=right.mean(),
        named=named.mean(),
        named_right=right[named].mean(),
        found=unseen(judged, drawn.declared).mean(),
        false_alarms=unseen(judged, drawn.practised).mean(),
        clear=(judged.verdict <= VERDICTS.index("clear")).mean(),
        weak=(best < scoring.LEANING).mean(),
        calibration=_calibration_error(odds[rows, judged.ranking[:, 0]] / (1 + odds.sum(axis=1)), right),
    )


def unseen(judged: Judged, declared: Ints) -> NDArray[np.bool_]:
    """Tell whose declared strategy is called `not seen`: clearly behind what is practised, with enough known."""
    behind = judged.totals.max(axis=1) - judged.totals[np.arange(len(declared)), declared]
    return (behind >= scoring.CLEAR) & (judged.verdict != VERDICTS.index("too little known"))


def _calibration_error(sure: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    bins = np.minimum((10 * sure).astype(int), 9)
    return sum(abs((sure - right)[bins == number].sum()) for number in range(10)) / len(sure)


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
        answers = {"declared.strategy": Answer("declared.strategy", "value", Place("-"), (Part(strategies[strategy]),))}
        for column, dimension in enumerate(dimensions):
            if row[column] != MISSING:
                slug = dimension.options[row[column]].id
                source = "evidence" if column in evidence else "self-report"
                answers[dimension.id] = Answer(dimension.id, "value", Place("-"), slug, source=source, written=slug)
        yield reading.build(Profile("-", answers), menu.catalogue)


def disagreements(menu: Menu, respondents: int = 300) -> list[str]:
    """Name the respondents of whom the arrays and the real pipeline say different things; some answer all, some little, some with evidence."""
    found, strategies = [], np.array(list(menu.catalogue.strategies))
    for missing, measured in ((0.0, 0), (0.4, 5), (0.75, 0)):
        world = World(noise=0.3, missing=missing, drift=DRIFT, evidence=most_telling(menu, measured))
        drawn = sample(menu, world, respondents // 3)
        judged = judge(menu, drawn.answers, world.evidence)
        behind = unseen(judged, drawn.declared)
        for row, real in enumerate(readings(menu, drawn, drawn.declared, world.evidence)):
            ranking = judged.ranking[row]
            standings = list(zip(strategies[ranking], judged.totals[row, ranking], strict=True))
            ours = (standings, judged.lead[row], VERDICTS[judged.verdict[row]], behind[row])
            says = real.practised
            theirs = ([(s.strategy, s.points) for s in says.ranking], says.lead, says.verdict, real.declared.parts[0].standing == "not seen")
            if ours != theirs:
                found.append(f"{world}, respondent {row}: {ours}, but the pipeline says {theirs}")
    return found


def contradicted(menu: Menu, world: World, size: int = PIPELINE_SIZE) -> float:
    """Give the share of honest respondents, who declare what they practise, whom the whole verdict calls a mismatch all the same."""
    drawn = sample(menu, world, size)
    return sum(real.verdict == "mismatch" for real in readings(menu, drawn, drawn.practised)) / size


def percent(share: float) -> str:
    """Write a share so that almost none never reads as none, nor almost all as all."""
    return f"{100 * share:.{0 if share in {0, 1} else 2 if min(share, 1 - share) < 0.01 else 1}f} %"


def table(*rows: Iterable[object]) -> str:
    """Write a Markdown table; the first row is its head."""
    head, *body = ([str(cell) for cell in row] for row in rows)
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ["---", *["--:"] * (len(head) - 1)], *body))


def mixed(noise: float, missing: float) -> str:
    """Name a cell of a table."""
    return f"{noise * 100:.0f} % random, {missing * 100:.0f} % missing"


def goals(menu: Menu) -> str:
    """Hold the goals against what was measured."""
    usual = [measure(menu, World(*cell, drift)) for drift in (0, DRIFT) for cell in CELLS[:3]]
    _, modest, hard, *_ = usual
    flattered = measure(menu, World(0.1, 0.1, flattery=0.4, evidence=most_telling(menu, 8)))
    at_least: dict[str, tuple[float, float]] = {
        "Ideal practitioners that come first": (min(first for first, _ in ideal(menu).values()) / len(menu.low), 1),
        f"Right strategy first, {mixed(0.1, 0.1)}": (modest.first, 0.94),
        f"Right strategy first, {mixed(0.2, 0.2)}": (hard.first, 0.85),
        f"False declaration found, {mixed(0.1, 0.1)}": (modest.found, 0.98),
        "False declaration found, 40 % of answers flattering, 8 practices measured": (flattered.found, 0.85),
    }
    at_most = {
        f"True declaration doubted, {mixed(0.1, 0.1)}": (modest.false_alarms, 0.01),
        "Random answers called clear": (measure(menu, World(noise=1)).clear, 0.04),
        "Calibration error, up to 20 % random, with drift or without": (max(m.calibration for m in usual), 0.04),
    }
    rows = [(what, f"at least {goal:.0%}", got, got >= goal) for what, (got, goal) in at_least.items()]
    rows += [(what, f"at most {goal:.0%}", got, got <= goal) for what, (got, goal) in at_most.items()]
    body = [(what, goal.replace("%", " %"), percent(got), "yes" if met else "**no**") for what, goal, got, met in rows]
    return table(("what", "goal", "measured", "met"), *body)


def recognised(menu: Menu) -> str:
    """Show how often the right strategy is first and named, by noise, missing answers and drift."""
    rows = []
    for cell in CELLS:
        both = [measure(menu, World(*cell, drift)) for drift in (0, DRIFT)]
        rows.append((mixed(*cell), *(percent(share) for m in both for share in (m.first, m.named, m.named_right))))
    return table(("answers", "first", "named", "named rightly", "first, with drift", "named, with drift", "rightly, with drift"), *rows)


def declared(menu: Menu) -> str:
    """Show how often a false declaration is found, and a true one doubted: by the points alone, and by the whole verdict."""
    rows = []
    for cell in (CELLS[0], CELLS[1], CELLS[2], CELLS[4]):
        both = [measure(menu, World(*cell, drift)) for drift in (0, DRIFT)]
        points = (percent(share) for m in both for share in (m.found, m.false_alarms))
        rows.append((mixed(*cell), *points, f"{contradicted(menu, World(*cell)):.0%}".replace("%", " %")))
    head = ("answers", "false found", "true doubted", "false found, with drift", "true doubted, with drift", "true called a mismatch")
    return table(head, *rows)


def chance(menu: Menu) -> str:
    """Show what becomes of answers drawn at random."""
    random = measure(menu, World(noise=1))
    names = ("called clear or very clear", "given any name", "best strategy below 10 points")
    return table(("all answers at random", "share"), *zip(names, map(percent, (random.clear, random.named, random.weak)), strict=True))


def calibrated(menu: Menu) -> str:
    """Show by how much the odds that the points state are wrong."""
    rows = [(mixed(*cell), *(f"{measure(menu, World(*cell, drift)).calibration:.3f}" for drift in (0, DRIFT))) for cell in CELLS]
    return table(("answers", "calibration error", "with drift"), *rows)


def flattered(menu: Menu) -> str:
    """Show how often a false declaration is found when answers flatter it, by how many practices were measured."""
    lots = np.random.default_rng(SEED).permuted(np.tile(np.arange(menu.low.shape[1]), (10, 1)), axis=1)[:, :8]
    measured = [[most_telling(menu, count)] for count in (0, 4, 8, 12)] + [[tuple(lot) for lot in lots.tolist()]]
    rows = []
    for share, drift in ((0.2, 0.0), (0.4, 0.0), (0.6, 0.0), (0.4, DRIFT)):
        found = [np.mean([measure(menu, World(0.1, 0.1, drift, share, chosen)).found for chosen in choices]) for choices in measured]
        rows.append((f"{100 * share:.0f} %{', with drift' if drift else ''}", *map(percent, found)))
    return table(("flattering", "none measured", "4", "8", "12", "8 drawn by lot"), *rows)


def constants(menu: Menu) -> str:
    """Show what other constants would give, on answers that drift."""
    cuts: dict[str, tuple[Menu, int]] = {"as shipped": (menu, scoring.DOUBT)}
    shipped_rates = (0.10, 0.15, 0.50)
    for rates in ((0.05, 0.10, 0.30), (0.10, 0.15, 0.30), (0.10, 0.15, 0.70), (0.20, 0.20, 0.20), (0.20, 0.30, 0.70)):
        cuts["ERROR " + " / ".join(f"{rate:.2f}" for rate in rates)] = (recut(menu, "self-report", rates), scoring.DOUBT)
    for shoulder in (0.0, 0.05, 0.20, 0.30):
        cuts[f"SHOULDER {shoulder:.2f}"] = (recut(menu, "self-report", shipped_rates, shoulder), scoring.DOUBT)
    cuts |= {f"DOUBT {doubt}": (menu, doubt) for doubt in (0, 4, 12, 16)}
    rows = []
    for name, (cut, doubt) in cuts.items():
        both = [measure(cut, World(*cell, DRIFT), SIZE, doubt) for cell in CELLS[1:3]]
        shares = (percent(share) for m in both for share in (m.first, m.found, m.false_alarms))
        rows.append((name, *shares, f"{both[1].calibration:.3f}"))
    ten, twenty = "10 and 10 %", "20 and 20 %"
    columns = (f"{what}, {cell}" for cell in (ten, twenty) for what in ("first", "false found", "true doubted"))
    return table(("setting", *columns, f"calibration, {twenty}"), *rows)


def evidence(menu: Menu) -> str:
    """Show what other rates of error for measured practices would give, when 40 % of the other answers flatter."""
    rows = []
    for rates in ((0.03, 0.03, 0.25), (0.03, 0.10, 0.25), (0.03, 0.03, 0.10), (0.03, 0.03, 0.03), (0.10, 0.15, 0.50)):
        cut = recut(menu, "evidence", rates)
        found = (measure(cut, World(0.1, 0.1, 0, 0.4, most_telling(menu, count))).found for count in (4, 8, 12))
        rows.append((" / ".join(f"{rate:.2f}" for rate in rates), *map(percent, found)))
    return table(("ERROR for evidence", "4 measured", "8", "12"), *rows)


def ideals(menu: Menu) -> str:
    """Show the ideal practitioners."""
    return table(("answers at the", "first", "least lead"), *((end, f"{first} of 10", lead) for end, (first, lead) in ideal(menu).items()))


TABLES = (goals, ideals, recognised, declared, chance, calibrated, flattered, evidence, constants)


def written(page: str, name: str, text: str) -> str:
    """Put a table between its two markers on the page."""
    pattern = rf"(<!-- table: {name} -->\n).*?(<!-- end -->)"
    return re.sub(pattern, lambda found: f"{found[1]}\n{text}\n\n{found[2]}", page, flags=re.DOTALL)


def main() -> None:
    """Check the arrays against the real pipeline, then print or write every table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="put the tables into docs/accuracy.md")
    write = parser.parse_args().write
    shown = menu()
    if found := disagreements(shown):
        raise SystemExit("\n".join(found))
    page = PAGE.read_text(encoding="utf-8") if write else ""
    for make in TABLES:
        text = make(shown)
        print(f"## {make.__name__}\n\n{text}\n", flush=True)
        page = written(page, make.__name__, text)
    if write:
        PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
