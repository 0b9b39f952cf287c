"""Small makers of tables, so that a chapter reads as its columns and rows."""

from __future__ import annotations

from collections.abc import Iterable

from strategist import texts
from strategist.models.story import Cell, Column, Table


def table(name: str, caption: str, columns: Iterable[str], rows: Iterable[Iterable[Cell | str]]) -> Table:
    """Make a table; a column whose title starts with `#` holds numbers, a cell that is text alone has no number."""
    return Table(
        id=name,
        caption=caption,
        columns=tuple(Column(title.removeprefix("#"), numeric=title.startswith("#")) for title in columns),
        rows=tuple(tuple(cell if isinstance(cell, Cell) else Cell(cell) for cell in row) for row in rows),
    )


def signed(number: int | None) -> Cell:
    """Give points with their sign; nothing where there are none."""
    return Cell("", None) if number is None else Cell(texts.signed(number), number)


def shares(told: Table, *, least: int, most: int) -> tuple[float, ...]:
    """Give the relative widths of columns by their longest words, counted from `least` up to `most` characters."""
    columns = zip(*((column.title for column in told.columns), *((cell.words for cell in row) for row in told.rows)), strict=True)
    return tuple(float(min(most, max(least, *map(len, words)))) for words in columns)
