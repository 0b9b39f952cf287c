"""A comparison on the screen: the same sections as in every report, tables that are too wide as labelled lines."""

from __future__ import annotations

from functools import partial

from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from strategist.models.comparison import ComparisonStory, Section, Slope
from strategist.models.story import Table
from strategist.render.before_after import moved
from strategist.render.paper import Paper, Sheet

NARROWEST, WIDEST = 8, 18
"""How wide a column of figures is at least and at most; what needs more room is written in lines."""

INDENT, APART = 2, 2

LABEL = 24
"""How wide a label is at most."""


def render(story: ComparisonStory, paper: Paper) -> str:
    """Draw a comparison."""
    return paper.write(partial(_draw, story, paper))


def _draw(story: ComparisonStory, paper: Paper, sheet: Sheet) -> None:
    sheet.line(Text(story.question, style="bold"))
    if story.about:
        sheet.line(Text(story.about, style="dim"))
    sheet.line()
    for part in story.sections:
        if part is not story.answer:
            sheet.line()
        sheet.line(Text(part.head.title, style="bold"))
        for sentence in part.head.lead:
            sheet.indented(sentence)
        _blocks(sheet, part, paper)


def _blocks(sheet: Sheet, part: Section, paper: Paper) -> None:
    for block in part.blocks:
        sheet.line()
        if isinstance(block, Slope):
            sheet.indented(Text(block.table.caption, style="dim"))
            moved(sheet, [(row[0].words, row[1].words, row[2].words) for row in block.table.rows])
        elif isinstance(block, Table):
            _lines(sheet, block)
        else:
            _figures(sheet, block.table, paper)


def _figures(sheet: Sheet, told: Table, paper: Paper) -> None:
    """Write a table of figures; where its columns have no room, every row becomes labelled lines."""
    names = max(len(row[0].words) for row in told.rows)
    wide = (paper.width - INDENT - names) // (len(told.columns) - 1) - APART
    if wide < NARROWEST:
        _lines(sheet, told)
        return
    grid = Grid(box=None, padding=(0, 0, 0, APART), header_style="dim", pad_edge=False)
    grid.add_column("", width=names)
    for column in told.columns[1:]:
        grid.add_column(column.title, justify="right", width=min(wide, WIDEST), overflow="fold", vertical="bottom")
    for row in told.rows:
        grid.add_row(*(Text(cell.words) for cell in row))
    sheet.show(Padding(grid, (0, 0, 0, INDENT)))


def _lines(sheet: Sheet, told: Table) -> None:
    """Write every row as its head and a labelled line for each cell."""
    width = min(LABEL, max(len(column.title) for column in told.columns[1:]) + 1)
    for row in told.rows:
        sheet.indented(row[0].words)
        for column, cell in zip(told.columns[1:], row[1:], strict=True):
            if cell.words:
                sheet.labelled(column.title, cell.words, width=width, indent=4)
