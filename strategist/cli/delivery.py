"""Where a command's result goes: to the screen, or whole or not at all to a file."""

from __future__ import annotations

import os
import sys

from strategist import files
from strategist.errors import InvalidInputError, Place, Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from typing import TextIO


def deliver(text: str, output: Path | None, *, sources: Iterable[Path] = (), data: bool = False) -> None:
    """Write text to the screen, or whole or not at all to a file, but never over the `sources` it was made from.

    `data` is for programs and always UTF-8; anything else goes out in the encoding of the screen.
    """
    if output is None:
        _to_screen(text, data=data)
        return
    store(text.encode(errors="backslashreplace"), output, sources=sources)


def store(content: bytes, output: Path, *, sources: Iterable[Path] = ()) -> None:
    """Write a file whole or not at all, but never over the `sources` it was made from."""
    try:
        if any(source.exists() and output.exists() and source.samefile(output) for source in sources):
            raise InvalidInputError([Problem(Place(str(output)), "this is the profile itself", "choose another file with -o")])
        files.write(output, content)
    except OSError as error:
        problem = Problem(Place(str(output)), f"the file cannot be written ({error.strerror})", "choose another place")
        raise InvalidInputError([problem]) from None


def refuse_existing(file: Path) -> None:
    """Refuse a file that exists, for commands that write over one only with --force."""
    if _stands(file):
        raise InvalidInputError([Problem(Place(str(file)), "this already exists", "choose another name, or add --force to write over it")])


def _stands(file: Path) -> bool:
    try:
        return file.exists() or file.is_symlink()
    except OSError:
        return False  # a name that cannot be looked up cannot be written either, and that is said then


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
        abandon(sys.stdout)


def abandon(stream: TextIO) -> None:
    """Point what is still buffered at nothing: whoever read it has left, and that is no error."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
