"""What a plain word of YAML 1.2 means: `no`, `1:30` and `2024-05-01` are text, and so is what no computer can count."""

from __future__ import annotations

import re
from math import isfinite

MAX_DIGITS = 300
WORDS: dict[str, object] = {"": None, "~": None, "null": None, "true": True, "false": False}
FIGURES = frozenset("+-.0123456789")
"""What a figure begins with."""

_INTEGER = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")


def resolved(text: str) -> object:
    """Resolve a plain word: a truth value, a number, nothing, or the text itself."""
    if text in WORDS:
        return WORDS[text]
    if text[0] not in FIGURES:
        return text
    if _INTEGER.fullmatch(text):
        return int(text) if len(text) <= MAX_DIGITS else text
    if _FLOAT.fullmatch(text):
        return float(text) if isfinite(float(text)) else text
    return text
