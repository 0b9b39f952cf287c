"""Which rules the answers call for, worked out ahead: a look at a table for each answer, then a comparison of bits for each rule.

Each comparison in the conditions of a catalogue has two bits: that it is true, and that it is false. A condition holds where all the
bits of one of its ways are set. For a computed fact only the answers that it needs have bits, so a way may take too much for granted: a
rule that is called is evaluated in full by `conditions`, which alone says what holds. One that is not called could not have held.
"""

from __future__ import annotations

from collections.abc import Iterable

from strategist.conditions import All, AnyOf, Compare, Condition, Declared, Not
from strategist.facts import NEEDED, OF_BLENDS
from strategist.flow import Counted
from strategist.models.catalogue import Case, Rule
from strategist.models.knowledge import Catalogue
from strategist.models.profile import AnswerValue
from strategist.nouns import dataclass, field

MOST_WAYS = 64
"""Ways of one condition; one that has more is called always."""

BLEND = "a blend"
"""What a bit stands for that says that several strategies are declared."""

OPTIONS = frozenset({str, bool})
"""The types of answers that are the same in many profiles."""

Ways = frozenset[int]
ALWAYS: Ways = frozenset({0})


@dataclass
class _Table:
    """The bits that answers to one question set: any of them, by comparison, and those of the options that were looked up."""

    always: int = 0
    compares: list[tuple[Compare, int]] = field(default_factory=list)
    seen: dict[str | bool, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Triggers:
    """The cases of every rule, each with the ways in which it may hold, and the bit of each comparison and declaration.

    The next bit says that it is false. `tables` tell by question which bits an answer sets, `about` which ways are open to a strategy.
    """

    rules: tuple[Rule, ...]
    ways: tuple[tuple[Ways, ...], ...]
    bits: dict[Compare | Declared | str, int]
    tables: dict[str, _Table]
    about: dict[str | None, list[tuple[int, int, int]]] = field(default_factory=dict)

    def answered(self, view: Counted) -> int:
        """Give the bits that the answers set."""
        bits = self.bits.get(BLEND, 0) if len(view.declared) > 1 else 0
        tables = self.tables
        for question, answer in view.answers.items():
            table = tables.get(question)
            if table is not None and (value := answer.value) is not None:
                if not table.compares:
                    bits |= table.always
                    continue
                looked_up = table.seen.get(value) if type(value) in OPTIONS else None  # type: ignore[arg-type]
                bits |= _looked_up(question, value, view, table) if looked_up is None else looked_up
        return bits

    def called(self, answered: int, strategy: str | None) -> list[tuple[Rule, list[Case]]]:
        """Give the rules that may hold where a strategy is declared (None: nothing is), in order, each with the cases that may."""
        if strategy not in self.about:
            self.about[strategy] = self._about(strategy)
        cases: dict[int, list[Case]] = {}
        for place, number in sorted({(place, number) for way, place, number in self.about[strategy] if way & answered == way}):
            cases.setdefault(place, []).append(self.rules[place].cases[number])
        return [(self.rules[place], found) for place, found in cases.items()]

    def _about(self, strategy: str | None) -> list[tuple[int, int, int]]:
        """Give the ways that a declaration leaves open, with the numbers of their rules and cases."""
        declared, every = 0, 0
        for noun, bit in self.bits.items():
            if isinstance(noun, Declared):
                declared |= bit if strategy in noun.strategies else bit << 1
                every |= bit | bit << 1
        return [
            (way & ~every, place, number)
            for place, (rule, cases) in enumerate(zip(self.rules, self.ways, strict=True))
            for number, ways in enumerate(cases)
            for way in ways
            if rule.concerns(strategy) and way & every & ~declared == 0
        ]


def _looked_up(question: str, answer: AnswerValue, view: Counted, table: _Table) -> int:
    """Give the bits that an answer sets, and keep them for the next firm unless it is a figure or a list."""
    bits, value = table.always, view.value("question", question)
    if value is not None:
        for compare, bit in table.compares:
            bits |= bit if compare.compares(value, view.scale(compare.kind, question)) else bit << 1
    if isinstance(answer, (str, bool)):
        table.seen[answer] = bits
    return bits


def triggers(catalogue: Catalogue) -> Triggers:
    """Gather what calls for each rule of a catalogue."""
    bits: dict[Compare | Declared | str, int] = {}
    rules = tuple(catalogue.rules.values())
    ways = tuple(tuple(_ways(case.when, bits, truth=True) for case in rule.cases) for rule in rules)
    tables: dict[str, _Table] = {}
    for noun, bit in bits.items():
        if isinstance(noun, Compare):
            table = tables.setdefault(noun.name, _Table())
            if noun.operator == "answered":
                table.always |= bit if noun.operand else bit << 1
            else:
                table.compares.append((noun, bit))
    return Triggers(rules, ways, bits, tables)


def _ways(condition: Condition, bits: dict[Compare | Declared | str, int], *, truth: bool) -> Ways:
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
            blend = [frozenset({bits.setdefault(BLEND, 1 << 2 * len(bits))})] if told and name in OF_BLENDS else []
            return _together([*blend, *(_ways(compare, bits, truth=True) for compare in needed)])
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
