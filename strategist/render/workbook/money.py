"""Goals and money: who wins under which weighting, what the promise costs, and what is short."""

from __future__ import annotations

from collections.abc import Iterator

from strategist.models.story import CandidateTold, ChannelTold, CurvePoint, MoneyChapter, PromiseTold
from strategist.render.workbook import charts
from strategist.render.workbook.charts import Bars, Scale, Series
from strategist.render.workbook.grid import Book, Field, Sheet, Value

WIDTHS = (34, 15, 13, 13, 15, 15, 16, 15, 13, 13, 13, 13)
PARTS = (("First", "inside"), ("Second or third", "middle"), ("Later", "expected"), ("First, if the money allowed it", "shut"))


def add(book: Book, chapter: MoneyChapter) -> Sheet:
    """Add the sheet; gives it, so that the chart can follow when its figures have a place."""
    sheet = book.sheet("Goals and money", WIDTHS)
    sheet.opening(chapter.head.title, chapter.head.lead)
    if chapter.goals:
        sheet.put(sheet.row, 0, "The goals, most important first", "heading")
        sheet.row += 1
        for goal in chapter.goals:
            weight = f" Its weight: {goal.weight:g}." if goal.weight is not None else ""
            sheet.facts([(f"{goal.rank}. {goal.name}", f"{goal.meaning}{weight}")])
    if chapter.candidates:
        _ranking(sheet, chapter)
        _reasons(sheet, chapter.candidates)
    if chapter.promise:
        _promise(sheet, chapter.promise, chapter.currency or "money")
    return sheet


def _ranking(sheet: Sheet, chapter: MoneyChapter) -> None:
    currency = chapter.currency or "money"
    sheet.heading("All ten purposes under these goals")
    weighed = "with your own weights" if chapter.weighted else "the share of the weightings that agree with your ranking"
    sheet.wide(f"First: {weighed}. Middle: how well it serves the goals at the middle of the weightings, from -2 to +2.")
    if chapter.blend:
        sheet.facts([("As a blend", chapter.blend)])
    fields = (
        Field("Purpose"),
        Field("First", "percent"),
        Field("First, if the money allowed it", "percent"),
        Field("Middle", "fit"),
        Field("Money", "middle"),
        Field(f"Needs at least, {currency} a year", "number"),
        Field(f"Needs at most, {currency} a year", "number"),
        Field(f"Short of, {currency} a year", "number"),
        Field("Least, as rivals' spend = 1", "general"),
        Field("Most, as rivals' spend = 1", "general"),
    )
    sheet.table(fields, [(c.name, *_first(c), c.utility, c.gate, c.low, c.high, c.shortfall, *c.index) for c in chapter.candidates])


def _first(told: CandidateTold) -> tuple[float | None, float | None]:
    """Give how often it comes first, in the column for what the money allows or in the one for what it does not."""
    return (None, told.first) if told.affordable == "no" else (told.first, None)


def _reasons(sheet: Sheet, candidates: tuple[CandidateTold, ...]) -> None:
    sheet.heading("What speaks for each, and what against it")
    for told in candidates:
        parts = [told.words, *(f"{reason.label}: {reason.words}" for reason in (*told.speaks_for, *told.speaks_against))]
        parts += [f"Out of reach: {told.shortfall_words}"] if told.shortfall_words else []
        parts += [f"The smallest honest version: {told.smallest}"] if told.smallest else []
        parts += [f"Warning: {told.warning}"] if told.warning else []
        sheet.facts([(told.name if number == 0 else "", words) for number, words in enumerate(filter(None, parts))])


# What the promise costs.


def _promise(sheet: Sheet, promise: PromiseTold, currency: str) -> None:
    sheet.heading(f"What the promise costs: {promise.word.lower()}")
    for sentence in promise.words:
        sheet.wide(sentence)
    fields = (Field("Figure"), Field("In words", "middle"), Field("Number", "general"))
    sheet.table(fields, [(figure.label, figure.words, figure.number) for figure in promise.figures])
    for channel in promise.channels:
        _channel(sheet, channel, currency)
    sheet.heading("How that is reckoned")
    for sentence in promise.assumptions:
        sheet.wide(sentence)


def _channel(sheet: Sheet, channel: ChannelTold, currency: str) -> None:
    sheet.heading(f"{channel.name}: {channel.promised}")
    sheet.facts((told.label, told.words) for told in channel.sentences)
    if not channel.curve:
        return
    leaving = any(point.given_up is not None for point in channel.curve)
    fields = [
        Field("People at work at once", "line"),
        Field("Posts", "decimal"),
        Field("Mean wait in minutes, if all wait", "minutes"),
        Field("In time", "share"),
        *((Field("Mean wait in minutes, if some leave", "minutes"), Field("Give up", "share")) if leaving else ()),
        Field(f"{currency} a year", "number"),
        Field("This is", "middle"),
    ]
    sheet.table(fields, [tuple(_point(point, leaving=leaving)) for point in channel.curve])
    if channel.honest:
        sheet.row += 1
        sheet.wide(channel.honest)


def _point(point: CurvePoint, *, leaving: bool) -> Iterator[Value]:
    yield point.seats
    yield point.posts
    yield "no end" if point.wait is None else point.wait
    yield "none" if point.wait is None else point.in_time
    if leaving:
        yield point.wait_if_some_leave
        yield point.given_up
    yield point.cost
    yield point.mark or None


# The chart and its figures.


def figures(data: Sheet, candidates: tuple[CandidateTold, ...]) -> range:
    """Write the shares of every bar; gives their rows."""
    data.heading("In what share of the weightings each purpose comes first, second or third, or later")
    fields = (Field("Purpose"), *(Field(name, "percent") for name, _ in PARTS))
    return data.table(fields, [(f"{c.name}: {c.first_words} first, {c.gate}", *shares(c)) for c in candidates])


def shares(told: CandidateTold) -> tuple[float | None, ...]:
    """Give the lengths of a bar's pieces; what the money shuts out has one of its own."""
    if told.affordable == "no":
        return (None, None, None, told.first)
    return (told.first, sum(told.ranks[1:3]), sum(told.ranks[3:]), None)


def draw(sheet: Sheet, data: Sheet, body: range) -> None:
    """Draw the chart under the rest."""
    sheet.heading("How often each purpose comes first under these goals")
    charts.key(sheet, PARTS)
    series = [Series(column, look) for column, (_, look) in enumerate(PARTS, start=1)]
    says = "How often each purpose comes first under these goals"
    sheet.row += charts.stacked(sheet, Bars(data, body, series, Scale(low=0, high=1, unit=0.25, form="0 %"), says))
