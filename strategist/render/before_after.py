"""Two readings side by side: what moved, and the findings that opened and closed."""

from __future__ import annotations

from functools import partial

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from strategist.models.change import Change, FindingChanged
from strategist.models.knowledge import Catalogue
from strategist.render.paper import Paper, Sheet, words
from strategist.texts import one_line

STYLE = {"opened": "red", "graver": "red", "closed": "green", "milder": "green"}


def render(change: Change, catalogue: Catalogue, paper: Paper) -> str:
    """Draw what moved."""
    return paper.write(partial(_draw, change, catalogue, paper))


def _draw(change: Change, catalogue: Catalogue, paper: Paper, sheet: Sheet) -> None:
    arrow = "→" if paper.unicode else "->"
    sheet.line(Text("What if", style="bold"))
    for answer in change.answers:
        sheet.indented(words(one_line(f"{answer.question}: {answer.before or 'no answer'} {arrow} {answer.after or 'no answer'}")))
    if not change.answers:
        sheet.indented("No answer is different.")
    sheet.line()
    grid = Table.grid(padding=(0, 2))
    for label, before, after in _rows(change, catalogue):
        style = "bold" if before != after else "dim"
        grid.add_row(Text(label, style="dim"), Text(before, style="" if before != after else "dim"), arrow, Text(after, style=style))
    sheet.show(Padding(grid, (0, 0, 0, 2)))
    sheet.head("Findings")
    if not change.findings:
        sheet.indented("None opens, closes or changes.")
    for finding in change.findings:
        _finding(finding, arrow, sheet)


def _rows(change: Change, catalogue: Catalogue) -> list[tuple[str, str, str]]:
    def name(strategy: str | None) -> str:
        return catalogue.strategies[strategy].name if strategy else "none"

    before, after = (_practised(name(strategy), verdict) for strategy, verdict in zip(change.strategy, change.practised, strict=True))
    rows = [
        ("verdict", *change.verdict),
        ("practised", before, after),
        ("known", f"{change.known[0]} practices", f"{change.known[1]} practices"),
    ]
    if any(change.recommended):
        rows.append(("recommended", name(change.recommended[0]), name(change.recommended[1])))
    return [*rows, *((points.name, f"{points.before:+d}", f"{points.after:+d}") for points in change.points)]


def _practised(name: str, verdict: str) -> str:
    return verdict if name == "none" else f"{name}, {verdict}"


def _finding(finding: FindingChanged, arrow: str, sheet: Sheet) -> None:
    one = finding.kind in {"opened", "closed"}
    severity = f"{finding.before or finding.after}" if one else f"{finding.before} {arrow} {finding.after}"
    sheet.indented(
        Text.assemble((finding.kind, STYLE[finding.kind]), f"  {severity}  {finding.title}  ", (f"{finding.code} {finding.rule}", "dim"))
    )
