"""Checks to write: one with a finding of every kind, and any check at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from strategist.errors import Place
from strategist.models.catalogue import SEVERITIES
from strategist.models.checking import Checked, Found, Rule, Waived

RULES = (
    Rule("H001", "stale-answers", "The answers are old", "minor", "Old answers mislead.", "Ask again.", "# Old *answers*", "hygiene"),
    Rule("M101", "promise-broken", "Promised, not kept", "critical", "Trust goes.", "Keep it.", "# Promised", "mismatch"),
    Rule("M301", "edge-slower-than-rivals", "The edge is slow", "critical", "They wait.", "Hire.", "# The edge", "mismatch"),
    Rule("P001", "not-yaml", "The file cannot be read", "critical", "Nothing is known.", "Mend it.", "# Not YAML", "problem"),
    Rule("W001", "waiver-expired", "A waiver has ended", "major", "It no longer holds.", "Decide anew.", "# Ended", "waiver"),
)

EDGE = Found(
    code="M301",
    rule="edge-slower-than-rivals",
    severity="critical",
    title="The edge is slow",
    message="You declared an edge, yet customers wait longer.",
    to_do="Buy back the time.",
    place=Place("profiles/fedex later.yaml", 17, 19),
    end=(17, 36),
    profile="FedEx, later",
    path="practice.relative-speed",
    causes=("Speed against rivals: Noticeably longer: 1.15 to 2 times the rivals' wait",),
)
WAIVER = Waived("a new centre opens in May", "Ann Lee", "2027-06-30", Place("profiles/fedex later.yaml", 40, 3))
EVERY_KIND = (
    replace(EDGE, code="P001", rule="not-yaml", title="Broken", place=Place("profiles/broken.yaml", 2, 1), end=None, path="", causes=()),
    EDGE,
    replace(EDGE, occurrence=1, place=Place("profiles/fedex later.yaml", 18, 5), end=(19, 4), note="the waiver of Ann Lee ended"),
    replace(EDGE, code="H001", rule="stale-answers", title="Old", severity="minor", place=Place("profiles/old.yaml"), end=None, path=""),
    replace(EDGE, code="M101", rule="promise-broken", place=Place("profiles/waived.yaml", 3, 1), profile="Waived", waived=WAIVER),
    replace(EDGE, code="M101", rule="promise-broken", place=Place("profiles/when.yaml", 3, 1), profile="Before", baselined=True),
)


def run(*found: Found, **changes: object) -> Checked:
    """Give a check that found this; major and graver findings fail it."""
    checked = Checked(1, "0.1.0", "2026-11-22", 6, 6, found, RULES, "major", notes=())
    return replace(checked, **changes)


SAMPLE = run(*EVERY_KIND, notes=("1 waiver ends within 30 days",))

HOSTILE = (
    "<script>alert(1)</script>",
    "](http://example.org) ![x](y)",
    "::error::not ours",
    "##[set-env name=A]b",
    "a%0A::warning::b",
    "]]>&amp;\"'",
    "| a | b |\n# head",
    "\ufffe\uffff\x00\x1b[31m\u202e\udc80",
    "{0} {{1}}",
)
WORDS = st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(), max_size=12))
FILES = WORDS.filter(lambda name: "\0" not in name and name.strip("/") not in {"", ".", ".."}).map(lambda name: f"profiles/{name}.yaml")
LINES = st.integers(1, 10**6)


@st.composite
def founds(draw: st.DrawFn) -> Found:
    """Any finding."""
    rule = draw(st.sampled_from(RULES))
    line, column = draw(LINES), draw(LINES)
    file = draw(FILES)
    whole = draw(st.booleans())
    return Found(
        code=rule.code,
        rule=rule.rule,
        severity=draw(st.sampled_from(SEVERITIES)),
        title=rule.title,
        message=draw(WORDS),
        to_do=draw(WORDS),
        place=Place(file) if whole else Place(file, line, column),
        end=None if whole else draw(st.none() | st.just((line, column + 3)) | st.just((line + 2, 1))),
        profile=draw(WORDS),
        path=draw(WORDS),
        causes=tuple(draw(st.lists(WORDS, max_size=2))),
        waived=draw(st.none() | st.builds(Waived, WORDS, WORDS, st.just("2027-01-01"), st.just(Place("waivers.yaml", 1, 1)))),
        baselined=draw(st.booleans()),
        note=draw(st.none() | WORDS),
        occurrence=draw(st.integers(0, 3)),
    )


def checks() -> st.SearchStrategy[Checked]:
    """Any check, in the order of files, lines, columns and codes."""
    found = st.lists(founds(), max_size=4).map(lambda all_: sorted(all_, key=lambda one: (one.place, one.code)))
    return st.builds(
        lambda found, threshold, interrupted, notes: run(*found, threshold=threshold, interrupted=interrupted, notes=tuple(notes)),
        found,
        st.none() | st.sampled_from(SEVERITIES),
        st.booleans(),
        st.lists(WORDS, max_size=2),
    )


def any_check(claim: Callable[[Checked], None]) -> Callable[[], None]:
    """Hold a claim against many checks; the first may take long, as it loads what reads the format."""
    return settings(deadline=None, max_examples=60)(given(checks())(claim))
