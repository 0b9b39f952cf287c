"""Tables on a slide, written as text for the reason that shapes are. Every row has its height, so that none runs off the slide."""

from __future__ import annotations

from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

from strategist.models.story import Cell
from strategist.nouns import dataclass
from strategist.render.charts import STRONG
from strategist.render.deck.pages import Sheet
from strategist.render.deck.slides import Grid
from strategist.render.deck.tables import ABOVE, SIDE
from strategist.render.powerpoint.looks import BAND, IN, INK, LINE, PAPER
from strategist.render.powerpoint.master import POINT, Frame
from strategist.render.powerpoint.shapes import Words, described, emu, run, style


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
    plain = "<a:tableStyleId>{2D5ABB26-0587-4C30-8999-92F81FD0307C}</a:tableStyleId>"
    return f"<a:tbl {nsdecls('a')}><a:tblPr {flags}>{plain}</a:tblPr><a:tblGrid>{wide}</a:tblGrid>{head}{body}</a:tbl>"


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
    shown = Words(words, look.size, look.bold, look.colour)
    written = run(shown) if words else f"<a:endParaRPr {style(shown)}/>"
    margins = f'marL="{round(SIDE * POINT)}" marR="{round(SIDE * POINT)}" marT="{round(ABOVE * POINT)}" marB="{round(ABOVE * POINT)}"'
    turned = ' vert="vert270" anchor="ctr"' if look.turned else ' anchor="t"'
    none = "".join(f'<a:{side} w="0"><a:noFill/></a:{side}>' for side in ("lnL", "lnR", "lnT"))
    below = f'<a:lnB w="9525"><a:solidFill><a:srgbClr val="{look.edge}"/></a:solidFill></a:lnB>'
    fill = f'<a:solidFill><a:srgbClr val="{look.fill}"/></a:solidFill>' if look.fill else "<a:noFill/>"
    return (
        f'<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p><a:pPr algn="{look.align}"/>{written}</a:p></a:txBody>'
        f"<a:tcPr {margins}{turned}>{none}{below}{fill}</a:tcPr></a:tc>"
    )
