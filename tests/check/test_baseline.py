"""The baseline: what was found before is borne, what is new is not, and it shrinks by itself but grows only when asked."""

from __future__ import annotations

import json

import pytest
from stored import BROKEN_PROMISE, HARBOUR, SLOWER, changed, checked, codes, store, waived
from strategist.errors import InvalidInputError

MANAGERS = ("measure-focus: mostly-outcome", "measure-focus: mostly-cost")


@pytest.fixture
def place(tmp_path):
    """A folder with one profile that breaks its promise, and a baseline that bears it."""
    store(tmp_path / "profiles", harbour=changed(BROKEN_PROMISE))
    assert codes(run(tmp_path, update=True)) == []
    return tmp_path


def run(place, **options):
    return checked(place / "profiles", overrides={"baseline": str(place / "baseline.json")} | options.pop("overrides", {}), **options)


def entries(place):
    return [(entry["code"], entry["profile"], entry["count"]) for entry in json.loads((place / "baseline.json").read_text())["borne"]]


def test_what_was_found_before_does_not_count(place):
    result = run(place)

    assert (codes(result), result.exit_code) == ([], 0)
    assert [(one.code, one.baselined) for one in result.found] == [("M101", True)]


def test_it_holds_no_lines_and_no_files(place):
    text = (place / "baseline.json").read_text()
    assert "line" not in text
    assert "yaml" not in text

    (place / "profiles" / "harbour.yaml").rename(place / "profiles" / "moved.yaml")
    moved = place / "profiles" / "moved.yaml"
    moved.write_text("# new first lines\n\n" + moved.read_text())

    assert codes(run(place)) == []


def test_what_is_new_counts(place):
    store(place / "profiles", harbour=changed(BROKEN_PROMISE, MANAGERS))

    assert codes(run(place)) == ["M402"]


def test_the_same_finding_in_another_profile_is_new(place):
    store(place / "profiles", ash=changed(BROKEN_PROMISE, name="Ash Tools"))

    assert [(one.code, one.profile) for one in run(place).counted] == [("M101", "Ash Tools")]


def test_a_second_finding_of_the_same_kind_is_new(place):
    store(place / "profiles", twin=changed(BROKEN_PROMISE))

    assert sorted(codes(run(place))) == ["H501", "M101"]


def test_what_was_mended_is_told_at_its_line(place):
    store(place / "profiles", harbour=HARBOUR)

    (stale,) = run(place).counted

    assert (stale.code, stale.place.line, stale.profile) == ("B101", 2, "Harbour Garden Tools")
    assert stale.message == "M101 at practice.delivery-vs-promise is borne 1 time and found 0 times in Harbour Garden Tools."


def test_what_this_run_cannot_speak_of_is_not_told(place):
    store(place / "others", ash=changed(name="Ash Tools"))

    assert codes(checked(place / "others", overrides={"baseline": str(place / "baseline.json")})) == []
    assert codes(run(place, overrides={"select": ("M3", "B")})) == []


def test_an_update_takes_out_what_was_mended(place):
    store(place / "profiles", harbour=HARBOUR)

    assert codes(run(place, update=True)) == []
    assert entries(place) == []


def test_an_update_refuses_to_grow(place):
    store(place / "profiles", harbour=changed(BROKEN_PROMISE, MANAGERS))

    with pytest.raises(InvalidInputError, match="M402 clock-first is new"):
        run(place, update=True)

    assert entries(place) == [("M101", "Harbour Garden Tools", 1)]
    assert codes(run(place, update=True, growth=True)) == []
    assert entries(place) == [("M101", "Harbour Garden Tools", 1), ("M402", "Harbour Garden Tools", 1)]


def test_an_update_keeps_what_it_did_not_look_at(place):
    store(place / "profiles", ash=changed(SLOWER, name="Ash Tools"))
    run(place, update=True, growth=True)

    checked(place / "profiles" / "ash.yaml", overrides={"baseline": str(place / "baseline.json")}, update=True)
    run(place, update=True, overrides={"select": ("H",)})

    assert entries(place) == [("M101", "Harbour Garden Tools", 1), ("M301", "Ash Tools", 1)]


def test_an_update_keeps_what_a_broken_profile_had(place):
    store(place / "profiles", harbour=changed(BROKEN_PROMISE, ("selective", "selectiv")))

    assert run(place, update=True).exit_code == 2
    assert entries(place) == [("M101", "Harbour Garden Tools", 1)]


def test_what_is_waived_is_not_borne_as_well(place):
    waiver = "rule: M101, reason: The new depot opens in March, owner: Ann Lee, until: 2027-03-31"
    store(place / "profiles", harbour=waived(changed(BROKEN_PROMISE), waiver))

    assert codes(run(place)) == ["B101"]


def test_what_is_mandatory_is_not_borne(place):
    assert sorted(codes(run(place, overrides={"mandatory": ("M101",)}))) == ["B101", "M101"]


def test_files_that_cannot_be_read_are_never_borne(tmp_path):
    store(tmp_path / "profiles", harbour=changed(("selective", "selectiv")))

    assert run(tmp_path, update=True).exit_code == 2
    assert (run(tmp_path).exit_code, entries(tmp_path)) == (2, [])


def test_a_baseline_that_is_missing_is_no_empty_baseline(tmp_path):
    store(tmp_path / "profiles", harbour=HARBOUR)

    with pytest.raises(InvalidInputError, match="there is no such baseline"):
        run(tmp_path)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "null",
        '{"format": 2, "borne": []}',
        '{"format": 1}',
        '{"format": 1, "borne": {}}',
        '{"format": 1, "borne": [{"code": "M101"}]}',
        '{"format": 1, "borne": [{"code": "M101", "profile": "A", "path": "", "count": 0}]}',
        '{"format": 1, "borne": [{"code": "M101", "profile": "A", "path": "", "count": true}]}',
        '{"format": 1, "borne": [{"code": "M101", "profile": "A", "path": "", "count": 1e9}]}',
        '{"format": 1, "borne": [3]}',
        '{"format": 1, "borne": [' + ", ".join(['{"code": "M101", "profile": "A", "path": "", "count": 1}'] * 2) + "]}",
        "[" * 100_000,
        "\xff\xfe",
    ],
)
@pytest.mark.parametrize("update", [False, True])
def test_a_broken_baseline_is_refused_and_kept(tmp_path, content, update):
    store(tmp_path / "profiles", harbour=changed(BROKEN_PROMISE))
    file = tmp_path / "baseline.json"
    file.write_text(content, "latin-1")

    with pytest.raises(InvalidInputError, match="baseline"):
        run(tmp_path, update=update)

    assert file.read_text("latin-1") == content


def test_an_update_has_to_know_which_baseline(tmp_path):
    with pytest.raises(InvalidInputError, match="no baseline is named"):
        checked(store(tmp_path, harbour=HARBOUR), update=True)


def test_it_changes_by_a_line_an_entry_and_in_order(tmp_path):
    store(tmp_path / "profiles", harbour=changed(BROKEN_PROMISE, SLOWER), ash=changed(BROKEN_PROMISE, name="Ash Tools"))
    run(tmp_path, update=True)

    lines = (tmp_path / "baseline.json").read_text().splitlines()

    assert lines[0] == '{"format": 1, "borne": ['
    assert [json.loads(line.rstrip(","))["profile"] for line in lines[1:-1]] == [
        "Ash Tools",
        "Harbour Garden Tools",
        "Harbour Garden Tools",
    ]
