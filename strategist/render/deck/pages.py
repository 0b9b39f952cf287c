"""Slides made to fit: words shortened, tables split over slides, and everything given its place. All measures are points."""

from __future__ import annotations

from collections.abc import Iterator

from strategist.nouns import dataclass, replace
from strategist.render.deck import panels, tables
from strategist.render.deck.fitting import LEADING
from strategist.render.deck.room import Band, Room
from strategist.render.deck.slides import Cover, Grid, Panels, Slide

LEAD, LEAD_ALONE, LEAD_LINES = 16.0, 24.0, 4
FOOT, FOOT_LINES = 10.0, 2
COVER, COVER_LINES = 20.0, 2
TILES, GAP = 54.0, 10.0
TITLE_STEP, SMALLEST_TITLE = 2.0, 16.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """A slide that fits: what it shows, where, in letters of which size, and in full what was shortened on it.

    `columns` and `rows` are the widths and heights of a table.
    """

    slide: Slide
    title_size: float
    lead: Band | None
    lead_size: float
    tiles: Band | None
    content: Band
    foot: Band | None
    size: float = 0.0
    columns: tuple[float, ...] = ()
    rows: tuple[float, ...] = ()
    whole: tuple[str, ...] = ()


def paged(slide: Slide, room: Room) -> Iterator[Sheet]:
    """Give a slide that fits, or as many as its table needs."""
    match slide.content:
        case Grid() as grid:
            yield from _tables(slide, grid, room)
        case Panels() as content:
            sheet = _sheet(slide, room)
            shown, size = panels.fitted(content, room, sheet.content.height)
            band = Band(sheet.content.top, min(sheet.content.height, panels.height(shown, room, size)))
            whole = (*sheet.whole, *panels.lost(content, shown))
            yield replace(sheet, slide=replace(sheet.slide, content=shown), content=band, size=size, whole=whole)
        case Cover(lines):
            kept = tuple(room.cut(line, room.width, COVER, most=COVER_LINES) for line in lines)
            sheet = _sheet(replace(slide, content=Cover(kept)), room)
            yield replace(sheet, whole=(*sheet.whole, *(line for line in lines if line not in kept)))
        case _:
            yield _sheet(slide, room)


def _tables(slide: Slide, grid: Grid, room: Room) -> Iterator[Sheet]:
    later = replace(slide, lead="", tag=None, tiles=(), evidence=())
    found = tables.fitted(grid, room, _sheet(slide, room).content.height, _sheet(later, room).content.height)
    for number, (start, end) in enumerate(found.pages):
        shown = tables.part(found.grid, start, end)
        page = later if number else slide
        title = numbered(slide.title, number, len(found.pages))
        sheet = _sheet(replace(page, title=title, content=shown, evidence=(*page.evidence, *shown.behind)), room)
        rows = tables.heights(shown, found.widths, room)
        whole = (*sheet.whole, *tables.lost(grid, found.grid, start, end))
        band = Band(sheet.content.top, sum(rows))
        yield replace(sheet, content=band, size=shown.size, columns=found.widths, rows=rows, whole=whole)


def numbered(title: str, number: int, slides: int) -> str:
    """Give a title that goes over several slides its number."""
    return f"{title} ({number + 1}\N{NO-BREAK SPACE}of\N{NO-BREAK SPACE}{slides})" if slides > 1 else title


# What stands around the content.


def _sheet(slide: Slide, room: Room) -> Sheet:
    shown = _shortened(slide, room)
    around = ((shown.title, slide.title), (shown.lead, slide.lead), (shown.foot, slide.foot))
    lead, tiles, content, foot = _bands(shown, room)
    whole = tuple(full for short, full in around if short != full)
    return Sheet(shown, _title_size(shown.title, room), lead, _lead_size(slide), tiles, content, foot, whole=whole)


def _shortened(slide: Slide, room: Room) -> Slide:
    tag = f"{slide.tag.words} " if slide.tag else ""
    size = _title_size(slide.title, room)
    return replace(
        slide,
        title=room.cut(slide.title, room.title_width, size, most=_title_lines(room, size), bold=True),
        lead=room.cut(tag + slide.lead, room.width, _lead_size(slide), most=LEAD_LINES).removeprefix(tag),
        foot=room.cut(slide.foot, room.width, FOOT, most=FOOT_LINES),
    )


def _lead_size(slide: Slide) -> float:
    """Say what stands alone on a slide in larger letters."""
    return LEAD if slide.content else LEAD_ALONE


def _title_size(title: str, room: Room) -> float:
    """Give the largest size, from the deck's own downwards, in which a title fits its place."""
    size = room.title_size
    while size - TITLE_STEP >= SMALLEST_TITLE and room.lines(title, room.title_width, size, bold=True) > _title_lines(room, size):
        size -= TITLE_STEP
    return size


def _title_lines(room: Room, size: float) -> int:
    return max(1, int(room.title_height / (size * LEADING)))


def _bands(slide: Slide, room: Room) -> tuple[Band | None, Band | None, Band, Band | None]:
    """Share out the height of the room: lead, tiles, content, foot."""
    top, bottom = 0.0, room.height
    lead = tiles = foot = None
    if slide.lead or slide.tag:
        words = f"{slide.tag.words} {slide.lead}" if slide.tag else slide.lead
        lead = Band(top, room.high(words, room.width, _lead_size(slide)))
        top += lead.height + GAP
    if slide.tiles:
        tiles = Band(top, TILES)
        top += TILES + GAP
    if slide.foot:
        tall = room.high(slide.foot, room.width, FOOT)
        foot = Band(bottom - tall, tall)
        bottom -= tall + GAP
    return lead, tiles, Band(top, bottom - top), foot
