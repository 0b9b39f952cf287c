"""The short interview: which question tells most, when nothing can change any more, and in which order it asks."""

from __future__ import annotations

from itertools import combinations, product
from math import log2
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategist import scoring
from strategist.catalogue import shipped
from strategist.documents import Document
from strategist.flow import Counted, counted
from strategist.interview import quick
from strategist.profiles import profile
from strategist.scoring import CLEAR, ENOUGH, Card, Mark, Marks, standings

CATALOGUE = shipped()
CARD = scoring.card(CATALOGUE.strategies.values(), CATALOGUE.dimensions)
DIMENSIONS = list(CATALOGUE.dimensions)
STRATEGIES = list(CATALOGUE.strategies)

MARKS = st.dictionaries(st.sampled_from(DIMENSIONS), st.builds(Mark, st.integers(0, 4), st.sampled_from(["self-report", "evidence"])))
DECLARED = st.lists(st.sampled_from(STRATEGIES), max_size=2, unique=True)
SETTINGS = settings(deadline=None, max_examples=60)

NEVER = -1000
"""So many points against an anchor that it never occurs."""

SURE = {
    "fast": {"clock": (10, NEVER, NEVER, NEVER, NEVER), "colour": (0, 0, 0, 0, 0)},
    "slow": {"clock": (NEVER, 10, NEVER, NEVER, NEVER), "shape": (7, 7, 7, 7, 7)},
}
"""Two strategies of which one always shows the first anchor of a dimension, the other always the second."""


def made(cells: dict[str, dict[str, tuple[int, ...]]], **hallmarks: str) -> Card:
    """Make a card on which evidence counts as much as self-report."""
    return Card({"self-report": cells, "evidence": cells}, {name: (hallmarks[name], 0, 0) for name in cells})


TINY = made(SURE, fast="clock", slow="shape")


def view_of(**practice: Any) -> Counted:
    """Give the answers of a company that said its purpose and declared a strategy, and these of its practices."""
    declared = {"purpose": "to be chosen again", "strategy": practice.pop("declared", "competitive-edge")}
    data = {"strategist": 1, "declared": declared, "practice": {name.replace("_", "-"): value for name, value in practice.items()}}
    return counted(profile(Document("a.yaml", data), CATALOGUE), CATALOGUE)


def option(dimension: str, anchor: int) -> str:
    return CATALOGUE.dimensions[dimension].options[anchor].id


CELLS = st.tuples(*[st.integers(-9, 9)] * 5)


# Chances and information


def test_chances_are_odds_of_the_points_with_no_strategy_at_one():
    assert quick.chances(TINY, {}) == {"fast": 1 / 3, "slow": 1 / 3, None: 1 / 3}

    # Ten points are odds of ten to one: 10, 0 and 1.
    seen = quick.chances(TINY, {"clock": Mark(0)})
    assert seen["fast"] == pytest.approx(10 / 11)
    assert seen["slow"] == pytest.approx(0)
    assert seen[None] == pytest.approx(1 / 11)


def test_information_is_what_one_reckons_by_hand():
    """Three equal chances are log2 3 bits of doubt.

    The clock shows its first anchor to every fast firm and to one in five of the others: 1/3 + 1/15 = 2/5. Then fast is left with 5/6,
    none with 1/6: 0.650022 bits. The second anchor is the same for slow. At the other three, 1/5 together, nothing is open any more.
    """
    left = -(5 / 6) * log2(5 / 6) - (1 / 6) * log2(1 / 6)
    assert left == pytest.approx(0.650022, abs=1e-6)

    told = quick.information(TINY, quick.chances(TINY, {}), "clock")

    assert told == pytest.approx(log2(3) - 2 * (2 / 5) * left)
    assert told == pytest.approx(1.064945, abs=1e-6)


def test_whether_it_is_the_declared_one_counts_beside_who_it_is():
    """With fast declared, 1/3 against 2/3 is 0.918296 bits more. After the first anchor 5/6 against 1/6 is left, after others nothing."""
    now = quick.chances(TINY, {})

    told = quick.information(TINY, now, "clock", declared=["fast"]) - quick.information(TINY, now, "clock")

    assert told == pytest.approx(0.918296 - (2 / 5) * 0.650022, abs=1e-6)


@pytest.mark.parametrize("dimension", ["colour", "shape", "of-which-nobody-speaks"])
def test_a_question_that_is_answered_alike_by_all_tells_nothing(dimension):
    assert quick.information(TINY, quick.chances(TINY, {}), dimension, declared=["slow"]) == pytest.approx(0, abs=1e-12)


@SETTINGS
@given(MARKS, DECLARED)
def test_information_is_never_negative_and_never_more_than_the_doubt(marks, declared):
    now = quick.chances(CARD, marks)
    doubt = -sum(chance * log2(chance) for chance in now.values() if chance > 0)

    assert sum(now.values()) == pytest.approx(1)
    for dimension in DIMENSIONS:
        told = quick.information(CARD, now, dimension, declared=declared)
        # The doubt about sides is part of the doubt about who.
        assert -1e-9 <= told <= 2 * doubt + 1e-9


def test_when_nothing_is_in_doubt_nothing_is_told():
    sure: quick.Chances = {"fast": 1.0, "slow": 0.0, None: 0.0}

    assert quick.information(TINY, sure, "clock", declared=["fast"]) == pytest.approx(0, abs=1e-12)


# The most telling question


@SETTINGS
@given(MARKS, DECLARED, st.data())
def test_hallmarks_of_what_is_in_the_running_come_first_then_what_tells_most(marks, declared, data):
    dimensions = data.draw(st.permutations([name for name in DIMENSIONS if name not in marks]))
    chosen = quick.most_telling(CARD, marks, dimensions, declared=declared)
    now = quick.chances(CARD, marks)
    told = {name: quick.information(CARD, now, name, declared=declared) for name in dimensions}
    first = [name for name in dimensions if any(now[s] > 1 / len(now) and CARD.hallmarks[s][0] == name for s in STRATEGIES)]

    if not dimensions:
        assert chosen is None
    else:
        among = first or dimensions
        assert chosen in among
        assert told[chosen] >= max(told[name] for name in among) - 1e-8


def test_a_hallmark_of_what_is_in_the_running_comes_before_a_more_telling_question():
    """Three points for slow are odds of two to one: chances of 1/2, and 1/4 for each of the others, where before all had 1/3."""
    cells = {"fast": SURE["fast"], "slow": SURE["slow"] | {"past": (3, 0, 0, 0, 0)}}
    card, seen = made(cells, fast="clock", slow="shape"), {"past": Mark(0)}
    now = quick.chances(card, seen)
    assert now["slow"] == pytest.approx(0.5, abs=0.01)
    assert quick.information(card, now, "clock") > 0.5 > quick.information(card, now, "shape") + 0.4

    assert quick.most_telling(card, {}, ["shape", "clock"]) == "clock", "before the first answer nothing is in the running"
    assert quick.most_telling(card, seen, ["clock", "shape"]) == "shape"
    assert quick.most_telling(card, seen, ["clock", "colour"]) == "clock", "its hallmark is not among the questions"


def test_the_hallmark_of_what_is_out_of_the_running_does_not_come_first():
    # After the clock's first anchor slow has no chance, so that its hallmark is a question like any other.
    cells = {name: row | {"hue": (10, NEVER, NEVER, NEVER, NEVER) if name == "fast" else (0, 0, 0, 0, 0)} for name, row in SURE.items()}
    card = made(cells, fast="clock", slow="shape")

    assert quick.most_telling(card, {"clock": Mark(1)}, ["hue", "shape"]) == "shape"
    assert quick.most_telling(card, {"clock": Mark(0)}, ["shape", "hue"]) == "hue"


def test_of_two_equal_questions_the_earlier_is_asked():
    twins = {name: {"left": row["clock"], "right": row["clock"]} for name, row in SURE.items()}

    for hallmark in ("left", "seen"):
        card = made(twins, fast=hallmark, slow="right" if hallmark == "left" else "seen")
        assert quick.most_telling(card, {}, ["left", "right"]) == "left"
        assert quick.most_telling(card, {}, ["right", "left"]) == "right"


@SETTINGS
@given(st.tuples(CELLS, CELLS), st.permutations(range(5)))
def test_questions_that_tell_the_same_in_another_order_are_equal(cells, order):
    """Sums in another order differ in their last digit; that decides nothing."""
    rows = {name: {"left": row, "right": tuple(row[anchor] for anchor in order)} for name, row in zip(SURE, cells, strict=True)}
    card = made(rows, fast="seen", slow="seen")

    assert quick.most_telling(card, {}, ["left", "right"]) == "left"
    assert quick.most_telling(card, {}, ["right", "left"]) == "right"


@SETTINGS
@given(MARKS, DECLARED, st.randoms(use_true_random=False))
def test_the_order_in_which_answers_came_makes_no_difference(marks, declared, random):
    dimensions = [name for name in DIMENSIONS if name not in marks]
    shuffled = list(marks.items())
    random.shuffle(shuffled)

    assert quick.most_telling(CARD, marks, dimensions, declared=declared) == quick.most_telling(
        CARD, dict(shuffled), dimensions, declared=declared[::-1]
    )


# When nothing can change any more

POINTS = CELLS | st.integers(-9, 9).map(lambda points: (points,) * 5)


@st.composite
def small(draw: st.DrawFn) -> tuple[Card, dict[str, Mark], list[str], list[str]]:
    """Draw two or three strategies, a few answers, and at most three questions that are open."""
    names = ["a", "b", "c"][: draw(st.integers(2, 3))]
    dimensions = ["u", "v", "w", "x", "y"]
    cells = {name: draw(st.dictionaries(st.sampled_from(dimensions), POINTS)) for name in names}
    card = made(cells, **{name: draw(st.sampled_from(dimensions)) for name in names})
    cells[names[0]]["u"] = draw(st.sampled_from([(30, 30, 30, 30, 30), (10, 0, 0, 0, 0), (0, 0, 0, 0, 0)]))
    marks = {name: Mark(draw(st.integers(0, 4))) for name in ["u", *draw(st.sets(st.sampled_from(dimensions), min_size=2))]}
    return card, marks, [name for name in dimensions if name not in marks], draw(st.lists(st.sampled_from(names), unique=True))


@settings(deadline=None, max_examples=120)
@given(small(), st.integers(0, 4))
def test_what_is_settled_is_what_no_answers_still_to_come_can_change(drawn, left):
    card, marks, dimensions, declared = drawn
    now = points(card, marks)
    best = max(now, key=lambda name: now[name])
    stays = card.hallmarks[best][0] in marks

    for completed in completions(marks, dimensions, left):
        then = points(card, completed)
        stays = stays and all(then[best] > then[rival] for rival in now if rival != best)
        if best not in declared:
            stays = stays and all(then[best] - then[rival] >= CLEAR for rival in declared)

    assert quick.settled(card, marks, dimensions, declared=declared, left=left) is stays
    if stays:
        for completed in completions(marks, dimensions, left):
            assert standings(card, Marks(completed))[0].strategy == best


def points(card: Card, marks: dict[str, Mark]) -> dict[str, int]:
    return {name: sum(card.cell(name, dimension)[mark.anchor] for dimension, mark in marks.items()) for name in card.hallmarks}


def completions(marks: dict[str, Mark], dimensions: list[str], left: int) -> list[dict[str, Mark]]:
    """Give every way to answer up to `left` of the open questions."""
    return [
        marks | {name: Mark(anchor) for name, anchor in zip(some, anchors, strict=True)}
        for count in range(min(left, len(dimensions)) + 1)
        for some in combinations(dimensions, count)
        for anchors in product(range(5), repeat=count)
    ]


def test_nothing_is_settled_while_the_hallmark_of_the_first_is_unknown():
    marks = {"clock": Mark(0)}

    assert quick.settled(made(SURE, fast="clock", slow="clock"), marks, [], declared=[], left=0)
    assert not quick.settled(made(SURE, fast="shape", slow="clock"), marks, [], declared=[], left=0)


def test_an_answer_that_can_only_help_the_first_makes_nothing_settled():
    """The lead of one point might be gone when `b` is answered; that `a` would add five is not sure, for nobody need answer it."""
    card = made({"first": {"u": (1,) * 5, "a": (5,) * 5}, "rival": {"b": (1, 0, 0, 0, 0)}}, first="u", rival="b")

    assert not quick.settled(card, {"u": Mark(0)}, ["a", "b"], declared=[], left=2)
    assert quick.settled(card, {"u": Mark(0)}, ["a"], declared=[], left=2)


@pytest.mark.parametrize(("lead", "declared", "settled"), [(13, ["b"], True), (12, ["b"], False), (12, [], True), (12, ["a", "b"], True)])
def test_a_declared_strategy_has_to_stay_clearly_behind_one_that_is_not(lead, declared, settled):
    """Twenty to one, 13 points, is from where a reading is called clear."""
    card = made({"a": {"u": (lead,) * 5}, "b": {}}, a="u", b="u")

    assert quick.settled(card, {"u": Mark(0)}, [], declared=declared, left=5) is settled


# The whole choice


def test_the_purpose_comes_before_the_ten_and_both_before_any_practice():
    everything = list(quick.scope(CATALOGUE))
    nothing = counted(profile(Document("a.yaml", {"strategist": 1}), CATALOGUE), CATALOGUE)

    assert quick.choose(nothing, everything) == "declared.purpose"
    assert quick.choose(nothing, everything[1:]) == "declared.strategy"
    assert quick.choose(nothing, everything[2:]) in {strategy.hallmark.dimension for strategy in CATALOGUE.strategies.values()}


def test_after_twelve_answers_or_skipped_questions_no_more_is_asked():
    practice = {name: option(name, 2) for name in DIMENSIONS[:9]}
    open_ = [name for name in DIMENSIONS[9:] if name != "tier-growth"]

    assert quick.choose(view_of(**practice), open_) is not None
    assert quick.choose(view_of(**practice), open_, skipped=1) is None
    assert quick.choose(view_of(**practice, **{DIMENSIONS[9]: option(DIMENSIONS[9], 2)}), open_[1:]) is None


def test_fewer_practices_than_a_reading_needs_are_never_enough():
    """Whatever is answered, seven practices of the twenty-six say nothing about the whole."""
    clear = CATALOGUE.strategies["competitive-edge"]
    practice = {name: expected.range[0] for name, expected in list(clear.signature.items())[: ENOUGH - 1]}

    assert quick.choose(view_of(**practice), [name for name in DIMENSIONS if name not in practice], skipped=2) is not None


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_a_short_interview_of_a_firm_that_does_as_it_says_asks_each_question_once_and_stops(strategy):
    chosen = CATALOGUE.strategies[strategy]
    expected = {name: e.range[0] for name, e in chosen.signature.items()} | {chosen.hallmark.dimension: chosen.hallmark.range[0]}
    practice: dict[str, str] = {}
    while True:
        view = view_of(declared=strategy, **practice)
        asked = quick.choose(view, [name for name in DIMENSIONS if view.asked[name] and name not in practice])
        if asked is None:
            break
        assert asked not in practice
        practice[asked] = expected.get(asked, option(asked, 2))

    assert len(practice) <= quick.MOST - len(quick.OPENING)
    totals = points(CARD, {name: Mark(CATALOGUE.dimensions[name].anchors[value]) for name, value in practice.items()})
    assert max(totals, key=lambda name: totals[name]) == strategy
