"""One value of a file is changed, and every other byte of it stays; where that cannot be done, nothing is.

Three files dropped into `data/editing` are a test: a profile, the change, and the text that is expected, written by hand.
A change that says `refused` has no third file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, event, example, given, settings
from hypothesis import strategies as st
from strategist import documents, events
from strategist.catalogue import shipped
from strategist.editing import AsWritten, Keys, flow, with_value
from strategist.errors import InvalidInputError

DATA = Path(__file__).parent / "data" / "editing"
CHANGES = sorted(DATA.glob("*.change.yaml"))
ORDER = list(shipped().routes.values())

HOSTILE = (
    "yes", "No", "y", "null", "~", "True", "TRUE", ".inf", "nan", "1e3", "1.10", "007", "0x1F", "0o7", "1_000", "1:30", "2024-05-01",
    "9" * 301, "", " ", " a", "a ", "a  b", "a - b", "-", "- a", "-- a", "---", "--- a", "...", "?", "? a", ":", ": ", "a: b", "a:",
    ":a", "a:b", "#", "# a", "a #b", "a# b", "'", "''", "it's", '"', 'a "b"', "\\", "\\n", "\\u0041", "{", "}", "{a}", "[", "]", "[a]",
    ",", "a, b", "&a", "*a", "!a", "!!str a", "|", ">", "|-", ">-\n a", "%", "%YAML 1.1", "@a", "`a`", "<<", "=", "a=b", "(a)", "a!",
    "unknown", "a\nb", "\n", "\n\n", "a\n", "\na", "a\r\nb", "\r", "a\tb", "\t", "\u2028", "a\u2029b", "\x85", "a\u00a0", "\u3000",
    "\ufeff", "a\ufeffb", "\u200b", "\u200f\u202eabc", "e\u0301", "🙂", "👩‍👩‍👧", "日本語", "\x00", "\x07", "\x08",
    "\x0b", "\x1b[31m", "\x7f", "\x80", "\x9f", "\ufffe", "\uffff", "\U0001fffe", "x" * 10_000, "a: b # c\n" * 500, "é " * 3_000,
)  # fmt: skip
"""Texts that one YAML reader or another takes for something else, or refuses unless they are escaped."""

TEXTS = (
    st.sampled_from(HOSTILE)
    | st.text(max_size=20)
    | st.text(alphabet="ab1 :-?,.[]{}#&*!|>'\"%@`~<=\\\n\t\r\x85é\u2028😀\ufeff", max_size=12)
)
NAMES = st.sampled_from([text for text in HOSTILE if len(text) < 20]) | st.text(max_size=10)
NUMBERS = st.integers(-(10**298), 10**299) | st.floats(allow_nan=False, allow_infinity=False)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=6,
)
SETTINGS = settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def named(path: Path) -> str:
    return path.name.removesuffix(".change.yaml")


def text_of(path: Path) -> str:
    return path.read_bytes().decode()


def data_of(text: str) -> Any:
    (document,) = documents.parse(text, "a.yaml")
    return document.data


def changed(text: str, keys: Keys, value: object, order: list[Keys] | None = None) -> str:
    return with_value(text, keys, value, name="a.yaml", order=order or [])


def ended(text: str) -> str:
    """Give a text with the line break at its end that counts as there."""
    return text if text.endswith("\n") else text + "\n"


def merged(data: Any, keys: Keys, value: object) -> Any:
    """Give plain data with one value changed."""
    first, *rest = keys
    old = data or {}
    return {**old, first: merged(old.get(first), tuple(rest), value) if rest else value}


# Files


@pytest.mark.parametrize("path", CHANGES, ids=named)
@pytest.mark.parametrize("parser", [events.PARSER, yaml.SafeLoader])
def test_a_change_is_made_where_it_belongs_or_not_at_all(path, parser, monkeypatch):
    monkeypatch.setattr(events, "PARSER", parser)
    change, before = data_of(text_of(path)), text_of(DATA / f"{named(path)}.yaml")
    keys, value = tuple(change["keys"]), change["value"]
    for key, written in change.get("as_written", {}).items():
        value[key] = AsWritten(written)

    if change.get("refused"):
        with pytest.raises(InvalidInputError) as caught:
            with_value(before, keys, value, name="a.yaml", order=ORDER)
        assert all(problem.place.file == "a.yaml" for problem in caught.value.problems)
    else:
        assert with_value(before, keys, value, name="a.yaml", order=ORDER) == text_of(DATA / f"{named(path)}.expected.yaml")


@pytest.mark.parametrize("path", [path for path in CHANGES if not data_of(text_of(path)).get("refused")], ids=named)
def test_what_the_files_expect_says_what_was_said_with_the_one_change(path):
    """The files written by hand are right themselves."""
    change, before, after = (data_of(ended(text_of(DATA / f"{named(path)}{part}.yaml"))) for part in (".change", "", ".expected"))

    assert after == merged(before, tuple(change["keys"]), change["value"])


def test_a_refusal_says_what_cannot_be_changed_and_how_to_mend_it():
    with pytest.raises(InvalidInputError) as caught:
        changed("a: &x 1\nb:\n  c: *x\n", ("b", "c"), 2)

    (problem,) = caught.value.problems
    assert str(problem) == (
        "a.yaml: `b.c` cannot be changed without touching the rest of the file; "
        "put each key on a line of its own, and write out what an alias (`*`) repeats"
    )


def test_a_figure_stands_as_it_was_written():
    assert changed("a: 1  # b\n", ("a",), AsWritten("1.10")) == "a: 1.10  # b\n"
    assert changed("a: {value: 1}\n", ("a",), {"value": AsWritten("007")}) == "a: {value: 007}\n"


@pytest.mark.parametrize("ending", ["\r", "\x85", "\u2028"])
def test_a_line_ends_where_yaml_says_it_does(ending):
    text = ending.join(["a:", "  b: 1", "  c: 2 # d", "e: 3", ""])

    assert changed(text, ("a", "x"), 9, [("a", "b"), ("a", "x")]) == text.replace(f"b: 1{ending}", f"b: 1{ending}  x: 9\n")
    assert changed(text, ("a", "c"), 9) == text.replace("2", "9")


# One value on one line


@SETTINGS
@given(VALUES)
@example({key: list(HOSTILE) for key in HOSTILE[:60]})
def test_any_value_is_written_on_one_line_and_read_back_the_same(value):
    written = flow(value)

    assert len(written.splitlines()) <= 1
    assert alike(data_of(f"a: {written}\n"), {"a": value})
    assert alike(data_of(f"{{a: {written}, b: [{written}]}}\n"), {"a": value, "b": [value]})


def alike(one: Any, other: Any) -> bool:
    """Tell whether two values are the same and of the same kind; of figures, the size alone counts."""
    if isinstance(one, dict):
        return isinstance(other, dict) and list(one) == list(other) and all(alike(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return isinstance(other, list) and len(one) == len(other) and all(map(alike, one, other))
    numbers = all(isinstance(value, int | float) and not isinstance(value, bool) for value in (one, other))
    return one == other and (numbers or type(one) is type(other))


@pytest.mark.parametrize(
    "word", ["yes", "No", "ON", "off", "y", "N", "true", "False", "TRUE", "null", "Null", "~", "1e3", "1.10", "-7", ""]
)
def test_a_text_stays_text_for_other_readers_too(word):
    assert yaml.safe_load(f"a: {flow(word)}") == {"a": word}


@pytest.mark.parametrize(
    "word", ["word", "two words", "2.1m", "81 s", "8 %", "24/7", "it's", "E. & O.", "héllo", "日本", "no-person", "January – June"]
)
def test_plain_words_stand_without_quotes(word):
    assert flow(word) == (word if "&" not in word else f'"{word}"')


@pytest.mark.parametrize("text", ["\ud800", "a\udfffb", {"a": ["\udc80"]}])
def test_half_a_character_is_refused(text):
    with pytest.raises(InvalidInputError, match=r"U\+D"):
        changed("a: 1\n", ("a",), text)


# Documents of many styles

IN_PLACE = (
    "word", "two words", "it's", "'it''s # no: comment'", '"a \\"b\\" # \\u0041"', "12", "1.50", "true", "~", "héllo 日本 🙂",
    "x#y", "http://a.b/c", "''", "[a, 'b, c', {d: 1}]", '{value: x, note: "y # z"}', "[]", "{}", "!!str 5",
)  # fmt: skip
OVER_LINES = (
    "'one{n}{i}two'", '"one{n}{n}{i}two \\{n}{i}three"', "plain one{n}{i}two", "[a, # b{n}{i}c]", "{value: x,{n}{i}note: y{n}{i}}",
    "{n}{i}below", "{n}{i}'below'", "{n}{i}[below]",
)  # fmt: skip
TEXT_BLOCKS = (
    "|{n}{i}text{n}{i}  # no comment",
    ">-{n}{i}folded{n}{n}{i}text",
    "|-  # a word{n}{i}text",
    "|+{n}{i}kept",
    ">2{n}{i}  text",
    "|{n}{i}a{n}{i} ",
)
BLOCKS = (
    "{n}{i}- a{n}{i}- b # c{n}{i}-",
    "{n}{c}- a{n}{c}- [b]",
    "{n}{i}- - a{n}{i}  - b: 1{n}{i}    c: 2",
    "{n}{i}value: x # in{n}{i}note: >-{n}{i}  long{n}{i}  note",
)
AFTER = ("", "", " # a: comment", "   ")
KEYS = ("alpha", "beta", "gamma", "x-1", "a b", "é", "1", "true", "company", "z.z")


@dataclass(frozen=True)
class Leaf:
    """Where a value stands: its keys, where its colon ends, what stands between the colon and it, and where it begins and ends."""

    keys: Keys
    colon: int
    start: int
    end: int
    below: bool


class Page:
    """A document that is being written, with the place of every value."""

    def __init__(self, draw: Callable[..., Any]) -> None:
        self.pick = lambda options: draw(st.sampled_from(options))
        self.newline = self.pick(["\n", "\n", "\r\n"])
        self.indent = self.pick([1, 2, 4])
        self.text = self.pick(["", "", "---{n}", "%YAML 1.1{n}---  # b{n}", "# a: comment{n}{n}"]).replace("{n}", self.newline)
        self.leaves: list[Leaf] = []
        self.sections: list[str] = []
        self.nothing: dict[str, tuple[int, int]] = {}

    def write(self, text: str, column: int = 0) -> None:
        for mark, spaces in (("{n}", self.newline), ("{i}", " " * (column + self.indent)), ("{c}", " " * column)):
            text = text.replace(mark, spaces)
        self.text += text

    def leaf(self, keys: Keys, column: int, options: tuple[str, ...]) -> None:
        """Write a key and its value, and remember where the value stands."""
        self.key(keys[-1])
        colon, value = len(self.text), self.pick(options)
        self.write("" if not value or value.startswith("{n}") else self.pick([" ", " ", "   "]))
        start, body = len(self.text), value.removeprefix("{n}")
        if value.startswith("{n}") and value not in BLOCKS:  # it begins on the line below, and is changed there
            self.write("{n}{i}", column)
            start, body = len(self.text), body.removeprefix("{i}")
            self.write(body, column)
        else:
            self.write(value, column)
        end = len(self.text.rstrip()) if value in TEXT_BLOCKS else len(self.text)
        self.leaves.append(Leaf(keys, colon, start, end, value in BLOCKS))

    def key(self, key: str) -> None:
        self.text += {0: key, 1: f"'{key}'", 2: f'"{key}"', 3: f"{key} "}[self.pick([0, 0, 0, 1, 2, 3])] + ":"

    def ended(self, column: int, *, bare: bool) -> None:
        """End a line, perhaps with a comment where one may stand, and with blank lines and comments after it."""
        self.write(("" if bare else self.pick(AFTER)) + "{n}")
        self.write(self.pick(["", "", "", "{n}", "{c}# between{n}", "{n}{n}{c}# two: lines{n}{c}# of it{n}"]), column)

    def block(self, keys: Keys, names: list[str], column: int) -> None:
        for name in names:
            self.write("{c}", column)
            self.leaf((*keys, name), column, (*IN_PLACE, *OVER_LINES, *TEXT_BLOCKS, *BLOCKS, ""))
            self.ended(column, bare=any(mark in self.text[self.leaves[-1].start :] for mark in "|>"))

    def braces(self, keys: Keys, names: list[str]) -> None:
        gap = self.pick(["", "", "{n}    ", " # in{n}    "])
        self.text += "{"
        for number, name in enumerate(names):
            self.write(("," if number else "") + gap + " " * bool(number or gap))
            self.leaf((*keys, name), 4, (*IN_PLACE, ""))
            self.text += " " if self.text.endswith(":") else ""
        self.write(self.pick(["", " ", "," if names else "", "{n}    "]) + "}")


@st.composite
def pages(draw: st.DrawFn) -> Page:
    """Draw a document: values at the top and in sections, in braces or one a line, with comments and blank lines between them."""
    page = Page(draw)
    names = draw(st.lists(st.sampled_from(KEYS), min_size=1, max_size=5, unique=True))
    for name in names:
        style = draw(st.sampled_from(["leaf", "leaf", "block", "block", "braces", "nothing"]))
        inner = draw(st.lists(st.sampled_from(KEYS), min_size=style == "block", max_size=3, unique=True))
        if style == "leaf":
            page.block((), [name], 0)
            continue
        page.sections.append(name)
        page.key(name)
        if style == "block":
            page.write(draw(st.sampled_from(["{n}", " # which{n}", "{n}{n}{i}# before{n}"])))
            page.block((name,), inner, page.indent)
        elif style == "braces":
            page.text += " "
            page.braces((name,), inner)
            page.ended(0, bare=False)
        else:
            nothing = draw(st.sampled_from(["", " ~", " null"]))
            page.nothing[name] = (len(page.text), len(page.text) + len(nothing))
            page.text += nothing
            page.ended(0, bare=False)
    page.text += draw(st.sampled_from(["", "", "...\n# after: all\n"]))
    return page


def outside(text: str, written: str) -> str:
    """Give what was put into a text to make another; fails unless nothing else differs."""
    head = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(text, written, strict=False)))
    tail = len(text) - head
    assert written.endswith(text[head:])
    return written[head : len(written) - tail]


@SETTINGS
@given(pages(), VALUES, st.data())
def test_a_value_is_changed_and_every_other_byte_stays(page, value, data):
    if not page.leaves:
        return
    leaf = data.draw(st.sampled_from(page.leaves))
    before, text = data_of(page.text), page.text

    written = changed(text, leaf.keys, value)

    assert alike(data_of(written), merged(before, leaf.keys, value))
    if leaf.below and isinstance(value, dict):
        assert written.startswith(text[: leaf.colon])
        assert written.endswith(text[leaf.end :])
    elif leaf.below or leaf.start == leaf.end:
        assert (
            written == f"{text[: leaf.colon]} {flow(value)}{text[leaf.colon : leaf.start].rstrip() if leaf.below else ''}{text[leaf.end :]}"
        )
    else:
        assert written == f"{text[: leaf.start]}{flow(value)}{text[leaf.end :]}"


@SETTINGS
@given(pages(), VALUES, st.sampled_from([*KEYS, "yes", "a: b"]), st.data())
def test_a_value_is_added_and_every_byte_stays(page, value, new, data):
    text, before = page.text, data_of(page.text)
    section = data.draw(st.sampled_from([(), ("new",), *[(name,) for name in page.sections]]))
    keys = (*section, new)
    inside = (before.get(section[0]) or {}) if section else before
    if new in inside:
        return
    names = data.draw(st.permutations([*inside, new]))

    written = changed(text, keys, value, [(*section, name) for name in names])

    assert alike(data_of(written), merged(before, keys, value)) or data_of(written) == merged(before, keys, value)
    start, end = page.nothing.get(keys[0], (0, 0))
    assert flow(value) in outside(text[:start] + text[end:], written)
    now = data_of(written)
    there = list(now[section[0]] if section else now)
    neighbours = [name for name in inside if name in names[: names.index(new)]]
    assert there == sorted(there, key=there.index)
    assert there.index(new) == (1 + max(map(list(inside).index, neighbours)) if neighbours else len(inside))


@SETTINGS
@given(pages(), VALUES, VALUES, st.data())
def test_a_value_changed_and_changed_back_says_what_it_said(page, one, other, data):
    if not page.leaves:
        return
    leaf = data.draw(st.sampled_from(page.leaves))

    once = changed(page.text, leaf.keys, one)

    assert changed(changed(once, leaf.keys, other), leaf.keys, one) == once or isinstance(one, dict)
    old = data_of(page.text)
    for key in leaf.keys:
        old = old[key]
    assert data_of(changed(once, leaf.keys, old)) == data_of(page.text)


# Groups of keys below one another

PARTS = {"value": "x", "note": "y\nz\n", "source": "document", "date": "2024"}
LAID_OUT = {
    "value": "    value:   x   # the audit\n",
    "note": "    # in her words\n    note: |\n      y\n      z\n",
    "source": "    'source': document\n",
    "date": "\n    date: 2024   # or so\n",
}


@SETTINGS
@given(st.permutations(list(PARTS)), st.dictionaries(st.sampled_from([*PARTS, "reference"]), VALUES), st.sets(st.sampled_from(list(PARTS))))
def test_of_a_group_of_keys_only_those_that_changed_are_touched(names, new, kept):
    head, tail = "# head\na: # of a\n", "b: 1\n"
    after = {**new, **{name: PARTS[name] if name != "date" else 2024 for name in kept}}

    written = changed(head + "".join(map(LAID_OUT.__getitem__, names)) + tail, ("a",), after)

    assert data_of(written) == {"a": after, "b": 1}
    assert written.startswith("# head\na:")
    assert written.endswith(tail)
    for name in kept:
        assert LAID_OUT[name] in written
    if kept:
        assert [name for name in data_of(written)["a"] if name in kept] == [name for name in names if name in kept]


# Whatever the text


MARKS = (*"abc", ": ", ": ", ":", ",", "\n", "\n", "\n  ", "\n    ", "- ", *"{}[]", "*x", "&x ", "? ", " # d", "'", '"', "|", "1", "~")
BEGINNINGS = (
    "", "a: &x 1\nb: ", "a: &x {b: 1}\nc: ", "a: &x {b: 1}\nb: {c: *x", "? a\n: b\nc: ", "{a: 1, b", "a:\n- &x b\nb: ", "a: |+\n  b\n\nc: ",
    "a:\n  b: 1 # d\n  c: ", "a:\n  b:\n    c: 1\n", "a: {b: 1, c: ",
)  # fmt: skip


@st.composite
def tangles(draw: st.DrawFn) -> str:
    """Draw a text of the marks of YAML, some of it valid."""
    middle = "".join(draw(st.lists(st.sampled_from(MARKS), max_size=6)))
    return draw(st.sampled_from(BEGINNINGS)) + middle + draw(st.sampled_from(["", "\n", "}\n", "\n---\na: 1\n", "\n..."]))


@settings(SETTINGS, max_examples=400)
@given(
    tangles(),
    st.lists(st.sampled_from("abc"), min_size=1, max_size=3).map(tuple),
    st.sampled_from([5, "b", "", None, [1], {}, {"b": 2}, {"a": 1, "c": "d"}]),
)
@example("a: &x 1\nb: *x\n", ("b",), 1)
@example("a: &x {b: 1}\nc: *x\n", ("a", "b"), 1)
@example("{b: 1, a}", ("a",), 1)
@example("? a", ("a",), 1)
@example("a: 1\n---\na: 2\n", ("a",), 3)
@example("\ufeffa: 1\nb: 2\n", ("b",), 3)
@example("[a]", ("a",), 1)
def test_any_text_is_changed_rightly_or_not_at_all(text, keys, value):
    try:
        written = changed(text, keys, value)
    except InvalidInputError:
        event("refused")
    else:
        event("changed")
        assert data_of(ended(written)) == merged(data_of(ended(text)), keys, value)


@SETTINGS
@given(st.sets(st.sampled_from(ORDER), max_size=8), st.data())
def test_answers_stand_in_the_order_of_asking_however_they_come(asked, data):
    """An answer is put behind those that come before it; the first of each section was answered first."""
    firsts = [min((keys for keys in asked if keys[0] == section), key=ORDER.index) for section in {keys[0] for keys in asked}]
    text = "strategist: 1\n"
    for keys in [*sorted(firsts, key=ORDER.index), *data.draw(st.permutations(sorted(asked - set(firsts))))]:
        text = changed(text, keys, data.draw(TEXTS), ORDER)

    assert list(routes(data_of(text))) == [("strategist",), *sorted(asked, key=ORDER.index)]


def routes(data: Any, route: Keys = ()) -> Iterator[Keys]:
    """Give the keys that lead to each text, in the order in which they stand."""
    for key, inner in data.items():
        yield from routes(inner, (*route, key)) if isinstance(inner, dict) else [(*route, key)]
