"""Slides become a file."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Pt

from strategist.render.deck.pages import LEAD_ALONE, Sheet, paged
from strategist.render.deck.room import Band, Room
from strategist.render.deck.slides import Bars, Cover, Curves, Grid, Panels, Slide
from strategist.render.powerpoint import charts, shapes, tables
from strategist.render.powerpoint.archive import repacked
from strategist.render.powerpoint.master import TITLES, Frame, Master, opened
from strategist.render.powerpoint.shapes import Words

BEFORE_ALL = datetime(2000, 1, 1, tzinfo=UTC)


def write(slides: Iterable[Slide], *, title: str, made: str, foot: str, template: Path | None) -> bytes:
    """Write a deck into our own master, or into a client's; raises InvalidInputError for a template that cannot be used.

    `foot` stands at the foot of every slide but the first.
    """
    master = opened(template)
    for slide in slides:
        room = master.cover_room if isinstance(slide.content, Cover) else master.room
        for sheet in paged(slide, room):
            _place(master, sheet, foot)
    _signed(master.deck.core_properties, title, made)
    stream = io.BytesIO()
    master.deck.save(stream)
    return repacked(stream.getvalue())


def _signed(properties: Any, title: str, made: str) -> None:
    properties.title, properties.comments = title[:255], made[:255]
    properties.author = properties.last_modified_by = "strategist"
    properties.subject = properties.keywords = properties.category = ""
    properties.created = properties.modified = BEFORE_ALL
    properties.revision, properties.language = 1, "en-GB"


def _place(master: Master, sheet: Sheet, foot: str) -> None:
    content = sheet.slide.content
    layout = master.cover if isinstance(content, Cover) else master.plain
    slide = master.deck.slides.add_slide(layout)
    _titled(slide, sheet, master.cover_room if isinstance(content, Cover) else master.room)
    if isinstance(content, Cover):
        _cover(slide, master, content)
    else:
        _bare(slide)
        _fill(slide, master, sheet)
        _footed(slide, layout, foot, len(master.deck.slides))
    slide.notes_slide.notes_text_frame.text = _spoken(sheet)


def _titled(slide: Any, sheet: Sheet, room: Room) -> None:
    text = slide.shapes.title.text_frame
    text.text = sheet.slide.title
    if sheet.title_size < room.title_size:
        text.paragraphs[0].runs[0].font.size = Pt(sheet.title_size)


def _cover(slide: Any, master: Master, content: Cover) -> None:
    """Fill the place under the title of a cover; without one, the lines stand where content would."""
    places = [shape for shape in slide.placeholders if shape.placeholder_format.type in {KIND.SUBTITLE, KIND.BODY, KIND.OBJECT}]
    if places:
        places[0].text_frame.text = "\n".join(content.lines)
    else:
        shapes.lead(slide, master.frame, None, Words(". ".join(content.lines), LEAD_ALONE))
    kept = [slide.shapes.title, *(places[:1] if content.lines else ())]
    _bare(slide, *(shape.shape_id for shape in kept))


def _bare(slide: Any, *kept: int) -> None:
    """Take away the places of a layout that stay empty."""
    for shape in list(slide.placeholders):
        if shape.shape_id not in kept and shape.placeholder_format.type not in TITLES:
            shape._element.getparent().remove(shape._element)  # the library has no way to take a shape away


def _fill(slide: Any, master: Master, sheet: Sheet) -> None:
    if master.backed:
        shapes.paper(slide, master.frame)
    if sheet.lead:
        shapes.lead(slide, _framed(master.frame, sheet.lead), sheet.slide.tag, Words(sheet.slide.lead, sheet.lead_size))
    if sheet.tiles:
        shapes.tiles(slide, _framed(master.frame, sheet.tiles), sheet.slide.tiles)
    _content(slide, _framed(master.frame, sheet.content), sheet)
    if sheet.foot:
        shapes.foot(slide, _framed(master.frame, sheet.foot), sheet.slide.foot)


def _framed(frame: Frame, band: Band) -> Frame:
    return Frame(frame.left, frame.top + band.top, frame.width, band.height)


def _content(slide: Any, frame: Frame, sheet: Sheet) -> None:
    match sheet.slide.content:
        case Grid() as grid:
            tables.grid(slide, frame, sheet, grid)
        case Panels() as panels:
            shapes.panels(slide, frame, panels, sheet.size)
        case Bars() as bars:
            charts.bars(slide, frame, bars)
        case Curves() as curves:
            charts.curves(slide, frame, curves)
        case _:
            pass


def _footed(slide: Any, layout: Any, words: str, number: int) -> None:
    """Fill the foot and the number of the layout; a client's own words at the foot stay."""
    for shape in layout.placeholders:
        kind = shape.placeholder_format.type
        if kind == KIND.FOOTER:
            said = shape.text_frame.text.strip() or words
            _add_small(slide, shape, "Footer", 'type="ftr"', f'<a:r><a:rPr lang="en-GB"/><a:t>{escape(said)}</a:t></a:r>')
        elif kind == KIND.SLIDE_NUMBER:
            field = '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">'
            _add_small(slide, shape, "Slide number", 'type="sldNum"', f'{field}<a:rPr lang="en-GB"/><a:t>{number}</a:t></a:fld>')


def _add_small(slide: Any, shape: Any, name: str, kind: str, run: str) -> None:
    tree = slide.shapes._spTree  # the library leaves these places out
    index = shape.placeholder_format.idx
    tree.append(
        parse_xml(
            f"<p:sp {nsdecls('p', 'a')}><p:nvSpPr>"
            f'<p:cNvPr id="{shapes.next_id(tree)}" name="{name}"/>'
            f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph {kind} sz="quarter" idx="{index}"/></p:nvPr></p:nvSpPr>'
            f"<p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/><a:p>{run}</a:p></p:txBody></p:sp>"
        )
    )


def _spoken(sheet: Sheet) -> str:
    """Give the speaker's notes: what to ask, what stands behind the slide, and what was shortened on it."""
    parts = (("To ask the room:", sheet.slide.questions), ("Behind this slide:", sheet.slide.evidence), ("In full:", sheet.whole))
    return "\n\n".join("\n".join((title, *filter(None, lines))) for title, lines in parts if any(lines))
