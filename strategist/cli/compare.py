"""`strategist compare`: one company at several dates, or several companies or units side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from strategist.cli.deliverable import Day, Force, SheetSize, Template, Wish, day, doing, writer
from strategist.cli.delivery import deliver, refuse_existing, store
from strategist.cli.options import Format, paper
from strategist.errors import InvalidInputError, Place, Problem

if TYPE_CHECKING:
    from strategist.models.change import Comparison, Kind
    from strategist.models.comparison import ComparisonStory
    from strategist.models.profile import Profile

MOST = 12
"""Profiles that can still be read side by side."""


class As(StrEnum):
    """What the profiles are to each other."""

    DATES = "dates"
    RIVALS = "rivals"


def compare(
    profiles: Annotated[list[Path], typer.Argument(metavar="OLD NEW...", help="Profiles, the oldest first.", show_default=False)],
    as_: Annotated[As | None, typer.Option("--as", help="One company at several dates, or rivals; two are dates, more are rivals.")] = None,
    format_: Annotated[Format, typer.Option("--format", "-f", help="How to write it on the screen.")] = Format.TERMINAL,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A report; its ending says the format.", show_default=False)] = None,
    force: Force = False,
    date: Day = None,
    sheet: SheetSize = None,
    template: Template = None,
) -> None:
    """Show what moved between two dates, or how rivals or units differ: verdicts, points, findings, practices, goals.

    Always exits 0, whatever it finds.
    """
    from strategist.catalogue import shipped
    from strategist.render import data
    from strategist.story.comparison import tell

    wish, when = Wish(sheet, template), day(date)
    if format_ is Format.JSON:
        deliver(data.dump(_compared(profiles, as_)), output, sources=profiles, data=True)
    elif output is None:
        from strategist.render import comparison

        deliver(comparison.render(tell(_compared(profiles, as_), shipped()), paper(None)), None)
    else:
        write = writer(WRITERS, output, wish)
        if not force:
            refuse_existing(output)
        with doing(f"writing {output.name}"):
            content = write(tell(_compared(profiles, as_), shipped(), date=when), wish)
        store(content, output, sources=profiles)


def _compared(paths: list[Path], as_: As | None) -> Comparison:
    from strategist import reading
    from strategist.catalogue import shipped
    from strategist.compare import together

    read = _read(paths)
    if not 2 <= len(read) <= MOST:
        what = f"{len(read)} profile is given" if len(read) == 1 else f"{len(read)} profiles are given"
        raise InvalidInputError([Problem(Place("compare"), what, f"name two or more, up to {MOST}")])
    kind: Kind = "dates" if as_ is As.DATES or (as_ is None and len(read) == 2) else "rivals"
    return together([(profile, reading.build(profile, shipped())) for profile in read], shipped(), kind=kind)


def _read(paths: list[Path]) -> list[Profile]:
    """Read every profile, and tell the slips of all files at once."""
    from strategist import profiles
    from strategist.catalogue import shipped

    found: list[Profile] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            found.extend(profiles.read(path, shipped()))
        except InvalidInputError as error:
            problems.extend(error.problems)
    if problems:
        raise InvalidInputError(problems)
    return found


def _html(story: ComparisonStory, _: Wish) -> bytes:
    from strategist.render import comparison_html

    return comparison_html.render(story).encode()


def _markdown(story: ComparisonStory, _: Wish) -> bytes:
    from strategist.render import comparison_markdown

    return comparison_markdown.render(story).encode()


def _pdf(story: ComparisonStory, wish: Wish) -> bytes:
    from strategist.render import comparison_pdf

    return comparison_pdf.render(story, sheet=wish.sheet)


def _pptx(story: ComparisonStory, wish: Wish) -> bytes:
    from strategist.render import comparison_pptx

    return comparison_pptx.render(story, template=wish.template)


def _xlsx(story: ComparisonStory, _: Wish) -> bytes:
    from strategist.render import comparison_xlsx

    return comparison_xlsx.render(story)


WRITERS: Mapping[str, Callable[[ComparisonStory, Wish], bytes]] = {
    ".html": _html,
    ".pdf": _pdf,
    ".pptx": _pptx,
    ".xlsx": _xlsx,
    ".md": _markdown,
}
"""What writes a comparison, by the ending of the file. Each imports what it needs when it is called."""
