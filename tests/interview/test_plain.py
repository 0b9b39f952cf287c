"""The plain front, spoken to through pipes as a script, a screen reader or a simple terminal speaks to it."""

from __future__ import annotations

import os
import re
import resource
import subprocess
from pathlib import Path

import pytest
import yaml
from person import Talk, questions, typed
from strategist import documents
from strategist.interview.state import begin
from strategist.models.knowledge import Catalogue
from strategist.models.profile import Profile

from program import COMMAND, PLAIN, ROOT, call, run

PHONE = ROOT / "tests/data/readme/phone.yaml"
PHONE_COMPANY = 'company: {name: Hillside Phone, customers: subscribers, channel: telephone, period: "2026"}'


def talk(folder: Path, *lines: str, args: tuple[str, ...] = ()) -> str:
    """Hold a whole interview in lines, and give what was said."""
    outcome = call("interview", "acme.yaml", *args, stdin="".join(f"{line}\n" for line in lines), cwd=folder)
    assert outcome.code == 0, outcome.err
    return outcome.out


def kept(folder: Path, name: str = "acme.yaml") -> dict[str, object]:
    """Give what stands in the profile."""
    return yaml.safe_load((folder / name).read_text())


def test_an_answer_is_in_the_file_and_said_to_be(tmp_path: Path) -> None:
    out = talk(tmp_path, "Acme")
    assert "Saved: What is the name of the organisation? Acme" in out
    assert kept(tmp_path)["company"] == {"name": "Acme"}


def test_the_end_of_input_leaves_and_says_how_to_go_on(tmp_path: Path) -> None:
    outcome = call("interview", "acme.yaml", stdin="Acme\n", cwd=tmp_path)
    assert (outcome.code, outcome.err) == (0, "Your answers are in acme.yaml. Go on with: strategist interview acme.yaml\n")


def test_it_goes_on_at_the_place_where_one_left(tmp_path: Path) -> None:
    talk(tmp_path, "Acme", "gardeners", "s")
    out = talk(tmp_path, "s")
    assert "You go on where you left off, with 2 questions answered." in out
    assert list(questions(out)) == ["By which ways do these customers reach you?"]


def test_back_shows_the_question_before_with_its_answer(tmp_path: Path) -> None:
    out = talk(tmp_path, "Acme", "b", "s")
    assert list(questions(out))[-1] == "What is the name of the organisation?"
    assert "Until now: Acme" in out


def test_back_at_the_first_question_says_so(tmp_path: Path) -> None:
    assert "This is the first question; go on, or leave." in talk(tmp_path, "b", "s")


def test_an_empty_line_skips_and_the_question_comes_again_another_day(tmp_path: Path) -> None:
    talk(tmp_path, "", "gardeners", "s")
    assert kept(tmp_path)["company"] == {"customers": "gardeners"}
    assert next(questions(talk(tmp_path, "s"))) == "What is the name of the organisation?"


def test_not_known_is_written_as_unknown(tmp_path: Path) -> None:
    talk(tmp_path, "u")
    assert kept(tmp_path)["company"] == {"name": "unknown"}


def test_not_applicable_asks_for_the_reason(tmp_path: Path) -> None:
    out = talk(tmp_path, "na", "we have no name yet")
    assert "Why does it not apply?" in out
    assert kept(tmp_path)["company"] == {"name": {"not_applicable": "we have no name yet"}}


def test_no_reason_takes_it_back(tmp_path: Path) -> None:
    talk(tmp_path, "na", "", "Acme")
    assert kept(tmp_path)["company"] == {"name": "Acme"}


def test_a_note_stands_beside_the_answer(tmp_path: Path) -> None:
    talk(tmp_path, "Acme", "b", "n", "as it says on the sign", "s")
    assert kept(tmp_path)["company"] == {"name": {"value": "Acme", "note": "as it says on the sign"}}


def test_a_note_comes_before_the_answer_too(tmp_path: Path) -> None:
    talk(tmp_path, "n", "ask the owner", "Acme")
    assert kept(tmp_path)["company"] == {"name": {"value": "Acme", "note": "ask the owner"}}


def test_why_explains_and_asks_again(tmp_path: Path) -> None:
    out = talk(tmp_path, "?", "Acme")
    assert "Why we ask: The name heads the report" in out
    assert kept(tmp_path)["company"] == {"name": "Acme"}


def test_an_equals_sign_makes_an_answer_of_a_command(tmp_path: Path) -> None:
    talk(tmp_path, "=b")
    assert kept(tmp_path)["company"] == {"name": "b"}


@pytest.mark.parametrize(
    ("question", "wrong", "said"),
    [
        ("budget.revenue", "2,1m", "`2,1m` is no amount of money; write decimals after a point, as in 2.5."),
        ("budget.revenue", "lots", "`lots` is no amount of money; write one such as 14m."),
        ("budget.heads", "-3", "`-3` is below 0; write 0 or more, such as 9."),
        ("company.as_of", "31/3/2026", "`31/3/2026` is no date; write it as 2026-03-31, 2026-03 or 2026."),
        ("human-reach", "9", "There is no answer `9`; type a number from 1 to 5, or some words of an answer."),
        ("human-reach", "zebra", "`zebra` is none of the answers; type a number from 1 to 5, or some words of an answer."),
        ("callers-punished", "perhaps", "`perhaps` is neither yes nor no; answer yes or no, or say that you do not know."),
        ("goals", "1, 99", "There is no answer `99`; type a number from 1 to 14, or some words of an answer."),
        ("goals", "1, 1", "The goal `win-share` stands twice; keep one of the two."),
        ("declared.strategy", "1 60; 5 30", "The shares add up to 90, not 100; correct the shares."),
        ("budget.channels", "telephone 40", "`telephone 40` has no figures; name the channel, then a colon, then the figures."),
        ("company.name", "x" * 20_000, "This answer has 20,000 characters; write at most 10,000."),
    ],
)
def test_a_wrong_answer_is_told_what_was_expected_and_loses_nothing(
    tmp_path: Path, catalogue: Catalogue, question: str, wrong: str, said: str
) -> None:
    asked = begin(Profile(""), catalogue, scope=catalogue.questions, given={}).open
    before = [] if question == "company.name" else ["Acme"]
    skips = [""] * (asked.index(question) - len(before))
    out = talk(tmp_path, *before, *skips, wrong, "u", "s")
    assert said in " ".join(out.split())
    section = kept(tmp_path)
    for key in catalogue.routes[question]:
        section = section[key]
    assert section == "unknown"
    assert not before or kept(tmp_path)["company"]["name"] == "Acme"


@pytest.mark.parametrize(
    ("typed", "kept_as"),
    [("31.3.2026", "2026-03-31"), ("31 March 2026", "2026-03-31"), ("Mar 2026", "2026-03"), ("2026-03-31", "2026-03-31"), ("2026", 2026)],
)
def test_dates_are_taken_as_people_write_them(tmp_path: Path, typed: str, kept_as: object) -> None:
    talk(tmp_path, *[""] * 5, typed, "s")
    found = documents.read(tmp_path / "acme.yaml")[0].data["company"]["as_of"]
    assert found == kept_as


def test_leaving_shows_what_is_known_so_far(tmp_path: Path) -> None:
    assert "UNDECLARED" in talk(tmp_path, "Acme", "s")


def test_any_question_can_be_gone_to(tmp_path: Path) -> None:
    out = talk(tmp_path, "Acme", "g", "yearly revenue", "2.1m", "g", "", "s")
    assert "Go to which question?" in out
    assert kept(tmp_path)["budget"] == {"revenue": "2.1m"}


def test_an_answer_can_be_changed_at_the_end(tmp_path: Path) -> None:
    profile = "strategist: 1\n" + "company: {name: Acme}\n"
    (tmp_path / "acme.yaml").write_text(profile)
    talk(tmp_path, *[""] * 70, "change an answer", "1", "Acme Limited", "leave")
    assert kept(tmp_path)["company"]["name"] == "Acme Limited"


def test_every_question_takes_what_a_person_would_type(tmp_path: Path, catalogue: Catalogue) -> None:
    by_text = {question.text: question for question in catalogue.questions.values()}
    with Talk("acme.yaml", cwd=tmp_path) as talking:
        asked = 0
        while "What next?" not in (heard := talking.hear("> ")):
            asked += 1
            shown = re.split(r"minutes? left ", " ".join(heard.split()))[-1]
            question = next(question for words, question in by_text.items() if shown.startswith(" ".join(words.split())))
            talking.say(typed(question))
        assert asked > 50
        talking.say("leave")
        assert talking.process.wait(timeout=30) == 0
    assert set(kept(tmp_path)) >= {"company", "goals", "budget", "declared", "practice"}


def test_a_change_that_sets_an_answer_aside_asks_first(tmp_path: Path) -> None:
    there_and_back = ["1", "1", "1", "1", "yes", "b", "b", "told with the cause"]
    for reply, update in (("no", "must-chase"), ("yes", "told-with-cause")):
        (tmp_path / "acme.yaml").write_text("strategist: 1\n")
        out = " ".join(talk(tmp_path, *there_and_back, reply, "s", args=("--questionnaire", "practice")).split())
        assert "This sets aside 1 answer (“Did customers have to chase the same matter for months?”). What is set aside stays" in out
        assert kept(tmp_path)["practice"]["proactive-update"] == update
        assert kept(tmp_path)["practice"]["left-to-chase"] is True


def test_back_leads_over_what_was_answered_another_day(tmp_path: Path) -> None:
    talk(tmp_path, "Acme", "gardeners", "s")
    out = talk(tmp_path, "b", "b", "s")
    assert list(questions(out))[1:] == ["Which customers are we talking about?", "What is the name of the organisation?"]


def test_blends_rankings_promises_and_channels_go_on_one_line(tmp_path: Path, catalogue: Catalogue) -> None:
    order = list(catalogue.questions)
    lines = [""] * len(order)
    lines[order.index("goals")] = "2 1"
    lines[order.index("declared.strategy")] = "1 60 % for private buyers; 5 40 for dealers"
    lines[order.index("declared.promises")] = "first answer by telephone: 20 seconds; we call back"
    lines[order.index("budget.channels")] = "telephone, weekdays: 24/7, 30 calls an hour of 81 s, 80/20"
    talk(tmp_path, *lines[: order.index("declared.promises") + 1], "s")
    found = kept(tmp_path)
    assert found["goals"] == ["retain-customers", "win-share"]
    assert found["declared"]["strategy"] == [
        {"strategy": "competitive-edge", "to": "private buyers", "share": 60},
        {"strategy": "dance-with-customers", "to": "dealers", "share": 40},
    ]
    assert found["declared"]["promises"] == [
        {"measure": "first answer by telephone", "figure": 20, "unit": "seconds"},
        {"text": "we call back"},
    ]
    (channel,) = found["budget"]["channels"]
    assert channel == {
        "channel": "telephone", "part": "weekdays", "hours_a_week": 168, "contacts_an_hour": 30,
        "minutes": "81 s", "within": "20 s", "share": 80,
    }  # fmt: skip


def test_nothing_to_read_is_an_error_and_makes_no_file(tmp_path: Path) -> None:
    outcome = run("interview", "acme.yaml", cwd=tmp_path, env={"CI": "true"})
    assert outcome.code == 2
    assert outcome.err == (
        "standard input: there is no terminal, and nothing comes in to answer with; "
        "answer at a terminal, pipe answers in, or use --replay ANSWERS.yaml\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_a_closed_standard_input_is_the_same(tmp_path: Path) -> None:
    done = subprocess.run(
        f"{COMMAND} interview a.yaml <&-", shell=True, cwd=tmp_path, env=PLAIN, capture_output=True, check=False, timeout=60
    )
    assert (done.returncode, list(tmp_path.iterdir())) == (2, [])


def test_a_second_interview_on_one_profile_is_refused(tmp_path: Path) -> None:
    with Talk("acme.yaml", cwd=tmp_path) as first:
        first.hear("> ")
        first.say("Acme")
        first.hear("Saved")
        second = run("interview", "./acme.yaml", stdin="Other\n", cwd=tmp_path)
        assert second.code == 2
        assert "another interview is writing this profile; finish that one first, or name another profile" in second.err
        first.say("gardeners")
        first.hear("Saved")
    assert kept(tmp_path)["company"] == {"name": "Acme", "customers": "gardeners"}
    assert run("interview", "acme.yaml", stdin="s\n", cwd=tmp_path).code == 0


def test_no_lock_is_left_behind(tmp_path: Path) -> None:
    talk(tmp_path, "Acme")
    assert [path.name for path in tmp_path.iterdir()] == ["acme.yaml"]


def test_a_link_to_a_profile_is_the_same_profile(tmp_path: Path) -> None:
    (tmp_path / "real.yaml").write_text("strategist: 1\n")
    (tmp_path / "acme.yaml").symlink_to("real.yaml")
    with Talk("real.yaml", cwd=tmp_path) as first:
        first.hear("> ")
        assert run("interview", "acme.yaml", stdin="Other\n", cwd=tmp_path).code == 2


def test_what_another_program_writes_meanwhile_is_kept(tmp_path: Path) -> None:
    with Talk("acme.yaml", cwd=tmp_path) as talking:
        talking.hear("> ")
        talking.say("Acme")
        talking.hear("Saved")
        path = tmp_path / "acme.yaml"
        path.write_text(path.read_text() + "goals: [win-share]  # typed by hand\n")
        talking.say("gardeners")
        talking.hear("Saved")
    text = path.read_text()
    assert "goals: [win-share]  # typed by hand" in text
    assert kept(tmp_path)["company"] == {"name": "Acme", "customers": "gardeners"}


def test_a_file_broken_by_another_program_is_told_and_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "acme.yaml"
    with Talk("acme.yaml", cwd=tmp_path) as talking:
        talking.hear("> ")
        talking.say("Acme")
        talking.hear("Saved")
        whole = path.read_text()
        path.write_text("strategist: [1\n")
        talking.say("gardeners")
        assert "The answer was not saved" in talking.hear("not saved")
        assert path.read_text() == "strategist: [1\n"
        path.write_text(whole)
        talking.say("gardeners")
        talking.hear("Saved")
    assert kept(tmp_path)["company"] == {"name": "Acme", "customers": "gardeners"}


def test_a_full_disk_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "acme.yaml"
    path.write_text(f"strategist: 1\ncompany:\n  name: Acme\n# {'x' * 4000}\n")
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))  # noqa: E731
    done = subprocess.run(
        [COMMAND, "interview", "acme.yaml"], input=b"gardeners and their friends in the whole of the north\ns\n", cwd=tmp_path,
        env=PLAIN | {"PYTHONDONTWRITEBYTECODE": "1"}, capture_output=True, check=False, timeout=60, preexec_fn=limit,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "The answer could not be saved (File too large); make room or mend it, then answer again." in " ".join(
        done.stdout.decode().split()
    )
    assert kept(tmp_path) == {"strategist": 1, "company": {"name": "Acme"}}
    assert [found.name for found in tmp_path.iterdir()] == ["acme.yaml"]


def test_a_folder_that_takes_no_files_is_told(tmp_path: Path) -> None:
    outcome = run("interview", "/sys/acme.yaml", stdin="Acme\n", cwd=tmp_path)
    assert outcome.code == 2
    assert "/sys/acme.yaml: the profile cannot be used (Permission denied); choose another place" in outcome.err


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("", "this is a folder; name a profile inside it, such as acme.yaml"),
        ("no/such/acme.yaml", "there is no such folder; make it first, or choose another place"),
        ("pipe", "this is no file; name a profile, such as acme.yaml"),
        ("two.yaml", "the file holds 2 profiles; put each into a file of its own"),
        ("broken.yaml", "the list that begins here breaks off"),
        ("wrong.yaml", "there is no `compnay` in a profile; did you mean `company`?"),
    ],
)
def test_a_profile_that_cannot_be_used_is_told_before_the_first_question(tmp_path: Path, path: str, said: str) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "two.yaml").write_text("strategist: 1\n---\nstrategist: 1\n")
    (tmp_path / "broken.yaml").write_text("strategist: [1\n")
    (tmp_path / "wrong.yaml").write_text("strategist: 1\ncompnay: {}\n")
    outcome = call("interview", tmp_path / path, stdin="Acme\n", cwd=tmp_path)
    assert outcome.code == 2
    assert said in outcome.err
    assert outcome.out == ""


def test_a_profile_written_by_hand_keeps_its_comments_and_its_shape(tmp_path: Path) -> None:
    before = PHONE.read_text()
    (tmp_path / "acme.yaml").write_text(before)
    talk(tmp_path, "telephones", "s")
    after = (tmp_path / "acme.yaml").read_text()
    changed = [(old, new) for old, new in zip(before.splitlines(), after.splitlines(), strict=True) if old != new]
    assert changed == [(PHONE_COMPANY, PHONE_COMPANY.replace("}", ", trade: telephones}"))]


def test_figures_in_notes_and_sources_stay_as_they_were_written(tmp_path: Path) -> None:
    (tmp_path / "acme.yaml").write_text("strategist: 1\ncompany: {name: {value: Acme, note: 1.10, reference: [007, 2.50]}}\n")
    talk(tmp_path, "b", "n", "2.10", "s")
    assert "company: {name: {value: Acme, note: " in (tmp_path / "acme.yaml").read_text()
    assert "reference: [007, 2.50]" in (tmp_path / "acme.yaml").read_text()


def test_roles_are_asked_what_they_can_know(tmp_path: Path) -> None:
    out = talk(tmp_path, *[""] * 60, args=("--role", "frontline"))
    asked = list(questions(out))
    assert "What is the name of the organisation?" in asked
    assert not any("revenue" in question or "purpose" in question for question in asked)


def test_a_questionnaire_that_does_not_exist_is_told(tmp_path: Path) -> None:
    outcome = call("interview", "a.yaml", "--questionnaire", "practise", stdin="x\n", cwd=tmp_path)
    assert (outcome.code, outcome.err) == (2, "--questionnaire: there is no questionnaire `practise`; did you mean `practice`?\n")


def test_the_end_offers_report_plan_open_questions_and_leaving(tmp_path: Path) -> None:
    (tmp_path / "acme.yaml").write_bytes((ROOT / "tests/casebook/fedex-81-seconds.yaml").read_bytes())
    out = talk(tmp_path, *[""] * 60, "full report", "see the way", "leave")
    for words in (
        "MISMATCH",
        "What stands out",
        "1  Read the full report",
        "Answer: ",
        "it could move the reading by up to",
        "Findings",
        "The way to ",
    ):
        assert words in out


def test_an_open_question_can_be_chosen_at_the_end(tmp_path: Path) -> None:
    (tmp_path / "acme.yaml").write_bytes((ROOT / "tests/casebook/fedex-81-seconds.yaml").read_bytes())
    out = talk(tmp_path, *[""] * 60, "3", "2", "leave")
    assert out.count("What next?") == 2
    assert "Saved: " in out.rsplit("What next?", 2)[1]
