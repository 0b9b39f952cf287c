"""The first sheet: the answer, how sure it is, where the rest stands, and what changed answers make of it."""

from __future__ import annotations

from collections.abc import Mapping

from strategist.models.story import Story
from strategist.render.report_html import CHAPTERS
from strategist.render.workbook import scores
from strategist.render.workbook.grid import Book, Live, Sheet

SHEETS: Mapping[str, str] = {
    "gaps": "Gaps",
    "findings": "Findings",
    "money": "Goals and money",
    "plan": "Plan",
    "open": "Open questions",
    "evidence": "Evidence",
    "menu": "Menu",
}
"""The sheet of every chapter but the first."""

ROUND = (
    ("Answers", "What is declared and every practice, with lists to choose another answer from"),
    ("Scores", "The ranking and how clear it is, reckoned from the sheet Answers"),
    ("Points", "What each answer says for each purpose, and what that comes to"),
    ("Card", "The points of every option"),
    ("Chart data", "The figures behind the charts"),
    ("Lists", "What may be chosen"),
)


def add(book: Book, story: Story) -> None:
    """Add the sheet."""
    verdict = story.verdict
    sheet = book.sheet("Summary", (25, 84))
    sheet.library.set_portrait()
    sheet.wide(story.question, "eyebrow")
    sheet.wide(story.title, "title")
    about = ". ".join(part for part in (story.about, story.date) if part)
    if about:
        sheet.wide(about, "eyebrow")
    sheet.row += 1
    sheet.line([(verdict.word, verdict.verdict), (" ".join(verdict.head.lead), "plain")])
    sheet.facts((figure.label.capitalize(), figure.words) for figure in verdict.figures)
    sheet.heading("What is declared, what is practised, and how sure that is")
    sheet.facts((fact.label, fact.words) for fact in verdict.facts)
    _now(sheet, story)
    sheet.heading("In short")
    for head in story.heads[1:]:
        _linked(sheet, CHAPTERS[head.id], SHEETS[head.id], head.title)
    sheet.heading("To work with")
    for name, words in ROUND:
        _linked(sheet, name, name, words)
    sheet.talk(verdict.head.questions)
    sheet.row += 1
    sheet.wide(f"{story.made}. No practice is good or bad in itself; what counts is fit.", "eyebrow")


def _now(sheet: Sheet, story: Story) -> None:
    """Say what the answers come to as they now stand on their sheet."""
    verdict = story.verdict
    first = verdict.standings[0].name
    stale = '" changed. Scores, Points and Gaps follow; the other sheets do not."'
    formula = f'IF(Changed=0,"None is changed since the report.",Changed&{stale})'
    sheet.heading("As the answers now stand on the sheet Answers")
    sheet.facts([
        ("Comes nearest", Live("First", first)),
        ("How clear", Live(f'How_clear&", with "&{scores.LEADS}', f"{verdict.practised}, with {scores.leads(verdict.lead)}")),
        ("Answers", Live(formula, "None is changed since the report.")),
    ])  # fmt: skip


def _linked(sheet: Sheet, label: str, target: str, words: str) -> None:
    sheet.line([(None, "link"), (words, "plain")])
    sheet.library.write_url(sheet.row - 1, 0, f"internal:'{target}'!A1", sheet.book.style("link"), label)
