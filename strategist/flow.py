"""Which questions are open, and which answers count: an answer to a question that is not asked is kept but ignored."""

from __future__ import annotations

from collections.abc import Mapping

from strategist.conditions import Compare, Condition, Kind, Value
from strategist.models.knowledge import Catalogue
from strategist.models.profile import SOURCES, Answer, AnswerSource, AnswerValue, Profile
from strategist.nouns import dataclass, field
from strategist.scoring import Mark, Marks


@dataclass(frozen=True)
class Counted:
    """The answers of a profile that count; it answers conditions (see `conditions.Known`)."""

    profile: Profile
    catalogue: Catalogue
    answers: dict[str, Answer] = field(default_factory=dict)
    retired: dict[str, Answer] = field(default_factory=dict)
    asked: dict[str, bool | None] = field(default_factory=dict)

    @property
    def declared(self) -> tuple[str, ...]:
        """The declared strategies; none while their question is not asked."""
        return tuple(part.strategy for part in self.profile.parts) if "declared.strategy" in self.answers else ()

    def value(self, kind: Kind, name: str) -> Value | None:
        """Give the value of an answer that counts; computed facts are not known here."""
        if kind == "fact" or name not in self.answers:
            return None
        value = self.answers[name].value
        if not isinstance(value, tuple):
            return value
        if name == "goals":
            return tuple(goal.goal for goal in self.profile.goals)
        return self.declared if name == "declared.strategy" else tuple(map(str, value))

    def scale(self, kind: Kind, name: str) -> Mapping[str, int]:
        """Give the order of a question's options."""
        if kind == "dimension":
            return self.catalogue.dimensions[name].anchors
        return {}


def counted(profile: Profile, catalogue: Catalogue) -> Counted:
    """Go through the questions in the order of asking and keep the answers to those that are asked.

    `asked` tells of each question whether it is: True, False, or None while an unknown answer leaves that open.
    """
    given, asked, conditional = profile.answers, *catalogue.once(_order)
    view = Counted(profile, catalogue, {question: given[question] for question in asked if question in given}, {}, asked.copy())
    for question, when, known in conditional:
        if known is None:
            shown = when.holds(view)
        else:
            answer = view.answers.get(known.dimension)
            shown = known.truths[answer.value if answer else None]
        view.asked[question] = shown
        if not shown and question in view.answers:
            view.retired[question] = view.answers.pop(question)
    return view


@dataclass(frozen=True)
class _WorkedOut:
    """Whether a condition holds, by the answer to the only dimension that it speaks of; None is no answer, or undecided."""

    dimension: str
    truths: dict[AnswerValue | None, bool | None]


Conditional = tuple[str, Condition, _WorkedOut | None]
"""A question, when it is asked, and that worked out ahead where one answer decides."""


def _order(catalogue: Catalogue) -> tuple[dict[str, bool | None], list[Conditional]]:
    """Give every question in the order of asking, as if all were asked, and those that a condition decides on.

    Conditions speak of earlier questions alone, and those are decided by then.
    """
    conditional = [(question.id, question.when) for question in catalogue.questions.values() if question.when is not None]
    return dict.fromkeys(catalogue.questions, True), [(name, when, _worked_out(when, catalogue)) for name, when in conditional]


def _worked_out(when: Condition, catalogue: Catalogue) -> _WorkedOut | None:
    if not isinstance(when, Compare) or when.kind != "dimension":
        return None
    anchors = catalogue.dimensions[when.name].anchors
    truths: dict[AnswerValue | None, bool | None] = {option: when.compares(option, anchors) for option in anchors}
    return _WorkedOut(when.name, {None: when.holds(Counted(Profile(""), catalogue)), **truths})


def marked(view: Counted) -> Marks:
    """Give the answered dimensions as anchors, and those that are open."""
    known = {}
    unknown, maybe = [], []
    answers, asked = view.answers, view.asked
    for dimension, marks in view.catalogue.once(_marks).items():
        answer = answers.get(dimension)
        if answer is not None and answer.state == "value":
            known[dimension] = marks[answer.source][answer.value]
        elif (answer is None or answer.state != "not-applicable") and asked[dimension] is not False:
            unknown.append(dimension)
            if asked[dimension] is None:
                maybe.append(dimension)
    return Marks(known, tuple(unknown), tuple(maybe))


def _marks(catalogue: Catalogue) -> dict[str, dict[AnswerSource, dict[AnswerValue | None, Mark]]]:
    """Give, by dimension, the mark of each option from each kind of source."""
    return {
        dimension.id: {source: {slug: Mark(anchor, source) for slug, anchor in dimension.anchors.items()} for source in SOURCES}
        for dimension in catalogue.dimensions.values()
    }
