"""A document: plain data, and for each part of it the place it came from and how it was written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from strategist.errors import Place
from strategist.nouns import dataclass, field

Route = tuple[str | int, ...]

MAX_BYTES = 2_000_000
"""Bytes that a file may have."""

NOTHING: Mapping[Any, Any] = {}


class Part:
    """Where a list, a mapping or an alias stands, and the parts inside it; a word or a figure is left as the parser's event.

    `keys` are the events of a mapping's keys; `inner` are the parts by key or number; `repeats` is what an alias stands for.
    """

    __slots__ = ("inner", "keys", "repeats", "start_mark")

    def __init__(self, start_mark: Any, inner: Any = (), keys: Mapping[Any, Any] = NOTHING, repeats: Origin = None) -> None:
        """Keep the four."""
        self.start_mark, self.inner, self.keys, self.repeats = start_mark, inner, keys, repeats


Origin = Any
"""A Part, or the event of a word or a figure, with `value` as written; None for what came from no file."""


@dataclass(frozen=True)
class Document:
    """One YAML document: plain data, and where each part of it came from.

    Places are kept as the parser's own marks and turned into lines and columns when asked for: few ever are.
    """

    name: str
    data: Any
    origin: Origin = field(default=None, compare=False, repr=False)

    def place(self, route: Route = ()) -> Place:
        """Give the place of the value at `route`, or of the nearest part of the file that holds it."""
        return self.placed(self.nearest(route))

    def nearest(self, route: Route) -> Origin:
        """Give the part at `route`, or the nearest that holds it."""
        at = self.origin
        for step in route:
            inner = _inside(at, step)
            if inner is None:
                break
            at = inner
        return at

    def placed(self, at: Origin) -> Place:
        """Give the place of a part; of none, the beginning of the file."""
        return Place(self.name, 1, 1) if at is None else Place(self.name, at.start_mark.line + 1, at.start_mark.column + 1)

    def inside(self, route: Route) -> Mapping[str, Origin]:
        """Give the parts of the mapping that stands at exactly `route`; none if nothing does or if it is an alias."""
        inner = getattr(self.part(route), "inner", NOTHING)
        return inner if isinstance(inner, dict) else NOTHING

    def key_place(self, route: Route) -> Place:
        """Give the place of the key that leads to `route`."""
        keys = getattr(self.part(route[:-1]), "keys", NOTHING)
        return self.placed(keys[route[-1]]) if route and route[-1] in keys else self.place(route)

    def part(self, route: Route) -> Origin:
        """Give what stands at exactly `route`, None if nothing does or if it is an alias that repeats it."""
        at = self.origin
        for step in route:
            at = _inside(at, step)
        return at

    def text(self, route: Route, default: str = "") -> str:
        """Give the scalar at `route` exactly as written: `1.10` stays `1.10`."""
        at = repeated(self.origin)
        for step in route:
            at = repeated(_inside(at, step))
        return written(at, default)

    def end(self, route: Route) -> tuple[int, int] | None:
        """Give the line and column after a word or a figure; None for anything else."""
        at = self.part(route)
        return None if at is None or isinstance(at, Part) else (at.end_mark.line + 1, at.end_mark.column + 1)

    @property
    def places(self) -> dict[Route, tuple[int, int]]:
        """The line and column of every value."""
        return {route: (at.start_mark.line + 1, at.start_mark.column + 1) for route, at in _parts(self.origin, ())}

    @property
    def keys(self) -> dict[Route, tuple[int, int]]:
        """The line and column of every key."""
        return {
            (*route, key): (event.start_mark.line + 1, event.start_mark.column + 1)
            for route, at in _parts(self.origin, ())
            for key, event in getattr(at, "keys", NOTHING).items()
        }


class Places(Mapping[str, Place]):
    """Where answers stand in a document, by question, worked out when somebody asks: of sixty, two or three are ever told."""

    def __init__(self, document: Document, parts: Mapping[str, Origin]) -> None:
        """Keep both."""
        self.document, self.parts = document, parts

    def __getitem__(self, question: str) -> Place:
        return self.document.placed(self.parts[question])

    def __iter__(self) -> Iterator[str]:
        return iter(self.parts)

    def __len__(self) -> int:
        return len(self.parts)


def repeated(at: Origin) -> Origin:
    """Give what an alias repeats, and anything else as it is."""
    while type(at) is Part and at.repeats is not None:
        at = at.repeats
    return at


def written(at: Origin, default: str = "") -> str:
    """Give a word or a figure as written."""
    return default if at is None or type(at) is Part else str(at.value)


def _inside(at: Origin, step: str | int) -> Origin:
    if type(at) is not Part:
        return None
    inner = at.inner
    if isinstance(inner, dict):
        return inner.get(step)
    return inner[step] if isinstance(step, int) and step < len(inner) else None


def _parts(at: Origin, route: Route) -> Iterator[tuple[Route, Origin]]:
    if at is None:
        return
    yield route, at
    inner = at.inner if isinstance(at, Part) else ()
    for step, part in inner.items() if isinstance(inner, dict) else enumerate(inner):
        yield from _parts(part, (*route, step))
