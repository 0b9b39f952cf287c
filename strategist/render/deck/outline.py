"""A story as slides in the order they are shown: the answer first, the evidence at the back."""

from __future__ import annotations

from collections.abc import Iterator

from strategist.models.story import Story
from strategist.render.deck import backing, means, opening, practice
from strategist.render.deck.slides import Slide


def outline(story: Story) -> Iterator[Slide]:
    """Give every slide, whole; a table may still be too long for one."""
    yield from opening.slides(story)
    yield from practice.gaps(story.gaps)
    yield from practice.findings(story.findings)
    yield from means.money(story.money)
    yield from means.plan(story.plan)
    yield from backing.unknown(story.open, story.gaps)
    yield from backing.evidence(story.evidence)
    yield from backing.menu(story.menu)
