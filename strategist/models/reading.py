"""The result: what one profile says, ready for every renderer. Plain data; ids beside the words for people."""

from __future__ import annotations

from strategist.kinds import Literal
from strategist.models.catalogue import Importance, Severity
from strategist.models.funding import PromiseCost
from strategist.models.plan import Plan
from strategist.models.recommendation import Recommendation
from strategist.models.standing import HallmarkState, Standing
from strategist.nouns import dataclass

FORMAT = 1

PractisedVerdict = Literal["very clear", "clear", "leaning", "provisional", "no clear strategy", "too little known"]
Verdict = Literal["aligned", "mismatch", "undecided", "undeclared"]
PartStanding = Literal["practised", "plausible", "not seen", "cannot say"]
AnswerState = Literal["value", "unknown", "not-applicable"]


@dataclass(frozen=True, slots=True)
class Company:
    """Who the profile speaks of, and of which customers, channel and period."""

    name: str | None
    customers: str | None
    channel: str | None
    period: str | None
    trade: str | None
    as_of: str | None


@dataclass(frozen=True, slots=True)
class DeclaredPart:
    """One declared strategy, alone or in a blend: its share (0 to 1), whom it is for, and how it fares in practice.

    `behind` is by how many points it trails the best strategy that is not declared, 0 when it trails none.
    """

    strategy: str
    name: str
    share: float | None
    to: str | None
    points: int
    behind: int
    hallmark: HallmarkState
    standing: PartStanding


@dataclass(frozen=True, slots=True)
class PromiseMade:
    """A promise as declared."""

    measure: str | None
    figure: float | None
    unit: str | None
    text: str | None


@dataclass(frozen=True, slots=True)
class DeclaredReading:
    """What the company says its service is for; `strategy` is the single or the largest part, None when nothing is declared."""

    strategy: str | None
    name: str | None
    parts: tuple[DeclaredPart, ...]
    purpose: str | None
    because: str | None
    promises: tuple[PromiseMade, ...]
    sacrifice: str | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much is known: of the dimensions that apply, how many are answered, and how many of those by measured evidence."""

    answered: int
    asked: int
    evidence: int
    unknown: tuple[str, ...]
    missing: tuple[str, ...]
    not_applicable: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Practised:
    """What the company does: `strategy` is named only when it is leaning or clearer; the first of `ranking` is the best guess."""

    verdict: PractisedVerdict
    strategy: str | None
    name: str | None
    lead: int
    why: str
    ranking: tuple[Standing, ...]
    ties: tuple[str, ...]
    possible: tuple[str, ...]
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class Row:
    """One dimension, declared against practised: expected anchors, the practised one, and the gap in anchors (0 inside).

    `strategy` is the one it is held against: the declared one, in a blend the part that comes nearest to what is practised.
    """

    dimension: str
    name: str
    strategy: str
    importance: Importance
    expected_low: int
    expected_high: int
    expected: tuple[str, str]
    practised: int | None
    value: str | None
    label: str | None
    gap: int | None
    points: int | None


@dataclass(slots=True)
class Cause:  # nothing changes one; it is not frozen because making one would take six times as long
    """An answer that made a finding: the question, a short name for it, the value as stored, its words, and its place in the file."""

    question: str
    name: str
    text: str
    value: str
    label: str
    note: str | None
    source: str
    file: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Nearest:
    """The strategy nearest to this practice under which the same answers would be right."""

    strategy: str
    name: str
    reason: str


@dataclass(slots=True)
class Finding:  # as Cause
    """One mismatch found: what, how grave, why, what to do, and every answer that caused it.

    `source` holds source ids; `figures` says in words what was computed from the answers, where a rule rests on that.
    """

    rule: str
    code: str
    kind: Literal["mismatch", "contradiction"]
    severity: Severity
    title: str
    message: str
    strategy: str | None
    because: str | None
    answers: tuple[Cause, ...]
    why: str
    remedy: str
    source: tuple[str, ...]
    figures: tuple[str, ...]
    nearest: Nearest | None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question whose answer would make the reading surer, and by how many points it can move the outcome."""

    question: str
    text: str
    swing: int
    state: Literal["unknown", "missing"]


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read out of one profile.

    `recommended` is None without goals, `funding` without figures on contacts, `plan` unless one was asked for.
    """

    format: int
    profile: str
    company: Company
    goals: tuple[str, ...]
    declared: DeclaredReading
    practised: Practised
    verdict: Verdict
    why: tuple[str, ...]
    advice: tuple[str, ...]
    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]
    recommended: Recommendation | None
    funding: PromiseCost | None
    plan: Plan | None
    open: tuple[OpenQuestion, ...]
    retired: tuple[str, ...]
