"""Text, panels and tables on a slide. Fonts are the theme's, sizes and colours stand at every run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Pt

from strategist.models.story import Cell, Labelled
from strategist.render.charts import STRONG
from strategist.render.deck import panels as columns
from strategist.render.deck.fitting import LEADING, width
from strategist.render.deck.pages import FOOT, GAP, Sheet
from strategist.render.deck.slides import Grid, Panels, Tag
from strategist.render.deck.tables import ABOVE, SIDE
from strategist.render.powerpoint.looks import BAND, EDGE, IN, INK, LINE, MUTED, PAPER, TAGS, WASH
from strategist.render.powerpoint.master import POINT, Frame


@dataclass(frozen=True, slots=True)
class Words:
    """One run of text."""

    text: str
    size: float
    bold: bool = False
    colour: str = INK


def paper(slide: Any, frame: Frame) -> None:
    """Lay white paper behind the content."""
    wider = Frame(frame.left - GAP, frame.top - GAP, frame.width + 2 * GAP, frame.height + 2 * GAP)
    _box(slide, wider, fill=PAPER).name = "Paper"


def lead(slide: Any, frame: Frame, tag: Tag | None, words: Words) -> None:
    """Write what stands under the title."""
    marked = [Words(f"{tag.words} ", words.size, bold=True, colour=TAGS[tag.kind])] if tag else []
    _write(_text(slide, frame, "Lead"), [[*marked, words]])


def foot(slide: Any, frame: Frame, words: str) -> None:
    """Write how a slide is to be read."""
    _write(_text(slide, frame, "Foot"), [[Words(words, FOOT, colour=MUTED)]])


def tiles(slide: Any, frame: Frame, figures: Sequence[Labelled]) -> None:
    """Write figures side by side, each with its words."""
    wide = (frame.width - columns.GAP * (len(figures) - 1)) / len(figures)
    for number, figure in enumerate(figures):
        place = Frame(frame.left + number * (wide + columns.GAP), frame.top, wide, frame.height)
        box = _box(slide, place, fill=WASH)
        box.name = f"Figure {number + 1}"
        _write(_inset(box, columns.SIDE, 4), [[Words(figure.words, 22, bold=True)], [Words(figure.label, 12, colour=MUTED)]])


def panels(slide: Any, frame: Frame, content: Panels, size: float) -> None:
    """Write columns of text side by side."""
    wide = columns.wide(len(content.panels), frame.width)
    for number, (title, paragraphs) in enumerate(content.panels):
        box = _box(slide, Frame(frame.left + number * (wide + columns.GAP), frame.top, wide, frame.height), fill=WASH)
        box.name = title
        body = _inset(box, columns.SIDE, columns.SIDE)
        _write(body, [[Words(title, columns.HEAD, bold=True, colour=IN)], *([Words(text, size)] for text in paragraphs)], after=size / 2)


def _box(slide: Any, frame: Frame, *, fill: str) -> Any:
    box = slide.shapes.add_textbox(*emu(frame))  # a drawn rectangle would take shadows from the theme
    box.fill.solid()
    box.fill.fore_color.rgb = RGBColor.from_string(fill)
    return box


def _text(slide: Any, frame: Frame, name: str) -> Any:
    box = slide.shapes.add_textbox(*emu(frame))
    box.name = name
    return _inset(box, 0, 0)


def _inset(box: Any, across: float, above: float) -> Any:
    text = box.text_frame
    text.word_wrap, text.auto_size, text.vertical_anchor = True, MSO_AUTO_SIZE.NONE, MSO_ANCHOR.TOP
    text.margin_left = text.margin_right = Pt(across)
    text.margin_top = text.margin_bottom = Pt(above)
    return text


def _write(text: Any, paragraphs: Iterable[Iterable[Words]], *, after: float = 0) -> None:
    for number, runs in enumerate(paragraphs):
        paragraph = text.add_paragraph() if number else text.paragraphs[0]
        paragraph.space_after = Pt(after)
        paragraph.alignment = 1
        for words in runs:
            run = paragraph.add_run()
            run.text = words.text
            run.font.size, run.font.bold = Pt(words.size), words.bold
            run.font.color.rgb = RGBColor.from_string(words.colour)
            run.font.language_id = MSO_LANGUAGE_ID.ENGLISH_UK


def emu(frame: Frame) -> tuple[int, int, int, int]:
    """Give a frame in the units of the file."""
    return (round(frame.left * POINT), round(frame.top * POINT), round(frame.width * POINT), round(frame.height * POINT))


def described(frame: Any, name: str, words: str) -> None:
    """Name what is no text, and say it for those who cannot see it."""
    frame.name = name
    frame._element.nvGraphicFramePr.cNvPr.set("descr", words)  # the library has no alt texts


KEY = 12.0
"""The side of a square in a key, and the size of its words."""


def key(slide: Any, frame: Frame, looks: Sequence[tuple[str, str, bool]]) -> float:
    """Draw what the colours of a chart mean, as words, colour and whether its edge is dashed; give the height it takes.

    The chart's own legend would name the parts that hold up others, and programs differ in how they leave one out.
    """
    left = frame.left
    for words, colour, dashed in looks:
        box = _box(slide, Frame(left, frame.top + 1, KEY, KEY), fill=colour)
        box.name = f"Key: {words}"
        box.line.color.rgb, box.line.width = RGBColor.from_string(EDGE), Pt(0.75)
        if dashed:
            box.line.dash_style = MSO_LINE.DASH
        wide = width(words, KEY) * 1.2
        text = _text(slide, Frame(left + KEY + 5, frame.top, wide, KEY * LEADING), words)
        _write(text, [[Words(words, KEY, colour=MUTED)]])
        text.word_wrap = False
        left += KEY + wide + 2 * GAP
    return KEY * LEADING + GAP / 2


# Tables. Written as text, because cell by cell the library takes a second for a deck.


def grid(slide: Any, frame: Frame, sheet: Sheet, content: Grid) -> None:
    """Write a table of which every row has its height."""
    shape = slide.shapes.add_table(1, 1, *emu(frame))
    described(shape, "Table", content.table.caption)
    old = shape._element.graphic.graphicData.tbl  # replaced whole
    old.getparent().replace(old, parse_xml(_table(content, sheet)))


def _table(content: Grid, sheet: Sheet) -> str:
    columns = content.table.columns
    wide = "".join(f'<a:gridCol w="{round(column * POINT)}"/>' for column in sheet.columns)
    heights = list(sheet.rows)
    head = _row(heights.pop(0), "".join(_head_cell(content, index) for index in range(len(columns)))) if content.heads else ""
    body = "".join(
        _row(tall, "".join(_body_cell(content, index, cell) for index, cell in enumerate(row)))
        for tall, row in zip(heights, content.table.rows, strict=True)
    )
    flags = f'firstRow="{int(content.heads)}" firstCol="1"'
    style = "<a:tableStyleId>{2D5ABB26-0587-4C30-8999-92F81FD0307C}</a:tableStyleId>"
    return f"<a:tbl {nsdecls('a')}><a:tblPr {flags}>{style}</a:tblPr><a:tblGrid>{wide}</a:tblGrid>{head}{body}</a:tbl>"


@dataclass(frozen=True, slots=True)
class _Look:
    size: float
    bold: bool = False
    align: str = "l"
    colour: str = INK
    edge: str = LINE
    fill: str | None = None
    turned: bool = False


def _head_cell(content: Grid, index: int) -> str:
    column, turned = content.table.columns[index], content.heat and index > 0
    return _cell(column.title, _Look(content.size, bold=True, align="r" if column.numeric and not turned else "l", edge=INK, turned=turned))


def _body_cell(content: Grid, index: int, cell: Cell) -> str:
    numeric = content.table.columns[index].numeric
    if content.heat and index and cell.number is not None:
        return _cell(cell.words, _heat(cell.number, content.size))
    return _cell(cell.words, _Look(content.size, bold=content.strong and index == 0, align="r" if numeric else "l"))


def _heat(points: float, size: float) -> _Look:
    if points >= STRONG:
        return _Look(size, align="ctr", colour=PAPER, fill=IN)
    return _Look(size, align="ctr", bold=points <= -STRONG, fill=BAND if points <= -STRONG else None)


def _row(tall: float, cells: str) -> str:
    return f'<a:tr h="{round(tall * POINT)}">{cells}</a:tr>'


def _cell(words: str, look: _Look) -> str:
    style = f'lang="en-GB" sz="{round(look.size * 100)}" b="{int(look.bold)}"'
    colour = f'<a:solidFill><a:srgbClr val="{look.colour}"/></a:solidFill>'
    run = f"<a:r><a:rPr {style}>{colour}</a:rPr><a:t>{escape(words)}</a:t></a:r>" if words else f"<a:endParaRPr {style}/>"
    margins = f'marL="{round(SIDE * POINT)}" marR="{round(SIDE * POINT)}" marT="{round(ABOVE * POINT)}" marB="{round(ABOVE * POINT)}"'
    turned = ' vert="vert270" anchor="ctr"' if look.turned else ' anchor="t"'
    none = "".join(f'<a:{side} w="0"><a:noFill/></a:{side}>' for side in ("lnL", "lnR", "lnT"))
    below = f'<a:lnB w="9525"><a:solidFill><a:srgbClr val="{look.edge}"/></a:solidFill></a:lnB>'
    fill = f'<a:solidFill><a:srgbClr val="{look.fill}"/></a:solidFill>' if look.fill else "<a:noFill/>"
    return (
        f'<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p><a:pPr algn="{look.align}"/>{run}</a:p></a:txBody>'
        f"<a:tcPr {margins}{turned}>{none}{below}{fill}</a:tcPr></a:tc>"
    )
