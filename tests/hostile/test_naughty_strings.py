"""The Big List of Naughty Strings, as words in a profile and as names of files: read as they are, and harmless in every output."""

from __future__ import annotations

import json
import os
import re
from xml.etree import ElementTree as ET

import pytest
import yaml
from stored import BROKEN_PROMISE, HARBOUR, ROOT, TODAY, changed, committed
from strategist.documents import parse
from strategist.errors import InvalidInputError, Problem

from program import call

STRINGS: list[str] = json.loads((ROOT / "tests/data/naughty-strings/blns.json").read_text("utf-8"))
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What could steer a terminal, or turn the direction of what follows."""

PLAIN_WORD = re.compile(r"true|false|null|~|[-+.0-9][-+.0-9eE]*|")
FORMATS = ("json", "sarif", "junit", "github", "gitlab", "markdown", "text", "full", "badge")


def quoted(text: str) -> str:
    """Write a text in double quotes, with the escapes of YAML."""
    return yaml.dump(text, default_style='"', allow_unicode=True, width=1_000_000).strip()


def test_every_string_in_quotes_is_read_as_it_is():
    for text in STRINGS:
        (document,) = parse(f"a: {quoted(text)}\n", "a.yaml")
        assert document.data == {"a": text}


@pytest.mark.parametrize("shape", ["{}", "a: {}", "- {}", "{}: 1", "a: '{}'", 'a: "{}"', "a: |\n  {}", "[{}]", "# {}\na: 1"])
def test_every_string_as_it_stands_is_refused_at_its_place_or_read_as_pyyaml_reads_it(shape):
    read = 0
    for text in STRINGS:
        source = shape.replace("{}", text)
        problems: list[Problem] = []
        try:
            (document,) = parse(source, "a.yaml")
        except InvalidInputError as error:
            problems = error.problems
        else:
            read += 1
            assert shaped(document.data) == shaped(yaml.load(source, yaml.CBaseLoader))
        assert all(problem.place.line >= 1 and problem.place.column >= 1 for problem in problems)
    assert read > 200


def shaped(data: object) -> object:
    """Give data in which words with a meaning in YAML are all alike: the loader of PyYAML that is asked here knows none of them."""
    if isinstance(data, dict):
        return {key: shaped(value) for key, value in data.items()}
    if isinstance(data, list):
        return [shaped(value) for value in data]
    return data if isinstance(data, str) and not PLAIN_WORD.fullmatch(data) else "a word of YAML"


def profile(text: str, number: int) -> str:
    """Write a profile with a finding that holds a string wherever people may write what they like, and in some as an answer."""
    written = changed(BROKEN_PROMISE, ("Harbour Garden Tools", quoted(f"{number} {text}")))
    written = written.replace("because: be the first place a gardener turns to when a tool breaks", f"because: {quoted(f'for {text}')}")
    if number % 5 == 0:
        written = written.replace("human-reach: person-at-once", f"human-reach: {quoted(text)}")
    waiver = f"rule: M101, reason: {quoted(f'we were told so {text}')}, owner: {quoted(f'Ann {text}')}, until: 2026-11-01"
    return f"{written}waivers:\n  - {{{waiver}}}\n"


@pytest.fixture(scope="module")
def outputs(tmp_path_factory):
    """What a check of such profiles writes, by format, and what it showed."""
    place = tmp_path_factory.mktemp("naughty")
    (place / "profiles").mkdir()
    for number, text in enumerate(STRINGS):
        (place / "profiles" / f"n{number:03}.yaml").write_text(profile(text, number), "utf-8")
    committed(place)
    files = [word for name in FORMATS for word in ("--output", f"{name}:out.{name}")]
    ended = call("check", "profiles", "--today", TODAY, "--no-cache", "--jobs", "1", *files, cwd=place)
    assert (ended.code, ended.err) == (2, "")
    return {name: (place / f"out.{name}").read_bytes().decode() for name in FORMATS} | {"screen": ended.out}


def test_no_string_makes_a_profile_disappear(outputs):
    found = json.loads(outputs["json"])
    files = {one["place"]["file"] for one in found["found"]}

    assert (found["profiles"], len(files)) == (len(STRINGS), len(STRINGS))


@pytest.mark.parametrize("name", ["screen", "text", "full", "github", "markdown"])
def test_no_string_reaches_a_screen_with_its_power(outputs, name):
    assert not STEERING.search(outputs[name])


def test_no_string_makes_a_line_of_its_own(outputs):
    assert all(re.match(r"profiles/n\d{3}\.yaml:\d+:\d+: |\d+ findings in", line) for line in outputs["screen"].splitlines())
    assert all(re.match("- |::(error|warning) file=profiles/n|::(group|endgroup)::", line) for line in outputs["github"].splitlines())


def test_every_format_stays_whole_and_lists_as_much(outputs):
    number = len(json.loads(outputs["json"])["found"])

    assert len(json.loads(outputs["sarif"])["runs"][0]["results"]) == number
    assert len(json.loads(outputs["gitlab"])) == number
    suites = ET.fromstring(outputs["junit"])
    assert len(suites.findall(".//failure")) + len(suites.findall(".//error")) == number
    assert json.loads(outputs["badge"])["schemaVersion"] == 1


@pytest.mark.skipif(os.name == "nt", reason="such names are possible on Unix alone")
def test_files_named_by_the_strings_are_checked_each(tmp_path):
    names = {os.fsencode(text.replace("/", "").replace("\0", ""))[:200] + b".yaml" for text in STRINGS}
    for number, name in enumerate(sorted(names)):
        with open(os.path.join(os.fsencode(tmp_path), name), "wb") as file:  # noqa: PTH118, PTH123 - names that are no text
            file.write(HARBOUR.replace("Harbour", f"H{number}").replace(*BROKEN_PROMISE).encode())

    ended = call("check", ".", "--today", TODAY, "--no-cache", "--jobs", "1", cwd=tmp_path)

    assert (ended.code, len(ended.out.splitlines())) == (1, len(names) + 1)
    assert not STEERING.search(ended.out)
