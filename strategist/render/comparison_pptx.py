"""A comparison as a deck, in the same looks as a report."""

from __future__ import annotations

from pathlib import Path

from strategist.models.comparison import ComparisonStory
from strategist.render.deck.comparison import outline
from strategist.render.report_pptx import written


def render(story: ComparisonStory, *, template: Path | None = None) -> bytes:
    """Write the comparison as a .pptx; raises as `report_pptx.render` does."""
    foot = ", ".join(part for part in (story.question, story.date) if part)
    return written(outline(story), title=story.title, made=story.made, foot=foot, template=template)
