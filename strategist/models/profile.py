"""What one company said: the answers of a profile, each with its place in the file."""

from __future__ import annotations

from collections.abc import Mapping

from strategist.errors import Place
from strategist.kinds import Literal
from strategist.nouns import dataclass, field

FORMAT = 1

AnswerSource = Literal["self-report", "evidence", "document"]
SOURCES: tuple[AnswerSource, ...] = ("self-report", "evidence", "document")
State = Literal["value", "unknown", "not-applicable"]


@dataclass(frozen=True, slots=True)
class Part:
    """One strategy of a declaration, its share of the whole (0 to 1, None when not said), and whom or what it is for."""

    strategy: str
    share: float | None = None
    to: str | None = None


@dataclass(frozen=True, slots=True)
class RankedGoal:
    """One goal, with the weight the company gave it, if any; the order of the list is the ranking."""

    goal: str
    weight: float | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise: what is measured, the figure, its unit, and the words in which it is made."""

    measure: str | None = None
    figure: float | None = None
    unit: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Channel:
    """The contacts that come by one channel in one part of the week, and what is promised about them. Times are minutes.

    `hours_a_week` are the hours in which people are at work on it, `agents` how many of them at once. The promise is to serve a
    `share` (above 0, below 1) within `within`; both are given or neither. `patience` is the mean time until people give up.
    """

    channel: str
    hours_a_week: float
    contacts_an_hour: float
    minutes: float
    part: str | None = None
    agents: int | None = None
    within: float | None = None
    share: float | None = None
    patience: float | None = None

    def __str__(self) -> str:
        """Name the channel and the part of the week."""
        return f"{self.channel}, {self.part}" if self.part else self.channel


AnswerValue = str | bool | float | tuple[Part, ...] | tuple[RankedGoal, ...] | tuple[Promise, ...] | tuple[Channel, ...]


@dataclass(slots=True)
class Answer:
    """One answer: a value, unknown, or not applicable with a reason, and where it comes from.

    Nothing changes one. It is not frozen because making one would take six times as long.
    """

    question: str
    state: State
    value: AnswerValue | None = None
    note: str | None = None
    source: AnswerSource = "self-report"
    date: str | None = None
    reference: tuple[str, ...] = ()
    reason: str | None = None
    written: str = ""


@dataclass(frozen=True, slots=True)
class PlanWishes:
    """What a company says about changing: its own effort for a step, by dimension, and the dimensions that must stay as they are."""

    effort: Mapping[str, float] = field(default_factory=dict)
    keep: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Profile:
    """One company's stored answers by question id, and where each stands; what the file does not mention is not here."""

    name: str
    answers: Mapping[str, Answer] = field(default_factory=dict)
    questionnaires: Mapping[str, int] = field(default_factory=dict)
    plan: PlanWishes = field(default_factory=PlanWishes)
    places: Mapping[str, Place] = field(default_factory=dict, compare=False, repr=False)

    def place(self, question: str) -> Place:
        """Give where an answer stands, or the file when there is none."""
        return self.places[question] if question in self.places else Place(self.name)

    def value(self, question: str) -> AnswerValue | None:
        """Give the value of an answer; None when unknown, not applicable or missing."""
        answer = self.answers.get(question)
        return answer.value if answer else None

    def text(self, question: str) -> str | None:
        """Give an answer that is text."""
        value = self.value(question)
        return value if isinstance(value, str) else None

    def number(self, question: str) -> float | None:
        """Give an answer that is a number."""
        value = self.value(question)
        return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None

    @property
    def parts(self) -> tuple[Part, ...]:
        """The declared strategy or blend, empty when nothing is declared."""
        value = self.value("declared.strategy")
        return value if isinstance(value, tuple) else ()  # type: ignore[return-value]  # the question has no other values

    @property
    def kept_apart(self) -> bool:
        """Whether each part of a declared blend is for customers, a channel or a moment of its own."""
        audiences = [part.to for part in self.parts]
        return all(audiences) and len(set(audiences)) == len(audiences)

    @property
    def goals(self) -> tuple[RankedGoal, ...]:
        """The goals, most important first."""
        value = self.value("goals")
        return value if isinstance(value, tuple) else ()  # type: ignore[return-value]  # as above

    @property
    def promises(self) -> tuple[Promise, ...]:
        """The promises made."""
        value = self.value("declared.promises")
        return value if isinstance(value, tuple) else ()  # type: ignore[return-value]  # as above

    @property
    def channels(self) -> tuple[Channel, ...]:
        """The contacts by channel and part of the week."""
        value = self.value("budget.channels")
        return value if isinstance(value, tuple) else ()  # type: ignore[return-value]  # as above
