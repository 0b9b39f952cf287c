"""YAML read line by line: either exactly what the parser reads, each part in its place, or left to the parser."""

from __future__ import annotations

import os
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from strategist import brackets, events, lines
from strategist.documents import MAX_DEPTH, decoded
from strategist.errors import InvalidInputError
from strategist.origins import Origin, Part

from program import CASEBOOK, ROOT

EXAMPLES = int(os.environ.get("STRATEGIST_FUZZ", "300"))
STORED = sorted((ROOT / CASEBOOK).glob("*.yaml"))
OURS = [path for folder in ("strategies", "questionnaires", "tests/data") for path in sorted((ROOT / folder).rglob("*.yaml"))]
LINES = sorted({line for path in [*STORED, *OURS] for line in path.read_bytes().decode(errors="replace").split("\n") if len(line) < 200})


def whole(at: Origin) -> Any:
    """Give everything that an origin can tell."""
    if not isinstance(at, Part):
        return at
    steps = list(at.steps())
    return at.at, {step: (at.key(step), whole(at.inside(step))) for step in steps}, whole(at.repeats)


def by_parser(text: str) -> Any:
    try:
        (document,) = events.parse(text, "a.yaml")
    except InvalidInputError as error:
        return str(error)
    return repr(document.data), whole(document.origin)


def by_lines(text: str) -> Any:
    found = lines.read(text)
    return found and (repr(found[0]), whole(found[1]))


def assert_agreed(text: str) -> None:
    found = by_lines(text)
    assert found is None or found == by_parser(text)


# What is read


@pytest.mark.parametrize("path", STORED, ids=lambda path: path.stem)
def test_every_profile_of_the_casebook_is_read_by_lines_as_by_the_parser(path):
    text = path.read_text("utf-8")

    assert by_lines(text) == by_parser(text)


@pytest.mark.parametrize(
    "text",
    [
        "a: b", "a: b\n", "a:\n", "a:\nb:\n", "a:  # why\n  b: 1\n", "a: b # c\n", "a: 'b' # c\n", 'a: ""\n', "a: ''  \n", "a: b#c\n",
        "a: http://x.y/z?q=1#f\n", "a: at 16:30 or so\n", "a: -5\n", "a: -.5\n", "a: ~\n", "a: null\n", "a: true\n", "a: 007\n",
        "a: 1.10\n", "a: +\n", "a: 2026-05-01\n", "a: no\n", 'a: "no"\n', "a: 'it: is # so'\n", "a: é😀 ü\n", "a: x, y [z] {w}\n",
        "a:\n- b\n- c\n", "a:\n  - b\n  - c\nd: e\n", "a:\n- b: 1\n  c: 2\n- b: 3\nd: 4\n", "a:\n  - b: 1\n    c:\n      - d\n  - e: 2\n",
        "a:\n  -   b: 1\n      c: 2\n", "a:\n- b:\n  - c\n", "a:\n- b:\n- c:\n", "a:\n- b:\n    c: 1\nd: 1\n", "a:\n\n\n  b: 1\n  # c\n\nd: 2",
        "# a\n\na: 1\n# b\n", "a: {b: c, d: [e, 'f', \"g, h\"]}\n", "a: {}\nb: []\nc: { }\nd: [ ]\n", "a: [ b , c ]  # d\n",
        "a: {b: {c: {d: 1}}}\n", "a: [1, -2, 3.5, true, null, x y]\n", "a: [http://x/y, b#c]\n", "a:\n  - {b: 1}\n  - [c]\n  - 'd'\n",
        "a: >-\n  b\n  c\n", "a: >\n  b\n  c\nd: 1\n", "a: |\n  b\n  # c\nd: 1\n", "a: |-\n  b: 1\n  - c\n\n\nd: 1\n", "a: >-\n     b\nc: 1\n",
        "a:\n  b: >-\n    c\n   # d\n  e: 1\n", "a: >-\n  b\n\n", "a:\n  - b: >-\n      c\n    d: 1\n", "a: >-\n  b #c\n# d\ne: 1\n",
        "a-b_c9: 1\n_a: 2\n", "Y: 1\nno: 2\n",
        "a: {b: c d, e: 1}\n", "a: { b: c ,d:  e,f: -.5 }  # g\n", "a: [b c,d ,1]\n", "a:\n- {b: 1, c: d e}\n- [f, g h]\ni: {j: 2026-05, k: x/y:z}\n",
    ],
)  # fmt: skip
@pytest.mark.parametrize("parser", [events.PARSER, yaml.SafeLoader])
def test_what_is_plainly_written_is_read_as_either_parser_reads_it(text, parser, monkeypatch):
    monkeypatch.setattr(events, "PARSER", parser)

    assert by_lines(text) == by_parser(text)


# What is left to the parser


@pytest.mark.parametrize(
    "text",
    [
        "", "# a\n", "a", "- a\n", "{a: 1}\n", "---\na: 1\n", "a: 1\n...\n", "a: 1\n---\nb: 1\n", " a: 1\n", "a: 1\n b: 2\n",
        "a: b\n  c\n", "a: b\n\n  c\n", "a: b: c\n", "a: b:\n", "a:b\n", "a : b\n", "a: &x b\n", "a: *x\n", "a: !x b\n", "a: @b\n", "a: `b`\n",
        "a: %b\n", "a: - b\n", "a: -\n", "a: ?b\n", "a: ,b\n", "a: ]\n", "a: 'b\n  c'\n", "a: 'it''s'\n", 'a: "b\\n"\n', "a: 'b' c\n",
        "a: 'b'#c\n", "a: 1\na: 2\n", "<<: 1\n", "é: 1\n", "'a': 1\n", "? a\n", "a:\tb\n", "a: b\tc\n", "a: b\r\n", "a: \x85\n", "a: \u2028\n",
        "a: \ufeff\n", "a: \x07\n", "\ufeffa: 1\n", "a: {b: 1\n", "a: {b: 1,}\n", "a: [b, ]\n", "a: {b}\n", "a: {b:1}\n", "a: {b: }\n",
        "a: [b: c]\n", "a: {b: 1, b: 2}\n", "a: {b: 1, c}\n", "a: [b, c: 1]\n", "a: {b: 1]\n", "a: [b, c}\n", "a: [b], [c]\n", "a: {b: 1}, c: 2}\n", "a: [b?]\n", "a: [b]c\n", "a: [b]#c\n", "a: {'b': 1}\n", "a: [b:]\n", "a: [&b c]\n",
        "a: {b: 1}: c\n", "a: >-\n\n  b\n", "a: >-\n  b\n\n  c\n", "a: >-\n  b\n   c\n", "a: >-\n  b", "a: >-\nb: 1\n", "a: 1\n\0\nb: 2\n", "a: 1\n\0", "\0", "a:\n- b\n\0\n", "a: >-\n  b\n\0\nc: 1\n", f"a: 1\n{lines.END}\nb: 2\n",
        "a: >2\n  b\n", "a: >-", "a: >-\n  b\n \nc: 1\n",
        "a: >- # b\n  c\n", "a: >-\n  b\n c: 1\n", "a:\n  b: 1\n c: 2\n", "a:\n- b\n - c\n", "a:\n- b\nc\n", "a:\n  - - b\n", "a:\n-\n", "a:\n- \n",
        "a:\n  b: 1\n- c\n", "a: 1\n- b\n", "a:\n  - b\n  c: 1\n", "a:\n  - b: 1\n   c: 2\n", "a: b #c\td\n", "a: 1 #\x07\n",
        "a: [" + "[" * 7 + "]" * 7 + "]\n", "".join(f"{' ' * n}a:\n" for n in range(14)), "a: " + "b" * lines.LONGEST,
    ],
)  # fmt: skip
def test_what_is_not_beyond_doubt_is_left_to_the_parser(text):
    assert lines.read(text) is None


def test_what_is_read_by_lines_is_never_as_deep_as_may_be():
    rows = [f"{' ' * depth}{'- ' if depth % 2 else ''}a:" for depth in range(lines.DEEPEST_INDENT + 1)]
    deepest = "\n".join(rows) + " " + "[" * brackets.DEEPEST + "]" * brackets.DEEPEST

    assert (2 * (lines.DEEPEST_INDENT + 1)) + brackets.DEEPEST < MAX_DEPTH
    assert_agreed(deepest)


def test_a_document_never_shares_its_data_with_another():
    text = "a: {b: [c]}\nd: [e]\nf: {g: h}\n"
    one, other = lines.read(text), lines.read(text)
    assert one
    assert other

    one[0]["a"]["b"].append("x")
    one[0]["d"].append("x")
    one[0]["f"]["x"] = "x"

    assert other[0] == {"a": {"b": ["c"]}, "d": ["e"], "f": {"g": "h"}}


def test_lines_that_nobody_asks_for_again_are_let_go():
    for number in range(3 * lines.KEPT):
        assert lines.read(f"a: 1\nb: {number}\n") is not None

    assert len(lines.KNOWN) <= lines.KEPT
    assert len(lines.KNOWN.before) <= lines.KEPT
    assert "b: 0" not in {*lines.KNOWN, *lines.KNOWN.before}


# Both agree on anything


def held(claim):
    return settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))(claim)


PIECES = st.sampled_from(
    ["a", "b", "c", ": ", ":", "- ", "-", " ", "  ", "\n", "\n  ", "\n    ", "\n- ", "\n  - ", "\n#", " #", "#", "{", "}", "[", "]", ", ", ",",
     "'", '"', "a: ", "\n  a: ", "\nb: ", "\n  b:", "\nc:\n", ">-\n", "|\n", ">-", "1", "-1", ".5", "true", "~", "&a ", "*a", "!", "?", "? ",
     "%", "@", "`", "\\", "|", ">", "<<", "=", "é", "😀", "\t", "\r", "\x85", "\u2028", "\xa0", "\0", "\n\0\n", "---", "...", "\n---\n", "x: y", "{a: 1}", "[a, b]"]
)  # fmt: skip


@held
@given(st.lists(PIECES, max_size=25).map("".join))
@example("a:\n- b\n\n  c\n")
def test_pieces_of_yaml_in_any_order(text):
    assert_agreed(text)
    assert_agreed(f"a: {text}\n")


@held
@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=12).map("\n".join), st.sampled_from(["", "\n", "\n\n"]))
def test_lines_of_real_files_in_any_order(text, end):
    assert_agreed(text + end)


@held
@given(st.data())
def test_real_files_with_changes(data):
    rows = decoded(data.draw(st.sampled_from(STORED)).read_bytes(), "a.yaml").split("\n")
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(rows) - 1))
        cut = data.draw(st.integers(0, len(rows[at])))
        rows[at] = rows[at][:cut] + data.draw(PIECES) + rows[at][cut + data.draw(st.integers(0, 1)) :]
    text = "\n".join(rows)

    assert_agreed(text)


@held
@given(
    st.lists(PIECES, max_size=12).map("".join),
    st.sampled_from(["a: {}", "a: [{}]", "a: {{b: {}}}", "a: '{}'", "a:\n  - {}", "a: >-\n  {}\nb: 1"]),
)
def test_pieces_of_yaml_where_a_value_stands(text, around):
    assert_agreed(around.format(text) + "\n")
