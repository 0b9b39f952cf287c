"""The seats of one channel: what a number of them costs and gives, how many a promise needs, and how far posts go round.

A seat is one person at work at a time. Seats become full-time posts by the hours in which they are filled and the hours a post gives.
Pure; times in minutes, shares from 0 to 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import ceil, floor, inf, isinf, log, sqrt

from strategist import erlang
from strategist.channels import HOURS_OF_A_WEEK
from strategist.models.funding import ChannelCost, Service, Staffing
from strategist.models.profile import Channel
from strategist.nouns import dataclass, replace

USUAL_SHRINKAGE = 0.3
"""The share of paid time not at work that the trade usually reckons with, taken where a firm does not know its own."""

HOURS_A_MONTH = 120.0
"""Hours a month that a full-time post is at work, at the usual shrinkage."""

WEEKS_A_YEAR, MONTHS_A_YEAR = 52, 12

LONG = 60.0
"""The promised time, in minutes, from which it matters whether it is counted by the calendar or while people are at work."""

ROUNDING = TINY = 1e-9

STRAIGHT = 6
"""Tries along a straight line before a search simply halves what is left."""

ROWS = 10
"""About how many numbers of seats a curve shows."""


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
    def away(self) -> float:
        """The share of paid time not at work: the firm's own, or else the usual one."""
        return USUAL_SHRINKAGE if self.shrinkage is None else self.shrinkage

    @property
    def hours_a_month(self) -> float:
        """The hours a month in which a full-time post is at work."""
        return HOURS_A_MONTH * (1 - self.away) / (1 - USUAL_SHRINKAGE)

    def posts(self, channel: Channel, seats: int) -> float:
        """Give the full-time posts that it takes to fill seats of a channel."""
        return seats * channel.hours_a_week * WEEKS_A_YEAR / (MONTHS_A_YEAR * self.hours_a_month)


def channel_cost(have: Figures, channel: Channel) -> ChannelCost:
    """Give what one channel needs and has; what the money buys is not in it yet."""
    enough = seats_needed(channel, channel.within)
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
        by_calendar=None if work is None else round(work, 4),
        needed_by_calendar=None if work is None else seats_needed(channel, work),
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


@lru_cache(maxsize=1024)
def seats_needed(channel: Channel, within: float | None) -> int | None:
    """Give the fewest seats that keep the promise if everybody waits."""
    if within is None or channel.share is None:
        return None
    return erlang.staff_for_service_level(_load(channel), channel.minutes, level=channel.share, within=within).agents


def _needed_if_some_leave(channel: Channel, enough: int) -> int:
    """Give the fewest seats that keep the promise if people give up, looked for near those that are enough if all wait.

    The odds of being served in time rise with the seats along an almost straight line when taken in logs, so few tries find the place.
    """
    share, reached = channel.share or 0, _in_time(channel, enough)
    if reached < share:  # people give up before the promised time is over
        load, within, patience = _load(channel), channel.within or 0, channel.patience or inf
        return erlang.staff_for_service_level(load, channel.minutes, level=share, within=within, patience=patience).agents
    low, high = 0, enough
    slope, tries = 2 * _log_odds(reached, share) / (1 + sqrt(_load(channel))), 0
    while high - low > 1:
        near = high - floor(_log_odds(_in_time(channel, high), share) / slope) if slope > 0 and tries < STRAIGHT else (low + high) // 2
        middle = min(max(near, low + 1), high - 1)
        slope = _log_odds(_in_time(channel, high), _in_time(channel, middle)) / (high - middle)
        low, high = (low, middle) if _in_time(channel, middle) >= share else (middle, high)
        tries += 1
    return high


def _in_time(channel: Channel, seats: int) -> float:
    """Give the share served in the promised time if people give up."""
    return _reckoned(channel, seats, channel.patience or inf)[1]


@lru_cache(maxsize=1024)
def _reckoned(channel: Channel, seats: int, patience: float) -> tuple[erlang.Queue, float]:
    """Give the queue of a channel, and the share served in the promised time (0 without a promise)."""
    queue = erlang.erlang_a(_load(channel), seats, channel.minutes, patience)
    return queue, 0.0 if channel.within is None else queue.service_level(channel.within)


def _log_odds(one: float, other: float) -> float:
    """Give by how much the odds of one share exceed those of another, in logs; shares too near to 0 or 1 are taken a little inside."""
    one, other = (min(max(share, TINY), 1 - TINY) for share in (one, other))
    return log(one / (1 - one)) - log(other / (1 - other))


def staffing(have: Figures, channel: Channel, seats: int) -> Staffing:
    """Give what a number of seats costs and gives."""
    heads = have.posts(channel, seats)
    return Staffing(
        seats=seats,
        paid=erlang.paid_heads(seats, have.away),
        heads=round(heads, 4),
        cost=round(heads * have.price, 2) if have.price else None,
        all_wait=_service(channel, seats, inf),
        some_leave=None if channel.patience is None else _service(channel, seats, channel.patience),
        keeps=_keeps(channel, seats),
    )


def _service(channel: Channel, seats: int, patience: float | None) -> Service | None:
    """Give what contacts meet; None with nobody at work, and where all wait and the queue grows without end."""
    if not seats or patience is None or (isinf(patience) and seats < _least(channel)):
        return None
    queue, in_time = _reckoned(channel, seats, patience)
    return Service(
        wait=round(queue.wait, 6),
        in_time=None if channel.within is None else round(in_time, 8),
        given_up=round(queue.abandoned, 8),
        busy=round(queue.occupancy, 6),
    )


def _keeps(channel: Channel, seats: int) -> float | None:
    """Give the time within which the promised share is served if all wait; None where the queue grows without end."""
    if channel.share is None or seats < _least(channel):
        return None
    return round(erlang.erlang_c(_load(channel), seats, channel.minutes).wait_quantile(channel.share), 6)


def with_affordable(have: Figures, channels: tuple[ChannelCost, ...], posts: float) -> tuple[ChannelCost, ...]:
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
    prices, loads, least = [have.posts(c, 1) for c in channels], [_load(c) for c in channels], [_least(c) for c in channels]
    seats = [0] * len(channels)
    left = posts + ROUNDING
    while True:
        can = [i for i in range(len(channels)) if seats[i] < wanted[i] and prices[i] <= left]
        urgent = [i for i in can if seats[i] < least[i]]
        if not can:
            return seats
        if urgent:
            best = min(urgent, key=lambda i: seats[i] / loads[i])
        else:
            best = max(can, key=lambda i: _gain(channels[i], seats[i]) / prices[i])
        seats[best] += 1
        left -= prices[best]


def _gain(channel: Channel, seats: int) -> float:
    """Give how many contacts a week more one seat more serves in the promised time, if everybody waits."""
    now, then = (_service(channel, number, inf) for number in (seats, seats + 1))
    more = ((then.in_time or 0) if then else 0) - ((now.in_time or 0) if now else 0)
    return more * channel.contacts_an_hour * channel.hours_a_week


def rows(channel: ChannelCost) -> list[int]:
    """Choose the seats to show: evenly from just too few to more than enough, with every number that has a name."""
    named = (channel.needed, channel.needed_if_some_leave, channel.today, channel.affordable)
    marks = {channel.least, *(mark.seats for mark in named if mark and mark.seats)}
    low, high = max(min(marks) - 1, 1), max(marks) + (2 if channel.needed else ROWS)
    step = ceil((high - low + 1) / ROWS)
    return sorted({*range(low, high + 1, step), *marks})
