"""How many questions it takes to be sure, by the order of asking, and what the short interview finds: tables of `docs/accuracy.md`.

`python benchmarks/adaptive.py` prints them, `--write` puts them into the page. Same seed, same tables; about three minutes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from strategist import scoring
from strategist.interview import quick, state
from strategist.models.catalogue import ANCHORS
from strategist.models.profile import Profile
from strategist.scoring import CLEAR, ENOUGH, Mark

from recovery import DRIFT, USUAL, Make, mixed, percent, publish, table
from respondents import MISSING, SEED, Ints, Menu, Sample, World, judge, sample, unseen

SIZE = 20_000
SURE = 0.95
"""The chance of one strategy from which asking stops; practice without any strategy counts among the others."""

BUDGET = quick.MOST - len(quick.OPENING)
"""The practices that a short interview may ask about."""

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Talks:
    """Interviews under way, a row each: what was said so far, which dimensions were put, and which strategies are declared."""

    said: Ints
    put: Bools
    declared: Bools

    def of(self, rows: Ints) -> Talks:
        """Give some of them."""
        return Talks(self.said[rows], self.put[rows], self.declared[rows])


Prefer = Callable[[Menu, Talks], Floats]
"""An order of asking: the higher the figure of a dimension, the sooner it is put; of equal ones the earlier."""

Done = Callable[[Menu, Talks], Bools]


def interviews(menu: Menu, drawn: Sample, declared: Ints, *, prefer: Prefer, done: Done) -> Talks:
    """Ask respondents, who declare one strategy each (MISSING: none), until it is done or nothing is left to ask."""
    answers, strategies = drawn.answers, np.arange(len(menu.low) + 1)
    talks = Talks(np.full_like(answers, MISSING), np.zeros(answers.shape, dtype=bool), declared[:, None] == strategies)
    live = np.arange(len(answers))
    while live.size:
        now = talks.of(live)
        going = ~done(menu, now) & askable(menu, now).any(axis=1)
        live, now = live[going], now.of(np.flatnonzero(going))
        column = np.where(askable(menu, now), prefer(menu, now), -np.inf).argmax(axis=1)
        talks.put[live, column] = True
        talks.said[live, column] = answers[live, column]
    return talks


def askable(menu: Menu, talks: Talks) -> Bools:
    """Tell which dimensions are asked of each respondent and were not put yet; what an answer opens is closed until it is given."""
    free = ~talks.put
    for column, (other, least) in menu.only_if.items():
        free[:, column] &= talks.said[:, other] >= least
    return free


def chances(menu: Menu, said: Ints) -> Floats:
    """Do what `quick.chances` does; the last column is practice without any strategy."""
    odds = np.pad(10.0 ** (judge(menu, said).totals / 10), ((0, 0), (0, 1)), constant_values=1)
    shares: Floats = odds / odds.sum(axis=1, keepdims=True)
    return shares


def sure(menu: Menu, talks: Talks) -> Bools:
    """Tell who is recognised well enough to stop."""
    reached: Bools = chances(menu, talks.said)[:, :-1].max(axis=1) >= SURE
    return reached


@cache
def likely(menu: Menu) -> Floats:
    """Give how likely each anchor is: strategies and none of them, dimensions, anchors."""
    weights = 10.0 ** (menu.cards["self-report"][..., :ANCHORS] / 10)
    weights = np.concatenate([weights, np.ones((1, *weights.shape[1:]))])
    shares: Floats = weights / weights.sum(axis=2, keepdims=True)
    return shares


def information(menu: Menu, talks: Talks) -> Floats:
    """Do what `quick.information` does, the other way round: an answer tells of a strategy what the strategy tells of the answer."""
    now, rows = chances(menu, talks.said), likely(menu)
    answer, inside = (np.tensordot(weights, rows, axes=1) for weights in (now, now * talks.declared))
    known: Floats = now @ _doubt(rows)
    return 2 * _doubt(answer) - known - _doubt(inside) - _doubt(answer - inside)


def _doubt(weights: Floats) -> Floats:
    """Give the entropy along the last axis, weighted by the sum; in bits."""
    tiny = np.finfo(float).tiny
    share = np.maximum(weights, tiny) / np.maximum(weights.sum(axis=-1, keepdims=True), tiny)
    doubt: Floats = -(weights * np.log2(share)).sum(axis=-1)
    return doubt


def adaptive(menu: Menu, talks: Talks) -> Floats:
    """Put what `quick.most_telling` puts: hallmarks of what is in the running first, then by what an answer is expected to tell."""
    now, first = chances(menu, talks.said), 100
    preference = np.round(information(menu, talks), 9)
    preference[:, menu.hallmarks[:, 0]] += first * (now[:, :-1] > 1 / now.shape[1])
    return preference


def in_order(order: Sequence[int]) -> Prefer:
    """Put dimensions in one order to everybody."""
    places = np.empty(len(order))
    places[list(order)] = -np.arange(len(order))
    return lambda _, talks: np.broadcast_to(places, talks.put.shape)


def by_lot() -> Prefer:
    """Draw what is put next."""
    lots = np.random.default_rng(SEED)
    return lambda _, talks: lots.random(talks.put.shape)


def file_order(menu: Menu) -> list[int]:
    """Give the dimensions in the order of the questionnaire."""
    names = list(menu.catalogue.dimensions)
    return [names.index(name) for name in menu.catalogue.questions if name in names]


def best_order(menu: Menu, drawn: Sample) -> list[int]:
    """Give the order that tells most on average of these very respondents, a dimension after the other; it is fitted to them."""
    order: list[int] = []
    talks = Talks(np.full_like(drawn.answers, MISSING), np.zeros(drawn.answers.shape, dtype=bool), np.zeros((1, 1), dtype=bool))
    while len(order) < talks.put.shape[1]:
        told = np.where(askable(menu, talks), information(menu, talks), 0).mean(axis=0)
        told[order] = -1
        order.append(int(told.argmax()))
        talks.put[:, order[-1]], talks.said[:, order[-1]] = True, drawn.answers[:, order[-1]]
    return order


def short(menu: Menu, talks: Talks) -> Bools:
    """Do what `quick.choose` does: stop when the practices of a short interview were put, or the outcome cannot change any more."""
    left = BUDGET - talks.put.sum(axis=1)
    done: Bools = left <= 0
    enough = np.flatnonzero(~done & ((talks.said != MISSING).sum(axis=1) >= ENOUGH))
    done[enough] = _settled(menu, talks.of(enough), left[enough])
    return done


def _to_come(menu: Menu, talks: Talks) -> Bools:
    """Tell which dimensions may still be put: not put yet, and not closed by an answer."""
    free = ~talks.put
    for column, (other, least) in menu.only_if.items():
        free[:, column] &= (talks.said[:, other] == MISSING) | (talks.said[:, other] >= least)
    return free


def _settled(menu: Menu, talks: Talks, left: Ints) -> Bools:
    """Do what `quick.settled` does."""
    points, rows = judge(menu, talks.said).totals, np.arange(len(left))
    best = points.argmax(axis=1)
    nearer = np.where(_to_come(menu, talks)[:, None], _gains(menu)[best], 0)
    counted = np.arange(nearer.shape[2]) < left[:, None, None]
    gain = (np.sort(nearer, axis=2)[..., ::-1] * counted).sum(axis=2)
    declares = talks.declared[:, :-1]
    least = np.where(declares & ~declares[rows, best, None], CLEAR, 1)
    safe = points[rows, best, None] - points - gain >= least
    safe[rows, best] = True
    settled: Bools = safe.all(axis=1) & (talks.said[rows, menu.hallmarks[best, 0]] != MISSING)
    return settled


@cache
def _gains(menu: Menu) -> Ints:
    """Give how many points one answer can bring a rival nearer: the best, the rival, the dimension."""
    card = menu.cards["self-report"][..., :ANCHORS]
    gains: Ints = np.maximum((card[None] - card[:, None]).max(axis=3), 0)
    return gains


@dataclass(frozen=True)
class Asking:
    """One order of asking: questions on average, the share of respondents recognised surely, and how many of those rightly."""

    questions: float
    sure: float
    right: float


@cache
def companies(menu: Menu, world: World, size: int = SIZE) -> tuple[Sample, Ints]:
    """Draw respondents; every other ten of them declare what they practise, the rest something else."""
    drawn = sample(menu, world, size)
    honest = np.arange(size) // len(menu.low) % 2 == 0
    return drawn, np.where(honest, drawn.practised, drawn.declared)


def asking(menu: Menu, drawn: Sample, declared: Ints, prefer: Prefer) -> Asking:
    """Ask until it is sure, and count; a don't-know costs a question as any answer does."""
    talks = interviews(menu, drawn, declared, prefer=prefer, done=sure)
    stopped, first = sure(menu, talks), judge(menu, talks.said).totals.argmax(axis=1)
    right = (first == drawn.practised)[stopped]
    return Asking(float(talks.put.sum(axis=1).mean()), float(stopped.mean()), float(right.mean()))


@cache
def by_order(menu: Menu, world: World, size: int = SIZE) -> Mapping[str, Asking]:
    """Compare the orders of asking on the same respondents."""
    drawn, declared = companies(menu, world, size)
    orders = {
        "the most telling next": adaptive,
        "best fixed order": in_order(best_order(menu, drawn)),
        "order of the questionnaire": in_order(file_order(menu)),
        "drawn by lot": by_lot(),
    }
    return {name: asking(menu, drawn, declared, prefer) for name, prefer in orders.items()}


def saved(menu: Menu, world: World, size: int = SIZE) -> list[float]:
    """Give the share of questions that asking the most telling next saves against each other order."""
    ours, *others = (order.questions for order in by_order(menu, world, size).values())
    return [1 - ours / other for other in others]


def worlds(cell: tuple[float, float]) -> list[World]:
    """Give the two worlds of a row, without drift and with it."""
    return [World(*cell, drift) for drift in (0, DRIFT)]


def orders(menu: Menu) -> str:
    """Show how many questions each order needs, how often it gets sure, and how often it is then right."""
    rows = []
    for cell in USUAL:
        without, drifting = (by_order(menu, world) for world in worlds(cell))
        for name in without:
            both = (without[name], drifting[name])
            shares = ((f"{order.questions:.1f}", percent(order.sure), percent(order.right)) for order in both)
            rows.append((f"{mixed(*cell)}: {name}", *(share for columns in shares for share in columns)))
    return table(("answers, and what is asked next", *_twice("questions", "sure", "right when sure")), *rows)


def savings(menu: Menu) -> str:
    """Show how many questions are saved against the other orders."""
    rows = [(mixed(*cell), *(percent(share) for world in worlds(cell) for share in saved(menu, world))) for cell in USUAL]
    return table(("questions saved against", *_twice("best fixed order", "questionnaire", "lot")), *rows)


def brief(menu: Menu) -> str:
    """Show what the short interview finds, against as many questions in the order of the questionnaire, and all of them."""
    rows = []
    for cell in USUAL:
        both = [outcomes(menu, world) for world in worlds(cell)]
        rows += [(f"{mixed(*cell)}: {name}", *(percent(share) for shares in both for share in shares[name])) for name in both[0]]
    return table(("answers, and what was asked", *_twice("first", "false found", "true doubted")), *rows)


def outcomes(menu: Menu, world: World, size: int = SIZE) -> Mapping[str, tuple[float, float, float]]:
    """Give the shares that are recognised, whose false declaration is found, and whose true one is doubted, by what was asked."""
    drawn, declared = companies(menu, world, size)
    ways = {"short interview": adaptive, f"first {BUDGET} of the questionnaire": in_order(file_order(menu))}
    said = {name: interviews(menu, drawn, declared, prefer=prefer, done=short).said for name, prefer in ways.items()}
    return {name: _found(menu, drawn, declared, answers) for name, answers in (said | {"all practices": drawn.answers}).items()}


def _found(menu: Menu, drawn: Sample, declared: Ints, said: Ints) -> tuple[float, float, float]:
    judged, honest = judge(menu, said), declared == drawn.practised
    doubted = unseen(judged, declared)
    first = judged.ranking[:, 0] == drawn.practised
    return float(first.mean()), float(doubted[~honest].mean()), float(doubted[honest].mean())


def _twice(*columns: str) -> Iterable[str]:
    """Name columns without drift, then with it."""
    return (*columns, *(f"{column}, with drift" for column in columns))


TABLES: tuple[Make, ...] = (orders, savings, brief)


def disagreements(menu: Menu, states: int = 400, walks: int = 40) -> list[str]:
    """Name the states in which the arrays would ask something else than the product, and the interviews that they lead elsewhere."""
    return [*_other_questions(menu, states), *_other_walks(menu, walks)]


def _other_questions(menu: Menu, states: int) -> Iterable[str]:
    """Ask both what comes next after any answers to any questions; some companies declare nothing."""
    drawn, declared = companies(menu, World(0.2, 0.2, DRIFT), states)
    lots = np.random.default_rng(SEED)
    put = lots.random(drawn.answers.shape) < lots.random((states, 1))
    said, declared = np.where(put, drawn.answers, MISSING), np.where(lots.random(states) < 0.2, MISSING, declared)
    talks = Talks(said, put, declared[:, None] == np.arange(len(menu.low) + 1))
    free = askable(menu, talks)
    chosen = np.where(free, adaptive(menu, talks), -np.inf).argmax(axis=1)
    strategies, names = list(menu.catalogue.strategies), list(menu.catalogue.dimensions)
    card = scoring.card(menu.catalogue.strategies.values(), menu.catalogue.dimensions)
    for row, column in enumerate(chosen):
        marks = {name: Mark(int(anchor)) for name, anchor in zip(names, said[row], strict=True) if anchor != MISSING}
        dimensions = [name for name, is_free in zip(names, free[row], strict=True) if is_free]
        parts = [strategies[declared[row]]] if declared[row] != MISSING else []
        theirs = quick.most_telling(card, marks, dimensions, declared=parts)
        if theirs is not None and theirs != names[column]:
            yield f"after {marks}, {parts} declared: {names[column]}, but the product asks {theirs}"


def _other_walks(menu: Menu, walks: int) -> Iterable[str]:
    """Lead companies through the real short interview, and hold what it put to them against what the arrays put."""
    drawn, declared = companies(menu, World(0.1, 0.1), walks)
    talks = interviews(menu, drawn, declared, prefer=adaptive, done=short)
    names = np.array(list(menu.catalogue.dimensions))
    for row, put in enumerate(talks.put):
        theirs = walked(menu, drawn.answers[row], list(menu.catalogue.strategies)[declared[row]])
        if set(names[put]) != theirs:
            yield f"respondent {row}: {sorted(names[put])}, but the product asks {sorted(theirs)}"


def walked(menu: Menu, answers: Ints, declared: str) -> set[str]:
    """Give the practices that the product's short interview asks a company about."""
    dimensions = menu.catalogue.dimensions
    known = {
        name: dimension.options[anchor].id for (name, dimension), anchor in zip(dimensions.items(), answers, strict=True) if anchor >= 0
    }
    known["declared.strategy"] = declared
    now, put = state.begin(Profile("-", {}), menu.catalogue, scope=quick.scope(menu.catalogue), given={}, quick=True), set()
    while now.at is not None:
        put.add(now.at)
        now = state.step(now, state.Give(known[now.at]) if now.at in known else state.Unknown())
    return put & dimensions.keys()


if __name__ == "__main__":
    publish(str(__doc__), TABLES, disagreements)
