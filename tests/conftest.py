"""What the tests share."""

from __future__ import annotations

import gc
import os
from collections.abc import Generator
from typing import TypeVar

import pytest
from strategist import cli
from strategist.catalogue import shipped
from strategist.models.knowledge import Catalogue

gc.set_threshold(*cli.SELDOM)  # as seldom as the program: the tests keep much, and going through it takes a while

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The catalogue that travels with the program."""
    return shipped()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fail a skipped test where nothing may be skipped."""
    return _counted((yield))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Fail a skipped file of tests where nothing may be skipped."""
    return _counted((yield))


def _counted(report: Report) -> Report:
    """Count what was skipped as failed when STRATEGIST_NO_SKIPS is set; an expected failure is not a skip."""
    if "STRATEGIST_NO_SKIPS" in os.environ and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{report.nodeid} was skipped, and STRATEGIST_NO_SKIPS allows no skips: {report.longrepr}"
    return report
