"""What the goals and the money speak for: every strategy with its reasons, its price and how robust its place is."""

from __future__ import annotations

from strategist.kinds import Literal
from strategist.nouns import dataclass

Affordable = Literal["yes", "no", "cannot say"]


@dataclass(frozen=True, slots=True)
class Need:
    """What a strategy costs against what there is; money in the profile's currency a year.

    `index` is a multiple of what rivals spend on service as a share of revenue. Without sums of money `low` and `high` are None, and the
    answer on spending against rivals decides. `tell` is the one question whose answer would settle what cannot be said.
    """

    affordable: Affordable
    index: tuple[float, float]
    low: float | None
    high: float | None
    have: float | None
    shortfall: float | None
    currency: str | None
    tell: str | None
    basis: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoalReason:
    """How far a strategy serves one of the company's goals, -2 to 2, and why."""

    goal: str
    name: str
    affinity: int
    reason: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """One strategy as a recommendation.

    `first` is the share of the weightings that agree with the ranking in which it comes first; `ranks` has the share of every rank;
    `central` holds the mean weights, in the order of the goals, with which it is first (None when it never is); `utility` is its
    weighted affinity at the middle of the weightings, -2 to 2.
    """

    strategy: str
    name: str
    first: float
    ranks: tuple[float, ...]
    central: tuple[float, ...] | None
    confidence: float
    utility: float
    need: Need
    smallest: str | None
    speaks_for: tuple[GoalReason, ...]
    speaks_against: tuple[GoalReason, ...]
    warning: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Serves:
    """Which part of a blend serves a goal."""

    goal: str
    name: str
    strategy: str
    affinity: int


@dataclass(frozen=True, slots=True)
class Pair:
    """The blend of two that serves the goals best and does not clash."""

    strategies: tuple[str, str]
    names: tuple[str, str]
    fit: int
    reason: str
    utility: float
    serves: tuple[Serves, ...]


@dataclass(frozen=True, slots=True)
class Recommendation:
    """Strategies ranked by the company's goals and held against its money, best first; `first` is None when none can be afforded."""

    first: str | None
    name: str | None
    weighted: bool
    words: str
    candidates: tuple[Candidate, ...]
    pair: Pair | None
