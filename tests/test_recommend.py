"""Recommendations: goals decide, money gates, and every place has its reasons."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import permutations

import pytest
from strategist import documents, profiles
from strategist.budget import Means, need
from strategist.catalogue import shipped
from strategist.flow import counted
from strategist.models.recommendation import Recommendation
from strategist.recommend import recommend

CATALOGUE = shipped()
SAD_ROADS = {"quiet-complaints", "cost-race"}
RANKINGS = [ranking for length in (1, 2, 3) for ranking in permutations(CATALOGUE.goals, length)]


def read(text: str) -> Recommendation | None:
    return recommend(counted(profiles.profile(documents.parse("strategist: 1\n" + text, "p.yaml")[0], CATALOGUE), CATALOGUE))


@cache
def by_goals(*goals: str) -> Recommendation:
    result = read(f"goals: [{', '.join(goals)}]\n")
    assert result is not None
    return result


def test_without_goals_nothing_is_recommended():
    assert read("company: {name: x}\n") is None


@pytest.fixture(scope="module")
def first_of_every_ranking() -> Counter[str | None]:
    """What comes first under each of the 2,380 rankings of up to three goals."""
    return Counter(by_goals(*ranking).first for ranking in RANKINGS)


def test_every_strategy_but_the_two_sad_roads_can_come_first(first_of_every_ranking):
    assert sum(first_of_every_ranking.values()) == 14 + 14 * 13 + 14 * 13 * 12 == 2380
    assert set(first_of_every_ranking) == set(CATALOGUE.strategies) - SAD_ROADS


def test_the_sad_roads_carry_a_warning_wherever_they_stand():
    for candidate in by_goals("cut-service-cost").candidates:
        assert (candidate.warning is not None) is (candidate.strategy in SAD_ROADS)


def test_a_sad_road_that_is_all_the_money_carries_is_recommended_with_a_warning():
    """Spending about four fifths of what rivals spend, and no wish but to spend less."""
    result = read("goals: [cut-service-cost]\nbudget: {currency: EUR, revenue: 10m, service_spend: 400k, rivals_service_share: 5}\n")
    assert result is not None
    first = result.candidates[0]

    assert first.warning is None
    assert result.first == "streamline-delivery"


def test_a_single_goal_is_served_by_the_strategy_that_is_for_it():
    assert by_goals("improve-product").first == "dance-with-customers"
    assert by_goals("do-right").first == "because-you-can"
    assert by_goals("protect-maker-time").first == "lower-expectations"
    assert by_goals("win-share").first == "competitive-edge"


def test_shares_of_the_first_place_add_up():
    result = by_goals("win-share", "cut-service-cost", "keep-talent")

    assert sum(candidate.first for candidate in result.candidates) == pytest.approx(1, abs=0.002)
    for candidate in result.candidates:
        assert sum(candidate.ranks) == pytest.approx(1, abs=0.002)


def test_the_words_say_how_robust_a_place_is_and_what_topples_it():
    result = by_goals("win-share", "cut-service-cost")
    first = result.candidates[0]

    assert f"{first.first * 100:.0f} %" in first.words
    assert any(CATALOGUE.goals[goal].name in first.words for goal in ("win-share", "cut-service-cost"))


def test_own_weights_replace_the_ranking():
    result = read("goals: [{goal: win-share, weight: 2}, {goal: cut-service-cost, weight: 1}]\n")
    assert result is not None
    edge = next(candidate for candidate in result.candidates if candidate.strategy == "competitive-edge")

    assert result.weighted
    assert edge.utility == pytest.approx((2 * 2 - 1) / 3, abs=1e-4)


def test_reasons_are_those_of_the_companys_own_goals():
    result = by_goals("premium-price", "lowest-price")
    low = next(candidate for candidate in result.candidates if candidate.strategy == "lower-expectations")

    assert [reason.goal for reason in low.speaks_for] == ["lowest-price"]
    assert [reason.goal for reason in low.speaks_against] == ["premium-price"]
    assert low.speaks_for[0].reason == CATALOGUE.strategies["lower-expectations"].goals["lowest-price"].reason


def test_the_best_pair_does_not_clash_and_serves_each_goal_by_its_better_part():
    result = by_goals("grow-top-accounts", "cut-service-cost")
    assert result.pair is not None

    assert result.pair.fit >= 0
    assert SAD_ROADS.isdisjoint(result.pair.strategies)
    for serves in result.pair.serves:
        own = [CATALOGUE.strategies[strategy].goals[serves.goal].affinity for strategy in result.pair.strategies]
        assert serves.affinity == max(own)


MONEY = "budget: {currency: EUR, revenue: 40m, service_spend: 1.2m, rivals_service_share: 3}\n"


def test_money_is_a_gate_and_not_a_weight():
    """An edge wants 1.5 times the rivals' 3 % of 40 million: 1.8 million, of which 600,000 are missing."""
    free, gated = by_goals("win-share"), read("goals: [win-share]\n" + MONEY)
    assert gated is not None
    edge = next(candidate for candidate in gated.candidates if candidate.strategy == "competitive-edge")

    assert free.first == "competitive-edge"
    assert gated.first != "competitive-edge"
    assert edge.need.affordable == "no"
    assert (edge.need.low, edge.need.shortfall) == (pytest.approx(1.8e6), pytest.approx(6e5))
    assert edge.smallest
    assert edge.first == next(c.first for c in free.candidates if c.strategy == "competitive-edge"), "its place stays visible"


def test_what_is_out_of_reach_takes_no_win_from_the_others():
    gated = read("goals: [win-share, cut-service-cost]\n" + MONEY)
    assert gated is not None

    assert sum(candidate.first for candidate in gated.candidates if candidate.need.affordable != "no") == pytest.approx(1, abs=0.002)


def test_a_missing_figure_is_named_and_never_guessed():
    for money, tells in (
        ("", "budget.rivals_service_share"),
        ("budget: {rivals_service_share: 3}\n", "budget.revenue"),
        ("budget: {rivals_service_share: 3, revenue: 40m}\n", "budget.service_spend"),
    ):
        result = read("goals: [win-share]\n" + money)
        assert result is not None
        assert {candidate.need.affordable for candidate in result.candidates} == {"cannot say"}
        assert {candidate.need.tell for candidate in result.candidates} == {tells}


def test_the_trades_figure_serves_where_the_rivals_is_not_known():
    trade = read("goals: [win-share]\nbudget: {revenue: 40m, service_spend: 1.2m, trade_service_share: 3}\n")
    assert trade is not None

    assert trade.candidates[-1].need.affordable == "no"
    assert "budget.trade_service_share" in trade.candidates[0].need.basis


@pytest.mark.parametrize(
    ("reported", "strategy", "affordable"),
    [
        ((0.9, 1.1), "competitive-edge", "no"),
        ((1.1, 2.0), "competitive-edge", "cannot say"),
        ((2.0, float("inf")), "competitive-edge", "yes"),
        ((0.0, 0.5), "lower-expectations", "cannot say"),
        ((0.9, 1.1), "streamline-delivery", "yes"),
    ],
)
def test_without_sums_the_answer_on_spending_gives_a_range(reported, strategy, affordable):
    means = Means(revenue=None, spend=None, share=None, yardstick=None, reported=reported, currency=None)

    assert need(CATALOGUE.strategies[strategy], means).affordable == affordable


def test_the_same_goals_give_the_same_recommendation():
    text = "goals: [win-share, cut-service-cost, keep-talent]\n"

    assert read(text) == read(text)
