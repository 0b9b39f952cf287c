"""GitHub annotations, read back as the runner of GitHub Actions reads its log."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import pytest
from samples import EDGE, EVERY_KIND, HOSTILE, SAMPLE, any_check, run
from strategist.errors import Place
from strategist.models.checking import Checked
from strategist.render import github
from strategist.texts import clean


@dataclass(frozen=True)
class Command:
    """A workflow command as the runner takes it."""

    name: str
    properties: dict[str, str]
    data: str


def read_back(log: str) -> tuple[list[Command], list[str]]:
    """Give the commands of a log and its plain lines, split at line ends as the runner does."""
    found, plain = [], []
    for line in re.split(r"\r\n|\r|\n", log.removesuffix("\n")):
        command = taken(line)
        plain += [] if command else [line]
        found += [command] if command else []
    return found, plain


def taken(line: str) -> Command | None:
    """Take a line as the runner does: `::name key=value,key=value::data` after blanks, or `##[name key=value;]data` anywhere."""
    if old := re.search(r"##\[([^\] ]+)", line):
        return Command(old[1], {}, line)
    new = re.match(r"\s*::([^ :]+)(?: (.*?))?::(.*)$", line, re.DOTALL)
    if not new:
        return None
    pairs = (pair.partition("=") for pair in (new[2] or "").split(",") if pair)
    properties = {key: unescaped(value.replace("%3A", ":").replace("%2C", ",")) for key, _, value in pairs}
    return Command(new[1], properties, unescaped(new[3]))


def unescaped(value: str) -> str:
    return value.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


def annotations(checked: Checked) -> list[Command]:
    return [command for command in read_back(github.render(checked))[0] if command.name in {"error", "warning", "notice"}]


@any_check
def test_no_word_of_a_profile_becomes_a_command(checked: Checked):
    commands, _ = read_back(github.render(checked))
    assert {command.name for command in commands} <= {"error", "warning", "group", "endgroup"}
    assert len([command for command in commands if command.name == "group"]) <= 1
    assert all(set(command.properties) <= {"file", "line", "col", "endLine", "endColumn", "title"} for command in commands)


@any_check
def test_every_finding_is_an_annotation_or_a_line_of_the_log(checked: Checked):
    commands, plain = read_back(github.render(checked))
    shown = [command for command in commands if command.properties]
    told = [line for line in plain if re.search(r" (critical|major|minor) [HMPW]\d{3}( |$)", line)]
    assert len(shown) + len(told) == len(checked.found)


@any_check
def test_there_is_an_error_exactly_when_the_check_does_not_pass(checked: Checked):
    assert any(command.name == "error" for command in annotations(checked)) is (checked.exit_code != 0)


def test_an_annotation_says_file_place_title_and_what_to_do():
    (only,) = annotations(run(EDGE))
    assert only.properties == {
        "file": "profiles/fedex later.yaml",
        "line": "17",
        "col": "19",
        "endLine": "17",
        "endColumn": "36",
        "title": "M301 The edge is slow",
    }
    assert only.data.splitlines() == [EDGE.message, *EDGE.causes, f"What to do: {EDGE.to_do}"]


def test_a_value_over_several_lines_has_no_end_column():
    (only,) = annotations(run(replace(EDGE, end=(19, 4))))
    assert (only.properties["endLine"], "endColumn" in only.properties) == ("19", False)


def test_a_finding_about_a_whole_file_has_no_line():
    (only,) = annotations(run(replace(EDGE, place=Place("a.yaml"), end=None)))
    assert set(only.properties) == {"file", "title"}


def test_what_fails_is_an_error_what_does_not_a_warning_and_what_is_accepted_neither():
    shown = [(command.name, command.properties["file"]) for command in annotations(SAMPLE)]
    assert shown == [
        ("error", "profiles/broken.yaml"),
        ("error", "profiles/fedex later.yaml"),
        ("error", "profiles/fedex later.yaml"),
        ("warning", "profiles/old.yaml"),
    ]
    _, plain = read_back(github.render(SAMPLE))
    assert [line.split(": ")[0] for line in plain[:2]] == ["- profiles/waived.yaml:3:1", "- profiles/when.yaml:3:1"]
    assert plain[-1] == "- 6 profiles in 6 files checked: 3 critical, 1 minor."


def test_the_ten_gravest_are_annotated_and_the_rest_stand_in_the_log():
    many = [replace(EDGE, severity="major", place=Place("a.yaml", line, 1)) for line in range(1, 31)]
    many[20] = replace(many[20], severity="critical")
    lines = [int(command.properties["line"]) for command in annotations(run(*many))]
    assert lines == [*range(1, 10), 21]
    commands, plain = read_back(github.render(run(*many)))
    assert [command.data for command in commands if command.name == "group"] == ["20 findings without an annotation"]
    assert len(plain) == 21


def test_an_interrupted_check_says_so_within_the_ten_errors():
    many = [replace(EDGE, place=Place("a.yaml", line, 1)) for line in range(1, 31)]
    first, *rest = annotations(run(*many, interrupted=True))
    assert (first.name, first.data, len(rest)) == ("error", "The check was interrupted; findings are missing.", 9)


@pytest.mark.parametrize("words", [words for words in HOSTILE if "##[" not in words])
def test_hostile_words_come_back_as_they_were(words: str):
    (only,) = annotations(run(replace(EDGE, message=words, title=words, place=Place(words, 1, 1))))
    assert only.properties["file"] == only.properties["title"].removeprefix("M301 ") == clean(words)
    assert only.data.startswith(clean(words))


def test_a_file_that_cannot_be_read_is_an_error_whatever_the_threshold():
    (only,) = annotations(run(EVERY_KIND[0], threshold=None))
    assert only.name == "error"
