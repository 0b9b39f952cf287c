"""`strategist report`: what a consultant hands over, in the format that the file's ending names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from strategist.cli.deliverable import Day, Force, SheetSize, Template, Wish, day, doing, writer
from strategist.cli.delivery import refuse_existing, store
from strategist.cli.options import only
from strategist.errors import MissingExtraError

if TYPE_CHECKING:
    from strategist.models.profile import Profile
    from strategist.models.reading import Reading
    from strategist.models.story import Story


def _html(story: Story, _: Wish) -> bytes:
    from strategist.render import report_html

    return report_html.render(story).encode()


def _markdown(story: Story, _: Wish) -> bytes:
    from strategist.render import report_markdown

    return report_markdown.render(story).encode()


def _pdf(story: Story, wish: Wish) -> bytes:
    from strategist.render import report_pdf

    return report_pdf.render(story, sheet=wish.sheet)


def _pptx(story: Story, wish: Wish) -> bytes:
    from strategist.render import report_pptx

    return report_pptx.render(story, template=wish.template)


def _xlsx(story: Story, _: Wish) -> bytes:
    from strategist.render import report_xlsx

    return report_xlsx.render(story)


WRITERS: Mapping[str, Callable[[Story, Wish], bytes]] = {".html": _html, ".pdf": _pdf, ".pptx": _pptx, ".xlsx": _xlsx, ".md": _markdown}
"""What writes a report, by the ending of the file. Each imports what it needs when it is called."""


def report(
    profile: Annotated[Path, typer.Argument(metavar="PROFILE", help="The profile, or - for standard input.", show_default=False)],
    output: Annotated[Path, typer.Option("--output", "-o", help="The report; its ending says the format.", show_default=False)],
    force: Force = False,
    date: Day = None,
    paper: SheetSize = None,
    template: Template = None,
) -> None:
    """Write a report: verdict, gaps, findings, goals and money, the way, and all the evidence.

    Always exits 0 when the report is written, whatever it finds.
    """
    from strategist import profiles
    from strategist.catalogue import shipped

    wish, when = Wish(paper, template), day(date)
    write = writer(WRITERS, output, wish)
    if not force:
        refuse_existing(output)
    with doing("reading the profile"):
        story = told(only(profiles.read(profile, shipped())), date=when)
    with doing(f"writing {output.name}"):
        content = write(story, wish)
    store(content, output, sources=(profile,))


def told(profile: Profile, *, date: str | None) -> Story:
    """Read a profile and tell its story, with a plan where one can be made."""
    from strategist import reading
    from strategist.catalogue import shipped
    from strategist.story.tell import tell

    result = reading.build(profile, shipped())
    with doing("looking for the way"):
        result = _with_plan(result, profile)
    return tell(result, profile, shipped(), date=date)


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
