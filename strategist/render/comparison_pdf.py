"""A comparison as a PDF, in the same looks as a report."""

from __future__ import annotations

from typing import Any

from strategist.models.comparison import Block, ComparisonStory, HeatTable, Section, Slope
from strategist.models.story import Table
from strategist.render import charts
from strategist.render.report_pdf import FONT, plain, typeset
from strategist.story.tables import shares
from strategist.texts import shortened

LEAST, MOST = 12, 80
"""Characters in a cell from which, and up to which, a column is given more room."""


def render(story: ComparisonStory, *, sheet: str = "a4") -> bytes:
    """Write the comparison on sheets of this size; needs the extra `reports`."""
    told = {
        "title": story.title,
        "question": story.question,
        "about": shortened(story.about, 200),
        "date": story.date,
        "made": shortened(story.made, 120),
        "figures": story.figures,
        "sections": tuple(map(_section, story.sections)),
        "strong": charts.STRONG,
    }
    return typeset("comparison", {name: plain(value) for name, value in told.items()}, sheet=sheet)


def _section(part: Section) -> dict[str, Any]:
    return {"label": part.label, "head": plain(part.head), "blocks": [_block(block) for block in part.blocks]}


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Table():
            return {"kind": "table", "table": plain(block), "shares": shares(block, least=LEAST, most=MOST)}
        case Slope():
            drawing = charts.slope(block.lines, block.sides, title=block.title, name=block.id, font=FONT)
            return {"kind": "slope", "table": plain(block.table), "shares": shares(block.table, least=LEAST, most=MOST), "drawing": drawing}
        case HeatTable():
            return {"kind": "heat", "table": plain(block.table)}
