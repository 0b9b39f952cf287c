"""Profiles with words changed, added and taken out at random: each is read or refused at a place, and nothing falls over.

`STRATEGIST_FUZZ` sets how many examples each claim gets; docs/robustness.md says what long runs gave.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stored import HARBOUR, ROOT, TODAY, waived
from strategist import documents
from strategist.catalogue import shipped
from strategist.check.one import SECTIONS, _is_profile, check
from strategist.check.ordering import ordered
from strategist.check.packing import Packer, found_in, waivers_in
from strategist.errors import InvalidInputError
from strategist.models.settings import Settings

EXAMPLES = int(os.environ.get("STRATEGIST_FUZZ", "150"))
SETTINGS = Settings(TODAY)
PAGES = [path.read_text("utf-8") for path in sorted((ROOT / "tests/casebook").glob("*.yaml")) if ".expected" not in path.name]
PAGES += [path.read_text("utf-8") for path in sorted((ROOT / "tests/data/funding").glob("*.yaml"))]
PAGES.append(waived(HARBOUR, "rule: M101, path: practice, reason: The depot opens in March, owner: Ann Lee, until: 2026-12-31"))
LINES = sorted({line for page in PAGES for line in page.splitlines()})
VALUES = (
    "", "~", "unknown", "[]", "{}", "[[]]", "{a: b}", "0", "-1", "1e308", "9" * 300, "true", "no", '"\\u202e"', '"\\0"', "2026-02-30",
    "0001-01-01", "9999-12-31", "99999-01-01", ".inf", ".nan", "101", "1e15", "1e-9", "900000000000000", "{value: 1}", "*a", "&a x",
    "{value: unknown, note: x}", "{not_applicable: because}", "{value: kept, source: evidence, date: 0001-01}", "!!str 1", "!x 1", "😀",
    "|\n  x", "USD 1m", "5 %", "0 s", "168 h", "x" * 5_000, "<<", "? a", "- -", "[x, x]", "9999", "<" * 500, "{a: &b [*b]}",
)  # fmt: skip
SIGNS = "[]{}:,\"'#\t\\&*!|>%@`-?~\u2028\x85\r\ufeff\x00\x1b\u202e"


@st.composite
def profiles(draw: st.DrawFn) -> str:
    """A real profile with a few changes: values, whole lines, or single signs."""
    lines = draw(st.sampled_from(PAGES)).splitlines()
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        key, colon, _ = lines[at].partition(":")
        match draw(st.sampled_from(["value", "value", "value", "line", "again", "gone", "deeper", "sign"])):
            case "value":
                lines[at] = f"{key}{colon} {draw(st.sampled_from(VALUES))}"
            case "line":
                lines.insert(at, draw(st.sampled_from(LINES)))
            case "again":
                lines.insert(at, lines[at])
            case "gone":
                lines[at] = ""
            case "deeper":
                lines[at] = f" {lines[at]}"
            case _:
                cut = draw(st.integers(0, len(lines[at])))
                lines[at] = lines[at][:cut] + draw(st.sampled_from(SIGNS)) + lines[at][cut:]
    return "\n".join(lines) + "\n"


def fuzzed(claim):
    """Hold a claim against many examples; how long one takes is measured elsewhere."""
    return settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))(claim)


@fuzzed
@given(profiles())
def test_a_changed_profile_is_checked_without_falling_over(text):
    result = check(text.encode(), "made.yaml", SETTINGS, shipped())

    assert result.profiles
    packed = Packer().packed(result)
    assert (found_in([("made.yaml", packed)]), tuple(waivers_in("made.yaml", packed))) == (ordered(result.found), result.waivers)
    lines = len(text.splitlines()) + 1
    for one in result.found:
        assert 1 <= one.place.line <= lines
        assert one.place.column >= 1
        assert one.message
        assert one.to_do


@fuzzed
@given(profiles())
def test_a_file_that_cannot_be_read_is_never_without_a_finding(text):
    try:
        documents.parse(text, "made.yaml")
    except InvalidInputError:
        assert any(one.code == "P002" for one in check(text.encode(), "made.yaml", SETTINGS, shipped()).found)


@fuzzed
@given(profiles() | st.sampled_from(["strategist", *SECTIONS]).flatmap(lambda word: st.text().map(lambda rest: f'"{word}": 1\n{rest}')))
def test_what_holds_a_profile_is_never_taken_for_other_yaml(text):
    try:
        held = any(_is_profile(document.data) for document in documents.parse(text, "made.yaml"))
    except InvalidInputError:
        return
    assert bool(check(text.encode(), "made.yaml", SETTINGS, shipped(), named=False).profiles) == held


@fuzzed
@given(st.binary(max_size=400), st.sampled_from(PAGES), st.integers(0, 2_000))
def test_any_bytes_in_a_profile_are_read_or_refused(noise, page, at):
    content = page.encode()
    at %= len(content)

    result = check(content[:at] + noise + content[at:], "made.yaml", SETTINGS, shipped())

    assert all(one.place.line >= 1 for one in result.found)
