"""People and money that a promise needs, what there is of both, and what that buys. Pure; times in minutes, shares from 0 to 1.

`docs/fund.md` has the formulas in words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from math import ceil

from strategist.channels import HOURS_OF_A_WEEK
from strategist.flow import Counted
from strategist.models.funding import Basis, Carried, PromiseCost
from strategist.models.profile import Channel
from strategist.nouns import dataclass, replace
from strategist.quantities import brief, plain
from strategist.staffing import (
    MONTHS_A_YEAR,
    ROUNDING,
    USUAL_SHRINKAGE,
    Figures,
    channel_cost,
    rows,
    seats_needed,
    staffing,
    with_affordable,
)
from strategist.texts import listed, percent

BUSY = 0.85
"""The share of their time at work in which people serve, in the rough estimate."""

ROUND_THE_CLOCK_HEADS = 5.0
"""Posts that one seat filled at all 168 hours of a week takes at the least, before any volume."""

SLACK = 0.1
"""How far the posts that today's staff takes may lie above the posts there are before they are called at odds."""

CHANNELS = "budget.channels"
CONTACTS, MINUTES = "budget.contacts_a_year", "budget.minutes_a_contact"
HEADS, SPEND, PRICE, SHRINKAGE = "budget.heads", "budget.service_spend", "budget.cost_of_a_head", "budget.shrinkage"


def figures(view: Counted) -> Figures:
    """Gather what a profile says of its load and its means."""
    number = view.profile.number
    shrinkage = number(SHRINKAGE)
    return Figures(
        channels=view.profile.channels,
        contacts=number(CONTACTS),
        minutes=number(MINUTES),
        heads=number(HEADS),
        spend=number(SPEND),
        price=number(PRICE),
        shrinkage=None if shrinkage is None else shrinkage / 100,
        currency=view.profile.text("budget.currency"),
    )


def promise(view: Counted) -> PromiseCost | None:
    """Give what the promises of a profile cost; None when it says nothing of its load."""
    return cost(figures(view))


@dataclass(frozen=True, slots=True)
class Needed:
    """What promises take in a year: full-time posts and money, None where that cannot be told."""

    basis: Basis
    heads: float | None
    cost: float | None


@lru_cache(maxsize=32)
def needed(have: Figures) -> Needed | None:
    """Give what promises take: by the channels, else by a rough estimate; None when nothing is said of the load."""
    if not have.channels and have.contacts is None and have.minutes is None:
        return None
    heads = _heads_needed(have)
    money = None if heads is None or not have.price else heads * have.price
    return Needed("channels" if have.channels else "rough estimate", _rounded(heads), _rounded(money, 2))


@lru_cache(maxsize=32)
def cost(have: Figures) -> PromiseCost | None:
    """Give what promises cost, what there is, and the gap; None when nothing is said of the load."""
    takes = needed(have)
    if takes is None:
        return None
    channels = tuple(channel_cost(have, channel) for channel in have.channels)
    heads = _heads_needed(have)
    money = None if heads is None or not have.price else heads * have.price
    affordable = have.spend / have.price if have.price and have.spend is not None else have.heads
    endless = round_the_clock(have.channels)
    found = PromiseCost(
        basis=takes.basis,
        currency=have.currency,
        shrinkage=have.away,
        shrinkage_assumed=have.shrinkage is None,
        hours_a_month=round(have.hours_a_month, 4),
        cost_of_a_head=have.price,
        heads_needed=takes.heads,
        cost_needed=takes.cost,
        heads=have.heads,
        spend=have.spend,
        heads_gap=_less(heads, have.heads),
        cost_gap=_less(money, have.spend, 2),
        affordable_heads=_rounded(affordable),
        affordable_by=None if affordable is None else "money" if have.price and have.spend is not None else "posts",
        carried=_carried(_less(money, have.spend), _less(heads, have.heads)),
        round_the_clock=endless,
        round_the_clock_heads=ROUND_THE_CLOCK_HEADS if endless else None,
        channels=channels if affordable is None else with_affordable(have, channels, affordable),
        tell=_tell(have, heads),
        words=(),
    )
    return replace(found, words=tuple(_words(have, found)))


def _heads_needed(have: Figures) -> float | None:
    """Add up the posts that the promises need; one promise that is not known leaves the sum unknown."""
    if have.channels:
        seats = [(channel, seats_needed(channel, channel.within)) for channel in have.channels]
        posts = [have.posts(channel, number) for channel, number in seats if number is not None]
        return sum(posts) if len(posts) == len(seats) else None
    if not have.contacts or not have.minutes:
        return None
    return have.contacts / MONTHS_A_YEAR * have.minutes / (60 * have.hours_a_month * BUSY)


def _rounded(value: float | None, digits: int = 4) -> float | None:
    return None if value is None else round(value, digits)


def _less(one: float | None, other: float | None, digits: int = 4) -> float | None:
    return None if one is None or other is None else round(one - other, digits)


def _carried(money_gap: float | None, heads_gap: float | None) -> Carried:
    """Judge by the money, and by the posts where the money is not known."""
    gap = heads_gap if money_gap is None else money_gap
    return "cannot say" if gap is None else "no" if gap > 0 else "yes"


def _tell(have: Figures, heads: float | None) -> str | None:
    """Name the one question whose answer would settle what cannot be said."""
    if heads is None:
        return CHANNELS if have.channels else MINUTES if have.contacts else CONTACTS
    if not have.price and have.spend is None and have.heads is None:
        return HEADS
    return PRICE if not have.price else SPEND if have.spend is None else None


def round_the_clock(channels: Sequence[Channel]) -> tuple[str, ...]:
    """Name the channels whose parts together fill the week."""
    hours: dict[str, float] = {}
    for channel in channels:
        hours[channel.channel] = hours.get(channel.channel, 0) + channel.hours_a_week
    return tuple(name for name, total in hours.items() if total >= HOURS_OF_A_WEEK)


def with_curves(found: PromiseCost, have: Figures) -> PromiseCost:
    """Give the same with a curve for every channel: seats from too few to enough."""
    drawn = (replace(c, curve=tuple(staffing(have, c.given, seats) for seats in rows(c))) for c in found.channels)
    return replace(found, channels=tuple(drawn))


# In words.


def _words(have: Figures, found: PromiseCost) -> Iterator[str]:
    """Say what is needed, what there is, what is missing, and what is not known."""
    if found.heads_needed is not None:
        yield _need(found)
    if found.cost_gap is not None:
        gap = money(found, abs(found.cost_gap))
        held = f"is {gap} too little" if found.cost_gap > 0 else f"carries that, with {gap} left"
        yield f"The {money(found, found.spend)} spent on service {held}."
    if found.heads_gap is not None:
        short = f"{posts(found.heads_gap)} too few" if found.heads_gap > 0 else "which is enough"
        yield f"{_there(found)}, {short}."
    at_work = [channel.today.heads for channel in found.channels if channel.today]
    if found.heads is not None and sum(at_work) > found.heads * (1 + SLACK):
        yield f"Those said to be at work today take {posts(sum(at_work))} posts, more than there are. Check `agents` and {HEADS}."
    if found.round_the_clock:
        short = f", and there are {plain(found.heads)}" if found.heads is not None and found.heads < ROUND_THE_CLOCK_HEADS else ""
        names = listed(found.round_the_clock)
        yield f"Round the clock ({names}), one seat alone takes at least {plain(ROUND_THE_CLOCK_HEADS)} posts{short}."
    if found.tell:
        silent = listed([str(channel) for channel in have.channels if channel.share is None])
        yield f"{_UNKNOWN[found.tell].format(channels=silent)} {found.tell} would tell."
    if found.shrinkage_assumed:
        usual = percent(USUAL_SHRINKAGE)
        yield f"How much of the paid time people are not at work is not known; the usual {usual} is taken. {SHRINKAGE} would tell."


def _need(found: PromiseCost) -> str:
    number = posts(found.heads_needed or 0)
    price = "" if found.cost_needed is None else f", {money(found, found.cost_needed)} a year"
    who = "The promises need" if len(found.channels) > 1 else "The promise needs"
    if found.basis == "rough estimate":
        who = "By a rough estimate, before any promise, the contacts need"
    return f"{who} {number} full-time {'post' if number == '1' else 'posts'}{price}."


def _there(found: PromiseCost) -> str:
    return "There is 1 post" if found.heads == 1 else f"There are {plain(found.heads or 0)} posts"


_UNKNOWN: Mapping[str, str] = {
    CHANNELS: "What is promised is not said for {channels}: `within` and `share` in",
    CONTACTS: "How many contacts come is not known, or none:",
    MINUTES: "How long a contact takes is not known:",
    PRICE: "What a post costs is not known, so the promise cannot be held against the money:",
    SPEND: "What is spent on service is not known, so the promise cannot be held against the money:",
    HEADS: "Neither posts nor money are known, so the promise cannot be held against anything:",
}


def posts(heads: float) -> str:
    """Write a number of full-time posts, to a tenth and never too few."""
    return f"{ceil(10 * heads - ROUNDING) / 10:,.1f}".removesuffix(".0")


def money(found: PromiseCost, amount: float | None) -> str:
    """Write an amount with its currency, if that is known."""
    return f"{brief(amount or 0)} {found.currency or ''}".rstrip()
