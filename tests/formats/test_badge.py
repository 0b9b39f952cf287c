"""The badge has the keys that badge services read, and the colour of the outcome."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from samples import EDGE, EVERY_KIND, SAMPLE, any_check, run
from strategist.models.checking import Checked
from strategist.render import badge

MINOR = replace(EDGE, severity="minor")


def written(checked: Checked) -> Any:
    return json.loads(badge.render(checked))


@pytest.mark.parametrize(
    ("checked", "message", "colour"),
    [
        (run(), "no findings", "brightgreen"),
        (run(EDGE, MINOR, EDGE), "2 critical, 1 minor", "red"),
        (run(MINOR), "1 minor", "yellow"),
        (run(*EVERY_KIND[4:]), "no findings", "brightgreen"),
        (run(EVERY_KIND[0], threshold=None), "1 problem in the files", "red"),
        (run(interrupted=True), "check interrupted", "red"),
    ],
)
def test_a_badge_says_what_was_found(checked: Checked, message: str, colour: str):
    assert (written(checked)["message"], written(checked)["color"]) == (message, colour)


def test_it_has_the_keys_of_an_endpoint_badge():
    assert set(written(SAMPLE)) == {"schemaVersion", "label", "message", "color", "isError"}
    assert (written(SAMPLE)["schemaVersion"], written(SAMPLE)["label"]) == (1, "customer service")


@any_check
def test_it_is_red_exactly_when_the_check_does_not_pass(checked: Checked):
    assert (written(checked)["color"] == "red") is (checked.exit_code != 0)
