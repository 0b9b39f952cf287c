"""The code quality report has the fields that GitLab's documentation asks for, and lists what counts."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
from samples import EDGE, EVERY_KIND, SAMPLE, any_check, run
from strategist.errors import Place
from strategist.models.checking import Checked
from strategist.render import gitlab

SCHEMA = json.loads((Path(__file__).parent.parent / "data" / "formats" / "gitlab-code-quality.schema.json").read_bytes())


def issues(checked: Checked) -> Any:
    written = json.loads(gitlab.render(checked).encode())
    jsonschema.validate(written, SCHEMA)
    return written


@any_check
def test_any_check_is_valid_and_lists_what_counts(checked: Checked):
    assert [issue["check_name"] for issue in issues(checked)] == [one.code for one in checked.counted]


def test_an_issue_says_what_where_and_how_grave():
    assert issues(run(EDGE)) == [
        {
            "description": f"The edge is slow. {EDGE.message} Answers: {EDGE.causes[0]}. What to do: Buy back the time.",
            "check_name": "M301",
            "fingerprint": EDGE.fingerprint,
            "severity": "critical",
            "location": {"path": "profiles/fedex later.yaml", "lines": {"begin": 17, "end": 17}},
        }
    ]


def test_a_file_that_cannot_be_read_blocks():
    assert [issue["severity"] for issue in issues(run(EVERY_KIND[0]))] == ["blocker"]


def test_what_is_waived_or_in_the_baseline_is_left_out():
    assert [issue["location"]["path"] for issue in issues(SAMPLE)] == [one.place.file for one in EVERY_KIND[:4]]


def test_a_finding_about_a_whole_file_stands_at_its_first_line():
    (issue,) = issues(run(replace(EDGE, place=Place("a.yaml"), end=None)))
    assert issue["location"] == {"path": "a.yaml", "lines": {"begin": 1}}


def test_a_check_without_findings_is_an_empty_list():
    assert issues(run()) == []
