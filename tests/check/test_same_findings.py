"""The short way to the findings finds what a whole reading finds, and what is found travels unchanged."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from strategist import conditions, documents, flow, mismatches, profiles, reading, scoring
from strategist.catalogue import shipped
from strategist.check.one import check
from strategist.check.ordering import ordered
from strategist.check.packing import Packer, found_in, waivers_in
from strategist.errors import InvalidInputError
from strategist.facts import FACTS, NEEDED
from strategist.glimpse import glimpse
from strategist.models.profile import Part, Profile
from strategist.models.settings import Settings
from strategist.triggers import triggers

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "benchmarks"))

import firms  # noqa: E402 - it stands in benchmarks/, which is no package

FILES = sorted(path for path in (ROOT / "tests" / "casebook").glob("*.yaml") if not path.name.endswith(".expected.yaml"))
FILES += sorted((ROOT / "tests" / "data").rglob("*.yaml"))
SETTINGS = Settings("2026-11-22")
DRAWN = 150


def readable() -> list[Profile]:
    """Give every profile of the tests and of the rules that can be read, and some that are drawn."""
    catalogue, found = shipped(), []
    for path in FILES:
        try:
            found += profiles.read(path, catalogue)
        except InvalidInputError:
            continue
    for index in range(DRAWN):
        text = "\n".join(firms.profile(catalogue, index)) + "\n"
        found.append(profiles.profile(documents.parse(text, f"drawn-{index}.yaml")[0], catalogue))
    for example in (example for rule in catalogue.rules.values() for example in (*rule.bad, *rule.good)):
        found.append(profiles.profile(documents.parse(json.dumps(example.profile), "example.yaml")[0], catalogue, partial=True))
    return found


@pytest.fixture(scope="module")
def stored() -> list[Profile]:
    found = readable()
    assert len(found) > DRAWN + 50
    return found


def test_the_findings_are_those_of_a_whole_reading(stored: list[Profile]):
    catalogue, number = shipped(), 0
    for profile in stored:
        whole = reading.build(profile, catalogue)
        seen = glimpse(profile, catalogue)
        assert [told(seen, held) for held in seen.held] == [
            (one.code, one.severity, one.message, tuple(f"{cause.name}: {cause.label}" for cause in one.answers), one.note)
            for one in whole.findings
        ]
        assert len(seen.marks.known) == whole.practised.coverage.answered
        assert len(seen.marks.known) + len(seen.marks.unknown) == whole.practised.coverage.asked
        assert seen.unseen is None or whole.verdict in {"mismatch", "undecided"}
        number += len(seen.held)
    assert number > 200


def told(seen: reading.Glimpse, held: mismatches.Held) -> tuple[object, ...]:
    causes = tuple(mismatches.in_short(seen.view, question) for question in held.questions)
    return held.rule.code, held.severity, held.case.message, causes, held.note


def test_no_rule_that_the_answers_do_not_call_for_would_have_held(stored: list[Profile]):
    catalogue, called, spared, held = shipped(), 0, 0, 0
    known = catalogue.once(triggers)
    for profile in stored:
        view = flow.counted(profile, catalogue)
        marks = flow.marked(view)
        standings = scoring.Standings(catalogue.once(scoring.card_of), marks)
        evidence = mismatches.Evidence(view, standings, enough=len(marks.known) >= scoring.ENOUGH)
        # Every strategy is tried, since a rule may concern one that none of these declares.
        for part in (None, *map(Part, catalogue.strategies)):
            strategy = part.strategy if part else None
            rules = {rule.id: cases for rule, cases in known.called(known.answered(view), strategy)}
            called += len(rules)
            for rule in catalogue.rules.values():
                hit = mismatches.hit_by(rule.cases, evidence, part) if rule.concerns(strategy) else None
                held += hit is not None
                spared += rule.id not in rules
                assert hit == (mismatches.hit_by(rules[rule.id], evidence, part) if rule.id in rules else None), (profile.name, rule.code)
    assert spared > 5 * called
    assert held > called / 3


@pytest.mark.parametrize("name", FACTS)
def test_a_fact_cannot_be_told_without_the_answers_that_it_needs(name: str, stored: list[Profile]):
    catalogue, told = shipped(), 0
    for profile in stored:
        for left_out in (None, *NEEDED[name]):
            answers = {question: answer for question, answer in profile.answers.items() if question != left_out}
            view = flow.counted(replace(profile, answers=answers), catalogue)
            standings = scoring.Standings(catalogue.once(scoring.card_of), flow.marked(view))
            strategy = view.declared[0] if view.declared else None
            value, _ = mismatches.Evidence(view, standings, enough=True).situation(strategy).figure(name)
            assert value is None or left_out is None, (profile.name, left_out)
            told += value is not None
    assert told > 0


def test_of_a_condition_that_is_too_wide_every_rule_is_called():
    catalogue = shipped()
    pairs = [
        conditions.AnyOf(tuple(conditions.Compare("dimension", name, "is", option.id) for option in dimension.options[:2]))
        for name, dimension in list(catalogue.dimensions.items())[:7]
    ]
    (case, *_), rule = catalogue.rules["clock-first"].cases, catalogue.rules["clock-first"]
    wide = replace(rule, cases=(replace(case, when=conditions.All(tuple(pairs))),))

    assert triggers(replace(catalogue, rules={rule.id: wide})).called(0, "competitive-edge") == [(wide, [*wide.cases])]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_found_in_a_file_travels_unchanged(path: Path):
    outcome = check(path.read_bytes(), path.name, SETTINGS, shipped())

    packed = Packer().packed(outcome)

    assert found_in([(path.name, packed)]) == ordered(outcome.found)
    assert packed[1] == outcome.profiles


def test_waivers_travel_unchanged():
    text = (ROOT / "tests/data/check/harbour.yaml").read_text("utf-8")
    text += "waivers:\n  - {rule: M301}\n  - {rule: H, owner: Ann Lee, until: 2026-12-01, reason: a new desk opens in spring}\n"
    outcome = check(text.encode(), "a.yaml", SETTINGS, shipped())

    assert len(outcome.waivers) == 2
    assert any(waiver.wrong for waiver in outcome.waivers)
    assert tuple(waivers_in("a.yaml", Packer().packed(outcome))) == outcome.waivers
