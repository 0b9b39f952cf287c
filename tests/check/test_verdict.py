"""A verdict of mismatch is never green: what a whole reading says of declared and practised is a finding of check too."""

from __future__ import annotations

import random

import pytest
from stored import ROOT, codes, of
from strategist import documents, profiles, reading
from strategist.catalogue import shipped
from strategist.models.catalogue import SEVERITIES

CASES = sorted(path for path in (ROOT / "tests" / "casebook").glob("*.yaml") if not path.name.endswith(".expected.yaml"))


def made(seed: int) -> str:
    """Write a profile that declares one purpose, or a blend of two, and practises another."""
    chance, catalogue = random.Random(seed), shipped()
    declared = chance.sample(list(catalogue.strategies), chance.choice([1, 1, 2]))
    signature = catalogue.strategies[chance.choice(list(catalogue.strategies))].signature
    lines = [f"strategist: 1\ndeclared: {{strategy: [{', '.join(declared)}], because: we want it}}\npractice:"]
    for name in chance.sample(list(signature), min(chance.choice([8, 12, 20]), len(signature))):
        low, high = (catalogue.dimensions[name].anchors[slug] for slug in signature[name].range)
        lines.append(f"  {name}: {catalogue.dimensions[name].options[chance.randint(low, high)].id}")
    return "\n".join(lines) + "\n"


def read(text: str) -> reading.Reading:
    (document,) = documents.parse(text, "made.yaml")
    return reading.build(profiles.profile(document, shipped()), shipped())


@pytest.mark.parametrize("text", [case.read_text("utf-8") for case in CASES] + [made(seed) for seed in range(150)])
def test_a_mismatch_is_found_and_says_what_the_reading_says(text):
    whole = read(text)

    found = of(text, min_coverage=0)

    unseen = [one.message for one in found if one.code == "V101"]
    assert unseen == [sentence for sentence in whole.why if sentence.startswith("What is done does not fit")]
    if whole.verdict == "mismatch":
        assert any(SEVERITIES.index(one.severity) <= SEVERITIES.index("major") for one in found if one.code[0] in "MCV")


def test_the_practices_that_speak_against_the_purpose_are_named():
    slow = (ROOT / "tests" / "casebook" / "fedex-81-seconds.yaml").read_text("utf-8")

    (found,) = [one for one in of(slow) if one.code == "V101"]

    assert found.message == "What is done does not fit “A competitive edge”. It comes nearer to “Streamlined delivery”."
    assert len(found.causes) == 3
    assert (found.path, found.place.line) == ("declared.strategy", 9)


def test_where_too_little_is_known_there_is_no_verdict():
    text = made(3)
    few = "\n".join(text.splitlines()[:9]) + "\n"

    assert "V101" not in codes(of(few))
