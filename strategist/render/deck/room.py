"""The room that a deck leaves on a slide, and how words fit into it. All measures are points."""

from __future__ import annotations

from strategist.nouns import dataclass
from strategist.render.deck import fitting


@dataclass(frozen=True, slots=True)
class Room:
    """What a layout leaves for content, and for the title, which is set in `title_size`.

    `stretch` is how much wider the letters of the deck may be than Arial's.
    """

    width: float
    height: float
    title_width: float
    title_height: float
    title_size: float
    stretch: float = 1.0

    def lines(self, text: str, wide: float, size: float, *, bold: bool = False) -> int:
        """Count the lines that text takes in a width."""
        return fitting.lines(text, wide / self.stretch, size, bold=bold)

    def high(self, text: str, wide: float, size: float, *, bold: bool = False) -> float:
        """Say how high text stands in a width."""
        return self.lines(text, wide, size, bold=bold) * size * fitting.LEADING

    def cut(self, text: str, wide: float, size: float, *, most: int, bold: bool = False) -> str:
        """Shorten text to so many lines, with an ellipsis where something is missing."""
        return fitting.cut(text, wide / self.stretch, size, most=most, bold=bold)

    def across(self, text: str, size: float, *, bold: bool = False) -> float:
        """Say how wide a line of text is at most."""
        return fitting.width(text, size, bold=bold) * self.stretch


@dataclass(frozen=True, slots=True)
class Band:
    """A strip across the slide, counted from the top of its room."""

    top: float
    height: float
