"""What stands in brackets within one line: `{a: 1}` and `[a, b]`, as far as its meaning is beyond doubt.

`lines` reads the lines around it, and explains why not everything is read here.
"""

from __future__ import annotations

import re

from strategist.origins import NOTHING, Part
from strategist.scalars import resolved

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from strategist.origins import Origin, Spot

DEEPEST = 6
"""Brackets within brackets: fewer levels than a profile may have, and more than it needs."""

# A line is printable before any of these is tried: no control characters, line breaks, marks of byte order or direction.
NAME = "[A-Za-z_][A-Za-z0-9_-]*"
"""A key."""

FIRST = "(?:[^-?:,\\[\\]{}#&*!|>'\"%@` ]|-(?=[.0-9]))"
"""What a word begins with."""

_SIGNS = r",:?\[\]{}"
_INNER = f"{FIRST}(?:[^ {_SIGNS}]++|:(?=[0-9A-Za-z/])| ++(?=[^ #{_SIGNS}]))*+"
_FLAT = re.compile(f"[{{\\[](?: *(?:{NAME}: +)?{_INNER} *,)*+ *(?:{NAME}: +)?{_INNER} *[}}\\]]")
"""A flow collection of plain words. In these is no comma, and no colon with a blank behind it."""
_ITEM = re.compile(f" *(?:({NAME}): +)?(?:([\\[{{])|(?:({_INNER})|\"([^\"\\\\]*)\"|'([^']*)') *([]}},]))")
"""An item of a flow collection: its key, and the sign that begins a collection, or a word, or a text in quotes, and the sign behind."""


class NotPlainError(Exception):
    """Something that only the parser can judge."""


def read(text: str, column: int) -> Flow | Flat:
    """Read the collection that a text begins with and that stands at a column; raises NotPlainError."""
    return _flat(text, column) or _collection(text, 0, column, DEEPEST)


class Flow:
    """A value inside a flow collection of one line: a word, or the values of a list or of a mapping with the columns of its keys."""

    __slots__ = ("end", "inner", "keys", "start", "value", "word")

    def __init__(self, start: int, end: int, word: str = "", value: object = None) -> None:
        """Begin with a word or a figure, and how it is written."""
        self.start, self.end, self.word, self.value = start, end, word, value
        self.inner: Any = None
        self.keys: dict[str, int] = {}

    def data(self) -> Any:
        """Give the plain data, made anew for each document."""
        if isinstance(self.inner, dict):
            return {key: value.value if value.inner is None else value.data() for key, value in self.inner.items()}
        return self.value if self.inner is None else [value.data() for value in self.inner]


class Flat:
    """A flow collection of plain words. Where each of them stands is worked out when somebody asks: few ever are."""

    __slots__ = ("data", "end", "start", "text")

    def __init__(self, start: int, text: str, words: dict[str, object] | list[object]) -> None:
        """Keep where it starts, what is written and what that means; `data` gives the plain data, made anew for each document."""
        self.start, self.end, self.text, self.data = start, start + len(text), text, words.copy

    def closely(self) -> Flow:
        """Read it again, with the place of each value."""
        return _collection(self.text, 0, self.start, DEEPEST)


def _flat(rest: str, column: int) -> Flat | None:
    """Read what stands at a column as a collection of plain words; None if it is something else."""
    found = _FLAT.match(rest)
    if found is None:
        return None
    text = found[0]
    pieces, keys = text[1:-1].split(","), text.count(": ")
    if text[0] == "[" and text[-1] == "]" and not keys:
        return Flat(column, text, [resolved(piece.strip(" ")) for piece in pieces])
    pairs = [piece.partition(": ") for piece in pieces]
    words = {key.lstrip(" "): resolved(word.strip(" ")) for key, _, word in pairs}
    return Flat(column, text, words) if text[0] == "{" and text[-1] == "}" and len(words) == len(pairs) == keys else None


class Placed(Part):
    """A flow collection in the row where it stands."""

    __slots__ = ("_read", "row")

    def __init__(self, row: int, flow: Flow | Flat) -> None:
        """Keep both."""
        self.at, self.keys, self.repeats = (row, flow.start), NOTHING, None
        self.row, self._read = row, flow

    @property
    def flow(self) -> Flow:
        """The values with their places."""
        if isinstance(self._read, Flat):
            self._read = self._read.closely()
        return self._read

    def inside(self, step: str | int) -> Origin:
        """Give the part under a key or a number; None if there is none."""
        if step not in self.steps():
            return None
        value = self.flow.inner[step]
        return (self.row, value.start, self.row, value.end, value.word) if value.inner is None else Placed(self.row, value)

    def key(self, step: object) -> Spot | None:
        """Give where a key stands; None if there is none."""
        return (self.row, self.flow.keys[step]) if isinstance(step, str) and step in self.flow.keys else None

    def steps(self) -> Iterable[str | int]:
        """Give the keys, or the numbers."""
        return self.flow.inner if isinstance(self.flow.inner, dict) else range(len(self.flow.inner))


def _collection(text: str, at: int, margin: int, deeper: int) -> Flow:
    """Read the flow collection that begins at a place of a text, which itself stands at a column; it may have so many levels."""
    if not deeper:
        raise NotPlainError
    made, closing = Flow(margin + at, 0), "}" if text[at] == "{" else "]"
    inner: list[Flow] = []
    sign, end = _sign(text, at + 1)
    sign, at = (closing, end) if sign == closing else (",", at + 1)
    while sign == ",":
        found = _ITEM.match(text, at)
        if not found or (found[1] is None) is (closing == "}") or found[1] in made.keys:
            raise NotPlainError
        if found[1]:
            made.keys[found[1]] = margin + found.start(1)
        if found[2]:
            inner.append(_collection(text, found.start(2), margin, deeper - 1))
            sign, at = _sign(text, inner[-1].end - margin)
        else:
            inner.append(_word(found, margin))
            sign, at = found[6], found.end()
    if sign != closing:
        raise NotPlainError
    made.end, made.inner = margin + at, dict(zip(made.keys, inner, strict=True)) if closing == "}" else inner
    return made


def _sign(text: str, at: int) -> tuple[str, int]:
    """Give the next sign that is no blank, and where it ends."""
    while text[at : at + 1] == " ":
        at += 1
    return text[at : at + 1], at + 1


def _word(found: re.Match[str], margin: int) -> Flow:
    """Give the word or the figure of an item, in quotes or without."""
    plain, single = found[3], found[5]
    if plain is not None:
        return Flow(margin + found.start(3), margin + found.end(3), plain, resolved(plain))
    group = 4 if single is None else 5
    return Flow(margin + found.start(group) - 1, margin + found.end(group) + 1, found[group], found[group])
