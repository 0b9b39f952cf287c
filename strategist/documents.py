"""YAML text to plain data and the place of every value, in one bounded pass.

PyYAML's C parser is read event by event: half the time of its own loader, with the line and column of each key and value,
and with the traps of YAML refused by name. Words follow YAML 1.2: only `true` and `false` are booleans, keys are text.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

import yaml

from strategist.errors import InvalidInputError, Place, Problem

MAX_BYTES = 2_000_000
MAX_DEPTH = 40
MAX_NODES = 100_000

Route = tuple[str | int, ...]

_PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_WORDS: dict[str, object] = {"": None, "~": None, "null": None, "true": True, "false": False}


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
    return parse(_text(_bytes(path, name), name), name)


def _bytes(path: Path, name: str) -> bytes:
    try:
        if name == "<stdin>":
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
    if len(content) > MAX_BYTES:
        _fail(Place(name), f"the file is larger than {MAX_BYTES // 1_000_000} MB", "a profile is a few kilobytes; check the path")
    return content


def _text(content: bytes, name: str) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        _fail(Place(name, 1, 1), "the file is UTF-16", "save it as UTF-8")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        _fail(Place(name, line, column), "the file is not UTF-8", "save it as UTF-8")
    if not text.strip():
        _fail(Place(name, 1, 1), "the file is empty", "start from `strategist init`")
    return text


def parse(text: str, name: str) -> list[Document]:
    """Parse YAML text into its documents.

    Raises InvalidInputError with every duplicate key, unknown tag, merge key, alias bomb, excess of depth or syntax error.
    """
    builder = _Builder(name)
    try:
        documents = list(builder.documents(yaml.parse(text, Loader=_PARSER)))
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        column = error.position - text.rfind("\n", 0, error.position)
        code = ord(error.character) if isinstance(error.character, str) else error.character
        _fail(Place(name, line, column), f"the character U+{code:04X} may not stand in YAML", "remove it")
    except yaml.MarkedYAMLError as error:
        raise InvalidInputError([*builder.problems, _syntax(error, text, name)]) from None
    if builder.problems:
        raise InvalidInputError(builder.problems)
    if not documents:
        _fail(Place(name, 1, 1), "the file holds nothing but comments", "start from `strategist init`")
    return documents


def _syntax(error: yaml.MarkedYAMLError, text: str, name: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    place = Place(name, line + 1, column + 1)
    lines = text.splitlines()
    written = lines[line] if line < len(lines) else ""
    if "\t" in written[: max(column, 1) + 1] or "\t" in (written[: len(written) - len(written.lstrip())]):
        return Problem(place, "a tab stands where YAML wants spaces", "indent with spaces")
    what = error.problem or error.context or "this is not YAML"
    if what.startswith("did not find expected "):
        what = what.removeprefix("did not find expected ") + " expected here"
    return Problem(place, f"the YAML breaks off here ({what})", "check indentation, quotes and brackets up to this point")


def _fail(place: Place, what: str, to_do: str) -> NoReturn:
    raise InvalidInputError([Problem(place, what, to_do)])


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

    def _value(self, events: Iterator[Any], event: Any, route: Route, document: Document, anchors: dict[str, tuple[object, int]]) -> object:
        mark = event.start_mark
        document.places[route] = (mark.line + 1, mark.column + 1)
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, anchors)
        before = self.nodes
        self._count(event)
        if event.tag is not None and not (isinstance(event, yaml.ScalarEvent) and event.tag in {"!", "tag:yaml.org,2002:str"}):
            self._note(event, f"the tag `{event.tag}` is not allowed", "remove it; write the plain value")
        if len(route) > MAX_DEPTH:
            _fail(self._at(event), f"the nesting is deeper than {MAX_DEPTH} levels", "a profile needs no more than six")
        data: object
        if isinstance(event, yaml.ScalarEvent):
            document.texts[route] = event.value
            data = event.value if event.style or event.tag else _resolve(event.value)
        elif isinstance(event, yaml.SequenceStartEvent):
            data = self._sequence(events, route, document, anchors)
        else:
            data = self._mapping(events, route, document, anchors)
        if event.anchor:
            anchors[event.anchor] = (data, self.nodes - before)
        return data

    def _sequence(self, events: Iterator[Any], route: Route, document: Document, anchors: dict[str, tuple[object, int]]) -> list[object]:
        items: list[object] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            items.append(self._value(events, event, (*route, len(items)), document, anchors))
        return items

    def _mapping(
        self, events: Iterator[Any], route: Route, document: Document, anchors: dict[str, tuple[object, int]]
    ) -> dict[str, object]:
        entries: dict[str, object] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = self._key(event)
            inner = (*route, key)
            if key in entries:
                first = document.keys[inner][0]
                self._note(event, f"the key `{key}` stands twice (first in line {first})", "keep one of the two")
            else:
                document.keys[inner] = (event.start_mark.line + 1, event.start_mark.column + 1)
            value = self._value(events, next(events), inner, document, anchors)
            entries.setdefault(key, value)
        return entries

    def _key(self, event: Any) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            _fail(self._at(event), "a key is a list or a mapping", "write a plain word as key")
        self._count(event)
        if event.value == "<<" and not event.style:
            self._note(event, "merge keys (`<<`) are not allowed", "write the values out")
        return str(event.value)

    def _alias(self, event: Any, anchors: dict[str, tuple[object, int]]) -> object:
        if event.anchor not in anchors:
            _fail(self._at(event), f"the alias `*{event.anchor}` has no anchor before it", "write the value out")
        data, size = anchors[event.anchor]
        self._count(event, size)
        return data

    def _count(self, event: Any, size: int = 1) -> None:
        self.nodes += size
        if self.nodes > MAX_NODES:
            _fail(self._at(event), f"the file unfolds to more than {MAX_NODES} values", "write a smaller file, without aliases")

    def _note(self, event: Any, what: str, to_do: str) -> None:
        self.problems.append(Problem(self._at(event), what, to_do))

    def _at(self, event: Any) -> Place:
        return Place(self.name, event.start_mark.line + 1, event.start_mark.column + 1)


def _resolve(text: str) -> object:
    """Resolve a plain scalar as YAML 1.2 does: `no`, `1:30` and `2024-05-01` stay text."""
    if text in _WORDS:
        return _WORDS[text]
    first = text[0]
    if first.isdigit() or first in "+-.":
        if _INTEGER.fullmatch(text):
            return int(text) if len(text) < 400 else text
        if _FLOAT.fullmatch(text):
            return float(text)
    return text
