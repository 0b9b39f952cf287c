"""Chapter (f): what is not known, and how far it could move the reading."""

from __future__ import annotations

from strategist.models.story import Cell, Head, OpenChapter, OpenRow, Table
from strategist.story.answer import known
from strategist.story.subject import Subject
from strategist.story.tables import table
from strategist.texts import count

QUESTIONS = (
    "Who could answer the first of these by Friday?",
    "Which of these would you rather not know, and why?",
)
STATE = {"unknown": "somebody looked and could not tell", "missing": "not answered yet"}


def chapter(subject: Subject) -> OpenChapter:
    """Tell what is open."""
    reading = subject.reading
    rows = tuple(
        OpenRow(
            question.question, subject.catalogue.dimensions[question.question].name, question.text, question.swing, STATE[question.state]
        )
        for question in reading.open
    )
    return OpenChapter(
        head=Head("open", _title(subject, rows), (known(reading, subject.names),), QUESTIONS),
        possible=tuple(subject.names[strategy] for strategy in reading.practised.possible),
        rows=rows,
        set_aside=tuple(subject.catalogue.questions[question].text for question in reading.retired),
        table=_table(rows) if rows else None,
    )


def _title(subject: Subject, rows: tuple[OpenRow, ...]) -> str:
    possible = subject.reading.practised.possible
    if not rows:
        return "No question is left open that could move the reading"
    questions = count(len(rows), "question is still open", "questions are still open")
    if len(possible) == 1:
        return f"{questions}, but none can put another purpose first"
    return f"{questions}, and {len(possible)} purposes could still come first"


def _table(rows: tuple[OpenRow, ...]) -> Table:
    return table(
        "open",
        "What to find out first. Swing: by how many points an answer can move the best guess against its strongest rival.",
        ("Question", "Practice", "#Swing", "State"),
        ((row.text, row.name, Cell(str(row.swing), row.swing), row.state) for row in rows),
    )
