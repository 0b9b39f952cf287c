"""Which rules the answers call for, worked out ahead: a look at a table for each answer, then a comparison of bits for each rule.

Each comparison in the conditions of a catalogue has two bits: that it is true, and that it is false. A condition holds where all the
bits of one of its ways are set. For a computed fact only the answers that it needs have bits, so a way may take too much for granted: a
rule that is called is evaluated in full by `conditions`, which alone says what holds. One that is not called could not have held.
"""

from __future__ import annotations

from collections.abc import Iterable

from strategist.conditions import All, AnyOf, Compare, Condition, Declared, Not
from strategist.facts import NEEDED
from strategist.flow import Counted
from strategist.models.catalogue import Rule
from strategist.models.knowledge import Catalogue
from strategist.models.profile import AnswerValue
from strategist.nouns import dataclass, field

MOST_WAYS = 64
"""Ways of one condition; one that has more is called always."""

Ways = frozenset[int]
ALWAYS: Ways = frozenset({0})


@dataclass(frozen=True)
class Triggers:
    """The rules, each with the ways in which it may hold, and the bit of each comparison and declaration; the next bit says it is false.

    `by_answering` are the bits that any answer to a question sets.
    """

    rules: tuple[Rule, ...]
    ways: tuple[Ways, ...]
    bits: dict[Compare | Declared, int]
    by_question: dict[str, list[tuple[Compare, int]]]
    by_answering: dict[str, int]
    seen: dict[tuple[str, AnswerValue], int] = field(default_factory=dict)
    about: dict[str | None, list[tuple[int, int]]] = field(default_factory=dict)

    def answered(self, view: Counted) -> int:
        """Give the bits that the answers set."""
        bits = 0
        for question, answer in view.answers.items():
            if answer.value is not None:
                bits |= self.by_answering.get(question, 0)
                if question in self.by_question:
                    known = (question, answer.value)
                    bits |= self.seen[known] if known in self.seen else self._looked_up(question, answer.value, view)
        return bits

    def called(self, answered: int, strategy: str | None) -> list[Rule]:
        """Give the rules that may hold where a strategy is declared (None: nothing is), in the order of the catalogue."""
        if strategy not in self.about:
            self.about[strategy] = self._about(strategy)
        return [self.rules[place] for place in sorted({place for way, place in self.about[strategy] if way & answered == way})]

    def _about(self, strategy: str | None) -> list[tuple[int, int]]:
        """Give the ways that a declaration leaves open, with the numbers of their rules."""
        declared, every = 0, 0
        for noun, bit in self.bits.items():
            if isinstance(noun, Declared):
                declared |= bit if strategy in noun.strategies else bit << 1
                every |= bit | bit << 1
        return [
            (way & ~every, place)
            for place, (rule, ways) in enumerate(zip(self.rules, self.ways, strict=True))
            for way in ways
            if rule.concerns(strategy) and way & every & ~declared == 0
        ]

    def _looked_up(self, question: str, answer: AnswerValue, view: Counted) -> int:
        """Give the bits that an answer sets, and keep them for the next firm unless it is a figure or a list."""
        value = view.value("question", question)
        bits = 0
        for compare, bit in self.by_question[question]:
            if value is not None:
                bits |= bit if compare.compares(value, view.scale(compare.kind, question)) else bit << 1
        if isinstance(answer, str | bool):
            self.seen[question, answer] = bits
        return bits


def triggers(catalogue: Catalogue) -> Triggers:
    """Gather what calls for each rule of a catalogue."""
    bits: dict[Compare | Declared, int] = {}
    rules = tuple(catalogue.rules.values())
    ways = tuple(_least(way for case in rule.cases for way in _ways(case.when, bits, truth=True)) for rule in rules)
    by_question: dict[str, list[tuple[Compare, int]]] = {}
    by_answering: dict[str, int] = {}
    for noun, bit in bits.items():
        if isinstance(noun, Compare) and noun.operator == "answered":
            by_answering[noun.name] = by_answering.get(noun.name, 0) | (bit if noun.operand else bit << 1)
        elif isinstance(noun, Compare):
            by_question.setdefault(noun.name, []).append((noun, bit))
    return Triggers(rules, ways, bits, by_question, by_answering)


def _ways(condition: Condition, bits: dict[Compare | Declared, int], *, truth: bool) -> Ways:
    """Give the ways in which a condition may be true, or false, each as the bits that must be set."""
    match condition:
        case Not(part):
            return _ways(part, bits, truth=not truth)
        case All(parts) | AnyOf(parts):
            each = [_ways(part, bits, truth=truth) for part in parts]
            return _together(each) if isinstance(condition, All) is truth else _least(way for ways in each for way in ways)
        case Compare("fact", name, operator, operand):
            told = operator != "answered" or operand is truth
            needed = [Compare("question", question, "answered", operand=True) for question in NEEDED[name]] if told else []
            return _together([_ways(compare, bits, truth=True) for compare in needed])
        case Compare(operator="answered", operand=operand) if operand is not truth:
            return ALWAYS  # what is not answered sets no bit
        case Compare() | Declared():
            bit = bits.setdefault(condition, 1 << 2 * len(bits))
            return frozenset({bit if truth else bit << 1})
        case _:
            return ALWAYS


def _together(each: list[Ways]) -> Ways:
    """Give the ways in which all of several hold at once."""
    found = ALWAYS
    for ways in each:
        found = _least(one | other for one in found for other in ways)
        if len(found) > MOST_WAYS:
            return ALWAYS
    return found


def _least(ways: Iterable[int]) -> Ways:
    """Leave out every way that asks for more than another does."""
    found = set(ways)
    return frozenset(way for way in found if not any(other != way and other & way == other for other in found))
