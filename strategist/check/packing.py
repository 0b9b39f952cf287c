"""What was found in one file as plain tuples, which travel between processes and into the cache at a tenth of the price of objects."""

from __future__ import annotations

from typing import Any

from strategist.errors import Place, Problem
from strategist.models.checking import FileChecked, Found, Waiver

Packed = tuple[Any, ...]


def packed(outcome: FileChecked) -> Packed:
    """Give what was found in a file, not yet waived or held against a baseline, as tuples of text and numbers."""
    return tuple(map(_found, outcome.found)), outcome.profiles, tuple(map(_waiver, outcome.waivers))


def unpacked(data: Packed) -> FileChecked:
    """Give back what was packed."""
    found, profiles, waivers = data
    return FileChecked(tuple(map(_as_found, found)), profiles, tuple(map(_as_waiver, waivers)))


def _found(one: Found) -> Packed:
    words = (one.code, one.rule, one.severity, one.title, one.message, one.to_do)
    return (*words, _place(one.place), one.end, one.profile, one.path, one.causes, one.note)


def _as_found(data: Packed) -> Found:
    code, rule, severity, title, message, to_do, place, end, profile, path, causes, note = data
    return Found(code, rule, severity, title, message, to_do, Place(*place), end, profile, path, causes, note=note)


def _waiver(one: Waiver) -> Packed:
    wrong = tuple((_place(problem.place), problem.what, problem.to_do) for problem in one.wrong)
    return (one.code, one.path, one.reason, one.owner, one.until, one.profile, _place(one.place), one.from_outside, wrong)


def _as_waiver(data: Packed) -> Waiver:
    code, path, reason, owner, until, profile, place, from_outside, wrong = data
    problems = tuple(Problem(Place(*at), what, to_do) for at, what, to_do in wrong)
    return Waiver(code, path, reason, owner, until, profile, Place(*place), from_outside, problems)


def _place(place: Place) -> Packed:
    return place.file, place.line, place.column
