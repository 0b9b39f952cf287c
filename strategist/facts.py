"""Figures computed from a profile for the rules: each a number, or None when it cannot be told, with the answers it rests on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import combinations
from math import inf

from strategist.conditions import Kind, Value
from strategist.flow import Counted
from strategist.models.knowledge import Catalogue
from strategist.models.standing import Standing
from strategist.nouns import dataclass, field
from strategist.scoring import CLEAR
from strategist.texts import listed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from strategist.funding import Needed

TOP_GOALS = 3
CLASH = -2

Causes = tuple[str, ...]
Figure = tuple[float | None, Causes]
UNTOLD: Figure = (None, ())


@dataclass(frozen=True)
class Situation:
    """A profile seen as if `strategy` were declared (None: nothing is); it answers the conditions of rules."""

    view: Counted
    strategy: str | None
    standings: Mapping[str, Standing]
    enough: bool
    figures: dict[str, Figure] = field(default_factory=dict, compare=False)

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue in force."""
        return self.view.catalogue

    @property
    def declared(self) -> tuple[str, ...]:
        """The strategy that is taken as declared."""
        return (self.strategy,) if self.strategy else ()

    def value(self, kind: Kind, name: str) -> Value | None:
        """Give an answer that counts, or a computed fact."""
        return self.figure(name)[0] if kind == "fact" else self.view.value(kind, name)

    def scale(self, kind: Kind, name: str) -> Mapping[str, int]:
        """Give the order of a question's options."""
        return self.view.scale(kind, name)

    def figure(self, name: str) -> Figure:
        """Compute a fact, once, and name the answers it rests on."""
        if name not in self.figures:
            self.figures[name] = FACTS[name](self)
        return self.figures[name]


def _clashing_essentials(situation: Situation) -> Figure:
    """How many practices are essential to a strategy that clashes with the declared one, and wrong for the declared one."""
    if situation.strategy is None:
        return UNTOLD
    answers = situation.view.answers
    practices: Causes = ()
    for wrong in situation.catalogue.once(_clashes)[situation.strategy]:
        done = tuple(dimension for dimension, options in wrong.items() if dimension in answers and answers[dimension].value in options)
        practices = max(practices, done, key=len)
    return float(len(practices)), (*practices, "declared.strategy")


def _clashes(catalogue: Catalogue) -> Mapping[str, list[Mapping[str, frozenset[str]]]]:
    """Give, for each strategy and each that clashes with it, the options essential to the other and wrong for the one."""
    names = catalogue.strategies
    return {
        one: [_essentials(catalogue, one, rival) for rival in names if rival != one and catalogue.fit(rival, one) == CLASH] for one in names
    }


def _essentials(catalogue: Catalogue, declared: str, rival: str) -> Mapping[str, frozenset[str]]:
    theirs, ours = catalogue.strategies[rival].signature, catalogue.strategies[declared].signature
    return {
        dimension: _options(catalogue, dimension, expected.range) - _options(catalogue, dimension, ours[dimension].range)
        for dimension, expected in theirs.items()
        if expected.importance == "essential" and dimension in ours
    }


def _options(catalogue: Catalogue, dimension: str, slugs: tuple[str, str]) -> frozenset[str]:
    anchors = catalogue.dimensions[dimension].anchors
    return frozenset(slug for slug, anchor in anchors.items() if anchors[slugs[0]] <= anchor <= anchors[slugs[1]])


def within(view: Counted, dimension: str, slugs: tuple[str, str]) -> bool:
    """Tell whether a dimension is answered inside a range of options."""
    value = view.value("dimension", dimension)
    anchors = view.catalogue.dimensions[dimension].anchors
    return isinstance(value, str) and anchors[slugs[0]] <= anchors[value] <= anchors[slugs[1]]


def _worst_goal_affinity(situation: Situation) -> Figure:
    """The lowest affinity, -2 to 2, of a top-three goal; in a blend, each goal counts with the part that serves it best."""
    affinities = _best_affinities(situation)
    return (float(min(affinities.values())), ("goals", "declared.strategy")) if affinities else UNTOLD


def _best_affinities(situation: Situation) -> dict[str, int]:
    """Give, for each of the top goals, the affinity of the part that serves it best; nothing where no strategy is declared."""
    declared, strategy = situation.view.declared, situation.strategy
    if strategy is None:
        return {}
    blend = [situation.catalogue.strategies[part].goals for part in (declared if strategy in declared else (strategy,))]
    goals = [goal.goal for goal in situation.view.profile.goals[:TOP_GOALS]]
    return {goal: max(part[goal].affinity for part in blend) for goal in goals}


def _blend_fit(situation: Situation) -> Figure:
    """The lowest fit between two parts of the declared blend, -2 to 2; one better when they are kept apart."""
    parts = situation.view.declared
    if len(parts) < 2:
        return UNTOLD
    fit = min(situation.catalogue.fit(one, other) for one, other in combinations(parts, 2))
    return float(fit + situation.view.profile.kept_apart), ("declared.strategy",)


def _unseen_parts(situation: Situation) -> Figure:
    """How many parts of the declared blend stand clearly behind a purpose that is not declared."""
    parts = situation.view.declared
    if len(parts) < 2 or not situation.enough:
        return UNTOLD
    return float(sum(behind(part, parts, situation.standings) >= CLEAR for part in parts)), ("declared.strategy",)


def behind(part: str, declared: Collection[str], standings: Mapping[str, Standing]) -> int:
    """Give by how many points a declared strategy trails the best one that is not declared; 0 when it trails none."""
    best = max((s.points for s in standings.values() if s.strategy not in declared), default=0)
    return max(best - standings[part].points, 0)


def _advertising_to_service(situation: Situation) -> Figure:
    """Advertising spend divided by service spend."""
    return _ratio(situation, "budget.advertising_spend", "budget.service_spend")


def _spend_index(situation: Situation) -> Figure:
    """Own share of revenue spent on service, divided by the rivals' share or, failing that, the trade's."""
    share, causes = _ratio(situation, "budget.service_spend", "budget.revenue")
    for yardstick in ("budget.rivals_service_share", "budget.trade_service_share"):
        theirs = situation.view.profile.number(yardstick)
        if share is not None and theirs:
            return 100 * share / theirs, (*causes, yardstick)
    return UNTOLD


def _ratio(situation: Situation, above: str, below: str) -> Figure:
    number = situation.view.profile.number
    return _divided(number(above), number(below)), (above, below)


def _divided(one: float | None, other: float | None) -> float | None:
    """Give a quotient, `inf` over nought; None where it cannot be told."""
    if one is None or other is None or (one == 0 and other == 0):
        return None
    return one / other if other else inf


def _promises_with_figure(situation: Situation) -> Figure:
    """How many declared promises carry a figure."""
    if "declared.promises" not in situation.view.answers:
        return UNTOLD
    return float(sum(promise.figure is not None for promise in situation.view.profile.promises)), ("declared.promises",)


def _promise_cost_to_spend(situation: Situation) -> Figure:
    """Money a year for the people that the promises need, or by a rough estimate the contacts, divided by service spend."""
    from strategist import funding  # noqa: PLC0415 - few rules ask

    have = funding.figures(situation.view)
    found = funding.needed(have)
    return _divided(found.cost, have.spend) if found else None, _load_and(found, "budget.cost_of_a_head", "budget.service_spend")


def _heads_needed_to_heads(situation: Situation) -> Figure:
    """Full-time posts that the promises need, or by a rough estimate the contacts, divided by the posts there are."""
    from strategist import funding  # noqa: PLC0415 - few rules ask

    have = funding.figures(situation.view)
    found = funding.needed(have)
    return _divided(found.heads, have.heads) if found else None, _load_and(found, "budget.heads")


def _round_the_clock_heads(situation: Situation) -> Figure:
    """Full-time posts that one seat of a channel open at all hours takes at the least, divided by the posts there are."""
    from strategist import funding  # noqa: PLC0415 - few rules ask

    have = funding.figures(situation.view)
    heads = funding.ROUND_THE_CLOCK_HEADS if funding.round_the_clock(have.channels) else None
    return _divided(heads, have.heads), _load_and(funding.needed(have), "budget.heads")


def _load_and(found: Needed | None, *means: str) -> Causes:
    """Give the answers that a cost rests on: those on the load, and some on the means."""
    if found is None:
        return ()
    load = ("budget.channels",) if found.basis == "channels" else ("budget.contacts_a_year", "budget.minutes_a_contact")
    return (*load, *means)


FACTS: Mapping[str, Callable[[Situation], Figure]] = {
    "clashing-essentials": _clashing_essentials,
    "worst-goal-affinity": _worst_goal_affinity,
    "blend-fit": _blend_fit,
    "unseen-parts": _unseen_parts,
    "advertising-to-service": _advertising_to_service,
    "spend-index": _spend_index,
    "promises-with-figure": _promises_with_figure,
    "promise-cost-to-spend": _promise_cost_to_spend,
    "heads-needed-to-heads": _heads_needed_to_heads,
    "round-the-clock-heads": _round_the_clock_heads,
}


NEEDED: Mapping[str, Causes] = {
    "clashing-essentials": (),
    "worst-goal-affinity": ("goals",),
    "blend-fit": ("declared.strategy",),
    "unseen-parts": ("declared.strategy",),
    "advertising-to-service": ("budget.advertising_spend", "budget.service_spend"),
    "spend-index": ("budget.service_spend", "budget.revenue"),
    "promises-with-figure": ("declared.promises",),
    "promise-cost-to-spend": ("budget.service_spend",),
    "heads-needed-to-heads": ("budget.heads",),
    "round-the-clock-heads": ("budget.heads", "budget.channels"),
}
"""The questions without whose answers a fact cannot be told, whatever strategy is taken as declared."""

OF_BLENDS = frozenset({"blend-fit", "unseen-parts"})
"""The facts that can be told of a blend alone."""


def in_words(situation: Situation, found: Sequence[tuple[Kind, str]]) -> tuple[str, ...]:
    """Say in a sentence each what the computed facts among the causes come to, where the answers alone do not show it."""
    return tuple(WORDS[name](situation) for kind, name in found if kind == "fact" and name in WORDS)


def _goals_pulling(situation: Situation) -> str:
    lowest = situation.figure("worst-goal-affinity")[0]
    catalogue = situation.catalogue
    goals = [goal for goal, affinity in _best_affinities(situation).items() if affinity == lowest]
    return (
        f"The goal that pulls: {listed([f'“{catalogue.goals[goal].name}”' for goal in goals])}, at {lowest:+.0f} on a scale from -2 to +2."
    )


def _parts_unseen(situation: Situation) -> str:
    parts = situation.view.declared
    unseen = [part for part in parts if behind(part, parts, situation.standings) >= CLEAR]
    names = [f"“{situation.catalogue.strategies[part].name}”" for part in unseen]
    return f"Not to be seen: {listed(names)}."


def _clash(situation: Situation) -> str:
    one, other = min(combinations(situation.view.declared, 2), key=lambda pair: situation.catalogue.fit(*pair))
    blend = situation.catalogue.blends[frozenset((one, other))]
    names = situation.catalogue.strategies
    return f"“{names[one].name}” and “{names[other].name}”: {blend.reason}"


def _ratio_in_words(name: str, words: str) -> Callable[[Situation], str]:
    def say(situation: Situation) -> str:
        ratio = situation.figure(name)[0]
        return words.format("many times" if ratio is None or ratio == inf else f"{ratio:.2g} times")

    return say


WORDS: Mapping[str, Callable[[Situation], str]] = {
    "worst-goal-affinity": _goals_pulling,
    "unseen-parts": _parts_unseen,
    "blend-fit": _clash,
    "advertising-to-service": _ratio_in_words("advertising-to-service", "Advertising gets {} what service gets."),
    "spend-index": _ratio_in_words("spend-index", "As a share of revenue you spend {} what they spend."),
    "promise-cost-to-spend": _ratio_in_words("promise-cost-to-spend", "The promises need {} the service spend."),
    "heads-needed-to-heads": _ratio_in_words("heads-needed-to-heads", "The promises need {} the people there are."),
    "round-the-clock-heads": _ratio_in_words("round-the-clock-heads", "One seat filled at all hours needs {} the people there are."),
}


def causes(situation: Situation, found: Sequence[tuple[Kind, str]]) -> Causes:
    """Give the questions behind the causes of an outcome, each once, facts resolved to the answers they rest on."""
    questions: dict[str, None] = {}
    for kind, name in found:
        questions.update(dict.fromkeys(situation.figure(name)[1] if kind == "fact" else (name,)))
    return tuple(questions)
