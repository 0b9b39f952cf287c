"""The configuration: found upwards from each file, every slip told at its place, and options outdo it."""

from __future__ import annotations

from pathlib import Path

import pytest
from stored import BROKEN_PROMISE, HARBOUR, SLOWER, changed, checked, codes, store
from strategist.catalogue import shipped
from strategist.check.configuration import KEYS, Finder
from strategist.errors import InvalidInputError
from strategist.models.settings import Policy, Settings

BOTH = changed(BROKEN_PROMISE, SLOWER)


def said(folder: Path, text: str, name: str = "strategist.toml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, "utf-8")
    return folder


def test_rules_are_selected_by_code_family_or_name(tmp_path):
    store(tmp_path, harbour=BOTH)

    for names, found in [(["M101"], ["M101"]), (["M1"], ["M101"]), (["M"], ["M101", "M301"]), (["promise-broken"], ["M101"]), (["C"], [])]:
        assert sorted(codes(checked(tmp_path, overrides={"select": tuple(names)}))) == found
    assert codes(checked(tmp_path, overrides={"ignore": ("M1",)})) == ["M301"]
    assert codes(checked(tmp_path, overrides={"select": ("M",), "ignore": ("m101",)})) == ["M301"]


def test_what_is_mandatory_outdoes_what_is_ignored(tmp_path):
    said(store(tmp_path, harbour=BOTH), 'mandatory = ["M101"]\nignore = ["all"]\n')

    assert codes(checked(tmp_path)) == ["M101"]
    assert sorted(codes(checked(tmp_path, overrides={"select": ("M3",), "ignore": ()}))) == ["M101", "M301"]


def test_files_that_cannot_be_read_are_told_whatever_is_selected(tmp_path):
    said(store(tmp_path, harbour=BOTH.replace("selective", "selectiv")), 'ignore = ["all"]\nfail-on = "never"\n')

    result = checked(tmp_path)

    assert (codes(result), result.exit_code) == (["P003"], 2)


@pytest.mark.parametrize(("threshold", "code"), [("critical", 1), ("major", 1), ("minor", 1), ("never", 0)])
def test_the_threshold_decides_how_the_run_ends(tmp_path, threshold, code):
    said(store(tmp_path, harbour=BOTH), f'fail-on = "{threshold}"\n')

    assert checked(tmp_path).exit_code == code


def test_a_minor_finding_fails_only_where_it_should(tmp_path):
    store(tmp_path, harbour=HARBOUR.replace("  as_of: 2026-09-30\n", ""))

    assert checked(tmp_path).exit_code == 0
    assert checked(tmp_path, overrides={"fail-on": "minor"}).exit_code == 1


def test_the_nearest_configuration_upwards_counts_for_each_file(tmp_path):
    store(tmp_path / "a", one=changed(text=BOTH, name="One"))
    store(tmp_path / "b" / "deep", two=changed(text=BOTH, name="Two"))
    said(tmp_path, 'ignore = ["M1"]\n')
    said(tmp_path / "b", 'ignore = ["M3"]\n')

    assert [(one.profile, one.code) for one in checked(tmp_path).counted] == [("One", "M301"), ("Two", "M101")]


def test_what_is_mandatory_further_out_stays_mandatory_within(tmp_path):
    said(tmp_path, 'mandatory = ["M1"]\n')
    said(store(tmp_path / "a" / "b", harbour=BOTH), 'ignore = ["all"]\nmandatory = ["H"]\n')

    assert codes(checked(tmp_path / "a")) == ["M101"]


def test_it_may_stand_in_pyproject(tmp_path):
    said(store(tmp_path, harbour=BOTH), '[project]\nname = "x"\n\n[tool.strategist]\nignore = ["M1"]\n', "pyproject.toml")

    assert codes(checked(tmp_path)) == ["M301"]


@pytest.mark.parametrize("other", ['[project]\nname = "strategist-data"\n', "[tool.ruff]\n", "not toml at all ["])
def test_a_pyproject_that_says_nothing_to_us_is_passed_by(tmp_path, other):
    said(tmp_path, 'ignore = ["M1"]\n')
    said(store(tmp_path / "a", harbour=BOTH), other, "pyproject.toml")

    assert codes(checked(tmp_path / "a")) == ["M301"]


def test_some_files_may_have_settings_of_their_own_and_what_they_ignore_adds_up(tmp_path):
    store(tmp_path / "old", one=changed(text=BOTH, name="One"), thin="strategist: 1\ncompany: {name: Thin, as_of: 2026}\n")
    store(tmp_path / "new", two=changed(text=BOTH, name="Two"))
    said(tmp_path, 'ignore = ["M1"]\n[per-file."old/**"]\nignore = ["M3"]\nmin-coverage = 0\n')

    assert [(one.profile, one.code) for one in checked(tmp_path).counted] == [("Two", "M301")]


def test_a_file_of_the_users_choice_is_the_only_one(tmp_path):
    said(store(tmp_path, harbour=BOTH), 'ignore = ["M1"]\n')
    (tmp_path / "other.toml").write_text('ignore = ["M3"]\n')

    assert codes(checked(tmp_path, config=str(tmp_path / "other.toml"))) == ["M101"]


def test_paths_start_from_the_folder_of_the_configuration(tmp_path, monkeypatch):
    said(store(tmp_path, harbour=BOTH), 'baseline = "kept/baseline.json"\n')
    (tmp_path / "kept").mkdir()
    monkeypatch.chdir("/")

    checked(tmp_path, update=True)

    assert (tmp_path / "kept" / "baseline.json").exists()
    assert codes(checked(tmp_path)) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('slect = ["M"]\n', "1:1: there is no setting `slect` here; did you mean `select`?"),
        ('\nfail-on = "huge"\n', '2:1: `"huge"` is no value for `fail-on`; write one of critical, major, minor, never'),
        ('ignore = ["M999"]\n', "1:1: there is no rule `M999`; see `docs/check.md` for codes"),
        ('ignore = ["promise-brocken"]\n', "1:1: there is no rule `promise-brocken`; did you mean `promise-broken`?"),
        ('ignore = [""]\n', '1:1: `[""]` is no value for `ignore`; write a list of words, such as ["M301", "H"]'),
        ("ignore = 3\n", '1:1: `3` is no value for `ignore`; write a list of words, such as ["M301", "H"]'),
        ("min-coverage = 101\n", "1:1: `101` is no value for `min-coverage`; write a whole number from 0 to 100"),
        ("min-coverage = true\n", "1:1: `true` is no value for `min-coverage`; write a whole number from 0 to 100"),
        ("waiver-max-days = -1\n", "1:1: `-1` is no value for `waiver-max-days`; write a whole number from 0 to 36500"),
        ("baseline = 3\n", "1:1: `3` is no value for `baseline`; write the path of a file"),
        ('exclude = ["!"]\n', '1:1: `["!"]` is no value for `exclude`; write each as in .gitignore'),
        ('[per-file."a/*"]\nfail-on = "minor"\n', "2:1: there is no setting `fail-on` here; it cannot be set for some files alone"),
        ('[per-file]\n"a/*" = 3\n', '2:2: `a/*` is a table of settings; write `[per-file."a/*"]`'),
        ('per-file = "a"\n', '1:1: `per-file` is a table of patterns; write `[per-file."drafts/*"]`'),
        ("ignore = [\n", "2:1: this is not TOML; look at the quotes and brackets here and above, and for a key that stands twice"),
        ("a = 1\na = 2\n", "2:6: this is not TOML; look at the quotes and brackets here and above, and for a key that stands twice"),
    ],
)
def test_a_slip_is_told_at_its_place(tmp_path, text, told):
    said(store(tmp_path, harbour=HARBOUR), text)

    with pytest.raises(InvalidInputError) as refused:
        checked(tmp_path)

    assert str(refused.value).removeprefix(f"{tmp_path}/strategist.toml:") == told


def test_all_slips_are_told_at_once(tmp_path):
    said(store(tmp_path, harbour=HARBOUR), 'slect = 1\nfail-on = 2\n[per-file."x"]\nbaseline = "y"\n')

    with pytest.raises(InvalidInputError) as refused:
        checked(tmp_path)

    assert len(refused.value.problems) == 3


@pytest.mark.parametrize("content", [b"\xff\xfe", b"a = '" + b"[" * 100_000, b"a = " + b"[" * 100_000])
def test_a_configuration_that_is_no_text_is_refused(tmp_path, content):
    store(tmp_path, harbour=HARBOUR)
    (tmp_path / "strategist.toml").write_bytes(content)

    with pytest.raises(InvalidInputError):
        checked(tmp_path)


def test_a_named_configuration_that_is_missing_is_refused(tmp_path):
    with pytest.raises(InvalidInputError, match="the configuration cannot be read"):
        checked(store(tmp_path, harbour=HARBOUR), config=str(tmp_path / "nowhere.toml"))


@pytest.mark.parametrize("content", ["a: 1\n", "waivers: []\nother: 1\n", "- 1\n"])
def test_a_file_of_waivers_is_nothing_else(tmp_path, content):
    said(store(tmp_path, harbour=HARBOUR), 'waivers = "waivers.txt"\n')
    (tmp_path / "waivers.txt").write_text(content)

    with pytest.raises(InvalidInputError, match="this is no file of waivers"):
        checked(tmp_path)


def test_a_file_of_waivers_that_is_missing_is_refused(tmp_path):
    said(store(tmp_path, harbour=HARBOUR), 'waivers = "waivers.yaml"\n')

    with pytest.raises(InvalidInputError, match="there is no such file"):
        checked(tmp_path)


def test_each_configuration_is_read_once(tmp_path):
    finder = Finder(shipped())
    said(tmp_path, 'ignore = ["M1"]\n')

    assert finder.find(str(tmp_path / "a" / "b")) is finder.find(str(tmp_path / "a"))


def test_every_setting_has_a_key():
    fields = {*Settings.__dataclass_fields__, *Policy.__dataclass_fields__} - {"today"}

    assert {key.replace("-", "_") for key in KEYS} == fields | {"exclude"}
