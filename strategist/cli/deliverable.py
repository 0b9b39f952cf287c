"""What the commands share that write deliverables: the options for their looks, and the choice of what writes a file."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from strategist.errors import InvalidInputError, Place, Problem
from strategist.nouns import dataclass


class PaperSize(StrEnum):
    """The sheet that a PDF is set on."""

    A4 = "a4"
    LETTER = "letter"


Force = Annotated[bool, typer.Option("--force", help="Write over an existing file.")]
Day = Annotated[str | None, typer.Option("--date", metavar="DATE", help="The day on the report, such as 2026-03-31.")]
SheetSize = Annotated[PaperSize | None, typer.Option("--paper", help="The sheet of a PDF; a4 when left out.")]
Template = Annotated[Path | None, typer.Option("--template", help="A deck whose looks the report takes over.")]


@dataclass(frozen=True, slots=True)
class Wish:
    """What the options say about the looks of a report."""

    paper: PaperSize | None = None
    template: Path | None = None

    @property
    def sheet(self) -> str:
        """The sheet of a PDF."""
        return (self.paper or PaperSize.A4).value


READERS_OF = {"--paper": ".pdf", "--template": ".pptx"}
"""The one ending that an option is for."""

Told = TypeVar("Told")


def writer(writers: Mapping[str, Callable[[Told, Wish], bytes]], output: Path, wish: Wish) -> Callable[[Told, Wish], bytes]:
    """Find what writes this file; refuse at once what could not be written in the end."""
    ending = output.suffix.lower()
    if ending not in writers:
        what = f"`{ending}` is no format of a report" if ending else "the name has no ending, and the ending says the format"
        raise InvalidInputError([Problem(Place(str(output)), what, f"end it in one of {', '.join(writers)}")])
    given = {"--paper": wish.paper, "--template": wish.template}
    strange = [option for option, value in given.items() if value is not None and READERS_OF[option] != ending]
    if strange:
        what = "this report has no use for it"
        raise InvalidInputError(Problem(Place(option), what, f"it is for a report in {READERS_OF[option]}") for option in strange)
    return writers[ending]


def day(text: str | None) -> str | None:
    """Give the day of a report as year, month and day; None where none is wished for."""
    from datetime import date

    if text is None:
        return None
    try:
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError:
        raise InvalidInputError([Problem(Place("--date"), "this is no day", "write year, month and day, as in 2026-03-31")]) from None


@contextmanager
def doing(words: str) -> Iterator[None]:
    """Say on a terminal what is being done, on one line that is gone in the end, however it ends."""
    shown = sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
    if shown:
        _line(f"{words} ...")
    try:
        yield
    finally:
        if shown:
            _line("")


def _line(words: str) -> None:
    sys.stderr.write(f"\r\x1b[K{words}")
    sys.stderr.flush()
