"""Every example in the README, in docs/choose.md, docs/check.md and docs/report.md does what it shows."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from strategist import documents, profiles
from strategist.catalogue import shipped

ROOT = Path(__file__).parent.parent
PAGES = ("README.md", "docs/choose.md", "docs/check.md", "docs/report.md")
STRATEGIST = Path(sys.executable).with_name("strategist")


def blocks(language: str) -> list[str]:
    pages = ((ROOT / page).read_text(encoding="utf-8") for page in PAGES)
    return [block for page in pages for block in re.findall(rf"^```{language}\n(.*?)^```", page, flags=re.MULTILINE | re.DOTALL)]


def examples() -> list[tuple[str, str]]:
    """Give each command with the output shown below it."""
    found = []
    for block in blocks("console"):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, shown = part.partition("\n")
            found.append((command, shown))
    return found


def shows(output: str, shown: str) -> bool:
    """Tell whether the output is what is shown, where a line of three dots stands for any lines."""
    pattern = "".join("(?:.*\n)*" if line == "..." else re.escape(line) + "\n" for line in shown.splitlines())
    return re.fullmatch(pattern, output) is not None


@pytest.mark.parametrize(("command", "shown"), examples(), ids=[command for command, _ in examples()])
def test_an_example_prints_what_it_says(command, shown, tmp_path):
    (tmp_path / "tests").symlink_to(ROOT / "tests")
    program, *arguments = command.split()
    assert program == "strategist"

    environment = {**os.environ, "COLUMNS": "80", "PYTHONUTF8": "1"}
    run = subprocess.run(
        [STRATEGIST, *arguments], cwd=tmp_path, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )

    assert shows(run.stdout + run.stderr, shown), run.stdout + run.stderr


def test_there_are_examples():
    assert len(examples()) >= 12


@pytest.mark.parametrize("text", blocks("yaml"))
def test_an_example_profile_can_be_read(text):
    profile = profiles.profile(documents.parse(text, "README.md")[0], shipped())
    assert profile.parts or profile.plan.keep
