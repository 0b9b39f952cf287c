"""What the goals and the money speak for, in words."""

from __future__ import annotations

from collections.abc import Mapping

from strategist.models.recommendation import Affordable, Need, Pair
from strategist.quantities import plain
from strategist.texts import listed

GATE: Mapping[Affordable, str] = {"yes": "within reach", "no": "out of reach", "cannot say": "cannot say"}


def together(pair: Pair) -> str:
    """Say which part of a blend serves which goals, and how the two go together."""
    parts = []
    for strategy, name in zip(pair.strategies, pair.names, strict=True):
        goals = [serves.name for serves in pair.serves if serves.strategy == strategy]
        if goals:
            parts.append(f"“{name}” to {listed([goal[0].lower() + goal[1:] for goal in goals])}")
    return f"{', '.join(parts)}. {pair.reason}" if len(parts) > 1 else f"{pair.names[0]} with {pair.names[1]}. {pair.reason}"


def needs(need: Need) -> str:
    """Say what a strategy costs: money a year, or else a multiple of what rivals spend."""
    if need.low is None or need.high is None:
        return f"{need.index[0]:g} to {need.index[1]:g} x rivals"
    return f"{_money(need.low)} to {_money(need.high)}"


def _money(amount: float) -> str:
    for size, sign in ((1e9, "bn"), (1e6, "m"), (1e3, "k")):
        if amount >= size:
            return f"{amount / size:.3g}{sign}"
    return plain(round(amount))


def cannot_say(need: Need) -> str:
    """Name the one figure that would tell whether the money is enough."""
    return f"Cannot say whether the money is enough. One figure would tell: {need.tell}."


def short(need: Need) -> str:
    """Say by how much the money falls short of a strategy that it does not carry."""
    return f"{_money(need.shortfall)} {need.currency or ''} a year short." if need.shortfall else "You spend less than it needs."
