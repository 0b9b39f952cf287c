"""How one strategy stands on the points card: a total, its bounds, its hallmark, and what every answer adds."""

from __future__ import annotations

from strategist.kinds import Literal
from strategist.nouns import dataclass

HallmarkState = Literal["seen", "unknown", "contradicted"]


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one answer adds to one strategy: points; `anchor` runs from 0 to 4."""

    dimension: str
    anchor: int
    points: int
    source: str


@dataclass(frozen=True, slots=True)
class Standing:
    """One strategy's score: points, the exact lowest and highest they can become, its hallmark, and what made them."""

    strategy: str
    points: int
    low: int
    high: int
    hallmark: HallmarkState
    contributions: tuple[Contribution, ...]
