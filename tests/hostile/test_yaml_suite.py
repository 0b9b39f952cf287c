"""The YAML test suite: what others read is read as the same data, except where a profile is held to more."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
import yaml
from stored import ROOT
from strategist.documents import parse
from strategist.errors import InvalidInputError

CASES = {case["id"]: case for case in json.loads((ROOT / "tests/data/yaml-test-suite/cases.json").read_text("utf-8"))}

NOT_ALLOWED = {
    "a tag": {
        "2AUY", "2XXW", "33X3", "35KP", "565N", "57H4", "6JWB", "735Y", "74H7", "9KAX", "BU8L", "EHF6", "F2C7", "FH7J", "J7PZ", "L94M",
    },
    "an alias as a key": {"26DV", "E76Z"},
    "an alias of a key": {"HMQ5"},
    "nothing but comments": {"8G76", "98YD", "AVM7"},
}  # fmt: skip
"""What PyYAML reads and we refuse, by the reason; each case was looked at."""

ANCHORED_TWICE = {"PW8X", "3GZX"}
"""What YAML allows and PyYAML refuses: an anchor that is set anew."""

SAID = {
    "a tag": "tag ",
    "an alias as a key": "a key is a word, not a list, a mapping or an alias",
    "an alias of a key": "the alias `*a1` has no anchor before it",
    "nothing but comments": "the file holds nothing but comments",
}
PARSERS_OWN = {"652Z", "HM87/1", "L24T/1", "Y2GN"}
"""Cases which libyaml, the parser below PyYAML and below us, reads otherwise than YAML 1.2 has it: `{ ?foo: 1 }` and the like."""

LENIENT = {
    "9C9N", "9JBA", "CVW2", "DK95/1", "EB22", "G5U8", "MUS6/0", "MUS6/1", "QB6E", "RHX7", "S98Z", "SU5Z", "X4QW", "Y79Y/3", "YJV2",
}  # fmt: skip
"""Cases that should fail and that libyaml lets pass, such as a comment without a blank before it."""


def ours(case: dict[str, Any]) -> list[Any]:
    return [document.data for document in parse(case["yaml"], "case.yaml")]


def theirs(case: dict[str, Any]) -> list[Any] | None:
    """Give what PyYAML reads, None where it refuses."""
    try:
        return list(yaml.load_all(case["yaml"], yaml.CSafeLoader))
    except (yaml.YAMLError, ValueError):
        return None


def values(text: str) -> list[Any]:
    """Read JSON values that follow each other."""
    found, decoder, rest = [], json.JSONDecoder(), text.lstrip()
    while rest:
        value, end = decoder.raw_decode(rest)
        found.append(value)
        rest = rest[end:].lstrip()
    return found


def refused(case: dict[str, Any]) -> str | None:
    """Give what is said of a case that we refuse, None for one that we read."""
    try:
        parse(case["yaml"], "case.yaml")
    except InvalidInputError as error:
        return str(error)
    return None


def test_the_suite_is_whole():
    assert (len(CASES), sum(case["fail"] for case in CASES.values())) == (402, 94)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_it_is_read_if_pyyaml_reads_it_except_for_what_only_we_refuse(case):
    expected = (theirs(case) is not None and case["id"] not in set().union(*NOT_ALLOWED.values())) or case["id"] in ANCHORED_TWICE

    said = refused(case)

    assert (said is None) == expected
    assert said is None or all(re.match(r"case\.yaml:[1-9]\d*:[1-9]\d*: .+; .+", line) for line in said.splitlines())


@pytest.mark.parametrize("case", [case for case in CASES.values() if case["json"] is not None], ids=lambda case: case["id"])
def test_what_is_read_is_what_the_suite_says(case):
    if refused(case) is None:
        assert (ours(case) == values(case["json"])) == (case["id"] not in PARSERS_OWN)


@pytest.mark.parametrize("name", sorted(PARSERS_OWN))
def test_where_the_parser_differs_from_the_suite_pyyaml_differs_just_so(name):
    assert ours(CASES[name]) == theirs(CASES[name])


@pytest.mark.parametrize(("reason", "name"), [(reason, name) for reason, names in NOT_ALLOWED.items() for name in sorted(names)])
def test_what_only_we_refuse_is_refused_for_its_reason(reason, name):
    assert SAID[reason] in (refused(CASES[name]) or "")


@pytest.mark.parametrize("case", [case for case in CASES.values() if case["fail"]], ids=lambda case: case["id"])
def test_what_should_fail_fails_unless_the_parser_lets_it_pass(case):
    assert (refused(case) is None) == (case["id"] in LENIENT)
