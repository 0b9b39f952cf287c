"""`strategist recommend`, `plan` and `whatif`, as somebody types them."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from program import FEDEX, LOGITECH, ROOT, Argument, Outcome, call, finished, run

PHONE = "tests/data/readme/phone.yaml"
SET = ("--set", "dialogue=none")
EVERY_COMMAND = [("recommend",), ("plan",), ("whatif", *SET)]

WITHOUT_SOLVER = "import sys; sys.modules['highspy'] = None; from strategist.cli import main; main()"


def refused(outcome: Outcome) -> list[str]:
    """Give the problems of a run that was refused, each a line of its own."""
    assert (outcome.code, outcome.out) == (2, "")
    assert "Traceback" not in outcome.err
    return outcome.err.splitlines()


def typed(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "mine.yaml"
    file.write_text("strategist: 1\n" + text, "utf-8")
    return file


def steps_of(plan: str) -> list[Argument]:
    """Give the steps of a plan, written as JSON, as options of whatif."""
    return [option for step in json.loads(plan)["steps"] for option in ("--set", f"{step['question']}={step['after']}")]


# What is written


@pytest.mark.parametrize("args", EVERY_COMMAND, ids=" ".join)
def test_a_command_exits_0_and_writes_nothing_beside_its_answer(args):
    shown = run(*args, PHONE)

    assert (shown.code, shown.err) == (0, "")
    assert shown.out


@pytest.mark.parametrize("args", [*EVERY_COMMAND, ("plan", "--to", "all"), ("plan", "--budget", "3"), ("assess", "--plan")], ids=" ".join)
def test_json_is_pure(args):
    """Nothing but JSON is on standard output: the solver, which writes in C, writes nothing."""
    shown = run(*args, PHONE, "--format", "json")

    assert (shown.code, shown.err) == (0, "")
    assert shown.out == json.dumps(json.loads(shown.out), ensure_ascii=False, indent=2) + "\n"


@pytest.mark.parametrize("args", EVERY_COMMAND, ids=" ".join)
def test_a_file_holds_what_the_screen_shows(args, tmp_path):
    written = run(*args, PHONE, "--output", tmp_path / "answer.txt")

    assert (written.code, written.out, written.err) == (0, "", "")
    assert (tmp_path / "answer.txt").read_text("utf-8") == run(*args, PHONE).out


@pytest.mark.parametrize("args", EVERY_COMMAND, ids=" ".join)
def test_the_profile_is_not_written_over(args, tmp_path):
    before = (ROOT / PHONE).read_text("utf-8")
    file = tmp_path / "mine.yaml"
    file.write_text(before, "utf-8")
    (line,) = refused(call(*args, file, "--output", file))

    assert line.endswith("this is the profile itself; choose another file with -o")
    assert file.read_text("utf-8") == before


@pytest.mark.parametrize("args", EVERY_COMMAND, ids=" ".join)
def test_a_profile_may_come_from_standard_input(args):
    shown = call(*args, "-", stdin=(ROOT / PHONE).read_text("utf-8"))

    assert shown == call(*args, PHONE)


# recommend


def test_what_the_goals_want_most_can_be_out_of_reach_of_the_money():
    """Hillside Phone: 1.5 times the rivals' 3 % of 40m is 1.8m a year, and there are 1.2m."""
    said = json.loads(call("recommend", PHONE, "-f", "json").out)
    edge = next(candidate for candidate in said["candidates"] if candidate["strategy"] == "competitive-edge")

    assert said["first"] == "treat-people-differently"
    assert edge["first"] == 1.0
    assert (edge["need"]["affordable"], edge["need"]["low"], edge["need"]["shortfall"]) == ("no", 1_800_000, 600_000)


def test_a_recommendation_is_the_one_in_the_reading():
    assert json.loads(call("recommend", PHONE, "-f", "json").out) == json.loads(call("assess", PHONE, "-f", "json").out)["recommended"]


def test_without_goals_it_is_said_how_to_give_some():
    assert refused(call("recommend", FEDEX)) == [
        f"{FEDEX}: no goals are given; write `goals:` with the most important first, such as [win-share]"
    ]


# plan


@pytest.mark.parametrize("profile", [FEDEX, PHONE])
def test_taking_every_step_of_a_plan_brings_said_and_done_together(profile):
    plan = call("plan", profile, "-f", "json").out
    change = json.loads(call("whatif", profile, *steps_of(plan), "-f", "json").out)

    assert change["verdict"] == ["mismatch", "aligned"]
    assert change["strategy"][1] == "competitive-edge"
    assert not [finding for finding in change["findings"] if finding["after"] == "critical"]


def test_a_plan_to_another_purpose_holds_once_that_is_declared():
    plan = call("plan", PHONE, "--to", "streamline-delivery", "-f", "json").out
    change = json.loads(call("whatif", PHONE, "--set", "declared.strategy=streamline-delivery", *steps_of(plan), "-f", "json").out)

    assert change["verdict"] == ["mismatch", "aligned"]


def test_every_purpose_gets_its_plan_in_the_order_of_the_menu(catalogue):
    plans = json.loads(call("plan", PHONE, "--to", "all", "-f", "json").out)

    assert [plan["target"] for plan in plans] == list(catalogue.strategies)
    assert all(plan["steps"] for plan in plans if plan["outcome"] == "steps")
    assert all(plan["why"] for plan in plans)


def test_what_is_kept_does_not_move():
    free, kept = (call("plan", PHONE, "--to", "streamline-delivery", *keep, "-f", "json").out for keep in ((), ("--keep", "promise-level")))

    assert "promise-level" in {step["question"] for step in json.loads(free)["steps"]}
    assert "promise-level" not in {step["question"] for step in json.loads(kept)["steps"]}
    assert json.loads(kept)["effort"] >= json.loads(free)["effort"]


def test_too_little_effort_is_an_answer_and_no_error():
    shown = call("plan", PHONE, "--budget", "3")

    assert (shown.code, shown.err) == (0, "")
    assert "There is no way to “A competitive edge” under these conditions." in shown.out
    assert "the limit is 3. Raise the limit or choose another purpose." in " ".join(shown.out.split())


def test_where_nothing_is_declared_a_purpose_has_to_be_named():
    assert refused(call("plan", LOGITECH)) == [f"{LOGITECH}: no strategy is declared; say which one you want with --to STRATEGY"]
    assert call("plan", LOGITECH, "--to", "because-you-can").code == 0


@pytest.mark.parametrize("args", [("plan", PHONE), ("plan", "--to", "all", "-f", "json", PHONE), ("assess", "--plan", PHONE)], ids=" ".join)
def test_without_the_solver_it_is_said_what_to_install(args):
    (line,) = refused(finished([sys.executable, "-c", WITHOUT_SOLVER, *args]))

    assert "pip install" in line
    assert "pip install highspy" in line


@pytest.mark.parametrize("args", [("recommend", PHONE), ("whatif", *SET, PHONE), ("assess", PHONE), ("fund", PHONE)], ids=" ".join)
def test_nothing_else_needs_the_solver(args):
    assert finished([sys.executable, "-c", WITHOUT_SOLVER, *args]) == run(*args)


# whatif


def test_an_answer_that_stays_the_same_changes_nothing():
    change = json.loads(call("whatif", "--set", "beyond-rivals=level", PHONE, "-f", "json").out)

    assert (change["answers"], change["points"], change["findings"]) == ([], [], [])
    assert change["verdict"][0] == change["verdict"][1]


def test_a_finding_that_its_answer_made_closes_with_it():
    change = json.loads(call("whatif", "--set", "delivery-vs-promise=kept", PHONE, "-f", "json").out)

    assert change["answers"] == [{"question": "delivery-vs-promise", "before": "often-broken", "after": "kept"}]
    assert [(finding["code"], finding["kind"]) for finding in change["findings"]] == [("M101", "closed")]


def test_money_and_goals_can_be_tried_too():
    change = json.loads(call("whatif", "--set", "budget.service_spend=2.4m", PHONE, "-f", "json").out)

    assert change["recommended"] == ["treat-people-differently", "competitive-edge"]


# Slips


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (
            ("plan", "--to", "streamlined-delivery"),
            "--to: there is no strategy `streamlined-delivery`; did you mean `streamline-delivery`?",
        ),
        (("plan", "--keep", "promise-leval"), "--keep: there is no dimension `promise-leval`; did you mean `promise-level`?"),
        (("whatif", "--set", "human-reech=short-menu"), "human-reech: there is no such question; did you mean `human-reach`?"),
        (("whatif", "--set", "human-reach=short"), "human-reach: `short` is no option of `human-reach`; did you mean `short-menu`?"),
        (
            ("whatif", "--set", "declared.strategy=streamline"),
            "declared.strategy: `streamline` is no strategy; did you mean `streamline-delivery`?",
        ),
        (("whatif", "--set", "human-reach"), "--set: `human-reach` is no answer to a question; write it as human-reach=short-menu"),
        (("whatif", "--set", "human-reach="), "--set: `human-reach=` is no answer to a question; write it as human-reach=short-menu"),
        (("whatif", "--set", "=kept"), "--set: `=kept` is no answer to a question; write it as human-reach=short-menu"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_slip_is_told_with_what_was_meant(args, said):
    assert refused(call(*args, PHONE)) == [said]


def test_every_slip_is_told_at_once():
    sets = ("--set", "human-reech=x", "--set", "human-reach=short", "--set", "company.as_of=soon")
    assert [line.split(":")[0] for line in refused(call("whatif", *sets, PHONE))] == ["company.as_of", "human-reach", "human-reech"]
    assert len(refused(call("plan", "--keep", "one", "--keep", "two", PHONE))) == 2


def test_whatif_wants_something_to_try():
    ended = run("whatif", PHONE)

    assert (ended.code, ended.out) == (2, "")
    assert "Missing option '--set'" in ended.err


@pytest.mark.parametrize("budget", ["-1", "lots"])
def test_an_effort_that_is_none_is_refused(budget):
    ended = run("plan", "--budget", budget, PHONE)

    assert (ended.code, ended.out) == (2, "")
    assert "--budget" in ended.err


@pytest.mark.parametrize("args", EVERY_COMMAND, ids=" ".join)
def test_several_profiles_in_one_file_are_refused(args, tmp_path):
    file = typed(tmp_path, "company: {name: North}\n---\nstrategist: 1\ncompany: {name: South}\n")

    assert refused(call(*args, file)) == [f"{file}: the file holds 2 profiles; put each into a file of its own"]


@pytest.mark.parametrize("args", EVERY_COMMAND, ids=" ".join)
def test_a_broken_profile_tells_all_its_mistakes(args, tmp_path):
    file = typed(tmp_path, "goals: [win-shere]\nplan: {keep: [dialog], effort: {tiering: 0}, efort: {}}\n")
    lines = refused(call(*args, file))

    assert [line.partition("; ")[2] for line in lines] == [
        "did you mean `win-share`?",
        "did you mean `dialogue`?",
        "write a number above 0, up to 100",
        "did you mean `effort`?",
    ]
