"""One file's check: every finding has its code, its place and what to do, and nothing that should be seen is passed over."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stored import BROKEN_PROMISE, HARBOUR, ROOT, SLOWER, TODAY, changed, codes, of
from strategist import profiles, reading
from strategist.catalogue import shipped
from strategist.check.one import check
from strategist.models.settings import Settings

CASES = sorted(path for path in (ROOT / "tests" / "casebook").glob("*.yaml") if not path.name.endswith(".expected.yaml"))


def test_nothing_is_found_in_a_profile_that_is_as_it_should_be():
    assert of(HARBOUR) == []


def test_a_mismatch_stands_at_the_value_that_caused_it():
    (found,) = of(changed(BROKEN_PROMISE))

    assert (found.code, found.rule, found.severity) == ("M101", "promise-broken", "critical")
    assert (found.place.line, found.place.column, found.end) == (14, 24, (14, 36))
    assert (found.profile, found.path) == ("Harbour Garden Tools", "practice.delivery-vs-promise")
    assert found.causes == ("Delivery against promise: The promise is broken often: kept in under 95 % of contacts",)


def test_the_end_of_a_value_in_the_long_form_is_the_end_of_the_value():
    (found,) = of(changed((BROKEN_PROMISE[0], "delivery-vs-promise: {note: asked in May, value: 'often-broken'}")))

    line = "  delivery-vs-promise: {note: asked in May, value: 'often-broken'}"
    assert (found.place.column, found.end) == (line.index("'") + 1, (14, line.rindex("'") + 2))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_check_finds_what_a_reading_finds(case):
    (profile,) = profiles.read(case, shipped())
    read = reading.build(profile, shipped())

    found = [one for one in of(case.read_text("utf-8"), case.name) if one.code[0] in "MC"]

    assert [(one.code, one.severity, one.message) for one in found] == [(f.code, f.severity, f.message) for f in read.findings]


def test_a_slip_is_a_finding_at_its_place_with_a_way_on():
    (found,) = of(changed(("competitive-edge", "competitive-egde")))

    assert (found.code, found.place.line, found.place.column, found.path) == ("P003", 6, 13, "declared.strategy")
    assert (found.message, found.to_do) == ("`competitive-egde` is no strategy", "did you mean `competitive-edge`?")


def test_broken_yaml_is_a_finding_at_its_place():
    (found,) = of(changed(("as_of: 2026-09-30", "as_of: [2026-09-30")))

    assert (found.code, found.place.line, found.profile) == ("P002", 4, "harbour")


def test_each_document_of_a_file_is_a_profile():
    text = f"{changed(BROKEN_PROMISE)}---\n{changed(SLOWER, name='Ash Tools')}"

    result = check(text.encode(), "two.yaml", Settings(TODAY), shipped())

    assert result.profiles == ("Harbour Garden Tools", "Ash Tools")
    assert [(one.profile, one.code) for one in result.found] == [("Harbour Garden Tools", "M101"), ("Ash Tools", "M301")]


def test_a_profile_without_a_company_is_known_by_its_file():
    assert check(b"strategist: 1\n", "made/ash.yaml", Settings(TODAY), shipped()).profiles == ("ash",)


@pytest.mark.parametrize(
    "text",
    [
        "services:\n  strategist:\n    image: strategist\n",
        "repos:\n  - id: strategist\n",
        "goals: [one]\nother: 2\n",
        "just words\n",
        "strategist\n",
    ],
)
def test_yaml_that_is_no_profile_is_passed_over_unless_it_is_named(text):
    result = check(text.encode(), "other.yaml", Settings(TODAY), shipped(), named=False)

    assert (result.found, result.profiles) == ((), ())
    assert codes(of(text, "other.yaml"))[0] == "P003"


@pytest.mark.parametrize(
    "text",
    [
        HARBOUR.replace("strategist: 1", "strategsit: 1"),
        HARBOUR.replace("strategist: 1\n", ""),
        HARBOUR.replace("as_of:", "as_of: ["),
        '{"strategist": 1, "nonsense": 2}',
        "\ufeff" + HARBOUR.replace("kept", "kep"),
        " strategist: 1\n nonsense: 2\n",
        f"other: 1\n---\n{HARBOUR.replace('kept', 'kep')}",
    ],
    ids=["misspelt", "forgotten", "broken", "json", "mark", "indented", "second"],
)
def test_what_was_meant_as_a_profile_is_never_passed_over(text):
    assert {code[0] for code in codes(of(text, named=False))} == {"P"}


def test_a_profile_in_another_encoding_is_never_passed_over():
    for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
        found = check(HARBOUR.encode(encoding), "wide.yaml", Settings(TODAY), shipped(), named=False).found
        assert codes(list(found)) == ["P002"]


def test_what_is_found_can_be_sent_between_processes():
    result = check(changed(BROKEN_PROMISE).encode(), "harbour.yaml", Settings(TODAY), shipped())

    assert pickle.loads(pickle.dumps(result)) == result


@given(st.binary(max_size=200))
def test_any_bytes_are_checked_without_falling_over(content):
    result = check(content, "any.yaml", Settings(TODAY), shipped())

    assert all(one.code[0] == "P" for one in result.found if one.severity == "critical" and one.code[0] not in "MC")
    assert all(one.place.line >= 1 and one.place.column >= 1 for one in result.found)


def test_a_fingerprint_does_not_know_lines_or_files():
    (here,) = of(changed(BROKEN_PROMISE))
    (moved,) = of("# a line above\n" + changed(BROKEN_PROMISE), "elsewhere.yaml")

    assert here.place != moved.place
    assert here.fingerprint == moved.fingerprint
    assert len(here.fingerprint) == 32


def test_a_fingerprint_knows_the_profile_and_the_path():
    (one,) = of(changed(BROKEN_PROMISE))
    (other,) = of(changed(BROKEN_PROMISE, name="Ash Tools"))

    assert one.fingerprint != other.fingerprint
