"""The whole of what is known, by id: what strategies, dimensions, rules and questions the program works with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property

from strategist.kinds import Any, TypeVar, cast
from strategist.models.catalogue import (
    Blend,
    Check,
    Dimension,
    DimensionQuestion,
    Fact,
    Goal,
    Practice,
    Question,
    Questionnaire,
    Rule,
    Source,
    Strategy,
)
from strategist.nouns import dataclass

Tree = dict[str, "Question | Tree"]
Made = TypeVar("Made")


@dataclass(frozen=True)
class Catalogue:
    """All that is known, by id and in the order in which it is shown."""

    strategies: Mapping[str, Strategy]
    dimensions: Mapping[str, Dimension]
    goals: Mapping[str, Goal]
    blends: Mapping[frozenset[str], Blend]
    practices: Mapping[str, Practice]
    sources: Mapping[str, Source]
    facts: Mapping[str, Fact]
    rules: Mapping[str, Rule]
    checks: Mapping[str, Check]
    questionnaires: Mapping[str, Questionnaire]

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """Every question of every questionnaire, in the order of asking; dimensions are questions of type `dimension`."""
        asked: dict[str, Question] = {}
        for questionnaire in self.questionnaires.values():
            for block in questionnaire.blocks:
                for entry in block.questions:
                    question = self.asked(entry)
                    asked[question.id] = question
        return asked

    def asked(self, entry: Question | DimensionQuestion) -> Question:
        """Give the question that stands at a place of a questionnaire, a dimension's own where one is named."""
        if isinstance(entry, Question):
            return entry
        dimension = self.dimensions[entry.dimension]
        return Question(
            id=dimension.id,
            type="dimension",
            text=dimension.question,
            help=dimension.help,
            why=dimension.why,
            when=entry.when,
            options=dimension.options,
            was=dimension.was,
        )

    @cached_property
    def routes(self) -> Mapping[str, tuple[str, ...]]:
        """Where the answer to each question stands in a profile."""
        return {
            self.asked(entry).id: route(questionnaire, self.asked(entry).id)
            for questionnaire in self.questionnaires.values()
            for block in questionnaire.blocks
            for entry in block.questions
        }

    @cached_property
    def tree(self) -> Tree:
        """The keys a profile may have for answers: sections to mappings, answers to questions."""
        tree: Tree = {}
        for question, route in self.routes.items():
            branch: Any = tree
            for step in route[:-1]:
                branch = branch.setdefault(step, {})
            branch[route[-1]] = self.questions[question]
        return tree

    @cached_property
    def _made(self) -> dict[Callable[[Catalogue], Any], Any]:
        return {}

    def once(self, make: Callable[[Catalogue], Made]) -> Made:
        """Give what a function makes of this catalogue; it is made once."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast("Made", self._made[make])

    def label(self, question: str, value: object) -> str:
        """Give the words for an answer: an option's label, or the value as text."""
        options = self.questions[question].options if question in self.questions else ()
        return next((option.label for option in options if option.id == value), str(value))

    def fit(self, one: str, other: str) -> int:
        """Give how well two strategies go together, -2 to 2."""
        return self.blends[frozenset((one, other))].fit


def route(questionnaire: Questionnaire, question: str) -> tuple[str, ...]:
    """Give the keys that lead to an answer: `budget.revenue` to budget, revenue; a plain id to its questionnaire's section."""
    if "." in question or questionnaire.section is None:
        return tuple(question.split("."))
    return (questionnaire.section, question)
