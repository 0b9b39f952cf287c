"""Two readings side by side: what moved, and the findings that opened and closed."""

from __future__ import annotations

from functools import partial

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from strategist.models.change import Change, FindingChanged
from strategist.models.knowledge import Catalogue
from strategist.render.paper import Paper, Sheet, words
from strategist.story.change import ARROW, became, severity, summary
from strategist.texts import one_line

STYLE = {"opened": "red", "graver": "red", "closed": "green", "milder": "green"}


def render(change: Change, catalogue: Catalogue, paper: Paper) -> str:
    """Draw what moved."""
    return paper.write(partial(_draw, change, catalogue))


def _draw(change: Change, catalogue: Catalogue, sheet: Sheet) -> None:
    names = {strategy.id: strategy.name for strategy in catalogue.strategies.values()}
    sheet.line(Text("What if", style="bold"))
    for answer in change.answers:
        sheet.indented(words(one_line(f"{answer.question}: {answer.before or 'no answer'} {ARROW} {answer.after or 'no answer'}")))
    if not change.answers:
        sheet.indented("No answer is different.")
    sheet.line()
    moved(sheet, [*summary(change, names), *((points.name, f"{points.before:+d}", f"{points.after:+d}") for points in change.points)])
    sheet.head("Findings")
    if not change.findings:
        sheet.indented("None opens, closes or changes.")
    for finding in change.findings:
        _finding(finding, sheet)


def moved(sheet: Sheet, rows: list[tuple[str, str, str]]) -> None:
    """Write rows of a label, what was and what is; what did not move is dim."""
    grid = Table.grid(padding=(0, 2))
    for label, before, after in rows:
        style = "bold" if before != after else "dim"
        grid.add_row(Text(label, style="dim"), Text(before, style="" if before != after else "dim"), ARROW, Text(after, style=style))
    sheet.show(Padding(grid, (0, 0, 0, 2)))


def _finding(finding: FindingChanged, sheet: Sheet) -> None:
    said = f"  {severity(finding)}  {finding.title}  "
    sheet.indented(Text.assemble((became(finding), STYLE[finding.kind]), said, (f"{finding.code} {finding.rule}", "dim")))
