"""A comparison as a workbook: the answer first, then a sheet for each section, with the figures as numbers."""

from __future__ import annotations

from strategist.models.comparison import ComparisonStory, HeatTable, Section, Slope
from strategist.models.story import Cell, Table
from strategist.render.workbook import charts
from strategist.render.workbook.grid import Book, Field, Live, Sheet, Value, at
from strategist.story.tables import shares
from strategist.texts import signed

LEAST, MOST = 10, 60
"""How wide a column is, in characters."""

LABELS = 26.0
"""How wide the first column is at least."""


def write(story: ComparisonStory) -> bytes:
    """Give the bytes of a comparison's workbook."""
    book = Book(story)
    answer, *rest = story.sections
    sheet = _sheet(book, "Summary", answer)
    sheet.wide(story.question, "eyebrow")
    sheet.opening(story.title, answer.head.lead)
    about = ". ".join(part for part in (story.about, story.date) if part)
    sheet.facts([*((figure.label.capitalize(), figure.words) for figure in story.figures), *([("About", about)] if about else ())])
    sheet.row += 1
    _filled(sheet, answer)
    for part in rest:
        sheet = _sheet(book, part.label, part)
        sheet.opening(part.head.title, part.head.lead)
        _filled(sheet, part)
    return book.packed()


def _sheet(book: Book, name: str, part: Section) -> Sheet:
    """Add a sheet whose columns have room for its widest table."""
    tables = [block if isinstance(block, Table) else block.table for block in part.blocks]
    widths = [shares(told, least=LEAST, most=MOST) for told in tables] or [(float(MOST),)]
    most = max(map(len, widths))
    padded = [(*found, *[0.0] * (most - len(found))) for found in widths]
    first, *others = (max(column) for column in zip(*padded, strict=True))
    sheet = book.sheet(name, (max(first, LABELS), *others))
    if any(isinstance(block, Slope) for block in part.blocks):
        sheet.library.set_portrait()  # the table and its chart stand on one page
    return sheet


def _filled(sheet: Sheet, part: Section) -> None:
    for block in part.blocks:
        match block:
            case Table():
                _table(sheet, block)
            case HeatTable():
                body = _table(sheet, block.table, style="points")
                sheet.shade(body, range(1, len(block.table.columns)))
            case Slope():
                head = sheet.row + 1
                body = _slope(sheet, block)
                sheet.row += 1 + charts.beside(sheet, body, head, block.title)
    sheet.talk(part.head.questions)


def _table(sheet: Sheet, told: Table, *, style: str = "general") -> range:
    sheet.wide(told.caption, "eyebrow")
    fields = [Field(column.title, style if column.numeric else "text") for column in told.columns]
    body = sheet.table(fields, [[_value(cell) for cell in row] for row in told.rows], filtered=True)
    sheet.row += 1
    return body


def _value(cell: Cell) -> Value:
    """Give a number where the words say nothing more than it."""
    number = cell.number
    return number if number is not None and cell.words in {f"{number:g}", signed(int(number))} else cell.words or None


def _slope(sheet: Sheet, block: Slope) -> range:
    """Write both sides; what moved is reckoned from them."""
    sheet.wide(block.table.caption, "eyebrow")
    first = sheet.row + 1
    fields = [Field(column.title, "signed" if column.numeric else "text") for column in block.table.columns]
    rows = [
        (line.name, line.before, line.after, Live(f"{at(sheet.name, row, 2)}-{at(sheet.name, row, 1)}", line.after - line.before))
        for row, line in enumerate(block.lines, start=first)
    ]
    body = sheet.table(fields, rows)
    sheet.row += 1
    return body
