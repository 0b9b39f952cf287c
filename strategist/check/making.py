"""Findings made from what the checks of our own see, all in the same shape."""

from __future__ import annotations

from collections.abc import Iterable

from strategist.errors import Place, Problem
from strategist.models.catalogue import Check
from strategist.models.checking import Found
from strategist.models.knowledge import Catalogue
from strategist.nouns import dataclass, replace
from strategist.origins import Document, Route
from strategist.texts import one_line


@dataclass(frozen=True)
class Subject:
    """The profile that findings speak of: its name, and the document it was read from."""

    catalogue: Catalogue
    profile: str
    document: Document

    def found(self, check: str, message: str, *, route: Route = (), to_do: str | None = None) -> Found:
        """Give a finding of the check with this id at a route of the document."""
        found = plain(self.catalogue.checks[check], message, place=self.document.place(route), profile=self.profile, to_do=to_do)
        return replace(found, path=in_words(route), end=self.document.end(route))


def plain(check: Check, message: str, *, place: Place, profile: str, to_do: str | None = None) -> Found:
    """Give a finding of a check about a whole profile; what to do is the check's own remedy unless said otherwise."""
    line, column = max(place.line, 1), max(place.column, 1)
    return Found(
        code=check.code, rule=check.id, severity=check.severity, title=check.title, message=message, to_do=to_do or check.remedy,
        place=Place(place.file, line, column), end=None, profile=profile, path="", causes=(),
    )  # fmt: skip


def of_problems(check: Check, problems: Iterable[Problem], profile: str) -> Iterable[Found]:
    """Give a finding for each problem of a file that cannot be read."""
    for problem in problems:
        yield plain(check, problem.what, place=problem.place, profile=profile, to_do=problem.to_do)


def stem(name: str) -> str:
    """Give the name of a file without its folder and its ending, for a profile that names no company."""
    file = name.rpartition("/")[2]
    before, _, ending = file.rpartition(".")
    return one_line(before if before and ending else file)


def in_words(route: Route) -> str:
    """Give the logical path of a route: `practice.relative-speed`."""
    return ".".join(map(str, route))
