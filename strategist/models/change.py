"""What moved between two readings of the same company."""

from __future__ import annotations

from typing import Literal

from strategist.models.catalogue import Severity
from strategist.nouns import dataclass


@dataclass(frozen=True, slots=True)
class AnswerChanged:
    """One answer before and after; None where there was none."""

    question: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class PointsChanged:
    """One strategy's points before and after."""

    strategy: str
    name: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class FindingChanged:
    """A finding that opened, closed or changed its severity; None where it does not stand."""

    rule: str
    code: str
    title: str
    before: Severity | None
    after: Severity | None
    kind: Literal["opened", "closed", "milder", "graver"]


@dataclass(frozen=True, slots=True)
class Change:
    """Two readings side by side: each pair is before and after."""

    profile: str
    answers: tuple[AnswerChanged, ...]
    verdict: tuple[str, str]
    practised: tuple[str, str]
    strategy: tuple[str | None, str | None]
    known: tuple[int, int]
    points: tuple[PointsChanged, ...]
    findings: tuple[FindingChanged, ...]
    recommended: tuple[str | None, str | None]
