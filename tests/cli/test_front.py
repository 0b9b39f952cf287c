"""The quick way into check reads options just as typer does, or leaves them to it."""

from __future__ import annotations

from typing import Any

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st
from strategist.cli import front
from strategist.cli.app import app
from strategist.cli.check_options import OPTIONS

FLAGS = [flag for option in OPTIONS for flag in option.flags]
WORDS = st.one_of(
    st.sampled_from([*FLAGS, "-", "--", "-h", "--help", "--no-such", "-qf", "-j2", "", "7", "0", "-1", "M301,H", "a b"]),
    st.sampled_from(FLAGS).map("{}=5".format),
    st.text(max_size=4),
)


def by_typer(words: list[str]) -> tuple[list[str], dict[str, Any]]:
    """Read words as the full command line does, which hands over lists, or None for an empty one; raises what it raises."""
    command = typer.main.get_command(app).commands["check"]  # type: ignore[attr-defined]
    given = command.make_context("check", list(words)).params
    given = {name: list(value) or None if isinstance(value, tuple) else value for name, value in given.items()}
    return given.pop("paths") or [], given


@given(st.lists(WORDS, max_size=6))
def test_whatever_is_read_quickly_is_read_so_by_typer(words: list[str]):
    quick = front.read(words)
    if quick is not None:
        assert quick == by_typer(words)


@pytest.mark.parametrize("option", OPTIONS, ids=lambda option: option.name)
def test_every_option_is_read_quickly(option):
    for flag in option.flags:
        words = [flag] if option.kind == "flag" else [flag, "3"]
        assert front.read([*words, "a.yaml"]) == by_typer([*words, "a.yaml"]) != front.read(["a.yaml"])


@pytest.mark.parametrize(
    "words", [["--help"], ["-h"], ["--no-such"], ["--jobs"], ["--jobs", "x"], ["--jobs", "0"], ["-j2"], ["-qf", "json"], ["--quiet=1"]]
)
def test_help_mistakes_and_the_unusual_are_left_to_typer(words: list[str]):
    assert front.read(words) is None


def test_check_loads_no_typer():
    from test_startup import loaded

    assert not loaded("check", "tests/data/check/harbour.yaml", "--today", "2026-11-22", "--no-cache") & {"typer", "rich", "pydantic"}
