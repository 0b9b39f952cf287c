"""Columns of text made to fit. All measures are points."""

from __future__ import annotations

from strategist.render.deck.fitting import LEADING
from strategist.render.deck.room import Room
from strategist.render.deck.slides import Panels

SIDE, GAP, HEAD = 12.0, 14.0, 14.0
"""What is left free in a panel, and between two; the size of its heading."""

SIZES = (18.0, 16.0, 14.0, 12.0, 11.0)
"""Sizes of letters, tried from the largest."""

MOST = 12
"""Lines of one text, where not all of them fit."""

Paragraphs = tuple[str, ...]


def wide(panels: int, room: float) -> float:
    """Say how wide each of so many panels is."""
    return (room - GAP * (panels - 1)) / panels


def fitted(content: Panels, room: Room, free: float) -> tuple[Panels, float]:
    """Give the panels and the size of their letters: the largest at which all fit, or else the smallest with words shortened."""
    inner = _inner(content, room)
    for size in SIZES:
        if height(content, room, size) <= free:
            return content, size
    size = SIZES[-1]
    left = free - _around(size)
    return Panels(tuple((title, _squeezed(texts, room, inner, size, left)) for title, texts in content.panels)), size


def height(content: Panels, room: Room, size: float) -> float:
    """Say how high the highest panel is."""
    inner = _inner(content, room)
    return max(_stands(texts, room, inner, size) for _, texts in content.panels) + _around(size)


def lost(full: Panels, shown: Panels) -> Paragraphs:
    """Give in full what panels show shortened."""
    kept = {text for _, texts in shown.panels for text in texts}
    return tuple(text for _, texts in full.panels for text in texts if text not in kept)


def _inner(content: Panels, room: Room) -> float:
    return wide(len(content.panels), room.width) - 2 * SIDE


def _around(size: float) -> float:
    return 2 * SIDE + HEAD * LEADING + size / 2


def _stands(texts: Paragraphs, room: Room, inner: float, size: float) -> float:
    return sum(room.high(text, inner, size) + size / 2 for text in texts)


def _squeezed(texts: Paragraphs, room: Room, inner: float, size: float, free: float) -> Paragraphs:
    """Allow ever fewer lines to each text until all fit; then leave out the last ones."""
    for most in range(MOST, 0, -1):
        shown = tuple(room.cut(text, inner, size, most=most) for text in texts)
        if _stands(shown, room, inner, size) <= free:
            return shown
    fit = max(1, int(free / (size * LEADING + size / 2)) - 1)
    return (*(room.cut(text, inner, size, most=1) for text in texts[:fit]), f"and {len(texts) - fit} more")
