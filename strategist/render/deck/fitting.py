"""How much room words take, without the font at hand: a little more than in Arial, the widest of the fonts that decks use.

Sizes and widths are points.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

LEADING = 1.2
"""The height of a line, in sizes of its font."""

_WIDTHS = {
    191: "'",
    222: "ijl",
    260: "|",
    278: " !,./:;I[\\]ft",
    333: "()-`r“”",
    355: '"',
    389: "*",
    400: "{}°",
    469: "^",
    500: "Jckvxyzs",
    556: "#$0123456789?L_abdeghnopqu",
    584: "+<=>~",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1000: "—…",
    1015: "@",
}
"""Thousandths of the size of the font, as Adobe publishes them for Helvetica, after which Arial was cut."""

_KNOWN = {character: width / 1000 for width, characters in _WIDTHS.items() for character in characters}
SMALL, CAPITAL, WIDE = 0.6, 0.78, 1.1
"""Other letters; the squares of East Asia and pictures."""

MARGIN, BOLD = 1.03, 1.07
"""What is added for safety, and by bold letters."""


@lru_cache(maxsize=4096)
def _width(character: str) -> float:
    if character in _KNOWN:
        return _KNOWN[character]
    if unicodedata.combining(character) or unicodedata.category(character) in {"Cf", "Mn"}:
        return 0.0
    if unicodedata.east_asian_width(character) in {"W", "F"} or unicodedata.category(character) == "So":
        return WIDE
    return CAPITAL if character.isupper() else SMALL


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Say how wide a line of text is at most."""
    return sum(map(_width, text)) * size * MARGIN * (BOLD if bold else 1.0)


def lines(text: str, room: float, size: float, *, bold: bool = False) -> int:
    """Count the lines that text takes in a width."""
    return sum(1 for _ in _lines(text, room, size, bold=bold)) or 1


def cut(text: str, room: float, size: float, *, most: int, bold: bool = False) -> str:
    """Shorten text to so many lines, with an ellipsis where something is missing."""
    ends = []
    for line in _lines(text, room, size, bold=bold):
        ends.append(line)
        if len(ends) > most:
            break
    if len(ends) <= most:
        return text
    kept = text[: ends[most - 1]].rstrip()
    while lines(f"{kept}…", room, size, bold=bold) > most:
        kept = kept[:-1].rstrip()
    return f"{kept}…"


def _lines(text: str, room: float, size: float, *, bold: bool) -> Iterator[int]:
    """Give where each line ends, breaking at spaces, and within words too long for a line."""
    scale = size * MARGIN * (BOLD if bold else 1.0)
    start = space = 0
    used = before = 0.0  # of this line so far, and up to its last space
    for index, character in enumerate(text):
        wide = _width(character) * scale
        if character == " ":
            space, before = index + 1, used + wide
        elif used + wide > room and index > start:
            start, used = (space, used - before) if space > start else (index, 0.0)
            yield start
        used += wide
    if text:
        yield len(text)
