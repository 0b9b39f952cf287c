"""SARIF is valid by the official schema, is read by sarif-tools, and says what was found."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

import jsonschema
import pytest
from samples import EDGE, EVERY_KIND, HOSTILE, SAMPLE, any_check, run
from sarif import loader
from strategist.errors import Place
from strategist.models.checking import Checked
from strategist.render import sarif

SCHEMA = Path(__file__).parent.parent / "data" / "formats" / "sarif-schema-2.1.0.json"


@cache
def validator() -> Any:
    return jsonschema.Draft4Validator(json.loads(SCHEMA.read_bytes()), format_checker=jsonschema.FormatChecker())


def log(checked: Checked) -> Any:
    """Give the one run of a log, which must be valid and plain UTF-8."""
    written = json.loads(sarif.render(checked).encode())
    validator().validate(written)
    (only,) = written["runs"]
    return only


def result(**changes: object) -> Any:
    """Give the result for the edge with changes."""
    (only,) = log(run(replace(EDGE, **changes)))["results"]
    return only


def uri(**changes: object) -> str:
    return result(**changes)["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]


@any_check
def test_any_check_is_valid_and_lists_every_finding(checked: Checked):
    listed = [(one["ruleId"], one["partialFingerprints"]["strategist/v1"]) for one in log(checked)["results"]]
    assert listed == [(one.code, one.fingerprint) for one in checked.found]


def test_the_schema_refuses_a_line_before_the_first():
    assert not validator().is_valid({**json.loads(sarif.render(run(replace(EDGE, place=Place("a.yaml", 3, -1)))))})


def test_a_result_names_file_region_and_place_in_the_profile():
    (location,) = result()["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "profiles/fedex%20later.yaml", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 17, "startColumn": 19, "endLine": 17, "endColumn": 36},
    }
    assert location["logicalLocations"] == [{"fullyQualifiedName": "practice.relative-speed", "kind": "property"}]


def test_a_finding_about_a_whole_file_has_no_region():
    (location,) = result(place=Place("a.yaml"), end=None, path="")["locations"]
    assert location == {"physicalLocation": {"artifactLocation": {"uri": "a.yaml", "uriBaseId": "%SRCROOT%"}}}


@pytest.mark.parametrize(
    ("file", "written"),
    [
        ("a b/c#d?e%f.yaml", "a%20b/c%23d%3Fe%25f.yaml"),
        ("c:d.yaml", "c%3Ad.yaml"),
        ("Zürich.yaml", "Z%C3%BCrich.yaml"),
        ("two\nlines.yaml", "two%0Alines.yaml"),
        (b"not-utf-8-\xff.yaml".decode(errors="surrogateescape"), "not-utf-8-%FF.yaml"),
        ("../up.yaml", "../up.yaml"),
        ("/srv/a.yaml", "file:///srv/a.yaml"),
        ("C:/srv/a.yaml", "file:///C%3A/srv/a.yaml"),
    ],
)
def test_a_file_name_becomes_an_address_that_leads_back_to_it(file: str, written: str):
    assert uri(place=Place(file, 1, 1)) == written
    assert unquote_to_bytes(written).endswith(file.encode(errors="surrogateescape"))


def test_half_a_character_in_a_file_name_becomes_a_visible_mark():
    assert uri(place=Place("half-\ud800.yaml", 1, 1)) == "half-%EF%BF%BD.yaml"


def test_a_fingerprint_stays_when_lines_and_files_move():
    moved = result(place=Place("elsewhere.yaml", 99, 2), end=None)
    assert moved["partialFingerprints"] == result()["partialFingerprints"]
    assert result(occurrence=1)["partialFingerprints"] != result()["partialFingerprints"]


def test_the_three_severities_become_the_three_levels():
    assert [result(severity=severity)["level"] for severity in ("critical", "major", "minor")] == ["error", "warning", "note"]


def test_a_waiver_in_the_profile_and_the_baseline_suppress_a_result_and_say_why():
    *counted, waived, baselined = log(SAMPLE)["results"]
    assert not any("suppressions" in one for one in counted)
    (by_waiver,), (by_baseline,) = waived["suppressions"], baselined["suppressions"]
    assert by_waiver == {"kind": "external", "status": "accepted", "justification": "a new centre opens in May (Ann Lee, until 2027-06-30)"}
    assert by_baseline == {"kind": "external", "status": "accepted", "justification": "It is in the baseline."}
    assert [one["baselineState"] for one in log(SAMPLE)["results"]] == ["new"] * 5 + ["unchanged"]


def test_a_waiver_in_the_same_file_is_in_the_source():
    waived = EVERY_KIND[4].waived
    assert waived is not None
    assert result(waived=waived)["suppressions"][0]["kind"] == "inSource"


def test_every_rule_is_there_with_its_help_in_markdown():
    rules = log(SAMPLE)["tool"]["driver"]["rules"]
    assert [(rule["id"], rule["help"]["markdown"]) for rule in rules] == [(rule.code, rule.help) for rule in SAMPLE.rules]
    assert all(rules[one["ruleIndex"]]["id"] == one["ruleId"] for one in log(SAMPLE)["results"])


def test_hostile_words_become_no_link():
    assert "](" not in json.dumps(log(run(replace(EDGE, message=HOSTILE[1], profile=HOSTILE[1])))["results"][0]["message"])


def test_a_large_check_is_cut_to_what_platforms_keep_and_says_so():
    many = [replace(EDGE, severity="minor", occurrence=number) for number in range(5000)]
    last = replace(EDGE, place=Place("z.yaml", 1, 1))
    (written,) = json.loads(sarif.render(run(*many, last)))["runs"]
    assert len(written["results"]) == 5000
    assert written["results"][-1]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "z.yaml"
    (told,) = written["invocations"][0]["toolExecutionNotifications"]
    assert told["level"] == "warning"
    assert told["message"]["text"].startswith("1 finding left out, the mildest")


def test_the_largest_log_stays_under_the_ten_megabytes_that_code_scanning_takes():
    many = [replace(EDGE, place=Place(f"profiles/{number}.yaml", number, 1), profile=str(number)) for number in range(1, 6000)]
    assert len(gzip.compress(sarif.render(run(*many)).encode())) < 10_000_000


def test_an_interrupted_check_is_no_success():
    (invocation,) = log(replace(SAMPLE, interrupted=True))["invocations"]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (False, 130)
    assert invocation["toolExecutionNotifications"][0]["level"] == "error"


def test_sarif_tools_reads_the_same_findings(tmp_path: Path):
    file = tmp_path / "check.sarif"
    file.write_text(sarif.render(SAMPLE), "utf-8")
    records = loader.load_sarif_file(str(file)).get_records()
    assert [(record["Tool"], record["Location"], int(record["Line"])) for record in records] == [
        ("strategist", one.place.file.replace(" ", "%20"), one.place.line or 1) for one in SAMPLE.found
    ]
    assert [record["Severity"] for record in records] == ["error", "error", "error", "note", "error", "error"]


def test_the_sarif_command_counts_the_errors_in_it(tmp_path: Path):
    file = tmp_path / "check.sarif"
    file.write_text(sarif.render(SAMPLE), "utf-8")
    done = subprocess.run([sys.executable, "-m", "sarif", "--check", "error", "summary", file], capture_output=True, text=True, check=False)
    assert (done.returncode, "error: 5" in done.stdout) == (5, True), "it leaves with the number of errors, and prints it"
