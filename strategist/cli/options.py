"""Options that several commands share, and the few things commands do at the edge."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from strategist import files
from strategist.errors import InvalidInputError, Place, Problem

if TYPE_CHECKING:
    from strategist.render.paper import Paper

Output = Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file instead of the screen.", show_default=False)]

NARROWEST, WIDEST = 40, 110


def paper(output: Path | None) -> Paper:
    """Choose the sheet: the terminal's width and colour, or 80 plain columns for a file or a pipe."""
    from strategist.render.paper import Paper

    if output or not sys.stdout.isatty():
        return Paper(width=_columns(80), color=False, unicode=_shows_unicode(output))
    plain = "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb"
    return Paper(width=_columns(os.get_terminal_size().columns), color=not plain, unicode=_shows_unicode(None))


def _columns(otherwise: int) -> int:
    said = os.environ.get("COLUMNS", "")
    return min(max(int(said) if said.isdigit() and int(said) else otherwise, NARROWEST), WIDEST)


def _shows_unicode(output: Path | None) -> bool:
    return output is not None or (sys.stdout.encoding or "ascii").lower().replace("-", "") in {"utf8", "utf16", "utf32"}


def deliver(text: str, output: Path | None) -> None:
    """Write text to the screen, or whole or not at all to a file."""
    if output is None:
        sys.stdout.write(text)
        return
    try:
        files.write(output, text.encode())
    except OSError as error:
        problem = Problem(Place(str(output)), f"the file cannot be written ({error.strerror})", "choose another place")
        raise InvalidInputError([problem]) from None
