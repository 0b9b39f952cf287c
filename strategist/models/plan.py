"""From here to there: the cheapest ordered steps, and the honest alternative of declaring something else."""

from __future__ import annotations

from strategist.kinds import Literal
from strategist.nouns import dataclass

Outcome = Literal["nothing to do", "steps", "not possible"]


@dataclass(frozen=True, slots=True)
class Advice:
    """A piece of well-known advice about a step's dimension."""

    practice: str
    title: str
    source: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One change of practice: from an option (None: not known today) to another, what it takes, and what it wins.

    `effort` is the sum over the anchors passed, each 1 (a decision) to 5 (a year or more) unless the profile says otherwise;
    `points` is what it adds to the target's own points. `follow` is advice that fits the target, `leave` advice for another strategy.
    """

    question: str
    name: str
    before: str | None
    before_label: str
    after: str
    after_label: str
    effort: float
    points: int
    takes: str
    first: tuple[str, ...]
    follow: tuple[Advice, ...]
    leave: tuple[Advice, ...]


@dataclass(frozen=True, slots=True)
class Alternative:
    """The honest alternative: declare what is practised already, and say so."""

    strategy: str
    name: str
    because: str
    announce: str
    warning: str | None


@dataclass(frozen=True, slots=True)
class Plan:
    """The way to a target strategy: the steps in order and their effort, or why there is none. Every plan was scored again."""

    target: str
    name: str
    outcome: Outcome
    effort: float
    steps: tuple[Step, ...]
    why: str
    instead: Alternative | None
