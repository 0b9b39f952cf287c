"""Collecting: what is named is always looked at, in folders what git would keep, and an empty hand is never a clean result."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from stored import BROKEN_PROMISE, HARBOUR, ROOT, changed, checked, codes, committed, store
from strategist.errors import InvalidInputError


def looked_at(checked_run) -> list[str]:
    return sorted({one.place.file for one in checked_run.found})


def bad(name: str) -> str:
    return changed(BROKEN_PROMISE, name=name)


def test_folders_are_searched_to_the_bottom_and_shown_from_the_top_of_the_repository(tmp_path):
    store(tmp_path / "a" / "b", one=bad("One"))
    store(tmp_path / "a", two=bad("Two"))
    committed(tmp_path)

    assert looked_at(checked(tmp_path / "a" / "b")) == ["a/b/one.yaml"]
    assert looked_at(checked(tmp_path)) == ["a/b/one.yaml", "a/two.yaml"]


def test_the_current_folder_changes_nothing_inside_a_repository(tmp_path, monkeypatch):
    store(tmp_path / "a", one=bad("One"))
    committed(tmp_path)
    results = []
    for folder in (tmp_path, tmp_path / "a", Path("/")):
        monkeypatch.chdir(folder)
        results.append(checked(tmp_path / "a"))

    assert results[0] == results[1] == results[2]


def test_without_a_repository_paths_are_shown_from_the_current_folder(tmp_path, monkeypatch):
    store(tmp_path / "a", one=bad("One"))
    monkeypatch.chdir(tmp_path)

    assert looked_at(checked("a")) == ["a/one.yaml"]
    assert looked_at(checked("./a/../a/one.yaml")) == ["a/one.yaml"]


def test_what_git_ignores_is_left_out_unless_it_is_named(tmp_path):
    store(tmp_path / "drafts", one=bad("One"))
    store(tmp_path / "kept" / "sub", two=bad("Two"), three=bad("Three"), four=bad("Four"))
    (tmp_path / ".gitignore").write_text("!\ndrafts/\n/kept/sub/th*.yaml\n")
    (tmp_path / "kept" / ".gitignore").write_text("four.yaml\n!three.yaml\n")
    committed(tmp_path)

    # The inner file outdoes the outer one, as in git.
    assert looked_at(checked(tmp_path)) == ["kept/sub/three.yaml", "kept/sub/two.yaml"]
    assert looked_at(checked(tmp_path / "kept" / "sub")) == ["kept/sub/three.yaml", "kept/sub/two.yaml"]
    assert looked_at(checked(tmp_path / "drafts" / "one.yaml")) == ["drafts/one.yaml"]


def test_other_yaml_is_counted_and_not_checked(tmp_path):
    store(tmp_path, one=HARBOUR, other="services: {strategist: {image: x}}\n", list="- 1\n")

    result = checked(tmp_path)

    assert (result.files, result.profiles, codes(result)) == (1, 1, [])
    assert result.notes == ("2 YAML files are no profiles.",)


@pytest.mark.parametrize("content", ["", "no: profile\n"])
def test_a_folder_without_profiles_fails(tmp_path, content):
    store(tmp_path, other=content or "a: 1\n")

    result = checked(tmp_path)

    assert (codes(result), result.exit_code) == (["P004"], 2)


def test_one_empty_folder_among_several_fails(tmp_path):
    store(tmp_path / "full", one=HARBOUR)
    (tmp_path / "empty").mkdir()

    result = checked(tmp_path / "full", tmp_path / "empty")

    assert (codes(result), result.exit_code) == (["P004"], 2)


def test_a_folder_whose_profiles_are_all_ignored_fails(tmp_path):
    store(tmp_path, one=HARBOUR)
    (tmp_path / ".gitignore").write_text("*.yaml\n")

    assert codes(checked(tmp_path)) == ["P004"]


def test_a_folder_whose_profiles_are_all_excluded_fails(tmp_path):
    store(tmp_path, one=HARBOUR)
    (tmp_path / "strategist.toml").write_text('exclude = ["*"]\n')

    assert codes(checked(tmp_path)) == ["P004"]
    assert codes(checked(tmp_path / "one.yaml")) == []  # named


def test_an_empty_path_is_not_the_current_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(store(tmp_path, one=HARBOUR))

    assert checked("").exit_code == 2
    assert codes(checked("", "one.yaml")) == ["P001"]


def test_a_current_folder_that_is_gone_is_told(tmp_path, monkeypatch):
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()

    with pytest.raises(InvalidInputError, match="the current folder is gone"):
        checked(".")
    monkeypatch.chdir(tmp_path)


def test_a_pattern_is_looked_up_and_one_that_matches_nothing_fails(tmp_path):
    store(tmp_path / "a", one=bad("One"), two=bad("Two"))

    assert codes(checked(tmp_path / "**" / "o*.yaml")) == ["M101"]
    assert codes(checked(tmp_path / "x*.yaml")) == ["P004"]


def test_a_file_whose_name_looks_like_a_pattern_is_found(tmp_path):
    store(tmp_path, **{"one[1]": bad("One")})

    assert codes(checked(tmp_path / "one[1].yaml")) == ["M101"]


def test_a_file_given_twice_is_checked_once(tmp_path):
    store(tmp_path, one=bad("One"))

    assert codes(checked(tmp_path, tmp_path / "one.yaml", tmp_path)) == ["M101"]


def test_a_named_file_is_a_profile_whatever_its_ending(tmp_path):
    (tmp_path / "one.txt").write_text(bad("One"))
    (tmp_path / "other.yaml").write_text("a: 1\n")

    assert codes(checked(tmp_path / "one.txt")) == ["M101"]
    assert checked(tmp_path / "other.yaml").exit_code == 2


def test_named_files_that_are_no_profiles_can_be_left_out(tmp_path):
    store(tmp_path, one=bad("One"), other="a: 1\n")

    assert codes(checked(tmp_path / "one.yaml", tmp_path / "other.yaml", skip_others=True)) == ["M101"]
    assert checked(tmp_path / "other.yaml", skip_others=True).exit_code == 0
    assert checked(tmp_path / "nowhere.yaml", skip_others=True).exit_code == 2


def test_a_file_that_is_missing_does_not_hide_the_others(tmp_path):
    store(tmp_path, one=bad("One"))

    result = checked(tmp_path / "one.yaml", tmp_path / "nowhere.yaml")

    assert (sorted(codes(result)), result.exit_code) == (["M101", "P001"], 2)


def test_links_to_files_are_read_and_links_to_folders_are_told(tmp_path):
    store(tmp_path / "real", one=bad("One"))
    folder = tmp_path / "profiles"
    folder.mkdir()
    (folder / "linked.yaml").symlink_to(tmp_path / "real" / "one.yaml")
    (folder / "round").symlink_to(folder)
    (folder / "broken.yaml").symlink_to(tmp_path / "nowhere")

    result = checked(folder)

    assert codes(result) == ["P001", "M101"]
    assert result.notes == ("1 linked folder not entered. What lies there is checked when it is named.",)
    assert codes(checked(folder / "round" / "linked.yaml")) == ["M101"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are missing")
def test_a_pipe_is_refused_at_once(tmp_path):
    os.mkfifo(tmp_path / "pipe.yaml")

    for path in (tmp_path, tmp_path / "pipe.yaml"):
        (found,) = [one for one in checked(path).found if one.code == "P001"]
        assert found.message == "this is a pipe, not a file"


def test_a_device_is_refused():
    (found,) = checked("/dev/null").found

    assert (found.code, found.message) == ("P001", "this is a device, not a file")


def test_a_file_that_is_too_large_is_refused(tmp_path):
    (tmp_path / "one.yaml").write_text(HARBOUR + "#" * 2_000_000)

    assert codes(checked(tmp_path)) == ["P002"]


def test_endings_are_read_in_any_case(tmp_path):
    (tmp_path / "ONE.YML").write_text(bad("One"))

    assert codes(checked(tmp_path)) == ["M101"]


@pytest.mark.skipif(os.name == "nt", reason="such names are possible on Unix alone")
def test_odd_names_are_files_like_any_other(tmp_path):
    for name in (b"with space.yaml", b"line\nbreak.yaml", b"latin-\xe9.yaml", "é.yaml".encode(), b"-.yaml"):
        with open(os.path.join(os.fsencode(tmp_path), name), "wb") as file:  # noqa: PTH118, PTH123
            file.write(bad(repr(name)).encode())

    assert codes(checked(tmp_path)) == ["M101"] * 5


def test_two_profiles_with_one_name_are_told(tmp_path):
    store(tmp_path, a=HARBOUR, b=HARBOUR)

    (found,) = checked(tmp_path).counted

    assert (found.code, Path(found.place.file).name) == ("H501", "b.yaml")


@pytest.mark.skipif(not shutil.which("git"), reason="git is missing")
def test_the_repository_of_this_program_holds_readable_examples():
    result = checked(ROOT / "tests" / "casebook")

    assert (result.profiles, [one for one in result.found if one.code[0] == "P"]) == (50, [])
