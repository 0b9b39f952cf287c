"""Strategies ranked by goals, filtered by budget, with reasons. The goals decide; the money only opens or shuts a gate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import combinations

from strategist import budget, smaa
from strategist.flow import Counted
from strategist.models.catalogue import Strategy
from strategist.models.knowledge import Catalogue
from strategist.models.profile import RankedGoal
from strategist.models.recommendation import Affordable, Candidate, GoalReason, Need, Pair, Recommendation, Serves
from strategist.nouns import replace
from strategist.smaa import Acceptability
from strategist.texts import count, listed, percent

DRAWS = 512
"""Weightings tried, spread evenly over all that agree with a ranking; a share of them is exact to about one point in a hundred."""

CLOSED: Mapping[Affordable, bool] = {"yes": False, "cannot say": False, "no": True}
ALWAYS, NEVER = 0.995, 0.005


def recommend(view: Counted) -> Recommendation | None:
    """Rank the strategies by the goals of a profile and hold each against its money; None when no goals are given."""
    goals = view.profile.goals
    if not goals:
        return None
    catalogue, means = view.catalogue, budget.means(view)
    strategies = list(catalogue.strategies.values())
    names = [goal.goal for goal in goals]
    table = [[float(strategy.goals[goal].affinity) for goal in names] for strategy in strategies]
    weights, middle = weightings(goals)
    needs = [budget.need(strategy, means) for strategy in strategies]
    scores = smaa.utilities(table, middle)
    field = smaa.analyse([table], weights)
    gated = [index for index, need in enumerate(needs) if not CLOSED[need.affordable]]
    # What is out of reach neither wins nor takes a win from another; its own share is that in a field without the gate.
    reachable = smaa.analyse([[table[index] for index in gated]], weights) if 0 < len(gated) < len(table) else [field[i] for i in gated]
    results = {**dict(enumerate(field)), **dict(zip(gated, reachable, strict=True))}
    drawn = [_candidate(catalogue, s, names, (results[i], scores[i]), needs[i]) for i, s in enumerate(strategies)]
    ranked = sorted(drawn, key=lambda candidate: _order(catalogue, candidate))
    goal_names = [catalogue.goals[goal].name for goal in names]
    worded = tuple(
        replace(candidate, words=_robustness(candidate, ranked, goal_names, (middle, goals[0].weight is not None))) for candidate in ranked
    )
    open_ones = [candidate for candidate in worded if not CLOSED[candidate.need.affordable]]
    first = open_ones[0] if open_ones else None
    return Recommendation(
        first=first.strategy if first else None,
        name=first.name if first else None,
        weighted=goals[0].weight is not None,
        words=_words(first, worded, open_ones),
        candidates=worded,
        pair=_pair(catalogue, names, middle, [candidate.strategy for candidate in open_ones]),
    )


def weightings(goals: Sequence[RankedGoal]) -> tuple[list[tuple[float, ...]], tuple[float, ...]]:
    """Give the weightings to try and their middle: the company's own weights, or all that agree with its ranking."""
    given = [goal.weight for goal in goals if goal.weight is not None]
    if given:
        own = tuple(weight / sum(given) for weight in given)
        return [own], own
    return _drawn(len(goals)), smaa.rank_order_centroid(len(goals))


@cache
def _drawn(number: int) -> list[tuple[float, ...]]:
    return smaa.spread_weights(number, DRAWS if number > 1 else 1)


def _candidate(catalogue: Catalogue, strategy: Strategy, goals: list[str], place: tuple[Acceptability, float], need: Need) -> Candidate:
    result, utility = place
    reasons = [_reason(catalogue, strategy, goal) for goal in goals]
    return Candidate(
        strategy=strategy.id,
        name=strategy.name,
        first=round(result.first, 4),
        ranks=tuple(round(share, 4) for share in result.ranks),
        central=tuple(round(weight, 4) for weight in result.central) if result.central else None,
        confidence=round(result.confidence, 4),
        utility=round(utility, 4),
        need=need,
        smallest=strategy.funding.smallest_honest_version,
        speaks_for=tuple(reason for reason in reasons if reason.affinity > 0),
        speaks_against=tuple(reason for reason in reasons if reason.affinity < 0),
        warning=strategy.funding.advice,
        words="",
    )


def _reason(catalogue: Catalogue, strategy: Strategy, goal: str) -> GoalReason:
    affinity = strategy.goals[goal]
    return GoalReason(goal, catalogue.goals[goal].name, affinity.affinity, affinity.reason)


def _order(catalogue: Catalogue, candidate: Candidate) -> tuple[bool, float, float, bool, int]:
    """Sort by the gate, then by how often first, then by the middle; a road that carries a warning gives way to its equals."""
    order = catalogue.strategies[candidate.strategy].order
    return (CLOSED[candidate.need.affordable], -candidate.first, -candidate.utility, candidate.warning is not None, order)


def _robustness(candidate: Candidate, ranked: list[Candidate], goals: list[str], weightings: tuple[Sequence[float], bool]) -> str:
    """Say in words how robust a place is, and what would topple it."""
    middle, goals_weighted = weightings
    if CLOSED[candidate.need.affordable]:
        return (
            f"It would be first in {percent(candidate.first)} of the weightings if the money allowed."
            if candidate.first > NEVER
            else "Never first."
        )
    if candidate.first <= NEVER:
        return "Never first, whatever the goals weigh."
    if goals_weighted:
        return "First with your own weights." if candidate.first >= ALWAYS else "As good as any with your own weights."
    if len(goals) == 1:
        return "It serves the only goal as well as any purpose does." if candidate.first < ALWAYS else "It serves the only goal best."
    if candidate.first >= ALWAYS:
        return "First in every weighting that agrees with your ranking."
    share = f"First in {percent(candidate.first)} of the weightings that agree with your ranking"
    rivals = [other for other in ranked if other.strategy != candidate.strategy and other.central and not CLOSED[other.need.affordable]]
    rival = max(rivals, key=lambda other: other.first)
    pulls = [theirs - mean for theirs, mean in zip(rival.central or (), middle, strict=True)]
    pull = max(range(len(pulls)), key=lambda index: pulls[index])
    if pulls[pull] <= smaa.TIE or rival.central == candidate.central:
        return f"{share}; “{rival.name}” does as well."
    return f"{share}; “{rival.name}” gains on it the more “{goals[pull]}” weighs."


def _words(first: Candidate | None, candidates: Sequence[Candidate], open_ones: Sequence[Candidate]) -> str:
    shut = len(candidates) - len(open_ones)
    gate = f" {count(shut, 'purpose is', 'purposes are')} out of reach of the money." if shut else ""
    if first is None:
        return "The money carries none of the ten purposes. Look at the smallest honest version of the one you want."
    equals = [c.name for c in open_ones[1:] if (c.first, c.utility) == (first.first, first.utility) and c.warning is None]
    also = f" {listed(equals)} would serve these goals as well." if equals else ""
    unsure = f" Whether the money carries it cannot be said; {first.need.tell} would tell." if first.need.tell else ""
    warning = f" A warning: {first.warning}" if first.warning else ""
    return f"{first.words}{also}{unsure}{gate}{warning}"


def _pair(catalogue: Catalogue, goals: list[str], middle: Sequence[float], open_ones: list[str]) -> Pair | None:
    """Find the pair that serves the goals best, each goal by its better part; both parts have to be needed.

    Only natural or neutral pairs, and none that carries a warning.
    """
    sound = [s for s in open_ones if catalogue.strategies[s].funding.advice is None]
    pairs = [_blend(catalogue, goals, middle, pair) for pair in combinations(sound, 2) if catalogue.fit(*pair) >= 0]
    needed = [pair for pair in pairs if len({serves.strategy for serves in pair.serves}) > 1]
    return max(needed, key=lambda pair: (pair.utility, pair.fit), default=None)


def _blend(catalogue: Catalogue, goals: list[str], middle: Sequence[float], pair: tuple[str, str]) -> Pair:
    one, other = (catalogue.strategies[strategy] for strategy in pair)
    serves = [max((one, other), key=lambda strategy: strategy.goals[goal].affinity) for goal in goals]
    affinities = [strategy.goals[goal].affinity for strategy, goal in zip(serves, goals, strict=True)]
    blend = catalogue.blends[frozenset(pair)]
    return Pair(
        strategies=pair,
        names=(one.name, other.name),
        fit=blend.fit,
        reason=blend.reason,
        utility=round(sum(weight * affinity for weight, affinity in zip(middle, affinities, strict=True)), 4),
        serves=tuple(
            Serves(goal, catalogue.goals[goal].name, strategy.id, affinity)
            for goal, strategy, affinity in zip(goals, serves, affinities, strict=True)
        ),
    )
