"""What a plain word of YAML 1.2 means: `no`, `1:30` and `2024-05-01` are text, and so is what no computer can count."""

from __future__ import annotations

from math import isfinite

MAX_DIGITS = 300
WORDS: dict[str, object] = {"": None, "~": None, "null": None, "true": True, "false": False}
FIGURES = frozenset("+-.0123456789")
"""What a figure begins with."""

_SIGNS = FIGURES | {"e", "E"}


def resolved(text: str) -> object:
    """Resolve a plain word: a truth value, a number, nothing, or the text itself."""
    if text in WORDS:
        return WORDS[text]
    if text[0] not in FIGURES or not _SIGNS.issuperset(text):
        return text
    if (text[1:] if text[0] in "+-" else text).isdigit():
        return int(text) if len(text) <= MAX_DIGITS else text
    try:
        value = float(text)
    except ValueError:
        return text
    return value if isfinite(value) else text
