"""Conditions: what may be written, when one holds, what decided it, and what stays undecided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from strategist.conditions import (
    All,
    AnyOf,
    Compare,
    Condition,
    Declared,
    Kind,
    Not,
    Outcome,
    Value,
    comparisons,
    declarations,
    evaluate,
    parse,
)
from strategist.documents import Document
from strategist.flow import Counted, counted
from strategist.profiles import profile

SCALE = {"low": 0, "middle": 1, "high": 2}


@dataclass(frozen=True)
class Told:
    """A few answers by name; dimensions are ordered low, middle, high."""

    answers: Mapping[str, Value] = field(default_factory=dict)
    declared: tuple[str, ...] = ()

    def value(self, kind: Kind, name: str) -> Value | None:  # noqa: ARG002 - every kind is told alike here
        return self.answers.get(name)

    def scale(self, kind: Kind, name: str) -> Mapping[str, int]:  # noqa: ARG002 - one scale for all
        return SCALE if kind == "dimension" else {}


TRUE, FALSE = Compare("question", "yes", "is", operand=True), Compare("question", "no", "is", operand=True)
UNDECIDED = Compare("question", "missing", "is", operand=True)
THREE = {True: TRUE, False: FALSE, None: UNDECIDED}
TOLD = Told({"yes": True, "no": False})


def truth(condition: Condition) -> bool | None:
    return evaluate(condition, TOLD).truth


# The truth table


@pytest.mark.parametrize(
    ("one", "other", "both", "either"),
    [
        (True, True, True, True),
        (True, False, False, True),
        (True, None, None, True),
        (False, True, False, True),
        (False, False, False, False),
        (False, None, False, None),
        (None, True, None, True),
        (None, False, False, None),
        (None, None, None, None),
    ],
)
def test_the_truth_table_of_all_and_any(one, other, both, either):
    parts = (THREE[one], THREE[other])

    assert truth(All(parts)) is both
    assert truth(AnyOf(parts)) is either


@pytest.mark.parametrize(("part", "negated"), [(True, False), (False, True), (None, None)])
def test_the_truth_table_of_not(part, negated):
    assert truth(Not(THREE[part])) is negated


# Operators, by type of answer


@pytest.mark.parametrize(
    ("written", "answer", "holds"),
    [
        ({"dimension": "a", "is": "middle"}, "middle", True),
        ({"dimension": "a", "is": "middle"}, "high", False),
        ({"dimension": "a", "in": ["low", "high"]}, "high", True),
        ({"dimension": "a", "in": ["low", "high"]}, "middle", False),
        ({"dimension": "a", "at_least": "middle"}, "low", False),
        ({"dimension": "a", "at_least": "middle"}, "middle", True),
        ({"dimension": "a", "at_least": "middle"}, "high", True),
        ({"dimension": "a", "at_most": "middle"}, "low", True),
        ({"dimension": "a", "at_most": "middle"}, "middle", True),
        ({"dimension": "a", "at_most": "middle"}, "high", False),
        ({"question": "a", "is": True}, True, True),
        ({"question": "a", "is": True}, False, False),
        ({"question": "a", "is": False}, False, True),
        ({"question": "a", "is": "falling"}, "falling", True),
        ({"question": "a", "is": "falling"}, "rising", False),
        ({"question": "a", "in": ["falling", "flat"]}, "flat", True),
        ({"question": "a", "in": ["falling", "flat"]}, "rising", False),
        ({"question": "a", "is": 30}, 30.0, True),
        ({"question": "a", "at_least": 30}, 30.0, True),
        ({"question": "a", "at_least": 30}, 29.9, False),
        ({"question": "a", "at_most": 30}, 30.0, True),
        ({"question": "a", "at_most": 30}, 30.1, False),
        ({"question": "goals", "is": "win-share"}, ("keep-talent", "win-share"), True),
        ({"question": "goals", "is": "win-share"}, ("keep-talent",), False),
        ({"question": "goals", "in": ["win-share", "do-right"]}, ("keep-talent", "do-right"), True),
        ({"question": "goals", "in": ["win-share", "do-right"]}, ("keep-talent",), False),
        ({"fact": "a", "at_least": 3}, 3.0, True),
        ({"fact": "a", "at_least": 3}, 2.0, False),
        ({"fact": "a", "at_most": -1}, -2.0, True),
        ({"fact": "a", "is": 0}, 0.0, True),
        ({"fact": "a", "at_least": 1.5}, float("inf"), True),
    ],
)
def test_every_operator_compares_as_it_says(written, answer, holds):
    name = next(written[kind] for kind in ("dimension", "question", "fact") if kind in written)

    assert evaluate(parse(written), Told({name: answer})).truth is holds
    assert evaluate(parse({"not": written}), Told({name: answer})).truth is not holds


@pytest.mark.parametrize("operator", ["is", "at_least", "at_most"])
@pytest.mark.parametrize("kind", ["dimension", "question", "fact"])
def test_a_comparison_with_nothing_is_undecided_and_so_is_its_negation(kind, operator):
    condition = parse({kind: "missing", operator: 1 if kind == "fact" else "low"})

    assert evaluate(condition, TOLD) == evaluate(Not(condition), TOLD) == Outcome(None)


@pytest.mark.parametrize(
    ("answers", "wanted", "outcome"),
    [
        ({"a": "low"}, True, Outcome(truth=True, causes=(("dimension", "a"),))),
        ({"a": "low"}, False, Outcome(truth=False, causes=(("dimension", "a"),))),
        ({}, True, Outcome(truth=False)),
        ({}, False, Outcome(truth=True)),
    ],
)
def test_whether_something_is_answered_is_always_decided(answers, wanted, outcome):
    assert evaluate(parse({"dimension": "a", "answered": wanted}), Told(answers)) == outcome


@pytest.mark.parametrize(
    ("declared", "holds"), [(("cost-race",), True), (("quiet-complaints", "cost-race"), True), (("a",), False), ((), False)]
)
def test_declared_holds_if_any_part_is_named_and_is_never_undecided(declared, holds):
    outcome = evaluate(parse({"declared": ["cost-race", "lower-expectations"]}), Told(declared=declared))

    assert outcome == Outcome(holds, (("question", "declared.strategy"),))


# Answers that are not there


def view(catalogue, practice: dict[str, object], **sections: object) -> Counted:
    """Give what counts of a profile."""
    return counted(profile(Document("a.yaml", {"practice": practice, **sections}), catalogue, partial=True), catalogue)


@pytest.mark.parametrize(
    "practice",
    [
        pytest.param({}, id="missing"),
        pytest.param({"promise-tracked": "unknown"}, id="unknown"),
        pytest.param({"promise-tracked": {"not_applicable": "no promise"}}, id="not applicable"),
        pytest.param({"promise-tracked": True, "promise-level": "bare-minimum"}, id="not asked"),
        pytest.param({"promise-tracked": True, "promise-level": "unknown"}, id="perhaps not asked"),
    ],
)
def test_missing_unknown_not_applicable_and_hidden_answers_are_alike(catalogue, practice):
    known = view(catalogue, practice)

    for condition in ({"question": "promise-tracked", "is": True}, {"question": "promise-tracked", "is": False}):
        assert evaluate(parse(condition), known) == evaluate(parse({"not": condition}), known) == Outcome(None)
    assert evaluate(parse({"question": "promise-tracked", "answered": False}), known) == Outcome(truth=True)


@pytest.mark.parametrize(
    ("written", "holds"),
    [
        ({"dimension": "human-reach", "at_most": "ordinary-queue"}, True),
        ({"dimension": "human-reach", "at_least": "short-menu"}, False),
        ({"question": "goals", "is": "win-share"}, True),
        ({"question": "goals", "in": ["do-right"]}, False),
        ({"question": "declared.strategy", "is": "quiet-complaints"}, True),
        ({"question": "declared.promises", "answered": True}, True),
        ({"question": "budget.heads", "at_least": 9}, True),
        ({"question": "company.name", "is": "Harbour"}, True),
        ({"question": "staff-wait-inside", "is": False}, True),
        ({"declared": ["cost-race"]}, True),
        ({"fact": "spend-index", "at_least": 1}, None),
    ],
)
def test_conditions_hold_of_a_profile(catalogue, written, holds):
    known = view(
        catalogue,
        {"human-reach": "ordinary-queue", "staff-wait-inside": False},
        company={"name": "Harbour"},
        goals=["keep-talent", "win-share"],
        budget={"heads": 9},
        declared={"strategy": ["cost-race", "quiet-complaints"], "promises": ["an answer today"]},
    )

    assert evaluate(parse(written), known).truth is holds


# Causes


@pytest.mark.parametrize(
    ("condition", "causes"),
    [
        (All((TRUE, TRUE)), ["yes"]),
        (All((TRUE, Not(FALSE))), ["yes", "no"]),
        (All((TRUE, FALSE)), ["no"]),
        (All((FALSE, UNDECIDED)), ["no"]),
        (All((TRUE, UNDECIDED)), []),
        (AnyOf((FALSE, TRUE)), ["yes"]),
        (AnyOf((FALSE, FALSE)), ["no"]),
        (AnyOf((UNDECIDED, TRUE)), ["yes"]),
        (AnyOf((UNDECIDED, FALSE)), []),
        (Not(FALSE), ["no"]),
        (Not(UNDECIDED), []),
        (All((Not(FALSE), AnyOf((TRUE, FALSE)))), ["no", "yes"]),
    ],
)
def test_an_outcome_names_what_decided_it_in_order_and_once(condition, causes):
    assert [name for _, name in evaluate(condition, TOLD).causes] == causes


# Reading


def test_a_condition_is_read_whole():
    written = {
        "all": [
            {"any": [{"dimension": "human-reach", "at_most": "after-obstacles"}, {"declared": ["cost-race"]}]},
            {"not": {"question": "promise-tracked", "is": True}},
            {"fact": "spend-index", "at_least": 1.5},
        ]
    }

    condition = parse(written)

    assert condition == All(
        (
            AnyOf((Compare("dimension", "human-reach", "at_most", "after-obstacles"), Declared(("cost-race",)))),
            Not(Compare("question", "promise-tracked", "is", operand=True)),
            Compare("fact", "spend-index", "at_least", 1.5),
        )
    )
    assert [compare.name for compare in comparisons(condition)] == ["human-reach", "promise-tracked", "spend-index"]
    assert list(declarations(condition)) == ["cost-race"]


SHAPE = "a condition is {all: [...]}, {any: [...]}, {not: ...}, {declared: [strategies]}, or one of dimension, question, fact"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ({}, SHAPE),
        ([], SHAPE),
        ("human-reach", SHAPE),
        (None, SHAPE),
        ({"none": [1]}, SHAPE),
        ({"not": None}, SHAPE),
        ({"any": ["a"]}, SHAPE),
        ({"all": [{}], "any": [{}]}, SHAPE),
        ({"dimension": "a"}, SHAPE),
        ({"is": "a"}, SHAPE),
        ({"dimension": "a", "question": "b", "is": "c"}, SHAPE),
        ({"dimension": "a", "is": "b", "in": ["c"]}, SHAPE),
        ({"dimension": "a", "is": "b", "note": "c"}, SHAPE),
        ({"all": []}, "`all` takes a list of conditions"),
        ({"any": {"dimension": "a", "is": "b"}}, "`any` takes a list of conditions"),
        ({"declared": "cost-race"}, "`declared` takes a list of ids"),
        ({"declared": []}, "`declared` takes a list of ids"),
        ({"declared": [1]}, "`declared` takes a list of ids"),
        ({"dimension": ["a"], "is": "b"}, "`dimension` takes the id of a dimension"),
        ({"dimension": "a", "in": "b"}, "`in` takes a list of ids"),
        ({"dimension": "a", "is": ["b"]}, "`is` takes one value"),
        ({"question": "a", "at_least": None}, "`at_least` takes one value"),
        ({"question": "a", "answered": "yes"}, "`answered` takes true or false"),
        ({"fact": "a", "is": "b"}, "a fact is compared with a number"),
        ({"fact": "a", "in": ["b"]}, "a fact is compared with a number"),
        ({"fact": "a", "at_least": True}, "a fact is compared with a number"),
    ],
)
def test_what_is_no_condition_is_told_why(written, said):
    with pytest.raises(ValueError, match=r"^[^\n]+$") as caught:
        parse(written)

    assert str(caught.value).startswith(said)


def test_the_catalogue_validates_conditions_with_the_same_reader():
    assert TypeAdapter(Condition).validate_python({"dimension": "a", "is": "b"}) == Compare("dimension", "a", "is", "b")
    with pytest.raises(ValidationError, match="a fact is compared with a number"):
        TypeAdapter(Condition).validate_python({"fact": "a", "is": "b"})


# Properties

NAMES = ["a", "b", "c", "d"]
ANSWERS = st.sampled_from(["low", "middle", "high"])
TOLD_SOME = st.builds(Told, st.dictionaries(st.sampled_from(NAMES), ANSWERS), st.sampled_from([(), ("x",), ("x", "y")]))
LEAVES = st.one_of(
    st.builds(Compare, st.just("dimension"), st.sampled_from(NAMES), st.sampled_from(["is", "at_least", "at_most"]), ANSWERS),
    st.builds(Compare, st.just("dimension"), st.sampled_from(NAMES), st.just("in"), st.tuples(ANSWERS, ANSWERS)),
    st.builds(Declared, st.sampled_from([("x",), ("y", "z")])),
)
ANSWERED = st.builds(Compare, st.just("dimension"), st.sampled_from(NAMES), st.just("answered"), st.booleans())


def trees(leaves: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    def grown(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
        parts = st.lists(inner, min_size=1, max_size=3).map(tuple)
        return st.builds(All, parts) | st.builds(AnyOf, parts) | st.builds(Not, inner)

    return st.recursive(leaves, grown, max_leaves=8)


@given(trees(LEAVES), TOLD_SOME, st.sampled_from(NAMES), ANSWERS)
def test_one_more_answer_never_overturns_what_is_decided(condition, told, name, answer):
    before = evaluate(condition, told)
    after = evaluate(condition, Told({name: answer, **told.answers}, told.declared))

    assert before.truth is None or after.truth is before.truth


@given(trees(LEAVES), st.fixed_dictionaries(dict.fromkeys(NAMES, ANSWERS)))
def test_when_all_is_answered_nothing_is_undecided(condition, answers):
    assert evaluate(condition, Told(answers)).truth is not None


@given(trees(LEAVES | ANSWERED), TOLD_SOME)
def test_a_double_negation_changes_nothing(condition, told):
    assert evaluate(Not(Not(condition)), told) == evaluate(condition, told)


@given(st.lists(trees(LEAVES | ANSWERED), min_size=1, max_size=4).map(tuple), TOLD_SOME)
def test_not_all_is_any_not_and_not_any_is_all_not(parts, told):
    negated = tuple(Not(part) for part in parts)

    assert evaluate(Not(All(parts)), told) == evaluate(AnyOf(negated), told)
    assert evaluate(Not(AnyOf(parts)), told) == evaluate(All(negated), told)


@given(trees(LEAVES | ANSWERED), TOLD_SOME)
def test_causes_are_answers_that_are_there(condition, told):
    outcome = evaluate(condition, told)

    assert outcome.truth is not None or not outcome.causes
    assert {name for _, name in outcome.causes} <= {*told.answers, "declared.strategy"}
    assert len(outcome.causes) == len(set(outcome.causes))
