"""Options that several commands share, and the few things commands do at the edge."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from strategist import files
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

    if output or sys.stdout is None or not sys.stdout.isatty():
        return Paper(width=_columns(80), color=False, unicode=_shows_unicode(output))
    plain = "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb"
    return Paper(width=_columns(os.get_terminal_size().columns), color=not plain, unicode=_shows_unicode(None))


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


def deliver(text: str, output: Path | None, *, sources: Iterable[Path] = (), data: bool = False) -> None:
    """Write text to the screen, or whole or not at all to a file, but never over the `sources` it was made from.

    `data` is for programs and always UTF-8; anything else goes out in the encoding of the screen.
    """
    if output is None:
        _to_screen(text, data=data)
        return
    store(text.encode(errors="backslashreplace"), output, sources=sources)


def refuse_existing(file: Path) -> None:
    """Refuse a file that exists, for commands that write over one only with --force."""
    if _stands(file):
        raise InvalidInputError([Problem(Place(str(file)), "this already exists", "choose another name, or add --force to write over it")])


def _stands(file: Path) -> bool:
    try:
        return file.exists() or file.is_symlink()
    except OSError:
        return False  # a name that cannot be looked up cannot be written either, and that is said then


def store(content: bytes, output: Path, *, sources: Iterable[Path] = ()) -> None:
    """Write a file whole or not at all, but never over the `sources` it was made from."""
    try:
        if any(source.exists() and output.exists() and source.samefile(output) for source in sources):
            raise InvalidInputError([Problem(Place(str(output)), "this is the profile itself", "choose another file with -o")])
        files.write(output, content)
    except OSError as error:
        problem = Problem(Place(str(output)), f"the file cannot be written ({error.strerror})", "choose another place")
        raise InvalidInputError([problem]) from None


def _to_screen(text: str, *, data: bool) -> None:
    if sys.stdout is None:
        raise InvalidInputError([Problem(Place("standard output"), "there is nowhere to write to", "write to a file with -o")])
    try:
        if data:
            sys.stdout.flush()
            sys.stdout.buffer.write(text.encode(errors="backslashreplace"))
        else:
            sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        abandon_output()


def abandon_output() -> None:
    """Point what is still buffered at nothing: whoever read our output has left, and that is no error."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
