"""Questionnaires and answers made up by chance: every form of a condition, questions that hang on one another, stale answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from strategist.conditions import parse
from strategist.models.catalogue import Block, DimensionQuestion, Option, Question, Questionnaire
from strategist.models.knowledge import Catalogue
from strategist.models.profile import Answer, AnswerValue, Part, Profile, RankedGoal

OPERATORS = {
    "dimension": ("is", "in", "at_least", "at_most", "answered"),
    "choice": ("is", "in", "answered"),
    "ranking": ("is", "in", "answered"),
    "strategy": ("is", "in", "answered", "declared"),
    "yes-no": ("is", "answered"),
    "number": ("is", "at_least", "at_most", "answered"),
    "percent": ("is", "at_least", "at_most", "answered"),
    "money": ("is", "at_least", "at_most", "answered"),
}
"""What may be asked of an answer, by the type of its question."""

FIGURES = (-3, 0, 0.5, 7.25, 40, 2_100_000)
COLOURS = tuple(Option(word, word) for word in ("red", "green", "blue"))
NAMED = {"goals": "ranking", "declared.strategy": "strategy"}
"""Two questions that the program knows by their names."""


def catalogue(shipped: Catalogue, random: Random) -> Catalogue:
    """Make up a questionnaire of a few questions, each asked or not for what was answered before it."""
    asked: list[Question | DimensionQuestion] = []
    for name in random.sample([*NAMED, *random.sample(list(shipped.dimensions), 3), *"abcde"], random.randint(4, 9)):
        made = replace(shipped, rules={}, questionnaires={"made-up": _questionnaire(asked)})
        free = not asked or random.random() < 0.1
        when = None if free else parse(_condition(random, made, list(made.questions.values())))
        asked.append(DimensionQuestion(name, when) if name in shipped.dimensions else replace(_question(random, name), when=when))
    return replace(shipped, rules={}, questionnaires={"made-up": _questionnaire(asked)})


def _questionnaire(asked: Sequence[Question | DimensionQuestion]) -> Questionnaire:
    return Questionnaire("made-up", 1, "", "", (Block("all", "", tuple(asked)),))


def _question(random: Random, name: str) -> Question:
    type_ = NAMED.get(name) or random.choice(["choice", "yes-no", "number", "percent", "money"])
    return Question(name, type_, "", "", "", options=COLOURS if type_ == "choice" else ())


def _condition(random: Random, made: Catalogue, before: Sequence[Question], depth: int = 2) -> dict[str, object]:
    """Make up a condition as it is written; the questions just before it are asked about more often."""
    word = random.choice(["all", "any", "not", ""]) if depth else ""
    if word == "not":
        return {word: _condition(random, made, before, depth - 1)}
    if word:
        return {word: [_condition(random, made, before, depth - 1) for _ in range(random.randint(1, 3))]}
    return _comparison(random, made, random.choice([*before, *before[-2:]]))


def _comparison(random: Random, made: Catalogue, question: Question) -> dict[str, object]:
    operator = random.choice(OPERATORS[question.type])
    if operator == "declared":
        return {operator: _some(random, made, question)}
    operand = {"answered": lambda *_: random.random() < 0.5, "in": _some}.get(operator, _one)(random, made, question)
    return {"dimension" if question.type == "dimension" else "question": question.id, operator: operand}


def words(made: Catalogue, question: Question) -> tuple[str, ...]:
    """Give the words that answer a question, in their order; none for figures, and for yes and no."""
    named = {"ranking": made.goals, "strategy": made.strategies}
    return tuple(named.get(question.type) or (option.id for option in question.options))


def _one(random: Random, made: Catalogue, question: Question) -> str | bool | float:
    if question.type == "yes-no":
        return random.random() < 0.5
    return random.choice(words(made, question)[:5] or FIGURES)


def _some(random: Random, made: Catalogue, question: Question) -> list[str]:
    return random.sample(words(made, question)[:5], random.randint(1, 3))


def profile(made: Catalogue, random: Random) -> Profile:
    """Make up what is stored: values, also for what is not asked; unknown, not applicable, and nothing at all."""
    answers = {}
    for question in made.questions.values():
        state = random.choices(["value", "unknown", "not-applicable", "missing"], [14, 2, 2, 2])[0]
        if state != "missing" and question.type in OPERATORS:
            value = _value(random, made, question) if state == "value" else None
            answers[question.id] = Answer(question.id, state, value)
    return Profile("made-up.yaml", answers)


def _value(random: Random, made: Catalogue, question: Question) -> AnswerValue:
    if question.type == "ranking":
        return tuple(map(RankedGoal, _some(random, made, question)))
    if question.type == "strategy":
        return tuple(map(Part, _some(random, made, question)))
    value = _one(random, made, question)
    return value if isinstance(value, str | bool) else float(value)
