"""People and money that a promise needs, what there is of both, and what that buys. Pure; times in minutes, shares from 0 to 1.

A seat is one person at work at a time. Seats become full-time posts by the hours in which they are filled and the hours a post gives.
`docs/fund.md` has the formulas in words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import ceil, floor, inf, isinf

from strategist import erlang
from strategist.channels import HOURS_OF_A_WEEK
from strategist.flow import Counted
from strategist.models.funding import Carried, ChannelCost, PromiseCost, Service, Staffing
from strategist.models.profile import Channel
from strategist.quantities import brief, plain
from strategist.texts import listed

USUAL_SHRINKAGE = 0.3
"""The share of paid time not at work that the trade usually reckons with, taken where a firm does not know its own."""

HOURS_A_MONTH = 120.0
"""Hours a month that a full-time post is at work, at the usual shrinkage."""

WEEKS_A_YEAR, MONTHS_A_YEAR = 52, 12
BUSY = 0.85
"""The share of their time at work in which people serve, in the rough estimate."""

ROUND_THE_CLOCK_HEADS = 5.0
"""Posts that one seat filled at all 168 hours of a week takes at the least, before any volume."""

LONG = 60.0
"""The promised time, in minutes, from which it matters whether it is counted by the calendar or while people are at work."""

ROUNDING = 1e-9

ROWS = 10
"""About how many numbers of seats a curve shows."""

CHANNELS = "budget.channels"
CONTACTS, MINUTES = "budget.contacts_a_year", "budget.minutes_a_contact"
HEADS, SPEND, PRICE, SHRINKAGE = "budget.heads", "budget.service_spend", "budget.cost_of_a_head", "budget.shrinkage"


@dataclass(frozen=True, slots=True)
class Figures:
    """What a profile says of its load and its means; None is not known. `shrinkage` runs from 0 to 1."""

    channels: tuple[Channel, ...] = ()
    contacts: float | None = None
    minutes: float | None = None
    heads: float | None = None
    spend: float | None = None
    price: float | None = None
    shrinkage: float | None = None
    currency: str | None = None

    @property
    def hours_a_month(self) -> float:
        """The hours a month in which a full-time post is at work."""
        at_work = 1 - (USUAL_SHRINKAGE if self.shrinkage is None else self.shrinkage)
        return HOURS_A_MONTH * at_work / (1 - USUAL_SHRINKAGE)

    def posts(self, channel: Channel, seats: int) -> float:
        """Give the full-time posts that it takes to fill seats of a channel."""
        return seats * channel.hours_a_week * WEEKS_A_YEAR / (MONTHS_A_YEAR * self.hours_a_month)


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


@lru_cache(maxsize=32)
def cost(have: Figures) -> PromiseCost | None:
    """Give what promises cost: by the channels, else by a rough estimate; None when nothing is said of the load."""
    if not have.channels and have.contacts is None and have.minutes is None:
        return None
    channels = tuple(_channel_cost(have, channel) for channel in have.channels)
    heads = _heads_needed(have, channels)
    money = None if heads is None or not have.price else heads * have.price
    affordable = have.spend / have.price if have.price and have.spend is not None else have.heads
    endless = _round_the_clock(have.channels)
    found = PromiseCost(
        basis="channels" if channels else "rough estimate",
        currency=have.currency,
        shrinkage=USUAL_SHRINKAGE if have.shrinkage is None else have.shrinkage,
        shrinkage_assumed=have.shrinkage is None,
        hours_a_month=round(have.hours_a_month, 4),
        cost_of_a_head=have.price,
        heads_needed=_rounded(heads),
        cost_needed=_rounded(money, 2),
        heads=have.heads,
        spend=have.spend,
        heads_gap=_less(heads, have.heads),
        cost_gap=_less(money, have.spend, 2),
        affordable_heads=_rounded(affordable),
        affordable_by=None if affordable is None else "money" if have.price and have.spend is not None else "posts",
        carried=_carried(_less(money, have.spend), _less(heads, have.heads)),
        round_the_clock=endless,
        round_the_clock_heads=ROUND_THE_CLOCK_HEADS if endless else None,
        channels=channels if affordable is None else _with_affordable(have, channels, affordable),
        tell=_tell(have, heads),
        words=(),
    )
    return replace(found, words=tuple(_words(have, found)))


def _heads_needed(have: Figures, channels: Sequence[ChannelCost]) -> float | None:
    """Add up the posts that the promises need; one promise that is not known leaves the sum unknown."""
    if channels:
        needed = [have.posts(channel.given, channel.needed.seats) for channel in channels if channel.needed]
        return sum(needed) if len(needed) == len(channels) else None
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


def _round_the_clock(channels: Sequence[Channel]) -> tuple[str, ...]:
    """Name the channels whose parts together fill the week."""
    hours: dict[str, float] = {}
    for channel in channels:
        hours[channel.channel] = hours.get(channel.channel, 0) + channel.hours_a_week
    return tuple(name for name, total in hours.items() if total >= HOURS_OF_A_WEEK)


# One channel.


def _channel_cost(have: Figures, channel: Channel) -> ChannelCost:
    enough = _needed(channel, channel.within)
    work = _work_time(channel)
    fewer = None if enough is None or channel.patience is None else _needed_if_some_leave(channel, enough)
    return ChannelCost(
        given=channel,
        load=round(_load(channel), 6),
        least=_least(channel),
        needed=None if enough is None else staffing(have, channel, enough),
        needed_if_some_leave=None if fewer is None else staffing(have, channel, fewer),
        today=None if channel.agents is None else staffing(have, channel, channel.agents),
        affordable=None,
        by_calendar=_rounded(work),
        needed_by_calendar=None if work is None else _needed(channel, work),
    )


def _load(channel: Channel) -> float:
    return erlang.offered_load(channel.contacts_an_hour / 60, channel.minutes)


def _least(channel: Channel) -> int:
    return floor(_load(channel)) + 1


def _work_time(channel: Channel) -> float | None:
    """Give the hours at work, in minutes, that a promise of an hour or more holds on average if it was meant by the calendar."""
    if channel.within is None or channel.within < LONG or channel.hours_a_week >= HOURS_OF_A_WEEK:
        return None
    return channel.within * channel.hours_a_week / HOURS_OF_A_WEEK


def _needed(channel: Channel, within: float | None) -> int | None:
    """Give the fewest seats that keep the promise if everybody waits."""
    if within is None or channel.share is None:
        return None
    return erlang.staff_for_service_level(_load(channel), channel.minutes, level=channel.share, within=within).agents


def _needed_if_some_leave(channel: Channel, enough: int) -> int:
    """Give the fewest seats that keep the promise if people give up, looked for downwards from those that do if all wait."""
    if not _keeps_if_some_leave(channel, enough):  # people give up before the promised time is over
        level, within, patience = channel.share or 0, channel.within or 0, channel.patience or 0
        return erlang.staff_for_service_level(_load(channel), channel.minutes, level=level, within=within, patience=patience).agents
    high, step = enough, 1
    while high > step and _keeps_if_some_leave(channel, high - step):
        high, step = high - step, 2 * step
    low = max(high - step, 0)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if _keeps_if_some_leave(channel, middle) else (middle, high)
    return high


def _keeps_if_some_leave(channel: Channel, seats: int) -> bool:
    service = _service(channel, seats, channel.patience)
    return service is not None and (service.in_time or 0) >= (channel.share or 0)


def staffing(have: Figures, channel: Channel, seats: int) -> Staffing:
    """Give what a number of seats costs and gives."""
    heads = have.posts(channel, seats)
    shrinkage = USUAL_SHRINKAGE if have.shrinkage is None else have.shrinkage
    return Staffing(
        seats=seats,
        paid=erlang.paid_heads(seats, shrinkage),
        heads=round(heads, 4),
        cost=round(heads * have.price, 2) if have.price else None,
        all_wait=_service(channel, seats, inf),
        some_leave=None if channel.patience is None else _service(channel, seats, channel.patience),
        keeps=_keeps(channel, seats),
    )


@lru_cache(maxsize=1024)
def _service(channel: Channel, seats: int, patience: float | None) -> Service | None:
    """Give what contacts meet; None with nobody at work, and where all wait and the queue grows without end."""
    if not seats or patience is None or (isinf(patience) and seats < _least(channel)):
        return None
    queue = erlang.erlang_a(_load(channel), seats, channel.minutes, patience)
    return Service(
        wait=round(queue.wait, 6),
        in_time=None if channel.within is None else round(queue.service_level(channel.within), 8),
        given_up=round(queue.abandoned, 8),
        busy=round(queue.occupancy, 6),
    )


def _keeps(channel: Channel, seats: int) -> float | None:
    """Give the time within which the promised share is served if all wait; None where the queue grows without end."""
    if channel.share is None or seats < _least(channel):
        return None
    return round(erlang.erlang_c(_load(channel), seats, channel.minutes).wait_quantile(channel.share), 6)


# What the money buys.


def _with_affordable(have: Figures, channels: tuple[ChannelCost, ...], posts: float) -> tuple[ChannelCost, ...]:
    """Give the channels with the seats that so many posts fill; as they are where a promise is not known."""
    wanted = [channel.needed.seats for channel in channels if channel.needed]
    if len(wanted) < len(channels):
        return channels
    seats = share_out(have, wanted, posts)
    return tuple(
        replace(channel, affordable=staffing(have, channel.given, number)) for channel, number in zip(channels, seats, strict=True)
    )


def share_out(have: Figures, wanted: Sequence[int], posts: float) -> list[int]:
    """Share posts out as seats over the channels, never more than wanted.

    First every queue must come to an end: the channel worst off for its load gets the next seat. Then each seat goes where, a post,
    the most contacts more are served in the promised time if everybody waits.
    """
    channels = have.channels
    prices = [have.posts(channel, 1) for channel in channels]
    seats = [0] * len(channels)
    left = posts + ROUNDING
    while True:
        can = [i for i in range(len(channels)) if seats[i] < wanted[i] and prices[i] <= left]
        urgent = [i for i in can if seats[i] < _least(channels[i])]
        if not can:
            return seats
        if urgent:
            best = min(urgent, key=lambda i: seats[i] / _load(channels[i]))
        else:
            best = max(can, key=lambda i: _gain(channels[i], seats[i]) / prices[i])
        seats[best] += 1
        left -= prices[best]


def _gain(channel: Channel, seats: int) -> float:
    """Give how many contacts a week more one seat more serves in the promised time, if everybody waits."""
    now, then = (_service(channel, number, inf) for number in (seats, seats + 1))
    more = ((then.in_time or 0) if then else 0) - ((now.in_time or 0) if now else 0)
    return more * channel.contacts_an_hour * channel.hours_a_week


def with_curves(found: PromiseCost, have: Figures) -> PromiseCost:
    """Give the same with a curve for every channel: seats from too few to enough."""
    drawn = (replace(c, curve=tuple(staffing(have, c.given, seats) for seats in _rows(c))) for c in found.channels)
    return replace(found, channels=tuple(drawn))


def _rows(channel: ChannelCost) -> list[int]:
    """Choose the seats to show: evenly from just too few to more than enough, with every number that has a name."""
    named = (channel.needed, channel.needed_if_some_leave, channel.today, channel.affordable)
    marks = {channel.least, *(mark.seats for mark in named if mark and mark.seats)}
    low, high = max(min(marks) - 1, 1), max(marks) + (2 if channel.needed else ROWS)
    step = ceil((high - low + 1) / ROWS)
    return sorted({*range(low, high + 1, step), *marks})


# In words.


def _words(have: Figures, found: PromiseCost) -> Iterator[str]:
    if found.heads_needed is not None:
        yield _need(found)
    if found.cost_gap is not None:
        spent = f"The {money(found, found.spend)} spent on service "
        yield spent + (
            f"is {money(found, found.cost_gap)} too little." if found.cost_gap > 0 else f"carries that, with {money(found, -found.cost_gap)} left."
        )
    if found.heads_gap is not None:
        there = "There is 1 post" if found.heads == 1 else f"There are {plain(found.heads or 0)} posts"
        yield there + (f", {posts(found.heads_gap)} too few." if found.heads_gap > 0 else ", which is enough.")
    if found.round_the_clock:
        short = f", and there are {plain(found.heads)}" if found.heads is not None and found.heads < ROUND_THE_CLOCK_HEADS else ""
        names = listed(found.round_the_clock)
        yield f"Round the clock ({names}), one seat alone takes at least {plain(ROUND_THE_CLOCK_HEADS)} posts{short}."
    if found.tell:
        yield _UNKNOWN[found.tell].format(channels=listed([str(c) for c in have.channels if c.share is None])) + f" {found.tell} would tell."
    if found.shrinkage_assumed:
        yield f"How much of the paid time people are not at work is not known; the usual 30 % is taken. {SHRINKAGE} would tell."


def _need(found: PromiseCost) -> str:
    if found.basis == "channels":
        who = "The promises need" if len(found.channels) > 1 else "The promise needs"
    else:
        who = "By a rough estimate, before any promise, the contacts need"
    price = "" if found.cost_needed is None else f", {money(found, found.cost_needed)} a year"
    return f"{who} {posts(found.heads_needed or 0)} full-time {'post' if posts(found.heads_needed or 0) == '1' else 'posts'}{price}."


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
    return plain(ceil(10 * heads - ROUNDING) / 10)


def money(found: PromiseCost, amount: float | None) -> str:
    """Write an amount with its currency, if that is known."""
    return f"{brief(amount or 0)} {found.currency or ''}".rstrip()
