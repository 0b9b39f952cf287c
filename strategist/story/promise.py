"""What a promise costs, in words: enough or too little, what each channel needs and has, and what the money buys."""

from __future__ import annotations

from collections.abc import Iterator
from math import floor

from strategist.funding import BUSY, money, posts
from strategist.models.funding import ChannelCost, PromiseCost, Service, Staffing
from strategist.models.profile import Channel
from strategist.quantities import duration, plain
from strategist.staffing import LONG

VERDICT = {"yes": "ENOUGH", "no": "TOO LITTLE", "cannot say": "CANNOT SAY"}


def assumptions(found: PromiseCost) -> Iterator[str]:
    """Say what the sums rest on."""
    yield (
        f"A full-time post is at work {plain(round(found.hours_a_month, 1))} hours a month. "
        f"{share(found.shrinkage)} of its paid time is leave, illness, training and breaks."
    )
    if found.channels:
        yield (
            "“All wait” is Erlang C: nobody gives up. “Some leave” is Erlang A: people give up after their patience. "
            "Both take contacts to come by chance, and evenly over the hours given."
        )
        yield "Time is counted while people are at work. The money is for people only."
    else:
        yield f"People are taken to be busy for {share(BUSY)} of their time at work."
        yield "List the channels in budget.channels to see what a promise costs."


def buys(found: PromiseCost) -> str:
    """Name what limits the staff that can be had: money, or the posts there are where the money is not known."""
    return "posts" if found.affordable_by == "posts" else "money"


def promised(channel: ChannelCost) -> str:
    """Say what is promised on a channel."""
    return _promised(channel.given)


def _promised(given: Channel) -> str:
    if given.within is None or given.share is None:
        return "no promise"
    return f"{share(given.share)} answered within {duration(given.within)}"


def sentences(found: PromiseCost, channel: ChannelCost) -> Iterator[tuple[str, str]]:
    """Say of one channel what comes in, what the promise takes, and what there is; each with a label."""
    yield "comes", _comes(channel)
    if channel.needed:
        yield "promise", f"{_price(found, channel.needed)}{_if_some_leave(channel)}"
    if channel.by_calendar and channel.needed and channel.needed_by_calendar:
        more = channel.needed_by_calendar - channel.needed.seats
        takes = f"it takes {channel.needed_by_calendar:,} at work" if more else "the same number keeps it"
        hours = f"By the calendar, {duration(channel.given.within or 0)} hold {duration(channel.by_calendar)} of work on average"
        yield "", f"{hours}; if that is meant, {takes}."
    if channel.today:
        yield "today", _gives(channel, channel.today)
    if channel.affordable:
        yield f"{buys(found)} {'buys' if buys(found) == 'money' else 'fill'}", _bought(channel, channel.affordable)


def written(given: Channel) -> str:
    """Say what the profile says of a channel."""
    load = f"{given}: {_load(given)}"
    people = f", {given.agents:,} at work" if given.agents is not None else ""
    promise = f", {_promised(given)}" if given.within is not None else ""
    return f"{load}{people}{promise}"


def _load(given: Channel) -> str:
    return f"{plain(given.contacts_an_hour)} contacts an hour of {duration(given.minutes)}, {plain(given.hours_a_week)} hours a week"


def _comes(channel: ChannelCost) -> str:
    comes = f"{_load(channel.given)}."
    busy = "1 person" if round(channel.load, 1) == 1 else f"{plain(round(channel.load, 1))} people"
    least = f" With fewer than {channel.least:,} at work the queue has no end." if channel.least > 1 else ""
    return f"{comes} They keep {busy} busy.{least}"


def _price(found: PromiseCost, staffing: Staffing) -> str:
    number = posts(staffing.heads)
    cost = "" if staffing.cost is None else f", {money(found, staffing.cost)} a year"
    seats = f"{staffing.seats:,} at work at once, so {staffing.paid:,} on the payroll for every such hour"
    return f"{seats}. That is {number} {'post' if number == '1' else 'posts'}{cost}."


def _if_some_leave(channel: ChannelCost) -> str:
    fewer = channel.needed_if_some_leave
    if not fewer or not channel.needed or channel.given.patience is None:
        return ""
    after = f" If people leave after {duration(channel.given.patience)} on average,"
    if fewer.seats > channel.needed.seats:
        return f"{after} many are gone too soon, and it takes {fewer.seats:,}."
    return f"{after} {fewer.seats:,} {'are enough too' if fewer.seats == channel.needed.seats else 'would look like enough'}."


def _bought(channel: ChannelCost, staffing: Staffing) -> str:
    if channel.needed and staffing.seats == channel.needed.seats:
        return f"all {staffing.seats:,} that the promise needs."
    same = channel.today and staffing.seats == channel.today.seats
    return f"{staffing.seats:,} at work, as today." if same else _gives(channel, staffing)


def _gives(channel: ChannelCost, staffing: Staffing) -> str:
    """Say what a number of seats gives if all wait, and the promise that it could keep."""
    seats = f"{staffing.seats:,} at work"
    if not staffing.seats:
        return "nobody at work, so nobody is answered."
    if not staffing.all_wait:
        return f"{seats}. More comes in than they can work off, so the queue grows without end. It takes at least {channel.least:,}."
    in_time = "" if staffing.all_wait.in_time is None else f", {share(staffing.all_wait.in_time)} in time"
    gives = f"{seats}: {duration(staffing.all_wait.wait)} on average{in_time}."
    if staffing.keeps is None or channel.given.share is None or (channel.needed and staffing.seats >= channel.needed.seats):
        return gives
    return f"{gives} They could promise {share(channel.given.share)} within {duration(staffing.keeps)}."


def honest(channel: ChannelCost) -> str:
    """Say what giving up does to the mean wait, at the staffing that is nearest to what there is."""
    if channel.given.patience is None:
        if (channel.given.within or 0) >= LONG:  # nobody hangs up on a letter
            return ""
        return "How long people wait before they leave is not known. It would tell how many hang up, and what that does to the wait."
    known = (channel.today, channel.affordable, channel.needed, *channel.curve)
    shown = next(staffing for staffing in known if staffing and staffing.some_leave)
    leaving = shown.some_leave
    if leaving is None:
        return ""
    wait, gone = duration(leaving.wait), share(leaving.given_up)
    otherwise = f"instead of {duration(shown.all_wait.wait)}" if shown.all_wait else "instead of growing without end"
    return f"People who leave make the wait look short: with {shown.seats:,} at work it is {wait} {otherwise}, because {gone} give up."


def waits(service: Service | None) -> str:
    """Write a mean wait in one unit."""
    if service is None:
        return "no end"
    seconds = 60 * service.wait
    if seconds < 99.5:
        return duration(service.wait)
    return f"{service.wait:.1f} min" if service.wait < 99.95 else f"{service.wait / 60:,.1f} h"


def served_in_time(service: Service | None) -> str:
    """Write the share served in the promised time."""
    if service is None:
        return "none"
    return "" if service.in_time is None else share(service.in_time)


def marked(found: PromiseCost, channel: ChannelCost, staffing: Staffing) -> str:
    """Name a staffing: today's, the one that the money buys, the one that the promise needs."""
    named = (("today", channel.today), (buys(found), channel.affordable), ("promise", channel.needed))
    marks = [name for name, named_staffing in named if named_staffing and named_staffing.seats == staffing.seats]
    return "all three" if len(marks) == len(named) else ", ".join(marks)


def share(whole: float) -> str:
    """Write a share of 1 as a percentage, to a tenth where it is small; what is not all is never written as 100 %."""
    hundredths = 100 * whole
    if hundredths >= 99.5:
        return f"{min(floor(10 * hundredths) / 10, 99.9):.1f} %"
    return f"{hundredths:.1f} %" if 0.05 <= hundredths < 9.95 and hundredths % 1 else f"{hundredths:.0f} %"
