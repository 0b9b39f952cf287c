"""What a promise costs, what there is for it, and what that buys. Times are minutes, shares run from 0 to 1, money is a year's."""

from __future__ import annotations

from strategist.kinds import Literal
from strategist.models.profile import Channel
from strategist.nouns import dataclass

Basis = Literal["channels", "rough estimate"]
Carried = Literal["yes", "no", "cannot say"]


@dataclass(frozen=True, slots=True)
class Service:
    """What contacts meet at one number of seats: the mean wait of all, the share served in the promised time, the share that gives up.

    `busy` is the share of their time at work in which people serve. `in_time` is None where nothing is promised.
    """

    wait: float
    in_time: float | None
    given_up: float
    busy: float


@dataclass(frozen=True, slots=True)
class Staffing:
    """A number of seats, that is of people at work at once, what they cost, and what they give.

    `paid` is how many people are paid for each such hour, `heads` how many full-time posts that makes over the week. `all_wait` is the
    service if everybody waits until served (Erlang C; None where the queue grows without end), `some_leave` the service if people give
    up (Erlang A; None where their patience is not known). `keeps` is the time in which the promised share is served if all wait.
    """

    seats: int
    paid: int
    heads: float
    cost: float | None
    all_wait: Service | None
    some_leave: Service | None
    keeps: float | None


@dataclass(frozen=True, slots=True)
class ChannelCost:
    """One channel in one part of the week: what the profile says of it, what its promise needs, what there is, and what money buys.

    `load` is the people busy on average (erlangs), `least` the fewest seats with which the queue comes to an end. `needed` keeps the
    promise if everybody waits, `needed_if_some_leave` if people give up. `by_calendar` is the promised time in hours at work if it
    was meant by the calendar, `needed_by_calendar` the seats for that; both None where it makes no difference. `curve` runs from too
    few seats to enough, and is empty unless it was asked for.
    """

    given: Channel
    load: float
    least: int
    needed: Staffing | None
    needed_if_some_leave: Staffing | None
    today: Staffing | None
    affordable: Staffing | None
    by_calendar: float | None
    needed_by_calendar: int | None
    curve: tuple[Staffing, ...] = ()


@dataclass(frozen=True, slots=True)
class PromiseCost:
    """What the promises of a profile need, what there is, and the gap between; positive gaps are what is missing.

    `basis` says whether it rests on the channels or only on contacts a year and minutes a contact. `affordable_heads` is what the
    service spend pays for, or else the posts there are. `round_the_clock` names the channels served at every hour, and
    `round_the_clock_heads` the fewest posts that takes. `tell` is the one question whose answer would settle what cannot be said.
    """

    basis: Basis
    currency: str | None
    shrinkage: float
    shrinkage_assumed: bool
    hours_a_month: float
    cost_of_a_head: float | None
    heads_needed: float | None
    cost_needed: float | None
    heads: float | None
    spend: float | None
    heads_gap: float | None
    cost_gap: float | None
    affordable_heads: float | None
    affordable_by: Literal["money", "posts"] | None
    carried: Carried
    round_the_clock: tuple[str, ...]
    round_the_clock_heads: float | None
    channels: tuple[ChannelCost, ...]
    tell: str | None
    words: tuple[str, ...]
