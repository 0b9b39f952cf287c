"""The catalogue: what must be in it, and what a broken one is told."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from strategist.catalogue import home, load, shipped
from strategist.errors import InvalidInputError

CATALOGUE = shipped()

BANNED = ("leverage", "journey", "touchpoint", "holistic", "seamless", "best practice", "customer-centric", "!")


def test_everything_is_there():
    assert len(CATALOGUE.strategies) == 10
    assert len(CATALOGUE.dimensions) == 26
    assert len(CATALOGUE.goals) == 14
    assert len(CATALOGUE.blends) == 45
    assert len(CATALOGUE.practices) == 77
    assert list(CATALOGUE.questionnaires) == ["company", "declared", "practice"]


def test_the_menu_keeps_its_order():
    assert list(CATALOGUE.strategies) == [
        "competitive-edge", "streamline-delivery", "lower-expectations", "raise-expectations", "dance-with-customers",
        "quiet-complaints", "extraordinary-trust", "treat-people-differently", "cost-race", "because-you-can",
    ]  # fmt: skip


def test_the_purpose_is_asked_before_the_menu_is_shown():
    questions = list(CATALOGUE.questions)

    assert questions.index("declared.purpose") < questions.index("declared.strategy") < questions.index("human-reach")


@pytest.mark.parametrize("strategy", CATALOGUE.strategies.values(), ids=lambda strategy: strategy.id)
def test_a_strategy_says_all_that_a_workshop_needs(strategy):
    assert strategy.because.startswith("We do this because we serve customers in order to ")
    assert len(strategy.summary) <= 70
    assert list(strategy.goals) == list(CATALOGUE.goals)
    assert strategy.exemplars
    assert strategy.nearest
    assert (strategy.funding.smallest_honest_version is None) is (strategy.funding.advice is not None)


@pytest.mark.parametrize(
    "file", sorted((home() / "strategies").rglob("*.yaml")) + sorted((home() / "questionnaires").glob("*.yaml")), ids=str
)
def test_the_words_are_plain(file: Path):
    text = file.read_text(encoding="utf-8").lower()

    assert [word for word in BANNED if word in text.replace("best practices", "")] == []


@pytest.fixture
def broken(tmp_path: Path) -> Callable[..., list[str]]:
    """Copy the catalogue, change one file, and give the messages that loading it yields, without the folder."""

    def change(file: str, old: str, new: str, *, count: int = 1) -> list[str]:
        for folder in ("strategies", "questionnaires"):
            shutil.copytree(home() / folder, tmp_path / folder)
        path = tmp_path / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, count), encoding="utf-8")
        with pytest.raises(InvalidInputError) as error:
            load(tmp_path)
        return [str(problem).removeprefix(f"{tmp_path}/") for problem in error.value.problems]

    return change


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        (
            "strategies/cost-race.yaml",
            "relative-spend:",
            "relativ-spend:",
            "`relativ-spend` is not known here; did you mean `relative-spend`?",
        ),
        ("strategies/cost-race.yaml", "importance: essential", "importance: vital", "see `strategist schema` for the shape"),
        ("strategies/cost-race.yaml", "[under-half, below]", "[below, under-half]", "the range runs from `below` down to `under-half`"),
        ("strategies/cost-race.yaml", "[only-cost, mostly-cost]", "[only-cost, mostly-costs]", "did you mean `mostly-cost`?"),
        ("strategies/cost-race.yaml", "id: cost-race", "id: cost-raze", "the id `cost-raze` is not the name of the file"),
        ("strategies/cost-race.yaml", "affinity: 2", "affinity: 3", "an affinity runs from -2 to 2"),
        ("strategies/cost-race.yaml", "purpose:", "porpoise:", "the key `porpoise` is not known here"),
        ("strategies/cost-race.yaml", "sources: [dell]", "sources: [del]", "`del` is not known here; did you mean `dell`?"),
        ("strategies/blends.yaml", "quiet-complaints", "quiet-complaint", "did you mean `quiet-complaints`?"),
        ("strategies/practices.yaml", "dimensions: [", "dimensions: [human-rich, ", "did you mean `human-reach`?"),
        ("strategies/mismatches/scapegoat.yaml", "staff-punished-for-rules", "staff-punished", "`staff-punished` is not known here"),
        ("strategies/mismatches/clock-first.yaml", "at_most: mostly-cost", "at_most: mostly-costs", "did you mean `mostly-cost`?"),
        ("strategies/mismatches/clock-first.yaml", "at_most:", "atmost:", "a condition is {all: [...]}"),
        ("strategies/mismatches/two-masters.yaml", "clashing-essentials", "clashing-essential", "did you mean `clashing-essentials`?"),
        ("strategies/mismatches/clock-first.yaml", "dimension: measure-focus", "question: measure-focus", "`measure-focus` is a dimension"),
        ("strategies/mismatches/two-masters.yaml", "at_least: 2", "at_least: two", "a fact is compared with a number"),
        ("strategies/mismatches/trust-of-strangers.yaml", "at_most: 30", "at_most: thirty", "`staff-turnover` is a number"),
        (
            "questionnaires/practice.yaml",
            "{dimension: proactive-update, at_most: only-if-asked}",
            "{fact: blend-fit, is: 1}",
            "cannot wait for a computed fact",
        ),
        ("strategies/mismatches/clock-first.yaml", "good:", "better:", "the key `better` is not known here"),
        (
            "questionnaires/practice.yaml",
            "dimension: dialogue\n",
            "dimension: dialog\n",
            "there is no dimension `dialog`; did you mean `dialogue`?",
        ),
        (
            "questionnaires/practice.yaml",
            "{dimension: proactive-update, at_most",
            "{dimension: exit-ease, at_most",
            "`exit-ease` is not known here",
        ),
        (
            "questionnaires/practice.yaml",
            "- dimension: dialogue\n",
            "- dimension: dialogue\n      - dimension: dialogue\n",
            "is asked twice",
        ),
        ("strategies/dimensions.yaml", "id: no-person", "id: after-obstacles", "needs five different options"),
        ("strategies/goals.yaml", "id: win-share", "id: win-shares", "did you mean `win-shares`?"),
        ("strategies/sources.yaml", "kind: article", "kind: rumour", "see `strategist schema` for the shape"),
    ],
)
def test_a_broken_catalogue_is_told_where_and_what(broken, file, old, new, says):
    messages = broken(file, old, new)

    assert [message for message in messages if says in message], messages
    assert all(message.startswith(("strategies/", "questionnaires/")) for message in messages)


def test_a_missing_pair_of_strategies_is_noticed(broken):
    messages = broken("strategies/blends.yaml", "[competitive-edge, streamline-delivery]", "[competitive-edge, streamlined]")

    assert any("no blend is given for `competitive-edge` and `streamline-delivery`" in message for message in messages)


def test_a_pair_given_twice_is_noticed(broken):
    messages = broken("strategies/blends.yaml", "[competitive-edge, streamline-delivery]", "[competitive-edge, lower-expectations]")

    assert any("`competitive-edge and lower-expectations` is used twice" in message for message in messages)


def test_all_problems_come_at_once_in_the_order_of_the_file(broken):
    messages = broken("strategies/cost-race.yaml", "importance: essential", "importance: vital", count=3)

    assert len(messages) == 3
    assert messages == sorted(messages, key=lambda message: int(message.split(":")[1]))
