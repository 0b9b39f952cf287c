"""The small typed tree that a `when:` is: its shape, how it is read, and when it holds.

A condition is true, false or undecided. A comparison with an answer that is unknown, not applicable, hidden or missing is undecided,
and so is its negation: nothing fires, and no question opens, on what is not known. `docs/semantics.md` has the truth table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from strategist.kinds import Any, Literal, Protocol, cast
from strategist.nouns import dataclass

Kind = Literal["dimension", "question", "fact"]
Operator = Literal["is", "in", "at_least", "at_most", "answered"]
Scalar = str | bool | int | float
Value = Scalar | tuple[str, ...]
Causes = tuple[tuple[Kind, str], ...]

_KINDS: tuple[Kind, ...] = ("dimension", "question", "fact")
_OPERATORS: tuple[Operator, ...] = ("is", "in", "at_least", "at_most", "answered")
_SHAPE = (
    "a condition is {all: [...]}, {any: [...]}, {not: ...}, {declared: [strategies]}, or one of dimension, question, fact "
    "with one of is, in, at_least, at_most, answered"
)


class Condition:
    """A node of the tree: All, AnyOf, Not, Declared or Compare."""

    def holds(self, known: Known) -> bool | None:
        """Tell whether the condition holds of what is known; None is undecided."""
        raise NotImplementedError

    def causes(self, known: Known) -> Causes:
        """Name what decided it, in the order of the tree; nothing while it is undecided."""
        raise NotImplementedError

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: object) -> Any:
        """Let the catalogue's validation read a condition with `parse`."""
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(parse, json_schema_input_schema=core_schema.dict_schema())


@dataclass(frozen=True, slots=True)
class All(Condition):
    """Holds when every part holds."""

    parts: tuple[Condition, ...]

    def holds(self, known: Known) -> bool | None:
        """One false part decides; else one undecided part leaves all open."""
        truth: bool | None = True
        for part in self.parts:
            one = part.holds(known)
            if one is False:
                return False
            truth = truth and one
        return truth

    def causes(self, known: Known) -> Causes:
        """Name what decided every part, or the false ones."""
        return _joined(self.parts, known, self.holds(known))


@dataclass(frozen=True, slots=True)
class AnyOf(Condition):
    """Holds when at least one part holds."""

    parts: tuple[Condition, ...]

    def holds(self, known: Known) -> bool | None:
        """One true part decides; else one undecided part leaves all open."""
        truth: bool | None = False
        for part in self.parts:
            one = part.holds(known)
            if one:
                return True
            truth = None if one is None else truth
        return truth

    def causes(self, known: Known) -> Causes:
        """Name what decided every part, or the true ones."""
        return _joined(self.parts, known, self.holds(known))


@dataclass(frozen=True, slots=True)
class Not(Condition):
    """Holds when the part is false; undecided when the part is."""

    part: Condition

    def holds(self, known: Known) -> bool | None:
        """Turn the part round."""
        truth = self.part.holds(known)
        return None if truth is None else not truth

    def causes(self, known: Known) -> Causes:
        """Name what decided the part."""
        return self.part.causes(known)


@dataclass(frozen=True, slots=True)
class Declared(Condition):
    """Holds when one of these strategies is declared; false, never undecided, for a firm that declared nothing."""

    strategies: tuple[str, ...]

    def holds(self, known: Known) -> bool | None:
        """Look for one of the strategies."""
        return not set(self.strategies).isdisjoint(known.declared)

    def causes(self, known: Known) -> Causes:  # noqa: ARG002 - it is the declaration whatever is known
        """Name the declaration."""
        return (("question", "declared.strategy"),)


@dataclass(frozen=True, slots=True)
class Compare(Condition):
    """Holds when the answer or fact compares as said; `is` and `in` on a list of answers mean that the list contains it."""

    kind: Kind
    name: str
    operator: Operator
    operand: Value

    def holds(self, known: Known) -> bool | None:
        """Compare what is known; a comparison with what is not known is undecided."""
        value = known.value(self.kind, self.name)
        if self.operator == "answered":
            return (value is not None) is self.operand
        return None if value is None else self.compares(value, known.scale(self.kind, self.name))

    def compares(self, value: Value, scale: Mapping[str, int]) -> bool:
        """Tell whether a known value compares as said; `scale` is the order of the options."""
        return bool(self.operand) if self.operator == "answered" else _OPERATIONS[self.operator](value, self.operand, scale)

    def causes(self, known: Known) -> Causes:
        """Name the answer or fact, if it is known."""
        return () if known.value(self.kind, self.name) is None else ((self.kind, self.name),)


@dataclass(frozen=True, slots=True)
class Outcome:
    """True, false or undecided (None), and what decided it, in the order of the tree."""

    truth: bool | None
    causes: Causes = ()


class Known(Protocol):
    """What a condition may ask of a profile."""

    @property
    def declared(self) -> tuple[str, ...]:
        """The declared strategies."""

    def value(self, kind: Kind, name: str) -> Value | None:
        """Give the answer or fact; None when it is unknown, not applicable, hidden or missing."""

    def scale(self, kind: Kind, name: str) -> Mapping[str, int]:
        """Give the order of the options of a question, empty when it has none."""


def parse(data: object) -> Condition:
    """Read a condition from plain data; raises ValueError saying what is wrong with it."""
    if not isinstance(data, dict) or not data:
        raise ValueError(_SHAPE)
    if len(data) == 1:
        ((word, inner),) = data.items()
        match word:
            case "all" | "any":
                if not isinstance(inner, list) or not inner:
                    raise ValueError(f"`{word}` takes a list of conditions")
                parts = tuple(parse(part) for part in inner)
                return All(parts) if word == "all" else AnyOf(parts)
            case "not":
                return Not(parse(inner))
            case "declared":
                return Declared(_words(inner, "declared"))
    return _compare(data)


def _compare(data: dict[str, object]) -> Compare:
    kinds = [kind for kind in _KINDS if kind in data]
    operators = [operator for operator in _OPERATORS if operator in data]
    if len(kinds) != 1 or len(operators) != 1 or len(data) != 2:
        raise ValueError(_SHAPE)
    kind, operator = kinds[0], operators[0]
    name, operand = data[kind], data[operator]
    if not isinstance(name, str):
        raise ValueError(f"`{kind}` takes the id of a {kind}")
    if kind == "fact" and operator != "answered" and (isinstance(operand, bool) or not isinstance(operand, int | float)):
        raise ValueError("a fact is compared with a number")
    if operator == "in":
        return Compare(kind, name, operator, _words(operand, "in"))
    if operator == "answered" and not isinstance(operand, bool):
        raise ValueError("`answered` takes true or false")
    if not isinstance(operand, str | bool | int | float):
        raise ValueError(f"`{operator}` takes one value")
    return Compare(kind, name, operator, operand)


def _words(data: object, word: str) -> tuple[str, ...]:
    if not isinstance(data, list) or not data or not all(isinstance(item, str) for item in data):
        raise ValueError(f"`{word}` takes a list of ids")
    return tuple(data)


def evaluate(condition: Condition, known: Known) -> Outcome:
    """Tell whether a condition holds of what is known, and what decided it."""
    truth = condition.holds(known)
    return Outcome(truth, () if truth is None else condition.causes(known))


def _joined(parts: tuple[Condition, ...], known: Known, truth: bool | None) -> Causes:  # noqa: FBT001 - a verdict, not a switch
    """Name each cause once: those of the parts that agree with the whole, for a part that does not had no say."""
    found = [cause for part in parts if part.holds(known) is truth for cause in part.causes(known)]
    return tuple(dict.fromkeys(found))


def _is(value: Value, operand: Value, _scale: Mapping[str, int]) -> bool:
    return operand in value if isinstance(value, tuple) else value == operand


def _in(value: Value, operand: Value, _scale: Mapping[str, int]) -> bool:
    values = value if isinstance(value, tuple) else (value,)
    return not set(values).isdisjoint(cast("tuple[str, ...]", operand))


def _at_least(value: Any, operand: Any, scale: Mapping[str, int]) -> bool:
    least: float = scale[operand] if isinstance(operand, str) else operand
    return (scale[value] if isinstance(value, str) else value) >= least


def _at_most(value: Any, operand: Any, scale: Mapping[str, int]) -> bool:
    most: float = scale[operand] if isinstance(operand, str) else operand
    return (scale[value] if isinstance(value, str) else value) <= most


_OPERATIONS: dict[str, Callable[[Value, Value, Mapping[str, int]], bool]] = {
    "is": _is,
    "in": _in,
    "at_least": _at_least,
    "at_most": _at_most,
}


def comparisons(condition: Condition) -> Iterator[Compare]:
    """Yield every comparison in a condition, in order."""
    match condition:
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from comparisons(part)
        case Not(part):
            yield from comparisons(part)
        case Compare():
            yield condition


def declarations(condition: Condition) -> Iterator[str]:
    """Yield every strategy that a condition names under `declared`, in order."""
    match condition:
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from declarations(part)
        case Not(part):
            yield from declarations(part)
        case Declared(strategies):
            yield from strategies
