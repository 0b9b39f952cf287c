"""What is declared against what is practised: the table, the figures of its chart, and the chart."""

from __future__ import annotations

from collections.abc import Iterator

from strategist.models.story import GapRow, Story
from strategist.render.workbook import charts
from strategist.render.workbook.answers import ANSWER, NUMBER, SOURCE, STATE
from strategist.render.workbook.charts import Bars, Scale, Series
from strategist.render.workbook.grid import Book, Field, Live, Sheet, Value, at, quoted
from strategist.render.workbook.places import COUNTS, OPTIONS, POINTS_TOP, UNKNOWN, Places

NAME, EXPECTED, DONE, OFF, LOW, HIGH, OPTION, GAP, POINTS = range(9)
FIELDS = (
    Field("Practice"),
    Field("Expected"),
    Field("Done"),
    Field("How far off", "middle"),
    Field("From option", "middle"),
    Field("To option", "middle"),
    Field("Done: option", "middle"),
    Field("Gap", "middle"),
    Field("Points", "points"),
    Field("Held against"),
    Field("It is to that"),
    Field("How it is known"),
    Field("Note", "quiet"),
)
WIDTHS = (23, 36, 32, 12, 7, 7, 7, 6, 7, 18, 11, 16, 26)
LEAD = (
    "Options count from 1 to 5, and none is better in itself.",
    "What is done follows the sheet Answers; each practice stays held against the purpose named here.",
)
PIECES = (
    ("Before", "base"),
    ("Done, outside", "outside"),
    ("Between", "base"),
    ("Expected", "expected"),
    ("Done, inside", "inside"),
    ("Expected, beyond", "expected"),
    ("Between, beyond", "base"),
    ("Done, outside, beyond", "outside"),
)
"""The parts of a bar, five options long, from the left."""

KEY = (("expected", "expected"), ("done, inside it", "inside"), ("done, outside it", "outside"))


def add(book: Book, places: Places) -> tuple[Sheet, range]:
    """Add the sheet; gives it and the rows of its table, so that the chart can follow when its figures have a place."""
    chapter = places.story.gaps
    sheet = book.sheet("Gaps", WIDTHS)
    sheet.opening(chapter.head.title, (*chapter.head.lead, *LEAD))
    first = sheet.row + 1
    rows = [_row(places, row, first + number) for number, row in enumerate(chapter.rows)]
    return sheet, sheet.table(FIELDS, rows, filtered=True, frozen=True, lines=2)


def _row(places: Places, row: GapRow, line: int) -> tuple[Value, ...]:
    answer, number, source, state = (places.answer(row.dimension, column) for column in (ANSWER, NUMBER, SOURCE, STATE))
    low, high, option, gap = (at("Gaps", line, column) for column in (LOW, HIGH, OPTION, GAP))
    known = f"{state}={quoted(COUNTS)}"
    off = f'IF({gap}="",{quoted(UNKNOWN)},IF({gap}=0,"inside",{gap}&IF({gap}=1," option off"," options off")))'
    return (
        row.name,
        row.expected,
        Live(f"IF({known},{answer},{quoted(UNKNOWN)})", row.words),
        Live(off, row.gap_words),
        row.low + 1,
        row.high + 1,
        Live(f'IF({known},{number},"")', "" if row.practised is None else row.practised + 1),
        Live(f'IF({option}="","",MAX({low}-{option},{option}-{high},0))', "" if row.gap is None else row.gap),
        _points(places, row),
        row.strategy_name,
        row.importance,
        Live(f'IF({known},{source},"")', row.source or ""),
        row.note,
    )


def _points(places: Places, row: GapRow) -> Value:
    cell = at("Points", POINTS_TOP + places.numbers[row.dimension], 1 + places.strategies.index(row.strategy))
    return Live(f'IF({cell}="","",{cell})', "" if row.points is None else row.points)


# The chart and its figures.


def figures(data: Sheet, story: Story, table: range) -> range:
    """Write how long the pieces of every bar are, from the rows of the table; gives their own rows."""
    data.heading("What is expected and what is done: how long the pieces of every bar are, in options")
    fields = (Field("Practice"), *(Field(name, "number") for name, _ in PIECES))
    lines = zip(story.gaps.rows, table, strict=True)
    return data.table(fields, [(Live(_label(line), f"{row.name}: {row.gap_words}"), *_pieces(row, line)) for row, line in lines])


def _label(line: int) -> str:
    return f'{at("Gaps", line, NAME)}&": "&{at("Gaps", line, OFF)}'


def _pieces(row: GapRow, line: int) -> Iterator[Live]:
    low, high, done = (at("Gaps", line, column) for column in (LOW, HIGH, OPTION))
    # What is not known shows the expected band alone: it stands where something inside would, and has no piece of its own.
    less, more, none = f'AND({done}<>"",{done}<{low})', f'AND({done}<>"",{done}>{high})', f'{done}=""'
    formulas = (
        f"IF({less},{done},{low})-1",
        f"IF({less},1,0)",
        f"IF({less},{low}-{done}-1,0)",
        f"IF(OR({less},{more},{none}),{high}-{low}+1,{done}-{low})",
        f"IF(OR({less},{more},{none}),0,1)",
        f"IF(OR({less},{more},{none}),0,{high}-{done})",
        f"IF({more},{done}-{high}-1,0)",
        f"IF({more},1,0)",
    )
    return (Live(formula, value) for formula, value in zip(formulas, lengths(row), strict=True))


def lengths(row: GapRow) -> tuple[int, ...]:
    """Give the lengths of the eight pieces of a row, most of them 0."""
    low, high, done = row.low, row.high, row.practised
    if done is None:
        return (low, 0, 0, high - low + 1, 0, 0, 0, 0)
    if done < low:
        return (done, 1, low - done - 1, high - low + 1, 0, 0, 0, 0)
    if done > high:
        return (low, 0, 0, high - low + 1, 0, 0, done - high - 1, 1)
    return (low, 0, 0, done - low, 1, high - done, 0, 0)


def draw(sheet: Sheet, data: Sheet, body: range) -> None:
    """Draw the chart under the table."""
    sheet.heading("What is expected and what is done, widest gap first")
    charts.key(sheet, KEY)
    series = [Series(column, look) for column, (_, look) in enumerate(PIECES, start=1)]
    says = "What is expected and what is done, widest gap first"
    sheet.row += charts.stacked(sheet, Bars(data, body, series, Scale(low=0, high=OPTIONS, unit=1), says))
