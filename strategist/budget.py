"""Whether the money carries a strategy: a gate, not a weight."""

from __future__ import annotations

from math import inf

from strategist.flow import Counted
from strategist.models.catalogue import Strategy
from strategist.models.recommendation import Need
from strategist.nouns import dataclass

REVENUE, SPEND = "budget.revenue", "budget.service_spend"
YARDSTICKS = ("budget.rivals_service_share", "budget.trade_service_share")
SPENDING = "relative-spend"

REPORTED = ((0.0, 0.5), (0.5, 0.9), (0.9, 1.1), (1.1, 2.0), (2.0, inf))
"""Own spend over rivals', lowest and highest, for each of the five options of the dimension on spending."""

WHOLE = 100.0


@dataclass(frozen=True, slots=True)
class Means:
    """What a profile says of its money: revenue, service spend, the rivals' share and how it was told, and a reported multiple."""

    revenue: float | None
    spend: float | None
    share: float | None
    yardstick: str | None
    reported: tuple[float, float] | None
    currency: str | None


def means(view: Counted) -> Means:
    """Gather what a profile says of its money."""
    yardstick = next((name for name in YARDSTICKS if view.profile.number(name)), None)
    value = view.value("dimension", SPENDING)
    return Means(
        revenue=view.profile.number(REVENUE),
        spend=view.profile.number(SPEND),
        share=view.profile.number(yardstick) if yardstick else None,
        yardstick=yardstick,
        reported=REPORTED[view.catalogue.dimensions[SPENDING].anchors[value]] if isinstance(value, str) else None,
        currency=view.profile.text("budget.currency"),
    )


def need(strategy: Strategy, have: Means) -> Need:
    """Hold what a strategy needs against what there is; what is missing is named, never guessed."""
    low, high = strategy.funding.index
    if have.revenue is None or have.share is None or have.yardstick is None:
        return _by_report(strategy, have)
    norm = have.revenue * have.share / WHOLE
    short = None if have.spend is None else max(low * norm - have.spend, 0.0)
    return Need(
        affordable="cannot say" if short is None else "no" if short else "yes",
        index=(low, high),
        low=low * norm,
        high=high * norm,
        have=have.spend,
        shortfall=short or None,
        currency=have.currency,
        tell=SPEND if short is None else None,
        basis=(REVENUE, have.yardstick) if short is None else (REVENUE, have.yardstick, SPEND),
    )


def _by_report(strategy: Strategy, have: Means) -> Need:
    """Judge by the answer on spending against rivals: enough, too little, or open between the two."""
    low, high = strategy.funding.index
    least, most = have.reported or (0.0, inf)
    settled = "yes" if least >= low else "no" if most < low else None
    return Need(
        affordable="cannot say" if settled is None else "yes" if settled == "yes" else "no",
        index=(low, high),
        low=None,
        high=None,
        have=have.spend,
        shortfall=None,
        currency=have.currency,
        tell=None if settled else _missing(have),
        basis=(SPENDING,) if have.reported else (),
    )


def _missing(have: Means) -> str:
    """Name the figure that would tell: the yardstick first, since nothing can be compared without it."""
    if have.yardstick is None:
        return YARDSTICKS[0]
    return REVENUE if have.revenue is None else SPEND
