"""Simulated companies are recognised as well as `docs/accuracy.md` says; the goals stand here, measured on a small seeded sample.

With 3,000 companies a share near 99 % has a standard error of 0.2 points, one near 95 % of 0.4, one near 2 % of 0.3. Every goal below is
held without slack. The seed is fixed, so that a failure means a change of the card, a signature or a rule, and not bad luck.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))

import adaptive  # noqa: E402 - it stands in benchmarks/, which is no package
import recovery  # noqa: E402
import respondents  # noqa: E402
from respondents import Measures, Menu, World  # noqa: E402

SIZE = 3_000
PAGE = (ROOT / "docs" / "accuracy.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def menu() -> Menu:
    return respondents.menu()


def measured(menu: Menu, noise: float, missing: float, drift: float = 0, doubt: int = respondents.scoring.DOUBT) -> Measures:
    return respondents.measure(menu, World(noise, missing, drift), SIZE, doubt)


def test_the_simulation_judges_as_the_program_does(menu: Menu) -> None:
    """Points, ranking, lead, verdict and `not seen` of 300 companies are the same through arrays and through a real reading."""
    assert respondents.disagreements(menu) == []


def test_recutting_the_card_with_the_shipped_rates_changes_nothing(menu: Menu) -> None:
    for source, rates in respondents.scoring.ERROR.items():
        cut = respondents.recut(menu, source, (rates["hallmark"], rates["essential"], rates["typical"]))
        assert (cut.cards[source] == menu.cards[source]).all()


def test_the_signature_of_a_strategy_shows_its_hallmark(menu: Menu) -> None:
    """A faithful company never contradicts its own hallmark."""
    for row, (column, low, high) in enumerate(menu.hallmarks):
        assert low <= menu.low[row, column] <= menu.high[row, column] <= high


@pytest.mark.parametrize("end", ["low end", "middle", "high end"])
def test_every_ideal_practitioner_comes_first_very_clearly(menu: Menu, end: str) -> None:
    first, least_lead = respondents.ideal(menu)[end]
    assert first == 10
    assert least_lead >= 20


def test_every_faithful_company_is_recognised(menu: Menu) -> None:
    assert measured(menu, 0, 0).first == 1


@pytest.mark.parametrize(("spoiled", "goal"), [(0.1, 0.94), (0.2, 0.85)])
@pytest.mark.parametrize("drift", [0, recovery.DRIFT])
def test_the_right_strategy_comes_first(menu: Menu, spoiled: float, drift: float, goal: float) -> None:
    """In 94 % of cases when a tenth of the answers is random and a tenth missing, in 85 % when it is a fifth of each; with drift too."""
    assert measured(menu, spoiled, spoiled, drift).first >= goal


@pytest.mark.parametrize(("spoiled", "goal"), [(0.1, 0.98), (0.2, 0.96)])
@pytest.mark.parametrize("drift", [0, recovery.DRIFT])
def test_a_strategy_that_is_named_is_right(menu: Menu, spoiled: float, drift: float, goal: float) -> None:
    assert measured(menu, spoiled, spoiled, drift).named_right >= goal


def test_a_false_declaration_is_found(menu: Menu) -> None:
    assert measured(menu, 0.1, 0.1).found >= 0.98


def test_a_false_declaration_is_found_nearly_as_often_when_answers_drift(menu: Menu) -> None:
    """The goal of 98 % is not met with drift, and the page says so; 96 % is."""
    assert measured(menu, 0.1, 0.1, recovery.DRIFT).found >= 0.96
    assert "only without drift" in PAGE


@pytest.mark.parametrize("drift", [0, recovery.DRIFT])
def test_a_true_declaration_is_hardly_ever_doubted(menu: Menu, drift: float) -> None:
    assert measured(menu, 0.1, 0.1, drift).doubted <= 0.01


def test_random_answers_are_seldom_called_clear(menu: Menu) -> None:
    assert measured(menu, 1, 0).clear <= 0.04


@pytest.mark.parametrize("spoiled", [0, 0.1, 0.2])
@pytest.mark.parametrize("drift", [0, recovery.DRIFT])
def test_the_odds_that_points_state_are_honest(menu: Menu, spoiled: float, drift: float) -> None:
    assert measured(menu, spoiled, spoiled, drift).calibration <= 0.04


@pytest.mark.parametrize("drift", [0, recovery.DRIFT])
def test_eight_measured_practices_see_through_flattery(menu: Menu, drift: float) -> None:
    """Four answers in ten flatter the declared strategy."""
    world = World(0.1, 0.1, drift, flattery=0.4, evidence=respondents.most_telling(menu, 8))
    assert respondents.measure(menu, world, SIZE).found >= 0.85


def test_the_more_is_measured_the_less_flattery_hides(menu: Menu) -> None:
    worlds = (World(0.1, 0.1, 0, 0.4, respondents.most_telling(menu, count)) for count in (0, 4, 8, 12))
    found = [respondents.measure(menu, world, SIZE).found for world in worlds]
    assert found == sorted(found)


def test_an_honest_company_without_slips_is_seldom_contradicted(menu: Menu) -> None:
    """Through the whole program, critical rules included; what is left is an exit blocked by a strategy that says nothing of exits."""
    assert respondents.contradicted(menu, World(), 300) <= 0.04


def test_the_arrays_ask_as_the_short_interview_does(menu: Menu) -> None:
    """The same next question after 300 sets of answers, and the same questions in 20 whole interviews."""
    assert adaptive.disagreements(menu, states=300, walks=20) == []


@pytest.fixture(scope="module", params=[0, recovery.DRIFT], ids=["pure", "drifting"])
def spoiled(request: pytest.FixtureRequest) -> World:
    return World(0.1, 0.1, request.param)


def test_asking_the_most_telling_next_saves_questions(menu: Menu, spoiled: World) -> None:
    """Three in ten at least, against the order of the questionnaire; two in ten with drift, which misses the goal, and the page says so."""
    fitted, questionnaire, lot = adaptive.saved(menu, spoiled, SIZE)
    assert questionnaire >= (0.20 if spoiled.drift else 0.30)
    assert 0.10 <= fitted <= questionnaire <= lot
    assert "met without drift. With drift the saving is smaller" in PAGE


def test_whoever_is_surely_recognised_is_rightly_recognised(menu: Menu, spoiled: World) -> None:
    """At least 97 %, in every order of asking."""
    orders = adaptive.by_order(menu, spoiled, SIZE)
    assert all(order.right >= 0.97 for order in orders.values())


def test_the_short_interview_finds_more_than_as_many_questions_of_the_questionnaire(menu: Menu, spoiled: World) -> None:
    quick, questionnaire, everything = adaptive.outcomes(menu, spoiled, SIZE).values()
    assert questionnaire[0] + 0.03 <= quick[0] <= everything[0]
    assert questionnaire[1] + 0.03 <= quick[1] <= everything[1]


def test_a_question_that_is_not_asked_costs_nothing(menu: Menu) -> None:
    """Nobody is put a question that another answer opens, unless it has."""
    drawn, declared = adaptive.companies(menu, World(0.1, 0.1), 200)
    talks = adaptive.interviews(menu, drawn, declared, prefer=adaptive.by_lot(), done=lambda _, talks: talks.put.all(axis=1))
    for column, (other, least) in menu.only_if.items():
        assert (talks.put[:, column] == (talks.said[:, other] >= least)).all()
        assert 0 < talks.put[:, column].mean() < 1


@pytest.mark.parametrize("make", [*recovery.TABLES, *adaptive.TABLES], ids=lambda make: make.__name__)
def test_every_table_stands_on_the_page(make: recovery.Make) -> None:
    _, after = PAGE.split(f"<!-- measured: {make.__name__} -->\n")
    table, _, _ = after.partition("\n<!-- end -->")
    assert len(table.splitlines()) >= 4


@pytest.mark.parametrize("make", recovery.QUICK, ids=lambda make: make.__name__)
def test_the_page_says_what_is_measured_today(menu: Menu, make: recovery.Make) -> None:
    """The tables that take little time are measured anew, whole: `python benchmarks/recovery.py --write` brings the page up to date."""
    assert recovery.written(PAGE, make.__name__, make(menu)) == PAGE
