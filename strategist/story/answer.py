"""The answer in words: what is practised, how sure that is, and how much is known."""

from __future__ import annotations

from collections.abc import Mapping

from strategist.models.reading import DeclaredPart, Reading
from strategist.models.standing import HallmarkState
from strategist.texts import listed, percent

HALLMARK: Mapping[HallmarkState, str] = {"seen": "", "unknown": " (hallmark not known)", "contradicted": " (hallmark missing)"}

FEW = 3
"""How many names a sentence can carry."""


def practised(reading: Reading) -> str:
    """Say what is practised, how sure that is, and why."""
    found = reading.practised
    verdict = f"{found.name}, {found.verdict}" if found.name else found.verdict.capitalize()
    return f"{verdict}. {found.why}"


def known(reading: Reading, names: Mapping[str, str]) -> str:
    """Say how much is known, and which purposes what is open could still put first; `names` gives the words for strategy ids."""
    coverage, possible = reading.practised.coverage, reading.practised.possible
    evidence = f", {coverage.evidence} by measured evidence" if coverage.evidence else ", none by measured evidence"
    counted = f"{coverage.answered} of {coverage.asked} practices{evidence}. "
    if len(possible) == 1:
        return counted + f"No answer still open could put another purpose before “{names[possible[0]]}”."
    if len(possible) <= FEW:
        return counted + f"The open answers could still put first {listed([names[s] for s in possible], last='or')}."
    return counted + f"The open answers could still put any of {len(possible)} purposes first."


def part_words(part: DeclaredPart) -> str:
    """Say of one part of a declaration its share, whom it is for, and how it fares in practice."""
    share = f"{percent(part.share)} " if part.share is not None else ""
    return f"{share}{part.name}" + (f", for {part.to}" if part.to else "") + f": {part.standing}"
