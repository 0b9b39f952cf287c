"""A document: plain data, and for each part of it the place it came from and how it was written."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from strategist.errors import Place
from strategist.kinds import Any
from strategist.nouns import dataclass, field

Route = tuple[str | int, ...]

MAX_BYTES, MAX_DEPTH, MAX_NODES = 2_000_000, 40, 100_000
"""Bytes that a file may have, levels, and values with aliases written out."""

NOTHING: Mapping[Any, Any] = {}


class Part:
    """Where a list, a mapping or an alias stands, and the parts inside it.

    `at` is its line and column, counted from 0, and `keys` are those of a mapping's keys; `inner` are the parts by key or number;
    `repeats` is what an alias stands for.
    """

    __slots__ = ("at", "inner", "keys", "repeats")

    def __init__(self, at: Spot, inner: Any = (), keys: Mapping[Any, Spot] = NOTHING, repeats: Origin = None) -> None:
        """Keep the four."""
        self.at, self.inner, self.keys, self.repeats = at, inner, keys, repeats

    def inside(self, step: str | int) -> Origin:
        """Give the part under a key or a number; None if there is none."""
        if isinstance(self.inner, dict):
            return self.inner.get(step)
        return self.inner[step] if isinstance(step, int) and step < len(self.inner) else None

    def key(self, step: object) -> Spot | None:
        """Give where a key stands; None if there is none."""
        return self.keys.get(step)

    def steps(self) -> Iterable[str | int]:
        """Give the keys, or the numbers."""
        return self.inner if isinstance(self.inner, dict) else range(len(self.inner))


Spot = tuple[int, int]
"""A line and a column, counted from 0."""

Word = tuple[int, int, int, int, str]
"""A word or a figure: the line and column where it begins, those after its end, counted from 0, and how it is written."""

Origin = Any
"""A Part, or a Word; None for what came from no file."""


@dataclass(frozen=True)
class Document:
    """One YAML document: plain data, and where each part of it came from.

    Places are kept as plain numbers and made into objects when asked for: few ever are.
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
        line, column = _spot(at)
        return Place(self.name, line + 1, column + 1)

    def key_place(self, route: Route) -> Place:
        """Give the place of the key that leads to `route`."""
        holder = self.part(route[:-1])
        spot = holder.key(route[-1]) if route and isinstance(holder, Part) else None
        return self.place(route) if spot is None else Place(self.name, spot[0] + 1, spot[1] + 1)

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
            at = below(at, step)
        return written(at, default)

    def end(self, route: Route) -> tuple[int, int] | None:
        """Give the line and column after a word or a figure; None for anything else."""
        at = self.part(route)
        return (at[2] + 1, at[3] + 1) if type(at) is tuple else None

    @property
    def places(self) -> dict[Route, tuple[int, int]]:
        """The line and column of every value."""
        return {route: (line + 1, column + 1) for route, at in _parts(self.origin, ()) for line, column in [_spot(at)]}

    @property
    def keys(self) -> dict[Route, tuple[int, int]]:
        """The line and column of every key."""
        return {
            (*route, key): (spot[0] + 1, spot[1] + 1)
            for route, at in _parts(self.origin, ())
            if isinstance(at, Part)
            for key in at.steps()
            if (spot := at.key(key))
        }


class Places(Mapping[str, Place]):
    """Where answers stand in a document, by question, worked out when somebody asks: of sixty, two or three are ever told.

    `routes` lead to answers; those in `below` stand one step further down, under a key of this name.
    """

    def __init__(self, document: Document, answers: Collection[str], routes: Mapping[str, Route], below: Mapping[str, str]) -> None:
        """Keep the four."""
        self.document, self.answers, self.routes, self.below = document, answers, routes, below

    def __getitem__(self, question: str) -> Place:
        if question not in self.answers:
            raise KeyError(question)
        route = self.routes[question]
        return self.document.place((*route, self.below[question]) if question in self.below else route)

    def __iter__(self) -> Iterator[str]:
        return iter(self.answers)

    def __len__(self) -> int:
        return len(self.answers)


def repeated(at: Origin) -> Origin:
    """Give what an alias repeats, and anything else as it is."""
    while isinstance(at, Part) and at.repeats is not None:
        at = at.repeats
    return at


def below(at: Origin, step: str | int) -> Origin:
    """Give what stands under a key or a number of a part, be it by an alias; None if there is none."""
    return repeated(_inside(at, step))


def written(at: Origin, default: str = "") -> str:
    """Give a word or a figure as written."""
    return at[4] if type(at) is tuple else default


def _spot(at: Origin) -> Spot:
    """Give the line and column where a part begins; of none, those of the file."""
    if type(at) is tuple:
        return at[0], at[1]
    return at.at if at is not None else (0, 0)


def _inside(at: Origin, step: str | int) -> Origin:
    return at.inside(step) if isinstance(at, Part) else None


def _parts(at: Origin, route: Route) -> Iterator[tuple[Route, Origin]]:
    if at is None:
        return
    yield route, at
    for step in at.steps() if isinstance(at, Part) else ():
        yield from _parts(at.inside(step), (*route, step))
