"""The upkeep of a profile: each thing is found when it should be, and not a day earlier."""

from __future__ import annotations

from datetime import date

import pytest
from stored import HARBOUR, changed, codes, of
from strategist.check.hygiene import first_day, last_day

MEASURED = ("relative-speed: under-half", "relative-speed: {value: under-half, source: evidence, date: 2026-05, reference: survey 7}")


@pytest.mark.parametrize(
    ("said", "today", "found"),
    [
        ("2026-09-30", "2027-09-30", []),  # 365 days
        ("2026-09-30", "2027-10-01", ["H101"]),  # 366 days
        ("2026-09", "2027-09-30", []),  # a month counts from its last day
        ("2026-09", "2027-10-01", ["H101"]),
        ("2026", "2027-12-31", []),  # and so does a year
        ("2026", "2028-01-01", ["H101"]),
        ("2026-11-22", "2026-11-22", []),
        ("2026-11-23", "2026-11-22", ["H103"]),
        ("2026-11", "2026-11-01", []),  # a month that has begun is not in the future
        ("2026-12", "2026-11-30", ["H103"]),
        ("9999", "2026-11-30", ["H103"]),
    ],
)
def test_answers_grow_old_after_a_year(said, today, found):
    assert codes(of(changed(("2026-09-30", said)), today=today)) == found


def test_the_age_can_be_set():
    assert codes(of(HARBOUR, today="2026-10-30", stale_after_days=30)) == []
    assert codes(of(HARBOUR, today="2026-10-31", stale_after_days=30)) == ["H101"]


def test_answers_without_a_date_are_found_at_the_company():
    (found,) = of(changed(("  as_of: 2026-09-30\n", "")))

    assert (found.code, found.place.line, found.path) == ("H102", 3, "company")


def test_evidence_has_a_source_and_a_date():
    assert codes(of(changed(MEASURED))) == []
    assert codes(of(changed((MEASURED[0], "relative-speed: {value: under-half, source: evidence}")))) == ["H201", "H202"]
    assert codes(of(changed((MEASURED[0], "relative-speed: {value: under-half, source: document}")))) == []
    assert codes(of(changed((MEASURED[0], "relative-speed: {value: unknown, source: evidence}")), min_coverage=0)) == []


def test_evidence_of_tomorrow_is_found_at_its_date():
    (found,) = of(changed((MEASURED[0], MEASURED[1].replace("2026-05", "2027-05"))))

    assert (found.code, found.path) == ("H103", "practice.relative-speed.date")


def test_a_purpose_has_a_reason():
    (found,) = of(changed(("  because: be the first place a gardener turns to when a tool breaks\n", "")))

    assert (found.code, found.path) == ("H301", "declared.strategy")


def test_a_profile_that_says_little_is_not_taken_for_one_in_order():
    (found,) = of(changed(("  measure-focus: mostly-outcome\n", "")))

    assert (found.code, found.severity) == ("H401", "major")
    assert found.message == "7 of 26 practices are known; at least 30 % are wanted."


def test_how_much_has_to_be_known_can_be_set():
    assert codes(of(HARBOUR, min_coverage=31)) == ["H401"]  # 8 of 26 are 30.8 %
    assert codes(of("strategist: 1\ncompany: {as_of: 2026}\n", min_coverage=0)) == []


def test_the_end_of_a_month_is_its_last_day():
    assert last_day("2024-02") == date(2024, 2, 29)
    assert last_day("2026-12") == date(2026, 12, 31)
    assert last_day("2026") == date(2026, 12, 31)
    assert last_day("9999") == date(9999, 12, 31)
    assert first_day("2026") == "2026-01-01"
