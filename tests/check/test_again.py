"""A run that uses the cache, or several processes, says byte for byte what a plain run says; what is damaged or killed changes nothing."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from stored import HARBOUR, SLOWER, changed, store
from strategist.catalogue import shipped
from strategist.check import workers
from strategist.check.cache import Cache
from strategist.check.planning import Request
from strategist.check.run import run
from strategist.models.checking import Checked

COMMAND = str(Path(sys.executable).with_name("strategist"))
OLD = 1_700_000_000
MANY = workers.WORTH_IT + 20


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three profiles, one with a finding and one that is broken, all older than the cache."""
    home = store(tmp_path / "profiles", fine=HARBOUR, slow=changed(SLOWER, name="Slow Tools"), broken="strategist: 1\npractice: [\n")
    (tmp_path / ".git").mkdir()
    for path in home.iterdir():
        os.utime(path, (OLD, OLD))
    return home


def looked(folder: Path, cache: Path | None, *, processes: int = 1, today: str = "2026-11-22") -> Checked:
    return run(Request((str(folder),), today, processes=processes, cache=str(cache) if cache else None), shipped())


def kept(cache: Path) -> Path:
    (file,) = cache.iterdir()
    return file


class Counting:
    """Counts how often a file is really checked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        from strategist.check import one

        self.names: list[str] = []
        plain = one.check

        def check(content: bytes, name: str, *args: object, **more: object) -> object:
            self.names.append(Path(name).stem)
            return plain(content, name, *args, **more)

        monkeypatch.setattr(one, "check", check)


@pytest.fixture
def counting(monkeypatch: pytest.MonkeyPatch) -> Counting:
    return Counting(monkeypatch)


def test_what_has_not_changed_is_not_checked_again(folder: Path, tmp_path: Path, counting: Counting):
    cold = looked(folder, tmp_path / "cache")
    counting.names.clear()

    assert looked(folder, tmp_path / "cache") == cold == looked(folder, None)
    assert counting.names == ["broken", "fine", "slow"]  # all of them by the last, which has no cache


def test_a_new_time_alone_is_no_change(folder: Path, tmp_path: Path, counting: Counting):
    cold = looked(folder, tmp_path / "cache")
    counting.names.clear()
    for path in folder.iterdir():
        os.utime(path, (OLD + 5, OLD + 5))

    assert looked(folder, tmp_path / "cache") == cold
    assert not counting.names


def test_a_change_of_the_same_size_and_time_is_seen(folder: Path, tmp_path: Path, counting: Counting):
    before = looked(folder, tmp_path / "cache")
    counting.names.clear()
    path = folder / "fine.yaml"
    path.write_text(HARBOUR.replace("delivery-vs-promise: kept", "delivery-vs-promise: kepd"), "utf-8")
    os.utime(path, (OLD, OLD))

    after = looked(folder, tmp_path / "cache")

    assert counting.names == ["fine"]
    assert after != before
    assert after == looked(folder, None)


def test_a_file_changed_again_at_once_is_seen(folder: Path, tmp_path: Path):
    path = folder / "fine.yaml"
    for text in (changed(SLOWER), HARBOUR, changed(SLOWER)):
        path.write_text(text, "utf-8")
        assert looked(folder, tmp_path / "cache") == looked(folder, None)


@pytest.mark.parametrize("spoil", [lambda old: old[:0], lambda old: old[: len(old) // 2], lambda old: old[:-1] + b"?", bytes.swapcase])
def test_a_damaged_cache_is_not_used(folder: Path, tmp_path: Path, spoil: Callable[[bytes], bytes]):
    cold = looked(folder, tmp_path / "cache")
    file = kept(tmp_path / "cache")
    file.write_bytes(spoil(file.read_bytes()))

    assert looked(folder, tmp_path / "cache") == cold


def test_another_day_or_other_settings_are_checked_afresh(folder: Path, tmp_path: Path, counting: Counting):
    looked(folder, tmp_path / "cache")
    counting.names.clear()

    later = looked(folder, tmp_path / "cache", today="2031-01-01")

    assert len(counting.names) == 3
    assert later == looked(folder, None, today="2031-01-01")


def test_another_program_starts_an_empty_cache(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    looked(folder, tmp_path / "cache")
    top = str(tmp_path)
    assert Cache(tmp_path / "cache", top).entries
    monkeypatch.setattr("strategist.check.cache.__version__", "99")

    assert not Cache(tmp_path / "cache", top).entries


def test_a_file_that_cannot_be_read_any_more_is_told(folder: Path, tmp_path: Path):
    looked(folder, tmp_path / "cache")
    (folder / "fine.yaml").unlink()
    (folder / "fine.yaml").symlink_to("nowhere")

    found = looked(folder, tmp_path / "cache").found

    assert [one.code for one in found if one.place.file.endswith("fine.yaml")] == ["P001"]


def test_a_cache_that_cannot_be_written_is_no_trouble(folder: Path, tmp_path: Path):
    (tmp_path / "cache").write_text("a file stands where the folder should be", "utf-8")

    assert looked(folder, tmp_path / "cache") == looked(folder, None)


# Several processes. They need no profiles to be shown.


def square(number: int) -> int:
    return number * number


@pytest.mark.parametrize("processes", [1, 2, 8])
def test_the_work_comes_back_whole(processes: int):
    assert workers.shared(range(MANY), square, processes).results == {number: number * number for number in range(MANY)}


class Killing:
    """Work that kills any process but the first, now and then."""

    def __init__(self) -> None:
        self.first = os.getpid()

    def __call__(self, number: int) -> int:
        if os.getpid() != self.first and number > MANY // 2:
            os.kill(os.getpid(), signal.SIGKILL)
        return number


def test_what_a_killed_process_leaves_undone_is_done_all_the_same():
    done = workers.shared(range(MANY), Killing(), 3)

    assert done.results == {number: number for number in range(MANY)}
    assert not done.interrupted


class Interrupting:
    """Work during which somebody presses Ctrl-C in the first process."""

    def __init__(self) -> None:
        self.first = os.getpid()

    def __call__(self, number: int) -> int:
        if os.getpid() == self.first and number > MANY // 2:
            raise KeyboardInterrupt
        time.sleep(0.0001)
        return number


@pytest.mark.parametrize("processes", [1, 2])
def test_after_an_interrupt_there_is_what_was_done_until_then(processes: int):
    done = workers.shared(range(MANY), Interrupting(), processes)

    assert done.interrupted
    assert 0 < len(done.results) < MANY
    assert all(number == result for number, result in done.results.items())


def test_the_same_bytes_come_out_whatever_the_processes_the_cache_and_the_hash_seed(tmp_path: Path):
    import subprocess

    home = store(tmp_path / "profiles", **{f"firm-{number}": changed(SLOWER, name=f"Firm {number}") for number in range(MANY)})
    (home / "firm-3.yaml").write_text("strategist: [", "utf-8")

    def said(seed: int, *options: str) -> tuple[int, bytes]:
        env = {"PATH": os.environ["PATH"], "PYTHONHASHSEED": str(seed), "XDG_CACHE_HOME": str(tmp_path / "cache"), "LC_ALL": "C.UTF-8"}
        command = [COMMAND, "check", "profiles", "--today", "2026-11-22", "-f", "json", *options]
        done = subprocess.run(command, capture_output=True, cwd=tmp_path, env=env, check=False, timeout=300)
        return done.returncode, done.stdout

    plain = said(1, "--jobs", "1", "--no-cache")

    assert plain[0] == 2
    assert plain[1].count(b"M301") >= MANY - 1
    assert said(2, "--jobs", "2") == said(3, "--jobs", "8") == said(4, "--jobs", "8", "--no-cache") == plain
