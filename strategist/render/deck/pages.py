"""Slides made to fit: words shortened, tables split over slides, and everything given its place. Sizes are points."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from strategist.models.story import Cell, Table
from strategist.render.deck.fitting import LEADING, cut, height, lines, width
from strategist.render.deck.slides import Cover, Grid, Panels, Slide

LEAD, LEAD_LINES = 16.0, 4
FOOT, FOOT_LINES = 10.0, 2
COVER, COVER_LINES = 20.0, 2
TILES, GAP = 54.0, 10.0
SIDE, ABOVE = 5.0, 3.5
"""What is left free in a cell: left and right, above and below."""
PANEL_SIDE, PANEL_GAP, PANEL_HEAD = 12.0, 14.0, 14.0
PANEL_SIZES = (18.0, 16.0, 14.0, 12.0, 11.0)
LARGER, LARGEST = (4.0, 2.0), 18.0
"""By how much letters of tables may grow where there is room, and how far."""

TITLE_STEP, SMALLEST_TITLE = 2.0, 16.0


@dataclass(frozen=True, slots=True)
class Room:
    """What a deck leaves for the content of a slide, and for its title, which is set in `title_size`."""

    width: float
    height: float
    title_width: float
    title_height: float
    title_size: float


@dataclass(frozen=True, slots=True)
class Band:
    """A strip across the slide, counted from the top of its room."""

    top: float
    height: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A slide that fits: what it shows, where, how large, and what was shortened on it, in full."""

    slide: Slide
    title_size: float
    lead: Band | None
    tiles: Band | None
    content: Band
    foot: Band | None
    size: float
    columns: tuple[float, ...] = ()
    rows: tuple[float, ...] = ()
    whole: tuple[str, ...] = ()


def paged(slide: Slide, room: Room) -> Iterator[Sheet]:
    """Give a slide that fits, or as many as its table needs."""
    whole: list[str] = []
    if isinstance(slide.content, Cover):
        slide = replace(slide, content=_cover(slide.content, room, whole))
    if not isinstance(slide.content, Grid):
        yield _sheet(_fitted(slide, room, whole), room, whole)
        return
    widths = tuple(room.width * share / sum(slide.content.shares) for share in slide.content.shares)
    slide, shown, pages = _laid(slide, slide.content, widths, room)
    grid = slide.content
    for number, (start, end) in enumerate(pages):
        first = number == 0
        part = replace(shown, table=_rows(shown.table, start, end), behind=grid.behind[start:end])
        title = numbered(slide.title, number, len(pages))
        page = replace(
            slide,
            title=title,
            content=part,
            lead=slide.lead if first else "",
            tag=slide.tag if first else None,
            tiles=slide.tiles if first else (),
            evidence=(*(slide.evidence if first else ()), *part.behind),
        )
        cells = _cut_cells(grid.table, shown.table, start, end)
        whole = []
        yield _sheet(_fitted(page, room, whole), room, [*whole, *cells], widths)


def numbered(title: str, number: int, slides: int) -> str:
    """Give a title that goes over several slides its number."""
    return f"{title} ({number + 1}\N{NO-BREAK SPACE}of\N{NO-BREAK SPACE}{slides})" if slides > 1 else title


def _fitted(slide: Slide, room: Room, whole: list[str]) -> Slide:
    """Shorten what stands around the content; `whole` takes what was shortened."""
    tag = f"{slide.tag.words} " if slide.tag else ""
    lead = cut(tag + slide.lead, room.width, LEAD, most=LEAD_LINES).removeprefix(tag)
    foot = cut(slide.foot, room.width, FOOT, most=FOOT_LINES)
    title = cut(
        slide.title, room.title_width, _title_size(slide.title, room), most=_title_lines(room, _title_size(slide.title, room)), bold=True
    )
    for shown, full in ((title, slide.title), (lead, slide.lead), (foot, slide.foot)):
        if shown != full:
            whole.append(full)
    return replace(slide, title=title, lead=lead, foot=foot)


def _cover(content: Cover, room: Room, whole: list[str]) -> Cover:
    shown = tuple(cut(line, room.width, COVER, most=COVER_LINES) for line in content.lines)
    whole += [line for line, short in zip(content.lines, shown, strict=True) if line != short]
    return Cover(shown)


def _title_lines(room: Room, size: float) -> int:
    return max(1, int(room.title_height / (size * LEADING)))


def _title_size(title: str, room: Room) -> float:
    size = room.title_size
    while size - TITLE_STEP >= SMALLEST_TITLE and lines(title, room.title_width, size, bold=True) > _title_lines(room, size):
        size -= TITLE_STEP
    return size


def _sheet(slide: Slide, room: Room, whole: list[str], widths: tuple[float, ...] = ()) -> Sheet:
    lead, tiles, content, foot = _bands(slide, room)
    size, rows = 0.0, ()
    if isinstance(slide.content, Panels):
        size, panels, cuts = _panels(slide.content, content, room)
        slide, whole = replace(slide, content=panels), [*whole, *cuts]
        content = replace(content, height=_tallest(panels, size, room))
    elif isinstance(slide.content, Grid):
        size, rows = slide.content.size, _heights(slide.content, widths)
        content = replace(content, height=sum(rows))
    return Sheet(slide, _title_size(slide.title, room), lead, tiles, content, foot, size, widths, rows, tuple(whole))


def _bands(slide: Slide, room: Room) -> tuple[Band | None, Band | None, Band, Band | None]:
    """Share out the height of the room: lead, tiles, content, foot."""
    top, bottom = 0.0, room.height
    lead = tiles = foot = None
    if slide.lead or slide.tag:
        words = f"{slide.tag.words} {slide.lead}" if slide.tag else slide.lead
        lead = Band(top, height(words, room.width, LEAD))
        top += lead.height + GAP
    if slide.tiles:
        tiles = Band(top, TILES)
        top += TILES + GAP
    if slide.foot:
        tall = height(slide.foot, room.width, FOOT)
        foot = Band(bottom - tall, tall)
        bottom -= tall + GAP
    return lead, tiles, Band(top, bottom - top), foot


# Panels.


def panel_width(panels: int, room: float) -> float:
    """Say how wide each of so many panels is."""
    return (room - PANEL_GAP * (panels - 1)) / panels


def _panels(content: Panels, band: Band, room: Room) -> tuple[float, Panels, list[str]]:
    """Choose the largest size at which every panel fits; at the smallest, shorten what is too long."""
    inner = panel_width(len(content.panels), room.width) - 2 * PANEL_SIDE
    free = band.height - 2 * PANEL_SIDE - PANEL_HEAD * LEADING - PANEL_SIZES[0] / 2
    for size in PANEL_SIZES:
        if all(_stands(words, inner, size) <= free for _, words in content.panels):
            return size, content, []
    size = PANEL_SIZES[-1]
    shown = Panels(tuple((title, _squeezed(words, inner, size, free)) for title, words in content.panels))
    full = [text for _, words in content.panels for text in words]
    return size, shown, [text for text in full if text not in {text for _, words in shown.panels for text in words}]


def _tallest(content: Panels, size: float, room: Room) -> float:
    inner = panel_width(len(content.panels), room.width) - 2 * PANEL_SIDE
    return max(_stands(words, inner, size) for _, words in content.panels) + 2 * PANEL_SIDE + PANEL_HEAD * LEADING + size / 2


def _stands(words: tuple[str, ...], inner: float, size: float) -> float:
    return sum(height(text, inner, size) + size / 2 for text in words)


def _squeezed(words: tuple[str, ...], inner: float, size: float, free: float) -> tuple[str, ...]:
    """Allow ever fewer lines to each text until all fit; then leave out the last ones."""
    for most in range(12, 0, -1):
        shown = tuple(cut(text, inner, size, most=most) for text in words)
        if _stands(shown, inner, size) <= free:
            return shown
    fit = int(free / (size * LEADING + size / 2)) - 1
    return (*(cut(text, inner, size, most=1) for text in words[:fit]), f"and {len(words) - fit} more")


# Tables.


def _short_cells(grid: Grid, widths: tuple[float, ...]) -> Grid:
    rows = tuple(
        tuple(Cell(cut(cell.words, wide - 2 * SIDE, grid.size, most=grid.most, bold=_bold(grid, index)), cell.number) for index, (cell, wide) in enumerate(zip(row, widths, strict=True)))
        for row in grid.table.rows
    )  # fmt: skip
    return replace(grid, table=replace(grid.table, rows=rows))


def _bold(grid: Grid, column: int) -> bool:
    """Say whether words of a column stand in bold letters: its heads do, and numbers that may."""
    return grid.heat or (grid.strong and column == 0)


def _cut_cells(full: Table, shown: Table, start: int, end: int) -> list[str]:
    pairs = zip(full.rows[start:end], shown.rows[start:end], strict=True)
    return list(dict.fromkeys(cell.words for row, short in pairs for cell, cut_ in zip(row, short, strict=True) if cell != cut_))


def _laid(slide: Slide, grid: Grid, widths: tuple[float, ...], room: Room) -> tuple[Slide, Grid, list[tuple[int, int]]]:
    """Split a table over slides, in letters as large as they can be without another slide or shorter words."""
    shown = _short_cells(grid, widths)
    pages = _pages(replace(slide, content=shown), widths, room)
    for larger in LARGER if not grid.heat else ():
        wider = replace(grid, size=grid.size + larger)
        again = _short_cells(wider, widths)
        if grid.size + larger <= LARGEST and again.table == shown.table:
            spread = _pages(replace(slide, content=again), widths, room)
            if len(spread) == len(pages):
                return replace(slide, content=wider), again, spread
    return replace(slide, content=grid), shown, pages


def _rows(told: Table, start: int, end: int) -> Table:
    return replace(told, rows=told.rows[start:end])


def _heights(grid: Grid, widths: tuple[float, ...]) -> tuple[float, ...]:
    """Give the height of every row, that of the heads first."""
    heads = (_head_height(grid, widths),) if grid.heads else ()
    return (*heads, *(_row_height(grid, row, widths) for row in grid.table.rows))


def _head_height(grid: Grid, widths: tuple[float, ...]) -> float:
    titles = [column.title for column in grid.table.columns]
    if grid.heat:
        return max(width(title, grid.size, bold=True) for title in titles) + 2 * SIDE
    return max(height(title, wide - 2 * SIDE, grid.size, bold=True) for title, wide in zip(titles, widths, strict=True)) + 2 * ABOVE


def _row_height(grid: Grid, row: tuple[Cell, ...], widths: tuple[float, ...]) -> float:
    return max(height(cell.words, wide - 2 * SIDE, grid.size, bold=_bold(grid, index)) for index, (cell, wide) in enumerate(zip(row, widths, strict=True))) + 2 * ABOVE  # fmt: skip


def _pages(slide: Slide, widths: tuple[float, ...], room: Room) -> list[tuple[int, int]]:
    """Split the rows over slides, about as full as each other: the fewest slides, and of those the least full ones."""
    grid = slide.content
    assert isinstance(grid, Grid)  # noqa: S101 - for the type checker
    heights = [_row_height(grid, row, widths) for row in grid.table.rows]
    head = _head_height(grid, widths) if grid.heads else 0.0
    first = _bands(_fitted(slide, room, []), room)[2].height - head
    later = _bands(_fitted(replace(slide, lead="", tag=None, tiles=()), room, []), room)[2].height - head
    fullest = _split(heights, first, later)
    for share in range(30, 100, 2):
        even = _split(heights, first * share / 100, later * share / 100)
        if len(even) == len(fullest) and all(sum(heights[start:end]) <= (later if start else first) for start, end in even):
            return even
    return fullest


def _split(heights: list[float], first: float, later: float) -> list[tuple[int, int]]:
    starts, used = [0], 0.0
    for index, tall in enumerate(heights):
        if used and used + tall > (first if len(starts) == 1 else later):
            starts.append(index)
            used = 0.0
        used += tall
    return list(pairwise((*starts, len(heights))))
