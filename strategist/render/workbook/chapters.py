"""The sheets that tell the report as it was read: findings, plan, open questions, evidence, menu."""

from __future__ import annotations

from strategist.models.story import (
    AnswerTold,
    CauseTold,
    EvidenceChapter,
    FindingsChapter,
    FindingTold,
    MenuChapter,
    OpenChapter,
    PlanChapter,
    StepTold,
)
from strategist.render.workbook.grid import Book, Field, Live, Sheet, Value, area
from strategist.render.workbook.looks import GRADES
from strategist.texts import listed

# Findings.


FINDINGS = (
    Field("Finding"),
    Field("How grave"),
    Field("Code"),
    Field("What was found"),
    Field("The answers behind it"),
    Field("Why it matters"),
    Field("What to do"),
    Field("Fits"),
    Field("But"),
    Field("Sources"),
)
GRADE = 1


def findings(book: Book, chapter: FindingsChapter) -> None:
    """Add the findings, gravest first."""
    sheet = book.sheet("Findings", (24, 9, 7, 32, 38, 32, 36, 26, 16, 30))
    sheet.opening(chapter.head.title, chapter.head.lead)
    if chapter.findings:
        _graded(sheet, sheet.table(FINDINGS, [_finding(told) for told in chapter.findings], filtered=True, frozen=True))
    if chapter.advice:
        sheet.heading("Advice on the declared purpose")
        for advice in chapter.advice:
            sheet.wide(advice)
    sheet.talk(chapter.head.questions)


def _graded(sheet: Sheet, body: range) -> None:
    """Let how grave a finding is be seen at a glance."""
    for severity, colour in GRADES.items():
        look = sheet.book.library.add_format({"bold": True, "font_color": colour})
        rule = {"type": "cell", "criteria": "==", "value": f'"{severity}"', "format": look}
        sheet.library.conditional_format(body[0], GRADE, body[-1], GRADE, rule)


def _finding(told: FindingTold) -> tuple[Value, ...]:
    behind = "\n".join((*map(_cause, told.causes), *told.figures))
    sources = "\n".join(source.citation for source in told.sources)
    return (told.title, told.severity, told.code, told.message, behind, told.why, told.remedy, told.fits, told.but, sources)


def _cause(cause: CauseTold) -> str:
    said = f"{cause.name}: {cause.answer}".replace("?:", "?")
    note = f" {cause.note}" if cause.note else ""
    return f"{said} ({cause.source}, line {cause.line}){note}"


# The plan.

PLAN = (
    Field("Practice"),
    Field("Step", "middle"),
    Field("From"),
    Field("To"),
    Field("Effort", "middle"),
    Field("Points", "points"),
    Field("What it takes"),
    Field("After"),
    Field("Follow"),
    Field("Leave, though well known"),
)
EFFORT = 4


def plan(book: Book, chapter: PlanChapter) -> None:
    """Add the way to what is declared, and the honest alternative."""
    sheet = book.sheet("Plan", (28, 6, 34, 34, 8, 8, 44, 28, 34, 34))
    sheet.opening(chapter.head.title, chapter.head.lead)
    if chapter.steps:
        body = sheet.table(PLAN, [_step(step) for step in chapter.steps], frozen=True)
        sheet.put(sheet.row, 0, "All steps together", "first")
        sheet.put(sheet.row, EFFORT, Live(f"SUM({area('Plan', body, range(EFFORT, EFFORT + 1))})", chapter.effort), "middle")
        sheet.row += 2
        sheet.wide(chapter.scale)
    if chapter.instead:
        other = chapter.instead
        sheet.heading("Or change the declaration instead")
        sheet.wide(other.words)
        more = (("Because", other.because), ("Announce", other.announce), ("Warning", other.warning))
        sheet.facts((label, words) for label, words in more if words)
    sheet.talk(chapter.head.questions)


def _step(step: StepTold) -> tuple[Value, ...]:
    more = (listed(words) or None for words in (step.prerequisites, step.follow, step.leave))
    return (step.name, step.number, step.before, step.after, step.effort, step.points, step.takes, *more)


# What is not known.


def unknown(book: Book, chapter: OpenChapter) -> None:
    """Add the open questions, most telling first."""
    sheet = book.sheet("Open questions", (34, 70, 10, 34))
    sheet.opening(chapter.head.title, chapter.head.lead)
    if chapter.table:
        sheet.wide(chapter.table.caption)
        fields = (Field("Practice"), Field("Question"), Field("Swing", "number"), Field("State"))
        sheet.table(fields, [(row.name, row.text, row.swing, row.state) for row in chapter.rows], filtered=True, frozen=True)
    if chapter.set_aside:
        sheet.heading("Set aside, because not asked of this company")
        for question in chapter.set_aside:
            sheet.wide(question)
    sheet.talk(chapter.head.questions)


# The evidence.

EVIDENCE = (
    Field("Question"),
    Field("About"),
    Field("Answer"),
    Field("State"),
    Field("How it is known"),
    Field("Date"),
    Field("Source"),
    Field("Note", "quiet"),
    Field("Line", "middle"),
    Field("Counted"),
)


def evidence(book: Book, chapter: EvidenceChapter) -> None:
    """Add every answer with its note and source, and the sources that the report cites."""
    sheet = book.sheet("Evidence", (46, 24, 50, 14, 18, 12, 34, 46, 7, 12))
    sheet.opening(chapter.head.title, chapter.head.lead)
    sheet.table(EVIDENCE, [_answer(told) for told in chapter.answers], filtered=True, frozen=True)
    if chapter.sources:
        sheet.heading("Sources")
        for source in chapter.sources:
            sheet.wide(source.citation + (f" ({source.caution})" if source.caution else ""))
    sheet.talk(chapter.head.questions)


def _answer(told: AnswerTold) -> tuple[Value, ...]:
    known = (told.state, told.source or None, told.date, "\n".join(told.reference) or None, told.note)
    return (told.text, told.name, told.answer, *known, told.line, "yes" if told.counted else "set aside")


# The menu.

MENU = (
    Field("Purpose"),
    Field("What it is"),
    Field("What it promises"),
    Field("Because"),
    Field("What marks it out"),
    Field("Costs at least", "middle"),
    Field("Costs at most", "middle"),
    Field("Here"),
)


def menu(book: Book, chapter: MenuChapter) -> None:
    """Add the ten purposes."""
    sheet = book.sheet("Menu", (26, 40, 44, 44, 44, 9, 9, 16))
    sheet.opening(chapter.head.title, chapter.head.lead)
    rows = [(p.name, p.summary, p.promise, p.because, p.hallmark, p.low, p.high, listed(p.marks) or None) for p in chapter.purposes]
    sheet.table(MENU, rows, frozen=True)
    sheet.talk(chapter.head.questions)
