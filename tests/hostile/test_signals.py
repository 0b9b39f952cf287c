"""Ctrl-C, and processes that are killed: what was found until then is shown and called partial, and nothing comes out green."""

from __future__ import annotations

import array
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from stored import BROKEN_PROMISE, HARBOUR, TODAY, changed, store

from program import COMMAND, PLAIN

if sys.platform != "linux":
    pytest.skip("what a pipe still holds can be asked on Linux alone", allow_module_level=True)

import fcntl
import termios

MANY = 700
PATIENCE = 60
"""Seconds after which something hangs."""


def waiting_for_input(pipe: int) -> None:
    """Wait until the program has taken what was written into its standard input: it is in the middle of its work."""
    left, until = array.array("i", [1]), time.monotonic() + PATIENCE
    while left[0] and time.monotonic() < until:
        fcntl.ioctl(pipe, termios.FIONREAD, left)
        time.sleep(0.01)
    assert not left[0]


@contextmanager
def started(folder: Path, *args: str) -> Iterator[subprocess.Popen[bytes]]:
    """Start a check in a process group of its own, as a terminal does, that waits for the rest of its standard input."""
    command = [COMMAND, "check", "-", *args, "--today", TODAY]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, cwd=folder, env=PLAIN, start_new_session=True, **pipes) as process:
        try:
            assert process.stdin
            process.stdin.write(b"strategist: 1\n")
            process.stdin.flush()
            waiting_for_input(process.stdin.fileno())
            yield process
        finally:
            process.kill()


def ended(process: subprocess.Popen[bytes]) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=PATIENCE)
    return process.returncode, out.decode(), err.decode()


@pytest.fixture
def bad(tmp_path):
    """A folder with a finding, which sorts before standard input and is kept from an earlier run."""
    store(tmp_path, **{"0-bad": changed(BROKEN_PROMISE)})
    subprocess.run(
        [COMMAND, "check", "0-bad.yaml", "--cache-dir", "c", "--today", TODAY], cwd=tmp_path, env=PLAIN, check=False, capture_output=True
    )
    return tmp_path


def test_after_ctrl_c_what_was_found_is_shown_and_called_partial(bad):
    with started(bad, "0-bad.yaml", "--cache-dir", "c", "--output", "json:out.json", "--output", "github:out.txt") as process:
        os.killpg(process.pid, signal.SIGINT)
        code, out, err = ended(process)

    assert (code, err) == (130, "")
    assert out.startswith("0-bad.yaml:14:24: critical M101 ")
    assert "The run was broken off: 1 of 2 files were looked at." in out
    told = json.loads((bad / "out.json").read_text("utf-8"))
    assert (told["interrupted"], told["exit_code"], len(told["found"])) == (True, 130, 1)
    assert (bad / "out.txt").read_text("utf-8").startswith("::error::The check was interrupted; findings are missing.")


@pytest.mark.parametrize("option", ["--quiet", "--statistics", "--audit-waivers", "--format=full", "--fail-on=never"])
def test_after_ctrl_c_no_way_of_showing_hides_that_it_came(tmp_path, option):
    store(tmp_path, fine=HARBOUR)
    with started(tmp_path, ".", "--no-cache", option) as process:
        os.killpg(process.pid, signal.SIGINT)
        code, out, _ = ended(process)

    assert code == 130
    assert "The run was broken off: 0 of 2 files were looked at." in out
    assert "No findings in" not in out


def test_a_baseline_is_not_made_from_a_part(bad):
    with started(bad, "0-bad.yaml", "--cache-dir", "c", "--baseline", "b.json", "--update-baseline") as process:
        os.killpg(process.pid, signal.SIGINT)
        code, _, _ = ended(process)

    assert code == 130
    assert not (bad / "b.json").exists()


def test_ctrl_c_ends_every_process_of_a_large_run(tmp_path):
    store(tmp_path, **{f"firm-{number}": changed(BROKEN_PROMISE, name=f"Firm {number}") for number in range(MANY)})
    with started(tmp_path, ".", "--no-cache", "--jobs", "3") as process:
        children = offspring(process.pid)
        os.killpg(process.pid, signal.SIGINT)
        code, out, err = ended(process)

    assert (code, err) == (130, "")
    assert "The run was broken off" in out
    assert not [child for child in children if Path(f"/proc/{child}").exists()]


def offspring(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


def test_what_killed_processes_leave_undone_is_done_all_the_same(tmp_path):
    store(tmp_path, **{f"firm-{number}": changed(BROKEN_PROMISE, name=f"Firm {number}") for number in range(MANY)})
    with started(tmp_path, ".", "--no-cache", "--jobs", "3") as process:
        for child in offspring(process.pid):
            os.kill(int(child), signal.SIGKILL)
        code, out, err = ended(process)

    assert (code, err) == (1, "")
    assert out.count(" critical M101 ") == MANY


@pytest.mark.parametrize("moment", [0.05, 0.15, 0.3, 0.45, 0.6, 0.8])
def test_whenever_ctrl_c_comes_nothing_is_green(tmp_path, moment):
    store(tmp_path, **{f"firm-{number}": changed(BROKEN_PROMISE, name=f"Firm {number}") for number in range(MANY)})
    command = [COMMAND, "check", ".", "--no-cache", "--jobs", "2", "--today", TODAY, "--output", "json:out.json"]
    process = subprocess.Popen(
        command, cwd=tmp_path, env=PLAIN, start_new_session=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    time.sleep(moment)
    os.killpg(process.pid, signal.SIGINT)
    code, out, err = ended(process)

    assert code in {1, 130, -signal.SIGINT}
    if code == 130 and out:
        assert "The run was broken off" in out or "broken off before the end" in err
    if (tmp_path / "out.json").exists():
        assert json.loads((tmp_path / "out.json").read_text("utf-8"))["exit_code"] in {1, 130}
