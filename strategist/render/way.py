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
from strategist.texts import count, listed, one_line

SCALE = "effort, for each option passed: 1 a decision, 2 weeks, 3 a quarter, 4 half a year and money, 5 a year or more"


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
    if plan.outcome == "steps":
        sheet.line(f"The way to “{plan.name}”: {count(len(plan.steps), 'step')}, effort {plan.effort:g} in all.")
    elif plan.outcome == "nothing to do":
        sheet.line(f"“{plan.name}”: nothing to do.")
    else:
        sheet.line(Text(f"There is no way to “{plan.name}” under these conditions.", style="bold red"))
    sheet.line(plan.why)
    for number, step in enumerate(plan.steps, start=1):
        _step(number, step, sheet)
    if plan.steps:
        sheet.line()
        sheet.line(Text(SCALE, style="dim"))
    if plan.instead:
        sheet.head("Or change the declaration instead")
        _instead(plan.instead, sheet)


def _instead(instead: Alternative, sheet: Sheet) -> None:
    if instead.warning:
        sheet.indented(f"What is done today fits “{instead.name}”. To say so would be honest, and a reason to change it.")
        sheet.labelled("because", f"“{instead.because}”")
        sheet.labelled("warning", instead.warning)
        return
    sheet.indented(f"What is done today fits “{instead.name}”. Declare that, and nothing has to change but the words.")
    sheet.labelled("because", f"“{instead.because}”")
    sheet.labelled("announce", instead.announce)


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
