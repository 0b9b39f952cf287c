"""YAML as people mostly write it, read line by line: keys and words, lists, folded text, comments, and what stands in brackets.

This is a subset that is beyond doubt, read in a fraction of the time that the parser takes. Whatever does not plainly belong to it,
mistakes above all, makes `read` give None, and the parser (`events`) decides. What is read here is read to the same data and the
same places there; tests hold both to it.
"""

from __future__ import annotations

import re

from strategist import brackets
from strategist.brackets import FIRST, NAME, NotPlainError, Placed
from strategist.origins import NOTHING, Part
from strategist.scalars import resolved

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from strategist.origins import Origin, Spot, Word

LONGEST = 50_000
"""Letters of a text that is read here; a longer one could hold more values than a profile may."""

DEEPEST_INDENT = 12
"""Blanks before a line: fewer levels than a profile may have, and more than it needs."""

KEPT = 2048
"""Lines that are remembered, and as many again that were before them: the same answers stand in many profiles."""

# A line is printable before any of these is tried: no control characters, line breaks, marks of byte order or direction.
_KEY = re.compile(f"({NAME}):(?: +|$)")
_WORD = re.compile(f"({FIRST}(?:[^ :]++|:(?=[^ ])| ++(?=[^ #]))*+)")


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
        line.kind, line.value = "flow", brackets.read(rest, column)
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
