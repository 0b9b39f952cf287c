"""Quantities as people write them, read and written: `2.1m`, `35bn`, `81 s`, `8 %`."""

from __future__ import annotations

import re
from math import isfinite

_NUMBER = r"(?P<number>[-+]?(?:[0-9]{1,3}(?:[, _][0-9]{3})+|[0-9]+)(?:\.[0-9]+)?|[-+]?\.[0-9]+)"
_SCALES = {"": 1, "k": 1_000, "thousand": 1_000, "m": 1_000_000, "mn": 1_000_000, "million": 1_000_000,
           "bn": 1_000_000_000, "b": 1_000_000_000, "billion": 1_000_000_000}  # fmt: skip
_MINUTES = {"s": 1 / 60, "sec": 1 / 60, "second": 1 / 60, "m": 1.0, "min": 1.0, "minute": 1.0, "h": 60.0, "hour": 60.0,
            "d": 1440.0, "day": 1440.0}  # fmt: skip
SYMBOLS = {"$": "USD", "€": "EUR", "£": "GBP"}

_MONEY = rf"(?:(?P<before>[A-Z]{{3}}|[$€£])\s*)?{_NUMBER}\s*(?P<scale>[A-Za-z]*?)(?:\s*(?P<after>[A-Z]{{3}}|[$€£]))?"
_DURATION = rf"{_NUMBER}\s*(?P<unit>[A-Za-z]+)"
_PERCENT = rf"{_NUMBER}\s*(?:%|percent|per cent)?"


def money(text: str) -> tuple[float, str | None] | None:
    """Read an amount and the currency named with it, if any; None when it is not money."""
    match = re.fullmatch(_MONEY, text.strip())
    if match is None:
        return None
    before, written, letters, after = match.groups()
    scale = _SCALES.get(letters.lower())
    if scale is None or (before and after):
        return None
    currency = before or after
    amount = _exact(written, scale)
    return None if amount is None else (amount, SYMBOLS.get(currency, currency) if currency else None)


def number(text: str) -> float | None:
    """Read a plain or scaled number without a currency; None when it is not one."""
    read = money(text)
    return read[0] if read and read[1] is None else None


def minutes(text: str) -> float | None:
    """Read a duration, in minutes; None when it is not one."""
    match = re.fullmatch(_DURATION, text.strip())
    if match is None:
        return None
    unit = match["unit"].lower()
    size = _MINUTES.get(unit, _MINUTES.get(unit.removesuffix("s")))
    return None if size is None else _exact(match["number"], size)


def percent(text: str) -> float | None:
    """Read a percentage, 8 for `8 %`; None when it is not one."""
    match = re.fullmatch(_PERCENT, text.strip())
    return _exact(match["number"], 1) if match else None


def _exact(written: str, scale: float) -> float | None:
    value = round(float(written.replace(",", "").replace(" ", "").replace("_", "")) * scale, 6)
    return value if isfinite(value) else None


def plain(value: float) -> str:
    """Write a number without needless decimals, so that it can be read back; to six decimals, as amounts are kept."""
    written = f"{value:,.6f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def brief(value: float) -> str:
    """Write an amount to three figures, so that it can be read at a glance and read back: `1.26m`, `988k`, `-14.5k`, `350`."""
    for scale, letter in ((1_000_000_000, "bn"), (1_000_000, "m"), (1_000, "k")):
        if abs(value) >= scale * (1 - _HALF_A_FIGURE):
            return plain(_figures(value / scale)) + letter
    return plain(_figures(value))


_HALF_A_FIGURE = 0.0005
"""How far, relatively, a value may lie below the next scale and still be rounded up to it."""


def _figures(value: float) -> float:
    """Round to three figures, but never away from whole numbers."""
    size = abs(value)
    return round(value, 2 if size < 10 - _HALF_A_FIGURE else 1 if size < 100 - _HALF_A_FIGURE else 0)


def duration(minutes: float) -> str:
    """Write a duration in at most two units: `5.8 s`, `81 s`, `3 min 40 s`, `24 h`; seconds up to 100."""
    seconds = 60 * minutes
    if seconds < 9.95:
        return f"{plain(round(seconds, 1))} s"
    if seconds < 99.5:
        return f"{seconds:.0f} s"
    if seconds < 3599.5:
        return _two(round(seconds), "min", "s")
    return _two(round(minutes), "h", "min")


def _two(amount: int, large: str, small: str) -> str:
    whole, rest = divmod(amount, 60)
    return f"{whole:,} {large}" + (f" {rest} {small}" if rest else "")
