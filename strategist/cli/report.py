"""`strategist report`: what a consultant hands over, in the format that the file's ending names."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from strategist.cli.options import only, refuse_existing, store
from strategist.errors import InvalidInputError, MissingExtraError, Place, Problem

if TYPE_CHECKING:
    from strategist.models.profile import Profile
    from strategist.models.reading import Reading
    from strategist.models.story import Story


class PaperSize(StrEnum):
    """The sheet that a PDF is set on."""

    A4 = "a4"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Wish:
    """What the options say about the looks of a report."""

    paper: PaperSize | None = None
    template: Path | None = None


def _html(story: Story, _: Wish) -> bytes:
    from strategist.render import report_html

    return report_html.render(story).encode()


def _markdown(story: Story, _: Wish) -> bytes:
    from strategist.render import report_markdown

    return report_markdown.render(story).encode()


def _pdf(story: Story, wish: Wish) -> bytes:
    from strategist.render import report_pdf

    return report_pdf.render(story, sheet=(wish.paper or PaperSize.A4).value)


def _pptx(story: Story, wish: Wish) -> bytes:
    from strategist.render import report_pptx

    return report_pptx.render(story, template=wish.template)


WRITERS: Mapping[str, Callable[[Story, Wish], bytes]] = {".html": _html, ".pdf": _pdf, ".pptx": _pptx, ".md": _markdown}
"""What writes a report, by the ending of the file. Each imports what it needs when it is called."""

READERS_OF = {"--paper": ".pdf", "--template": ".pptx"}
"""The one ending that an option is for."""


def report(
    profile: Annotated[Path, typer.Argument(metavar="PROFILE", help="The profile, or - for standard input.", show_default=False)],
    output: Annotated[Path, typer.Option("--output", "-o", help="The report; its ending says the format.", show_default=False)],
    force: Annotated[bool, typer.Option("--force", help="Write over an existing file.")] = False,
    date: Annotated[str | None, typer.Option("--date", metavar="DATE", help="The day on the report, such as 2026-03-31.")] = None,
    paper: Annotated[PaperSize | None, typer.Option("--paper", help="The sheet of a PDF; a4 when left out.")] = None,
    template: Annotated[Path | None, typer.Option("--template", help="A deck whose looks the report takes over.")] = None,
) -> None:
    """Write a report: verdict, gaps, findings, goals and money, the way, and all the evidence.

    Always exits 0 when the report is written, whatever it finds.
    """
    from strategist import profiles
    from strategist.catalogue import shipped

    wish = Wish(paper, template)
    write = _writer(output, wish)
    if not force:
        refuse_existing(output)
    _progress("reading the profile")
    story = told(only(profiles.read(profile, shipped())), date=None if date is None else _day(date))
    _progress(f"writing {output.name}")
    content = write(story, wish)
    _progress("")
    store(content, output, source=profile)


def told(profile: Profile, *, date: str | None) -> Story:
    """Read a profile and tell its story, with a plan where one can be made."""
    from strategist import reading
    from strategist.catalogue import shipped
    from strategist.story.tell import tell

    result = reading.build(profile, shipped())
    _progress("looking for the way")
    return tell(_with_plan(result, profile), profile, shipped(), date=date)


def _with_plan(result: Reading, profile: Profile) -> Reading:
    """Add the plan, but none to a reading that knows too little: it would take long and rest on guesses."""
    from strategist.catalogue import shipped

    if result.practised.verdict == "too little known":
        return result
    try:
        from strategist.plan import with_plan

        return with_plan(result, profile, shipped())
    except MissingExtraError:  # the report says so
        return result


def _writer(output: Path, wish: Wish) -> Callable[[Story, Wish], bytes]:
    """Find what writes this file; refuse at once what could not be written in the end."""
    ending = output.suffix.lower()
    if ending not in WRITERS:
        what = f"`{ending}` is no format of a report" if ending else "the name has no ending, and the ending says the format"
        raise InvalidInputError([Problem(Place(str(output)), what, f"end it in one of {', '.join(WRITERS)}")])
    given = {"--paper": wish.paper, "--template": wish.template}
    strange = [option for option, value in given.items() if value is not None and READERS_OF[option] != ending]
    if strange:
        what = "this report has no use for it"
        raise InvalidInputError(Problem(Place(option), what, f"it is for a report in {READERS_OF[option]}") for option in strange)
    return WRITERS[ending]


def _day(text: str) -> str:
    from datetime import date

    try:
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError:
        raise InvalidInputError([Problem(Place("--date"), "this is no day", "write year, month and day, as in 2026-03-31")]) from None


def _progress(words: str) -> None:
    """Say on a terminal what is being done, on one line that is gone in the end."""
    if sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb":
        sys.stderr.write(f"\r\x1b[K{words}{' ...' if words else ''}")
        sys.stderr.flush()
