"""Words for people: small helpers shared by everything that writes text."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

_BIDI = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

_NO_CHARACTERS = {"\ufffe", "\uffff"}  # may not stand in XML, not even escaped


def clean(text: str) -> str:
    """Make text from a user's file safe to print: control and direction-changing characters become a visible mark."""
    if text.replace("\n", " ").isprintable():  # nearly all text is, and a look at each character takes fifty times as long
        return text
    return "".join("\ufffd" if _unsafe(character) else character for character in text)


def _unsafe(character: str) -> bool:
    return (
        character in _BIDI or character in _NO_CHARACTERS or (unicodedata.category(character) in {"Cc", "Cs"} and character not in "\n\t")
    )


def one_line(text: str) -> str:
    """Fold white space, so that a folded YAML text reads as one line."""
    if text.isprintable() and "  " not in text:  # the one white space in it is single blanks
        return text.strip()
    return " ".join(clean(text).split())


def count(number: int, noun: str, plural: str | None = None) -> str:
    """Give `1 finding`, `2 findings`."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def percent(share: float) -> str:
    """Give a share of 1 as `83 %`."""
    return f"{share * 100:.0f} %"


def signed(number: int) -> str:
    """Give a number with its sign, and nought without one."""
    return f"{number:+d}" if number else "0"


def listed(items: Sequence[str], *, last: str = "and") -> str:
    """Give `a`, `a and b`, `a, b and c`."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {last} {items[-1]}" if items else ""


def quoted(word: object, width: int = 40) -> str:
    """Give a word of the user's in backticks, on one line and short enough to read."""
    return f"`{shortened(one_line(str(word)), width)}`"


def shortened(text: str, width: int) -> str:
    """Cut text to a width, with an ellipsis where something is missing."""
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"
