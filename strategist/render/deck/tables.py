"""Tables made to fit: cells shortened, rows split over slides. All measures are points."""

from __future__ import annotations

from itertools import pairwise

from strategist.models.story import Cell
from strategist.nouns import dataclass, replace
from strategist.render.deck.room import Room
from strategist.render.deck.slides import Grid

SIDE, ABOVE = 6.0, 3.5
"""What is left free in a cell: left and right, above and below."""

LARGER, LARGEST = (4.0, 2.0), 18.0
"""By how much letters of tables may grow where there is room, and how far."""

Pages = list[tuple[int, int]]
"""From which row to which each slide goes."""


@dataclass(frozen=True, slots=True)
class Fitting:
    """A table whose cells fit, with the widths of its columns and the rows of each slide."""

    grid: Grid
    widths: tuple[float, ...]
    pages: Pages


def fitted(grid: Grid, room: Room, first: float, later: float) -> Fitting:
    """Split a table over slides that leave it these heights; in letters as large as cost neither a slide nor a word."""
    plain = _fitted(grid, room, first, later)
    for more in () if grid.heat else LARGER:
        if grid.size + more <= LARGEST:
            larger = _fitted(replace(grid, size=grid.size + more), room, first, later)
            if larger.grid.table == plain.grid.table and len(larger.pages) == len(plain.pages):
                return larger
    return plain


def _fitted(grid: Grid, room: Room, first: float, later: float) -> Fitting:
    widths = tuple(room.width * share / sum(grid.shares) for share in grid.shares)
    shown = _shortened(grid, widths, room)
    tall = heights(shown, widths, room)
    head, rows = (tall[0], tall[1:]) if grid.heads else (0.0, tall)
    return Fitting(shown, widths, _pages(rows, first - head, later - head))


def _shortened(grid: Grid, widths: tuple[float, ...], room: Room) -> Grid:
    rows = tuple(tuple(_cell(grid, index, cell, widths[index], room) for index, cell in enumerate(row)) for row in grid.table.rows)
    return replace(grid, table=replace(grid.table, rows=rows))


def _cell(grid: Grid, column: int, cell: Cell, wide: float, room: Room) -> Cell:
    words = room.cut(cell.words, wide - 2 * SIDE, grid.size, most=grid.most, bold=_bold(grid, column))
    return Cell(words, cell.number)


def _bold(grid: Grid, column: int) -> bool:
    """Say whether words of a column stand in bold letters: its heads do, and numbers that may."""
    return grid.heat or (grid.strong and column == 0)


def heights(grid: Grid, widths: tuple[float, ...], room: Room) -> tuple[float, ...]:
    """Give the height of every row, that of the heads first."""
    heads = (_head_height(grid, widths, room),) if grid.heads else ()
    return (*heads, *(_row_height(grid, row, widths, room) for row in grid.table.rows))


def _head_height(grid: Grid, widths: tuple[float, ...], room: Room) -> float:
    titles = [column.title for column in grid.table.columns]
    if grid.heat:
        return max(room.across(title, grid.size, bold=True) for title in titles) + 2 * SIDE
    return max(room.high(title, wide - 2 * SIDE, grid.size, bold=True) for title, wide in zip(titles, widths, strict=True)) + 2 * ABOVE


def _row_height(grid: Grid, row: tuple[Cell, ...], widths: tuple[float, ...], room: Room) -> float:
    cells = enumerate(zip(row, widths, strict=True))
    return max(room.high(cell.words, wide - 2 * SIDE, grid.size, bold=_bold(grid, index)) for index, (cell, wide) in cells) + 2 * ABOVE


def _pages(rows: tuple[float, ...], first: float, later: float) -> Pages:
    """Split rows over as few slides as can be, and those about as full as each other."""
    fullest = _split(rows, first, later)
    for share in range(30, 100, 2):
        even = _split(rows, first * share / 100, later * share / 100)
        if len(even) == len(fullest):
            return even
    return fullest


def _split(rows: tuple[float, ...], first: float, later: float) -> Pages:
    starts, used = [0], 0.0
    for index, tall in enumerate(rows):
        if used and used + tall > (first if len(starts) == 1 else later):
            starts.append(index)
            used = 0.0
        used += tall
    return list(pairwise((*starts, len(rows))))


def lost(full: Grid, shown: Grid, start: int, end: int) -> tuple[str, ...]:
    """Give in full what the rows of one slide show shortened, each once."""
    pairs = zip(full.table.rows[start:end], shown.table.rows[start:end], strict=True)
    return tuple(dict.fromkeys(cell.words for row, short in pairs for cell, kept in zip(row, short, strict=True) if cell != kept))


def part(grid: Grid, start: int, end: int) -> Grid:
    """Give the rows of one slide."""
    return replace(grid, table=replace(grid.table, rows=grid.table.rows[start:end]), behind=grid.behind[start:end])
