"""Chapter (e): the plan with its effort and order, and the honest alternative."""

from __future__ import annotations

from strategist.models.plan import Alternative, Plan, Step
from strategist.models.story import AlternativeTold, Cell, Head, PlanChapter, StepTold, Table
from strategist.scoring import ENOUGH
from strategist.story.subject import Subject, sentence
from strategist.story.tables import signed, table
from strategist.story.way import SCALE, instead
from strategist.texts import count, listed

QUESTIONS = (
    "Which of these steps could start on Monday, and who would have to agree?",
    "What would you rather change: what you do, or what you say?",
)
NO_SOLVER = ("No plan was made", "A plan needs strategist[plan]; install it with: pip install strategist[plan]")
NOTHING_DECLARED = (
    "There is nothing to plan for until a purpose is declared",
    "Nothing is declared, so there is no way to show.",
)
TOO_LITTLE = (
    "Too little is known for a plan",
    f"Fewer than {ENOUGH} practices are known. Answer the open questions first; a plan made now would rest on guesses.",
)


def chapter(subject: Subject) -> PlanChapter:
    """Tell the way to what is declared."""
    plan = subject.reading.plan
    steps = tuple(_step(plan, number, step) for number, step in enumerate(plan.steps, start=1)) if plan else ()
    return PlanChapter(
        head=Head("plan", _title(subject, plan), _lead(subject, plan), QUESTIONS),
        outcome=plan.outcome if plan else None,
        target=plan.target if plan else None,
        effort=plan.effort if plan else 0.0,
        scale=f"{sentence(SCALE)}.",
        steps=steps,
        instead=_alternative(plan.instead) if plan and plan.instead else None,
        table=_table(steps) if steps else None,
    )


def _title(subject: Subject, plan: Plan | None) -> str:
    if plan is None:
        return _none(subject)[0]
    if plan.outcome == "nothing to do":
        return f"Nothing has to change for “{plan.name}”"
    if plan.outcome == "not possible":
        return f"There is no way to “{plan.name}” under these conditions"
    other = f", or declare “{plan.instead.name}” instead" if plan.instead else ""
    return f"{count(len(plan.steps), 'step leads', 'steps lead')} to “{plan.name}”, with an effort of {plan.effort:g}{other}"


def _lead(subject: Subject, plan: Plan | None) -> tuple[str, ...]:
    if plan:
        return (plan.why,)
    return (_none(subject)[1],)


def _none(subject: Subject) -> tuple[str, str]:
    """Say that there is no plan, and why."""
    if not subject.reading.declared.parts:
        return NOTHING_DECLARED
    return TOO_LITTLE if subject.reading.practised.verdict == "too little known" else NO_SOLVER


def _step(plan: Plan, number: int, step: Step) -> StepTold:
    names = {other.question: other.name for other in plan.steps}
    return StepTold(
        number=number,
        question=step.question,
        name=step.name,
        before=step.before_label,
        after=step.after_label,
        value=step.after,
        effort=step.effort,
        effort_words=f"{step.effort:g}",
        points=step.points,
        takes=step.takes,
        prerequisites=tuple(names[question] for question in step.first),
        follow=tuple(advice.title for advice in step.follow),
        leave=tuple(advice.title for advice in step.leave),
    )


def _alternative(other: Alternative) -> AlternativeTold:
    return AlternativeTold(
        strategy=other.strategy,
        name=other.name,
        words=instead(other),
        because=other.because,
        announce=None if other.warning else other.announce,
        warning=other.warning,
    )


def _table(steps: tuple[StepTold, ...]) -> Table:
    return table(
        "plan",
        "The steps in order",
        ("#Step", "Practice", "From", "To", "#Effort", "#Points", "After"),
        (
            (
                Cell(str(step.number), step.number),
                step.name,
                step.before,
                step.after,
                Cell(step.effort_words, step.effort),
                signed(step.points),
                listed(step.prerequisites),
            )
            for step in steps
        ),
    )
