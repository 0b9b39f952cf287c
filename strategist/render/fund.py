"""What a promise costs, for people: enough or too little, what each channel needs and has, and what the money buys in between."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from strategist.funding import posts
from strategist.models.funding import ChannelCost, PromiseCost, Staffing
from strategist.quantities import brief
from strategist.render.paper import Paper, Sheet, words
from strategist.story.promise import VERDICT, assumptions, buys, honest, marked, promised, sentences, served_in_time, share, waits
from strategist.texts import one_line

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
    for sentence in assumptions(found):
        sheet.indented(sentence)


def _glance(found: PromiseCost, sheet: Sheet) -> None:
    """Draw a line a channel: people at work today, those that the money buys, and those that the promise needs, with their price."""
    sheet.head("At work at once")
    grid = Table(box=None, padding=(0, 2, 0, 0), show_edge=False, pad_edge=False, header_style="dim")
    grid.add_column("")
    for title in ("today", buys(found), "promise", "posts", f"{found.currency or ''} a year".lstrip()):
        grid.add_column(title, justify="right")
    for channel in found.channels:
        seats = [_seats(staffing) for staffing in (channel.today, channel.affordable, channel.needed)]
        cost = "" if channel.needed is None or channel.needed.cost is None else brief(channel.needed.cost)
        grid.add_row(words(one_line(str(channel.given))), *seats, posts(channel.needed.heads) if channel.needed else "", cost)
    sheet.show(Padding(grid, (0, 0, 0, 2)))


def _seats(staffing: Staffing | None) -> str:
    return f"{staffing.seats:,}" if staffing else ""


def _channel(found: PromiseCost, channel: ChannelCost, sheet: Sheet) -> None:
    sheet.head(one_line(str(channel.given)), aside=promised(channel))
    for label, sentence in sentences(found, channel):
        sheet.labelled(label, sentence)
    if channel.curve:
        sheet.line()
        _curve(found, channel, sheet)
        if sentence := honest(channel):
            sheet.indented(sentence, style="dim")


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
        mark = marked(found, channel, staffing)
        cost = f"  {brief(staffing.cost or 0):>7}" if priced else ""
        yield f"{_row(staffing, sides)}{cost}  {mark}".rstrip(), "bold" if mark else ""


def _row(staffing: Staffing, sides: list[str]) -> str:
    row = f"{staffing.seats:>6,} {_posts(staffing):>6}"
    if "all" in sides:
        row += f"  {waits(staffing.all_wait):>7} {served_in_time(staffing.all_wait):>7}"
    if "some" in sides:
        left = share(staffing.some_leave.given_up) if staffing.some_leave else ""
        row += f"  {waits(staffing.some_leave):>7} {served_in_time(staffing.some_leave):>7} {left:>5}"
    return row


def _posts(staffing: Staffing) -> str:
    """Write posts in a column, to a tenth where there is room."""
    return f"{float(posts(staffing.heads).replace(',', '')):,.{int(staffing.heads < 1000)}f}"
