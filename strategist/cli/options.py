"""Options that several commands share, and the few things commands do at the edge."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from strategist.errors import InvalidInputError, Place, Problem

if TYPE_CHECKING:
    from strategist.models.profile import Profile
    from strategist.render.paper import Paper

Output = Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file, not to the screen.", show_default=False)]


class Format(StrEnum):
    """How a result is written."""

    TERMINAL = "terminal"
    JSON = "json"


NARROWEST, WIDEST = 40, 110


def paper(output: Path | None) -> Paper:
    """Choose the sheet: the terminal's width and colour, or 80 plain columns for a file or a pipe."""
    from strategist.render.paper import Paper

    return Paper(width=width(output), color=colored(output), unicode=_shows_unicode(output))


def width(output: Path | None = None) -> int:
    """Give the columns to write in: the terminal's, or 80 for a file or a pipe; `COLUMNS` decides where it is set."""
    return _columns(os.get_terminal_size().columns if _is_screen(output) else 80)


def colored(output: Path | None = None) -> bool:
    """Tell whether colour is wanted: on a terminal that has it, unless `NO_COLOR` is set."""
    return _is_screen(output) and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"


def _is_screen(output: Path | None) -> bool:
    return output is None and sys.stdout is not None and sys.stdout.isatty()


def _columns(otherwise: int) -> int:
    said = os.environ.get("COLUMNS", "")
    return min(max(int(said) if said.isascii() and said.isdigit() and int(said) else otherwise, NARROWEST), WIDEST)


def _shows_unicode(output: Path | None) -> bool:
    return (
        output is not None or sys.stdout is None or (sys.stdout.encoding or "ascii").lower().replace("-", "") in {"utf8", "utf16", "utf32"}
    )


def only(profiles: list[Profile]) -> Profile:
    """Give the one profile of a file; a command about one company takes no more."""
    if len(profiles) > 1:
        place = Place(profiles[0].name.removesuffix(" (document 1)"))
        raise InvalidInputError([Problem(place, f"the file holds {len(profiles)} profiles", "put each into a file of its own")])
    return profiles[0]
