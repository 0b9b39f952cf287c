"""YAML as it is read: plain data, the words of YAML 1.2, and the place of every key and value."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import dedent
from time import perf_counter
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from strategist import documents, events
from strategist.documents import MAX_BYTES, MAX_DEPTH, MAX_NODES, Document, Route, parse, read
from strategist.errors import InvalidInputError, Place

SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
DATA = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20)
YAML_LIKE = st.text(alphabet="ab01 :-?,.[]{}#&*!|>'\"%@`~<=\\\n\t\r\x85é\u2028😀\ufeff")


class Dumper(yaml.SafeDumper):
    """Writes every text in quotes and repeats instead of pointing back."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True


Dumper.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"'))


def one(text: str) -> Document:
    (document,) = parse(dedent(text), "a.yaml")
    return document


def data(text: str) -> Any:
    return one(text).data


def problem(text: str) -> str:
    """Give the only problem of a text."""
    with pytest.raises(InvalidInputError) as caught:
        parse(text, "a.yaml")
    (found,) = caught.value.problems
    return str(found)


def routes(value: Any, route: Route = ()) -> Iterator[tuple[Route, Any]]:
    yield route, value
    for step, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from routes(inner, (*route, step))


# Words


@pytest.mark.parametrize(
    "word",
    ["yes", "no", "Yes", "NO", "on", "off", "y", "n", "True", "TRUE", "False", "Null", "NULL", "1:30", "12:30:45", "2024-01-01",
     "2026-02-30", "2024-01-01T12:00:00Z", "0x1F", "0b11", "1_000", "1,000", "1e999", ".inf", "-.Inf", ".nan", "1.2.3", "+", ".",
     "2.1m", "8 %", "=", "9" * 301],
)  # fmt: skip
def test_words_that_other_readers_turn_into_something_else_stay_text(word):
    assert data(f"- {word}\n") == [word]


@pytest.mark.parametrize(
    ("written", "read"),
    [("true", True), ("false", False), ("null", None), ("~", None), ("", None), ("0", 0), ("-12", -12), ("+3", 3), ("007", 7),
     ("1.5", 1.5), (".5", 0.5), ("1.", 1.0), ("1e3", 1000.0), ("-2.5E-1", -0.25), ("9" * 300, int("9" * 300))],
)  # fmt: skip
def test_only_the_words_of_yaml_1_2_have_a_meaning(written, read):
    found = data(f"a: {written}")["a"]

    assert found == read
    assert type(found) is type(read)


@pytest.mark.parametrize("written", ["'true'", '"true"', "! true", "!!str true", "|-\n  true", ">-\n  true"])
def test_a_word_in_quotes_is_text(written):
    assert data(f"a: {written}\n") == {"a": "true"}


def test_a_text_stays_as_written():
    document = one("price: 1.10\nquoted: '1.10'\nfolded: >-\n  one\n  two\nlist: [1e3, 0.0]\n")

    assert document.data["price"] == 1.1
    assert document.text(("price",)) == "1.10"
    assert document.data["quoted"] == document.text(("quoted",)) == "1.10"
    assert document.text(("folded",)) == "one two"
    assert document.text(("list", 0)) == "1e3"
    assert document.text(("list",), "no scalar") == "no scalar"


def test_keys_are_text():
    assert data("1: a\ntrue: b\n~: c\n2.50: d\n'': e\n") == {"1": "a", "true": "b", "~": "c", "2.50": "d", "": "e"}


# Places


def test_every_value_and_key_of_a_block_has_its_place():
    document = one("""\
        strategist: 1
        company:
          name:   Harbour
        goals:
          - win-share
          -   goal: do-right
              weight: 2
        # a comment
        declared: >-
          one
          two
        practice:
        """)

    assert document.places == {
        (): (1, 1),
        ("strategist",): (1, 13),
        ("company",): (3, 3),
        ("company", "name"): (3, 11),
        ("goals",): (5, 3),
        ("goals", 0): (5, 5),
        ("goals", 1): (6, 7),
        ("goals", 1, "goal"): (6, 13),
        ("goals", 1, "weight"): (7, 15),
        ("declared",): (9, 11),
        ("practice",): (12, 10),
    }
    assert document.keys == {
        ("strategist",): (1, 1),
        ("company",): (2, 1),
        ("company", "name"): (3, 3),
        ("goals",): (4, 1),
        ("goals", 1, "goal"): (6, 7),
        ("goals", 1, "weight"): (7, 7),
        ("declared",): (9, 1),
        ("practice",): (12, 1),
    }


def test_every_value_and_key_in_brackets_has_its_place():
    document = one("{a: [1, {b: 2}],\n  'c': \"d\"}\n")

    assert document.places == {
        (): (1, 1),
        ("a",): (1, 5),
        ("a", 0): (1, 6),
        ("a", 1): (1, 9),
        ("a", 1, "b"): (1, 13),
        ("c",): (2, 8),
    }
    assert document.keys == {("a",): (1, 2), ("a", 1, "b"): (1, 10), ("c",): (2, 3)}


def test_columns_count_characters_not_bytes():
    document = one("имя: {город: Ω, 😀: x}\n")

    assert document.places[("имя", "город")] == (1, 14)
    assert document.keys[("имя", "😀")] == (1, 17)
    assert document.places[("имя", "😀")] == (1, 20)


def test_a_place_is_that_of_the_nearest_part_that_is_in_the_file():
    document = one("a:\n  b: 1\n")

    assert str(document.place(("a", "b"))) == "a.yaml:2:6"
    assert str(document.place(("a", "c", "d"))) == "a.yaml:2:3"
    assert str(document.key_place(("a", "b"))) == "a.yaml:2:3"
    assert str(document.key_place(("a", "c"))) == "a.yaml:2:3"
    assert str(Document("b.yaml", {}).place(("a",))) == "b.yaml:1:1"


def test_an_alias_has_its_own_place_and_the_text_of_what_it_repeats():
    document = one("a: &a {price: 1.10, list: [1e3]}\nb: *a\nc: *a\n")

    assert document.data["b"] == document.data["c"] == {"price": 1.1, "list": [1000.0]}
    assert document.text(("b", "price")) == "1.10"
    assert document.text(("c", "list", 0)) == "1e3"
    assert document.place(("b",)) == document.place(("b", "price")) == Place("a.yaml", 2, 4)
    assert document.key_place(("c", "list")) == Place("a.yaml", 3, 4)


def test_an_anchor_may_be_set_anew():
    assert data("a: &x 1\nb: *x\nc: &x [2]\nd: *x\n") == {"a": 1, "b": 1, "c": [2], "d": [2]}


def test_several_documents_are_read_each_with_its_places():
    first, second = parse("a: 1\n---\nb: 2\n", "a.yaml")

    assert (first.data, second.data) == ({"a": 1}, {"b": 2})
    assert (first.places[("a",)], second.places[("b",)]) == ((1, 4), (3, 4))


def test_an_anchor_does_not_reach_the_next_document():
    assert problem("a: &x 1\n---\nb: *x\n") == "a.yaml:3:4: the alias `*x` has no anchor before it; write the value out"


# Bounds


def test_nesting_has_an_end_long_before_the_computer_has():
    deepest = "[" * MAX_DEPTH + "1" + "]" * MAX_DEPTH

    assert data(deepest)
    assert problem(f"[{deepest}]").startswith("a.yaml:1:42: the nesting is deeper than 40 levels;")


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", '{"":[', "[&a "])
def test_nesting_of_ten_thousand_levels_is_refused_at_once(opening):
    begin = perf_counter()

    assert ": the nesting is deeper than 40 levels; a profile needs no more than six" in problem(opening * 10_000)
    assert perf_counter() - begin < 2


def test_nesting_by_indents_is_refused_just_so():
    deep = "".join(f"{' ' * level}a:\n" for level in range(1_500))

    assert problem(deep).startswith("a.yaml:42:42: the nesting is deeper than 40 levels;")


def test_the_number_of_values_has_an_end():
    assert len(data(f"[{'1,' * (MAX_NODES - 1)}]")) == MAX_NODES - 1
    assert "the file holds more than 100,000 values, aliases written out;" in problem(f"[{'1,' * MAX_NODES}]")


def test_a_file_of_100_megabytes_is_refused_at_once(tmp_path):
    path = tmp_path / "large.yaml"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    begin = perf_counter()

    with pytest.raises(InvalidInputError) as caught:
        read(path)

    assert str(caught.value) == f"{path}: the file is larger than 2 MB; a profile is a few kilobytes; check the path"
    assert perf_counter() - begin < 2


# Files


def unreadable(path: Path) -> str:
    with pytest.raises(InvalidInputError) as caught:
        read(path)
    return str(caught.value)


def test_a_file_is_read_with_its_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("a.yaml").write_text("a: 1\n", encoding="utf-8")

    (document,) = read(Path("a.yaml"))

    assert (document.name, document.data) == ("a.yaml", {"a": 1})


def test_a_dash_stands_for_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("имя: 1\n".encode())))

    (document,) = read(Path("-"))

    assert (document.name, document.data) == ("<stdin>", {"имя": 1})


def test_standard_input_that_is_closed_is_told(monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)

    assert unreadable(Path("-")) == "<stdin>: standard input is closed; name a file, or pipe a profile in"


def test_two_megabytes_are_read_and_not_a_byte_more(tmp_path, monkeypatch):
    most = b"a: 1 #" + b"x" * (MAX_BYTES - len(b"a: 1 #"))
    path = tmp_path / "a.yaml"
    for content, refused in ((most, False), (most + b"x", True)):
        path.write_bytes(content)
        for source in (path, Path("-")):
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
            if refused:
                assert "the file is larger than 2 MB" in unreadable(source)
            else:
                assert read(source)[0].data == {"a": 1}


def test_a_mark_of_utf_8_moves_no_column(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\n")

    (document,) = read(path)

    assert document.keys == {("a",): (1, 1)}


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_any_line_ending_will_do(tmp_path, ending):
    path = tmp_path / "a.yaml"
    path.write_bytes(ending.join(["a: >-", "  one", "  two", "b: 1", ""]).encode())

    (document,) = read(path)

    assert document.data == {"a": "one two", "b": 1}
    assert document.places[("b",)] == (4, 4)


def test_what_cannot_be_read_is_said_without_a_line(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("loop").symlink_to("loop")
    Path("folder").mkdir()

    assert unreadable(Path("gone.yaml")) == "gone.yaml: there is no such file; check the path, or make a profile with `strategist init`"
    assert unreadable(Path("folder")) == "folder: this is a folder; name a profile inside it"
    assert unreadable(Path("loop")).startswith("loop: the file cannot be read (Too many levels of symbolic links); check the path")
    assert unreadable(Path("a\0b")).endswith("the file cannot be read (embedded null byte); check the path and who may read it")
    assert unreadable(Path("a" * 5_000)).endswith("the file cannot be read (File name too long); check the path and who may read it")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("é: 😀\x07", "1:5: the character U+0007 may"),
        ("a: 1\r\nb: \x00", "2:4: the character U+0000 may"),
        ("a: \ud800", "1:4: the character U+D800 may"),
    ],
)
def test_the_place_of_a_forbidden_character_counts_characters(content, said):
    assert said in problem(content)


# Properties


@given(DATA, st.sampled_from([True, False, None]), st.booleans())
def test_what_is_written_is_read_back_with_a_place_for_every_part(value, flow, unicode):
    written = yaml.dump(value, Dumper=Dumper, default_flow_style=flow, allow_unicode=unicode, width=1_000_000)
    lines = written.splitlines()

    document = one(written)

    assert document.data == value
    assert set(document.places) == {route for route, _ in routes(value)}
    assert set(document.keys) == {route for route in document.places if route and isinstance(route[-1], str)}
    for route, inner in routes(value):
        line, column = document.places[route]
        begins = {str: '"', bool: str(inner).lower(), type(None): "null", int: str(inner), float: repr(inner)[:1]}.get(type(inner), "")
        assert lines[line - 1][column - 1 :].startswith(begins)


@given(st.text() | YAML_LIKE)
@example("a: &a [*a]")
@example("? a\n? b")
@example("\ufeffa: 1")
def test_any_text_is_read_or_refused(text):
    try:
        found = parse(text, "a.yaml")
    except InvalidInputError as error:
        assert_tidy(error)
    else:
        assert found


@given(st.binary() | YAML_LIKE.map(str.encode) | st.text().map(lambda text: text.encode("utf-16")))
def test_any_bytes_are_read_or_refused(content):
    with TemporaryDirectory() as folder:
        path = Path(folder, "a.yaml")
        path.write_bytes(content)
        try:
            assert documents.read(path)
        except InvalidInputError as error:
            assert_tidy(error)


def assert_tidy(error: InvalidInputError) -> None:
    """Every problem has its place, stands on a line of its own, and the places rise."""
    assert error.problems == sorted(set(error.problems))
    assert error.problems
    for found in error.problems:
        assert found.place.line >= 1
        assert found.place.column >= 1
        assert len(str(found).splitlines()) == 1


def test_without_the_c_parser_the_same_is_read(monkeypatch):
    text = "strategist: 1\ncompany: {name: &n 'Ω', trade: *n}\ngoals:\n  - win-share\nbudget: {heads: 1.10}\n"
    with_c = one(text)
    monkeypatch.setattr(events, "PARSER", yaml.SafeLoader)

    assert one(text) == with_c
