"""JUnit XML is read by junitparser, and its tests are red exactly when the check is."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

from junitparser import Error, Failure, JUnitXml, Skipped
from samples import EDGE, EVERY_KIND, HOSTILE, SAMPLE, any_check, run
from strategist.errors import Place
from strategist.models.checking import Checked
from strategist.render import junit


def cases(checked: Checked) -> list[ET.Element]:
    """Give the test case of each finding."""
    return ET.fromstring(junit.render(checked).encode()).findall("testsuite/testcase")[1:]


@any_check
def test_any_check_is_well_formed_and_lists_every_finding(checked: Checked):
    assert [case.get("name", "").split()[0] for case in cases(checked)] == [one.code for one in checked.found]


@any_check
def test_it_is_red_exactly_when_the_check_is(checked: Checked):
    read = JUnitXml.fromstring(junit.render(checked).encode())
    red = sum(suite.failures + suite.errors for suite in read)
    assert (red > 0) is (checked.exit_code != 0)


@any_check
def test_the_counts_of_each_suite_are_those_of_its_cases(checked: Checked):
    read = JUnitXml.fromstring(junit.render(checked).encode())
    written = [(suite.tests, suite.failures, suite.errors, suite.skipped) for suite in read]
    read.update_statistics()
    assert written == [(suite.tests, suite.failures, suite.errors, suite.skipped) for suite in read]


def test_junitparser_reads_the_fate_of_each_finding():
    read = [case for suite in JUnitXml.fromstring(junit.render(SAMPLE).encode()) for case in suite][1:]
    fates = [tuple(type(fate) for fate in case.result) for case in read]
    assert fates == [(Error,), (Failure,), (Failure,), (), (Skipped,), (Skipped,)]
    assert read[1].classname == "FedEx, later"
    assert read[1].name == "M301 edge-slower-than-rivals at practice.relative-speed"
    assert read[1].result[0].message == "The edge is slow: You declared an edge, yet customers wait longer."
    assert read[1].result[0].text.splitlines()[0].startswith("profiles/fedex later.yaml:17:19: critical: You declared")
    assert read[4].result[0].message == "Waived by Ann Lee until 2027-06-30: a new centre opens in May"


def test_a_finding_below_the_threshold_passes_and_is_told():
    (case,) = cases(run(replace(EDGE, severity="minor")))
    assert [child.tag for child in case] == ["system-out"]
    assert "minor: You declared an edge" in (case[0].text or "")


def test_a_file_that_cannot_be_read_is_an_error_even_when_no_finding_fails_the_check():
    (case,) = cases(run(EVERY_KIND[0], threshold=None))
    assert [child.tag for child in case] == ["error"]


def test_a_run_without_findings_is_one_passed_test():
    read = ET.fromstring(junit.render(run()))
    (case,) = read.iter("testcase")
    assert (case.get("name"), list(case)) == ("6 profiles in 6 files checked", [])


def test_an_interrupted_run_is_an_error():
    read = JUnitXml.fromstring(junit.render(run(interrupted=True)).encode())
    assert [suite.errors for suite in read] == [1]


def test_two_findings_of_one_rule_at_one_place_have_two_names():
    names = [case.get("name") for case in cases(run(EDGE, replace(EDGE, occurrence=1)))]
    assert names[1] == f"{names[0]} (2)"


def test_hostile_words_arrive_as_they_are_or_as_a_visible_mark():
    (case,) = cases(run(*[replace(EDGE, message=" ".join(HOSTILE), place=Place(HOSTILE[0], 1, 1))]))
    failure = case[0].text or ""
    assert "<script>alert(1)</script>" in failure
    assert "]]>&amp;\"'" in failure
    assert not re.search("[\ufffe\uffff\x00\x1b\u202e]", failure)
    assert case.get("file") == HOSTILE[0]
