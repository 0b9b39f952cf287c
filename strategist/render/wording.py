"""Conditions in words, for people."""

from __future__ import annotations

from strategist.conditions import All, AnyOf, Compare, Condition, Declared, Not
from strategist.models.catalogue import Rule
from strategist.models.knowledge import Catalogue
from strategist.texts import listed

OPERATORS = {"is": "is", "in": "is one of", "at_least": "is at least", "at_most": "is at most"}


def in_words(catalogue: Catalogue, condition: Condition) -> str:
    """Say a condition as a sentence without its full stop."""
    match condition:
        case All(parts):
            return ", and ".join(in_words(catalogue, part) for part in parts)
        case AnyOf(parts):
            return ", or ".join(in_words(catalogue, part) for part in parts)
        case Not(part):
            return f"not: {in_words(catalogue, part)}"
        case Declared(strategies):
            return f"{names(catalogue, strategies)} is declared"
        case Compare():
            return _compared(catalogue, condition)
    raise TypeError(condition)


def _compared(catalogue: Catalogue, compare: Compare) -> str:
    subject = catalogue.facts[compare.name].words if compare.kind == "fact" else f"“{_asked(catalogue, compare.name)}”"
    if compare.operator == "answered":
        return f"{subject} is {'answered' if compare.operand else 'not answered'}"
    operands = compare.operand if isinstance(compare.operand, tuple) else (compare.operand,)
    return f"{subject} {OPERATORS[compare.operator]} {listed([_value(catalogue, compare, operand) for operand in operands], last='or')}"


def _asked(catalogue: Catalogue, name: str) -> str:
    return catalogue.dimensions[name].name if name in catalogue.dimensions else catalogue.questions[name].text


def _value(catalogue: Catalogue, compare: Compare, operand: object) -> str:
    if isinstance(operand, bool):
        return "yes" if operand else "no"
    if compare.name == "goals":
        return f"“{catalogue.goals[str(operand)].name}”"
    return f"“{catalogue.label(compare.name, operand)}”" if isinstance(operand, str) else str(operand)


def names(catalogue: Catalogue, strategies: tuple[str, ...], last: str = "or") -> str:
    """Give the quoted names of strategies as a list in words."""
    return listed([f"“{catalogue.strategies[strategy].name}”" for strategy in strategies], last=last)


def whom(catalogue: Catalogue, rule: Rule) -> str:
    """Say in a sentence or two which firms a rule speaks of."""
    if rule.kind == "contradiction":
        return "Two answers that cannot both be true of the same customers. It concerns every firm."
    if rule.applies_to == "any":
        return "It concerns every firm, whatever it declares."
    if isinstance(rule.applies_to, dict):
        return f"It concerns every firm except one that declares {names(catalogue, rule.applies_to['except'])}."
    return f"It concerns a firm that declares {names(catalogue, rule.applies_to)}."
