"""The interview as a pure machine: a state and a command give the next state. Every front, replay and test goes through `step`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from strategist import profiles, quantities
from strategist.editing import flow
from strategist.errors import InvalidInputError, Place, Problem
from strategist.flow import Counted, counted
from strategist.interview import quick
from strategist.models.catalogue import Question
from strategist.models.knowledge import Catalogue
from strategist.models.profile import Answer, Profile
from strategist.nouns import dataclass, field, replace
from strategist.texts import quoted

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Give:
    """Answer the question with plain data, as it would stand in a profile; `typed` is what the person wrote."""

    data: object
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Unknown:
    """Say that the answer is not known."""


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """Say that the question makes no sense here, and why."""

    reason: str


@dataclass(frozen=True, slots=True)
class Note:
    """Put a note beside the answer; where there is none yet, the note stands beside `unknown` until there is."""

    text: str


@dataclass(frozen=True, slots=True)
class Skip:
    """Go on without an answer; after going back, go forward again."""


@dataclass(frozen=True, slots=True)
class Back:
    """Return to the question before; nothing is checked and nothing is lost."""


@dataclass(frozen=True, slots=True)
class Goto:
    """Go to a question."""

    question: str


@dataclass(frozen=True, slots=True)
class Save:
    """Leave; the interview goes on another time."""


@dataclass(frozen=True, slots=True)
class Finish:
    """Go to the reading, whatever is still open."""


Command = Give | Unknown | NotApplicable | Note | Skip | Back | Goto | Save | Finish


@dataclass(frozen=True, slots=True)
class Slip:
    """Why a command was not obeyed, what to do, and what was typed, to be mended."""

    what: str
    to_do: str
    typed: str = ""

    def __str__(self) -> str:
        """Give both as one sentence."""
        return f"{self.what[0].upper()}{self.what[1:]}; {self.to_do}." if self.to_do else f"{self.what[0].upper()}{self.what[1:]}."


@dataclass(frozen=True)
class State:
    """Where an interview stands.

    `scope` are the questions it may ask, in order; `at` is the one on the table, None at the end. `trail` are those before it,
    `ahead` those one came back from (None: the end). `given` is what each answer says, as plain data of the file.
    """

    catalogue: Catalogue = field(repr=False, compare=False)
    profile: Profile
    scope: tuple[str, ...]
    quick: bool = False
    at: str | None = None
    trail: tuple[str | None, ...] = ()
    ahead: tuple[str | None, ...] = ()
    skipped: frozenset[str] = frozenset()
    given: Mapping[str, object] = field(default_factory=dict)
    slip: Slip | None = None
    left: bool = False

    @cached_property
    def view(self) -> Counted:
        """The answers that count, and which questions are asked."""
        return counted(self.profile, self.catalogue)

    @property
    def question(self) -> Question | None:
        """The question on the table."""
        return None if self.at is None else self.catalogue.questions[self.at]

    @property
    def answer(self) -> Answer | None:
        """What is known of the question on the table."""
        return None if self.at is None else self.profile.answers.get(self.at)

    @cached_property
    def open(self) -> tuple[str, ...]:
        """The questions still to be asked, in order: asked of this company, not answered, not skipped."""
        return tuple(name for name in self.scope if self.is_open(name) and name not in self.profile.answers and name not in self.skipped)

    def is_open(self, name: str | None) -> bool:
        """Tell whether a question is asked of this company; the end always is."""
        return name is None or bool(self.view.asked[name])


@dataclass(frozen=True, slots=True)
class Change:
    """What an answer does to others: closes questions whose answers are then set aside, opens new ones, brings answers back."""

    retires: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()
    restores: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether there is anything to say."""
        return bool(self.retires or self.opens or self.restores)


def begin(profile: Profile, catalogue: Catalogue, *, scope: Iterable[str], given: Mapping[str, object], quick: bool = False) -> State:
    """Start, or go on, with the first question that is still open; `given` holds what the file says, by question.

    The way back leads over what was answered before.
    """
    state = State(catalogue, profile, tuple(scope), quick=quick, given=dict(given))
    at = _next(state)
    before = state.scope[: state.scope.index(at)] if at in state.scope else state.scope
    return replace(state, at=at, trail=tuple(name for name in before if name in profile.answers and state.is_open(name)))


def step(state: State, command: Command) -> State:
    """Obey a command. One that cannot be obeyed leaves everything as it is and says why in `slip`; nothing moves once one has left."""
    return state if state.left else _obeyed(replace(state, slip=None), command)


def _obeyed(state: State, command: Command) -> State:
    match command:
        case Give(data, typed):
            return _given(state, data, typed)
        case Unknown():
            return _given(state, UNKNOWN)
        case NotApplicable(reason):
            return _given(state, {"not_applicable": reason}, reason)
        case Note(text):
            return _noted(state, text)
        case Skip():
            return _skipped(state)
        case Back():
            return _back(state)
        case Goto(question):
            return _goto(state, question)
        case Save():
            return replace(state, left=True)
        case Finish():
            return state if state.at is None else _moved(state, None)


def consequences(state: State, command: Command) -> Change:
    """Tell what a command would retire, open and bring back, before it is obeyed; only a change of an answer has such consequences."""
    if state.answer is None or state.answer.state != "value":
        return Change()
    after = step(state, command)
    names, before = state.catalogue.questions, state.view
    return Change(
        retires=tuple(name for name in names if name in before.answers and name in after.view.retired),
        opens=tuple(name for name in names if after.is_open(name) and not state.is_open(name) and name not in before.retired),
        restores=tuple(name for name in names if name in before.retired and name in after.view.answers),
    )


def _given(state: State, data: object, typed: str = "") -> State:
    if state.at is None:
        return replace(state, slip=Slip("there is no question on the table", "go back, or leave", typed))
    after = _with(state, state.at, _annotated(state.given.get(state.at), data), typed)
    return after if after.slip else _onward(_pruned(after), before=state)


def _with(state: State, question: str, data: object, typed: str) -> State:
    """Give the state with an answer, read as it will be from the file; one that would not be read is a slip."""
    try:
        profile = profiles.changed(state.profile, state.catalogue, {question: flow(data)})
        _in_one_currency(profile, state.catalogue)
    except InvalidInputError as error:
        problem = error.problems[0]
        return replace(state, slip=Slip(problem.what, problem.to_do, typed))
    return replace(state, profile=profile, given={**state.given, question: data}, skipped=state.skipped - {question})


def _in_one_currency(profile: Profile, catalogue: Catalogue) -> None:
    """Refuse an amount in another currency than the rest, as the whole file would be."""
    written = [answer.written for name, answer in profile.answers.items() if catalogue.questions[name].type == "money"]
    named = {amount: read[1] for amount in written if (read := quantities.money(amount)) and read[1]}
    chosen = profile.text("budget.currency") or next(iter(named.values()), None)
    for amount, currency in named.items():
        if currency != chosen:
            what = f"{quoted(amount)} is in {currency}, and the profile speaks of {chosen}"
            raise InvalidInputError([Problem(Place(profile.name), what, "write every amount in one currency")])


def _annotated(old: object, data: object) -> object:
    """Keep the note of the answer that is replaced, unless a new one comes; source and date belong to the old value and go with it."""
    if not isinstance(old, dict):
        return data
    if "value" in old and flow(old["value"]) == flow(data):
        return old
    if "note" not in old:
        return data
    answer = data if isinstance(data, dict) else {"value": data}
    return {**answer, "note": answer.get("note", old["note"])}


def _noted(state: State, text: str) -> State:
    if state.at is None or not text.strip():
        return replace(state, slip=Slip("there is nothing to note", "write a few words"))
    old = state.given.get(state.at, UNKNOWN)
    return _with(state, state.at, {**(old if isinstance(old, dict) else {"value": old}), "note": text.strip()}, text)


def _pruned(state: State) -> State:
    """Forget the way over questions that are no longer asked."""
    return replace(state, trail=_still(state, state.trail), ahead=_still(state, state.ahead))


def _still(state: State, way: tuple[str | None, ...]) -> tuple[str | None, ...]:
    """Keep what is still asked of a way that ends beside the question on the table, each stop once in a row."""
    stops = [name for name in way if state.is_open(name)]
    return tuple(stop for stop, following in zip(stops, [*stops, state.at][1:], strict=True) if stop != following)


def _onward(state: State, *, before: State) -> State:
    """Go on after an answer: to what it opened, else to where one came back from, else to the next open question."""
    opened = [name for name in state.open if not before.is_open(name)]
    if opened and state.ahead and not state.quick:
        return _moved(state, opened[0], ahead=(*state.ahead, *reversed(opened[1:])))
    return _forward(state)


def _forward(state: State) -> State:
    if state.ahead:
        return _moved(state, state.ahead[-1], ahead=state.ahead[:-1])
    return _moved(state, _next(state))


def _moved(state: State, to: str | None, *, ahead: tuple[str | None, ...] = ()) -> State:
    return replace(state, at=to, trail=(*state.trail, state.at), ahead=ahead)


def _next(state: State) -> str | None:
    """Give the next question: the most telling in quick mode, else the next open one, else one left open before."""
    if state.quick:
        return quick.choose(state.view, state.open, skipped=len(state.skipped))
    place = state.scope.index(state.at) if state.at in state.scope else -1
    later = [name for name in state.open if state.scope.index(name) > place]
    return next(iter(later or state.open), None)


def _skipped(state: State) -> State:
    if state.ahead or state.answer is not None:
        return _forward(state)
    return state if state.at is None else _forward(replace(state, skipped=state.skipped | {state.at}))


def _back(state: State) -> State:
    if not state.trail:
        return replace(state, slip=Slip("this is the first question", "go on, or leave"))
    return replace(state, at=state.trail[-1], trail=state.trail[:-1], ahead=(*state.ahead, state.at))


def _goto(state: State, question: str) -> State:
    if question not in state.catalogue.questions:
        return replace(state, slip=Slip(f"there is no question {quoted(question)}", "name one of the questionnaire", question))
    if not state.is_open(question):
        return replace(state, slip=Slip(f"{quoted(question)} is not asked of this company", "change the answer that closed it", question))
    if question == state.at:
        return state
    return _moved(state, question)
