"""Files made to stop or mislead a reader: each is refused at its place, soon, and without taking the computer along."""

from __future__ import annotations

import os
import shutil
import socket
import sys
from pathlib import Path
from time import perf_counter

import pytest
from stored import BROKEN_PROMISE, HARBOUR, TODAY, changed, checked, codes, committed, git, of, store, waived
from strategist.catalogue import shipped
from strategist.check import examining, planning
from strategist.check.one import check
from strategist.check.packing import found_in
from strategist.check.planning import Request
from strategist.errors import MOST_PROBLEMS
from strategist.models.settings import Settings

from program import COMMAND, call, finished

unix = pytest.mark.skipif(os.name == "nt", reason="pipes, devices and such names are those of Unix")
linux = pytest.mark.skipif(sys.platform != "linux", reason="/proc and /dev are those of Linux")
SOON = 30
"""Seconds: many times what it takes, for the sake of busy machines; a hang would never end."""

BOMB = "strategist: 1\na: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 10)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)

CONTENTS = {
    "a key twice": (f"{HARBOUR}practice: {{}}\n", "the key `practice` stands twice (first in line 8)", 17),
    "a bomb of aliases": (BOMB, "the file holds more than 100,000 values, aliases written out", 6),
    "200,000 brackets": ("strategist: " + "[" * 200_000, "the nesting is deeper than 40 levels", 1),
    "a million brackets": ("strategist: " + "[" * 1_000_000, "the nesting is deeper than 40 levels", 1),
    "a million braces": ("strategist: " + "{a: " * 400_000, "the nesting is deeper than 40 levels", 1),
    "a tag of one's own": (HARBOUR.replace("kept", "!!python/object/apply:os.system [true]"), "the tag `!!python/object", 14),
    "a tag on a key": (HARBOUR.replace("declared:", "!!python/name:os.system declared:"), "the tag `!!python/name:os.system`", 5),
    "1,900 levels": ("strategist:\n" + "".join(f"{' ' * level}a:\n" for level in range(1, 1_900)), "the nesting is deeper", 42),
    "an alias inside itself": ("strategist: &a [*a]\n", "the alias `*a` stands inside what it repeats", 1),
    "an open quote": ('strategist: 1\na: "' + "\\n" * 900_000, "this quote is not closed", 2),
    "a hundred thousand keys": ("strategist: 1\n" + "".join(f"k{n}: 1\n" for n in range(120_000)), "the file holds more than", 120_002),
    "900,000 commas": ("strategist: [" + ":," * 900_000, "a value is missing here", 1),
    "merge keys": (f"{HARBOUR}<<: {{strategist: 1}}\n", "merge keys (`<<`) are not allowed", 17),
    "a control character": (HARBOUR.replace("kept", "kept\x1b[2J"), "the character U+001B may not stand in YAML", 14),
    "half a character": (HARBOUR.replace("kept", "k\udcffept"), "the file is not UTF-8", 14),
    "wide characters": (HARBOUR.encode("utf-16"), "the file is UTF-16", 1),
    "a zero": ("\0" + HARBOUR, "the file is UTF-16", 1),
}


def encoded(content: str | bytes) -> bytes:
    return content if isinstance(content, bytes) else content.encode(errors="surrogateescape")


@pytest.mark.parametrize("name", CONTENTS)
def test_hostile_content_is_refused_soon_and_at_its_place(name):
    content, said, line = CONTENTS[name]
    begin = perf_counter()

    found = check(encoded(content), "made.yaml", Settings(TODAY), shipped()).found

    assert perf_counter() - begin < SOON
    assert [(one.code, one.place.line) for one in found] == [("P002", line)]
    assert said in found[0].message


def test_hostile_content_changes_nothing_of_what_is_found_elsewhere(tmp_path):
    store(tmp_path, fine=HARBOUR, bad=changed(BROKEN_PROMISE, name="Ash Tools"))
    for number, (content, _, _) in enumerate(CONTENTS.values()):
        (tmp_path / f"hostile-{number}.yaml").write_bytes(encoded(content))

    result = checked(*sorted(tmp_path.iterdir()))

    assert (sorted(codes(result)), result.exit_code) == (["M101"] + ["P002"] * len(CONTENTS), 2)


@pytest.mark.parametrize(
    "text",
    [
        HARBOUR + "practice: {}\n" * 60_000,
        HARBOUR + "".join(f"kez-{number}: 1\n" for number in range(45_000)),
        HARBOUR + "".join(f"  kez-{number}: 1\n" for number in range(45_000)),
        waived(HARBOUR) + "  - {rulo: M101}\n" * 30_000,
        waived(HARBOUR) + "  - {rule: M1o1}\n" * 30_000,
    ],
    ids=["twice", "keys", "practices", "waivers", "rules"],
)
def test_of_very_many_slips_the_first_are_told_and_no_time_is_lost_on_the_rest(tmp_path, text):
    begin = perf_counter()

    found = checked(store(tmp_path, made=text)).found

    assert perf_counter() - begin < SOON
    assert MOST_PROBLEMS <= len(found) < MOST_PROBLEMS + 10


@pytest.mark.parametrize("sign", ["<", "<a", "...", ".. ", "todo ", "\\t", " "])
def test_no_reason_of_a_waiver_takes_long_to_read(sign):
    begin = perf_counter()

    of(waived(HARBOUR, f'rule: M101, reason: "{sign * 200_000}", owner: Ann Lee, until: 2026-12-31'))

    assert perf_counter() - begin < SOON


# What is no file.


@unix
@pytest.mark.parametrize("form", ["text", "full", "json"])
def test_a_pipe_is_never_read(tmp_path, form):
    store(tmp_path, fine=HARBOUR)
    os.mkfifo(tmp_path / "pipe.yaml")

    ended = finished([COMMAND, "check", ".", "--no-cache", "--format", form], cwd=tmp_path)

    assert ended.code == 2
    assert "this is a pipe, not a file" in ended.out


@unix
def test_a_socket_is_never_read(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("s.yaml")

        assert [one.message for one in checked("s.yaml").found] == ["this is a socket, not a file"]


@linux
@pytest.mark.parametrize(
    "args",
    [
        ["/dev/zero"],
        ["/dev/zero", "--format", "full"],
        ["/dev/stdin"],
        [".", "--config", "/dev/zero"],
        [".", "--baseline", "/dev/zero"],
    ],
    ids=" ".join,
)
def test_an_endless_device_is_never_read(tmp_path, args):
    store(tmp_path, fine=HARBOUR)

    ended = limited(["check", "--no-cache", *args], tmp_path)

    assert ended.code == 2
    assert "is a " in ended.out + ended.err


def limited(args: list[str], folder: Path):
    """Run with a gigabyte of memory: who reads an endless device falls over instead of taking the computer along."""
    code = f"import resource, os, sys; resource.setrlimit(resource.RLIMIT_AS, ({2**30}, {2**30})); os.execv(sys.argv[1], sys.argv[1:])"
    return finished([sys.executable, "-c", code, COMMAND, *args], cwd=folder)


@linux
@pytest.mark.parametrize("name", [".gitignore", "strategist.toml", "pyproject.toml", "fine.yaml"])
@pytest.mark.parametrize("target", ["/dev/zero", "pipe"])
def test_a_repository_cannot_smuggle_in_what_never_ends(tmp_path, name, target):
    store(tmp_path, fine=HARBOUR, other=HARBOUR.replace("Harbour", "Other"))
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / name).unlink(missing_ok=True)
    (tmp_path / name).symlink_to(target)

    ended = limited(["check", ".", "--no-cache", "--format", "full"], tmp_path)

    assert ended.code == (0 if name == ".gitignore" else 2)


@linux
def test_a_file_that_breaks_while_it_is_read_is_told(tmp_path):
    store(tmp_path, fine=HARBOUR)
    (tmp_path / "broken.yaml").symlink_to("/proc/self/mem")  # a file by its looks, and its first byte cannot be read

    result = checked(tmp_path)

    assert (codes(result), result.exit_code) == (["P001"], 2)
    assert result.found[0].message == "the file cannot be read (Input/output error)"


@unix
@pytest.mark.skipif(os.name != "nt" and os.geteuid() == 0 and not shutil.which("setpriv"), reason="setpriv is missing")
def test_a_file_and_a_folder_that_one_may_not_read_are_told(tmp_path):
    store(tmp_path / "closed", fine=HARBOUR)
    store(tmp_path, closed=HARBOUR, fine=HARBOUR.replace("Harbour", "Other"))
    (tmp_path / "closed.yaml").chmod(0)
    (tmp_path / "closed").chmod(0)
    # Nothing is closed to root, unless it gives that power away.
    bound = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"] if os.geteuid() == 0 else []

    ended = finished([*bound, COMMAND, "check", ".", "--no-cache"], cwd=tmp_path)

    (tmp_path / "closed").chmod(0o700)
    assert ended.code == 2
    assert "closed:1:1: critical P001 the folder cannot be read (Permission denied)" in ended.out
    assert "closed.yaml:1:1: critical P001 the file cannot be read (Permission denied)" in ended.out


# Folders.


@unix
def test_folders_deeper_than_any_function_may_call_itself_are_searched(tmp_path):
    folder = tmp_path
    for _ in range(700):
        folder = folder / "d"
    os.makedirs(folder)  # noqa: PTH103 - pathlib calls itself for each level
    (folder / "deep.yaml").write_text(changed(BROKEN_PROMISE), "utf-8")

    assert codes(checked(tmp_path)) == ["M101"]


@unix
def test_links_that_lead_round_end(tmp_path):
    store(tmp_path, fine=HARBOUR)
    (tmp_path / "round").symlink_to(tmp_path)
    (tmp_path / "one").symlink_to("two")
    (tmp_path / "two").symlink_to("one")
    (tmp_path / "self.yaml").symlink_to("self.yaml")

    result = checked(tmp_path)

    assert (codes(result), result.files) == (["P001"], 2)
    assert "Too many levels of symbolic links" in result.found[0].message


def test_a_file_that_vanishes_during_the_run_is_told(tmp_path):
    store(tmp_path, fine=HARBOUR, gone=HARBOUR.replace("Harbour", "Other"))
    plan = planning.planned(Request((str(tmp_path),), TODAY), shipped())
    (tmp_path / "gone.yaml").unlink()

    looked = examining.examine(plan.jobs, shipped(), processes=1, kept=None)

    assert [[one.code for one in found_in([("a.yaml", outcome)])] for outcome in looked.outcomes] == [[], ["P001"]]


def test_a_file_that_becomes_a_folder_during_the_run_is_told(tmp_path):
    store(tmp_path, fine=HARBOUR)
    plan = planning.planned(Request((str(tmp_path),), TODAY), shipped())
    (tmp_path / "fine.yaml").unlink()
    (tmp_path / "fine.yaml").mkdir()

    (outcome,) = examining.examine(plan.jobs, shipped(), processes=1, kept=None).outcomes

    assert [one.message for one in found_in([("a.yaml", outcome)])] == ["this is a folder, not a file"]


def test_a_folder_named_like_a_profile_is_entered(tmp_path):
    store(tmp_path / "odd.yaml", inner=changed(BROKEN_PROMISE))

    assert codes(checked(tmp_path)) == ["M101"]


@unix
@pytest.mark.parametrize("shape", ["text", "full", "json", "sarif", "junit", "github", "gitlab", "markdown"])
def test_names_that_are_no_text_go_through_every_format(tmp_path, shape):
    names = [b"with space.yaml", b"line\nbreak.yaml", b"latin-\xe9.yaml", b"\x1b[31m.yaml", b"::error::.yaml", b"%0A.yaml"]
    for number, name in enumerate(names):
        with open(os.path.join(os.fsencode(tmp_path), name), "wb") as file:  # noqa: PTH118, PTH123 - names that are no text
            file.write(changed(BROKEN_PROMISE, name=f"Firm {number}").encode())

    ended = call("check", ".", "--today", TODAY, "--no-cache", "--format", shape, cwd=tmp_path)

    assert (ended.code, ended.err) == (1, "")
    assert "\x1b" not in ended.out
    assert ended.out.count("M101") >= 6


@unix
def test_another_repository_inside_is_no_trouble_for_drift(tmp_path):
    store(tmp_path, fine=HARBOUR)
    committed(tmp_path)
    for commit in ("1" * 40, "2" * 40):
        git(tmp_path, "update-index", "--add", "--cacheinfo", f"160000,{commit},other")
        git(tmp_path, "commit", "-q", "-m", "another repository")
    git(tmp_path, "update-index", "--cacheinfo", f"160000,{'3' * 40},other")

    assert codes(checked(tmp_path, since="HEAD~1")) == []


@unix
def test_a_revision_that_git_has_lost_a_part_of_is_told(tmp_path):
    store(tmp_path, fine=HARBOUR, gone=HARBOUR.replace("Harbour", "Ash"))
    committed(tmp_path)
    lost = finished(["git", "rev-parse", "HEAD:gone.yaml"], cwd=tmp_path).out.strip()
    (tmp_path / ".git" / "objects" / lost[:2] / lost[2:]).unlink()
    (tmp_path / "gone.yaml").unlink()

    ended = call("check", ".", "--no-cache", "--since", "HEAD", cwd=tmp_path)

    assert (ended.code, ended.err) == (2, "--since: git does not have all of that revision; fetch it whole\n")


@unix
def test_few_open_files_and_odd_limits_are_enough(tmp_path):
    store(tmp_path, fine=HARBOUR)
    code = "import resource, os, sys; resource.setrlimit(resource.RLIMIT_NOFILE, (16, 16)); os.execv(sys.argv[1], sys.argv[1:])"

    assert finished([sys.executable, "-c", code, COMMAND, "check", "."], cwd=tmp_path).code == 0
