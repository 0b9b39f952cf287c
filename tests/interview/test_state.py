"""The machine behind the interview: what holds after any commands with any data, on the shipped questions and from any stored profile."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategist import documents, profiles, reading
from strategist.catalogue import shipped
from strategist.conditions import comparisons
from strategist.editing import AsWritten, with_value
from strategist.flow import counted
from strategist.interview import keeping, quick
from strategist.interview.state import (
    Back,
    Change,
    Command,
    Finish,
    Give,
    Goto,
    NotApplicable,
    Note,
    Save,
    Skip,
    Slip,
    State,
    Unknown,
    begin,
    consequences,
    step,
)
from strategist.models.profile import Answer, Profile
from strategist.profiles import ANSWER_KEYS, SOURCES
from strategist.texts import shortened

CATALOGUE = shipped()
QUESTIONS = CATALOGUE.questions
ROUTES = CATALOGUE.routes
STEERED = [name for name, question in QUESTIONS.items() if question.when is not None]
STEERING = {compare.name for question in QUESTIONS.values() if question.when for compare in comparisons(question.when)} | {
    "declared.strategy"
}

THEMES = (
    ("tiering", "basics-kept", "tier-growth", "newcomers-favoured"),
    ("declared.strategy", "human-reach", "promise-level", "promise-tracked", "limits-told-first", "customers-depend", "exit-ease"),
    ("dialogue", "changes-from-customers", "spend-trend", "cut-announced", "cut-beyond-rivals", "beyond-rivals"),
    ("budget.currency", "budget.revenue", "budget.service_spend", "budget.channels", "declared.promises", "goals"),
)
"""Questions that hang together, in the order of asking."""

ANSWERED = {
    name: [option.id for option in QUESTIONS[name].options] or {"percent": [0, 90]}.get(QUESTIONS[name].type, [False, True])
    for name in STEERED
}
"""Two extreme answers to each question that is not always asked, first and last."""

CASEBOOK = Path(__file__).parent.parent / "casebook"

HOSTILE = [
    "yes", "No", "null", "~", "True", "1e3", "1.10", "007", "0x1F", "1:30", "2024-05-01", "unknown", "n/a", "#", "# a", "a #b", "a: b",
    ": ", "'", '"', "a\nb", "\n", "a\r\nb", "\t", " a", "a ", "- a", "---", "...", "? a", "{", "[a]", "a, b", "&a", "*a", "!a", "|",
    ">-", "%", "@a", "`a`", "<<", "=", "🙂", "naïve 日本語", "\u2028", "a\u2029b", "\x85", "\ufeff", "\u200f\u202eabc", "\x00",
    "\x07", "\x80", "\x9f", "\x7f", "\ufffe", "\\", "\\n", "é" * 2_000, "a: b # c\n" * 50,
]  # fmt: skip
"""Texts that one YAML reader or another takes for something else, or refuses."""

TEXTS = st.sampled_from(HOSTILE) | st.text(max_size=20)
SAYINGS = TEXTS.filter(str.strip)
ODD = (
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS
    | st.just("\ud800")
)
JUNK = st.recursive(
    ODD,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(ANSWER_KEYS) | TEXTS, inner, max_size=3),
    max_leaves=5,
)

SETTINGS = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


# Answers that make sense, and others


@cache
def plausible(name: str, currency: str | None = None) -> st.SearchStrategy[Any]:
    """Give plain data that answers a question; amounts in one currency, or without any."""
    question = QUESTIONS[name]
    if question.options:
        return st.sampled_from([option.id for option in question.options])
    sums = ["2.1m", "350k", "1 200", 1000, 2.5, AsWritten("1.10")]
    return {
        "text": SAYINGS.filter(lambda text: text != "n/a") | st.sampled_from([AsWritten("1.10"), AsWritten("007"), 5.0, True]),
        "date": st.sampled_from(["2024-05-01", "2024-05", AsWritten("2024")]),
        "currency": st.just(currency) if currency else st.sampled_from(["EUR", "USD"]),
        "money": st.sampled_from([*sums, *[f"5m {currency}", f"{currency} 3.5k"] * (3 if currency else 0)]),
        "number": st.sampled_from(["1.5k", 8, 8.5, AsWritten("08"), "60 000"]),
        "percent": st.sampled_from(["20 %", 0, 12.5, AsWritten("7.50"), "90"]),
        "yes-no": st.booleans(),
        "ranking": goals(),
        "strategy": declarations(),
        "promises": st.lists(promises(), max_size=3),
        "channels": channels(),
    }[question.type]


@st.composite
def goals(draw: st.DrawFn) -> list[Any]:
    chosen = draw(st.lists(st.sampled_from(list(CATALOGUE.goals)), min_size=1, max_size=4, unique=True))
    weights = draw(st.none() | st.lists(st.sampled_from([0.5, 1, 2.0, 1e300]), min_size=len(chosen), max_size=len(chosen)))
    if weights is None:
        return chosen
    return [{"goal": goal, "weight": weight} for goal, weight in zip(chosen, sorted(weights, reverse=True), strict=True)]


@st.composite
def declarations(draw: st.DrawFn) -> Any:
    one, two = draw(st.lists(st.sampled_from(list(CATALOGUE.strategies)), min_size=2, max_size=2, unique=True))
    share = draw(st.sampled_from([60, 60.0, "60 %"]))
    blend = [{"strategy": one, "share": share, "to": draw(SAYINGS)}, {"strategy": two, "share": 40}]
    return draw(st.sampled_from([one, "lower-expectations", [one], [one, two], blend]))


@st.composite
def promises(draw: st.DrawFn) -> Any:
    figures = {"measure": draw(SAYINGS), "figure": draw(st.sampled_from([20, 2.5, 0, 20.0])), "unit": draw(SAYINGS)}
    return draw(st.sampled_from([figures["measure"], figures, figures | {"text": draw(TEXTS)}]))


@st.composite
def channels(draw: st.DrawFn) -> list[dict[str, Any]]:
    figures = {"hours_a_week": 40, "contacts_an_hour": draw(st.sampled_from(["1.5k", 60, 2.5])), "minutes": "90 s"}
    more = draw(st.sampled_from([{}, {"agents": 24}, {"within": "20 s", "share": "80 %"}, {"patience": "3 min"}]))
    return [{"channel": name, **figures, **more} for name in draw(st.lists(SAYINGS, min_size=1, max_size=2, unique=True))]


@st.composite
def annotated(draw: st.DrawFn, value: Any) -> dict[str, Any]:
    more = {
        "note": draw(SAYINGS),
        "source": draw(st.sampled_from(SOURCES)),
        "date": draw(st.sampled_from(["2024-05-01", "2023"])),
        "reference": draw(st.lists(SAYINGS, max_size=2)),
    }
    said = draw(st.sampled_from([{"value": value}, {"value": "unknown"}, {"not_applicable": draw(SAYINGS)}]))
    return said | {key: more[key] for key in draw(st.sets(st.sampled_from(list(more))))}


@st.composite
def answers(draw: st.DrawFn, name: str, currency: str | None = None) -> Any:
    """Draw an answer as it may stand in a profile."""
    value = draw(plausible(name, currency))
    kind = draw(st.integers(0, 9))
    return value if kind < 7 else "unknown" if kind == 7 else draw(annotated(value))


# Stored profiles


class Dumper(yaml.SafeDumper):
    """Writes every text in quotes, and what is to stand as it is written plainly."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True


Dumper.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"'))
Dumper.add_representer(
    AsWritten, lambda dumper, text: dumper.represent_scalar(dumper.resolve(yaml.ScalarNode, str(text), (True, False)), str(text))
)


@dataclass(frozen=True)
class Stored:
    """A profile as text, and what the program makes of it."""

    text: str
    profile: Profile
    given: Mapping[str, object]


def nested(flat: Mapping[str, Any]) -> dict[str, Any]:
    """Give answers by question as the nested keys of a profile."""
    tree: dict[str, Any] = {"strategist": 1}
    for name, data in flat.items():
        branch = tree
        for key in ROUTES[name][:-1]:
            branch = branch.setdefault(key, {})
        branch[ROUTES[name][-1]] = data
    return tree


def loaded(text: str) -> Stored:
    """Read a profile from its text."""
    (document,) = documents.parse(text, "a.yaml")
    return Stored(text, profiles.profile(document, CATALOGUE), dict(keeping.answers(document, CATALOGUE)))


def profile_of(flat: Mapping[str, Any]) -> Stored:
    return loaded(yaml.dump(nested(flat), Dumper=Dumper, allow_unicode=True, sort_keys=False))


STARTED = profile_of({})


@st.composite
def stored(draw: st.DrawFn, some: Sequence[str] = (*STEERED, *sorted(STEERING))) -> Stored:
    """Draw a profile in one of several layouts, with answers that are not asked for among those that are."""
    names = draw(st.lists(st.sampled_from(some), max_size=8, unique=True)) + draw(st.lists(st.sampled_from(list(QUESTIONS)), max_size=3))
    currency = draw(st.sampled_from([None, "EUR"]))
    flat = {name: draw(answers(name, currency)) for name in dict.fromkeys(names)}
    layout = draw(
        st.fixed_dictionaries(
            {
                "default_flow_style": st.sampled_from([True, False, None]),
                "indent": st.sampled_from([2, 4]),
                "allow_unicode": st.booleans(),
                "width": st.sampled_from([40, 1_000_000]),
                "line_break": st.sampled_from(["\n", "\r\n"]),
            }
        )
    )
    return loaded(yaml.dump(nested(flat), Dumper=Dumper, sort_keys=False, **layout))


@st.composite
def starts(draw: st.DrawFn, *, may_be_quick: bool = True) -> State:
    """Draw the beginning of an interview: from nothing or a stored profile, about all questions or a few, long or short."""
    scope = draw(st.sampled_from([*THEMES, *THEMES, tuple(QUESTIONS)]))
    kept = draw(st.just(STARTED) | stored(scope))
    if may_be_quick and draw(st.integers(0, 7)) == 0:
        return begin(kept.profile, CATALOGUE, scope=quick.scope(CATALOGUE), given=kept.given, quick=True)
    return begin(kept.profile, CATALOGUE, scope=scope, given=kept.given)


# Walks through an interview

WITHOUT_ANSWER: st.SearchStrategy[Command] = st.one_of(
    st.just(Back()),
    st.just(Back()),
    st.just(Back()),
    st.just(Skip()),
    st.just(Finish()),
    st.builds(Note, TEXTS),
    st.builds(NotApplicable, TEXTS),
    st.just(Unknown()),
    st.sampled_from([Finish(), Finish(), Save()]),
)
PLACES = st.sampled_from(list(QUESTIONS)) | TEXTS


@st.composite
def commands(draw: st.DrawFn, state: State) -> Command:
    """Draw a command; an answer fits the question on the table, or another one, or is anything."""
    kind = draw(st.integers(0, 19))
    if kind < 7:
        return draw(WITHOUT_ANSWER)
    if kind < (11 if state.at else 18):
        return Goto(draw(PLACES if kind == 7 else st.sampled_from(state.scope)))
    if kind == 19:
        return Give(draw(JUNK), draw(TEXTS))
    name = draw(st.sampled_from(list(QUESTIONS))) if kind == 18 or state.at is None else state.at
    return Give(draw(answers(name, draw(st.sampled_from([None, "EUR", "USD"])))), "as typed")


class Walk:
    """Commands, with the states before and after each; shown as where it began and what was commanded."""

    def __init__(self, steps: list[tuple[State, Command, State]]) -> None:
        self.steps = steps

    def __repr__(self) -> str:
        start = self.steps[0][0]
        return (
            f"from {start.at} with {shortened(str(dict(start.given)), 2_000)}: {[shortened(str(command), 300) for _, command, _ in self]}"
        )

    def __iter__(self) -> Iterator[tuple[State, Command, State]]:
        return iter(self.steps)


@st.composite
def walks(draw: st.DrawFn, start: st.SearchStrategy[State], *, most: int = 15) -> Walk:
    """Draw commands one after the other, with the states before and after each."""
    state = draw(start)
    steps = []
    for _ in range(draw(st.integers(1, most))):
        command = draw(commands(state))
        after = step(state, command)
        steps.append((state, command, after))
        state = after
    return Walk(steps)


def unplaced(answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """Give answers without the places where they stand."""
    return dict(answers)


# What holds of every command

CLAIMS: list[Callable[[State, Command, State], None]] = []
"""What holds of a state, a command, and the state after it; each claim is tested with every one of them."""


def claim(function: Callable[[State, Command, State], None]) -> Callable[[State, Command, State], None]:
    CLAIMS.append(function)
    return function


@settings(SETTINGS, max_examples=120)
@given(walks(starts()))
def test_every_claim_holds_of_any_commands(walk):
    for before, command, after in walk:
        for holds in CLAIMS:
            holds(before, command, after)


@claim
def the_question_on_the_table_is_asked_of_this_company(_before: State, _command: Command, after: State) -> None:
    view = counted(after.profile, CATALOGUE)
    for stop in (after.at, *after.trail, *after.ahead):
        assert stop is None or view.asked[stop] is True


@claim
def no_two_stops_of_the_way_are_the_same(_before: State, _command: Command, after: State) -> None:
    way = [*after.trail, after.at, *reversed(after.ahead)]
    assert all(one != other for one, other in pairwise(way))


@claim
def no_command_loses_or_touches_another_answer(before: State, _command: Command, after: State) -> None:
    assert set(after.given) == set(after.profile.answers)
    for name, answer in before.profile.answers.items():
        assert name in after.profile.answers
        if name != before.at:
            assert after.profile.answers[name] is answer
            assert after.given[name] is before.given[name]


@claim
def what_is_answered_was_not_skipped(_before: State, _command: Command, after: State) -> None:
    assert after.skipped.isdisjoint(after.profile.answers)


@claim
def only_an_answer_or_a_note_changes_what_is_stored(before: State, command: Command, after: State) -> None:
    if not isinstance(command, Give | Unknown | NotApplicable | Note):
        assert after.profile is before.profile
        assert after.given is before.given


@claim
def a_slip_changes_nothing_but_the_slip(before: State, command: Command, after: State) -> None:
    if after.slip is not None and not before.left:
        assert replace(after, slip=None) == replace(before, slip=None)
        assert after.slip.what.strip()
        assert after.slip.typed == getattr(command, "typed", after.slip.typed)


@claim
def a_note_changes_no_value_and_moves_nothing(before: State, command: Command, after: State) -> None:
    if isinstance(command, Note) and obeyed(before, after):
        old, new = before.answer, after.answer
        assert new is not None
        assert new.note == command.text.strip()
        assert new.state == "unknown" if old is None else unplaced({"": replace(new, note=old.note)}) == unplaced({"": old})
        assert (after.at, after.trail, after.ahead, after.view.asked) == (before.at, before.trail, before.ahead, before.view.asked)


@claim
def a_new_answer_keeps_the_note_unless_a_new_one_comes(before: State, command: Command, after: State) -> None:
    if isinstance(command, Give | Unknown | NotApplicable) and obeyed(before, after) and before.answer is not None:
        data = getattr(command, "data", None)
        new = data.get("note") if isinstance(data, dict) else None
        assert after.profile.answers[before.at or ""].note == (new or before.answer.note)


@claim
def an_answer_that_is_obeyed_says_what_was_given(before: State, command: Command, after: State) -> None:
    if isinstance(command, Give | Unknown | NotApplicable) and obeyed(before, after):
        data = {Unknown: "unknown", NotApplicable: {"not_applicable": getattr(command, "reason", "")}}.get(type(command)) or command.data
        meant = profile_of({before.at: data}).profile.answers[before.at]
        new = after.profile.answers[before.at]
        assert (new.state, new.value, new.reason) == (meant.state, meant.value, meant.reason)


@claim
def back_then_forward_is_identity(_before: State, _command: Command, after: State) -> None:
    if after.left:
        return
    state = after
    for steps in range(1, len(after.trail) + 1):
        state = step(state, Back())
        assert state.slip is None
        assert state.at == after.trail[-steps]
        assert (state.profile, state.given, state.skipped) == (after.profile, after.given, after.skipped)
    assert step(state, Back()).slip is not None
    for _ in after.trail:
        state = step(state, Skip())
    assert state == replace(after, slip=after.slip if not after.trail else None)


@claim
def once_one_has_left_nothing_moves(before: State, command: Command, after: State) -> None:
    assert not before.left or after is before
    assert isinstance(command, Save) == (after.left and not before.left) or before.left
    if isinstance(command, Save):
        assert replace(after, left=False, slip=None) == replace(before, left=False, slip=None)


@claim
def the_same_command_gives_the_same_state(before: State, command: Command, after: State) -> None:
    assert step(before, command) == after


@claim
def what_a_change_will_do_is_told_exactly(before: State, command: Command, after: State) -> None:
    told = consequences(before, command)
    one, other = counted(before.profile, CATALOGUE), counted(after.profile, CATALOGUE)
    if before.answer is None or before.answer.state != "value":
        assert told == Change()
        assert not set(one.answers) & set(other.retired), "what was not known before takes nothing away"
    else:
        opened = {name for name in QUESTIONS if other.asked[name] is True and one.asked[name] is not True}
        assert set(told.retires) == set(one.answers) & set(other.retired)
        assert set(told.restores) == set(one.retired) & set(other.answers)
        assert set(told.opens) == opened - set(after.profile.answers)


@claim
def the_short_interview_asks_nothing_more_when_twelve_are_answered(before: State, command: Command, after: State) -> None:
    of_itself = not before.left and isinstance(command, Give | Unknown | NotApplicable | Skip)
    if after.quick and of_itself and after.at not in {None, before.at, *quick.OPENING, *before.ahead}:
        assert len(after.skipped | (set(after.profile.answers) & set(after.scope))) < quick.MOST
        assert after.at in after.open


def obeyed(before: State, after: State) -> bool:
    """Tell whether there was a question on the table to obey a command at, and it was."""
    return before.at is not None and not before.left and after.slip is None


# By example: tiers open the question about the basics, and about the number of tiers


def among_tiers(*commands: Command) -> State:
    state = begin(Profile("a.yaml"), CATALOGUE, scope=THEMES[0], given={})
    for command in commands:
        state = step(state, command)
        assert state.slip is None
    return state


def test_a_change_of_an_answer_says_what_it_sets_aside_opens_and_brings_back():
    clear = among_tiers(Give("clear-tiers"), Give(data=True), Goto("tiering"))
    assert consequences(clear, Give("informal-favours")) == Change(retires=("basics-kept",))
    assert consequences(clear, Give("envied-tiers")) == consequences(clear, Give("no-such-option")) == Change()

    informal = step(step(clear, Give("informal-favours")), Goto("tiering"))
    assert set(informal.view.retired) == {"basics-kept"}
    assert consequences(informal, Give("clear-tiers")) == Change(restores=("basics-kept",))

    never = among_tiers(Give("informal-favours"), Goto("tiering"))
    assert consequences(never, Give("clear-tiers")) == Change(opens=("basics-kept",))


def test_going_on_from_an_answered_question_skips_nothing():
    gone_on = among_tiers(Give("clear-tiers"), Goto("tiering"), Skip())

    assert gone_on.at == "basics-kept"
    assert not gone_on.skipped
    skipped = step(gone_on, Skip())
    assert skipped.skipped == {"basics-kept"}
    assert not step(step(skipped, Back()), Give(data=True)).skipped


def test_after_leaving_no_command_does_anything():
    left = among_tiers(Give("clear-tiers"), Unknown(), Back(), Save())

    for command in (
        Give(data=True),
        Unknown(),
        NotApplicable("no tiers"),
        Note("asked"),
        Skip(),
        Back(),
        Goto("tiering"),
        Save(),
        Finish(),
    ):
        assert step(left, command) is left


def test_the_way_back_leads_over_nothing_that_was_closed():
    walked = among_tiers(Give("clear-tiers"), Give(data=True), Unknown(), Goto("tiering"))
    assert walked.trail == ("tiering", "basics-kept", "tier-growth", "newcomers-favoured")

    closed = step(walked, Give("all-the-same"))

    assert closed.at == "newcomers-favoured"
    assert closed.trail == ("tiering", "newcomers-favoured", "tiering")


def test_the_way_forward_leads_over_nothing_that_was_closed():
    walked = among_tiers(Give("clear-tiers"), Give(data=True), Unknown(), Back(), Back(), Back())
    assert (walked.at, walked.ahead) == ("tiering", ("newcomers-favoured", "tier-growth", "basics-kept"))

    closed = step(walked, Give("all-the-same"))

    assert (closed.at, closed.ahead) == ("newcomers-favoured", ())


def test_the_way_back_never_leads_to_where_one_is():
    walked = among_tiers(Give("clear-tiers"), Goto("tiering"))
    assert walked.trail == ("tiering", "basics-kept")

    closed = step(walked, Give("all-the-same"))

    assert (closed.at, closed.trail) == ("newcomers-favoured", ("tiering",))


# The end


@SETTINGS
@given(starts(may_be_quick=False), st.randoms(use_true_random=False))
def test_whoever_answers_on_comes_to_an_end_at_which_nothing_asked_is_left_out(state, random):
    asked = []
    while state.at is not None:
        asked.append(state.at)
        question = QUESTIONS[state.at]
        words = [option.id for option in question.options] or {"yes-no": [True, False], "percent": [3]}.get(question.type, ["unknown"])
        state = step(state, Give(random.choice(words)))

    assert len(asked) == len(set(asked))
    assert not state.open
    assert {name for name in state.scope if state.is_open(name)} <= set(state.profile.answers)


def test_all_that_a_changed_answer_opens_comes_before_where_one_came_back_from():
    state = begin(Profile("a.yaml"), CATALOGUE, scope=QUESTIONS, given={})
    for command in (Goto("human-reach"), Give("at-any-hour"), Goto("exit-ease"), Goto("beyond-rivals"), Back(), Back()):
        state = step(state, command)
    assert state.at == "human-reach"

    asked = []
    for command in (Give("after-obstacles"), Give(data=True), Give(data=False), Unknown(), Unknown()):
        state = step(state, command)
        asked.append(state.at)

    assert asked[:4] == ["limits-told-first", "customers-depend", "exit-ease", "beyond-rivals"]


def test_a_short_interview_asks_no_thirteenth_question_that_a_changed_answer_opens():
    dimensions = ["tiering", *[name for name in CATALOGUE.dimensions if name not in {"tiering", "tier-growth"}][:9]]
    flat = {"declared.purpose": "to be chosen again", "declared.strategy": "quiet-complaints"}
    kept = profile_of(flat | {name: CATALOGUE.dimensions[name].options[0].id for name in dimensions})
    state = begin(kept.profile, CATALOGUE, scope=quick.scope(CATALOGUE), given=kept.given, quick=True)
    assert state.at is None

    for command in (Goto("tiering"), Goto("self-help"), Back(), Give("clear-tiers")):
        state = step(state, command)

    assert state.is_open("tier-growth")
    assert state.at == "self-help"


# What is said at an answer


@pytest.mark.parametrize(
    ("old", "given_now", "kept"),
    [
        ({"value": 30, "note": "old"}, 40, {"value": 40, "note": "old"}),
        ({"value": 30, "note": "old"}, {"value": 40, "note": "new"}, {"value": 40, "note": "new"}),
        ({"value": 30, "note": "old"}, {"not_applicable": "no staff"}, {"not_applicable": "no staff", "note": "old"}),
        ({"value": 30, "note": "old"}, {"not_applicable": "no staff", "note": "new"}, {"not_applicable": "no staff", "note": "new"}),
        ({"value": 30, "note": "old"}, "unknown", {"value": "unknown", "note": "old"}),
        ({"not_applicable": "no staff", "note": "old"}, 30, {"value": 30, "note": "old"}),
        ({"value": 30, "note": "old", "source": "evidence", "date": "2024-05-01"}, 40, {"value": 40, "note": "old"}),
        ({"value": 30, "note": "old", "source": "evidence", "date": "2024-05-01"}, 30, None),
        ({"value": 30, "source": "evidence"}, 40, 40),
        (30, {"value": 40, "source": "document"}, {"value": 40, "source": "document"}),
    ],
)
def test_a_note_outlives_the_value_it_stood_beside_and_the_source_does_not(old, given_now, kept):
    start = profile_of({"staff-turnover": old})
    state = begin(start.profile, CATALOGUE, scope=["staff-turnover"], given=start.given)

    after = step(step(state, Goto("staff-turnover")), Give(given_now))

    assert after.slip is None
    assert after.given["staff-turnover"] == (start.given["staff-turnover"] if kept is None else kept)


def test_what_is_no_answer_is_refused_even_where_it_equals_the_old_one():
    """To Python, 1 is True; to a profile it is not."""
    start = profile_of({"staff-turnover": {"value": 1, "note": "of a hundred"}})
    state = step(begin(start.profile, CATALOGUE, scope=["staff-turnover"], given=start.given), Goto("staff-turnover"))

    assert step(state, Give(data=True)).slip is not None


def test_amounts_are_in_one_currency_whichever_is_said_first():
    state = begin(Profile("a.yaml"), CATALOGUE, scope=QUESTIONS, given={})
    for command in (Goto("budget.revenue"), Give("5m EUR"), Goto("budget.service_spend"), Give("400k USD", "400k USD")):
        state = step(state, command)
    assert state.at == "budget.service_spend"
    assert state.slip == Slip("`400k USD` is in USD, and the profile speaks of EUR", "write every amount in one currency", "400k USD")

    for command in (Give("400k"), Goto("budget.currency"), Give("USD")):
        state = step(state, command)
    assert state.at == "budget.currency"
    assert state.slip == Slip("`5m EUR` is in EUR, and the profile speaks of USD", "write every amount in one currency")

    for command in (Goto("budget.revenue"), Give("5m"), Goto("budget.currency"), Give("USD")):
        state = step(state, command)
    assert state.slip is None


@pytest.mark.parametrize("command", [Give("\ud800"), Note("\ud800"), NotApplicable("\ud800")])
def test_what_cannot_stand_in_a_file_is_refused_at_once(command):
    state = begin(Profile("a.yaml"), CATALOGUE, scope=QUESTIONS, given={})

    after = step(state, command)

    assert after.slip is not None
    assert "U+D800" in after.slip.what
    assert not after.profile.answers


# What is hidden


@SETTINGS
@given(walks(starts(), most=6))
def test_no_hidden_answer_steers_anything(walk):
    _, _, state = walk.steps[-1]
    asked_only = replace(state.profile, answers={name: state.profile.answers[name] for name in state.view.answers})

    assert counted(asked_only, CATALOGUE).asked == state.view.asked
    assert replace(reading.build(state.profile, CATALOGUE), retired=()) == reading.build(asked_only, CATALOGUE)


@pytest.mark.parametrize("extreme", [0, -1])
def test_the_companies_of_the_casebook_are_read_the_same_with_answers_that_are_not_asked_of_them(extreme):
    hidden = 0
    for path in sorted(set(CASEBOOK.glob("*.yaml")) - set(CASEBOOK.glob("*.expected.yaml"))):
        (company,) = profiles.read(path, CATALOGUE)
        asked = counted(company, CATALOGUE).asked
        stale = {name: ANSWERED[name][extreme] for name in STEERED if not asked[name] and name not in company.answers}
        more = profile_of(stale).profile.answers
        hidden += len(more)

        read = reading.build(replace(company, answers={**more, **company.answers}), CATALOGUE)

        assert set(stale) <= set(read.retired)
        assert replace(read, retired=()) == replace(reading.build(company, CATALOGUE), retired=())
    assert hidden > 200


@SETTINGS
@given(walks(starts(may_be_quick=False)))
def test_no_hidden_answer_changes_what_is_asked(walk):
    start = walk.steps[0][0]
    without = {name: answer for name, answer in start.profile.answers.items() if name in start.view.answers}
    if any(name in start.view.retired for _, _, state in walk for name in state.view.answers):
        return  # an answer that came back is hidden no more

    state = begin(
        replace(start.profile, answers=without),
        CATALOGUE,
        scope=start.scope,
        given={name: data for name, data in start.given.items() if name in without},
    )
    for _, command, after in walk:
        state = step(state, command)
        assert (state.at, state.trail, state.ahead, state.open, state.slip) == (after.at, after.trail, after.ahead, after.open, after.slip)


@SETTINGS
@given(starts(), st.data())
def test_changing_an_answer_back_restores_everything(state, data):
    values = [name for name, answer in state.view.answers.items() if answer.state == "value"]
    if not values:
        return
    name = data.draw(st.sampled_from([name for name in values if name in STEERING] or values))
    there = step(state, Goto(name))

    changed = step(there, Give(data.draw(plausible(name))))
    back = step(step(changed, Goto(name)), Give(state.given[name]))

    assert unplaced(back.profile.answers) == unplaced(state.profile.answers)
    assert set(back.view.retired) == set(state.view.retired)
    assert back.given == state.given


# What is kept


@SETTINGS
@given(st.sampled_from(THEMES).flatmap(stored) | st.just(STARTED), st.sampled_from([*THEMES, tuple(QUESTIONS)]), st.data())
def test_what_is_written_down_is_read_back_the_same(kept, scope, data):
    walk = data.draw(walks(st.just(begin(kept.profile, CATALOGUE, scope=scope, given=kept.given))))
    start, (_, _, state) = walk.steps[0][0], walk.steps[-1]

    read = loaded(saved(kept.text, start, state))

    assert unplaced(read.profile.answers) == unplaced(state.profile.answers)
    again = begin(read.profile, CATALOGUE, scope=scope, given=read.given)
    assert again.open == replace(state, skipped=frozenset()).open


def saved(text: str, start: State, state: State) -> str:
    """Write every answer that changed into a text, as it would be saved."""
    for name, data in state.given.items():
        if data is not start.given.get(name):
            text = with_value(text, ROUTES[name], data, name="a.yaml", order=list(ROUTES.values()))
    return text


# The short interview


@settings(SETTINGS, max_examples=12)
@given(st.data())
def test_a_short_interview_puts_at_most_twelve_questions(data):
    state = begin(Profile("a.yaml"), CATALOGUE, scope=quick.scope(CATALOGUE), given={}, quick=True)
    seen = []
    while state.at is not None:
        seen.append(state.at)
        state = step(
            state, data.draw(st.one_of(plausible(state.at).map(Give), plausible(state.at).map(Give), st.sampled_from([Unknown(), Skip()])))
        )

    assert len(set(seen)) <= quick.MOST
    assert seen[:2] == list(quick.OPENING)
