"""What each command writes, where, and how it ends."""

from __future__ import annotations

import json
import os
import sys
import threading
import unicodedata
from dataclasses import asdict
from pathlib import Path

import pytest
import typer
from rich.cells import cell_len
from strategist import __version__, documents, profiles, reading, schemas
from strategist.cli.app import app
from strategist.models.knowledge import Catalogue
from strategist.render import starter

from program import AOL, CASEBOOK, FEDEX, LOGITECH, ROOT, call, finished, run

PROFILES = sorted(path for path in (ROOT / CASEBOOK).glob("*.yaml") if not path.name.endswith(".expected.yaml"))
GROUP = typer.main.get_command(app)
assert isinstance(GROUP, typer.core.TyperGroup)
COMMANDS = tuple(GROUP.commands)
SCREENS = (
    ("assess", FEDEX),
    ("assess", "--full", AOL),
    ("menu",),
    ("menu", "competitive-edge"),
    ("menu", "competitive-edge", "cost-race"),
    ("explain", "M301", "relative-speed", "win-share", "left-to-chase", "send-the-lost-part", "fedex"),
)


# Help and version.


def test_the_version_is_told():
    assert run("--version").out == f"strategist {__version__}\n"
    assert call("--version", "assess").out == f"strategist {__version__}\n"


def test_the_module_is_the_same_program_as_the_command():
    assert finished([sys.executable, "-m", "strategist", "menu"]) == run("menu")


def test_alone_it_shows_what_it_can_do():
    shown = run()
    assert (shown.code, shown.err) == (2, "")
    assert all(f" {command} " in shown.out for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_says_what_a_command_does_and_takes(command: str):
    asked = run(command, "--help")
    assert (asked.code, asked.err) == (0, "")
    assert f"Usage: strategist {command} [OPTIONS]" in asked.out
    assert run(command, "-h") == asked


def test_every_command_argument_and_option_is_explained():
    for command in (GROUP, *GROUP.commands.values()):
        assert command.help
        assert all(getattr(parameter, "help", None) for parameter in command.params), command.name


# Assess.


def test_assess_reads_one_profile():
    assessed = run("assess", FEDEX)
    assert (assessed.code, assessed.err) == (0, "")
    assert assessed.out.startswith("FedEx, later\n")


def test_assess_reads_several_profiles_in_their_order():
    one, other = (with_its_file(name) for name in (FEDEX, LOGITECH))
    assert call("assess", FEDEX, LOGITECH).out == f"{one}\n{other}"
    assert call("assess", LOGITECH, FEDEX).out == f"{other}\n{one}"


def with_its_file(name: str) -> str:
    """Give a reading as it stands among several, where each names its file."""
    title, rest = call("assess", name).out.split("\n", 1)
    return f"{title}  {name}\n{rest}"


def test_assess_reads_standard_input():
    assert run("assess", "-", stdin=(ROOT / FEDEX).read_text("utf-8")).out == call("assess", FEDEX).out


def test_a_file_may_hold_several_profiles():
    text = "\n---\n".join((ROOT / name).read_text("utf-8") for name in (FEDEX, LOGITECH))
    alone = call("assess", FEDEX, LOGITECH).out
    named = alone.replace(FEDEX, "<stdin> (document 1)").replace(LOGITECH, "<stdin> (document 2)")
    assert call("assess", "-", stdin=text).out == named


def test_assess_ends_well_whatever_it_finds():
    assessed = call("assess", *PROFILES)
    assert (assessed.code, assessed.err) == (0, "")
    assert {"ALIGNED", "MISMATCH", "UNDECIDED", "UNDECLARED"} <= set(assessed.out.splitlines())


def test_full_adds_reasons_and_notes():
    short, full = call("assess", FEDEX).out, call("assess", "--full", FEDEX).out
    assert "  why      " not in short
    assert "  why      " in full
    assert "81 seconds" not in short
    assert "81 seconds" in full


def test_json_of_one_profile_is_an_object_and_of_several_an_array(catalogue: Catalogue):
    one = json.loads(run("assess", "--format", "json", FEDEX).out)
    several = json.loads(call("assess", "-f", "json", FEDEX, LOGITECH).out)
    assert one == read(FEDEX, catalogue)
    assert several == [read(FEDEX, catalogue), read(LOGITECH, catalogue)]


def read(name: str, catalogue: Catalogue) -> object:
    """Read a profile without the command line, as plain data."""
    (document,) = documents.parse((ROOT / name).read_text("utf-8"), name)
    return json.loads(json.dumps(asdict(reading.build(profiles.profile(document, catalogue), catalogue))))


# Where it is written.


@pytest.mark.parametrize(
    "args", [*SCREENS, ("assess", "-f", "json", FEDEX), ("schema", "profile")], ids=lambda args: "-".join(args[:2]).replace("/", "-")
)
def test_a_file_gets_the_same_bytes_as_the_screen(args: tuple[str, ...], tmp_path: Path):
    file = tmp_path / "reading.txt"
    wrote = call(*args, "-o", file)
    assert (wrote.code, wrote.out, wrote.err) == (0, "", "")
    assert file.read_bytes() == call(*args).out.encode()


def test_a_file_is_replaced_whole_and_nothing_is_left_beside_it(tmp_path: Path):
    file = tmp_path / "menu.txt"
    file.write_text("old " * 10_000, "utf-8")
    call("menu", "-o", file)
    assert file.read_text("utf-8") == call("menu").out
    assert list(tmp_path.iterdir()) == [file]


def test_a_link_stays_a_link(tmp_path: Path):
    file, link = tmp_path / "menu.txt", tmp_path / "link"
    link.symlink_to(file)
    call("menu", "-o", link)
    assert link.is_symlink()
    assert file.read_text("utf-8") == call("menu").out


def test_what_is_no_file_is_written_into_and_never_replaced(tmp_path: Path):
    """A named pipe stands for /dev/null and its like."""
    pipe, got = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: got.append(pipe.read_text("utf-8")), daemon=True)
    reader.start()
    wrote = call("menu", "-o", pipe)
    reader.join(10)
    assert wrote.code == 0
    assert pipe.is_fifo()
    assert got == [call("menu").out]


@pytest.mark.parametrize("place", ["nowhere/menu.txt", ".", "n" * 300], ids=["no-such-folder", "a-folder", "too-long"])
def test_a_place_that_cannot_be_written_is_refused(place: str, tmp_path: Path):
    refused = call("menu", "-o", place, cwd=tmp_path)
    assert (refused.code, refused.out) == (2, "")
    assert refused.err.startswith(f"{place}: the file cannot be written (")
    assert refused.err.endswith("); choose another place\n")
    assert not list(tmp_path.iterdir())


# The other commands.


def test_menu_shows_all_ten_or_those_that_are_named(catalogue: Catalogue):
    assert all(f"{strategy.order:<3} {strategy.name}" in call("menu").out for strategy in catalogue.strategies.values())
    assert call("menu", "cost-race").out.startswith("The cost race  cost-race\n")
    assert "Do they go together?" in call("menu", "cost-race", "competitive-edge").out


def test_a_strategy_named_twice_is_shown_once():
    assert call("menu", "cost-race", "cost-race") == call("menu", "cost-race")


def test_explain_takes_ids_and_codes_in_any_case():
    assert call("explain", "m301") == call("explain", "M301") == call("explain", "edge-slower-than-rivals")
    both = call("explain", "M301", "fedex").out
    assert both == "\n".join(call("explain", name).out for name in ("M301", "fedex"))


def test_init_shows_the_starter_profile(catalogue: Catalogue):
    shown = call("init")
    assert (shown.code, shown.out, shown.err) == (0, starter.text(catalogue), "")


def test_init_writes_the_starter_profile_and_says_what_is_next(tmp_path: Path):
    wrote = call("init", "acme.yaml", cwd=tmp_path)
    assert (wrote.code, wrote.out) == (0, "")
    assert wrote.err.startswith("Wrote acme.yaml. ")
    assert wrote.err.endswith("strategist assess acme.yaml\n")
    assert (tmp_path / "acme.yaml").read_text("utf-8") == call("init").out
    assert call("assess", "acme.yaml", cwd=tmp_path).code == 0


def test_init_writes_over_a_file_only_when_forced(tmp_path: Path):
    file = tmp_path / "acme.yaml"
    file.write_text("mine", "utf-8")
    assert call("init", file).code == 2
    assert file.read_text("utf-8") == "mine"
    assert call("init", "--force", file).code == 0
    assert file.read_text("utf-8") == call("init").out


@pytest.mark.parametrize("kind", schemas.KINDS)
def test_schema_prints_every_kind(kind: str, catalogue: Catalogue):
    assert json.loads(call("schema", kind).out) == schemas.schema(kind, catalogue)


# The same input gives the same bytes.


@pytest.mark.parametrize(
    "env",
    [{"PYTHONHASHSEED": "1"}, {"PYTHONHASHSEED": "2"}, {"LC_ALL": "C"}, {"LC_ALL": "tr_TR.UTF-8", "TZ": "Pacific/Apia"}],
    ids=lambda env: "-".join(env.values()).replace("/", "-"),
)
def test_hash_order_locale_and_time_zone_change_nothing(env: dict[str, str]):
    utf8 = {"PYTHONUTF8": "1", **env}
    assert run("assess", "--full", FEDEX, env=utf8) == call("assess", "--full", FEDEX)
    assert run("assess", "-f", "json", FEDEX, LOGITECH, env=utf8) == call("assess", "-f", "json", FEDEX, LOGITECH)


def test_the_folder_it_is_run_from_changes_nothing(tmp_path: Path):
    assert run("assess", ROOT / FEDEX, cwd=tmp_path) == call("assess", FEDEX)
    assert call("assess", "-f", "json", ROOT / FEDEX, cwd=tmp_path) == call("assess", "-f", "json", ROOT / FEDEX)


# Widths, marks and colours.


@pytest.mark.parametrize("columns", [40, 60, 80, 200])
@pytest.mark.parametrize("args", SCREENS, ids=lambda args: "-".join(args[:2]).replace("/", "-"))
def test_no_line_is_wider_than_the_sheet(args: tuple[str, ...], columns: int):
    lines = call(*args, env={"COLUMNS": str(columns)}).out.splitlines()
    assert max(map(cell_len, lines)) <= min(columns, 110)


@pytest.mark.parametrize("columns", [60, 80, 200])
@pytest.mark.parametrize("args", SCREENS, ids=lambda args: "-".join(args[:2]).replace("/", "-"))
def test_nothing_is_cut_off(args: tuple[str, ...], columns: int):
    """The same words stand on a narrow sheet and on a wide one."""
    shown = call(*args, env={"COLUMNS": str(columns)}).out
    assert "…" not in shown
    assert letters(shown) == letters(call(*args, env={"COLUMNS": "110"}).out)


def letters(text: str) -> list[str]:
    """Give the letters of a text in the order of the alphabet, so that columns may be broken anywhere."""
    return sorted(character for character in text if character.isalnum())


def test_a_width_that_is_no_width_is_not_used():
    usual = call("menu")
    for columns in ("", "0", "-3", "wide"):
        assert call("menu", env={"COLUMNS": columns}) == usual


@pytest.mark.parametrize("args", [*SCREENS, ("init",), ("schema", "rule")], ids=lambda args: "-".join(args[:2]).replace("/", "-"))
def test_a_pipe_gets_no_control_character(args: tuple[str, ...]):
    assert not {character for character in call(*args).out if unicodedata.category(character) == "Cc"} - {"\n"}


@pytest.mark.parametrize("env", [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}])
def test_where_only_ascii_can_be_shown_the_marks_are_ascii(env: dict[str, str]):
    shown = run("assess", FEDEX, env=env)
    assert (shown.code, shown.err) == (0, "")
    assert shown.out.isascii()
    assert "  Speed against rivals      .---X---.---o===o  Noticeably longer" in shown.out


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "utf-16"])
@pytest.mark.parametrize("args", SCREENS, ids=lambda args: "-".join(args[:2]).replace("/", "-"))
def test_every_screen_can_be_shown_in_any_encoding(args: tuple[str, ...], encoding: str):
    shown = call(*args, encoding=encoding)
    assert (shown.code, shown.err) == (0, "")


def test_none_of_several_profiles_is_written_over(tmp_path: Path):
    first = tmp_path / "first.yaml"
    first.write_bytes((ROOT / FEDEX).read_bytes())

    refused = call("assess", first, LOGITECH, "-o", first)
    assert (refused.code, refused.err) == (2, f"{first}: this is the profile itself; choose another file with -o\n")
    assert first.read_bytes() == (ROOT / FEDEX).read_bytes()
