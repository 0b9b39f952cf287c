"""The sheet that is meant to be changed: what is declared, and every practice with its answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from strategist.models.story import PracticeTold
from strategist.render.workbook.grid import Book, Field, Live, Sheet, Value, area, at, quoted
from strategist.render.workbook.looks import CHANGED
from strategist.render.workbook.places import ANSWERS_TOP, ASIDE, COUNTS, NOT_APPLICABLE, OPEN, OPTIONS, PERHAPS, UNKNOWN, Places
from strategist.story.subject import SOURCES

ANSWER, SOURCE, STATE, NUMBER, MOVED, READ, READ_SOURCE = range(2, 9)
WIDTHS = (27, 42, 46, 17, 15, 8, 12, 40, 17)
FIELDS = (
    Field("Practice"),
    Field("Question"),
    Field("Answer: change it here", "input"),
    Field("How it is known", "input"),
    Field("In the points", "middle"),
    Field("Option", "option"),
    Field("Changed", "middle"),
    Field("Answer in the report", "quiet"),
    Field("Known in the report", "quiet"),
)
LEAD = (
    "Choose another answer in a yellow cell, and the sheets Scores, Points and Gaps reckon again.",
    "An empty cell is an answer that nobody gave. No option is better than another in itself.",
    "Only a measured answer has points of its own; one from a document counts as one that was said.",
)


def add(book: Book, places: Places) -> None:
    """Add the sheet."""
    sheet = book.sheet("Answers", WIDTHS)
    sheet.wide("Change an answer, and see what it changes", "title")
    sheet.wide(" ".join(LEAD))
    sheet.row = ANSWERS_TOP - 1
    rows = [*(_slot(places, row) for row in places.slots), *(_practice(places, practice) for practice in places.practices)]
    sheet.table(FIELDS, rows, frozen=True, lines=2)
    _chosen(sheet, places)
    first = places.slots.start
    sheet.library.conditional_format(
        first, ANSWER, places.asked[-1], MOVED,
        {"type": "formula", "criteria": f'=$G{first + 1}="changed"', "format": book.library.add_format(dict(CHANGED))},
    )  # fmt: skip
    _named(book, places)


def _named(book: Book, places: Places) -> None:
    asked = places.asked
    book.name("Declared", area("Answers", places.slots, range(ANSWER, ANSWER + 1)))
    book.name("States", area("Answers", asked, range(STATE, STATE + 1)))
    book.name("How_known", area("Answers", asked, range(SOURCE, SOURCE + 1)))
    book.name("Changes", area("Answers", range(places.slots.start, asked.stop), range(MOVED, MOVED + 1)))


def _slot(places: Places, row: int) -> tuple[Value, ...]:
    number = row - places.slots.start
    name = places.declared[number].name if number < len(places.declared) else ""
    return (
        "Declared purpose" if number == 0 else f"Declared purpose, part {number + 1}",
        "Which of these purposes have you chosen for your service?" if number == 0 else "And which other, if it is a blend?",
        name or None,
        None,
        None,
        None,
        Live(_differs(row, (ANSWER, READ)), ""),
        name or None,
        None,
    )


def _practice(places: Places, practice: PracticeTold) -> tuple[Value, ...]:
    row, words = places.asked[places.numbers[practice.dimension]], places.words(practice)
    found = f"IFERROR(MATCH({at('Answers', row, ANSWER)},{places.listed(practice.dimension)},0),0)"
    return (
        practice.name,
        practice.question,
        words or None,
        practice.source or None,
        Live(_state(places, practice), places.state(practice)),
        Live(found, _number(practice)),
        Live(_differs(row, (ANSWER, READ), (SOURCE, READ_SOURCE)), ""),
        words or None,
        practice.source or None,
    )


def _number(practice: PracticeTold) -> int:
    """Give where the answer stands on the list, from 1; 0 where there is none."""
    if practice.anchor is not None:
        return practice.anchor + 1
    return {"unknown": OPTIONS + 1, "not-applicable": OPTIONS + 2}.get(practice.state, 0)


def _differs(row: int, *pairs: tuple[int, int]) -> str:
    same = ",".join(f"{at('Answers', row, one)}={at('Answers', row, other)}" for one, other in pairs)
    return f'IF(AND({same}),"","changed")'


def _state(places: Places, practice: PracticeTold) -> str:
    """Write when an answer counts; whether it is asked may hang on another practice."""
    number = places.answer(practice.dimension, NUMBER)
    given = (
        f"IF(AND({number}>=1,{number}<={OPTIONS}),{quoted(COUNTS)},"
        f"IF({number}={OPTIONS + 2},{quoted(NOT_APPLICABLE)},{quoted(OPEN)}))"
    )  # fmt: skip
    if practice.after is None:
        return given if practice.asked else quoted(places.state(practice))
    state, opener = (places.answer(practice.after, column) for column in (STATE, NUMBER))
    opens = ",".join(f"{opener}={anchor + 1}" for anchor in practice.opens)
    return f"IF({state}<>{quoted(COUNTS)},{quoted(PERHAPS)},IF(OR({opens}),{given},{quoted(ASIDE)}))"


def _chosen(sheet: Sheet, places: Places) -> None:
    """Let every yellow cell take only what stands on its list, or nothing."""
    for row in places.slots:
        sheet.library.data_validation(row, ANSWER, row, ANSWER, _choice(places.purposes, "Purposes of service"))
        sheet.library.write_blank(row, SOURCE, None, sheet.book.style("text"))
    for practice, row in zip(places.practices, places.asked, strict=True):
        sheet.library.data_validation(row, ANSWER, row, ANSWER, _choice(places.listed(practice.dimension), "Options"))
    known = places.asked
    sheet.library.data_validation(known[0], SOURCE, known[-1], SOURCE, _choice(places.sources(len(SOURCES)), "How it is known"))


def _choice(cells: str, title: str) -> Mapping[str, Any]:
    return {
        "validate": "list",
        "source": f"={cells}",
        "ignore_blank": True,
        "error_title": title,
        "error_message": "Choose from the list, or empty the cell.",
    }


def add_lists(book: Book, places: Places) -> None:
    """Add the sheet that holds what may be chosen."""
    columns = [
        (practice.name, [*(row.label for row in places.card[practice.dimension]), UNKNOWN, NOT_APPLICABLE]) for practice in places.practices
    ]
    names = dict(zip(places.strategies, places.story.evidence.heat.names, strict=True))
    columns += [("Purposes", [names[purpose.strategy] for purpose in places.story.menu.purposes]), ("How it is known", [*SOURCES.values()])]
    sheet = book.sheet("Lists", [30] * len(columns))
    for column, (head, words) in enumerate(columns):
        sheet.put(0, column, head, "head-first")
        for row, word in enumerate(words, start=1):
            sheet.put(row, column, word, "plain")
    sheet.library.freeze_panes(1, 0)
