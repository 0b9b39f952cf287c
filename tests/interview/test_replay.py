"""Interviews from a file, without a terminal."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from program import ROOT, call

FEDEX = ROOT / "tests/casebook/fedex-81-seconds.yaml"


def replayed(folder: Path, script: str) -> tuple[int, str, str]:
    (folder / "answers.yaml").write_text(script)
    outcome = call("interview", "acme.yaml", "--replay", "answers.yaml", cwd=folder)
    return outcome.code, outcome.out, outcome.err


def test_a_profile_answers_every_question_it_knows(tmp_path: Path) -> None:
    outcome = call("interview", "acme.yaml", "--replay", FEDEX, cwd=tmp_path)
    assert outcome.code == 0
    assert "MISMATCH" in outcome.out
    first, second = yaml.safe_load(FEDEX.read_text()), yaml.safe_load((tmp_path / "acme.yaml").read_text())
    for section in ("company", "goals", "budget", "declared", "practice"):
        assert first.get(section) == second.get(section)


def test_the_reading_of_a_replayed_profile_is_that_of_the_profile(tmp_path: Path) -> None:
    call("interview", "acme.yaml", "--replay", FEDEX, cwd=tmp_path)
    one, other = (call("assess", path, "--format", "json", cwd=tmp_path).out for path in (FEDEX, tmp_path / "acme.yaml"))
    same = ("verdict", "why", "practised", "goals")
    assert [yaml.safe_load(one)[key] for key in same] == [yaml.safe_load(other)[key] for key in same]


def test_a_quick_replay_gives_at_most_twelve_answers(tmp_path: Path) -> None:
    call("interview", "acme.yaml", "--quick", "--replay", FEDEX, cwd=tmp_path)
    found = yaml.safe_load((tmp_path / "acme.yaml").read_text())
    assert len(found["declared"]) + len(found["practice"]) <= 12
    assert "company" not in found


def test_a_list_of_commands_is_obeyed_in_its_order(tmp_path: Path) -> None:
    script = """\
- answer: Acme
- unknown
- not_applicable: by no way at all
- back
- note: ask them
- skip
- goto: human-reach
- answer: short-menu
- save
"""
    code, out, _ = replayed(tmp_path, script)
    assert code == 0
    assert "> not_applicable: by no way at all" in out
    found = yaml.safe_load((tmp_path / "acme.yaml").read_text())
    assert found["company"] == {
        "name": "Acme",
        "customers": "unknown",
        "channel": {"not_applicable": "by no way at all", "note": "ask them"},
    }
    assert found["practice"] == {"human-reach": "short-menu"}


def test_the_same_replay_says_the_same(tmp_path: Path) -> None:
    outs = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        outs.append(call("interview", "acme.yaml", "--replay", FEDEX, cwd=tmp_path / name).out)
    assert outs[0] == outs[1]


def test_a_wrong_answer_in_a_replay_is_told_and_the_next_command_comes(tmp_path: Path) -> None:
    _, out, _ = replayed(tmp_path, "- goto: budget.revenue\n- answer: lots\n- answer: 2.1m\n")
    assert "`lots` is no amount of money; write one such as 14m." in out
    assert yaml.safe_load((tmp_path / "acme.yaml").read_text())["budget"] == {"revenue": "2.1m"}


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("- bakc\n", "answers.yaml:1:3: `bakc` is no command of a replay; did you mean `back`?"),
        ("- note\n", "answers.yaml:1:3: `note` is no command of a replay; write it as `note: ...`"),
        ("- {answer: 1, note: x}\n", "answers.yaml:1:3: this is no command of a replay; write one a dash, such as `- answer: short-menu`"),
        ("- {back: 1}\n", "answers.yaml:1:3: `back` is no command of a replay; write `back`"),
        ("compnay: {}\n", "answers.yaml:1:1: there is no `compnay` in a profile; did you mean `company`?"),
        ("- [a\n", "answers.yaml:1:3: the list that begins here breaks off"),
        ("hello\n", "answers.yaml:1:1: a profile is made of keys, each with a value; start from `strategist init`"),
    ],
)
def test_a_script_that_cannot_be_read_is_told_before_anything_is_asked(tmp_path: Path, script: str, said: str) -> None:
    code, out, err = replayed(tmp_path, script)
    assert (code, out) == (2, "")
    assert err.startswith(said)
    assert not (tmp_path / "acme.yaml").exists()


def test_an_answer_that_is_refused_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "acme.yaml").write_text("strategist: 1\nbudget: {currency: USD}\n")
    code, out, _ = replayed(tmp_path, "strategist: 1\nbudget: {revenue: 5m EUR, heads: 9}\n")
    assert code == 0
    assert out.count("this amount is in EUR") + out.count("This amount is in EUR") == 1
    assert yaml.safe_load((tmp_path / "acme.yaml").read_text())["budget"] == {"currency": "USD", "heads": 9}


def test_a_script_that_is_missing_is_told(tmp_path: Path) -> None:
    outcome = call("interview", "acme.yaml", "--replay", "none.yaml", cwd=tmp_path)
    assert outcome.code == 2
    assert outcome.err.startswith("none.yaml: there is no such file")
