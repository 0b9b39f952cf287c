"""Plans for people: the steps in order, the advice to follow and to leave, and the honest alternative."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from strategist.models.plan import Advice, Alternative, Plan, Step
from strategist.models.profile import Profile
from strategist.render.paper import Paper, Sheet, words
from strategist.story.way import SCALE, headline, instead
from strategist.texts import listed, one_line


def render(plan: Plan, profile: Profile, paper: Paper) -> str:
    """Draw one plan."""
    return paper.write(partial(_draw, plan, profile))


def table(plans: Sequence[Plan], profile: Profile, paper: Paper) -> str:
    """Draw what each strategy would take."""
    return paper.write(partial(_table, plans, profile))


def _title(profile: Profile, sheet: Sheet) -> None:
    sheet.line(words(one_line(profile.text("company.name") or profile.name), "bold"))


def _draw(plan: Plan, profile: Profile, sheet: Sheet) -> None:
    _title(profile, sheet)
    sheet.line(Text(headline(plan), style="bold red" if plan.outcome == "not possible" else ""))
    sheet.line(plan.why)
    for number, step in enumerate(plan.steps, start=1):
        _step(number, step, sheet)
    if plan.steps:
        sheet.line()
        sheet.line(Text(SCALE, style="dim"))
    if plan.instead:
        sheet.head("Or change the declaration instead")
        _instead(plan.instead, sheet)


def _instead(other: Alternative, sheet: Sheet) -> None:
    sheet.indented(instead(other))
    sheet.labelled("because", f"“{other.because}”")
    if other.warning:
        sheet.labelled("warning", other.warning)
    else:
        sheet.labelled("announce", other.announce)


def _step(number: int, step: Step, sheet: Sheet) -> None:
    sheet.line()
    sheet.line(Text.assemble(f"{number}. ", (step.name, "bold"), "  ", (f"effort {step.effort:g}", "dim")))
    sheet.labelled("from", step.before_label, width=8, indent=3)
    sheet.labelled("to", Text.assemble(step.after_label, ("  " + step.question + "=" + step.after, "dim")), width=8, indent=3)
    sheet.labelled("takes", step.takes, width=8, indent=3)
    if step.first:
        sheet.labelled("after", listed(step.first), width=8, indent=3)
    if step.follow:
        sheet.labelled("follow", _advice(step.follow), width=8, indent=3)
    if step.leave:
        sheet.labelled("leave", f"{_advice(step.leave)}; well known, but it belongs to another strategy", width=8, indent=3)


def _advice(advice: Sequence[Advice]) -> str:
    return "; ".join(f"{item.title} ({item.practice})" for item in advice)


def _table(plans: Sequence[Plan], profile: Profile, sheet: Sheet) -> None:
    _title(profile, sheet)
    sheet.line("What each purpose would take, from where you stand")
    sheet.line()
    grid = Table.grid(padding=(0, 2))
    grid.add_column()
    grid.add_column(justify="right")
    grid.add_column()
    for plan in sorted(plans, key=lambda plan: (plan.outcome == "not possible", plan.effort)):
        steps = "; ".join(step.name for step in plan.steps) if plan.steps else plan.why.split(". ")[0].rstrip(".") + "."
        effort = "-" if plan.outcome == "not possible" else f"{plan.effort:g}"
        grid.add_row(Text(plan.name, style="bold"), effort, Text(steps, style="dim" if plan.outcome == "not possible" else ""))
    sheet.show(Padding(grid, (0, 0, 0, 2)))
    sheet.line()
    sheet.line(Text(SCALE, style="dim"))
