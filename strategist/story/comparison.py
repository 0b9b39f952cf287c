"""A comparison becomes a story: the answer, points, findings, practices, goals and money."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from strategist import __version__
from strategist.models.change import Comparison, Side
from strategist.models.comparison import ComparisonStory, Section
from strategist.models.knowledge import Catalogue
from strategist.models.story import Cell, Head, Table
from strategist.story import over_time, side_by_side
from strategist.story.change import GOALS_QUESTIONS, practised
from strategist.story.subject import LONGEST_NAME, Subject
from strategist.story.tables import table
from strategist.story.tell import literal
from strategist.texts import count, listed, one_line, shortened

WHO = {"dates": "When", "rivals": "Who"}
CARRIED = {"yes": "enough for the promise", "no": "too little for the promise", "cannot say": "cannot say"}


def tell(comparison: Comparison, catalogue: Catalogue, *, date: str | None = None) -> ComparisonStory:
    """Tell what a comparison found; `date` stands on the report."""
    names = {strategy.id: strategy.name for strategy in catalogue.strategies.values()}
    way = over_time if comparison.kind == "dates" else side_by_side
    company = _company(comparison.sides)
    answer = way.answer(comparison, names)
    files = listed([Subject.file(side.profile) for side in comparison.sides])
    sections = (
        Section("The answer", answer, (_sides(comparison, names),)),
        *way.sections(comparison, catalogue),
        *_goals(comparison, catalogue, names),
    )
    return literal(
        ComparisonStory(
            kind=comparison.kind,
            title=f"{company}: {answer.title}" if company else answer.title,
            question=way.question(comparison),
            about=_about(comparison),
            date=date,
            made=f"Made by strategist {__version__} from {shortened(files, 300)}",
            figures=way.figures(comparison),
            sections=sections,
        )
    )


def _company(sides: Sequence[Side]) -> str | None:
    """Give the name of the company if all sides have the same."""
    names = {side.company.name for side in sides}
    (name,) = names if len(names) == 1 else (None,)
    return shortened(one_line(name), LONGEST_NAME) if name else None


def _about(comparison: Comparison) -> str:
    """Say whom it is about, and what every side shares of customers and channel."""
    companies = [side.company for side in comparison.sides]
    names = dict.fromkeys(one_line(company.name or "") for company in companies)
    named = shortened("; ".join(filter(None, names)), 200) if comparison.kind == "dates" and len(names) > 1 else ""
    shared = [{company.customers for company in companies}, {company.channel for company in companies}]
    return ". ".join(filter(None, (named, ", ".join(words for said in shared if len(said) == 1 for words in said if words))))


def _sides(comparison: Comparison, names: dict[str, str]) -> Table:
    return table(
        "sides",
        "What is declared, practised, known and found of each",
        (WHO[comparison.kind], "Declared", "Practised", "Verdict", "#Practices known", "#Critical findings", "#Other findings"),
        (
            (
                side.label,
                side.declared_name or "nothing",
                practised(side.strategy and names[side.strategy], side.practised),
                side.verdict,
                Cell(f"{side.answered} of {side.asked}", side.answered),
                Cell(str(side.critical), side.critical),
                Cell(str(side.findings - side.critical), side.findings - side.critical),
            )
            for side in comparison.sides
        ),
    )


# Goals and money.


def _goals(comparison: Comparison, catalogue: Catalogue, names: dict[str, str]) -> Iterator[Section]:
    """Tell goals and money, where any side says something of them."""
    sides = comparison.sides
    if not any(side.goals or side.carried for side in sides):
        return
    rows = (
        (
            side.label,
            "; ".join(catalogue.goals[goal].name for goal in side.goals) or "not said",
            names[side.recommended] if side.recommended else "none" if side.goals else "not known",
            CARRIED[side.carried] if side.carried else "not known",
        )
        for side in sides
    )
    told = table("goals", "Goals, most important first", (WHO[comparison.kind], "Goals", "The goals speak for", "Money"), rows)
    yield Section("Goals and money", Head("goals", _goals_title(comparison, catalogue), (), GOALS_QUESTIONS), (told,))


def _goals_title(comparison: Comparison, catalogue: Catalogue) -> str:
    goals = [side.goals for side in comparison.sides]
    if len(set(goals)) == 1:
        return "The goals are the same, in the same order"
    if len({frozenset(wanted) for wanted in goals}) == 1:
        return "The goals are the same, but not in the same order"
    if comparison.kind == "dates" and goals[0] and goals[-1]:
        return _goals_moved(goals[0], goals[-1], catalogue)
    shared = set.intersection(*map(set, goals))
    return f"They share {count(len(shared), 'goal')}" if shared else "No goal is shared by all"


def _goals_moved(before: Sequence[str], after: Sequence[str], catalogue: Catalogue) -> str:
    came, went = (
        [catalogue.goals[goal].name for goal in some if goal not in others] for some, others in ((after, before), (before, after))
    )
    told = [f"{words} {listed(some)}" for words, some in (("Came as a goal:", came), ("Went:", went)) if some]
    return ". ".join(told) or "The goals moved, and moved back"
