"""The order in which findings stand, and how those that agree are told apart."""

from __future__ import annotations

from collections.abc import Iterable

from strategist.check.baseline import Key, key
from strategist.models.checking import Found
from strategist.nouns import replace


def ordered(found: Iterable[Found]) -> list[Found]:
    """Sort findings by place and code, and number those that agree in code, profile and path."""
    times: dict[Key, int] = {}
    numbered = []
    for one in sorted(found, key=_order):
        number = times.get(known := key(one), 0)
        numbered.append(replace(one, occurrence=number) if number != one.occurrence else one)
        times[known] = number + 1
    return numbered


def _order(one: Found) -> tuple[str, int, int, str, str, str]:
    return one.place.file, one.place.line, one.place.column, one.code, one.path, one.message
