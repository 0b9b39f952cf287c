"""One run writes every format, and each lists the findings that the JSON lists."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from strategist.render.outputs import MODULES

TESTS = Path(__file__).parent.parent
STRATEGIST = Path(sys.executable).with_name("strategist")
WAIVER = """
waivers:
  - {rule: M405, reason: the new rules for staff are written by May, owner: Ann Lee, until: 2026-06-30}
"""


@dataclass(frozen=True)
class Written:
    """What one run wrote, by format, and how it ended."""

    code: int
    files: dict[str, str]

    @property
    def json(self) -> Any:
        return json.loads(self.files["json"])

    def listed(self, *, counted: bool) -> list[tuple[str, str, int]]:
        """Give code, file and line of what is in the JSON, or of what of it counts."""
        found = [one for one in self.json["found"] if one["counted"] or not counted]
        return [(one["code"], one["place"]["file"], one["place"]["line"] or 1) for one in found]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """A run over a firm with a waiver, its copy under the same name, a firm whose findings are in the baseline, and a broken file."""
    here = tmp_path_factory.mktemp("agreement")
    (here / "profiles").mkdir()
    fedex = (TESTS / "casebook" / "fedex-81-seconds.yaml").read_text("utf-8")
    for name, text in {
        "fedex, 1.yaml": fedex + WAIVER,
        "fedex copy.yaml": fedex,
        "sprint.yaml": (TESTS / "casebook" / "sprint-2007.yaml").read_text("utf-8"),
        "broken.yaml": (TESTS / "data" / "invalid" / "several-problems.yaml").read_text("utf-8"),
    }.items():
        (here / "profiles" / name).write_text(text, "utf-8")
    known = ("--today=2026-05-01", "--baseline=baseline.json")
    check(here, "profiles/sprint.yaml", *known, "--update-baseline", "--allow-growth")
    outputs = {name: f"check.{name}" for name in ("json", *MODULES)}
    done = check(here, "profiles", *known, *(f"--output={name}:{file}" for name, file in outputs.items()))
    return Written(done.returncode, {name: (here / file).read_text("utf-8") for name, file in outputs.items()})


def check(here: Path, *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([STRATEGIST, "check", *args], cwd=here, capture_output=True, text=True, check=False)


def test_the_run_has_findings_of_every_fate(written: Written):
    found = written.json["found"]
    assert written.code == 2
    assert any(one["waived"] for one in found)
    assert any(one["baselined"] for one in found)
    assert {one["severity"] for one in found if one["counted"]} == {"critical", "major", "minor"}
    assert "P" in {one["code"][0] for one in found}


def test_no_two_findings_share_a_fingerprint_though_two_firms_share_a_name(written: Written):
    fingerprints = [one["fingerprint"] for one in written.json["found"]]
    assert len(set(fingerprints)) == len(fingerprints)


def test_sarif_lists_them_all_and_suppresses_what_does_not_count(written: Written):
    (run,) = json.loads(written.files["sarif"])["runs"]
    places = [(one["ruleId"], one["locations"][0]["physicalLocation"]) for one in run["results"]]
    listed = [(code, unquote(at["artifactLocation"]["uri"]), at.get("region", {}).get("startLine", 1)) for code, at in places]
    assert listed == written.listed(counted=False)
    assert [not one.get("suppressions") for one in run["results"]] == [one["counted"] for one in written.json["found"]]


def test_junit_lists_them_all_and_skips_what_does_not_count(written: Written):
    cases = ET.fromstring(written.files["junit"]).findall("testsuite/testcase")[1:]
    listed = [(case.get("name", "")[:4], case.get("file", ""), int(case.get("line", 1))) for case in cases]
    assert listed == written.listed(counted=False)
    assert [case.find("skipped") is None for case in cases] == [one["counted"] for one in written.json["found"]]


def test_github_lists_them_all(written: Written):
    annotated = re.findall(r"^::(?:error|warning) file=(.+?),line=(\d+),.*title=(\w{4})", written.files["github"], re.MULTILINE)
    logged = re.findall(r"^- (.+?):(\d+):\d+: \w+ (\w{4}) ", written.files["github"], re.MULTILINE)
    listed = [(code, file.replace("%2C", ","), int(line)) for file, line, code in (*annotated, *logged)]
    assert sorted(listed) == sorted(written.listed(counted=False))


def test_gitlab_lists_what_counts(written: Written):
    issues = json.loads(written.files["gitlab"])
    listed = [(issue["check_name"], issue["location"]["path"], issue["location"]["lines"]["begin"]) for issue in issues]
    assert listed == written.listed(counted=True)


def test_markdown_lists_them_all(written: Written):
    rows = re.findall(r"\*\*(\w{4}) .*<br>(profiles/[^<|]*?):(\d+):\d+ \|$", written.files["markdown"], re.MULTILINE)
    assert sorted((code, file, int(line)) for code, file, line in rows) == sorted(written.listed(counted=False))


def test_the_badge_counts_what_counts(written: Written):
    broken = sum(code.startswith("P") for code, *_ in written.listed(counted=True))
    assert json.loads(written.files["badge"])["message"] == f"{broken} problems in the files"
