"""Outputs that cannot be written, or should not: nothing is lost, nothing is half there, and the run says so with 2."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from stored import BROKEN_PROMISE, HARBOUR, TODAY, changed, store

from program import COMMAND, Outcome, call, finished

linux = pytest.mark.skipif(sys.platform != "linux", reason="/dev/full is Linux's")
BAD = changed(BROKEN_PROMISE)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return store(tmp_path, bad=BAD)


def check(folder: Path, *args: str) -> Outcome:
    return call("check", *args, "--today", TODAY, "--no-cache", cwd=folder)


@pytest.mark.parametrize(
    ("outputs", "said"),
    [
        (["json:folder"], "folder: this is a folder"),
        (["json:"], None),
        (["json:nowhere/out.json"], "nowhere/out.json: its folder does not exist"),
        (["json:bad.yaml/out.json"], "bad.yaml/out.json: its folder does not exist"),
        (["json:out", "sarif:out"], "out: two outputs go to this file"),
        (["json:out", "sarif:./folder/../out"], "./folder/../out: two outputs go to this file"),
        (["json:out", "sarif:link"], "link: two outputs go to this file"),
        (["json:bad.yaml"], "bad.yaml: this may be a profile"),
    ],
)
def test_a_place_that_cannot_take_an_output_is_told_before_anything_is_checked(place, outputs, said):
    (place / "folder").mkdir()
    (place / "link").symlink_to("out")

    ended = check(place, ".", *(word for output in outputs for word in ("--output", output)))

    if said is None:
        assert ended.code == 1  # to the screen
        return
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(said)
    assert not (place / "out").exists()


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("profile.txt", ["profile.txt"]),
        ("profile.txt", ["./profile.txt"]),
        ("b.json", [".", "--baseline", "b.json"]),
        ("own.toml", [".", "--config", "own.toml"]),
    ],
)
def test_what_the_run_reads_is_never_written_over(place, name, args):
    (place / name).write_text(BAD)

    ended = check(place, *args, "--output", f"json:{name}")

    assert (ended.code, ended.err) == (2, f"{name}: this run reads the file, and would write over it; choose another file\n")
    assert (place / name).read_text() == BAD


@linux
@pytest.mark.parametrize("name", ["text", "json", "sarif", "junit"])
def test_a_full_disk_is_told(place, name):
    ended = finished([COMMAND, "check", ".", "--no-cache", "--output", f"{name}:/dev/full"], cwd=place)

    assert (ended.code, ended.err) == (2, "/dev/full: the file cannot be written (No space left on device); choose another place\n")


@linux
@pytest.mark.parametrize("where", [">/dev/full", ">/dev/full 2>&1", ">&-", ">&- 2>&-"])
@pytest.mark.parametrize("name", ["text", "json"])
def test_a_screen_that_cannot_be_written_to_is_told_at_least_by_the_exit_code(place, where, name):
    assert finished(["sh", "-c", f"{COMMAND} check . --no-cache --format {name} {where}"], cwd=place).code == 2


@linux
@pytest.mark.parametrize("args", ["--fail-on mayor", "--baseline gone.json", "--selct M1"])
def test_an_error_that_nobody_can_be_told_still_ends_with_2(place, args):
    assert finished(["sh", "-c", f"{COMMAND} check . --no-cache {args} 2>/dev/full"], cwd=place).code == 2


@pytest.mark.skipif(os.name == "nt", reason="limits of a shell")
@pytest.mark.parametrize("args", ["--output sarif:old", "--baseline old --update-baseline --allow-growth"])
def test_a_file_that_could_be_written_in_part_alone_keeps_what_it_held(place, args):
    store(place, **{f"bad-{number}": BAD.replace("Harbour", f"H{number}") for number in range(30)})
    old = '{"format": 1, "borne": []}\n'
    (place / "old").write_text(old)

    ended = finished(["sh", "-c", f"ulimit -f 1; {COMMAND} check . --no-cache {args}"], cwd=place)

    assert ended.code == 2
    assert "File too large" in ended.err
    assert (place / "old").read_text() == old
    assert not [path.name for path in place.iterdir() if path.name.startswith(".old")]


def test_a_cache_that_cannot_be_kept_changes_nothing(place):
    (place / "file").write_text("")

    ended = call("check", ".", "--today", TODAY, "--cache-dir", "file/inside", cwd=place)

    assert (ended.code, ended.err) == (1, "")


@linux
@pytest.mark.parametrize("variables", [{"TMPDIR": "/nowhere"}, {"HOME": "/nowhere"}, {"XDG_CACHE_HOME": "/dev/null"}, {"HOME": ""}])
def test_no_folder_of_the_user_is_needed(place, variables):
    assert finished([COMMAND, "check", "."], env=variables, cwd=place).code == 1


def test_all_is_well_with_a_profile_that_is_well(place):
    store(place, bad=HARBOUR)

    assert check(place, ".", "--output", "json:out.json", "--output", "sarif:out.sarif").code == 0
