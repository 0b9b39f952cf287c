"""Where a command's result goes: to the screen, or whole or not at all to a file."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from strategist import files
from strategist.errors import InvalidInputError, Place, Problem

if TYPE_CHECKING:
    from pathlib import Path


def deliver(text: str, output: Path | None, *, source: Path | None = None, data: bool = False) -> None:
    """Write text to the screen, or whole or not at all to a file, but never over the `source` it was made from.

    `data` is for programs and always UTF-8; anything else goes out in the encoding of the screen.
    """
    if output is None:
        _to_screen(text, data=data)
        return
    try:
        if source is not None and source.exists() and output.exists() and source.samefile(output):
            raise InvalidInputError([Problem(Place(str(output)), "this is the profile itself", "choose another file with -o")])
        files.write(output, text.encode(errors="backslashreplace"))
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
