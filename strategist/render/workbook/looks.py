"""How cells look, by name. A cell that may be changed is yellow and framed, so that it is seen in grey print too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from strategist.render import svg
from strategist.render.powerpoint.looks import TAGS

INK, MUTED, EDGE, BAND, IN, OUT, PAPER = svg.INK, svg.MUTED, svg.EDGE, svg.BAND, svg.IN, svg.OUT, svg.PAPER
MIDDLE = "#8FB8D6"
LINE, HEAD, INPUT, INPUT_INK = "#C9D1D9", "#EDF1F5", "#FFF8D6", "#1F3A8A"
FONT, SIZE = "Arial", 10.0
"""A font that every office has, or has a double of with the same widths."""

TITLE, HEADING = 16.0, 12.0

_PLAIN: Mapping[str, Any] = {"font_name": FONT, "font_size": SIZE, "font_color": INK, "valign": "top"}
_CELL: Mapping[str, Any] = {**_PLAIN, "bottom": 1, "bottom_color": LINE}
_WORDS: Mapping[str, Any] = {**_CELL, "text_wrap": True, "align": "left", "indent": 1}
_HEAD: Mapping[str, Any] = {
    **_CELL, "bold": True, "text_wrap": True, "bg_color": HEAD, "valign": "bottom", "bottom": 2, "bottom_color": EDGE,
}  # fmt: skip
_NUMBER: Mapping[str, Any] = {**_CELL, "align": "right"}
_INPUT: Mapping[str, Any] = {**_WORDS, "bg_color": INPUT, "font_color": INPUT_INK, "border": 1, "border_color": EDGE}
_KEY: Mapping[str, Any] = {**_PLAIN, "align": "center", "text_wrap": True, "border": 1, "border_color": EDGE}
_SIGNED = "+0;-0;0"

STYLES: Mapping[str, Mapping[str, Any]] = {
    "plain": {**_PLAIN, "text_wrap": True},
    "title": {**_PLAIN, "font_size": TITLE, "bold": True, "text_wrap": True},
    "heading": {**_PLAIN, "font_size": HEADING, "bold": True},
    "eyebrow": {**_PLAIN, "font_color": MUTED, "text_wrap": True},
    "label": {**_PLAIN, "bold": True, "text_wrap": True},
    "link": {**_PLAIN, "font_color": IN, "underline": 1, "bold": True},
    "head-first": _HEAD,
    "head": {**_HEAD, "align": "left", "indent": 1},
    "head-number": {**_HEAD, "align": "right"},
    "head-middle": {**_HEAD, "align": "center"},
    "head-turned": {**_HEAD, "text_wrap": False, "rotation": 90, "align": "center"},
    "text": _WORDS,
    "first": {**_CELL, "text_wrap": True, "bold": True},
    "quiet": {**_WORDS, "font_color": MUTED},
    "input": _INPUT,
    "number": {**_NUMBER, "num_format": "#,##0"},
    "line": {**_NUMBER, "num_format": "0"},
    "decimal": {**_NUMBER, "num_format": "#,##0.0"},
    "general": _NUMBER,
    "minutes": {**_NUMBER, "num_format": "#,##0.00"},
    "fit": {**_NUMBER, "num_format": "+0.00;-0.00;0.00"},
    "percent": {**_NUMBER, "num_format": "0 %"},
    "share": {**_NUMBER, "num_format": "0.0 %"},
    "signed": {**_NUMBER, "num_format": _SIGNED},
    "points": {**_CELL, "align": "center", "num_format": _SIGNED},
    "points-total": {**_CELL, "align": "center", "num_format": _SIGNED, "bold": True, "top": 1, "top_color": EDGE},
    "left": {**_PLAIN, "align": "left"},
    "middle": {**_CELL, "align": "center", "text_wrap": True},
    "option": {**_CELL, "align": "center", "num_format": "0;-0;"},
    "key-expected": {**_KEY, "bg_color": BAND},
    "key-inside": {**_KEY, "bg_color": IN, "font_color": PAPER},
    "key-outside": {**_KEY, "bg_color": OUT, "font_color": PAPER},
    "key-middle": {**_KEY, "bg_color": MIDDLE},
    "key-shut": {**_KEY, "border": 3},
    **{tag: {**_PLAIN, "bold": True, "font_color": f"#{colour}"} for tag, colour in TAGS.items()},
}  # fmt: skip

STRONG_FOR: Mapping[str, Any] = {"bg_color": IN, "font_color": PAPER, "bold": True}
STRONG_AGAINST: Mapping[str, Any] = {"bg_color": BAND, "italic": True}
"""Cells that say much for a purpose, and much against it; the sign and the slant tell them apart in grey print."""

CHANGED: Mapping[str, Any] = {"bg_color": "#F6C9A8", "bold": True}

GRADES: Mapping[str, str] = {severity: f"#{TAGS[severity]}" for severity in ("critical", "major", "minor")}
"""The colours of how grave a finding is."""
