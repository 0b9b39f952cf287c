"""What a report tells, ready to be placed: every word and every figure that any of the renderings shows.

All text is one line without control or direction-changing characters, but not escaped for any format. Figures stand as numbers
beside their words: the words are for reading, the numbers for charts and formulas. None is what is not known.
Times are minutes, shares run from 0 to 1, anchors from 0 to 4, money is a year's in the profile's currency.
"""

from __future__ import annotations

from strategist.kinds import Literal
from strategist.models.catalogue import Importance, Severity
from strategist.models.funding import Carried
from strategist.models.plan import Outcome
from strategist.models.reading import AnswerState, PartStanding, PractisedVerdict, Verdict
from strategist.models.recommendation import Affordable
from strategist.models.standing import HallmarkState
from strategist.nouns import dataclass


@dataclass(frozen=True, slots=True)
class Labelled:
    """A short label and the words that go with it."""

    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A labelled number and its words; both may be missing together."""

    label: str
    number: float | None
    words: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A source in full, and what to be careful of."""

    id: str
    citation: str
    caution: str | None


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column; `numeric` ones stand to the right."""

    title: str
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its words, and the number behind them where there is one."""

    words: str
    number: float | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it is shown, also the data of a chart; the first cell of a row is its head."""

    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Head:
    """How a chapter opens: its id, a title that says the finding, a lead, and neutral questions for whoever leads the talk."""

    id: str
    title: str
    lead: tuple[str, ...]
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many findings there are of each severity."""

    critical: int
    major: int
    minor: int

    @property
    def total(self) -> int:
        """All findings."""
        return self.critical + self.major + self.minor


@dataclass(frozen=True, slots=True)
class StandingTold:
    """One strategy's points, the lowest and highest they can become, and what marks it out.

    Of one that is declared, `behind` says by how many points it trails the best that is not, and `stands` how it fares in practice.
    """

    strategy: str
    name: str
    points: int
    low: int
    high: int
    hallmark: HallmarkState
    hallmark_words: str
    declared: bool
    possible: bool
    behind: int | None
    stands: PartStanding | None


@dataclass(frozen=True, slots=True)
class VerdictChapter:
    """Chapter (a): the answer, how sure it is, and how much is known.

    `facts` are what is declared and practised, in the order of reading; `sure` and `known` are sentences. `standings` run best first.
    """

    head: Head
    verdict: Verdict
    word: str
    facts: tuple[Labelled, ...]
    practised: PractisedVerdict
    strategy: str | None
    lead: int
    sure: str
    known: str
    answered: int
    asked: int
    measured: int
    counts: Counts
    standings: tuple[StandingTold, ...]
    table: Table

    @property
    def figures(self) -> tuple[Labelled, ...]:
        """How much is known and how much was found, for the head of a report."""
        return (
            Labelled("practices known", f"{self.answered} of {self.asked}"),
            Labelled("of them measured", str(self.measured)),
            Labelled("critical findings", str(self.counts.critical)),
            Labelled("other findings", str(self.counts.total - self.counts.critical)),
        )


@dataclass(frozen=True, slots=True)
class GapRow:
    """One dimension: the expected range, where practice stands, and the answer behind it.

    `strategy` is the one it is held against. `anchors` are the words for 0 to 4; `words` those for `practised`, or that it is not known.
    """

    dimension: str
    name: str
    question: str
    strategy: str
    strategy_name: str
    importance: Importance
    low: int
    high: int
    expected: str
    practised: int | None
    words: str
    gap: int | None
    gap_words: str
    points: int | None
    anchors: tuple[str, ...]
    source: str | None
    note: str | None
    date: str | None
    reference: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GapsChapter:
    """Chapter (b): declared against practised. `rows` run widest gap first, the unknown last; `wide` and `inside` count the known."""

    head: Head
    against: str
    rows: tuple[GapRow, ...]
    wide: int
    inside: int
    table: Table


@dataclass(frozen=True, slots=True)
class CauseTold:
    """An answer that made a finding: `name` and `answer` in words, the value as stored, how it is known, and its place in the file."""

    question: str
    name: str
    text: str
    value: str
    answer: str
    note: str | None
    source: str
    file: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class FindingTold:
    """One finding in full. `fits` names the purpose under which the same practice would be right, `but` what makes it milder."""

    code: str
    rule: str
    kind: str
    severity: Severity
    title: str
    message: str
    causes: tuple[CauseTold, ...]
    figures: tuple[str, ...]
    why: str
    remedy: str
    fits: str | None
    but: str | None
    sources: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class FindingsChapter:
    """Chapter (c): the findings, gravest first, and advice on the declared purpose itself."""

    head: Head
    counts: Counts
    findings: tuple[FindingTold, ...]
    advice: tuple[str, ...]
    table: Table


@dataclass(frozen=True, slots=True)
class GoalTold:
    """One goal of the company, 1 the most important; `weight` is its own, if it gave one."""

    rank: int
    id: str
    name: str
    meaning: str
    weight: float | None


@dataclass(frozen=True, slots=True)
class CandidateTold:
    """One strategy as the goals and the money see it; best first.

    `first` is the share of weightings in which it wins (in the field without the gate where the money shuts it out), `ranks` the share
    of every rank, `utility` its fit at the middle of the weightings, -2 to 2. `low` and `high` are the money it needs.
    """

    strategy: str
    name: str
    first: float
    first_words: str
    ranks: tuple[float, ...]
    utility: float
    utility_words: str
    low: float | None
    high: float | None
    index: tuple[float, float]
    needs: str
    affordable: Affordable
    gate: str
    shortfall: float | None
    shortfall_words: str
    smallest: str | None
    warning: str | None
    words: str
    speaks_for: tuple[Labelled, ...]
    speaks_against: tuple[Labelled, ...]


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """What one number of people at work at once gives; a wait of None grows without end.

    `wait` and `in_time` are those if everybody waits, `wait_if_some_leave` and `given_up` those if people give up (None where their
    patience is not known). `mark` says which staffing this is: today's, the one the money buys, the one the promise needs, or none.
    """

    seats: int
    posts: float
    cost: float | None
    wait: float | None
    in_time: float | None
    wait_if_some_leave: float | None
    given_up: float | None
    mark: str


@dataclass(frozen=True, slots=True)
class ChannelTold:
    """One channel: what is promised, what the promise takes and what there is, and the curve of waiting times."""

    name: str
    promised: str
    within: float | None
    sentences: tuple[Labelled, ...]
    curve: tuple[CurvePoint, ...]
    honest: str
    table: Table | None


@dataclass(frozen=True, slots=True)
class PromiseTold:
    """What the promises cost against what there is: `word` and `words` say it, `figures` hold the sums."""

    carried: Carried
    word: str
    words: tuple[str, ...]
    figures: tuple[Figure, ...]
    channels: tuple[ChannelTold, ...]
    assumptions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MoneyChapter:
    """Chapter (d): what the goals speak for, and what the promise costs; empty or None where the profile says nothing of it."""

    head: Head
    currency: str | None
    goals: tuple[GoalTold, ...]
    weighted: bool
    recommended: str | None
    recommended_name: str | None
    words: str | None
    blend: str | None
    candidates: tuple[CandidateTold, ...]
    ranking: Table | None
    ranks: Table | None
    promise: PromiseTold | None


@dataclass(frozen=True, slots=True)
class StepTold:
    """One step of the plan: from, to, what it takes, what must come before it, advice to follow and advice to leave."""

    number: int
    question: str
    name: str
    before: str
    after: str
    value: str
    effort: float
    effort_words: str
    points: int
    takes: str
    prerequisites: tuple[str, ...]
    follow: tuple[str, ...]
    leave: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AlternativeTold:
    """The honest alternative to the plan: what could be declared today."""

    strategy: str
    name: str
    words: str
    because: str
    announce: str | None
    warning: str | None


@dataclass(frozen=True, slots=True)
class PlanChapter:
    """Chapter (e): the way to what is declared; `outcome` is None where no plan was made, and the lead says why."""

    head: Head
    outcome: Outcome | None
    target: str | None
    effort: float
    scale: str
    steps: tuple[StepTold, ...]
    instead: AlternativeTold | None
    table: Table | None


@dataclass(frozen=True, slots=True)
class OpenRow:
    """A question that is open, and by how many points its answer can move the reading."""

    question: str
    name: str
    text: str
    swing: int
    state: str


@dataclass(frozen=True, slots=True)
class OpenChapter:
    """Chapter (f): what is not known, most telling first; `possible` names the purposes that open answers could still put first."""

    head: Head
    possible: tuple[str, ...]
    rows: tuple[OpenRow, ...]
    set_aside: tuple[str, ...]
    table: Table | None


@dataclass(frozen=True, slots=True)
class AnswerTold:
    """One answer of the profile; `value` as stored, `answer` in words. One that is not `counted` answers a question not asked here."""

    block: str
    question: str
    name: str
    text: str
    value: str
    answer: str
    state: str
    source: str
    date: str | None
    reference: tuple[str, ...]
    note: str | None
    line: int
    counted: bool


@dataclass(frozen=True, slots=True)
class HeatRow:
    """What one answer speaks for: its points for each strategy, None where a strategy leaves the dimension open."""

    dimension: str
    name: str
    answer: str
    points: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Heat:
    """The points of every answer for every strategy, best standing first; `totals` are the sums of the columns."""

    strategies: tuple[str, ...]
    names: tuple[str, ...]
    rows: tuple[HeatRow, ...]
    totals: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CardRow:
    """The points of one option for every strategy of `Heat.strategies`: as a report, and as a measured figure."""

    dimension: str
    option: str
    label: str
    reported: tuple[int, ...]
    measured: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class HallmarkTold:
    """What marks a strategy out: a practice, and the anchors between which the answer must lie."""

    strategy: str
    dimension: str
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class PracticeTold:
    """One practice with the answer in the file, counted or not; `anchor` is None without a value.

    `asked` is None while open answers leave it open. Where one other practice alone decides that, `after` names it and `opens` gives
    its anchors under which this one is asked.
    """

    dimension: str
    name: str
    question: str
    state: AnswerState | Literal["missing"]
    anchor: int | None
    source: str
    asked: bool | None
    after: str | None
    opens: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class EvidenceChapter:
    """Chapter (g): every answer with its note and source, the points each one gives, and all that the points are reckoned from.

    `practices` run in the order of `card`, `hallmarks` in that of `heat.strategies`.
    """

    head: Head
    answers: tuple[AnswerTold, ...]
    table: Table
    heat: Heat
    heat_table: Table
    card: tuple[CardRow, ...]
    practices: tuple[PracticeTold, ...]
    hallmarks: tuple[HallmarkTold, ...]
    sources: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class PurposeTold:
    """One purpose of the menu; `marks` says whether it is declared, practised or spoken for by the goals here."""

    strategy: str
    order: int
    name: str
    summary: str
    promise: str
    because: str
    hallmark: str
    low: float
    high: float
    cost: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MenuChapter:
    """Chapter (h): the ten purposes on one page."""

    head: Head
    purposes: tuple[PurposeTold, ...]
    table: Table


@dataclass(frozen=True, slots=True)
class Story:
    """One report. `about` says which customers, channel and period; `date` is the day of the answers, or the one that was asked for."""

    title: str
    company: str
    about: str
    date: str | None
    profile: str
    made: str
    verdict: VerdictChapter
    gaps: GapsChapter
    findings: FindingsChapter
    money: MoneyChapter
    plan: PlanChapter
    open: OpenChapter
    evidence: EvidenceChapter
    menu: MenuChapter

    @property
    def question(self) -> str:
        """The question that the report answers."""
        return f"{self.company}: what is its customer service for?"

    @property
    def heads(self) -> tuple[Head, ...]:
        """How every chapter opens, in order: the contents, and the story in eight sentences."""
        chapters = (self.verdict, self.gaps, self.findings, self.money, self.plan, self.open, self.evidence, self.menu)
        return tuple(chapter.head for chapter in chapters)
