"""What goes wrong is said in one line each, with what to do, and never with a traceback."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from rich.cells import cell_len
from strategist import reading
from strategist.models.knowledge import Catalogue

from program import AOL, COMMAND, FEDEX, LOGITECH, PLAIN, ROOT, Outcome, call, run

PROBLEM = re.compile(r"(?P<place>.+?(:[1-9][0-9]*:[1-9][0-9]*)?): (?P<what>.+); (?P<to_do>.+)")
BIDI = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def refused(outcome: Outcome, *, out: str = "") -> list[str]:
    """Give the problems of a run that was refused: each a line of its own, and nothing else."""
    assert (outcome.code, outcome.out) == (2, out)
    lines = outcome.err.splitlines()
    assert lines
    assert all(PROBLEM.fullmatch(line) for line in lines), outcome.err
    return lines


def harmless(text: str) -> bool:
    """Tell whether a text holds nothing that could steer a terminal or turn its direction."""
    return not any(steers(character) for character in text)


def steers(character: str) -> bool:
    return character in BIDI or (unicodedata.category(character) == "Cc" and character not in "\n\t")


# Bad input on the command line.


@pytest.mark.parametrize("args", [("assess",), ("recommend",), ("plan",), ("whatif", "--set", "dialogue=none")], ids=lambda args: args[0])
def test_a_profile_that_does_not_exist_is_named(args: tuple[str, ...]):
    assert refused(call(*args, "nowhere.yaml")) == [
        "nowhere.yaml: there is no such file; check the path, or make a profile with `strategist init`"
    ]


def test_a_folder_is_no_profile():
    assert refused(call("assess", "tests")) == ["tests: this is a folder; name a profile inside it"]


@pytest.mark.parametrize("stdin", ["", "company: {name: Ash}", "strategist: 1\nstrategist: 1", "\tx"])
def test_standard_input_is_called_stdin(stdin: str):
    assert all(line.startswith("<stdin>:") for line in refused(call("assess", "-", stdin=stdin)))


@pytest.mark.parametrize(
    ("args", "named"),
    [
        (("asess", FEDEX), "Did you mean 'assess'?"),
        (("assess", "--ful", FEDEX), "--full"),
        (("assess", "--format", "html", FEDEX), "is not one of 'terminal',"),
        (("assess",), "Missing argument 'PROFILE...'"),
        (("explain",), "Missing argument 'NAME...'"),
        (("schema",), "Missing argument"),
        (("schema", "profile", "reading"), "unexpected extra argument"),
        (("menu", "-o"), "requires an argument"),
    ],
    ids=lambda value: "-".join(value[:2]) if isinstance(value, tuple) else "",
)
def test_a_command_line_that_makes_no_sense_is_refused_with_a_way_on(args: tuple[str, ...], named: str):
    ended = run(*args)
    assert (ended.code, ended.out) == (2, "")
    assert named in ended.err
    assert "Traceback" not in ended.err


@pytest.mark.parametrize(
    ("args", "meant"),
    [
        (("menu", "cost-rase"), "did you mean `cost-race`?"),
        (("menu", "trust"), "did you mean `extraordinary-trust`?"),
        (("explain", "M3011"), "did you mean `M301`?"),
        (("explain", "relative-speeed"), "did you mean `relative-speed`?"),
        (("schema", "profil"), "did you mean `profile`?"),
        (("menu", "delight"), "competitive-edge"),
        (("explain", "xyzzy"), "strategist menu"),
        (("schema", "delight"), "profile, reading, check, strategy"),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, tuple) else "",
)
def test_a_name_that_is_not_known_gets_a_suggestion(args: tuple[str, ...], meant: str):
    (line,) = refused(call(*args))
    assert meant in line
    assert f"`{args[1]}`" in line


def test_every_unknown_name_is_told_at_once():
    assert len(refused(call("explain", "M301", "nothing", "M3011"))) == 2
    assert len(refused(call("menu", "nothing", "cost-race", "cost-rase"))) == 2


def test_init_does_not_write_over_a_file(tmp_path: Path):
    (tmp_path / "acme.yaml").touch()
    (line,) = refused(call("init", "acme.yaml", cwd=tmp_path))
    assert line.startswith("acme.yaml: this already exists; ")
    assert "--force" in line


# Broken profiles.


@pytest.fixture
def broken(tmp_path: Path) -> tuple[str, str]:
    """Two broken profiles, with two problems and one."""
    one, other = tmp_path / "one.yaml", tmp_path / "other.yaml"
    one.write_text("strategist: 1\npractice:\n  human-reach: short\n  relative-sped: level\n", "utf-8")
    other.write_text("strategist: 1\ngoals: [win-share\n", "utf-8")
    return str(one), str(other)


def test_broken_profiles_do_not_hide_the_good_ones(broken: tuple[str, str]):
    one, other = broken
    ended = run("assess", one, FEDEX, other, LOGITECH)
    lines = refused(ended, out=call("assess", FEDEX, LOGITECH).out)
    assert [line.rpartition("/")[2].partition(" ")[0] for line in lines] == ["one.yaml:3:16:", "one.yaml:4:3:", "other.yaml:2:8:"]


def test_the_good_profiles_among_broken_ones_are_written_to_the_file(broken: tuple[str, str], tmp_path: Path):
    file = tmp_path / "out.json"
    refused(call("assess", *broken, FEDEX, AOL, "-f", "json", "-o", file))
    assert file.read_text("utf-8") == call("assess", FEDEX, AOL, "-f", "json").out


def test_when_all_are_broken_no_file_is_written(broken: tuple[str, str], tmp_path: Path):
    refused(call("assess", *broken, "-o", tmp_path / "out.txt"))
    assert not (tmp_path / "out.txt").exists()


@pytest.mark.parametrize("file", sorted((ROOT / "tests/data/invalid").glob("*.yaml")), ids=lambda file: file.stem)
def test_every_broken_profile_is_refused_line_by_line(file: Path):
    lines = refused(call("assess", file))
    assert all(harmless(line) for line in lines)


# Hostile text.

HOSTILE = {
    "escape": "\x1b[31mred\x1b]0;title\x07 \x1b[2J",
    "c1": "\x9b31m red \x85 \x7f",
    "markup": "[red]red[/red] [/] [link=http://example.org]x[/link] :smile: **bold**",
    "bidi": "a\u202eb\u2066c\u200fd\u061ce",
    "lines": "one\r\ntwo\nthree\u2028four\u2029five\x0bsix\tseven",
    "emoji": "👩‍👩‍👧‍👦 🇬🇧 é ﷽ 漢字",
    "long": "x" * 10_000,
    "braces": "{0} %s %(name)s $HOME `id` <b>",
}


def quoted(text: str) -> str:
    """Write a text as YAML in double quotes, with escapes for what YAML does not allow to stand there."""
    unsafe = {"Cc", "Zl", "Zp"}
    escaped = (f"\\u{ord(c):04x}" if unicodedata.category(c) in unsafe or c in '"\\' else c for c in text)
    return f'"{"".join(escaped)}"'


def hostile_profile(catalogue: Catalogue, text: str) -> str:
    """Write a profile with this text in every place that takes words, around answers that make findings."""
    said = quoted(text)
    lines = ["strategist: 1"]
    for section in ("company", "declared"):
        lines += [f"{section}:", *(f"  {route[-1]}: {said}" for route in words(catalogue) if route[0] == section)]
    lines += [f"  strategy: [{{strategy: competitive-edge, to: {said}}}, {{strategy: lower-expectations, to: {said}}}]"]
    lines += [f"  promises: [{{measure: {said}, figure: 3, unit: {said}, text: {said}}}, {said}]", "practice:"]
    annotated = f"note: {said}, reference: [{said}]"
    first, *others = catalogue.dimensions.values()
    lines += [f"  {dimension.id}: {{value: {dimension.options[1].id}, {annotated}}}" for dimension in others]
    return "\n".join([*lines, f"  {first.id}: {{not_applicable: {said}, {annotated}}}", ""])


def words(catalogue: Catalogue) -> Iterator[tuple[str, ...]]:
    for question, route in catalogue.routes.items():
        if catalogue.questions[question].type in {"text", "long-text"}:
            yield route


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_steers_nothing_and_keeps_within_the_sheet(text: str, catalogue: Catalogue):
    shown = call("assess", "--full", "-", stdin=hostile_profile(catalogue, text))
    assert (shown.code, shown.err) == (0, "")
    assert harmless(shown.out)
    assert max(cell_len(line) for line in shown.out.splitlines()) <= 80


@pytest.mark.parametrize("text", [HOSTILE[name] for name in HOSTILE if name != "long"], ids=[name for name in HOSTILE if name != "long"])
def test_hostile_text_is_printed_literally(text: str, catalogue: Catalogue):
    assert literal(text, call("assess", "--full", "-", stdin=hostile_profile(catalogue, text)).out)


def literal(text: str, shown: str) -> bool:
    """Tell whether a text stands in a reading wherever it was written, with a mark in place of what could steer a terminal."""
    marked = "".join("\ufffd" if steers(character) else character for character in text)
    return squeezed(shown).count(squeezed(marked)) > 10


def squeezed(text: str) -> str:
    """Take all white space out, so that a text is found however it was wrapped."""
    return "".join(text.split())


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_comes_back_from_json_as_it_was(text: str, catalogue: Catalogue):
    shown = call("assess", "-f", "json", "-", stdin=hostile_profile(catalogue, text))
    assert not {character for character in shown.out if unicodedata.category(character) == "Cc" and character < " "} - {"\n"}
    said = json.loads(shown.out)
    assert set(said["company"].values()) - {None} == {text}
    assert (said["declared"]["purpose"], said["declared"]["because"], said["declared"]["sacrifice"]) == (text, text, text)
    assert [part["to"] for part in said["declared"]["parts"]] == [text, text]
    assert said["declared"]["promises"][0] == {"measure": text, "figure": 3.0, "unit": text, "text": text}
    assert said["declared"]["promises"][1]["text"] == text
    notes = {answer["note"] for finding in said["findings"] for answer in finding["answers"] if answer["question"] != "declared.strategy"}
    assert notes == {text}


MISTAKES = (
    "{word}: 1",
    "company: {{{word}: Ash}}",
    "practice: {{human-reach: {word}}}",
    "practice: {{human-reach: {{value: {word}, source: {word}, date: {word}}}}}",
    "practice: {{staff-wait-inside: {word}}}",
    "budget: {{revenue: {word}, currency: {word}, heads: {word}, rivals_service_share: {word}}}",
    "goals: [{word}, {{goal: {word}}}, {{goal: win-share, weight: {word}}}]",
    "declared: {{strategy: {word}}}",
    "declared: {{strategy: [{{strategy: cost-race, share: {word}, {word}: 1}}]}}",
    "declared: {{promises: [{{figure: {word}}}, {{{word}: 1}}]}}",
    "questionnaires: {{practice: {word}, {word}: 1}}",
    "company: {{name: a, {word}: b, {word}: c}}",
)


@pytest.mark.parametrize("mistake", MISTAKES)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_in_a_mistake_stays_in_its_line(mistake: str, text: str):
    lines = refused(call("assess", "-", stdin="strategist: 1\n" + mistake.format(word=quoted(text))))
    assert all(harmless(line) and line.startswith("<stdin>:2:") for line in lines)
    assert max(map(len, lines)) < 1000


def test_hostile_text_as_the_format_stays_in_its_line():
    for text in HOSTILE.values():
        assert all(harmless(line) for line in refused(call("assess", "-", stdin=f"strategist: {quoted(text)}\n")))


@pytest.mark.parametrize("text", [HOSTILE[name] for name in ("escape", "markup", "bidi", "lines", "emoji")])
def test_hostile_names_on_the_command_line_stay_in_their_line(text: str):
    for args in (("assess", text), ("explain", text), ("menu", text), ("schema", text), ("menu", "-o", f"{text}/x")):
        (line,) = refused(call(*args))
        assert harmless(line)


@pytest.mark.parametrize("args", [("\x1b[31m[red]",), ("assess", "--\x1b[31m[red]"), ("assess", "-f", "\x1b[31m[red]", FEDEX)])
def test_hostile_options_steer_nothing(args: tuple[str, ...]):
    ended = run(*args)
    assert ended.code == 2
    assert harmless(ended.err)
    assert "[red]" in ended.err


def test_a_hostile_file_name_heads_its_reading_without_harm(tmp_path: Path):
    file = tmp_path / "\x1b[31m[red]\n\u202e.yaml"
    file.write_text("strategist: 1\n", "utf-8")
    shown = call("assess", file)
    assert harmless(shown.out)
    assert "[31m[red]\ufffd.yaml" in squeezed(shown.out)
    assert json.loads(call("assess", "-f", "json", file).out)["profile"] == str(file)


# Ends that are nobody's mistake.


def test_a_reader_that_leaves_is_no_trouble():
    """As `strategist schema profile | head -1` does."""
    assert left_alone("schema", "profile")[1] == ""


def left_alone(*args: str) -> tuple[int, str]:
    """Give the exit code and the errors of a run that nobody reads."""
    with subprocess.Popen([COMMAND, *args], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=PLAIN, cwd=ROOT) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.close()
        errors = running.stderr.read().decode()
    return running.returncode, errors


@contextmanager
def interruptible() -> Iterator[None]:
    """Let a process that is started here hear Ctrl-C, even where this one is deaf to it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def test_an_interrupt_ends_quietly(tmp_path: Path):
    pipe = tmp_path / "profile.yaml"
    os.mkfifo(pipe)
    with interruptible():
        running = subprocess.Popen([COMMAND, "assess", pipe], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=PLAIN)
    with pipe.open("w"):  # opens when the program reads
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=60)
    assert (running.returncode, out, err) == (130, b"", b"")


# Our own mistakes.


def failing(*_: object) -> None:
    raise RuntimeError("the card is upside down")


def test_a_bug_of_ours_ends_with_3_and_says_how_to_report_it(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(reading, "build", failing)
    ended = call("assess", FEDEX)
    assert (ended.code, ended.out) == (3, "")
    assert "a bug of ours (RuntimeError: the card is upside down)" in ended.err
    assert "Traceback" not in ended.err
    assert "STRATEGIST_TRACEBACK=1" in ended.err


def test_a_bug_of_ours_is_shown_in_full_when_asked(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(reading, "build", failing)
    ended = call("assess", FEDEX, env={"STRATEGIST_TRACEBACK": "1"})

    assert ended.code == 3
    assert "Traceback" in ended.err
    assert "RuntimeError: the card is upside down" in ended.err


@pytest.mark.parametrize("args", [("schema", "profile"), ("menu",), ("--version",)], ids=lambda args: args[0])
def test_a_reader_that_leaves_is_no_failure(args: tuple[str, ...]):
    assert left_alone(*args) == (0, "")


def test_a_full_disk_is_the_users_matter():
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([COMMAND, "schema", "profile"], stdout=full, stderr=subprocess.PIPE, env=PLAIN, check=False)
    assert done.returncode == 2


@pytest.mark.parametrize("line", ["strategist menu >&-", "strategist assess - <&-"])
def test_a_closed_stream_is_the_users_matter(line: str):
    command = line.replace("strategist", COMMAND)
    assert subprocess.run(["sh", "-c", command], stderr=subprocess.DEVNULL, env=PLAIN, check=False).returncode == 2


@pytest.mark.parametrize("args", [("assess", "-f", "json", FEDEX), ("init",), ("schema", "profile")], ids=lambda args: args[0])
def test_what_programs_read_is_utf8_everywhere(args: tuple[str, ...]):
    assert run(*args, env={"PYTHONIOENCODING": "ascii"}) == call(*args)


@pytest.mark.parametrize("options", [(), ("-f", "json")], ids=["terminal", "json"])
def test_a_file_name_that_is_no_unicode_can_be_read(options: tuple[str, ...], tmp_path: Path):
    file = os.fsencode(tmp_path / "x") + b"\xff.yaml"
    Path(os.fsdecode(file)).write_text("strategist: 1\n", "utf-8")
    assert run("assess", *options, file, env={"PYTHONIOENCODING": "utf-8"}).code == 0


def test_init_into_an_impossible_place_is_refused():
    refused(call("init", "n" * 300))


def test_a_width_in_odd_digits_is_not_used():
    assert call("menu", env={"COLUMNS": "²"}) == call("menu")


def test_a_bug_of_ours_steers_nothing(monkeypatch: pytest.MonkeyPatch):
    def fail(*_: object) -> None:
        raise RuntimeError("\x1b[31mred")

    monkeypatch.setattr(reading, "build", fail)
    assert harmless(call("assess", FEDEX).err)


def test_init_tells_a_hostile_name_without_harm(tmp_path: Path):
    assert harmless(call("init", "a\x07\u202eb.yaml", cwd=tmp_path).err)


def test_nothing_is_cut_off_on_the_narrowest_sheet():
    assert "…" not in call("assess", FEDEX, env={"COLUMNS": "40"}).out


def test_a_long_word_is_printed_whole(catalogue: Catalogue):
    text = HOSTILE["long"]
    assert literal(text, call("assess", "--full", "-", stdin=hostile_profile(catalogue, text)).out)


def test_typography_becomes_plain_where_only_ascii_can_be_shown():
    shown = call("menu", "cost-race", encoding="ascii").out
    assert shown == call("menu", "cost-race").out.translate({ord("“"): '"', ord("”"): '"'})
    assert shown.isascii()
