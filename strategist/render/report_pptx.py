"""The report as a deck: answer first, one message a slide, charts that can be edited, and notes for whoever presents it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from strategist.errors import MissingExtraError
from strategist.models.story import Story
from strategist.render.deck.outline import outline
from strategist.render.deck.slides import Slide

LIBRARIES = {"pptx", "lxml", "xlsxwriter"}


def render(story: Story, *, template: Path | None = None) -> bytes:
    """Write the report as a .pptx, in the looks of a template if one is given.

    Raises MissingExtraError where the library for it is missing, and InvalidInputError for a template that cannot be used.
    """
    foot = ", ".join(part for part in (story.company, story.date) if part)
    return written(outline(story), title=story.title, made=story.made, foot=foot, template=template)


def written(slides: Iterable[Slide], *, title: str, made: str, foot: str, template: Path | None) -> bytes:
    """Write slides as a .pptx; raises as `render` does."""
    try:
        from strategist.render.powerpoint import deck
    except ModuleNotFoundError as error:
        if str(error.name).partition(".")[0] not in LIBRARIES:
            raise
        raise MissingExtraError("a PowerPoint file", "strategist[reports]") from None
    return deck.write(slides, title=title, made=made, foot=foot, template=template)
