"""`strategist report`: which files it writes, which it refuses, and that the bytes are always the same."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from strategist.cli.report import WRITERS

from program import FEDEX, ROOT, call, finished, run

PHONE = "tests/data/readme/phone.yaml"


@pytest.mark.parametrize("ending", WRITERS)
def test_a_report_has_the_same_bytes_under_another_locale_and_time_zone(ending: str, tmp_path: Path):
    one, other = tmp_path / f"one{ending}", tmp_path / f"other{ending}"

    assert run("report", FEDEX, "-o", one).code == 0
    assert run("report", FEDEX, "-o", other, env={"LC_ALL": "de_DE.UTF-8", "TZ": "Pacific/Auckland", "PYTHONHASHSEED": "7"}).code == 0
    assert one.read_bytes() == other.read_bytes()


def test_a_report_says_nothing_where_nobody_looks(tmp_path: Path):
    done = call("report", FEDEX, "-o", tmp_path / "report.html")

    assert (done.code, done.out, done.err) == (0, "", "")


def test_the_ending_may_be_in_capitals(tmp_path: Path):
    assert call("report", FEDEX, "-o", tmp_path / "REPORT.HTML").code == 0


def test_an_existing_file_is_kept_unless_forced(tmp_path: Path):
    file = tmp_path / "report.md"
    file.write_text("mine", "utf-8")

    refused = call("report", FEDEX, "-o", file)
    assert (refused.code, refused.err) == (2, f"{file}: this already exists; choose another name, or add --force to write over it\n")
    assert file.read_text("utf-8") == "mine"
    assert call("report", FEDEX, "-o", file, "--force").code == 0
    assert file.read_text("utf-8").startswith("# FedEx")


def test_the_profile_itself_is_never_written_over(tmp_path: Path):
    profile = tmp_path / "profile.md"
    shutil.copy(ROOT / FEDEX, profile)

    refused = call("report", profile, "-o", profile, "--force")
    assert (refused.code, refused.err) == (2, f"{profile}: this is the profile itself; choose another file with -o\n")
    assert profile.read_bytes() == (ROOT / FEDEX).read_bytes()


@pytest.mark.parametrize("name", ["report", "report.doc"])
def test_an_unknown_ending_is_refused_with_those_there_are(name: str, tmp_path: Path):
    refused = call("report", FEDEX, "-o", tmp_path / name)

    assert refused.code == 2
    assert all(ending in refused.err for ending in WRITERS)


def test_a_place_that_cannot_be_written_is_an_error(tmp_path: Path):
    refused = call("report", FEDEX, "-o", tmp_path / "nowhere" / "report.html")

    assert refused.code == 2
    assert "the file cannot be written" in refused.err


def test_an_option_for_another_format_is_refused(tmp_path: Path):
    refused = call("report", FEDEX, "-o", tmp_path / "report.html", "--template", tmp_path / "client.pptx", "--paper", "letter")

    assert refused.code == 2
    assert "--paper: this report has no use for it; it is for a report in .pdf" in refused.err
    assert "--template: this report has no use for it; it is for a report in .pptx" in refused.err


@pytest.mark.parametrize("date", ["yesterday", "2026-02-30", "31.3.2026"])
def test_what_is_no_day_is_refused(date: str, tmp_path: Path):
    refused = call("report", FEDEX, "-o", tmp_path / "report.md", "--date", date)

    assert (refused.code, refused.err) == (2, "--date: this is no day; write year, month and day, as in 2026-03-31\n")


def test_the_day_stands_on_the_report(tmp_path: Path):
    assert call("report", FEDEX, "-o", tmp_path / "report.md", "--date", "2026-03-31").code == 0
    assert "2026-03-31" in (tmp_path / "report.md").read_text("utf-8")


def test_a_profile_may_come_from_standard_input(tmp_path: Path):
    assert call("report", "-", "-o", tmp_path / "report.md", stdin=(ROOT / PHONE).read_text("utf-8")).code == 0
    assert "Hillside Phone" in (tmp_path / "report.md").read_text("utf-8")


@pytest.mark.parametrize(("option", "size"), [((), b"595.2756 841.8898"), (("--paper", "letter"), b"612 792")])
def test_a_pdf_is_on_a4_unless_another_sheet_is_asked_for(option: tuple[str, ...], size: bytes, tmp_path: Path):
    assert call("report", FEDEX, "-o", tmp_path / "report.pdf", *option).code == 0
    assert b"/MediaBox[0 0 " + size + b"]" in (tmp_path / "report.pdf").read_bytes()


def test_a_pdf_without_its_extra_says_what_to_install(tmp_path: Path):
    (tmp_path / "typst.py").write_text("raise ImportError", "utf-8")
    refused = run("report", FEDEX, "-o", tmp_path / "report.pdf", env={"PYTHONPATH": str(tmp_path)})

    assert refused.code == 2
    assert "a PDF needs strategist[reports], which is not installed; install it with: pip install strategist[reports]" in refused.err
    assert not (tmp_path / "report.pdf").exists()


@pytest.mark.parametrize("missing", ["pptx", "xlsxwriter"])
def test_a_deck_without_its_extra_says_what_to_install(missing: str, tmp_path: Path):
    program = f"import sys; sys.modules['{missing}'] = None; from strategist.cli import main; main()"
    done = finished([sys.executable, "-c", program, "report", FEDEX, "-o", tmp_path / "report.pptx"])

    says = "a PowerPoint file needs strategist[reports], which is not installed; install it with: pip install strategist[reports]"
    assert (done.code, done.out) == (2, "")
    assert done.err.strip() == says
    assert not (tmp_path / "report.pptx").exists()


def test_a_file_that_is_no_template_is_refused(tmp_path: Path):
    refused = call("report", FEDEX, "-o", tmp_path / "report.pptx", "--template", ROOT / FEDEX)

    assert (refused.code, refused.out) == (2, "")
    assert refused.err.startswith(f"{ROOT / FEDEX}: this is no PowerPoint file that can be read; give a .pptx or .potx that has")


def test_a_deck_may_take_over_the_looks_of_another(tmp_path: Path):
    assert call("report", FEDEX, "-o", tmp_path / "ours.pptx").code == 0
    assert call("report", PHONE, "-o", tmp_path / "theirs.pptx", "--template", tmp_path / "ours.pptx").code == 0
