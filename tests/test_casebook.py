"""Fifty real companies: what we read is what the public record says.

The cases were coded by the authors of the signatures, so agreement is a check of consistency, not independent proof.
A profile and its `.expected.yaml` dropped into `casebook/` are a test.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from strategist import documents, profiles, reading
from strategist.catalogue import shipped
from strategist.models.reading import Reading

CASEBOOK = Path(__file__).parent / "casebook"
CASES = sorted(path.name.removesuffix(".expected.yaml") for path in CASEBOOK.glob("*.expected.yaml"))
FIRM = {"clear", "very clear"}

KNOWN_MISSES = {
    "comcast-retention-2014": "Quieting complaints and the cost race are one point apart; nothing told of the case decides between them.",
}
"""Cases whose first strategy is not in the accepted list, with the reason."""

NOT_FIRST = {
    **KNOWN_MISSES,
    "google-advertisers-2012": "A low promise that is not said openly is what a cost race looks like from outside.",
    "busy-startup-beta": "Silence towards users looks alike under quieting complaints and lowered expectations; it has neither hallmark.",
    "patagonia-repairs": "The firm makes its help known, which speaks for an edge; the record calls it a blend of the two.",
    "chick-fil-a-2019": "Staff who are picked and praised, behind a slow line: few of the answers tell the two apart.",
}
"""Cases whose first strategy is not the first one listed, with the reason."""


@cache
def expected(case: str) -> dict[str, Any]:
    data = documents.read(CASEBOOK / f"{case}.expected.yaml")[0].data
    assert isinstance(data, dict)
    return data


@cache
def read(case: str) -> Reading:
    (profile,) = profiles.read(CASEBOOK / f"{case}.yaml", shipped())
    return reading.build(profile, shipped())


def first(case: str) -> str:
    """The strategy named as practised or, while nothing is named, the first candidate."""
    practised = read(case).practised
    return practised.strategy or practised.ranking[0].strategy


def test_the_casebook_holds_fifty_cases():
    assert len(CASES) >= 50
    assert set(NOT_FIRST) <= set(CASES)


@pytest.mark.parametrize("case", CASES)
def test_the_practised_strategy_is_an_accepted_one(case):
    assert (first(case) in expected(case)["practised"]) is (case not in KNOWN_MISSES), KNOWN_MISSES.get(case)


@pytest.mark.parametrize("case", CASES)
def test_the_practised_strategy_is_the_first_one_listed(case):
    assert (first(case) == expected(case)["practised"][0]) is (case not in NOT_FIRST), NOT_FIRST.get(case)


def test_at_least_45_cases_give_the_first_one_listed():
    assert sum(first(case) == expected(case)["practised"][0] for case in CASES) >= 45


@pytest.mark.parametrize("case", CASES)
def test_every_expected_rule_fires_at_critical_or_major(case):
    grave = {finding.rule for finding in read(case).findings if finding.severity in {"critical", "major"}}

    assert set(expected(case)["rules"]) | set(expected(case)["story"]) <= grave


@pytest.mark.parametrize("case", [case for case in CASES if expected(case)["group"] == "aligned"])
def test_no_unlisted_critical_finding_in_an_aligned_case(case):
    critical = {finding.rule for finding in read(case).findings if finding.severity == "critical"}

    assert critical <= set(expected(case)["rules"])


@pytest.mark.parametrize("case", [case for case in CASES if expected(case)["group"] == "aligned"])
def test_an_aligned_case_is_never_called_a_mismatch(case):
    assert read(case).verdict in {"aligned", "undeclared", "undecided"}


@pytest.mark.parametrize("case", [case for case in CASES if expected(case)["group"] == "mismatch"])
def test_a_mismatch_is_found_wherever_something_is_declared(case):
    assert read(case).verdict == ("mismatch" if read(case).declared.parts else "undeclared")


@pytest.mark.parametrize("case", ["logitech-adapter", "pokerstars-odd-mail", "freelancer-extra-hour"])
def test_a_few_facts_give_no_firm_verdict(case):
    assert read(case).practised.verdict not in FIRM
    assert read(case).practised.strategy is None


@pytest.mark.parametrize("case", CASES)
def test_no_case_contradicts_itself(case):
    assert [finding.code for finding in read(case).findings if finding.kind == "contradiction"] == []


@pytest.mark.parametrize("case", CASES)
def test_every_finding_names_answers_with_their_places(case):
    lines = (CASEBOOK / f"{case}.yaml").read_text(encoding="utf-8").splitlines()

    for finding in read(case).findings:
        assert finding.answers, finding.rule
        for answer in finding.answers:
            assert answer.value in lines[answer.line - 1][answer.column - 1 :]
