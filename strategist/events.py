"""YAML text to plain data and the place of every value, in one bounded pass.

PyYAML's C parser is read event by event: half the time of its own loader, with the line and column of each key and value,
and with the traps of YAML refused by name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NoReturn, cast

import yaml

from strategist.errors import MOST_PROBLEMS, InvalidInputError, Place, Problem, after
from strategist.nouns import dataclass
from strategist.origins import MAX_DEPTH, MAX_NODES, Document, Origin, Part, Spot, Word
from strategist.scalars import FIGURES, WORDS, resolved
from strategist.texts import quoted

EVENTS = 4 * MAX_NODES
"""Events after which a long file has too many values: a value or a key is at most two, and a document two more."""

SHORT = MAX_NODES // 2
"""Letters in which there cannot be too many values: `[:,:,` has three in two letters, and nothing has more."""

PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FORBIDDEN = "[^\\t\\n\\r\\x20-\\x7e\\x85\\xa0-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]"
_TAGS = "tag:yaml.org,2002:"
_SCALAR, _SEQUENCE_END, _MAPPING_END = yaml.ScalarEvent, yaml.SequenceEndEvent, yaml.MappingEndEvent
_SEQUENCE, _MAPPING = yaml.SequenceStartEvent, yaml.MappingStartEvent
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


def parse(text: str, name: str) -> list[Document]:
    """Parse YAML text into its documents.

    Raises InvalidInputError with every duplicate key, unknown tag, merge key, alias bomb, excess of depth or syntax error.
    """
    builder = _Builder(name)
    try:
        documents = list(builder.documents(text))
    except (yaml.YAMLError, UnicodeEncodeError) as error:
        # The parser looks for these too; to look first for what is hardly ever there would take a fiftieth of its time.
        if wrong := re.search(_FORBIDDEN, text):
            _fail(after(text[: wrong.start()], name), f"the character U+{ord(wrong[0]):04X} may not stand in YAML", "remove it")
        raise InvalidInputError([*builder.problems, _syntax(cast("yaml.MarkedYAMLError", error), text, name)]) from None
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


def _spot(event: Any) -> Spot:
    mark = event.start_mark
    return mark.line, mark.column


def _word(event: Any) -> Word:
    start, end = event.start_mark, event.end_mark
    return start.line, start.column, end.line, end.column, event.value


def _tab(text: str, row: int, column: int) -> int | None:
    """Give the column of a tab that indents a line or stands at the given place."""
    written = "".join(text.splitlines()[row : row + 1])
    indent = written[: len(written) - len(written.lstrip())]
    if "\t" in indent:
        return indent.index("\t") + 1
    return column + 1 if written[column : column + 1] == "\t" else None


def _position(mark: yaml.Mark | None) -> tuple[int, int]:
    return (mark.line, mark.column) if mark else (0, 0)


def _fail(place: Place, what: str, to_do: str) -> NoReturn:
    raise InvalidInputError([Problem(place, what, to_do)])


@dataclass(frozen=True, slots=True)
class _Anchored:
    """A value that an alias may repeat, where it came from, and how many values and levels it holds: none while it is still being read."""

    data: object = None
    origin: Origin = None
    size: int = 0
    height: int = 0


class _Builder:
    """Turns the parser's events into documents, collecting problems on the way.

    The loops take words and figures in hand themselves: nine parts in ten are such, and a call for each would take as long as the rest.
    """

    take: Callable[[], Any]

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self.nodes = 0
        self.anchors: dict[str, _Anchored] = {}
        self.heights: dict[int, int] = {}

    def documents(self, text: str) -> Iterator[Document]:
        take = PARSER(text).get_event
        if len(text) > SHORT:
            take = self._bounded(take).__next__
        self.take = take
        while type(event := take()) is not yaml.StreamEndEvent:
            if type(event) is yaml.DocumentStartEvent:
                self.anchors, self.heights = {}, {}
                self.nodes += 1
                yield Document(self.name, *self._value(take(), 0))

    def _bounded(self, take: Callable[[], Any]) -> Iterator[Any]:
        """Stop a long file on the way; a short one is counted as each of its lists and mappings ends, which costs nothing."""
        for _ in range(EVENTS):
            event = take()
            yield event
        self._too_many(event)

    def _value(self, event: Any, depth: int) -> tuple[Any, Origin]:
        """Read whatever begins with an event, `depth` levels down."""
        kind = type(event)
        if kind is yaml.AliasEvent:
            return self._alias(event, depth)
        before = self.nodes
        if event.anchor:
            self.anchors[event.anchor] = _Anchored()
        if event.tag is not None:
            self._tag(event)
        data: Any
        if kind is _SEQUENCE:
            data, origin = self._sequence(event, depth + 1)
        elif kind is _MAPPING:
            data, origin = self._mapping(event, depth + 1)
        else:
            data, origin = event.value if event.style or event.tag else resolved(event.value), _word(event)
        if event.anchor:
            self.anchors[event.anchor] = _Anchored(data, origin, self.nodes - before + 1, self._height(data))
        return data, origin

    def _tag(self, event: Any) -> None:
        if not (type(event) is _SCALAR and event.tag in {"!", f"{_TAGS}str"}):
            tag = quoted(event.tag.replace(_TAGS, "!!", 1))
            self._note(event, f"the tag {tag} is not allowed", "remove it and write the plain value")

    def _sequence(self, start: Any, depth: int) -> tuple[list[Any], Origin]:
        data: list[Any] = []
        inner: list[Any] = []
        take = self.take if depth <= MAX_DEPTH else self._end_only(start)
        while True:
            event = take()
            kind = type(event)
            if kind is _SCALAR and event.tag is None and event.anchor is None:
                text = event.value
                data.append(resolved(text) if (text in WORDS or text[:1] in FIGURES) and not event.style else text)
                inner.append(_word(event))
            elif kind is _SEQUENCE_END:
                self._count(event, len(data))
                return data, Part(_spot(start), inner)
            else:
                value, at = self._value(event, depth)
                data.append(value)
                inner.append(at)

    def _mapping(self, start: Any, depth: int) -> tuple[dict[str, Any], Origin]:
        data: dict[str, Any] = {}
        inner: dict[str, Any] = {}
        keys: dict[str, Spot] = {}
        take = self.take if depth <= MAX_DEPTH else self._end_only(start)
        while True:
            key = take()
            if type(key) is _MAPPING_END:
                self._count(key, 2 * len(data))
                return data, Part(_spot(start), inner, keys)
            name = key.value if type(key) is _SCALAR else self._no_key(key)
            if key.tag is not None or name in data or name == "<<":
                self._strange_key(name, key, keys)
            event = take()
            if type(event) is _SCALAR and event.tag is None and event.anchor is None:
                text, at = event.value, _word(event)
                value = resolved(text) if (text in WORDS or text[:1] in FIGURES) and not event.style else text
            elif type(event) is _MAPPING and event.tag is None and event.anchor is None:
                value, at = self._mapping(event, depth + 1)
            else:
                value, at = self._value(event, depth)
            if name not in data:
                data[name], inner[name], keys[name] = value, at, _spot(key)

    def _end_only(self, start: Any) -> Callable[[], Any]:
        """Give what takes the end of a list or a mapping that may hold nothing, being as deep as may be."""
        event = self.take()
        if type(event) not in {_SEQUENCE_END, _MAPPING_END}:
            self._too_deep(self.take() if type(start) is _MAPPING else event)
        return lambda: event

    def _no_key(self, event: Any) -> NoReturn:
        _fail(self._at(event), "a key is a word, not a list, a mapping or an alias", "write a word, or put the text in quotes")

    def _strange_key(self, name: str, event: Any, keys: dict[str, Spot]) -> None:
        if event.tag is not None:
            self._tag(event)
        if name == "<<" and not event.style:
            self._note(event, "merge keys (`<<`) are not allowed", "write the values out")
        if name in keys:
            self._count(event, 2)
            first = keys[name][0] + 1
            self._note(event, f"the key {quoted(name)} stands twice (first in line {first})", "keep one of the two")

    def _alias(self, event: Any, depth: int) -> tuple[Any, Origin]:
        alias = quoted(f"*{event.anchor}")
        if event.anchor not in self.anchors:
            _fail(self._at(event), f"the alias {alias} has no anchor before it", "write the value out")
        repeated = self.anchors[event.anchor]
        if not repeated.size:
            _fail(self._at(event), f"the alias {alias} stands inside what it repeats", "write the value out")
        self._count(event, repeated.size - 1)
        if depth + repeated.height > MAX_DEPTH:
            self._too_deep(event)
        return repeated.data, Part(_spot(event), repeats=repeated.origin)

    def _height(self, data: object) -> int:
        """Give the levels inside a value; what aliases repeat in it is looked at once."""
        if not isinstance(data, dict | list):
            return 0
        if id(data) not in self.heights:
            inside = data.values() if isinstance(data, dict) else data
            self.heights[id(data)] = max((1 + self._height(inner) for inner in inside), default=0)
        return self.heights[id(data)]

    def _too_deep(self, event: Any) -> NoReturn:
        _fail(self._at(event), f"the nesting is deeper than {MAX_DEPTH} levels", "a profile needs no more than six")

    def _count(self, event: Any, size: int) -> None:
        self.nodes += size
        if self.nodes > MAX_NODES:
            self._too_many(event)

    def _too_many(self, event: Any) -> NoReturn:
        _fail(self._at(event), f"the file holds more than {MAX_NODES:,} values, aliases written out", "write a smaller file")

    def _note(self, event: Any, what: str, to_do: str) -> None:
        self.problems.append(Problem(self._at(event), what, to_do))
        if len(self.problems) >= MOST_PROBLEMS:
            raise InvalidInputError(self.problems)

    def _at(self, event: Any) -> Place:
        return Place(self.name, event.start_mark.line + 1, event.start_mark.column + 1)
