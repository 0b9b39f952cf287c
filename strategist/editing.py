"""One value of a YAML text changed in its place: comments, order, quoting and line ends of all the rest stay as they were written."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

import yaml

from strategist import documents, events, scalars
from strategist.documents import Document
from strategist.errors import InvalidInputError, Place, Problem
from strategist.nouns import dataclass, replace

Keys = tuple[str, ...]

INDENT = 2

_PLAIN = re.compile(r"[^\W_](?:[\w .%+/()'’“”–—;!?-]*[\w.%+/)'’”!?])?")
_TRAPS = {"y", "n", "yes", "no", "on", "off", "nan", "inf", "true", "false", "null"}
"""Words that other readers of YAML take for something else than text."""

_UNSEEN = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""Characters that JSON would leave as they are, and that may stand in YAML only as escapes or would break a line."""

_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_BREAKS = "\n\r\x85\u2028\u2029"


class AsWritten(str):
    """A scalar that goes into the text as it stands: `1.10` stays `1.10`."""

    __slots__ = ()


def with_value(text: str, keys: Keys, data: object, *, name: str, order: Sequence[Keys] = ()) -> str:
    """Give the text of one document with `data` as the value at `keys`.

    A new key is put behind those of its neighbours that come before it in `order`. A missing line break at the end counts as there.
    Raises InvalidInputError, with `name` as the place, where the text is written in a way that does not let one value be changed alone.
    """
    document, value = documents.parse(_ended(text), name)[0], documents.parse(flow(data), name)[0].data
    for change in (_part_by_part, _whole):
        try:
            written = change(_Manuscript(text, keys, data, order), document)
            if documents.parse(_ended(written), name)[0].data == _merged(document.data, keys, value):
                return written
        except (ValueError, yaml.YAMLError, InvalidInputError):
            continue  # not this way, or it is no YAML any more
    what = f"`{'.'.join(keys)}` cannot be changed without touching the rest of the file"
    raise InvalidInputError([Problem(Place(name), what, "put each key on a line of its own, and write out what an alias (`*`) repeats")])


def _ended(text: str) -> str:
    return text if text.endswith("\n") else text + "\n"


def _merged(data: Any, keys: Keys, value: object) -> dict[str, Any]:
    """Give plain data with one value changed: what the new text has to say; raises ValueError where something else is in the way."""
    if not isinstance(data, dict | None):
        raise ValueError(data)  # noqa: TRY004 - the text is wrong, not the program
    inner = (data or {}).get(keys[0])
    return {**(data or {}), keys[0]: _merged(inner, keys[1:], value) if keys[1:] else value}


def _whole(manuscript: _Manuscript, _document: Document) -> str:
    return manuscript.placed(manuscript.root())


def _part_by_part(manuscript: _Manuscript, document: Document) -> str:
    """Change a group of keys that stand one a line key by key, so that the comments and the layout inside it stay; else a ValueError."""
    data, keys, (_, group) = manuscript.data, manuscript.keys, manuscript.found()
    if not isinstance(data, dict) or not isinstance(group, yaml.MappingNode) or group.flow_style:
        raise ValueError(keys)
    for key in [key.value for key, _ in group.value if key.value not in data]:
        manuscript = replace(manuscript, text=replace(manuscript, keys=(*keys, key)).removed())
    for key, value in data.items():
        if not _stands(document, (*keys, key), value):
            part = replace(manuscript, keys=(*keys, key), data=value)
            manuscript = replace(manuscript, text=part.placed(part.root()))
    return manuscript.text


def _stands(document: Document, keys: Keys, value: object) -> bool:
    """Tell whether a value stands in a document already, and is written as it is meant."""
    if keys not in document.places:
        return False
    data = document.data
    for key in keys:
        data = data[key]
    meant = documents.parse(flow(value), document.name)[0]
    return bool(meant.data == data) and meant.text(()) == document.text(keys)


@dataclass(frozen=True, slots=True)
class _Manuscript:
    """A text, and the one change to make in it. Every way to make it raises ValueError where the text does not allow that."""

    text: str
    keys: Keys
    data: object
    order: Sequence[Keys]

    def root(self) -> yaml.MappingNode:
        node = yaml.compose(self.text, Loader=events.PARSER)
        if not isinstance(node, yaml.MappingNode):
            raise ValueError(self.text)  # noqa: TRY004 - the text is wrong, not the program
        return node

    def found(self) -> tuple[yaml.Node, yaml.Node]:
        """Give the nodes of the key and its value."""
        node: yaml.Node = self.root()
        for name in self.keys:
            pair = _pair(node, name) if isinstance(node, yaml.MappingNode) else None
            if pair is None:
                raise ValueError(name)
            key, node = pair
        return key, node

    def placed(self, mapping: yaml.MappingNode, depth: int = 0) -> str:
        """Change the value where its keys lead to, or add what is missing of the way."""
        pair = _pair(mapping, self.keys[depth])
        if pair is None:
            return self.added(mapping, depth)
        key, value = pair
        rest = self.keys[depth + 1 :]
        if rest and isinstance(value, yaml.MappingNode):
            return self.placed(value, depth + 1)
        if rest and _is_empty(value) and not mapping.flow_style:
            return self.after_line(self.colon(key), depth + 1, int(key.start_mark.column) + INDENT)
        return self.replaced(key, value, _nested(rest, self.data))

    def replaced(self, key: yaml.Node, value: yaml.Node, data: object) -> str:
        """Put a value in the place of another; a comment between the colon and a list that began below it stays."""
        # An alias has the place of what it repeats; putting a value there loses the anchor, and the text is no YAML any more.
        colon, start, end = self.colon(key), int(value.start_mark.index), self.end(value)
        if _is_empty(value):
            return f"{self.text[:colon]} {flow(data)}{self.text[colon:]}"
        if isinstance(value, yaml.CollectionNode) and not value.flow_style:
            return f"{self.text[:colon]} {flow(data)}{self.text[colon:start].rstrip()}{self.text[end:]}"
        return f"{self.text[:start]}{flow(data)}{self.text[end:]}"

    def removed(self) -> str:
        """Take out a key that stands on a line of its own, with its value."""
        key, value = self.found()
        start = int(key.start_mark.index) - int(key.start_mark.column)
        if self.text[start : int(key.start_mark.index)].strip():
            raise ValueError(key.value)
        return self.text[:start] + self.text[self.line_end(self.behind(key, value, beyond=True)) :]

    def added(self, mapping: yaml.MappingNode, depth: int) -> str:
        """Add a key behind the neighbours that come before it, or behind all."""
        before = self.before(depth)
        neighbours = [pair for pair in mapping.value if pair[0].value in before] or mapping.value
        last = max((self.behind(key, value, beyond=True) for key, value in neighbours), default=None)
        if mapping.flow_style:
            at = self.text.index("{", int(mapping.start_mark.index)) + 1 if last is None else last
            entry = f"{_word(self.keys[depth])}: {flow(_nested(self.keys[depth + 1 :], self.data))}"
            gap = " " if self.text[:at].endswith(":") else ""  # a colon right before a comma is part of the key
            return f"{self.text[:at]}{gap}{', ' if neighbours else ''}{entry}{self.text[at:]}"
        return self.after_line(last or 0, depth, int(mapping.value[0][0].start_mark.column))

    def entry(self, depth: int, column: int) -> str:
        """Write the rest of the way and the value, a key a line."""
        head, rest = _word(self.keys[depth]), self.keys[depth + 1 :]
        if not rest:
            return f"{head}: {flow(self.data)}"
        return f"{head}:{self.newline}{' ' * (column + INDENT)}{self.entry(depth + 1, column + INDENT)}"

    def after_line(self, place: int, depth: int, column: int) -> str:
        """Add the entry below the line of a place, and below comments that stand further in and so belong to what is above."""
        at = self.line_end(place)
        comments = re.compile(rf"(?:(?: *(?:{_BREAK.pattern}))*[ ]{{{column + 1},}}#[^{_BREAKS}]*(?:{_BREAK.pattern}|\Z))*")
        if further := comments.match(self.text, at):
            at = further.end()
        gap = "" if self.text[:at].endswith(tuple(_BREAKS)) else self.newline
        return f"{self.text[:at]}{gap}{' ' * column}{self.entry(depth, column)}{self.newline}{self.text[at:]}"

    def line_end(self, place: int) -> int:
        """Give where the line of a place ends, behind its line break; a place behind one already stays."""
        if self.text[:place].endswith(tuple(_BREAKS)):
            return place
        found = _BREAK.search(self.text, place)
        return found.end() if found else len(self.text)

    def before(self, depth: int) -> set[str]:
        """Give the keys that come before the one at this depth, in its mapping."""
        level = [keys[depth] for keys in self.order if len(keys) > depth and keys[:depth] == self.keys[:depth]]
        return set(level[: level.index(self.keys[depth])]) if self.keys[depth] in level else set()

    def colon(self, key: yaml.Node) -> int:
        """Give where the colon of a key ends."""
        return self.text.index(":", int(key.end_mark.index)) + 1

    def behind(self, key: yaml.Node, value: yaml.Node, *, beyond: bool) -> int:
        """Give where a key and its value end."""
        return self.colon(key) if _is_empty(value) else max(self.colon(key), self.end(value, beyond=beyond))

    def end(self, node: yaml.Node, *, beyond: bool = False) -> int:
        """Give where a value's own text ends: to the parser a block reaches to the next one, over blank lines and comments.

        `beyond` takes in the blank lines behind a text that ends with some.
        """
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            return self.behind(*last, beyond=beyond) if isinstance(last, tuple) else self.end(last, beyond=beyond)
        end = int(node.end_mark.index)
        if not isinstance(node, yaml.ScalarNode) or node.style not in {"|", ">"} or (beyond and node.value[-2:].isspace()):
            return end
        return len(self.text[:end].rstrip(f" \t{_BREAKS}"))

    @property
    def newline(self) -> str:
        return "\r\n" if "\r\n" in self.text else "\n"


def _pair(mapping: yaml.MappingNode, name: str) -> tuple[yaml.Node, yaml.Node] | None:
    return next(((key, value) for key, value in mapping.value if key.value == name), None)


def _is_empty(node: yaml.Node) -> bool:
    """Tell whether nothing at all is written behind a colon."""
    return bool(node.start_mark.index == node.end_mark.index)


def _nested(keys: Keys, data: object) -> object:
    return {keys[0]: _nested(keys[1:], data)} if keys else data


def flow(data: object) -> str:
    """Write plain data on one line, as it may stand behind any key."""
    match data:
        case AsWritten():
            return str(data)
        case bool() | None:
            return json.dumps(data)
        case str():
            return _word(data)
        case int() | float():
            return repr(data)
        case list() | tuple():
            return f"[{', '.join(map(flow, data))}]"
        case dict():
            return f"{{{', '.join(f'{_word(key)}: {flow(value)}' for key, value in data.items())}}}"
    raise TypeError(type(data))


def _word(text: str) -> str:
    """Write text plainly where it reads back as itself, else in double quotes."""
    if _PLAIN.fullmatch(text) and scalars.resolved(text) == text and text.lower() not in _TRAPS:
        return text
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))
