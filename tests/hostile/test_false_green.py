"""A wrong green is impossible: one test for each way in which other checkers have passed what they should have failed."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from stored import BROKEN_PROMISE, HARBOUR, SLOWER, TODAY, changed, checked, codes, committed, store, waived
from strategist.catalogue import shipped
from strategist.check.planning import Request
from strategist.check.run import run
from strategist.errors import InvalidInputError

from program import COMMAND, call, finished

BAD = changed(BROKEN_PROMISE)
WAIVER = "rule: M101, reason: The new depot opens in March, owner: Ann Lee"
OLD = 1_700_000_000


def check(folder: Path, *args: str, stdin: str = ""):
    return call("check", *args, "--today", TODAY, "--no-cache", stdin=stdin, cwd=folder)


# What goes in.


def test_a_second_document_is_checked_as_the_first(tmp_path):
    """A tool that reads one document of a file passes the others."""
    store(tmp_path, two=f"{HARBOUR}---\n{BAD.replace('Harbour', 'Ash')}")

    assert (check(tmp_path, ".").code, codes(checked(tmp_path))) == (1, ["M101"])


def test_an_empty_document_among_profiles_fails(tmp_path):
    store(tmp_path, two=f"{HARBOUR}---\n")

    assert check(tmp_path, ".").code == 2


def test_a_document_after_the_first_that_is_broken_fails_the_file(tmp_path):
    store(tmp_path, two=f"{HARBOUR}---\npractice: [\n")

    assert check(tmp_path, ".").code == 2


def test_a_file_that_cannot_be_parsed_is_no_warning(tmp_path):
    """A tool that skips such files with a warning passes them."""
    store(tmp_path, fine=HARBOUR, broken=HARBOUR.replace("Harbour", "Ash") + "goals: [\n")

    for threshold in ("critical", "major", "minor", "never"):
        assert check(tmp_path, ".", "--fail-on", threshold).code == 2


def test_a_file_that_cannot_be_parsed_fails_whatever_is_selected_ignored_or_set_for_it(tmp_path):
    store(tmp_path, broken=HARBOUR + "goals: [\n")
    (tmp_path / "strategist.toml").write_text('ignore = ["all"]\nfail-on = "never"\n[per-file."*"]\nignore = ["P"]\n')

    assert check(tmp_path, ".", "--select", "M1", "--ignore", "all", "--ignore", "P").code == 2


def test_a_profile_with_a_slip_in_its_shape_is_no_profile_that_is_fine(tmp_path):
    store(tmp_path, slip=HARBOUR.replace("practice:", "practise:"))

    assert check(tmp_path, ".").code == 2


def test_a_key_that_stands_twice_does_not_hide_the_first(tmp_path):
    """Most readers take the last and say nothing."""
    store(tmp_path, twice=BAD + "  delivery-vs-promise: kept\n")

    assert check(tmp_path, ".").code == 2


def test_words_that_yaml_once_took_for_truth_are_not_guessed_at(tmp_path):
    store(tmp_path, norway=HARBOUR.replace("delivery-vs-promise: kept", "delivery-vs-promise: no"))

    assert check(tmp_path, ".").code == 2


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1"])
def test_another_encoding_is_never_other_yaml(tmp_path, encoding):
    (tmp_path / "wide.yaml").write_bytes(BAD.replace("Harbour", "Hafenstraße").encode(encoding))

    assert check(tmp_path, ".").code == 2


@pytest.mark.parametrize(
    "disguised",
    [
        "\ufeff" + BAD,
        "--- \n" + BAD,
        "%YAML 1.2\n---\n" + BAD,
        BAD.replace("\n", "\r\n"),
        BAD.replace("\n", "\r"),
        BAD.replace("strategist: 1", '"strat\\u0065gist": 1'),
        BAD.replace("strategist: 1", "'strategist' : 1"),
        BAD.replace("strategist: 1", "? strategist\n: 1"),
        BAD.replace("strategist: 1", "!!str strategist: 1"),
        BAD.replace("strategist: 1", "&a strategist: 1"),
        BAD.replace("strategist: 1\n", ""),
        BAD.replace("strategist: 1", "stratgist: 1").replace("\n", "\n ").replace("stratgist", " stratgist"),
        BAD.replace("strategist: 1", "stratgist: 1").replace("\n", "\r"),
        '{"strategist": 1, "declared": {"strategy": "x"}}',
        '{"\\u0073trategist": 1, "declared": {"strategy": "x"}}',
        "other: 1\n---\n" + BAD,
    ],
    ids=lambda text: repr(text[:24]),
)
def test_a_profile_however_written_is_not_taken_for_other_yaml(tmp_path, disguised):
    store(tmp_path, fine=HARBOUR.replace("Harbour", "Ash"))
    (tmp_path / "odd.yaml").write_bytes(disguised.encode())

    assert check(tmp_path, ".").code in {1, 2}


# What is looked at.


@pytest.mark.parametrize("args", [["."], ["*.yaml"], ["none.yaml"], ["nowhere/"], ["profiles", "."], [""], ["-"]], ids=" ".join)
def test_nothing_to_check_is_no_clean_result(tmp_path, args):
    (tmp_path / "profiles").mkdir()

    ended = check(tmp_path, *args)

    assert ended.code == 2
    assert "P00" in ended.out


def test_a_folder_whose_files_were_all_left_out_is_no_clean_result(tmp_path):
    store(tmp_path / "profiles", bad=BAD)
    (tmp_path / ".gitignore").write_text("*\n")

    assert check(tmp_path, ".").code == 2
    assert check(tmp_path, "profiles").code == 2


def test_a_misspelt_folder_beside_a_right_one_fails(tmp_path):
    store(tmp_path / "profiles", fine=HARBOUR)

    assert check(tmp_path, "profiles", "profile").code == 2


def test_a_linked_folder_that_is_not_entered_is_told(tmp_path):
    store(tmp_path / "profiles", fine=HARBOUR)
    store(tmp_path / "elsewhere", bad=BAD.replace("Harbour", "Ash"))
    (tmp_path / "profiles" / "linked").symlink_to(tmp_path / "elsewhere")

    assert "1 linked folder not entered" in check(tmp_path, "profiles").out
    assert check(tmp_path, "profiles/linked").code == 1


def test_standard_input_that_is_empty_or_closed_fails(tmp_path):
    assert check(tmp_path, "-").code == 2
    assert finished(["sh", "-c", f"{COMMAND} check - <&-"], cwd=tmp_path).code == 2


# What decides.


@pytest.mark.parametrize(
    "toml",
    [
        "fail-on = major",
        'fail-on = "mayor"',
        'fial-on = "minor"',
        'mandatory = ["M999"]',
        'select = ["M1O1"]',
        'ignore = "M101',
        "min-coverage = 300",
        '[per-file]\n"*.yaml" = 3',
        '[tool.strategist]\nfail-on = "minor"',
        'baseline = "gone.json"',
        'waivers = "gone.yaml"',
        "\x00",
    ],
)
def test_a_configuration_that_is_broken_is_never_passed_over(tmp_path, toml):
    """A tool whose policy does not load has nothing to hold against anything."""
    store(tmp_path, fine=HARBOUR)
    (tmp_path / "strategist.toml").write_text(toml)

    ended = check(tmp_path, ".")

    assert (ended.code, ended.out) == (2, "")
    assert ended.err


@pytest.mark.parametrize("name", ["strategist.toml", "pyproject.toml"])
@pytest.mark.parametrize("shape", ["link", "folder", "bytes"])
def test_a_configuration_that_cannot_be_read_is_not_a_missing_one(tmp_path, name, shape):
    store(tmp_path, fine=HARBOUR)
    place = tmp_path / name
    if shape == "link":
        place.symlink_to("nowhere.toml")
    elif shape == "folder":
        place.mkdir()
    else:
        place.write_bytes(b"# strategist \xff")

    assert check(tmp_path, ".").code == 2


@pytest.mark.parametrize("option", ["--select=M999", "--ignore=M1O1", "--fail-on=none", "--today=soon", "--config=gone.toml", "--selct=M1"])
def test_an_option_that_says_nothing_is_told(tmp_path, option):
    store(tmp_path, bad=BAD)

    assert call("check", ".", option, cwd=tmp_path).code == 2


@pytest.mark.parametrize("content", ["", "{", "[]", "null", '{"format": 9, "borne": []}', '{"format": 1, "borne": [{}]}', '{"format": 1}'])
def test_a_baseline_that_is_broken_or_missing_bears_nothing(tmp_path, content):
    store(tmp_path, bad=BAD)
    (tmp_path / "b.json").write_text(content)

    assert check(tmp_path, ".", "--baseline", "b.json").code == 2
    assert check(tmp_path, ".", "--baseline", "gone.json").code == 2


def test_a_finding_that_was_mended_does_not_hide_a_new_one_elsewhere(tmp_path):
    """A baseline that knows only rules, or only lines, lets the new one pass."""
    store(tmp_path, harbour=BAD, ash=HARBOUR.replace("Harbour", "Ash"))
    baseline = str(tmp_path / "b.json")
    check(tmp_path, ".", "--baseline", baseline, "--update-baseline")

    store(tmp_path, harbour=HARBOUR, ash=BAD.replace("Harbour", "Ash"))

    assert check(tmp_path, ".", "--baseline", baseline).code == 1
    assert check(tmp_path, ".", "--baseline", baseline, "--update-baseline").code == 2


def test_a_second_finding_of_the_kind_that_is_borne_counts(tmp_path):
    store(tmp_path, harbour=BAD)
    baseline = str(tmp_path / "b.json")
    check(tmp_path, ".", "--baseline", baseline, "--update-baseline")

    store(tmp_path, second=BAD)

    assert check(tmp_path, ".", "--baseline", baseline).code == 1


@pytest.mark.parametrize(
    "waiver",
    [
        f"{WAIVER}, until: 2026-11-21",
        f"{WAIVER}, until: soon",
        f"{WAIVER}, until: 2026-02-30",
        f"{WAIVER}, until: 2099-01-01",
        f"{WAIVER}, until: 9999999-01-01",
        WAIVER,
        "rule: M101, owner: Ann Lee, until: 2026-12-31",
        "rule: M101, reason: TODO, owner: Ann Lee, until: 2026-12-31",
        "rule: M101, reason: x, owner: Ann Lee, until: 2026-12-31",
        "rule: M101, reason: The new depot opens in March, owner: TBD, until: 2026-12-31",
        f"{WAIVER}, until: 2026-12-31, paht: practice",
        f"{WAIVER}, until: 2026-12-31, path: practice.human-reach",
        WAIVER.replace("M101", "M1") + ", until: 2026-12-31",
        WAIVER.replace("M101", "all") + ", until: 2026-12-31",
    ],
)
def test_a_waiver_that_has_ended_or_is_not_complete_accepts_nothing(tmp_path, waiver):
    """In some tools an expired exception stays in force, and a malformed one for ever."""
    store(tmp_path, bad=waived(BAD, waiver))

    ended = check(tmp_path, ".")

    assert ended.code == 1
    assert "critical M101" in ended.out


def test_a_waiver_does_not_reach_another_profile_or_file(tmp_path):
    store(tmp_path, one=waived(BAD, f"{WAIVER}, until: 2026-12-31"), two=BAD.replace("Harbour", "Ash"), three=BAD)

    assert codes(checked(tmp_path)).count("M101") == 2


def test_what_is_mandatory_outlasts_every_way_around_it(tmp_path):
    store(tmp_path / "deep", bad=waived(BAD, f"{WAIVER}, until: 2026-12-31"))
    (tmp_path / "strategist.toml").write_text('mandatory = ["M101"]\n')
    (tmp_path / "deep" / "strategist.toml").write_text('ignore = ["all"]\nmandatory = []\n[per-file."*"]\nignore = ["M"]\n')

    assert check(tmp_path, ".", "--ignore", "all").code == 1
    assert check(tmp_path, ".", "--baseline", "b.json", "--update-baseline").code == 1


# What is kept.


def kept(folder: Path, cache: Path) -> int:
    return run(Request((str(folder),), TODAY, cache=str(cache)), shipped()).exit_code


def aged(path: Path) -> None:
    os.utime(path, (OLD, OLD))


def test_a_file_that_changed_without_changing_its_size_or_time_is_checked_again(tmp_path):
    home = store(tmp_path / "p", one=changed(("delivery-vs-promise: kept", "delivery-vs-promise: kept        ")))
    aged(home / "one.yaml")
    assert (kept(home, tmp_path / "cache"), kept(home, tmp_path / "cache")) == (0, 0)
    size = (home / "one.yaml").stat().st_size

    store(home, one=BAD)
    aged(home / "one.yaml")

    assert (home / "one.yaml").stat().st_size == size
    assert kept(home, tmp_path / "cache") == 1


def test_what_is_kept_for_one_file_is_not_taken_for_another(tmp_path):
    home = store(tmp_path / "p", fine=HARBOUR, bad=BAD.replace("Harbour", "Ash"))
    kept(home, tmp_path / "cache")
    (home / "fine.yaml").rename(home / "spare")
    (home / "bad.yaml").rename(home / "fine.yaml")
    (home / "spare").rename(home / "bad.yaml")

    assert kept(home, tmp_path / "cache") == 1


@pytest.mark.parametrize("damage", [b"", b"\0" * 64, b"cut", b"flip"])
def test_what_is_kept_and_damaged_makes_nothing_green(tmp_path, damage):
    home = store(tmp_path / "p", bad=BAD)
    kept(home, tmp_path / "cache")
    (file,) = (tmp_path / "cache").iterdir()
    whole = file.read_bytes()
    file.write_bytes({b"cut": whole[: len(whole) // 2], b"flip": whole[:-9] + bytes([whole[-9] ^ 1]) + whole[-8:]}.get(damage, damage))

    assert kept(home, tmp_path / "cache") == 1


def test_a_green_result_is_not_kept_for_other_settings(tmp_path):
    home = store(tmp_path / "p", bad=BAD)
    (home / "strategist.toml").write_text('ignore = ["M101"]\n')
    assert kept(home, tmp_path / "cache") == 0

    (home / "strategist.toml").write_text("")

    assert kept(home, tmp_path / "cache") == 1


# How it ends.


def test_a_bug_of_ours_is_loud(tmp_path, monkeypatch):
    def breaks(*_args: object, **_more: object) -> None:
        raise ZeroDivisionError("of our own making")

    store(tmp_path, fine=HARBOUR)
    monkeypatch.setattr("strategist.check.one._found", breaks)

    ended = check(tmp_path, ".")

    assert ended.code == 3
    assert "a bug of ours" in ended.err


@pytest.mark.skipif(os.name == "nt", reason="pipes of a shell")
@pytest.mark.parametrize("listener", ["true", "exec 0<&-; sleep 0.5", "head -c 1 >/dev/null"])
@pytest.mark.parametrize(("args", "code"), [(".", 1), (". --fail-on mayor", 2), (". --format full", 1), ("none.yaml", 2)])
def test_a_listener_that_has_left_does_not_change_the_exit_code(tmp_path, listener, args, code):
    store(tmp_path, **{f"bad-{number}": BAD.replace("Harbour", f"H{number}") for number in range(5)})

    ended = finished(["bash", "-c", f"{COMMAND} check {args} 2>&1 | ({listener}); exit ${{PIPESTATUS[0]}}"], cwd=tmp_path)

    assert ended.code == code


@pytest.mark.parametrize("name", ["text", "full", "json", "sarif", "junit", "github", "gitlab", "markdown", "badge"])
@pytest.mark.parametrize("extra", [[], ["--quiet"], ["--statistics"], ["--audit-waivers"], ["--output", "sarif:out.sarif"]], ids=" ".join)
def test_no_format_and_no_way_of_showing_changes_the_exit_code(tmp_path, name, extra):
    store(tmp_path, bad=BAD)

    assert check(tmp_path, ".", "--format", name, *extra).code == 1


def test_every_format_that_is_read_by_a_platform_says_that_the_check_failed(tmp_path):
    store(tmp_path, bad=BAD, broken=HARBOUR + "goals: [\n")
    committed(tmp_path)

    platforms = ("json", "sarif", "junit", "github", "gitlab", "badge", "markdown")
    shown = {name: check(tmp_path, ".", "--format", name).out for name in platforms}

    assert json.loads(shown["json"])["exit_code"] == 2
    assert {result["level"] for result in json.loads(shown["sarif"])["runs"][0]["results"]} == {"error"}
    assert "<failure" in shown["junit"]
    assert "<error" in shown["junit"]
    assert shown["github"].count("::error file=") == 2
    assert {one["severity"] for one in json.loads(shown["gitlab"])} <= {"critical", "blocker"}
    assert "fail" in shown["markdown"]
    assert json.loads(shown["badge"])["color"] not in {"green", "brightgreen", "success"}


def test_minor_findings_alone_pass_and_are_shown(tmp_path):
    """The other side: green is possible, and says what it saw."""
    store(tmp_path, fine=HARBOUR.replace("  as_of: 2026-09-30\n", ""))

    ended = check(tmp_path, ".")

    assert ended.code == 0
    assert ended.out.splitlines()[-1] == "1 finding in 1 profile: 1 minor."
    assert check(tmp_path, ".", "--fail-on", "minor").code == 1


def test_two_ways_of_being_wrong_are_told_together(tmp_path):
    store(tmp_path, slow=changed(SLOWER), broken=HARBOUR + "goals: [\n")

    result = checked(tmp_path)

    assert (sorted(codes(result)), result.exit_code) == (["M301", "P002"], 2)


def test_a_run_that_cannot_be_planned_raises_and_never_gives_a_result(tmp_path):
    store(tmp_path, fine=HARBOUR)
    (tmp_path / "strategist.toml").write_text("fail-on = 1\n")

    with pytest.raises(InvalidInputError):
        checked(tmp_path)
