"""What the formats of a check share: findings told apart, counted, cut to what a format takes, and said in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from strategist.models.catalogue import SEVERITIES
from strategist.models.checking import Checked, Found
from strategist.texts import clean


def unreadable(one: Found) -> bool:
    """Tell whether a finding says that a file cannot be read, which no threshold forgives."""
    return one.code.startswith("P")


def breaking(checked: Checked) -> list[Found]:
    """Give what keeps a check from passing: what counts at or above the threshold, and files that cannot be read."""
    failing = {id(one) for one in checked.failing}
    return [one for one in checked.found if id(one) in failing or unreadable(one)]


def others(found: Sequence[Found], than: Sequence[Found]) -> list[Found]:
    """Give the findings that are not among the second ones, in their order."""
    apart = {id(one) for one in than}
    return [one for one in found if id(one) not in apart]


def gravest(found: Sequence[Found], most: int) -> Sequence[Found]:
    """Give up to `most` findings, in the order they came; where there are more, those that count and the gravest are kept."""
    if len(found) <= most:
        return found
    kept = {id(one) for one in sorted(found, key=_rank)[:most]}
    return [one for one in found if id(one) in kept]


def _rank(one: Found) -> tuple[bool, int]:
    return (not one.counted, SEVERITIES.index(one.severity))


def in_words(found: Sequence[Found]) -> str:
    """Give `2 critical, 1 minor`, or nothing."""
    times = Counter(one.severity for one in found)
    return ", ".join(f"{times[severity]} {severity}" for severity in SEVERITIES if times[severity])


def accepted(one: Found) -> str:
    """Say why a finding does not count, as a sentence without its full stop; nothing for one that counts."""
    if one.waived:
        return f"Waived by {one.waived.owner} until {one.waived.until}: {one.waived.reason}"
    return "In the baseline" if one.baselined else ""


def sentences(one: Found, remedy: str = "") -> str:
    """Tell a finding in one paragraph, safe to print: what it is, its answers, what to do unless that is `remedy`, and any note."""
    return _paragraph(one.message, one.causes, "" if one.to_do == remedy else one.to_do, one.note)


@lru_cache(4096)  # stored profiles make the same finding again and again: a third of the time of SARIF
def _paragraph(message: str, causes: tuple[str, ...], to_do: str, note: str | None) -> str:
    said = [message, f"Answers: {'; '.join(causes)}" if causes else "", f"What to do: {to_do}" if to_do else "", note or ""]
    return clean(" ".join(map(_ended, filter(None, said))))


def _ended(text: str) -> str:
    return text if text.endswith((".", "?", "…")) else f"{text}."
