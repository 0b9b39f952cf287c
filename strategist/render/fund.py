"""What a promise costs, for people: enough or too little, what each channel needs and has, and what the money buys in between."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from math import floor

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from strategist.funding import BUSY, money, posts
from strategist.models.funding import ChannelCost, PromiseCost, Service, Staffing
from strategist.quantities import brief, duration, plain
from strategist.render.paper import Paper, Sheet, words
from strategist.staffing import LONG
from strategist.texts import one_line

VERDICT = {"yes": "ENOUGH", "no": "TOO LITTLE", "cannot say": "CANNOT SAY"}
STYLE = {"yes": "bold green", "no": "bold red", "cannot say": "bold yellow"}
WIDE, NARROW = 80, 60
"""Columns from which both models stand side by side in one table, and below which the yearly cost is left out of it."""


def render(found: PromiseCost, name: str, paper: Paper) -> str:
    """Draw what the promises of one company cost."""
    return paper.write(partial(_draw, found, name))


def _draw(found: PromiseCost, name: str, sheet: Sheet) -> None:
    sheet.line(words(one_line(name), "bold"))
    sheet.line()
    sheet.line(Text(VERDICT[found.carried], style=STYLE[found.carried]))
    for sentence in found.words:
        sheet.line(sentence)
    if len(found.channels) > 1:
        _glance(found, sheet)
    for channel in found.channels:
        _channel(found, channel, sheet)
    sheet.head("How it is reckoned")
    for sentence in _assumptions(found):
        sheet.indented(sentence)


def _assumptions(found: PromiseCost) -> Iterator[str]:
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


def _glance(found: PromiseCost, sheet: Sheet) -> None:
    """Draw a line a channel: people at work today, those that the money buys, and those that the promise needs, with their price."""
    sheet.head("At work at once")
    grid = Table(box=None, padding=(0, 2, 0, 0), show_edge=False, pad_edge=False, header_style="dim")
    grid.add_column("")
    for title in ("today", _buys(found), "promise", "posts", f"{found.currency or ''} a year".lstrip()):
        grid.add_column(title, justify="right")
    for channel in found.channels:
        seats = [_seats(staffing) for staffing in (channel.today, channel.affordable, channel.needed)]
        cost = "" if channel.needed is None or channel.needed.cost is None else brief(channel.needed.cost)
        grid.add_row(words(one_line(str(channel.given))), *seats, posts(channel.needed.heads) if channel.needed else "", cost)
    sheet.show(Padding(grid, (0, 0, 0, 2)))


def _seats(staffing: Staffing | None) -> str:
    return f"{staffing.seats:,}" if staffing else ""


def _buys(found: PromiseCost) -> str:
    """Name what limits the staff that can be had: money, or the posts there are where the money is not known."""
    return "posts" if found.affordable_by == "posts" else "money"


def _channel(found: PromiseCost, channel: ChannelCost, sheet: Sheet) -> None:
    given = channel.given
    sheet.head(one_line(str(given)), aside=_promise(channel))
    comes = f"{plain(given.contacts_an_hour)} contacts an hour of {duration(given.minutes)}, {plain(given.hours_a_week)} hours a week."
    busy = "1 person" if round(channel.load, 1) == 1 else f"{plain(round(channel.load, 1))} people"
    least = f" With fewer than {channel.least:,} at work the queue has no end." if channel.least > 1 else ""
    sheet.labelled("comes", f"{comes} They keep {busy} busy.{least}")
    for label, sentence in _sentences(found, channel):
        sheet.labelled(label, sentence)
    if channel.curve:
        sheet.line()
        _curve(found, channel, sheet)
        if sentence := _honest(channel):
            sheet.indented(sentence, style="dim")


def _promise(channel: ChannelCost) -> str:
    given = channel.given
    if given.within is None or given.share is None:
        return "no promise"
    return f"{share(given.share)} answered within {duration(given.within)}"


def _sentences(found: PromiseCost, channel: ChannelCost) -> Iterator[tuple[str, str]]:
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
        yield f"{_buys(found)} {'buys' if _buys(found) == 'money' else 'fill'}", _bought(channel, channel.affordable)


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


def _honest(channel: ChannelCost) -> str:
    """Say what giving up does to the mean wait, at the staffing that is nearest to what there is."""
    if channel.given.patience is None:
        if (channel.given.within or 0) >= LONG:  # nobody hangs up on a letter
            return ""
        return "How long people wait before they leave is not known. Give `patience`, or --patience 3min, to see what that does."
    known = (channel.today, channel.affordable, channel.needed, *channel.curve)
    shown = next(staffing for staffing in known if staffing and staffing.some_leave)
    leaving = shown.some_leave
    if leaving is None:
        return ""
    wait, gone = duration(leaving.wait), share(leaving.given_up)
    otherwise = f"instead of {duration(shown.all_wait.wait)}" if shown.all_wait else "instead of growing without end"
    return f"People who leave make the wait look short: with {shown.seats:,} at work it is {wait} {otherwise}, because {gone} give up."


# The table.


def _curve(found: PromiseCost, channel: ChannelCost, sheet: Sheet) -> None:
    sides = ["all", "some"] if channel.given.patience is not None else ["all"]
    priced = sheet.console.width >= NARROW and all(staffing.cost is not None for staffing in channel.curve)
    for table in [sides] if sheet.console.width >= WIDE else [[side] for side in sides]:
        if table == ["some"]:
            sheet.line()
        for line, style in _lines(found, channel, table, priced=priced and "all" in table):
            sheet.show(Text("  " + line, style=style))


def _lines(found: PromiseCost, channel: ChannelCost, sides: list[str], *, priced: bool) -> Iterator[tuple[str, str]]:
    """Give the lines of a table, each with its style."""
    first, second = " " * 13, f"{'seats':>6} {'posts':>6}"
    if "all" in sides:
        first, second = f"{first}  {'if all wait':>15}", f"{second}  {'wait':>7} {'in time':>7}"
    if "some" in sides:
        first, second = f"{first}  {'if some leave':>21}", f"{second}  {'wait':>7} {'in time':>7} {'leave':>5}"
    if priced:
        first, second = f"{first}  {found.currency or '':>7}", f"{second}  {'a year':>7}"
    yield first, "dim"
    yield second, "dim"
    for staffing in channel.curve:
        mark = _mark(found, channel, staffing)
        cost = f"  {brief(staffing.cost or 0):>7}" if priced else ""
        yield f"{_row(staffing, sides)}{cost}  {mark}".rstrip(), "bold" if mark else ""


def _row(staffing: Staffing, sides: list[str]) -> str:
    row = f"{staffing.seats:>6,} {_posts(staffing):>6}"
    if "all" in sides:
        row += f"  {_wait(staffing.all_wait):>7} {_in_time(staffing.all_wait):>7}"
    if "some" in sides:
        left = share(staffing.some_leave.given_up) if staffing.some_leave else ""
        row += f"  {_wait(staffing.some_leave):>7} {_in_time(staffing.some_leave):>7} {left:>5}"
    return row


def _posts(staffing: Staffing) -> str:
    """Write posts in a column, to a tenth where there is room."""
    return f"{float(posts(staffing.heads).replace(',', '')):,.{int(staffing.heads < 1000)}f}"


def _wait(service: Service | None) -> str:
    """Write a mean wait in one unit."""
    if service is None:
        return "no end"
    seconds = 60 * service.wait
    if seconds < 99.5:
        return duration(service.wait)
    return f"{service.wait:.1f} min" if service.wait < 99.95 else f"{service.wait / 60:,.1f} h"


def _in_time(service: Service | None) -> str:
    if service is None:
        return "none"
    return "" if service.in_time is None else share(service.in_time)


def _mark(found: PromiseCost, channel: ChannelCost, staffing: Staffing) -> str:
    named = (("today", channel.today), (_buys(found), channel.affordable), ("promise", channel.needed))
    marks = [name for name, named_staffing in named if named_staffing and named_staffing.seats == staffing.seats]
    return "all three" if len(marks) == len(named) else ", ".join(marks)


def share(whole: float) -> str:
    """Write a share of 1 as a percentage, to a tenth where it is small; what is not all is never written as 100 %."""
    hundredths = 100 * whole
    if hundredths >= 99.5:
        return f"{min(floor(10 * hundredths) / 10, 99.9):.1f} %"
    return f"{hundredths:.1f} %" if 0.05 <= hundredths < 9.95 and hundredths % 1 else f"{hundredths:.0f} %"
