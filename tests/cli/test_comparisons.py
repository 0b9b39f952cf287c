"""`strategist compare`, as somebody types it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from strategist.cli.compare import MOST, WRITERS

from program import CASEBOOK, FEDEX, ROOT, call, run

BEFORE = f"{CASEBOOK}/fedex-first-ring.yaml"
SOUTHWEST, RYANAIR = f"{CASEBOOK}/southwest-classic.yaml", f"{CASEBOOK}/ryanair-2010.yaml"


@pytest.mark.parametrize("ending", WRITERS)
def test_a_comparison_has_the_same_bytes_under_another_locale_and_time_zone(ending: str, tmp_path: Path):
    one, other = tmp_path / f"one{ending}", tmp_path / f"other{ending}"

    assert run("compare", BEFORE, FEDEX, "-o", one).code == 0
    elsewhere = {"LC_ALL": "de_DE.UTF-8", "TZ": "Pacific/Auckland", "PYTHONHASHSEED": "7"}
    assert run("compare", BEFORE, FEDEX, "-o", other, env=elsewhere).code == 0
    assert one.read_bytes() == other.read_bytes()


def test_two_profiles_are_dates_and_three_are_rivals_unless_told_otherwise():
    calls = ((BEFORE, FEDEX), (BEFORE, FEDEX, RYANAIR), ("--as", "rivals", SOUTHWEST, RYANAIR), ("--as", "dates", BEFORE, FEDEX, FEDEX))
    kinds = [json.loads(call("compare", *args, "-f", "json").out)["kind"] for args in calls]

    assert kinds == ["dates", "rivals", "rivals", "dates"]


def test_json_is_pure_and_the_same_in_a_file(tmp_path: Path):
    shown = run("compare", BEFORE, FEDEX, "-f", "json")
    call("compare", BEFORE, FEDEX, "-f", "json", "-o", tmp_path / "comparison.json")

    assert (shown.code, shown.err) == (0, "")
    assert shown.out == json.dumps(json.loads(shown.out), ensure_ascii=False, indent=2) + "\n"
    assert (tmp_path / "comparison.json").read_text("utf-8") == shown.out


def test_more_dates_than_two_are_compared_step_by_step():
    found = json.loads(call("compare", "--as", "dates", BEFORE, FEDEX, BEFORE, "-f", "json").out)
    there, back = found["changes"]

    assert [finding["kind"] for finding in there["findings"]] == ["opened"] * 8
    assert [finding["kind"] for finding in back["findings"]] == ["closed"] * 8


@pytest.mark.parametrize("number", [1, MOST + 1])
def test_too_few_or_too_many_profiles_are_refused(number: int):
    refused = call("compare", *[FEDEX] * number)

    assert (refused.code, refused.out) == (2, "")
    assert f"name two or more, up to {MOST}" in refused.err


def test_the_slips_of_all_files_are_told_at_once():
    refused = call("compare", "tests/data/readme/slips.yaml", "tests/data/invalid/goal-twice.yaml")

    assert refused.code == 2
    assert "slips.yaml:3:22" in refused.err
    assert "goal-twice.yaml" in refused.err


def test_no_profile_is_ever_written_over(tmp_path: Path):
    old, new = tmp_path / "old.md", tmp_path / "new.md"
    shutil.copy(ROOT / BEFORE, old)
    shutil.copy(ROOT / FEDEX, new)

    refused = call("compare", old, new, "-o", new, "--force")
    assert (refused.code, refused.err) == (2, f"{new}: this is the profile itself; choose another file with -o\n")
    assert new.read_bytes() == (ROOT / FEDEX).read_bytes()


def test_an_existing_file_is_kept_unless_forced(tmp_path: Path):
    file = tmp_path / "comparison.html"
    file.write_text("mine", "utf-8")

    assert "this already exists" in call("compare", BEFORE, FEDEX, "-o", file).err
    assert file.read_text("utf-8") == "mine"
    assert call("compare", BEFORE, FEDEX, "-o", file, "--force").code == 0


def test_an_unknown_ending_and_an_option_without_use_are_refused(tmp_path: Path):
    assert "`.doc` is no format of a report" in call("compare", BEFORE, FEDEX, "-o", tmp_path / "comparison.doc").err
    refused = call("compare", BEFORE, FEDEX, "-o", tmp_path / "comparison.md", "--paper", "letter")
    assert "--paper: this report has no use for it; it is for a report in .pdf" in refused.err


def test_the_day_stands_on_the_comparison(tmp_path: Path):
    call("compare", BEFORE, FEDEX, "-o", tmp_path / "comparison.md", "--date", "2026-03-31")

    assert "2026-03-31" in (tmp_path / "comparison.md").read_text("utf-8")


@pytest.mark.parametrize("kind", ["dates", "rivals"])
def test_hostile_text_steers_no_terminal_and_ascii_is_enough(kind: str):
    shown = call("compare", "--as", kind, "tests/data/report/hostile.yaml", FEDEX, encoding="ascii")

    assert shown.code == 0
    assert shown.out.isascii()
    assert "\x1b" not in shown.out


def test_json_is_not_written_over_a_profile_either(tmp_path: Path):
    old = tmp_path / "old.yaml"
    shutil.copy(ROOT / BEFORE, old)

    assert "this is the profile itself" in call("compare", old, FEDEX, "-f", "json", "-o", old).err
    assert old.read_bytes() == (ROOT / BEFORE).read_bytes()
