"""The knowledge as the program holds it: strategies, dimensions, goals, practices, rules and questions.

Every class mirrors one shape in `strategies/` or `questionnaires/`. They are plain frozen dataclasses, so that a command which only
reads them need not load a validation library; `strategist.catalogue` validates the files against them.
"""

from __future__ import annotations

from functools import cached_property

from strategist.conditions import Condition
from strategist.kinds import ClassVar, Literal
from strategist.nouns import dataclass

Severity = Literal["critical", "major", "minor"]
Importance = Literal["essential", "typical"]
Role = Literal["executive", "frontline", "consultant"]
QuestionType = Literal[
    "dimension", "text", "long-text", "date", "currency", "money", "number", "percent", "yes-no", "choice", "ranking",
    "strategy", "promises", "channels",
]  # fmt: skip

ROLES: tuple[Role, ...] = ("executive", "frontline", "consultant")
SEVERITIES: tuple[Severity, ...] = ("critical", "major", "minor")
ANCHORS = 5


class _Strict:
    __pydantic_config__: ClassVar[dict[str, object]] = {"extra": "forbid"}


@dataclass(frozen=True)
class Source(_Strict):
    """Where a fact was read, and how far it can be trusted."""

    id: str
    citation: str
    kind: Literal["article", "book", "interview", "press", "survey", "judgement", "recollection"]
    caution: str | None = None


@dataclass(frozen=True)
class Option(_Strict):
    """One possible answer; in a dimension, one anchor. `was` lists the ids it had in older versions."""

    id: str
    label: str
    example: str | None = None
    was: tuple[str, ...] = ()


@dataclass(frozen=True)
class Indicator(_Strict):
    """What could be measured in place of an opinion, and in which unit."""

    measure: str
    unit: str


@dataclass(frozen=True)
class Effort(_Strict):
    """What one step to the next anchor takes: 1 a decision, 2 weeks, 3 a quarter, 4 half a year and money, 5 a year or more.

    `up` and `down` are the two directions along the anchors; `after` names the dimensions that should move first where they move too.
    """

    up: int
    down: int
    takes: str
    after: tuple[str, ...] = ()


@dataclass(frozen=True)
class Dimension(_Strict):
    """One observable facet of practice with five options, anchors 0 to 4 in order; a higher anchor is not a better one."""

    id: str
    name: str
    question: str
    help: str
    why: str
    options: tuple[Option, ...]
    indicator: Indicator
    change: Effort
    sources: tuple[str, ...]
    was: tuple[str, ...] = ()

    @cached_property
    def anchors(self) -> dict[str, int]:
        """Map each option's slug to its anchor, 0 to 4."""
        return {option.id: anchor for anchor, option in enumerate(self.options)}


@dataclass(frozen=True)
class Goal(_Strict):
    """Something a company may want from its service."""

    id: str
    name: str
    meaning: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Blend(_Strict):
    """How well two strategies go together, from 2 (natural) to -2 (contradiction)."""

    pair: tuple[str, str]
    fit: int
    reason: str
    sources: tuple[str, ...]

    @property
    def id(self) -> str:
        """The two strategies in words."""
        return " and ".join(self.pair)


@dataclass(frozen=True)
class Practice(_Strict):
    """A piece of advice or a warning from the sources, with the strategies it fits and those it breaks."""

    id: str
    title: str
    statement: str
    dimensions: tuple[str, ...]
    fits: tuple[str, ...] | Literal["all"]
    breaks: tuple[str, ...]
    kind: Literal["advice", "warning", "method"]
    sources: tuple[str, ...]
    note: str | None = None


@dataclass(frozen=True)
class Fact(_Strict):
    """A figure that the program computes for the rules, in words."""

    id: str
    words: str


@dataclass(frozen=True)
class Exemplar(_Strict):
    """A company that practised a strategy in a named period."""

    company: str
    period: str
    what: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Hallmark(_Strict):
    """The dimension without which a strategy cannot be recognised, and the options that show it."""

    dimension: str
    range: tuple[str, str]
    words: str


@dataclass(frozen=True)
class Expected(_Strict):
    """The options a strategy expects on one dimension, from low to high anchor, and how much they matter to it."""

    range: tuple[str, str]
    importance: Importance


@dataclass(frozen=True)
class Affinity(_Strict):
    """How far a strategy serves a goal, from 2 (its purpose) to -2 (works against it)."""

    affinity: int
    reason: str


@dataclass(frozen=True)
class Funding(_Strict):
    """What a strategy costs; `index` 1.0 is what rivals spend on service as a share of revenue."""

    index: tuple[float, float]
    basis: str
    trend: str
    money_goes_to: str
    people: str
    smallest_honest_version: str | None
    sources: tuple[str, ...]
    advice: str | None = None


@dataclass(frozen=True)
class Neighbour(_Strict):
    """A strategy easily taken for another, and how to tell them apart."""

    strategy: str
    difference: str


@dataclass(frozen=True)
class Strategy(_Strict):
    """One purpose of service from the menu."""

    id: str
    order: int
    name: str
    summary: str
    purpose: str
    promise: str
    because: str
    demands: tuple[str, ...]
    recognised_by: tuple[str, ...]
    fails_when: tuple[str, ...]
    exemplars: tuple[Exemplar, ...]
    hallmark: Hallmark
    signature: dict[str, Expected]
    goals: dict[str, Affinity]
    funding: Funding
    nearest: tuple[Neighbour, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Case(_Strict):
    """One way a rule can fire: the severity and the words that go with a condition."""

    severity: Severity
    when: Condition
    message: str


@dataclass(frozen=True)
class Example(_Strict):
    """A partial profile on which a rule must fire (with a severity) or must not."""

    note: str
    profile: dict[str, object]
    severity: Severity | None = None


@dataclass(frozen=True)
class Rule(_Strict):
    """One disagreement that can be found in a profile; the first case that holds decides."""

    id: str
    code: str
    title: str
    kind: Literal["mismatch", "contradiction"]
    applies_to: Literal["any"] | tuple[str, ...] | dict[Literal["except"], tuple[str, ...]]
    cases: tuple[Case, ...]
    why: str
    remedy: str
    sources: tuple[str, ...]
    bad: tuple[Example, ...]
    good: tuple[Example, ...]

    def concerns(self, strategy: str | None) -> bool:
        """Tell whether the rule speaks of a firm that declared `strategy` (None: declared nothing)."""
        if self.applies_to == "any":
            return True
        if isinstance(self.applies_to, dict):
            return strategy not in self.applies_to["except"]
        return strategy in self.applies_to


@dataclass(frozen=True)
class Check(_Strict):
    """One thing that `check` looks for beside the rules: a file that cannot be read, upkeep, waivers, the baseline, drift."""

    id: str
    code: str
    title: str
    severity: Severity
    why: str
    remedy: str


@dataclass(frozen=True)
class Question(_Strict):
    """One question; `id` is also where its answer stands in a profile (`budget.revenue`, or a plain id under `practice`)."""

    id: str
    type: QuestionType
    text: str
    help: str
    why: str
    when: Condition | None = None
    options: tuple[Option, ...] = ()
    unit: str | None = None
    minimum: float | None = None
    maximum: float | None = None
    example: str | None = None
    was: tuple[str, ...] = ()

    @cached_property
    def slugs(self) -> frozenset[str]:
        """The ids of the options."""
        return frozenset(option.id for option in self.options)


@dataclass(frozen=True)
class DimensionQuestion(_Strict):
    """A place in a questionnaire where a dimension is asked; its texts stand with the dimension."""

    dimension: str
    when: Condition | None = None


@dataclass(frozen=True)
class Block(_Strict):
    """A few questions asked under one title, of those who can know; `roles` says whom an interview for one role asks."""

    id: str
    title: str
    questions: tuple[Question | DimensionQuestion, ...]
    roles: tuple[Role, ...] = ("executive", "frontline", "consultant")


@dataclass(frozen=True)
class Questionnaire(_Strict):
    """The questions of one sitting, in the order of asking; answers to plain ids stand under `section` in a profile."""

    id: str
    version: int
    title: str
    intro: str
    blocks: tuple[Block, ...]
    section: str | None = None
