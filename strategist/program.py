"""The integer program behind a plan: one option a dimension, whole points, and what rules forbid. HiGHS solves it.

The points are integers, so the boundary between clear and not clear is exact. The idea is that of actionable recourse: Ustun, Spangher and
Liu, "Actionable recourse in linear classification", 2019.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from strategist.conditions import Kind, evaluate
from strategist.errors import MissingExtraError
from strategist.flow import counted
from strategist.models.catalogue import ANCHORS, Dimension, Rule
from strategist.models.knowledge import Catalogue
from strategist.models.profile import Profile
from strategist.nouns import dataclass, field
from strategist.scoring import CLEAR, SETTLED, Card, Mark

FACT_EFFORT = 2.0
"""Effort of putting a plain fact right, such as ending charges while a complaint is open."""

FINENESS = 1e5
"""How much an effort of 1 outweighs a place in the questionnaire when two plans are equal."""


@dataclass(frozen=True)
class Wish:
    """What a plan is asked for: the target, dimensions that stay, and the most effort there is (None: no limit)."""

    target: str
    keep: frozenset[str] = frozenset()
    budget: float | None = None


@dataclass(frozen=True)
class Choice:
    """One variable of the program: a dimension taking an anchor (None: it stays unknown), or a plain fact put right."""

    question: str
    anchor: int | None
    effort: float
    flip: bool = False


@dataclass
class Draft:
    """The program for one wish: its variables, and the constraints that rules have added so far."""

    profile: Profile
    catalogue: Catalogue
    card: Card
    wish: Wish
    choices: list[Choice] = field(default_factory=list)
    cuts: list[dict[int, float]] = field(default_factory=list)


def choices(draft: Draft) -> Iterator[Choice]:
    """Yield the variables: what each dimension could become and what that takes, and the plain facts that could be put right."""
    view = counted(draft.profile, draft.catalogue)
    kept = draft.wish.keep | set(draft.profile.plan.keep)
    for dimension in draft.catalogue.dimensions.values():
        answer = view.answers.get(dimension.id)
        if view.asked[dimension.id] is False or (answer and answer.state == "not-applicable"):
            continue
        now = dimension.anchors[str(answer.value)] if answer and answer.state == "value" else None
        if dimension.id in kept:
            yield Choice(dimension.id, now, 0.0)
            continue
        shut = _shut(draft.catalogue, dimension, draft.wish.target)
        for anchor in (now, *(anchor for anchor in range(ANCHORS) if anchor != now)):
            if anchor is None or anchor not in shut:
                effort = 0.0 if anchor is None or anchor == now else _effort(draft.profile, dimension, now, anchor)
                yield Choice(dimension.id, anchor, effort)
    for name, answer in view.answers.items():
        if isinstance(answer.value, bool) and name not in kept and "." not in name:
            yield Choice(name, None, FACT_EFFORT, flip=True)


@dataclass(frozen=True)
class _OneAnswer:
    """A firm of which one practice is known, and what it declares; it answers conditions (see `conditions.Known`)."""

    dimension: Dimension
    option: str
    declared: tuple[str, ...]

    def value(self, kind: Kind, name: str) -> str | None:
        return self.option if kind == "dimension" and name == self.dimension.id else None

    def scale(self, kind: Kind, name: str) -> Mapping[str, int]:
        return self.dimension.anchors if kind == "dimension" and name == self.dimension.id else {}


def _shut(catalogue: Catalogue, dimension: Dimension, target: str) -> set[int]:
    """Give the anchors of a dimension that are critical under the target whatever else is answered, so that no plan may end there."""
    rules = [rule for rule in catalogue.rules.values() if rule.kind == "mismatch" and rule.concerns(target)]
    known = (_OneAnswer(dimension, option.id, (target,)) for option in dimension.options)
    return {anchor for anchor, firm in enumerate(known) if any(_surely_critical(rule, firm) for rule in rules)}


def _surely_critical(rule: Rule, firm: _OneAnswer) -> bool:
    for case in rule.cases:
        truth = evaluate(case.when, firm).truth
        if truth is not False:
            return truth is True and case.severity == "critical"
    return False


def _effort(profile: Profile, dimension: Dimension, now: int | None, to: int) -> float:
    """Give the effort of a change; from an unknown start it is that of the longest way."""
    if now is None:
        return max(_effort(profile, dimension, start, to) for start in range(ANCHORS))
    own = profile.plan.effort.get(dimension.id)
    a_step = own if own is not None else float(dimension.change.up if to > now else dimension.change.down)
    return a_step * abs(to - now)


def solve(draft: Draft) -> list[Choice] | None:
    """Solve the program; None when no choice meets every constraint."""
    highs = _highs()
    solver = highs.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("threads", 1)
    for index, choice in enumerate(draft.choices):
        solver.addVar(0, 1)
        solver.changeColIntegrality(index, highs.HighsVarType.kInteger)
        # Equal efforts are settled by the order of the questionnaire, so that the same profile gives the same plan.
        solver.changeColCost(index, choice.effort * FINENESS + index)
    for coefficients, low, high in _constraints(draft):
        solver.addRow(low, high, len(coefficients), [*coefficients], [*coefficients.values()])
    solver.run()
    if solver.getModelStatus() != highs.HighsModelStatus.kOptimal:
        return None
    return [choice for choice, chosen in zip(draft.choices, solver.getSolution().col_value, strict=True) if chosen > 0.5]


def _highs() -> Any:
    try:
        import highspy
    except ImportError:
        raise MissingExtraError("a plan", "highspy") from None
    return highspy


def _constraints(draft: Draft) -> Iterator[tuple[dict[int, float], float, float]]:
    """Yield the rows of the program: coefficients by variable, and the least and most their sum may be."""
    infinity = float("inf")
    by_dimension: dict[str, list[int]] = {}
    for index, choice in enumerate(draft.choices):
        if not choice.flip:
            by_dimension.setdefault(choice.question, []).append(index)
    for indices in by_dimension.values():
        yield dict.fromkeys(indices, 1.0), 1, 1
    ours = _points(draft, draft.wish.target)
    yield ours, CLEAR, infinity
    for rival in draft.catalogue.strategies:
        if rival != draft.wish.target:
            theirs = _points(draft, rival)
            yield {index: ours[index] - theirs[index] for index in ours}, CLEAR, infinity
    dimension, low, high = draft.card.hallmarks[draft.wish.target]
    shown = [
        i for i in by_dimension.get(dimension, []) if draft.choices[i].anchor is not None and low <= (draft.choices[i].anchor or 0) <= high
    ]
    yield dict.fromkeys(shown, 1.0), 1, 1
    known = [index for index, choice in enumerate(draft.choices) if not choice.flip and choice.anchor is not None]
    yield dict.fromkeys(known, 1.0), SETTLED, infinity
    for cut in draft.cuts:
        yield {index: value for index, value in cut.items() if index >= 0}, -infinity, cut[-1]
    if draft.wish.budget is not None:
        yield {index: choice.effort for index, choice in enumerate(draft.choices)}, 0, draft.wish.budget


def _points(draft: Draft, strategy: str) -> dict[int, float]:
    return {index: float(worth(draft, strategy, choice)) for index, choice in enumerate(draft.choices) if not choice.flip}


def worth(draft: Draft, strategy: str, choice: Choice) -> int:
    """Give the points of a choice: as it is known today if it stays, as a report if it is a change."""
    if choice.anchor is None:
        return 0
    answer = draft.profile.answers.get(choice.question)
    mark = Mark(choice.anchor, answer.source if answer and not choice.effort else "self-report")
    return draft.card.cell(strategy, choice.question, mark.source)[mark.anchor]
