"""YAML text to plain data and the place of every value, in one bounded pass.

PyYAML's C parser is read event by event: half the time of its own loader, with the line and column of each key and value,
and with the traps of YAML refused by name. Words follow YAML 1.2: only `true` and `false` are booleans, keys are text.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import isfinite
from pathlib import Path
from typing import Any, NoReturn

import yaml

from strategist.errors import InvalidInputError, Place, Problem
from strategist.texts import quoted

MAX_BYTES = 2_000_000
MAX_DEPTH = 40
MAX_NODES = 100_000
MAX_DIGITS = 300

Route = tuple[str | int, ...]

PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The parser: the one in C, five times as fast, where it is there."""
_INTEGER = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_WORDS: dict[str, object] = {"": None, "~": None, "null": None, "true": True, "false": False}
_FORBIDDEN = re.compile("[^\\t\\n\\r\\x20-\\x7e\\x85\\xa0-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
_TAGS = "tag:yaml.org,2002:"

_SYNTAX: tuple[tuple[str, bool, str, str], ...] = (
    ("cannot start any token", False, "a value cannot begin with this character", "put the text in quotes"),
    ("mapping values", False, "this colon belongs to no key", "quote text that holds a colon, or check the indent and the line above"),
    ("',' or ']'", True, "the list that begins here breaks off in {at}", "add the missing `]` or comma"),
    ("',' or '}'", True, "the part that begins here breaks off in {at}", "add the missing `}` or comma"),
    ("end of stream", True, "this quote is not closed", "add the closing quote"),
    ("document indicator", True, "this quote is not closed", "add the closing quote"),
    ("escape", False, "this backslash means nothing in double quotes", "use single quotes, or write two backslashes"),
    ("hexdecimal", False, "this backslash means nothing in double quotes", "use single quotes, or write two backslashes"),
    ("'-' indicator", False, "this line of a list has no dash", "begin it with a dash, or align it with the key it belongs to"),
    ("expected key", False, "this does not fit the lines above", "align it with its neighbours, or mend the quotes before it"),
    ("block sequence", False, "a list cannot begin in the middle of a line", "put each dash on a line of its own"),
    ("node content", False, "a value is missing here", "write it, or remove the bracket or comma too many"),
    ("alphabetic or numeric", True, "a value cannot begin with `*` or `&`", "put the text in quotes"),
    ("comment or line break", True, "nothing may follow `>` or `|` in its line", "begin the text on the next line, or put it in quotes"),
    ("expected ':'", True, "this key has no colon", "write `key: value`, or align the text with the one it continues"),
    ("<document start>", False, "this stands after the end of the document", "put `---` before it, or mend the line above"),
    ("incompatible YAML", False, "the file asks for another version of YAML", "remove the line that begins with %YAML"),
    ("tag handle", False, "tags are not allowed", "remove the tag and write the plain value"),
)
"""What the parser says, whether the trouble lies where the broken part begins, and how to say it to a person."""


@dataclass(frozen=True, slots=True)
class Document:
    """One YAML document: plain data, and for each route the place and, for scalars, the text as written."""

    name: str
    data: Any
    places: dict[Route, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Route, tuple[int, int]] = field(default_factory=dict)
    texts: dict[Route, str] = field(default_factory=dict)

    def place(self, route: Route = ()) -> Place:
        """Give the place of the value at `route`, or of the nearest part of the file that holds it."""
        return self._nearest(self.places, route)

    def key_place(self, route: Route) -> Place:
        """Give the place of the key that leads to `route`."""
        return Place(self.name, *self.keys[route]) if route in self.keys else self.place(route)

    def text(self, route: Route, default: str = "") -> str:
        """Give the scalar at `route` exactly as written: `1.10` stays `1.10`."""
        return self.texts.get(route, default)

    def _nearest(self, places: dict[Route, tuple[int, int]], route: Route) -> Place:
        while route and route not in places:
            route = route[:-1]
        return Place(self.name, *places.get(route, (1, 1)))


def read(path: Path) -> list[Document]:
    """Read every document of a file, or of standard input for `-`.

    Raises InvalidInputError for what is no readable, bounded, UTF-8 YAML.
    """
    name = "<stdin>" if str(path) == "-" else str(path)
    return decoded(_bytes(path, name), name)


def decoded(content: bytes, name: str) -> list[Document]:
    """Read every document of a file's content; raises InvalidInputError as `read` does."""
    if len(content) > MAX_BYTES:
        _fail(Place(name), f"the file is larger than {MAX_BYTES // 1_000_000} MB", "a profile is a few kilobytes; check the path")
    return parse(_text(content, name), name)


def _bytes(path: Path, name: str) -> bytes:
    try:
        if name == "<stdin>" and sys.stdin is None:
            _fail(Place(name), "standard input is closed", "name a file, or pipe a profile in")
        elif name == "<stdin>":
            content = sys.stdin.buffer.read(MAX_BYTES + 1)
        elif path.is_dir():
            _fail(Place(name), "this is a folder", "name a profile inside it")
        else:
            with path.open("rb") as file:
                content = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        _fail(Place(name), "there is no such file", "check the path, or make a profile with `strategist init`")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        _fail(Place(name), f"the file cannot be read ({reason})", "check the path and who may read it")
    return content


def _text(content: bytes, name: str) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in content[:2]:
        _fail(Place(name, 1, 1), "the file is UTF-16", "save it as UTF-8")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        _fail(_after(error.object[: error.start].decode(), name), "the file is not UTF-8", "save it as UTF-8")
    if not text.strip():
        _fail(Place(name, 1, 1), "the file is empty", "start from `strategist init`")
    return text


def parse(text: str, name: str) -> list[Document]:
    """Parse YAML text into its documents.

    Raises InvalidInputError with every duplicate key, unknown tag, merge key, alias bomb, excess of depth or syntax error.
    """
    builder = _Builder(name)
    if wrong := _FORBIDDEN.search(text):
        _fail(_after(text[: wrong.start()], name), f"the character U+{ord(wrong[0]):04X} may not stand in YAML", "remove it")
    try:
        documents = list(builder.documents(yaml.parse(text, Loader=PARSER)))
    except yaml.MarkedYAMLError as error:
        raise InvalidInputError([*builder.problems, _syntax(error, text, name)]) from None
    if builder.problems:
        raise InvalidInputError(builder.problems)
    if not documents:
        _fail(Place(name, 1, 1), "the file holds nothing but comments", "start from `strategist init`")
    return documents


def _syntax(error: yaml.MarkedYAMLError, text: str, name: str) -> Problem:
    """Say in plain words what the parser stumbled over, where a person would look for it."""
    row, column = _position(error.problem_mark)
    if tab := _tab(text, row, column):
        return Problem(Place(name, row + 1, tab), "a tab stands where YAML wants spaces", "use spaces")
    for words, from_start, what, to_do in _SYNTAX:
        if words in str(error.problem):
            start = _position(error.context_mark) if from_start else (row, column)
            at = f"line {row + 1}, column {column + 1}"
            return Problem(Place(name, start[0] + 1, start[1] + 1), what.replace("{at}", at), to_do)
    what = f"the YAML breaks off here ({error.problem})"
    return Problem(Place(name, row + 1, column + 1), what, "check indentation, quotes and brackets up to this point")


def _tab(text: str, row: int, column: int) -> int | None:
    """Give the column of a tab that indents a line or stands at the given place."""
    written = "".join(text.splitlines()[row : row + 1])
    indent = written[: len(written) - len(written.lstrip())]
    if "\t" in indent:
        return indent.index("\t") + 1
    return column + 1 if written[column : column + 1] == "\t" else None


def _position(mark: yaml.Mark | None) -> tuple[int, int]:
    return (mark.line, mark.column) if mark else (0, 0)


def _after(before: str, name: str) -> Place:
    """Give the place that follows a text."""
    lines = (before + "x").splitlines()
    return Place(name, len(lines), len(lines[-1]))


def _fail(place: Place, what: str, to_do: str) -> NoReturn:
    raise InvalidInputError([Problem(place, what, to_do)])


@dataclass(frozen=True, slots=True)
class _Anchored:
    """A value that an alias may repeat: where it stands and how many values it holds; no data while it is still being read."""

    route: Route
    data: object = None
    size: int = 0


@dataclass(slots=True)
class _Builder:
    """Turns the parser's events into documents, collecting problems on the way."""

    name: str
    problems: list[Problem] = field(default_factory=list)
    nodes: int = 0

    def documents(self, events: Iterator[Any]) -> Iterator[Document]:
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                document = Document(self.name, None)
                data = self._value(events, next(events), (), document, {})
                yield Document(self.name, data, document.places, document.keys, document.texts)

    def _value(self, events: Iterator[Any], event: Any, route: Route, document: Document, anchors: dict[str, _Anchored]) -> object:
        mark = event.start_mark
        document.places[route] = (mark.line + 1, mark.column + 1)
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, route, document, anchors)
        before = self.nodes
        self._count(event)
        self._deep(event, route)
        if event.tag is not None and not (isinstance(event, yaml.ScalarEvent) and event.tag in {"!", f"{_TAGS}str"}):
            tag = quoted(event.tag.replace(_TAGS, "!!", 1))
            self._note(event, f"the tag {tag} is not allowed", "remove it and write the plain value")
        if event.anchor:
            anchors[event.anchor] = _Anchored(route)
        data: object
        if isinstance(event, yaml.ScalarEvent):
            document.texts[route] = event.value
            data = event.value if event.style or event.tag else resolved(event.value)
        elif isinstance(event, yaml.SequenceStartEvent):
            data = self._sequence(events, route, document, anchors)
        else:
            data = self._mapping(events, route, document, anchors)
        if event.anchor:
            anchors[event.anchor] = _Anchored(route, data, self.nodes - before)
        return data

    def _sequence(self, events: Iterator[Any], route: Route, document: Document, anchors: dict[str, _Anchored]) -> list[object]:
        items: list[object] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            items.append(self._value(events, event, (*route, len(items)), document, anchors))
        return items

    def _mapping(self, events: Iterator[Any], route: Route, document: Document, anchors: dict[str, _Anchored]) -> dict[str, object]:
        entries: dict[str, object] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = self._key(event)
            inner = (*route, key)
            if key in entries:
                first = document.keys[inner][0]
                self._note(event, f"the key {quoted(key)} stands twice (first in line {first})", "keep one of the two")
            else:
                document.keys[inner] = (event.start_mark.line + 1, event.start_mark.column + 1)
            value = self._value(events, next(events), inner, document, anchors)
            entries.setdefault(key, value)
        return entries

    def _key(self, event: Any) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            _fail(self._at(event), "a key is a word, not a list, a mapping or an alias", "write a word, or put the text in quotes")
        self._count(event)
        if event.value == "<<" and not event.style:
            self._note(event, "merge keys (`<<`) are not allowed", "write the values out")
        return str(event.value)

    def _alias(self, event: Any, route: Route, document: Document, anchors: dict[str, _Anchored]) -> object:
        alias = quoted(f"*{event.anchor}")
        if event.anchor not in anchors:
            _fail(self._at(event), f"the alias {alias} has no anchor before it", "write the value out")
        repeated = anchors[event.anchor]
        if not repeated.size:
            _fail(self._at(event), f"the alias {alias} stands inside what it repeats", "write the value out")
        self._count(event, repeated.size)
        self._repeat(event, repeated.data, (repeated.route, route), document)
        return repeated.data

    def _repeat(self, event: Any, data: object, routes: tuple[Route, Route], document: Document) -> None:
        """Note the texts of a repeated value at its second route too, so that `1.10` stays `1.10` there."""
        first, second = routes
        self._deep(event, second)
        if first in document.texts:
            document.texts[second] = document.texts[first]
        inside = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
        for step, inner in inside:
            self._repeat(event, inner, ((*first, step), (*second, step)), document)

    def _deep(self, event: Any, route: Route) -> None:
        if len(route) > MAX_DEPTH:
            _fail(self._at(event), f"the nesting is deeper than {MAX_DEPTH} levels", "a profile needs no more than six")

    def _count(self, event: Any, size: int = 1) -> None:
        self.nodes += size
        if self.nodes > MAX_NODES:
            _fail(self._at(event), f"the file holds more than {MAX_NODES:,} values, aliases written out", "write a smaller file")

    def _note(self, event: Any, what: str, to_do: str) -> None:
        self.problems.append(Problem(self._at(event), what, to_do))

    def _at(self, event: Any) -> Place:
        return Place(self.name, event.start_mark.line + 1, event.start_mark.column + 1)


def resolved(text: str) -> object:
    """Resolve a plain scalar as YAML 1.2 does: `no`, `1:30` and `2024-05-01` stay text, and so does what no computer can count."""
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text) if len(text) <= MAX_DIGITS else text
    if _FLOAT.fullmatch(text):
        return float(text) if isfinite(float(text)) else text
    return text
