"""YAML as people mostly write it, read line by line: keys and words, lists, flow collections of one line, folded text, comments.

This is a subset that is beyond doubt, read in a fraction of the time that the parser takes. Whatever does not plainly belong to it,
mistakes above all, makes `read` give None, and the parser (`events`) decides. What is read here is read to the same data and the
same places there; tests hold both to it.
"""

from __future__ import annotations

import re

from strategist.origins import NOTHING, Part
from strategist.scalars import resolved

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from strategist.origins import Origin, Spot, Word

LONGEST = 50_000
"""Letters of a text that is read here; a longer one could hold more values than a profile may."""

DEEPEST_INDENT, DEEPEST_FLOW = 12, 6
"""Blanks before a line, and brackets within brackets: fewer levels than a profile may have, and more than it needs."""

KEPT = 2048
"""Lines that are remembered, and as many again that were before them: the same answers stand in many profiles."""

# A line is printable before any of these is tried: no control characters, line breaks, marks of byte order or direction.
_NAME = "[A-Za-z_][A-Za-z0-9_-]*"
_FIRST = "(?:[^-?:,\\[\\]{}#&*!|>'\"%@` ]|-(?=[.0-9]))"
_SIGNS = r",:?\[\]{}"
_KEY = re.compile(f"({_NAME}):(?: +|$)")
_WORD = re.compile(f"({_FIRST}(?:[^ :]++|:(?=[^ ])| ++(?=[^ #]))*+)")
_INNER = f"{_FIRST}(?:[^ {_SIGNS}]++|:(?=[0-9A-Za-z/])| ++(?=[^ #{_SIGNS}]))*+"
_FLAT = re.compile(f"[{{\\[](?: *(?:{_NAME}: +)?{_INNER} *,)*+ *(?:{_NAME}: +)?{_INNER} *[}}\\]]")
"""A flow collection of plain words. In these is no comma, and no colon with a blank behind it."""
_ITEM = re.compile(f" *(?:({_NAME}): +)?(?:([\\[{{])|(?:({_INNER})|\"([^\"\\\\]*)\"|'([^']*)') *([]}},]))")
"""An item of a flow collection: its key, and the sign that begins a collection, or a word, or a text in quotes, and the sign behind."""


class NotPlainError(Exception):
    """Something that only the parser can judge."""


class Line:
    """What stands in a line: after `indent` blanks a key, or the dash of a list, and behind it a value that may go on below.

    `kind` says what the value is. It stands at `column` and reaches to `end`; `word` is how a word or a figure is written, or the sign
    of a text that begins in the next line. Behind a dash there may be the key of a mapping.
    """

    __slots__ = ("column", "end", "indent", "key", "kind", "value", "word")

    def __init__(self, indent: int, key: str | None, column: int, kind: str = "open") -> None:
        """Begin with what every line has; without a value, nothing is written there."""
        self.indent, self.key, self.column, self.kind = indent, key, column, kind
        self.end, self.value, self.word = column, None, ""

    value: Any


EMPTY, UNSURE = Line(-1, None, 0), Line(-1, None, 0)
"""Lines without a value: with nothing in them, and with something that only the parser can judge."""

END = "\0 the end"
"""Stands behind the last line. It is told by what it is, not by what it says; Python keeps short texts once, so it is no short one."""


class Block(Part):
    """A mapping or a list over several lines: the row of each value, and the parts of values that go on below it."""

    __slots__ = ("below", "lines", "rows")

    def __init__(self, at: Spot, lines: list[str], rows: Any, below: dict[Any, Origin]) -> None:
        """Keep the four."""
        self.at, self.keys, self.repeats = at, NOTHING, None
        self.lines, self.rows, self.below = lines, rows, below

    def inside(self, step: str | int) -> Origin:
        """Give the part under a key or a number; None if there is none."""
        if step in self.below:
            return self.below[step]
        if step not in self.steps():
            return None
        line = KNOWN[self.lines[row := self.rows[step]]]
        return Placed(row, line.value) if line.kind == "flow" else (row, line.column, row, line.end, line.word)

    def key(self, step: object) -> Spot | None:
        """Give where a key stands; None if there is none."""
        if not isinstance(self.rows, dict) or step not in self.rows:
            return None
        row = self.rows[step]
        return row, KNOWN[self.lines[row]].indent

    def steps(self) -> Iterable[str | int]:
        """Give the keys, or the numbers."""
        return self.rows if isinstance(self.rows, dict) else range(len(self.rows))


def read(text: str) -> tuple[dict[str, Any], Part] | None:
    """Read the one document of a text: its data, and where each part of it stands; None for what is not beyond doubt."""
    if len(text) > LONGEST:
        return None
    page, first = _Page([*text.split("\n"), END]), 0
    while (line := KNOWN[page.lines[first]]) is EMPTY:
        first += 1
    if line.key is None or line.indent:
        return None
    try:
        data, part, after = page.mapping(first)
    except NotPlainError:
        return None
    return (data, part) if page.lines[after] is END else None


class _Page:
    """The lines of a text, read as the mappings and lists that they make up; `at` is always the number of a row."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines

    def mapping(self, at: int) -> tuple[dict[str, Any], Part, int]:
        """Read the mapping that begins in a row; gives also the row behind it."""
        lines, known, indent = self.lines, KNOWN, KNOWN[self.lines[at]].indent
        data: dict[str, Any] = {}
        rows: dict[str, int] = {}
        below: dict[str, Origin] = {}
        part = Block((at, indent), lines, rows, below)
        while (line := known[lines[at]]).indent == indent or line is EMPTY:
            key = line.key
            if key is None or key in data:
                if line is not EMPTY:
                    raise NotPlainError
                at += 1
                continue
            rows[key] = at
            at += 1
            kind = line.kind
            if kind == "word":
                data[key] = line.value
            elif kind == "flow":
                data[key] = line.value.data()
            elif kind != "open":
                data[key], below[key], at = self.text(at, line)
            else:
                data[key], below[key], at = self.following(at, line)
        if line.indent > indent:
            raise NotPlainError
        return data, part, at

    def following(self, at: int, line: Line) -> tuple[Any, Origin, int]:
        """Read what stands from a row on below the key of a line, if anything does; gives also the row behind it."""
        row = at - 1
        while (following := KNOWN[self.lines[at]]) is EMPTY:
            at += 1
        if following.key is None and following.indent >= line.indent:
            return self.listing(at)
        if following.indent > line.indent:
            return self.mapping(at)
        return None, (row, line.column, row, line.end, line.word), at

    def listing(self, at: int) -> tuple[list[Any], Part, int]:
        """Read the list that begins in a row; gives also the row behind it."""
        lines, known, indent = self.lines, KNOWN, KNOWN[self.lines[at]].indent
        data: list[Any] = []
        rows: list[int] = []
        below: dict[int, Origin] = {}
        part = Block((at, indent), lines, rows, below)
        while (line := known[lines[at]]).indent == indent or line is EMPTY:
            if line is EMPTY:
                at += 1
                continue
            if line.key is not None:
                break
            rows.append(at)
            value: Any = line.value
            if line.kind == "key":
                lines[at] = " " * line.column + lines[at][line.column :]  # from here on the line of a mapping
                value, below[len(data)], at = self.mapping(at)
            elif line.kind == "word":
                at += 1
            elif line.kind == "flow":
                value, at = value.data(), at + 1
            elif line.kind == "open":
                raise NotPlainError
            else:
                value, below[len(data)], at = self.text(at + 1, line)
            data.append(value)
        if line.indent > indent:
            raise NotPlainError
        return data, part, at

    def text(self, first: int, line: Line) -> tuple[str, Word, int]:
        """Read the text that begins in a row and that the line before announces; gives also the row behind it and what is empty there."""
        lines, end = self.lines, first
        margin = " " * max(len(lines[first]) - len(lines[first].lstrip(" ")), line.indent + 1)
        while lines[end].startswith(margin):
            end += 1
        texts = [written[len(margin) :] for written in lines[first:end]]
        if not texts or lines[end] is END or not all(map(_is_text, texts)):
            raise NotPlainError
        while not lines[end] and lines[end + 1] is not END:
            end += 1
        if lines[end].isspace():
            raise NotPlainError
        text = (" " if line.word[0] == ">" else "\n").join(texts) + ("" if line.word.endswith("-") else "\n")
        return text, (first - 1, line.column, end, 0, text), end


def _is_text(written: str) -> bool:
    return written.isprintable() and written[:1] > " " < written[-1:]


class _Known(dict[str, Line]):
    """Lines by how they are written, each read by itself when it is first asked for; those not asked for again are let go."""

    def __init__(self) -> None:
        super().__init__()
        self.before: dict[str, Line] = {}

    def __missing__(self, written: str) -> Line:
        line = self.before.get(written) or _line_or_unsure(written)
        if len(self) >= KEPT:
            self.before = self.copy()
            self.clear()
        self[written] = line
        return line


KNOWN = _Known()


def _line_or_unsure(written: str) -> Line:
    try:
        return _line(written)
    except NotPlainError:
        return UNSURE


def _line(written: str) -> Line:
    body = written.lstrip(" ")
    indent = len(written) - len(body)
    if not written.isprintable():
        raise NotPlainError
    if body[:1] in {"", "#"}:
        return EMPTY
    if indent > DEEPEST_INDENT:
        raise NotPlainError
    if key := _KEY.match(body):
        return _valued(Line(indent, key[1], indent + key.end(1) + 1), body[key.end() :], indent + key.end())
    if not body.startswith("- "):
        raise NotPlainError
    rest = body[2:].lstrip(" ")
    line = Line(indent, None, len(written) - len(rest))
    if not _KEY.match(rest):
        return _valued(line, rest, line.column)
    line.kind = "key"
    return line


def _valued(line: Line, rest: str, column: int) -> Line:
    """Read what follows a key or a dash."""
    if rest[:1] in {"", "#"}:
        return line
    line.column = column
    if rest[0] in "{[":
        line.kind, line.value = "flow", _flat(rest, column) or _collection(rest, 0, column, DEEPEST_FLOW)
        line.end = line.value.end
    elif rest in {">-", ">", "|-", "|"}:
        line.kind, line.word, line.end = "text", rest, column + len(rest)
    elif rest[0] in "\"'":
        line.kind, line.value = "word", _in_quotes(rest)
        line.word, line.end = line.value, column + len(line.value) + 2
    elif found := _WORD.match(rest):
        line.kind, line.value = "word", resolved(found[1])
        line.word, line.end = found[1], column + found.end()
    behind = rest[line.end - column :]
    after = behind.lstrip(" ")
    if line.kind == "open" or (after and (after[0] != "#" or after == behind)):
        raise NotPlainError
    return line


def _in_quotes(rest: str) -> str:
    """Give what stands in quotes at the beginning of a text."""
    word, closing, _ = rest[1:].partition(rest[0])
    if not closing or (rest[0] == '"' and "\\" in word):
        raise NotPlainError
    return word


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
        return _collection(self.text, 0, self.start, DEEPEST_FLOW)


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
