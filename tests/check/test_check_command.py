"""`strategist check` as its user meets it: what it prints, where it writes, and how it ends."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from stored import BROKEN_PROMISE, HARBOUR, ROOT, SLOWER, TODAY, changed, committed, store, waived

sys.path.insert(0, str(ROOT / "tests" / "cli"))

from program import COMMAND, Outcome, call, finished, run

BOTH = changed(BROKEN_PROMISE, SLOWER)
WAIVER = "rule: M101, reason: The new depot opens in March, owner: Ann Lee, until: 2027-03-31"


@pytest.fixture
def place(tmp_path):
    """A repository with one profile in order and one with two findings."""
    store(tmp_path / "profiles", harbour=HARBOUR, ash=changed(text=BOTH, name="Ash Tools"))
    return committed(tmp_path)


def check(folder: Path, *args: str, stdin: str = "", **environment: str) -> Outcome:
    return call("check", *args, "--today", TODAY, stdin=stdin, env=environment, cwd=folder)


def test_a_finding_is_a_line_with_its_place_its_code_and_what_caused_it(place):
    ended = check(place, "profiles")

    assert (ended.code, ended.err) == (1, "")
    slower, broken, summary = ended.out.splitlines()
    assert slower == (
        "profiles/ash.yaml:10:19: critical M301 The edge is no faster than rivals "
        "(Speed against rivals: Noticeably longer: 1.15 to 2 times the rivals' wait)"
    )
    assert broken.startswith(
        "profiles/ash.yaml:14:24: critical M101 What was promised is not what customers get (Delivery against promise: "
    )
    assert summary == "2 findings in 2 profiles: 2 critical."


def test_without_a_path_the_current_folder_is_checked(place):
    assert check(place).out == check(place, ".").out == check(place, "profiles").out


def test_nothing_found_is_said_in_a_line(place):
    ended = check(place, "profiles/harbour.yaml")

    assert (ended.code, ended.out) == (0, "No findings in 1 profile.\n")


def test_in_full_a_finding_shows_the_line_it_speaks_of(place):
    ended = check(place, "profiles", "--format", "full", "--select", "M101")

    assert ended.out.splitlines()[:3] == [
        "profiles/ash.yaml:14:24: critical What was promised is not what customers get  M101 promise-broken",
        "  14 |   delivery-vs-promise: often-broken",
        "     |                        ^^^^^^^^^^^^",
    ]
    assert "  to do   " in ended.out


def test_in_full_a_line_that_could_steer_a_terminal_is_made_harmless(place):
    evil = changed((BROKEN_PROMISE[0], "delivery-vs-promise: often-broken # \u202e"), name="Evil")
    store(place / "profiles", evil=evil)

    ended = check(place, "profiles/evil.yaml", "--format", "full")

    assert "\u202e" not in ended.out
    assert "often-broken # \ufffd" in ended.out


def test_in_full_lines_are_at_most_80_letters_wide(place):
    assert max(map(len, check(place, "profiles", "--format", "full", "--select", "M301").out.splitlines()[1:])) <= 80


def test_a_screen_without_typography_gets_plain_signs(place):
    store(place / "profiles", ash=changed(("relative-speed: under-half", "relative-speed: no"), name="Ash “Tools”"))
    shown = call("check", "profiles", "--today", TODAY, cwd=place, encoding="ascii")

    assert shown.code == 2
    assert shown.out.isascii()


def test_statistics_count_by_rule(place):
    assert check(place, "profiles", "--statistics", "--quiet").out.splitlines() == [
        "     1  M101  promise-broken: What was promised is not what customers get",
        "     1  M301  edge-slower-than-rivals: The edge is no faster than rivals",
    ]


def test_quiet_leaves_the_summary_out(place):
    assert check(place, "profiles/harbour.yaml", "--quiet").out == ""
    assert len(check(place, "profiles", "-q").out.splitlines()) == 2


def test_what_is_accepted_is_counted_apart(place):
    store(place / "profiles", ash=waived(changed(text=BOTH, name="Ash Tools"), WAIVER))

    assert check(place, "profiles").out.splitlines()[-1] == "1 finding in 2 profiles: 1 critical. Besides, 1 waived."


def test_an_ended_waiver_is_told_beside_the_finding_that_returns(place):
    store(place / "profiles", ash=waived(changed(text=BOTH, name="Ash Tools"), WAIVER))

    ended = call("check", "profiles", "--today", "2027-04-01", cwd=place)

    assert ended.code == 1
    assert "[The waiver of Ann Lee ended on 2027-03-31.]" in ended.out


def test_an_audit_lists_every_waiver(place):
    store(place / "profiles", ash=waived(changed(text=BOTH, name="Ash Tools"), WAIVER, "rule: M301"))

    ended = check(place, "profiles", "--audit-waivers")

    assert ended.out.splitlines() == [
        "profiles/ash.yaml:18:5: holds, 1 finding; M101 in Ash Tools; Ann Lee, until 2027-03-31: The new depot opens in March",
        "profiles/ash.yaml:19:5: malformed, 1 finding; M301 in Ash Tools; nobody, until no day: no reason",
        "2 waivers in 2 profiles: 1 holds and 1 malformed.",
    ]


def test_several_formats_are_written_in_one_run(place):
    ended = check(place, "profiles", "--output", "json:out.json", "--output", "sarif:out.sarif", "--output", "text:out.txt")

    found = json.loads((place / "out.json").read_text("utf-8"))
    assert (place / "out.txt").read_text("utf-8") == ended.out
    assert json.loads((place / "out.sarif").read_text("utf-8"))["version"] == "2.1.0"
    assert [one["code"] for one in found["found"]] == ["M301", "M101"]
    assert (found["exit_code"], found["summary"]["critical"], found["threshold"], found["today"]) == (1, 2, "major", TODAY)
    assert {rule["code"] for rule in found["rules"]} >= {"M101", "P001", "H101", "W101", "B101", "D101"}


def test_json_on_the_screen_is_json_alone(place):
    ended = check(place, "profiles", "--format", "json")

    assert json.loads(ended.out)["exit_code"] == ended.code == 1
    assert ended.err == ""


def test_standard_input_is_checked_under_the_name_it_is_given(place):
    ended = check(place, "-", "--stdin-filename", "profiles/new.yaml", stdin=BOTH)

    assert ended.code == 1
    assert ended.out.startswith("profiles/new.yaml:10:19: critical M301")
    assert check(place, "-", stdin=BOTH).out.startswith("<stdin>:10:19: ")


def test_standard_input_has_the_settings_of_the_file_it_is_named_after(place):
    (place / "strategist.toml").write_text('[per-file."profiles/*"]\nignore = ["M"]\n')

    assert check(place, "-", "--stdin-filename", "profiles/new.yaml", stdin=BOTH).code == 0
    assert check(place, "-", "--stdin-filename", "new.yaml", stdin=BOTH).code == 1


@pytest.mark.parametrize("content", ["", "\n", "a: 1\n", "\ttabs"])
def test_standard_input_without_a_profile_fails(place, content):
    assert check(place, "-", stdin=content).code == 2


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["--fail-on", "huge"], "--fail-on: `huge` is no value for `--fail-on`; write one of critical, major, minor, never"),
        (["--select", "M999"], "--select: there is no rule `M999`; see `docs/check.md` for codes"),
        (["--ignore", "promise-brocken,M1"], "--ignore: there is no rule `promise-brocken`; did you mean `promise-broken`?"),
        (["--today", "yesterday"], "--today: `yesterday` is no day; write it as 2026-03-31"),
        (["--today", "2026-02-30"], "--today: `2026-02-30` is no day; write it as 2026-03-31"),
        (["--format", "sarf"], "--format: there is no format `sarf`; did you mean `sarif`?"),
        (["--output", "sarf:x"], "--output: there is no format `sarf`; did you mean `sarif`?"),
        (["--output", "json:profiles"], "profiles: this is a folder; name a file inside it"),
        (["--output", "json:nowhere/x"], "nowhere/x: its folder does not exist; make the folder first"),
        (["--output", "json:x", "--output", "sarif:./x"], "./x: two outputs go to this file; give each a file of its own"),
        (
            ["--output", "json:profiles/ash.yaml"],
            "profiles/ash.yaml: this may be a profile, and would be written over; choose another ending",
        ),
        (["--stdin-filename", "x.yaml"], "--stdin-filename: standard input is not among the paths; add - to them"),
        (["--min-coverage", "200"], "--min-coverage: `200` is no value for `--min-coverage`; write a whole number from 0 to 100"),
        (
            ["--since", "nowhere"],
            "--since: there is no revision `nowhere` here; name a commit, branch or tag; a shallow clone has to fetch it first",
        ),
        (["--baseline", "none.json"], "none.json: there is no such baseline; check the path, or make one with --update-baseline"),
    ],
)
def test_an_option_that_cannot_be_used_is_told_and_nothing_is_checked(place, args, told):
    ended = call("check", "profiles", *args, cwd=place)

    assert (ended.code, ended.out, ended.err) == (2, "", told + "\n")


def test_a_baseline_is_made_and_then_bears_what_it_holds(place):
    assert check(place, "profiles", "--baseline", "b.json", "--update-baseline").code == 0

    ended = check(place, "profiles", "--baseline", "b.json")

    assert (ended.code, ended.out) == (0, "No findings in 2 profiles. Besides, 2 in the baseline.\n")


def test_drift_since_a_revision_is_told(place):
    store(place / "profiles", harbour=changed(SLOWER))

    ended = check(place, "profiles/harbour.yaml", "--since", "HEAD", "--select", "D101")

    assert ended.out.splitlines()[0] == (
        "profiles/harbour.yaml:10:19: major D101 A practice slid away from the declared purpose (Speed against rivals at HEAD: Less than "
        "half as long as at rivals; Speed against rivals: Noticeably longer: 1.15 to 2 times the rivals' wait)"
    )


def test_a_piped_run_is_plain_and_a_closed_pipe_is_no_error(place):
    assert "\x1b" not in run("check", "profiles", "--today", TODAY, cwd=place).out

    shown = finished(["sh", "-c", f"{COMMAND} check tests/casebook --format json | head -c 10"], cwd=ROOT)
    assert (shown.code, len(shown.out), shown.err) == (0, 10, "")


def test_the_same_run_gives_the_same_bytes(place):
    first, second = (run("check", "profiles", "-f", "json", "--today", TODAY, cwd=place, env={"PYTHONHASHSEED": seed}) for seed in "17")

    assert first == second


def test_the_settings_in_force_are_shown_with_where_they_were_said(place):
    (place / "strategist.toml").write_text('fail-on = "minor"\n[per-file."profiles/a*"]\nmin-coverage = 80\n')

    shown = json.loads(call("config", "profiles/ash.yaml", "--format", "json", cwd=place).out)

    assert shown["file"] == str(place / "strategist.toml")
    assert (shown["settings"]["fail-on"]["value"], shown["settings"]["fail-on"]["from"]) == ("minor", f"{place}/strategist.toml:1:1")
    assert (shown["settings"]["min-coverage"]["value"], shown["settings"]["min-coverage"]["from"]) == (
        80,
        f"per-file in {place}/strategist.toml",
    )
    assert shown["settings"]["ignore"]["from"] == "default"
    assert "fail-on = minor" in call("config", cwd=place).out


def test_every_code_can_be_explained():
    for code in ("P001", "H101", "waiver-unused", "B101", "D101"):
        assert call("explain", code).code == 0
