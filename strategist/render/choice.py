"""Recommendations for people: who comes first and why, what each needs, and what the money shuts."""

from __future__ import annotations

from functools import partial

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from strategist.models.profile import Profile
from strategist.models.recommendation import Candidate, Recommendation
from strategist.render.paper import Paper, Sheet, words
from strategist.story.goals import GATE, cannot_say, needs, short, together
from strategist.texts import listed, one_line, percent


def render(recommendation: Recommendation, profile: Profile, paper: Paper) -> str:
    """Draw a recommendation in full."""
    return paper.write(partial(_draw, recommendation, profile))


def _draw(recommendation: Recommendation, profile: Profile, sheet: Sheet) -> None:
    sheet.line(words(one_line(profile.text("company.name") or profile.name), "bold"))
    sheet.line(words(f"goals, most important first: {listed([goal.goal for goal in profile.goals])}", "dim"))
    sheet.line()
    brief(recommendation, sheet)
    weighed = "with your own weights" if recommendation.weighted else "share of the weightings that agree with your ranking"
    sheet.head("All ten")
    sheet.indented(f"first: {weighed}; in brackets, if the money allowed it. middle: from -2 to +2.", style="dim")
    _table(recommendation, sheet)
    for candidate in recommendation.candidates:
        if candidate.need.affordable != "no" and candidate.first > 0:
            _candidate(candidate, sheet)
    shut = [candidate for candidate in recommendation.candidates if candidate.need.affordable == "no"]
    if shut:
        sheet.head("Out of reach of the money", aside="goals do not open this gate")
        for candidate in shut:
            _shut(candidate, sheet)


def brief(recommendation: Recommendation, sheet: Sheet) -> None:
    """Draw the answer alone: the first strategy, how robust it is, and the best pair."""
    if recommendation.name:
        sheet.labelled("first", Text(recommendation.name, style="bold"))
    sheet.labelled("", recommendation.words)
    if recommendation.pair:
        sheet.labelled("as a blend", together(recommendation.pair))


def _table(recommendation: Recommendation, sheet: Sheet) -> None:
    grid = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    for title, justify in (("", "left"), ("first", "right"), ("middle", "right"), ("needs", "right"), ("money", "left")):
        grid.add_column(title, justify=justify)  # type: ignore[arg-type]
    for candidate in recommendation.candidates:
        style = "dim" if candidate.need.affordable == "no" else ""
        cells = (
            candidate.name,
            f"({percent(candidate.first)})" if candidate.need.affordable == "no" else percent(candidate.first),
            f"{candidate.utility:+.2f}",
            needs(candidate.need),
            GATE[candidate.need.affordable],
        )
        grid.add_row(*(Text(cell, style=style) for cell in cells))
    sheet.show(Padding(grid, (0, 0, 0, 2)))


def _candidate(candidate: Candidate, sheet: Sheet) -> None:
    sheet.head(candidate.name, aside=candidate.strategy)
    sheet.indented(candidate.words)
    for reason in (*candidate.speaks_for, *candidate.speaks_against):
        sheet.labelled(f"{reason.affinity:+d} {reason.name}", reason.reason, width=26)
    if candidate.need.affordable == "cannot say":
        sheet.labelled("money", cannot_say(candidate.need), width=26)
    if candidate.warning:
        sheet.labelled("warning", candidate.warning, width=26)


def _shut(candidate: Candidate, sheet: Sheet) -> None:
    need = candidate.need
    smallest = f"The smallest honest version: {candidate.smallest}" if candidate.smallest else (candidate.warning or "")
    sheet.labelled(candidate.name, one_line(f"{short(need)} {smallest}"), width=26)
