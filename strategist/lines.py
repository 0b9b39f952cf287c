"""YAML as people mostly write it, read line by line: keys and words, lists, flow collections of one line, folded text, comments.

This is a subset that is beyond doubt, read in a fraction of the time that the parser takes. Whatever does not plainly belong to it,
mistakes above all, makes `read` give None, and the parser (`events`) decides. What is read here is read to the same data and the
same places there; tests hold both to it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from strategist.origins import NOTHING, Part
from strategist.scalars import resolved

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from strategist.origins import Origin, Spot

LONGEST = 50_000
"""Letters of a text that is read here; a longer one could hold more values than a profile may."""

DEEPEST_INDENT, DEEPEST_FLOW = 12, 6
"""Blanks before a line, and brackets within brackets: fewer levels than a profile may have, and more than it needs."""

KEPT = 2048
"""Lines that are remembered: the same answers stand in many profiles."""

_BEYOND = "\\xa0-\\u2027\\u202a-\\ud7ff\\ue000-\\ufefe\\uff00-\\ufffd\\U00010000-\\U0010ffff"
"""Beyond ASCII, all but line breaks, marks of byte order, and what may not stand in YAML."""
_FIRST = f"(?:[$()+./0-9;<=A-Z\\\\^_a-z~{_BEYOND}]|-(?=[.0-9]))"
_TAIL = f"(?: *| +#[ -~{_BEYOND}]*)"
_QUOTES = f"\"([ !#-\\[\\]-~{_BEYOND}]*)\"|'([ -&(-~{_BEYOND}]*)'"

_KEY = re.compile("([A-Za-z_][A-Za-z0-9_-]*):(?: +|$)")
_WORD = re.compile(f"({_FIRST}(?:[!-9;-~{_BEYOND}]++|:(?=[^ ])| ++(?=[^ #]))*+){_TAIL}")
_QUOTED = re.compile(f"(?:{_QUOTES}){_TAIL}")
_NOTHING = re.compile(f"(?:#[ -~{_BEYOND}]*)?")
_TEXT = re.compile(f"[!-~{_BEYOND}](?:[ -~{_BEYOND}]*[!-~{_BEYOND}])?")
_END = re.compile(_TAIL)

_FLOW_KEY = " *(?:([A-Za-z_][A-Za-z0-9_-]*): +)?"
_FLOW_LETTERS = f"!-+\\--9;->@-Z\\\\^-z|~{_BEYOND}"  # all but the signs of flow collections
_FLOW_WORD = f"({_FIRST}(?:[{_FLOW_LETTERS}]++|:(?=[0-9A-Za-z/])| ++(?=[{_FLOW_LETTERS}])(?!#))*+)|{_QUOTES}"
_FLOW_ITEM = re.compile(f"{_FLOW_KEY}(?:{_FLOW_WORD}) *([]}},])")
_FLOW_OPEN = re.compile(_FLOW_KEY + r"(?=[\[{])")
_FLOW_SIGN = re.compile(" *([]},])")


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

END = "\0"
"""Stands behind the last line, and is no line of any file that can be read."""


class Block(Part):
    """A mapping or a list over several lines: the row of each value, and the parts of values that are no words."""

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
        line = line_of(self.lines[row := self.rows[step]])
        return row, line.column, row, line.end, line.word

    def key(self, step: object) -> Spot | None:
        """Give where a key stands; None if there is none."""
        if not isinstance(self.rows, dict) or step not in self.rows:
            return None
        row = self.rows[step]
        return row, line_of(self.lines[row]).indent

    def steps(self) -> Iterable[str | int]:
        """Give the keys, or the numbers."""
        return self.rows if isinstance(self.rows, dict) else range(len(self.rows))


def read(text: str) -> tuple[dict[str, Any], Part] | None:
    """Read the one document of a text: its data, and where each part of it stands; None for what is not beyond doubt."""
    if len(text) > LONGEST:
        return None
    page = _Page([*text.split("\n"), END])
    first = page.filled(0)
    line = line_of(page.lines[first])
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

    def filled(self, at: int) -> int:
        """Give the next row in which something stands."""
        while line_of(self.lines[at]) is EMPTY:
            at += 1
        return at

    def mapping(self, at: int) -> tuple[dict[str, Any], Part, int]:
        """Read the mapping that begins in a row; gives also the row behind it."""
        lines, indent = self.lines, line_of(self.lines[at]).indent
        data: dict[str, Any] = {}
        rows: dict[str, int] = {}
        below: dict[str, Origin] = {}
        part = Block((at, indent), lines, rows, below)
        while (line := line_of(lines[at])).indent == indent or line is EMPTY:
            key = line.key
            if key is None or key in data:
                if line is not EMPTY:
                    raise NotPlainError
                at += 1
                continue
            rows[key] = at
            at += 1
            if line.kind == "word":
                data[key] = line.value
            elif line.kind != "open":
                data[key], below[key], at = self.inline(line, at)
            else:
                following = line_of(lines[at := self.filled(at)])
                if following.key is None and following.indent >= indent:
                    data[key], below[key], at = self.listing(at)
                elif following.indent > indent:
                    data[key], below[key], at = self.mapping(at)
                else:
                    data[key] = None
        if line.indent > indent:
            raise NotPlainError
        return data, part, at

    def listing(self, at: int) -> tuple[list[Any], Part, int]:
        """Read the list that begins in a row; gives also the row behind it."""
        lines, indent = self.lines, line_of(self.lines[at]).indent
        data: list[Any] = []
        rows: list[int] = []
        below: dict[int, Origin] = {}
        part = Block((at, indent), lines, rows, below)
        while (line := line_of(lines[at])).indent == indent and line.key is None:
            rows.append(at)
            value: Any = line.value
            if line.kind == "key":
                lines[at] = " " * line.column + lines[at][line.column :]  # from here on the line of a mapping
                value, below[len(data)], at = self.mapping(at)
            elif line.kind == "word":
                at += 1
            else:
                value, below[len(data)], at = self.inline(line, at + 1)
            data.append(value)
            at = self.filled(at)
        if line.indent > indent:
            raise NotPlainError
        return data, part, at

    def inline(self, line: Line, at: int) -> tuple[Any, Origin, int]:
        """Read the flow collection of the line before a row, or the text that the line announces; gives also the row behind it."""
        if line.kind == "flow":
            return line.value.data(), Placed(at - 1, line.value), at
        if line.kind == "open":
            raise NotPlainError
        text, end = self.text(at, line)
        return text, (at - 1, line.column, end, 0, text), end

    def text(self, first: int, line: Line) -> tuple[str, int]:
        """Read the text that begins in a row; gives also the row behind it and the empty lines that follow it."""
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
        return (" " if line.word[0] == ">" else "\n").join(texts) + ("" if line.word.endswith("-") else "\n"), end


def _is_text(written: str) -> bool:
    if written.isascii():  # most lines are, and this takes a third of the time
        return written.isprintable() and written[:1] > " " < written[-1:]
    return bool(_TEXT.fullmatch(written))


@lru_cache(KEPT)
def line_of(written: str) -> Line:
    """Read a line by itself."""
    try:
        return _line(written)
    except NotPlainError:
        return UNSURE


def _line(written: str) -> Line:
    body = written.lstrip(" ")
    indent = len(written) - len(body)
    if _NOTHING.fullmatch(body):
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
    if _NOTHING.fullmatch(rest):
        return line
    line.column = column
    if rest[0] in "{[":
        line.kind, line.value = "flow", _collection(rest, 0, column, DEEPEST_FLOW)
        if not _END.fullmatch(rest, line.value.end - column):
            raise NotPlainError
    elif rest in {">-", ">", "|-", "|"}:
        line.kind, line.word = "text", rest
    elif found := _WORD.fullmatch(rest) or _QUOTED.fullmatch(rest):
        word = line.word = found[found.lastindex or 0]
        line.kind, quotes = "word", 0 if found.re is _WORD else 2
        line.value, line.end = word if quotes else resolved(word), column + len(word) + quotes
    else:
        raise NotPlainError
    return line


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


class Placed(Part):
    """A flow collection in the row where it stands."""

    __slots__ = ("flow", "row")

    def __init__(self, row: int, flow: Flow) -> None:
        """Keep both."""
        self.at, self.keys, self.repeats = (row, flow.start), NOTHING, None
        self.row, self.flow = row, flow

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
    found = _FLOW_SIGN.match(text, at + 1)
    sign, at = (found[1], found.end()) if found else (",", at + 1)
    while sign == "," and (inner or not found):
        found = _FLOW_ITEM.match(text, at) or _FLOW_OPEN.match(text, at)
        if not found or (found[1] is None) is (closing == "}") or found[1] in made.keys:
            raise NotPlainError
        if found[1]:
            made.keys[found[1]] = margin + found.start(1)
        if found.re is _FLOW_ITEM:
            inner.append(_word(found, margin))
            sign, at = found[5], found.end()
        else:
            inner.append(_collection(text, found.end(), margin, deeper - 1))
            sign, at = _sign(text, inner[-1].end - margin)
    if sign != closing:
        raise NotPlainError
    made.end, made.inner = margin + at, dict(zip(made.keys, inner, strict=True)) if closing == "}" else inner
    return made


def _sign(text: str, at: int) -> tuple[str, int]:
    """Give the sign that follows a value, and where it ends."""
    found = _FLOW_SIGN.match(text, at)
    if not found:
        raise NotPlainError
    return found[1], found.end()


def _word(found: re.Match[str], margin: int) -> Flow:
    """Give the word or the figure of an item, in quotes or without."""
    plain, single = found[2], found[4]
    if plain is not None:
        return Flow(margin + found.start(2), margin + found.end(2), plain, resolved(plain))
    group = 3 if single is None else 4
    return Flow(margin + found.start(group) - 1, margin + found.end(group) + 1, found[group], found[group])
