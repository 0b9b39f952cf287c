"""Every rule fires on its bad examples with the severity it says, and is silent on its good ones."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from strategist import documents, profiles, reading
from strategist.catalogue import shipped
from strategist.conditions import comparisons
from strategist.facts import FACTS
from strategist.models.catalogue import Example, Rule
from strategist.models.reading import Finding

CATALOGUE = shipped()
RULES = list(CATALOGUE.rules.values())
BAD = [pytest.param(rule, example, id=f"{rule.id}-{index}") for rule in RULES for index, example in enumerate(rule.bad)]
GOOD = [pytest.param(rule, example, id=f"{rule.id}-{index}") for rule in RULES for index, example in enumerate(rule.good)]

THE_FORTY = set(
    """
    promise-broken hollow-words promise-unmeasured unstated-low-promise no-because two-masters edge-slower-than-rivals edge-at-parity
    promise-cost-cut clock-first machine-in-front raise-too-wide ordinary-people raise-no-surplus underfunded no-discretion line-stops
    line-slow line-unequal low-with-operators low-weak-product low-loud-adverts low-to-payers dance-without-ears dance-silent
    only-the-loud scapegoat trust-sells trust-of-strangers kindness-with-a-bill favourites-frozen tiers-unseen loyal-pay-more
    race-in-disguise race-too-fast exit-blocked selling-to-the-hurt inner-queue must-chase complaints-suppressed goal-mismatch
    """.split()
)
"""The forty rules of the method; hollow words are the second half of the first."""


def findings(example: Example) -> dict[str, Finding]:
    document = documents.parse(json.dumps(example.profile), "example.yaml")[0]
    profile = profiles.profile(document, CATALOGUE, partial=True)
    return {finding.rule: finding for finding in reading.build(profile, CATALOGUE).findings}


@pytest.mark.parametrize(("rule", "example"), BAD)
def test_a_bad_example_is_found_with_the_severity_it_says(rule: Rule, example: Example):
    finding = findings(example)[rule.id]

    assert finding.severity == example.severity
    assert finding.code == rule.code
    assert finding.answers, "a finding names the answers that caused it"


@pytest.mark.parametrize(("rule", "example"), GOOD)
def test_a_good_example_is_left_alone(rule: Rule, example: Example):
    assert example.severity is None
    assert rule.id not in findings(example)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_case_of_a_rule_decides_one_of_its_bad_examples(rule: Rule):
    messages = {findings(example)[rule.id].message for example in rule.bad}

    assert messages == {case.message for case in rule.cases}


def test_all_forty_rules_are_here_under_their_names():
    assert THE_FORTY <= set(CATALOGUE.rules)
    assert len(THE_FORTY) == 41


def test_codes_are_unique_and_tell_the_kind():
    assert max(Counter(rule.code for rule in RULES).values()) == 1
    for rule in RULES:
        assert rule.code[0] == {"mismatch": "M", "contradiction": "C"}[rule.kind]


def test_a_finding_never_rests_on_what_is_unknown():
    nothing = profiles.profile(documents.parse("strategist: 1\ndeclared: {strategy: competitive-edge}", "p.yaml")[0], CATALOGUE)

    assert reading.build(nothing, CATALOGUE).findings == ()


def test_every_computed_fact_has_words_and_a_function():
    assert set(CATALOGUE.facts) == set(FACTS)


def test_every_plain_fact_is_used_by_a_rule():
    used = {compare.name for rule in RULES for case in rule.cases for compare in comparisons(case.when)}
    plain = {name for name in CATALOGUE.questions if "." not in name and name not in CATALOGUE.dimensions}

    assert plain <= used
