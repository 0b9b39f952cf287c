"""`strategist report` as a workbook: what is missing is named, and what is no use to it refused."""

from __future__ import annotations

from pathlib import Path

from program import FEDEX, call, run


def test_a_workbook_without_its_extra_says_what_to_install(tmp_path: Path):
    (tmp_path / "xlsxwriter.py").write_text("raise ModuleNotFoundError('No module named xlsxwriter', name='xlsxwriter')", "utf-8")
    refused = run("report", FEDEX, "-o", tmp_path / "report.xlsx", env={"PYTHONPATH": str(tmp_path)})

    assert refused.code == 2
    assert "a workbook needs strategist[reports], which is not installed; install it with: pip install strategist[reports]" in refused.err
    assert not (tmp_path / "report.xlsx").exists()


def test_a_workbook_has_no_use_for_a_sheet_of_paper(tmp_path: Path):
    refused = call("report", FEDEX, "-o", tmp_path / "report.xlsx", "--paper", "letter")

    assert refused.code == 2
    assert "--paper: this report has no use for it; it is for a report in .pdf" in refused.err
