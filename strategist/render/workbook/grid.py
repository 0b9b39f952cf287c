"""Sheets and what stands on them: text that stays text, numbers, and formulas with what they give today."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from itertools import accumulate
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from strategist.models.comparison import ComparisonStory
from strategist.models.story import Story
from strategist.nouns import dataclass
from strategist.render.charts import STRONG
from strategist.render.deck import fitting
from strategist.render.powerpoint.archive import repacked
from strategist.render.workbook.looks import FONT, SIZE, STRONG_AGAINST, STRONG_FOR, STYLES
from strategist.texts import shortened

FULLEST = 32_767
"""UTF-16 units that a cell can hold."""

TALLEST = 409.0
"""Points that a row can be high."""

LINE = 1.3
"""The height of a line, in sizes of its font, in the program that gives lines most room."""

AIR = 3.0
"""Points above and below the words of a row."""

INDENT = 7.0
"""Points that words are moved in."""

HEADS = {"left": "head", "center": "head-middle", "right": "head-number"}
"""How the head of a column looks, by where its cells stand."""

A4, MARGIN = 9, 0.5
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
LOOK = {"font_name": FONT, "font_size": SIZE, "font_scheme": "none"}  # the widths of columns are counted in its figures


@dataclass(frozen=True, slots=True)
class Live:
    """A formula, and what it gives for the answers in the file: a viewer that does not reckon shows that."""

    formula: str
    value: str | float


Value = str | float | Live | None


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a table: its head and how its cells look."""

    title: str
    style: str = "text"


class Book:
    """A workbook in the making; `packed` gives its bytes, the same for the same content."""

    def __init__(self, story: Story | ComparisonStory) -> None:
        """Open an empty workbook for a story."""
        self._stream = io.BytesIO()
        self.library: Any = Workbook(self._stream, OPTIONS | {"default_format_properties": dict(LOOK)})  # it writes into it
        self.library.set_properties({"title": story.title, "comments": story.made, "created": datetime(2000, 1, 1, tzinfo=UTC)})
        self._styles = {name: self.library.add_format(dict(look)) for name, look in STYLES.items()}
        self._foot = shortened(story.made, 100).replace("&", "&&")

    def style(self, name: str) -> Any:
        """Give a look by its name."""
        return self._styles[name]

    def sheet(self, name: str, widths: Sequence[float], *, whole: bool = False) -> Sheet:
        """Add a sheet with columns so many characters wide; it prints one page wide, and if it is a `whole` one page long."""
        added = self.library.add_worksheet(name)
        for column, width in enumerate(widths):
            added.set_column(column, column, width)
        added.set_landscape()
        added.set_paper(A4)
        added.set_margins(left=MARGIN, right=MARGIN, top=0.6, bottom=0.7)
        added.fit_to_pages(1, int(whole))
        added.hide_gridlines(2)
        added.set_footer(f"&L&8{self._foot}&R&8&A, page &P of &N")
        return Sheet(self, added, name, tuple(widths))

    def name(self, name: str, cells: str) -> None:
        """Give cells a name that formulas can use."""
        self.library.define_name(name, f"={cells}")

    def packed(self) -> bytes:
        """Give the bytes."""
        self.library.close()
        return repacked(self._stream.getvalue())


@dataclass
class Sheet:
    """One sheet, filled from the top; `row` is the next free one, counted from 0."""

    book: Book
    library: Any
    name: str
    widths: tuple[float, ...]
    row: int = 0

    def put(self, row: int, column: int, value: Value, style: str = "text") -> None:
        """Write one cell."""
        look = self.book.style(style)
        if value is None:
            self.library.write_blank(row, column, None, look)
        elif isinstance(value, Live):
            self.library.write_formula(row, column, f"={value.formula}", look, value.value)
        elif isinstance(value, str):
            self._text(row, column, value, look)
        else:
            self.library.write_number(row, column, value, look)

    def _text(self, row: int, column: int, text: str, look: Any) -> None:
        text = fitted(text)
        if text.startswith("<r>") and text.endswith("</r>"):  # the library would take it for its own mark-up; in pieces it does not
            self.library.write_rich_string(row, column, text[:2], text[2], text[3:], look)
        else:
            self.library.write_string(row, column, text, look)

    def wide(self, value: Value, style: str = "plain", *, first: int = 0, last: int | None = None, row: int | None = None) -> None:
        """Write across columns, all of them unless told, in a row high enough for it; goes on to the next row unless `row` is given."""
        at = self.row if row is None else row
        last = len(self.widths) - 1 if last is None else last
        if last > first:
            self.library.merge_range(at, first, at, last, "", self.book.style(style))
        self.put(at, first, value, style)
        self.library.set_row(at, min(_tall(value, style, self.widths[first : last + 1]), TALLEST))
        if row is None:
            self.row += 1

    def opening(self, title: Value, lead: Iterable[str]) -> None:
        """Write a title, and the sentences under it."""
        self.wide(title, "title")
        said = " ".join(lead)
        if said:
            self.wide(said)
        self.row += 1

    def heading(self, words: str) -> None:
        """Write a heading, with a row of air above it."""
        self.row += 1
        self.put(self.row, 0, words, "heading")
        self.row += 1

    def table(
        self, fields: Sequence[Field], rows: Iterable[Sequence[Value]], *, filtered: bool = False, frozen: bool = False, lines: int = 1
    ) -> range:
        """Write a table, its first column in bold and its rows at least so many lines high; gives the rows that hold its body."""
        top = self.row
        aligned = [HEADS[STYLES[field.style].get("align", "left")] for field in fields]
        self.line((field.title, "head-first" if index == 0 and look == "head" else look)
                  for index, (field, look) in enumerate(zip(fields, aligned, strict=True)))  # fmt: skip
        for values in rows:
            styles = ("first" if column == 0 and field.style == "text" else field.style for column, field in enumerate(fields))
            self.line(zip(values, styles, strict=True), lines=lines)
        self.row -= 1
        body = range(top + 1, self.row + 1)
        if filtered and body:
            self.library.autofilter(top, 0, self.row, len(fields) - 1)
        if frozen:
            self.library.freeze_panes(top + 1, 1)
            self.library.repeat_rows(top)
        self.row += 1
        return body

    def line(self, cells: Iterable[tuple[Value, str]], *, lines: int = 1) -> None:
        """Write one row from the first column on, each value with its look, high enough for all; goes on to the next."""
        high = lines * SIZE * LINE + AIR
        for column, (value, style) in enumerate(cells):
            self.put(self.row, column, value, style)
            high = max(high, _tall(value, style, self.widths[column : column + 1]))
        self.library.set_row(self.row, min(high, TALLEST))
        self.row += 1

    def facts(self, facts: Iterable[tuple[str, Value]], *, style: str = "plain") -> None:
        """Write labels in the first column, and across the others what goes with them."""
        for label, value in facts:
            self.wide(value, style, first=1, row=self.row)
            self.put(self.row, 0, label, "label")
            self.row += 1

    def shade(self, rows: range, columns: range) -> None:
        """Let points that say much, for or against, stand out."""
        for criteria, bound, look in ((">=", STRONG, STRONG_FOR), ("<=", -STRONG, STRONG_AGAINST)):
            rule = {"type": "cell", "criteria": criteria, "value": bound, "format": self.book.library.add_format(dict(look))}
            self.library.conditional_format(rows[0], columns[0], rows[-1], columns[-1], rule)

    def talk(self, questions: Iterable[str]) -> None:
        """Write the questions for whoever leads the talk."""
        self.heading("To talk about")
        for question in questions:
            self.wide(question)


def _tall(value: Value, style: str, widths: Sequence[float]) -> float:
    """Say how high a row must be, in points, for words in columns of so many characters: no program finds that out for a file."""
    look = STYLES[style]
    words = value.value if isinstance(value, Live) else value
    if not isinstance(words, str) or not look.get("text_wrap"):
        return float(look["font_size"] * LINE + AIR)
    room = sum((width * 7 + 5) * 0.75 for width in widths) - 4 - INDENT * look.get("indent", 0)
    lines = sum(fitting.lines(line, room, look["font_size"], bold=bool(look.get("bold"))) for line in words.split("\n"))
    return float(lines * look["font_size"] * LINE + AIR)


def fitted(text: str) -> str:
    """Cut text to what a cell can hold, with an ellipsis where something is missing."""
    if len(text) * 2 <= FULLEST:
        return text
    units = list(accumulate(1 + (ord(character) > 0xFFFF) for character in text))
    if units[-1] <= FULLEST:
        return text
    return text[: sum(used < FULLEST for used in units)] + "…"


def at(sheet: str, row: int, column: int) -> str:
    """Name one cell, in a formula on any sheet."""
    return f"{sheet}!{xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)}"


def area(sheet: str, rows: range, columns: range) -> str:
    """Name cells that lie together, in a formula on any sheet."""
    return f"{sheet}!{xl_range_abs(rows[0], columns[0], rows[-1], columns[-1])}"


def quoted(text: str) -> str:
    """Write words of ours into a formula."""
    return '"' + text.replace('"', '""') + '"'
