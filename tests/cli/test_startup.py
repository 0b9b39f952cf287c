"""What is loaded at the start, and the compiled catalogue that makes the start quick."""

from __future__ import annotations

import os
import pickle
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from strategist import compiled
from strategist.catalogue import home, load, shipped

from program import FEDEX, PLAIN, ROOT, Outcome, finished, run

LISTING = """
import sys
from strategist.cli import main
try:
    main()
finally:
    print(*sys.modules, file=sys.stderr)
"""
HEAVY = {"pydantic", "rich", "typer", "yaml"}


@pytest.fixture(scope="module", autouse=True)
def compiled_once() -> None:
    """The catalogue has been compiled, as after any earlier run."""
    assert run("menu").code == 0


def loaded(*args: str) -> set[str]:
    """Give the packages that a command loads."""
    listed = finished([sys.executable, "-c", LISTING, *args])
    assert listed.code == 0
    return {module.partition(".")[0] for module in listed.err.split()}


def test_version_loads_nothing():
    assert not loaded("--version") & HEAVY


def test_a_reading_loads_no_validation():
    assert loaded("assess", FEDEX) & HEAVY == {"rich", "typer"}


def test_a_check_loads_no_parser_and_no_words_for_types(tmp_path):
    profile = tmp_path / "fedex.yaml"
    profile.write_bytes((ROOT / FEDEX).read_bytes())  # away from our own configuration, whose reader loads them
    listed = finished([sys.executable, "-c", LISTING, "check", "--no-cache", "--today", "2026-10-01", str(profile)], cwd=tmp_path)

    assert listed.code == 1
    assert not set(listed.err.split()) & {*HEAVY, "typing", "pickle", "tempfile"}


def test_json_loads_no_screen():
    assert loaded("assess", "-f", "json", FEDEX) & HEAVY == {"typer"}


def test_the_menu_loads_no_validation():
    assert not loaded("menu") & {"pydantic"}


@pytest.mark.parametrize("args", [("init",), ("schema", "profile")], ids=lambda args: args[0])
def test_what_only_writes_text_loads_neither_validation_nor_screen(args: tuple[str, ...]):
    assert not loaded(*args) & {"pydantic", "rich"}


# The kept form.


class Maker:
    """Counts how often it is asked to make something out of a file."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "source.yaml"
        self.file.write_text("one", "utf-8")
        self.made = 0

    def kept(self, *more: Path) -> str:
        return compiled.kept("words", [self.file, *more], self.make)

    def make(self) -> str:
        self.made += 1
        return self.file.read_text("utf-8")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of our own, so that no other test can be disturbed."""
    monkeypatch.setattr(compiled.__spec__, "cached", str(tmp_path / "cache" / Path(str(compiled.__spec__.cached)).name))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "cache"


@pytest.fixture
def maker(tmp_path: Path, cache: Path) -> Maker:
    return Maker(tmp_path)


def pickled(cache: Path) -> Path:
    (file,) = cache.rglob("*.pickle")
    return file


def test_what_is_kept_is_made_once(maker: Maker):
    assert [maker.kept(), maker.kept(), maker.kept()] == ["one"] * 3
    assert maker.made == 1


def changed_size(maker: Maker) -> None:
    maker.file.write_text("three", "utf-8")


def changed_time(maker: Maker) -> None:
    state = maker.file.stat()
    maker.file.write_text("two", "utf-8")
    later = state.st_mtime_ns + 1_000_000_000
    os.utime(maker.file, ns=(later, later))


@pytest.mark.parametrize(("change", "word"), [(changed_size, "three"), (changed_time, "two")])
def test_it_is_made_again_when_a_source_has_another_size_or_time(maker: Maker, change: Callable[[Maker], None], word: str):
    maker.kept()
    change(maker)
    assert [maker.kept(), maker.kept()] == [word] * 2
    assert maker.made == 2


def test_it_is_made_again_when_there_is_one_source_more_or_less(maker: Maker, tmp_path: Path):
    more = tmp_path / "more.yaml"
    more.touch()
    for sources in ((), (more,), ()):
        maker.kept(*sources)
    assert maker.made == 3


def test_it_is_made_again_by_another_version(maker: Maker, monkeypatch: pytest.MonkeyPatch):
    maker.kept()
    monkeypatch.setattr(compiled, "__version__", "99")
    maker.kept()
    assert maker.made == 2


DAMAGED = {
    "empty": b"",
    "text": b"not a pickle",
    "noise": bytes(range(256)) * 8,
    "another pickle": pickle.dumps(["something else"]),
    "a name that is gone": b"cstrategist.gone\nNoun\n.",
    "a size no memory has": b"\x80\x05\x96" + b"\xff" * 8,
    "a length in petabytes": b"\x80\x05B\xff\xff\xff\xff",
    "a stack that is empty": b"\x80\x05K\x01](h\x00u.",
}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_form_is_not_used(maker: Maker, cache: Path, content: bytes):
    maker.kept()
    pickled(cache).write_bytes(content)
    assert [maker.kept(), maker.kept()] == ["one"] * 2
    assert maker.made == 2


def test_a_form_cut_off_anywhere_is_not_used(maker: Maker, cache: Path):
    maker.kept()
    whole = pickled(cache).read_bytes()
    for length in range(len(whole)):
        pickled(cache).write_bytes(whole[:length])
        assert maker.kept() == "one"
    assert maker.made == 1 + len(whole)


def test_nothing_is_kept_where_python_may_keep_nothing(maker: Maker, cache: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert [maker.kept(), maker.kept()] == ["one"] * 2
    assert maker.made == 2
    assert not cache.exists()


def test_a_cache_that_cannot_be_written_is_no_trouble(maker: Maker, cache: Path):
    cache.write_text("a file stands where the folder should be", "utf-8")
    assert [maker.kept(), maker.kept()] == ["one"] * 2


def test_the_kept_catalogue_equals_a_fresh_one(cache: Path):
    making = shipped.__wrapped__
    made, kept = making(), making()
    assert made is not kept
    assert made == kept == load(home())
    assert (kept.questions, kept.routes) == (made.questions, made.routes)


# The same, as a user meets it.


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the program and its knowledge, with a cache of its own."""
    for part in ("strategist", "strategies", "questionnaires"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def menu(copy: Path, *options: str) -> Outcome:
    env = {"PYTHONPATH": str(copy), "PATH": PLAIN["PATH"]}
    return finished([sys.executable, *options, "-m", "strategist", "menu"], env=env, cwd=copy)


def test_an_edited_strategy_shows_in_the_next_run(copy: Path):
    assert menu(copy) == run("menu")
    assert pickled(copy).parent == copy / "strategist" / "__pycache__"
    file = copy / "strategies" / "cost-race.yaml"
    file.write_text(file.read_text("utf-8").replace("name: The cost race", "name: The race downhill"), "utf-8")
    edited = menu(copy).out
    assert "The race downhill" in edited
    assert "The cost race" not in edited


def test_with_b_nothing_is_written(copy: Path):
    assert menu(copy, "-B") == run("menu")
    assert not list(copy.rglob("__pycache__"))
