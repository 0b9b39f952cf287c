"""What types cannot express: that every name in the catalogue is known, and that conditions compare like with like."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from strategist.conditions import Compare, Condition, comparisons, declarations
from strategist.errors import Problem, did_you_mean
from strategist.models.catalogue import (
    ANCHORS,
    Check,
    Dimension,
    DimensionQuestion,
    Practice,
    Questionnaire,
    Rule,
    Strategy,
)
from strategist.models.knowledge import Catalogue
from strategist.nouns import dataclass

Route = tuple[str | int, ...]
_CODE = re.compile("[A-Z][0-9]{3}")

At = Callable[[Any, Route, str, str], Problem]
"""Makes a problem of a noun, the route inside it, what is wrong and what to do."""


def problems(catalogue: Catalogue, at: At) -> Iterator[Problem]:
    """Yield every reference to something that does not exist, and every rule of shape that types cannot express."""
    for dimension in catalogue.dimensions.values():
        yield from _dimension(dimension, at)
    if any(entry.dimension not in catalogue.dimensions for _, entry in _dimension_questions(catalogue)):
        yield from _unknown_dimensions(catalogue, at)
        return
    checks = _References(at, catalogue)
    for strategy in catalogue.strategies.values():
        yield from checks.strategy(strategy)
    for blend in catalogue.blends.values():
        yield from checks.known(blend, ("pair",), blend.pair, catalogue.strategies)
    yield from _missing_blends(catalogue, at)
    for practice in catalogue.practices.values():
        yield from checks.practice(practice)
    for rule in catalogue.rules.values():
        yield from checks.rule(rule)
    yield from _codes(catalogue, at)
    for questionnaire in catalogue.questionnaires.values():
        yield from checks.questionnaire(questionnaire)
    sourced: tuple[Any, ...] = (*catalogue.dimensions.values(), *catalogue.goals.values(), *catalogue.blends.values())
    for dimension in catalogue.dimensions.values():
        yield from checks.known(dimension, ("change", "after"), dimension.change.after, catalogue.dimensions)
    for noun in sourced:
        yield from checks.known(noun, ("sources",), noun.sources, catalogue.sources)


def _dimension(dimension: Dimension, at: At) -> Iterator[Problem]:
    if len(dimension.options) != ANCHORS or len(dimension.anchors) != ANCHORS:
        yield at(dimension, ("options",), f"`{dimension.id}` needs five different options", "one for each anchor, 0 to 4")
    if min(dimension.change.up, dimension.change.down) < 1:
        yield at(dimension, ("change",), "a step takes an effort of 1 or more", "write 1 to 5")


def _codes(catalogue: Catalogue, at: At) -> Iterator[Problem]:
    """Hold that ids and codes name one thing each, over rules and checks together, and that a code is a letter and three digits."""
    seen: dict[str, str] = {}
    named: tuple[Rule | Check, ...] = (*catalogue.rules.values(), *catalogue.checks.values())
    for noun in named:
        if not _CODE.fullmatch(noun.code):
            yield at(noun, ("code",), f"`{noun.code}` is no code", "write a capital letter and three digits")
        for name in (noun.id, noun.code):
            if name in seen:
                yield at(noun, (), f"`{name}` also names `{seen[name]}`", "take the next free one")
            seen[name] = noun.id


def _unknown_dimensions(catalogue: Catalogue, at: At) -> Iterator[Problem]:
    for questionnaire, entry in _dimension_questions(catalogue):
        if entry.dimension not in catalogue.dimensions:
            hint = did_you_mean(entry.dimension, catalogue.dimensions)
            yield at(questionnaire, (), f"there is no dimension `{entry.dimension}`", hint)


def _missing_blends(catalogue: Catalogue, at: At) -> Iterator[Problem]:
    names = list(catalogue.strategies)
    for index, one in enumerate(names):
        for other in names[index + 1 :]:
            if frozenset((one, other)) not in catalogue.blends:
                what = f"no blend is given for `{one}` and `{other}`"
                yield at(catalogue.strategies[one], (), what, "add the pair to blends.yaml")


@dataclass(frozen=True)
class _References:
    """Checks that what one noun names exists, and that conditions compare like with like."""

    at: At
    catalogue: Catalogue

    def known(self, noun: Any, route: Route, names: Iterable[str], known: Iterable[str]) -> Iterator[Problem]:
        names_known = list(known)
        for name in names:
            if name not in names_known:
                hint = did_you_mean(name, names_known, otherwise="check the spelling")
                yield self.at(noun, route, f"`{name}` is not known here", hint)

    def options(self, noun: Any, route: Route, dimension: str, slugs: tuple[str, str]) -> Iterator[Problem]:
        if dimension not in self.catalogue.dimensions:
            yield from self.known(noun, route, [dimension], self.catalogue.dimensions)
            return
        anchors = self.catalogue.dimensions[dimension].anchors
        problems = list(self.known(noun, route, slugs, anchors))
        yield from problems
        if not problems and anchors[slugs[0]] > anchors[slugs[1]]:
            yield self.at(noun, route, f"the range runs from `{slugs[0]}` down to `{slugs[1]}`", "write the lower anchor first")

    def strategy(self, strategy: Strategy) -> Iterator[Problem]:
        yield from self.options(strategy, ("hallmark",), strategy.hallmark.dimension, strategy.hallmark.range)
        for dimension, expected in strategy.signature.items():
            yield from self.options(strategy, ("signature", dimension), dimension, expected.range)
        if strategy.hallmark.dimension not in strategy.signature:
            yield self.at(strategy, ("hallmark",), "the hallmark is not part of the signature", "add its dimension there")
        yield from self.known(strategy, ("goals",), strategy.goals, self.catalogue.goals)
        for goal in self.catalogue.goals:
            if goal not in strategy.goals:
                yield self.at(strategy, ("goals",), f"no affinity to the goal `{goal}`", "add it, with its reason")
        for goal, affinity in strategy.goals.items():
            if abs(affinity.affinity) > 2:
                yield self.at(strategy, ("goals", goal), "an affinity runs from -2 to 2", "write a number in that range")
        for neighbour in strategy.nearest:
            yield from self.known(strategy, ("nearest",), [neighbour.strategy], self.catalogue.strategies)
        for exemplar in strategy.exemplars:
            yield from self.known(strategy, ("exemplars",), exemplar.sources, self.catalogue.sources)
        yield from self.known(strategy, ("sources",), (*strategy.sources, *strategy.funding.sources), self.catalogue.sources)

    def practice(self, practice: Practice) -> Iterator[Problem]:
        yield from self.known(practice, ("dimensions",), practice.dimensions, self.catalogue.dimensions)
        fits = () if practice.fits == "all" else practice.fits
        yield from self.known(practice, ("fits",), fits, self.catalogue.strategies)
        yield from self.known(practice, ("breaks",), practice.breaks, self.catalogue.strategies)
        yield from self.known(practice, ("sources",), practice.sources, self.catalogue.sources)

    def rule(self, rule: Rule) -> Iterator[Problem]:
        named = rule.applies_to["except"] if isinstance(rule.applies_to, dict) else rule.applies_to
        yield from self.known(rule, ("applies_to",), () if named == "any" else named, self.catalogue.strategies)
        yield from self.known(rule, ("sources",), rule.sources, self.catalogue.sources)
        for index, case in enumerate(rule.cases):
            yield from self.condition(rule, ("cases", index, "when"), case.when, self.catalogue.questions)
        if not rule.bad or not rule.good:
            yield self.at(rule, (), "a rule needs a `bad` and a `good` example", "add a partial profile of each")

    def questionnaire(self, questionnaire: Questionnaire) -> Iterator[Problem]:
        before = dict.fromkeys(self._asked_before(questionnaire))
        for index, block in enumerate(questionnaire.blocks):
            for number, entry in enumerate(block.questions):
                route = ("blocks", index, "questions", number)
                if entry.when is not None:
                    yield from self.condition(questionnaire, (*route, "when"), entry.when, before, computed=False)
                question = self.catalogue.asked(entry)
                if question.id in before:
                    yield self.at(questionnaire, route, f"the question `{question.id}` is asked twice", "ask it once")
                if question.type == "choice" and not question.options:
                    yield self.at(questionnaire, route, f"`{question.id}` offers no options", "add `options:`")
                before[question.id] = None

    def _asked_before(self, questionnaire: Questionnaire) -> Iterator[str]:
        for other in self.catalogue.questionnaires.values():
            if other.id == questionnaire.id:
                return
            for block in other.blocks:
                yield from (self.catalogue.asked(entry).id for entry in block.questions)

    def condition(
        self, noun: Any, route: Route, condition: Condition, askable: Iterable[str], *, computed: bool = True
    ) -> Iterator[Problem]:
        yield from self.known(noun, route, declarations(condition), self.catalogue.strategies)
        names = list(askable)
        for compare in comparisons(condition):
            if compare.kind == "fact":
                yield from self._fact(noun, route, compare, computed=computed)
            elif compare.name not in names:
                yield from self.known(noun, route, [compare.name], names)
            elif (compare.kind == "dimension") is not (compare.name in self.catalogue.dimensions):
                kind = "dimension" if compare.name in self.catalogue.dimensions else "question"
                yield self.at(noun, route, f"`{compare.name}` is a {kind}", f"write `{kind}: {compare.name}`")
            else:
                yield from self._operand(noun, route, compare)

    def _fact(self, noun: Any, route: Route, compare: Compare, *, computed: bool) -> Iterator[Problem]:
        yield from self.known(noun, route, [compare.name], self.catalogue.facts)
        if not computed:
            yield self.at(noun, route, "a question cannot wait for a computed fact", "refer to an earlier question")

    def _operand(self, noun: Any, route: Route, compare: Compare) -> Iterator[Problem]:
        question = self.catalogue.questions[compare.name]
        if compare.operator == "answered":
            return
        if compare.operator in {"at_least", "at_most"} and question.type not in {"dimension", *_NUMBERS}:
            yield self.at(noun, route, f"the answers to `{compare.name}` have no order", "compare with `is` or `in`")
        operands = compare.operand if isinstance(compare.operand, tuple) else (compare.operand,)
        if question.options:
            yield from self.known(noun, route, map(str, operands), [option.id for option in question.options])
        elif question.type == "ranking":
            yield from self.known(noun, route, map(str, operands), self.catalogue.goals)
        elif question.type == "yes-no" and not all(isinstance(operand, bool) for operand in operands):
            yield self.at(noun, route, f"`{compare.name}` is true or false", "compare with true or false")
        elif question.type in _NUMBERS and not all(_is_number(operand) for operand in operands):
            yield self.at(noun, route, f"`{compare.name}` is a number", "compare with a number")


_NUMBERS = {"number", "money", "percent"}


def _is_number(operand: object) -> bool:
    return isinstance(operand, int | float) and not isinstance(operand, bool)


def _dimension_questions(catalogue: Catalogue) -> Iterator[tuple[Questionnaire, DimensionQuestion]]:
    for questionnaire in catalogue.questionnaires.values():
        for block in questionnaire.blocks:
            for entry in block.questions:
                if isinstance(entry, DimensionQuestion):
                    yield questionnaire, entry
