"""What moved between two readings, and how several stand beside each other."""

from __future__ import annotations

from strategist.kinds import Literal
from strategist.models.catalogue import Severity
from strategist.models.funding import Carried
from strategist.models.reading import Company, PractisedVerdict, Verdict
from strategist.nouns import dataclass

FORMAT = 1

Kind = Literal["dates", "rivals"]
"""Whether profiles show one company at several dates, or several companies or units at once."""


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
    """A finding that opened, closed or changed its severity; None where it does not stand.

    `answers` are the questions behind it whose answers differ. It is not `certain` where one of the answers behind it is not known on
    the side without it: there it may have stood unseen.
    """

    rule: str
    code: str
    title: str
    before: Severity | None
    after: Severity | None
    kind: Literal["opened", "closed", "milder", "graver"]
    answers: tuple[str, ...]
    certain: bool


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


@dataclass(frozen=True, slots=True)
class Side:
    """One of the profiles that are compared; `label` names it and no other.

    `strategy` is the practised one and `recommended` the one the goals speak for, None where none is named. `goals` run from the most
    important. `carried` says whether the money carries the promise, None without figures on contacts.
    """

    label: str
    profile: str
    company: Company
    declared: tuple[str, ...]
    declared_name: str | None
    verdict: Verdict
    practised: PractisedVerdict
    strategy: str | None
    lead: int
    answered: int
    asked: int
    critical: int
    findings: int
    goals: tuple[str, ...]
    recommended: str | None
    carried: Carried | None


@dataclass(frozen=True, slots=True)
class PurposeCompared:
    """One strategy's points on every side."""

    strategy: str
    name: str
    points: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FindingCompared:
    """One finding on every side: its severity, None where it does not stand; `certain` as in FindingChanged."""

    rule: str
    code: str
    title: str
    severities: tuple[Severity | None, ...]
    certain: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class PracticeCompared:
    """One practice on every side: the answer as stored and in words, None where it is not known."""

    dimension: str
    name: str
    values: tuple[str | None, ...]
    labels: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Several readings in one order: every list of values has one for each side. `changes` lie between neighbouring dates."""

    format: int
    kind: Kind
    sides: tuple[Side, ...]
    purposes: tuple[PurposeCompared, ...]
    findings: tuple[FindingCompared, ...]
    practices: tuple[PracticeCompared, ...]
    changes: tuple[Change, ...]
