"""What a person at a real terminal sees."""

from __future__ import annotations

import re

import pexpect
import pytest
from rich.cells import cell_len

from program import COMMAND, FEDEX, PLAIN, ROOT, call, run

# Some versions of Python warn of a fork in a process that has threads, as a test runner's has.
pytestmark = pytest.mark.filterwarnings("ignore:.*forkpty.*:DeprecationWarning")

COLOR = re.compile(r"\x1b\[[0-9;]*m")
BLANKS = re.compile(r" +$", re.MULTILINE)


def plain(text: str) -> str:
    """Take the colours out, and the blanks at the ends of lines that a colour runs over."""
    return BLANKS.sub("", COLOR.sub("", text))


def seen(*args: str, columns: int = 80, **env: str) -> str:
    """Give what a terminal of this width is sent."""
    shown = pexpect.spawn(
        COMMAND, list(args), env=PLAIN | {"TERM": "xterm-256color"} | env, cwd=str(ROOT), dimensions=(50, columns),
        encoding="utf-8", timeout=60,
    )  # fmt: skip
    text = shown.read()
    shown.close()
    assert shown.exitstatus == 0
    return str(text).replace("\r\n", "\n")


def test_a_terminal_shows_colour():
    text = seen("assess", FEDEX)
    assert "\x1b[1;31mMISMATCH\x1b[0m" in text
    assert plain(text) == call("assess", FEDEX).out


@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"NO_COLOR": ""}, {"TERM": "dumb"}], ids=["NO_COLOR", "empty-NO_COLOR", "dumb"])
def test_a_terminal_that_wants_no_colour_gets_none(env: dict[str, str]):
    assert seen("assess", FEDEX, **env) == call("assess", FEDEX).out


@pytest.mark.parametrize("columns", [60, 100, 200])
def test_the_width_of_the_terminal_is_used_up_to_what_reads_well(columns: int):
    text = plain(seen("assess", FEDEX, columns=columns))
    assert text == call("assess", FEDEX, env={"COLUMNS": str(columns)}).out
    widest = max(cell_len(line) for line in text.splitlines())
    assert min(columns, 110) - 15 < widest <= min(columns, 110)


def test_columns_says_more_than_the_terminal():
    assert plain(seen("menu", columns=100, COLUMNS="60")) == call("menu", env={"COLUMNS": "60"}).out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_can_be_set_up_in_each_shell(shell: str):
    script = run(env={"_STRATEGIST_COMPLETE": f"source_{shell}"})
    assert (script.code, script.err) == (0, "")
    assert f"_STRATEGIST_COMPLETE=complete_{shell}" in script.out


def test_completion_finds_commands_and_options():
    assert completed("strategist ass").split() == ["assess"]
    assert "--format" in completed("strategist assess --fo")


def completed(line: str) -> str:
    words = {"COMP_WORDS": line, "COMP_CWORD": str(len(line.split()) - 1)}
    return run(env={"_STRATEGIST_COMPLETE": "complete_bash", **words}).out
