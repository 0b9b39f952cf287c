"""The points card: published check values, and properties that hold whatever is answered."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategist import scoring
from strategist.catalogue import shipped
from strategist.models.catalogue import Expected
from strategist.scoring import Card, Mark, Marks, points, possible, standings

CATALOGUE = shipped()
STRATEGIES = list(CATALOGUE.strategies)
DIMENSIONS = list(CATALOGUE.dimensions)
CARD = scoring.card(CATALOGUE.strategies.values(), CATALOGUE.dimensions)

SOURCES = st.sampled_from(["self-report", "evidence", "document"])
MARKS = st.builds(Mark, st.integers(0, 4), SOURCES)
ANSWERED = st.dictionaries(st.sampled_from(DIMENSIONS), MARKS)


def marks(known: dict[str, Mark]) -> Marks:
    """Answers in the order of the questionnaire, and every other dimension unknown."""
    return Marks({d: known[d] for d in DIMENSIONS if d in known}, tuple(d for d in DIMENSIONS if d not in known))


def totals(card: Card, known: dict[str, Mark]) -> dict[str, int]:
    return {standing.strategy: standing.points for standing in standings(card, marks(known))}


@pytest.mark.parametrize(
    ("low", "high", "error", "expected"),
    [
        (2, 2, 0.20, (-7, -2, 5, -2, -7)),
        (1, 2, 0.20, (-3, 3, 3, -3, -7)),
        (1, 3, 0.20, (-4, 1, 1, 1, -4)),
        (2, 2, 0.03, (-15, -2, 6, -2, -15)),
        (1, 2, 0.03, (-5, 3, 3, -5, -15)),
    ],
)
def test_points_equal_the_check_values_of_the_method(low, high, error, expected):
    """Computed by hand from 10 log10(5 p), with .15 for one anchor outside the range."""
    assert points(low, high, error=error, shoulder=0.15) == expected


@pytest.mark.parametrize("anchor_range", [(0, 0), (1, 3), (0, 4), (3, 4)])
def test_an_answer_that_is_pure_noise_earns_nothing(anchor_range):
    assert points(*anchor_range, error=1.0) == (0, 0, 0, 0, 0)


@given(ANSWERED)
def test_p1_contributions_sum_to_the_total(known):
    for standing in standings(CARD, marks(known)):
        assert sum(contribution.points for contribution in standing.contributions) == standing.points


@pytest.mark.parametrize("strategy", STRATEGIES)
@pytest.mark.parametrize("end", [0, 1])
def test_p2_the_ideal_practitioner_is_first_by_at_least_twenty_points(strategy, end):
    signature = CATALOGUE.strategies[strategy].signature
    known = {d: Mark(CATALOGUE.dimensions[d].anchors[expected.range[end]]) for d, expected in signature.items()}
    first, second, *_ = standings(CARD, marks(known))

    assert first.strategy == strategy
    assert first.points - max(second.points, 0) >= 20


@given(ANSWERED, st.sampled_from(DIMENSIONS), SOURCES, st.sampled_from(STRATEGIES))
def test_p3_moving_an_answer_toward_the_range_never_costs_points(known, dimension, source, strategy):
    cell = CARD.cell(strategy, dimension, source)
    best = max(cell)
    peak = [anchor for anchor in range(5) if cell[anchor] == best]

    for anchor in range(5):
        closer = anchor + 1 if anchor < peak[0] else anchor - 1 if anchor > peak[-1] else anchor
        before = totals(CARD, {**known, dimension: Mark(anchor, source)})[strategy]
        after = totals(CARD, {**known, dimension: Mark(closer, source)})[strategy]
        assert after >= before


@given(ANSWERED, st.randoms(use_true_random=False))
def test_p4_order_changes_nothing(known, random):
    order = list(known)
    random.shuffle(order)
    shuffled = Marks({d: known[d] for d in order}, tuple(sorted(set(DIMENSIONS) - set(known), reverse=True)))
    straight, turned = standings(CARD, marks(known)), standings(CARD, shuffled)

    assert [(s.strategy, s.points, s.low, s.high) for s in straight] == [(s.strategy, s.points, s.low, s.high) for s in turned]
    assert possible(CARD, marks(known)) == possible(CARD, shuffled)


@given(ANSWERED, st.sampled_from(STRATEGIES))
def test_p5_a_rival_more_or_less_changes_no_other_total(known, strategy):
    nouns = list(CATALOGUE.strategies.values())
    copy = replace(CATALOGUE.strategies[strategy], id="a-copy")
    more = totals(scoring.card([*nouns, copy], CATALOGUE.dimensions), known)
    fewer = totals(scoring.card([s for s in nouns if s.id != strategy], CATALOGUE.dimensions), known)
    usual = totals(CARD, known)

    assert {s: more[s] for s in STRATEGIES} == usual
    assert more["a-copy"] == usual[strategy]
    assert fewer == {s: total for s, total in usual.items() if s != strategy}


@given(ANSWERED, st.integers(0, 4))
def test_p6_a_dimension_left_open_changes_nothing(known, anchor):
    """`self-help` is left open by an edge, `relative-speed` by a dance."""
    for strategy, dimension in (("competitive-edge", "self-help"), ("dance-with-customers", "relative-speed")):
        without = {d: mark for d, mark in known.items() if d != dimension}
        assert totals(CARD, {**without, dimension: Mark(anchor)})[strategy] == totals(CARD, without)[strategy]


def test_p7_nothing_known_means_no_points_and_nothing_ruled_out():
    nothing = marks({})

    assert {standing.points for standing in standings(CARD, nothing)} == {0}
    assert possible(CARD, nothing) == tuple(STRATEGIES)


@given(ANSWERED, st.sampled_from(DIMENSIONS), st.integers(0, 4))
def test_p8_one_more_answer_never_brings_a_strategy_back(known, dimension, anchor):
    before = {d: mark for d, mark in known.items() if d != dimension}
    after = {**before, dimension: Mark(anchor)}

    assert set(possible(CARD, marks(after))) <= set(possible(CARD, marks(before)))


@given(ANSWERED, st.lists(st.integers(0, 4), min_size=len(DIMENSIONS), max_size=len(DIMENSIONS)))
def test_p9_whoever_wins_in_the_end_was_never_ruled_out(known, rest):
    complete = {d: known.get(d, Mark(anchor)) for d, anchor in zip(DIMENSIONS, rest, strict=True)}
    final = totals(CARD, complete)

    assert max(STRATEGIES, key=lambda strategy: final[strategy]) in possible(CARD, marks(known))


@given(ANSWERED)
def test_p10_pairs_rule_out_at_least_what_intervals_do(known):
    scored = standings(CARD, marks(known))
    floor = max(standing.low for standing in scored)
    by_interval = {standing.strategy for standing in scored if standing.high >= floor}

    assert set(possible(CARD, marks(known))) <= by_interval


@given(ANSWERED)
def test_p11_a_strategy_that_expects_anything_scores_zero(known):
    indifferent = replace(
        CATALOGUE.strategies["because-you-can"],
        id="indifferent",
        signature={
            name: Expected((dimension.options[0].id, dimension.options[-1].id), "essential")
            for name, dimension in CATALOGUE.dimensions.items()
            if name != "return-required"
        },
    )
    card = scoring.card([indifferent, *CATALOGUE.strategies.values()], CATALOGUE.dimensions)
    without_hallmark = {d: mark for d, mark in known.items() if d != "return-required"}

    assert totals(card, without_hallmark)["indifferent"] == 0


@given(ANSWERED)
def test_p15_the_same_answers_give_the_same_standings(known):
    assert standings(CARD, marks(known)) == standings(CARD, marks(dict(reversed(known.items()))))


def test_p16_words_cannot_change_the_card():
    reworded = {
        name: replace(dimension, name="x", question="x", options=tuple(replace(o, label="x", example=None) for o in dimension.options))
        for name, dimension in CATALOGUE.dimensions.items()
    }
    renamed = [replace(s, name="x", summary="x", purpose="x", promise="x") for s in CATALOGUE.strategies.values()]

    assert scoring.card(renamed, reworded) == CARD


@given(ANSWERED, st.lists(st.integers(0, 4), min_size=len(DIMENSIONS), max_size=len(DIMENSIONS)))
def test_bounds_hold_every_completion(known, rest):
    bounds = {standing.strategy: (standing.low, standing.high) for standing in standings(CARD, marks(known))}
    complete = {d: known.get(d, Mark(anchor)) for d, anchor in zip(DIMENSIONS, rest, strict=True)}

    for strategy, total in totals(CARD, complete).items():
        low, high = bounds[strategy]
        assert low <= total <= high


@given(ANSWERED)
def test_a_question_that_may_not_be_asked_can_also_add_nothing(known):
    without = {d: mark for d, mark in known.items() if d != "tier-growth"}
    asked = marks(without)
    perhaps = replace(asked, maybe=("tier-growth",))
    usual = {standing.strategy: standing for standing in standings(CARD, asked)}

    for standing in standings(CARD, perhaps):
        assert standing.low <= usual[standing.strategy].low
        assert standing.high >= usual[standing.strategy].high
    assert set(possible(CARD, asked)) <= set(possible(CARD, perhaps))


def test_evidence_weighs_more_than_a_report_and_a_document_counts_as_one():
    reported = CARD.cell("competitive-edge", "relative-speed", "self-report")
    measured = CARD.cell("competitive-edge", "relative-speed", "evidence")

    assert CARD.cell("competitive-edge", "relative-speed", "document") == reported
    assert max(measured) > max(reported)
    assert min(measured) < min(reported)


def test_a_hallmark_is_worth_more_than_any_other_practice():
    for strategy, (dimension, low, high) in CARD.hallmarks.items():
        cell = CARD.cell(strategy, dimension)
        outside = [cell[anchor] for anchor in range(5) if not low <= anchor <= high]
        assert max(outside) <= -10


def test_an_unseen_hallmark_gives_way_to_one_that_is_seen():
    known = {"loudness-bias": Mark(4)}
    without = standings(CARD, marks({}))
    with_hallmark = standings(CARD, marks(known))

    assert without[0].strategy == STRATEGIES[0]
    assert with_hallmark[0].strategy == "quiet-complaints"
    assert with_hallmark[0].hallmark == "seen"
    assert {standing.hallmark for standing in with_hallmark[1:]} == {"unknown"}


def test_swing_is_how_far_one_answer_can_move_two_strategies_apart():
    ours, theirs = CARD.cell("competitive-edge", "human-reach"), CARD.cell("lower-expectations", "human-reach")
    gaps = [our - their for our, their in zip(ours, theirs, strict=True)]

    assert scoring.swing(CARD, "human-reach", "competitive-edge", "lower-expectations") == max(gaps) - min(gaps) > 0
