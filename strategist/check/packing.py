"""What was found in one file as plain tuples, which travel between processes and into the cache at a tenth of the price of objects.

A row is a finding: what stored profiles make again and again, as a tuple that many rows share, and where it stands this time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from strategist.check.ordering import ordered
from strategist.errors import Place, Problem
from strategist.kinds import Any
from strategist.models.checking import FileChecked, Found, Waiver
from strategist.nouns import dataclass, field

Row = tuple[tuple[Any, ...], int, int, tuple[int, int] | None, str, int]
"""What is found, the line, the column, the end, the profile, and the occurrence within the file."""

Packed = tuple[tuple[Row, ...], tuple[str, ...], tuple[Any, ...]]
"""The findings of a file in order, the names of its profiles, and their waivers. The file itself is not named in it."""


@dataclass(frozen=True)
class Packer:
    """Packs what was found in files, and keeps once what many findings have in common."""

    known: dict[tuple[Any, ...], tuple[Any, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, packed: Iterable[Packed | None]) -> Packer:
        """Give one that knows what was packed before."""
        return cls({what: what for data in packed if data for what, *_ in data[0]})

    def packed(self, outcome: FileChecked) -> Packed:
        """Give what was found in a file, not yet waived or held against a baseline, as tuples of text and numbers."""
        rows = tuple(self._row(one) for one in ordered(outcome.found))
        return rows, outcome.profiles, tuple(map(_waiver, outcome.waivers))

    def _row(self, one: Found) -> Row:
        what = (one.code, one.rule, one.severity, one.title, one.message, one.to_do, one.path, one.causes, one.note)
        return self.known.setdefault(what, what), one.place.line, one.place.column, one.end, one.profile, one.occurrence

    def shared(self, data: Packed) -> Packed:
        """Give what was packed elsewhere, with what is known here in place of its like."""
        rows, profiles, waivers = data
        return tuple((self.known.setdefault(what, what), *where) for what, *where in rows), profiles, waivers  # type: ignore[misc]


def found_in(files: Iterable[tuple[str, Packed]]) -> list[Found]:
    """Give the findings of files that were packed, in their order."""
    return [
        Found(code, rule, severity, title, message, to_do, Place(file, line, column), end, profile, path, causes, None, False, note, times)
        for file, (rows, _, _) in files
        for (code, rule, severity, title, message, to_do, path, causes, note), line, column, end, profile, times in rows
    ]


def waivers_in(file: str, data: Packed) -> Iterator[Waiver]:
    """Yield the waivers of a file that were packed."""
    for code, path, reason, owner, until, profile, at, from_outside, wrong in data[2]:
        problems = tuple(Problem(Place(file, *where), what, to_do) for where, what, to_do in wrong)
        yield Waiver(code, path, reason, owner, until, profile, Place(file, *at), from_outside, problems)


def _waiver(one: Waiver) -> tuple[Any, ...]:
    wrong = tuple((_spot(problem.place), problem.what, problem.to_do) for problem in one.wrong)
    return (one.code, one.path, one.reason, one.owner, one.until, one.profile, _spot(one.place), one.from_outside, wrong)


def _spot(place: Place) -> tuple[int, int]:
    return place.line, place.column
