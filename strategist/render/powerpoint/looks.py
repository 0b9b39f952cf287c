"""Colours of decks as six digits, on white paper. Never the theme's, so that charts keep their contrast under any master.

Those that words stand in or on have at least 4.5 to 1, lines and edges 3 to 1. Places, words and edges tell kinds apart as well,
so that a grey print loses nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

from strategist.render import svg

INK, MUTED, EDGE, BAND, PAPER = (colour.removeprefix("#").upper() for colour in (svg.INK, svg.MUTED, svg.EDGE, svg.BAND, svg.PAPER))
IN, OUT = svg.IN.removeprefix("#").upper(), svg.OUT.removeprefix("#").upper()
LINE, WASH = "D3DAE1", "F4F6F8"

TAGS: Mapping[str, str] = {
    "mismatch": "A3140A",
    "critical": "A3140A",
    "aligned": IN,
    "major": "8A4B00",
    "undecided": "8A4B00",
    "undeclared": "8A4B00",
    "minor": "245B8A",
}
"""Of verdicts and severities."""

FILLS: Mapping[str, str | None] = {
    "base": None,
    "expected": BAND,
    "inside": IN,
    "outside": OUT,
    "strong": IN,
    "middle": "8FB8D6",
    "pale": BAND,
    "shut": PAPER,
}
"""Of parts of bars; None is not seen."""
