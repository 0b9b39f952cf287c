"""`strategist fund`, as somebody types it."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from textwrap import dedent

import pytest
from rich.cells import cell_len
from strategist import channels, funding, staffing

from program import ROOT, Outcome, call, run

DATA = "tests/data/funding"
RING, RINGWELL = f"{DATA}/one-ring.yaml", f"{DATA}/ringwell.yaml"
TELEPHONE = ("--channel", "telephone, weekdays 9-17")


@pytest.fixture
def typed(tmp_path: Path):
    """Run `fund` on a profile that is typed here, without its format line."""

    def run_on(text: str, *options: str) -> Outcome:
        file = tmp_path / "mine.yaml"
        file.write_text("strategist: 1\n" + dedent(text), encoding="utf-8")
        done = call("fund", file, *options)
        return Outcome(done.code, done.out, done.err.replace(str(file), "mine.yaml"))

    return run_on


def flat(text: str) -> str:
    """Give text without its line breaks, as it is read."""
    return " ".join(text.split())


# The two stories


def test_one_ring_and_81_seconds_stand_in_one_table():
    shown = run("fund", RING)

    assert (shown.code, shown.err) == (0, "")
    rows = {line.split()[0]: line.split() for line in shown.out.splitlines() if line[:8].strip().isdecimal()}
    assert rows["24"] == "24 34.7 5.8 s 91 % 2.4 s 95 % 1.3 % 1.78m promise".split()
    assert rows["20"] == "20 28.9 81 s 47 % 11 s 77 % 5.9 % 1.49m today, money".split()
    assert rows["18"][2:4] == ["no", "end"]
    said = flat(shown.out)
    assert "24 at work at once, so 35 on the payroll for every such hour." in said
    assert "People who leave make the wait look short: with 20 at work it is 11 s instead of 81 s, because 5.9 % give up." in said


def test_a_new_user_sees_that_promise_and_money_do_not_meet(typed):
    """A made-up telephone company of 300 calls an hour; its owner knows the calls, the staff and the money, and no more."""
    shown = typed("""
        company: {name: Ringwell Telephone}
        budget:
          currency: GBP
          service_spend: 1.1m
          cost_of_a_head: 38k
          channels:
            - channel: telephone
              hours_a_week: 40
              contacts_an_hour: 300
              minutes: 220 s
              agents: 20
              within: 20 s
              share: 80
        """)

    said = flat(shown.out)
    assert (shown.code, shown.err) == (0, "")
    assert (
        "TOO LITTLE The promise needs 33.3 full-time posts, 1.26m GBP a year. The 1.1m GBP spent on service is 162k GBP too little." in said
    )
    assert "the usual 30 % is taken. budget.shrinkage would tell." in said
    assert "today 20 at work: 81 s on average, 47 % in time. They could promise 80 % within 2 min 28 s." in said
    assert "money buys 20 at work, as today." in said
    assert "How long people wait before they leave is not known. It would tell how many hang up, and what that does to the wait." in said
    assert "some leave " not in shown.out.split("How it is reckoned")[0]


def test_the_same_user_then_asks_what_if(typed):
    profile = """
        budget:
          currency: GBP
          service_spend: 1.1m
          cost_of_a_head: 38k
          channels: [{channel: telephone, hours_a_week: 40, contacts_an_hour: 300, minutes: 220 s, agents: 20, within: 20 s, share: 80}]
        """

    assert "ENOUGH" in typed(profile, "--promise", "answer within 3 min in 80 %").out
    assert "18 at work. More comes in than they can work off, so the queue grows without end. It takes at least 19." in flat(
        typed(profile, "--agents", "18").out
    )
    assert "if some leave" in typed(profile, "--patience", "3min").out
    assert "The promise needs 23.3 full-time posts" in typed(profile, "--shrinkage", "0 %").out


# Channels and parts of the week


def test_several_channels_are_shown_at_a_glance_and_then_one_by_one():
    shown = run("fund", RINGWELL).out

    glance = shown.split("At work at once\n")[1].split("\n\n")[0].splitlines()
    assert [line.split() for line in glance[1:]] == [
        "telephone, weekdays 9-17 18 17 23 33.3 1.26m".split(),
        "telephone, evenings 4 5 6 4.4 165k".split(),
        "email 5 5 5 7.3 274k".split(),
    ]
    assert "By the calendar, 24 h hold 5 h 43 min of work on average; if that is meant, the same number keeps it." in flat(shown)
    assert "money buys all 5 that the promise needs." in flat(shown)


def test_an_option_changes_the_channel_that_is_named_and_no_other():
    before, after = (json.loads(call("fund", RINGWELL, "--format", "json", *more).out) for more in ([], [*TELEPHONE, "--agents", "23"]))

    assert after["channels"][0]["today"] == before["channels"][0]["needed"]
    assert after["channels"][1:] == before["channels"][1:]


def test_a_promise_may_be_meant_for_all_parts_of_a_channel():
    found = json.loads(call("fund", RINGWELL, "-f", "json", "--channel", "Telephone", "--promise", "90 %").out)

    assert [channel["given"]["share"] for channel in found["channels"]] == [0.9, 0.9, 0.95]
    assert [round(60 * channel["given"]["within"]) for channel in found["channels"]] == [20, 20, 86_400]


def test_a_channel_without_a_promise_is_asked_for_one(typed):
    profile = "budget: {heads: 3, channels: [{channel: email, hours_a_week: 40, contacts_an_hour: 9, minutes: 9}]}"

    assert "CANNOT SAY What is promised is not said for email: `within` and `share` in budget.channels would tell." in flat(
        typed(profile).out
    )
    assert "email no promise" in flat(typed(profile).out)
    assert "95 % answered within 4 h" in typed(profile, "--promise", "within 4 h in 95 %").out
    assert typed(profile, "--promise", "within 4 h").err == (
        "--promise: the promise `within 4 h` says no share, and `email` has none in the profile; add one, such as “in 80 %”\n"
    )


def test_a_promise_at_all_hours_takes_more_than_two(typed):
    shown = typed(
        "budget: {heads: 2, channels: [{channel: phone, hours_a_week: 168, contacts_an_hour: 1, minutes: 8, within: 2 min, share: 80}]}"
    )

    assert "Round the clock (phone), one seat alone takes at least 5 posts, and there are 2." in flat(shown.out)


def test_contacts_and_minutes_alone_give_a_rough_estimate(typed):
    shown = typed("budget: {contacts_a_year: 60k, minutes_a_contact: 9, heads: 6}")

    assert "By a rough estimate, before any promise, the contacts need 7.4 full-time posts. There are 6 posts, 1.4 too few." in flat(
        shown.out
    )
    assert "List the channels in budget.channels to see what a promise costs." in flat(shown.out)


# Refusals


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (
            ("--promise", "80/20"),
            "--promise: the profile has several channels (telephone, email); say which one is meant, as in --channel telephone",
        ),
        (
            ("--patience", "3 min"),
            "--patience: the profile has several channels (telephone, email); say which one is meant, as in --channel telephone",
        ),
        (
            ("--agents", "5", "--channel", "telephone"),
            '--agents: `telephone` has 2 parts of the week; say which one is meant, as in --channel "telephone, weekdays 9-17"',
        ),
        (("--channel", "emial"), "--channel: the profile has no channel `emial`; did you mean `email`?"),
        (
            (*TELEPHONE, "--agents", "0"),
            "--agents: with nobody at work nobody is ever answered; write 1 or more, or leave it out if it is not known",
        ),
        ((*TELEPHONE, "--agents", "many"), "--agents: `many` is no number of people; write one such as 24"),
        ((*TELEPHONE, "--agents", "2.5"), "--agents: `2.5` is no whole number of people; write how many are at work at once, such as 24"),
        (
            (*TELEPHONE, "--patience", "0 s"),
            (
                "--patience: whoever has no patience hangs up before anybody can answer; "
                "write the mean time until people hang up, such as 3 min, or leave it out if it is not known"
            ),
        ),
        ((*TELEPHONE, "--patience", "3"), "--patience: `3` is no time with a unit; write one such as 3 min"),
        (
            (*TELEPHONE, "--promise", "reply within one working day"),
            (
                "--promise: the promise `reply within one working day` is not understood (`one`, `working` and `day`); "
                "write one time and one share, such as “answer within 20 s in 80 %”, with a working day in hours, such as 8 h"
            ),
        ),
        (
            (*TELEPHONE, "--promise", "everybody in 20 s"),
            (
                "--promise: no staff, however large, can promise this to all, since contacts come by chance; "
                "write a percentage below 100, such as 95"
            ),
        ),
        (("--shrinkage", "95"), "--shrinkage: `95` is no share of paid time; write a percentage from 0 to 90, such as 30"),
        (("--shrinkage", "some"), "--shrinkage: `some` is no share of paid time; write a percentage from 0 to 90, such as 30"),
    ],
)
def test_an_option_that_cannot_be_is_explained_in_one_line(options, said):
    done = call("fund", RINGWELL, *options)

    assert (done.code, done.out, done.err) == (2, "", said + "\n")


LIST_THEM = (
    "write under `budget:` a line such as `channels: [{channel: telephone, hours_a_week: 40, contacts_an_hour: 300, minutes: 220 s, "
    "within: 20 s, share: 80}]`"
)


def test_a_profile_without_contacts_is_told_what_to_add(typed):
    assert typed("budget: {heads: 3}").err == f"mine.yaml: nothing in the profile says how many contacts come; {LIST_THEM}\n"
    assert typed("budget: {contacts_a_year: 9, minutes_a_contact: 9}", "--promise", "80/20").err == (
        f"--promise: the profile lists no channels; {LIST_THEM}\n"
    )


def test_the_line_that_is_suggested_can_be_typed(typed):
    line = LIST_THEM.split("`")[3]

    assert typed(f"budget:\n  {line}\n").code == 0


@pytest.mark.parametrize(
    ("budget", "said"),
    [
        ("service_spend: -2m", "mine.yaml:2:25: `-2m` is below 0; write 0 or more, such as 420k"),
        ("heads: -3", "mine.yaml:2:17: `-3` is below 0; write 0 or more, such as 9"),
        ("shrinkage: 100 %", "mine.yaml:2:21: `100 %` is above 90; write 90 or less, such as 30"),
        (
            "currency: EUR, cost_of_a_head: USD 38k",
            "mine.yaml:2:41: this amount is in USD, the profile speaks of EUR; write every amount in one currency",
        ),
    ],
)
def test_impossible_money_is_refused_before_anything_is_reckoned(budget, said, typed):
    done = typed(f"budget: {{{budget}}}\n")

    assert (done.code, done.out, done.err) == (2, "", said + "\n")


def test_a_file_of_several_profiles_is_refused(tmp_path):
    file = tmp_path / "two.yaml"
    file.write_text("strategist: 1\n---\nstrategist: 1\n", encoding="utf-8")

    done = call("fund", file)

    assert (done.code, done.out) == (2, "")
    assert "the file holds 2 profiles" in done.err


# What is written


def test_json_holds_the_same_figures_for_programs():
    found = json.loads(call("fund", RING, "--format", "json").out)

    assert found["carried"] == "no"
    assert found["cost_gap"] == pytest.approx(282_872, abs=1)
    (channel,) = found["channels"]
    assert (channel["needed"]["seats"], channel["today"]["seats"], channel["affordable"]["seats"]) == (24, 20, 20)
    assert channel["today"]["all_wait"]["wait"] * 60 == pytest.approx(81.1, abs=0.05)
    assert channel["curve"][0]["all_wait"] is None
    assert [staffed["seats"] for staffed in channel["curve"]] == list(range(18, 27))


def test_a_file_gets_the_same_bytes_as_the_screen(tmp_path):
    done = run("fund", RINGWELL, "-o", tmp_path / "costs.txt")

    assert (done.code, done.out) == (0, "")
    assert (tmp_path / "costs.txt").read_text(encoding="utf-8") == run("fund", RINGWELL).out


@pytest.mark.parametrize("columns", [40, 60, 80, 110])
def test_no_line_is_wider_than_the_sheet_and_nothing_is_cut_off(columns):
    shown, wide = (call("fund", RINGWELL, env={"COLUMNS": str(width)}).out for width in (columns, 110))

    assert max(map(cell_len, shown.splitlines())) <= columns
    sentences = [sentence for sentence in flat(wide.split("How it is reckoned")[1]).split(". ") if sentence]
    assert all(sentence in flat(shown) for sentence in sentences)
    assert all(f" {mark}" in shown for mark in ("promise", "today", "money"))


def test_a_pipe_gets_no_control_character():
    assert not {character for character in run("fund", RINGWELL).out if unicodedata.category(character) == "Cc"} - {"\n"}


def test_a_name_that_could_steer_a_terminal_is_made_harmless(typed):
    shown = typed(
        r'budget: {channels: [{channel: "tele\e[31mphone", hours_a_week: 40, contacts_an_hour: 9, minutes: 9, within: 1 h, share: 80}]}'
    ).out

    assert "tele�[31mphone" in shown
    assert "\x1b" not in shown


# The page


PAGE = (ROOT / "docs" / "fund.md").read_text(encoding="utf-8")


def examples() -> list[tuple[str, str]]:
    """Give each command on the page with the output shown below it."""
    blocks = re.findall(r"^```console\n\$ (.*)\n((?:.*\n)*?)```$", PAGE, flags=re.MULTILINE)
    assert len(blocks) == 3
    return blocks


@pytest.mark.parametrize(("command", "shown"), examples(), ids=[command for command, _ in examples()])
def test_an_example_on_the_page_prints_what_it_says(command, shown):
    """A line of three dots stands for any lines."""
    program, *arguments = command.split()
    done = call(*arguments)

    assert program == "strategist"
    pattern = "".join("(?:.*\n)*?" if line == "..." else re.escape(line) + "\n" for line in shown.splitlines())
    assert re.fullmatch(pattern, done.out + done.err), done.out + done.err


def test_the_figures_on_the_page_are_those_of_the_program():
    assert f"at work {staffing.HOURS_A_MONTH:g} hours a month" in flat(PAGE)
    assert f"52 ÷ 12 ÷ {staffing.HOURS_A_MONTH:g}" in PAGE
    assert f"{staffing.HOURS_A_MONTH:g} × {funding.BUSY:g}" in PAGE
    assert f"paid for about {staffing.HOURS_A_MONTH / (1 - staffing.USUAL_SHRINKAGE):.0f} hours" in flat(PAGE)
    assert f"up to {channels.MOST_AT_WORK:,} people" in flat(PAGE)
    assert all(f"`{option}" in PAGE for option in ("--promise", "--agents", "--patience", "--channel", "--shrinkage", "--format"))
