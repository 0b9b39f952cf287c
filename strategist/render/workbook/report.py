"""The workbook put together, sheet after sheet: the answer first, what it is made of last."""

from __future__ import annotations

from strategist.models.story import Story
from strategist.render.workbook import answers, card, chapters, gaps, money, points, scores, summary
from strategist.render.workbook.grid import Book, Sheet
from strategist.render.workbook.places import Places


def write(story: Story) -> bytes:
    """Give the bytes of a story's workbook."""
    book, places = Book(story), Places(story)
    summary.add(book, story)
    answers.add(book, places)
    scores.add(book, places)
    points.add(book, places)
    differences, table = gaps.add(book, places)
    chapters.findings(book, story.findings)
    goals = money.add(book, story.money)
    chapters.plan(book, story.plan)
    chapters.unknown(book, story.open)
    chapters.evidence(book, story.evidence)
    chapters.menu(book, story.menu)
    card.add(book, places)
    data = _data(book)
    if table:
        gaps.draw(differences, data, gaps.figures(data, story, table))
    differences.talk(story.gaps.head.questions)
    if story.money.candidates:
        money.draw(goals, data, money.figures(data, story.money.candidates))
    goals.talk(story.money.head.questions)
    answers.add_lists(book, places)
    return book.packed()


def _data(book: Book) -> Sheet:
    """Add the sheet for the figures of the charts."""
    data = book.sheet("Chart data", (56, *[14] * len(gaps.PIECES)))
    data.wide("The figures behind the charts", "title")
    return data
