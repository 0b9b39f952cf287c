"""Whatever ends an interview, nothing that was acknowledged is lost, and the next one goes on at the place."""

from __future__ import annotations

import re
from pathlib import Path

import pexpect
import pytest
import yaml
from person import Talk, typed
from strategist.models.knowledge import Catalogue

from program import COMMAND, PLAIN, ROOT


def shown(heard: str, catalogue: Catalogue) -> str | None:
    """Give the question that was heard last, None at the end."""
    words = re.split(r"minutes? left ", " ".join(heard.split()))[-1]
    return next((name for name, question in catalogue.questions.items() if words.startswith(" ".join(question.text.split()))), None)


@pytest.mark.parametrize("questionnaire", ["company", "declared", "practice"])
def test_a_kill_after_each_answer_loses_nothing(tmp_path: Path, catalogue: Catalogue, questionnaire: str) -> None:
    asked: list[str] = []
    while True:
        with Talk("acme.yaml", "--questionnaire", questionnaire, cwd=tmp_path) as talking:
            question = shown(talking.hear("> "), catalogue)
            if question is None:
                break
            talking.say(typed(catalogue.questions[question]))
            talking.hear("Saved: ")
            talking.kill()
        asked.append(question)
        found = yaml.safe_load((tmp_path / "acme.yaml").read_text())
        for name in asked:
            section = found
            for key in catalogue.routes[name]:
                section = section[key]
        assert sorted(set(asked)) == sorted(asked), "a question that was answered came again"
    assert len(asked) >= {"company": 19, "declared": 7, "practice": 30}[questionnaire]


def opened(folder: Path, *args: str) -> pexpect.spawn:
    terminal = pexpect.spawn(
        COMMAND, ["interview", "acme.yaml", *args], cwd=str(folder), env=PLAIN | {"TERM": "xterm"}, dimensions=(40, 80), timeout=30
    )
    terminal.expect("What is the name of the organisation")
    return terminal


@pytest.mark.parametrize("front", [(), ("--plain",)])
def test_control_c_leaves_with_130_and_all_answers(tmp_path: Path, front: tuple[str, ...]) -> None:
    terminal = opened(tmp_path, *front)
    terminal.send("Acme\r")
    terminal.expect("Which customers")
    terminal.sendintr()
    terminal.expect("Your answers are in acme.yaml. Go on with: strategist interview acme.yaml")
    terminal.expect(pexpect.EOF)
    terminal.close()
    assert terminal.exitstatus == 130
    assert yaml.safe_load((tmp_path / "acme.yaml").read_text())["company"] == {"name": "Acme"}


@pytest.mark.parametrize("front", [(), ("--plain",)])
def test_a_closed_terminal_loses_nothing_and_leaves_no_lock(tmp_path: Path, front: tuple[str, ...]) -> None:
    terminal = opened(tmp_path, *front)
    terminal.send("Acme\r")
    terminal.expect("Which customers")
    terminal.close(force=True)
    with Talk("acme.yaml", cwd=tmp_path) as talking:
        assert "Which customers are we talking about?" in talking.hear("> ")
    assert yaml.safe_load((tmp_path / "acme.yaml").read_text())["company"] == {"name": "Acme"}


@pytest.mark.parametrize("front", [(), ("--plain",)])
def test_control_d_saves_and_leaves(tmp_path: Path, front: tuple[str, ...]) -> None:
    terminal = opened(tmp_path, *front)
    terminal.send("Acme\r")
    terminal.expect("Which customers")
    terminal.send("\x04")
    terminal.expect("Your answers are in acme.yaml")
    terminal.expect(pexpect.EOF)
    terminal.close()
    assert terminal.exitstatus == 0


def test_control_d_leaves_even_while_the_reading_is_shown_a_screen_at_a_time(tmp_path: Path) -> None:
    (tmp_path / "acme.yaml").write_bytes((ROOT / "tests/casebook/fedex-81-seconds.yaml").read_bytes())
    environment = PLAIN | {"TERM": "xterm"}
    small = pexpect.spawn(COMMAND, ["interview", "acme.yaml"], cwd=str(tmp_path), env=environment, dimensions=(16, 80), timeout=30)
    small.expect("leave")
    small.send("\x04")
    small.expect("Enter more")
    small.send("\x04")
    small.expect("Your answers are in acme.yaml")
    small.expect(pexpect.EOF)
    small.close()
    assert small.exitstatus == 0
