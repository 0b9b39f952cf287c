"""SMAA-2 against published and closed-form results."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategist import smaa

DRAWS = 20_000


def test_published_run_of_two_treatments():
    """The thrombosis example of the R package smaa, as independent normals; tolerance .02 as for any run of that size."""
    means = ((0.412, 0.425, 0.926), (0.751, 0.608, 0.615))
    deviations = ((0.122, 0.157, 0.073), (0.084, 0.153, 0.166))
    random = Random(1)
    draws = [[[random.gauss(m, d) for m, d in zip(*row, strict=True)] for row in zip(means, deviations, strict=True)] for _ in range(DRAWS)]
    heparin, enoxaparin = smaa.analyse(draws, smaa.uniform_weights(3, DRAWS, Random(2)))

    assert heparin.first == pytest.approx(0.343, abs=0.02)
    assert enoxaparin.first == pytest.approx(0.657, abs=0.02)
    assert heparin.central == pytest.approx((0.187, 0.277, 0.536), abs=0.02)
    assert enoxaparin.central == pytest.approx((0.407, 0.364, 0.229), abs=0.02)
    assert heparin.confidence == pytest.approx(0.657, abs=0.02)
    assert enoxaparin.confidence == pytest.approx(0.891, abs=0.02)


def test_closed_form_of_two_opposites_and_a_compromise():
    """A = (1, 0), B = (0, 1), C = (.6, .6) under uniform weights: .4, .4, .2."""
    values = ((1.0, 0.0), (0.0, 1.0), (0.6, 0.6))
    result = smaa.analyse([values], smaa.uniform_weights(2, DRAWS, Random(3)))

    assert [alternative.first for alternative in result] == pytest.approx([0.4, 0.4, 0.2], abs=0.02)
    assert [alternative.central for alternative in result] == [
        pytest.approx(weights, abs=0.02) for weights in ((0.8, 0.2), (0.2, 0.8), (0.5, 0.5))
    ]
    assert [alternative.confidence for alternative in result] == [1.0, 1.0, 1.0]


@pytest.mark.parametrize(
    ("criteria", "weights"),
    [(1, (1.0,)), (2, (0.75, 0.25)), (3, (0.6111, 0.2778, 0.1111)), (4, (0.5208, 0.2708, 0.1458, 0.0625))],
)
def test_rank_order_centroid(criteria, weights):
    drawn = smaa.ordered_weights(criteria, DRAWS, Random(4))
    mean = [sum(column) / DRAWS for column in zip(*drawn, strict=True)]

    assert smaa.rank_order_centroid(criteria) == pytest.approx(weights, abs=1e-4)
    assert mean == pytest.approx(weights, abs=0.01)


@pytest.mark.parametrize("criteria", [1, 2, 3, 4, 5, 8, 14])
def test_a_few_hundred_spread_weightings_do_as_well_as_many_random_ones(criteria):
    spread = smaa.spread_weights(criteria, 512)
    mean = [sum(column) / 512 for column in zip(*spread, strict=True)]

    assert mean == pytest.approx(smaa.rank_order_centroid(criteria), abs=0.006)
    assert all(list(weights) == sorted(weights, reverse=True) for weights in spread)
    assert all(sum(weights) == pytest.approx(1) for weights in spread)


@pytest.mark.parametrize("seed", range(5))
def test_spread_and_random_weightings_agree_on_who_is_first(seed):
    random = Random(seed)
    table = [[random.randint(-2, 2) for _ in range(4)] for _ in range(10)]
    spread = smaa.analyse([table], smaa.spread_weights(4, 512))
    drawn = smaa.analyse([table], smaa.ordered_weights(4, 20_000, Random(seed)))

    for one, other in zip(spread, drawn, strict=True):
        assert one.first == pytest.approx(other.first, abs=0.02)


@given(st.integers(1, 8), st.integers(0, 1000))
def test_weights_are_weights(criteria, seed):
    (uniform,) = smaa.uniform_weights(criteria, 1, Random(seed))
    (ordered,) = smaa.ordered_weights(criteria, 1, Random(seed))

    assert sum(uniform) == pytest.approx(1)
    assert list(ordered) == sorted(ordered, reverse=True)
    assert min(uniform) >= 0


@given(st.lists(st.integers(-2, 2), min_size=1, max_size=10))
def test_every_rank_is_given_out_once_and_every_alternative_has_one(scores):
    shares = smaa.rank_shares(scores)

    for rank in range(len(scores)):
        assert sum(share.get(rank, 0) for share in shares) == pytest.approx(1)
    for share in shares:
        assert sum(share.values()) == pytest.approx(1)


def test_an_alternative_that_is_never_first_has_no_central_weights():
    result = smaa.analyse([((1.0, 1.0), (0.0, 0.0))], smaa.uniform_weights(2, 100, Random(5)))

    assert result[1].central is None
    assert (result[1].first, result[1].confidence) == (0.0, 0.0)
    assert result[0].ranks == (1.0, 0.0)
