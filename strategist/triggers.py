"""Which rules an answer may make hold, so that only those are held against a profile: eight in ten are ruled out by a look at a table.

A rule that is ruled out could not have held; one that is not is evaluated in full by `conditions`, which alone says what holds.
"""

from __future__ import annotations

from collections.abc import Iterable

from strategist.conditions import All, AnyOf, Compare, Condition, Not
from strategist.flow import Counted
from strategist.models.catalogue import Rule
from strategist.models.knowledge import Catalogue
from strategist.models.profile import AnswerValue
from strategist.nouns import dataclass, field


@dataclass(frozen=True)
class Triggers:
    """Rules as the bits of a number: those to look at whatever is answered, and by question the comparisons that call for one."""

    rules: tuple[Rule, ...]
    always: int
    by_question: dict[str, list[tuple[Compare, int]]]
    seen: dict[tuple[str, AnswerValue], int] = field(default_factory=dict)
    about: dict[str | None, int] = field(default_factory=dict)

    def called(self, view: Counted, declared: Iterable[str | None]) -> list[Rule]:
        """Give the rules that may hold of a profile for one of the strategies, in the order of the catalogue."""
        bits = self.always
        for question, answer in view.answers.items():
            if question in self.by_question and answer.value is not None:
                known = (question, answer.value)
                bits |= self.seen[known] if known in self.seen else self._looked_up(question, answer.value, view)
        bits &= self._about(declared)
        return [rule for place, rule in enumerate(self.rules) if bits >> place & 1] if bits else []

    def _about(self, declared: Iterable[str | None]) -> int:
        """Give the rules that concern any of the strategies."""
        bits = 0
        for strategy in declared:
            if strategy not in self.about:
                self.about[strategy] = sum(1 << place for place, rule in enumerate(self.rules) if rule.concerns(strategy))
            bits |= self.about[strategy]
        return bits

    def _looked_up(self, question: str, answer: AnswerValue, view: Counted) -> int:
        """Give the rules that a value calls for, and keep them for the next firm unless it is a figure or a list."""
        value = view.value("question", question)
        bits = 0
        for compare, bit in self.by_question[question]:
            if value is not None and compare.compares(value, view.scale(compare.kind, question)):
                bits |= bit
        if isinstance(answer, str | bool):
            self.seen[question, answer] = bits
        return bits


def triggers(catalogue: Catalogue) -> Triggers:
    """Gather what calls for each rule of a catalogue."""
    made = Triggers(tuple(catalogue.rules.values()), 0, {})
    always = 0
    for place, rule in enumerate(made.rules):
        needed = _any_of(case.when for case in rule.cases)
        if needed is None:
            always |= 1 << place
        for compare in needed or ():
            made.by_question.setdefault(compare.name, []).append((compare, 1 << place))
    return Triggers(made.rules, always, made.by_question)


def _needed(condition: Condition) -> tuple[Compare, ...] | None:
    """Give comparisons of which at least one holds wherever the condition does; None if there are no such."""
    match condition:
        case All(parts):
            return min((needed for part in parts if (needed := _needed(part)) is not None), key=len, default=None)
        case AnyOf(parts):
            return _any_of(parts)
        case Not(Compare(kind, name, operator)) if kind != "fact" and operator != "answered":
            return (Compare(kind, name, "answered", operand=True),)  # of what is not known, no comparison is false
        case Compare(kind, _, operator, operand) if kind != "fact" and (operator != "answered" or operand is True):
            return (condition,)
        case _:
            return None


def _any_of(conditions: Iterable[Condition]) -> tuple[Compare, ...] | None:
    every: list[Compare] = []
    for condition in conditions:
        needed = _needed(condition)
        if needed is None:
            return None
        every += needed
    return tuple(every)
