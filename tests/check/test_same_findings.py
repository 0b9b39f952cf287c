"""The short way to the findings finds what a whole reading finds, and what is found travels unchanged."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from strategist import documents, flow, mismatches, profiles, reading, scoring
from strategist.catalogue import shipped
from strategist.check.one import check
from strategist.check.packing import packed, unpacked
from strategist.errors import InvalidInputError
from strategist.models.profile import Profile
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
    """Give every profile of the tests that can be read, and some that are drawn."""
    catalogue, found = shipped(), []
    for path in FILES:
        try:
            found += profiles.read(path, catalogue)
        except InvalidInputError:
            continue
    for index in range(DRAWN):
        text = "\n".join(firms.profile(catalogue, index)) + "\n"
        found.append(profiles.profile(documents.parse(text, f"drawn-{index}.yaml")[0], catalogue))
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
        findings, coverage, unseen = reading.found(profile, catalogue)
        assert findings == [replace(finding, nearest=None) for finding in whole.findings]
        assert coverage == whole.practised.coverage
        assert unseen is None or whole.verdict in {"mismatch", "undecided"}
        number += len(findings)
    assert number > 200


def test_no_rule_that_the_answers_do_not_call_for_would_have_held(stored: list[Profile]):
    catalogue, spared = shipped(), 0
    for profile in stored:
        view = flow.counted(profile, catalogue)
        marks = flow.marked(view)
        standings = scoring.Standings(catalogue.once(scoring.card_of), marks)
        evidence = mismatches.Evidence(view, standings, enough=len(marks.known) >= scoring.ENOUGH)
        parts = profile.parts or (None,)
        called = catalogue.once(triggers).called(view, [part.strategy if part else None for part in parts])
        for rule in catalogue.rules.values():
            if rule not in called:
                spared += 1
                assert not any(mismatches._hit(rule, evidence, part) for part in parts), (profile.name, rule.code)
    assert spared > 20 * len(stored)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_found_in_a_file_travels_unchanged(path: Path):
    outcome = check(path.read_bytes(), path.name, SETTINGS, shipped())

    assert unpacked(packed(outcome)) == outcome


def test_waivers_travel_unchanged():
    text = (ROOT / "tests/data/check/harbour.yaml").read_text("utf-8")
    text += "waivers:\n  - {rule: M301}\n  - {rule: H, owner: Ann Lee, until: 2026-12-01, reason: a new desk opens in spring}\n"
    outcome = check(text.encode(), "a.yaml", SETTINGS, shipped())

    assert len(outcome.waivers) == 2
    assert any(waiver.wrong for waiver in outcome.waivers)
    assert unpacked(packed(outcome)) == outcome
