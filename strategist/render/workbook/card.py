"""The points card: what every option says for every purpose."""

from __future__ import annotations

from strategist.render.workbook.grid import Book, Live, Sheet, Value
from strategist.render.workbook.places import CARD_REPORTED, CARD_TOP, Places

LEAD = (
    "Points are ten times the base-ten logarithm of how much likelier an answer is in a company that follows the purpose than in one whose "
    "answers are random. A measured answer is taken to be wrong less often, so it says more."
)
POINTS_WIDTH = 5.5


def add(book: Book, places: Places) -> None:
    """Add the sheet."""
    strategies = len(places.strategies)
    sheet = book.sheet("Card", (26, 7, 22, 46, *[POINTS_WIDTH] * (2 * strategies)))
    sheet.wide("What each option says for each purpose, in points", "title")
    sheet.wide(LEAD)
    sheet.row = CARD_TOP - 2
    _heads(sheet, places, ("As said, or from a document", "Measured"))
    for practice in places.practices:
        for number, row in enumerate(places.card[practice.dimension], start=1):
            _row(sheet, (practice.name, number, row.option, row.label), (*row.reported, *row.measured))
    sheet.library.freeze_panes(CARD_TOP, CARD_REPORTED)
    sheet.library.repeat_rows(CARD_TOP - 1)
    sheet.row = places.spans.start - 3
    sheet.wide("What an open practice can still give", "heading")
    _heads(sheet, places, ("At the least", "At the most"))
    for practice in places.practices:
        _row(sheet, (practice.name, None, None, None), _span(places, practice.dimension))


def _heads(sheet: Sheet, places: Places, groups: tuple[str, str]) -> None:
    names = places.story.evidence.heat.names
    for number, group in enumerate(groups):
        first = CARD_REPORTED + number * len(names)
        sheet.library.merge_range(sheet.row, first, sheet.row, first + len(names) - 1, "", sheet.book.style("head"))
        sheet.put(sheet.row, first, group, "head")
    for column, head in enumerate(("Practice", "Option", "Its id", "Its words", *names, *names)):
        sheet.put(sheet.row + 1, column, head, "head-turned" if column >= CARD_REPORTED else "head" if column else "head-first")
    sheet.library.set_row(sheet.row + 1, 130)
    sheet.row += 2


def _row(sheet: Sheet, words: tuple[Value, ...], points: tuple[Value, ...]) -> None:
    sheet.line(zip((*words, *points), ("first", "middle", "text", "text", *["points"] * len(points)), strict=True))


def _span(places: Places, dimension: str) -> tuple[Value, ...]:
    """Give the least and the most points of a practice for every strategy."""
    rows = places.card[dimension]
    every = range(len(places.strategies))
    cells = [places.carded(dimension, strategy, measured=False) for strategy in every]
    given = [[row.reported[strategy] for row in rows] for strategy in every]
    return (
        *(Live(f"MIN({cell})", min(points)) for cell, points in zip(cells, given, strict=True)),
        *(Live(f"MAX({cell})", max(points)) for cell, points in zip(cells, given, strict=True)),
    )
