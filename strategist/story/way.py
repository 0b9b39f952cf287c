"""A plan in words."""

from __future__ import annotations

from strategist.models.plan import Alternative, Plan
from strategist.texts import count

SCALE = "effort, for each option passed: 1 a decision, 2 weeks, 3 a quarter, 4 half a year and money, 5 a year or more"


def headline(plan: Plan) -> str:
    """Say in one sentence what a plan comes to."""
    if plan.outcome == "steps":
        return f"The way to “{plan.name}”: {count(len(plan.steps), 'step')}, effort {plan.effort:g} in all."
    if plan.outcome == "nothing to do":
        return f"“{plan.name}”: nothing to do."
    return f"There is no way to “{plan.name}” under these conditions."


def instead(other: Alternative) -> str:
    """Say what declaring something else would mean."""
    fits = f"What is done today fits “{other.name}”."
    if other.warning:
        return f"{fits} To say so would be honest, and a reason to change it."
    return f"{fits} Declare that, and nothing has to change but the words."
