"""Profiles: what a file says is read by the type of each question, and every mistake is told in one line that helps.

A pair of files dropped into `data/valid` or `data/invalid` is a test: a profile, and beside it the answers or the messages expected of it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from strategist import documents, events
from strategist.catalogue import shipped
from strategist.channels import FIGURES
from strategist.documents import Document
from strategist.errors import InvalidInputError, MissingExtraError, Place, Problem, did_you_mean
from strategist.flow import counted
from strategist.models.catalogue import Block, DimensionQuestion, Question
from strategist.models.knowledge import Catalogue
from strategist.models.profile import Answer, Channel, Part, PlanWishes, Profile, Promise, RankedGoal
from strategist.profiles import ANSWER_KEYS, HEAD, SOURCES, profile, read
from strategist.profiles import changed as set_anew

DATA = Path(__file__).parent / "data"
VALID, INVALID = (sorted((DATA / kind).glob("*.yaml")) for kind in ("valid", "invalid"))

OURS = re.compile(r"\b(None|True|False|NoneType|dict|list object|Traceback|Error|Exception)\b|<class|\['|\{'|\binf\b|\bnan\b")
"""Words of the programming language, which mean nothing to those who write profiles."""


def named(path: Path) -> str:
    return path.stem


def refused(path: Path, catalogue: Catalogue) -> InvalidInputError:
    with pytest.raises(InvalidInputError) as caught:
        read(path, catalogue)
    return caught.value


def written(text: str, catalogue: Catalogue) -> Profile:
    """Give the profile that a text, without its format line, holds."""
    (document,) = documents.parse(f"strategist: 1\n{dedent(text)}", "a.yaml")
    return profile(document, catalogue)


# What is refused


@pytest.mark.parametrize("path", INVALID, ids=named)
def test_every_mistake_is_told_where_it_is_and_how_to_mend_it(path, catalogue, monkeypatch):
    monkeypatch.chdir(path.parent)

    problems = refused(Path(path.name), catalogue).problems

    assert [str(problem) for problem in problems] == path.with_suffix(".txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("path", INVALID, ids=named)
def test_a_message_stands_on_one_line_in_words_for_people(path, catalogue, monkeypatch):
    monkeypatch.chdir(path.parent)
    text = path.read_text(encoding="utf-8", errors="replace")

    for problem in refused(Path(path.name), catalogue).problems:
        assert_helpful(problem, text)
        assert problem.place.line <= len(text.splitlines()) + 1


@pytest.mark.parametrize("path", INVALID, ids=named)
def test_what_is_refused_is_refused_without_the_c_parser_too(path, catalogue, monkeypatch):
    monkeypatch.setattr(events, "PARSER", yaml.SafeLoader)

    for problem in refused(path, catalogue).problems:
        assert_helpful(problem, path.read_text(encoding="utf-8", errors="replace"))


@pytest.mark.parametrize("folder", ["valid", "invalid"])
def test_every_file_has_its_pair(folder):
    files = {path.name for path in (DATA / folder).iterdir()}

    assert files == {path.stem + ending for path in (DATA / folder).iterdir() for ending in (".yaml", ".txt")}


def assert_helpful(problem: Problem, text: str) -> None:
    """A message has a line, a column, what is wrong and what to do; words of the program stand in it only if they stand in the file."""
    assert re.fullmatch(r"[^\n]+\.yaml:[1-9][0-9]*:[1-9][0-9]*: [^;\n]+; [^;\n]+", str(problem))
    assert all(word[0] in text for word in OURS.finditer(f"{problem.what} {problem.to_do}"))
    assert len(str(problem).splitlines()) == 1


def test_the_problems_of_all_documents_of_a_file_are_told_together(catalogue, tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text("strategist: 2\n---\nstrategist: 1\ngoals: fame\n---\nstrategist: 1\n", encoding="utf-8")

    assert [problem.place.line for problem in refused(path, catalogue).problems] == [1, 4]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_nesting_without_end_is_told_in_one_line(opening, catalogue, tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text(f"strategist: 1\npractice:\n  {opening * 10_000}\n", encoding="utf-8")

    (problem,) = refused(path, catalogue).problems

    assert (problem.place.line, problem.what) == (3, "the nesting is deeper than 40 levels")


# What is accepted


@pytest.mark.parametrize("path", VALID, ids=named)
def test_every_answer_is_read_as_meant(path, catalogue):
    (found,) = read(path, catalogue)

    assert [told(answer) for answer in found.answers.values()] == path.with_suffix(".txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("path", VALID, ids=named)
def test_line_endings_and_the_parser_make_no_difference(path, catalogue, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    Path("a.yaml").write_bytes(path.read_bytes())
    found = read(Path("a.yaml"), catalogue)

    Path("a.yaml").write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert read(Path("a.yaml"), catalogue) == found

    monkeypatch.setattr(events, "PARSER", yaml.SafeLoader)
    assert read(Path("a.yaml"), catalogue) == found


def told(answer: Answer) -> str:
    """Write an answer on one line, with all that is known of it."""
    value = {"unknown": "unknown", "not-applicable": f"not applicable ({answer.reason})"}.get(answer.state, _value(answer.value))
    source = [] if answer.source == "self-report" else [answer.source]
    date = [f"dated {answer.date}"] if answer.date else []
    note = [f"note: {answer.note}"] if answer.note else []
    return f"{answer.question}: " + ", ".join([value, *source, *date, *note, *(f"see {reference}" for reference in answer.reference)])


def _value(value: Any) -> str:
    match value:
        case tuple():
            return ", ".join(map(_value, value))
        case Part(strategy, share, to):
            words: list[Any] = [strategy, share, f"to {to}" if to else None]
        case RankedGoal(goal, weight):
            words = [goal, weight]
        case Promise(measure, figure, unit, text):
            words = [measure, figure, unit, f"“{text}”" if text else None]
        case Channel():
            words = [value.channel, value.part, *(f"{key} {figure}" for key in FIGURES if (figure := getattr(value, key)) is not None)]
        case _:
            words = [str(value).lower() if isinstance(value, bool) else value]
    return " ".join(str(word) for word in words if word is not None)


def test_an_answer_keeps_its_place_its_words_and_what_backs_it(catalogue):
    found = written(
        """\
        practice:
          relative-speed:
            value: noticeably-longer
            note: 81 seconds on average
            source: evidence
            date: 2014-05
            reference: [call log, 1.10]
        budget: {heads: 8.50}
        """,
        catalogue,
    )

    assert found.answers["relative-speed"] == Answer(
        question="relative-speed",
        state="value",
        value="noticeably-longer",
        note="81 seconds on average",
        source="evidence",
        date="2014-05",
        reference=("call log", "1.10"),
        written="noticeably-longer",
    )
    assert found.place("relative-speed") == Place("a.yaml", 4, 12)
    assert found.answers["budget.heads"] == Answer("budget.heads", "value", 8.5, written="8.50")
    assert found.place("budget.heads") == Place("a.yaml", 9, 17)


def test_a_profile_gives_its_answers_by_kind(catalogue):
    found = written(
        """\
        company: {name: Harbour}
        goals: [win-share, {goal: do-right}]
        budget: {heads: 9, revenue: unknown}
        declared:
          strategy: [{strategy: cost-race, share: 40}, {strategy: quiet-complaints, share: 60, to: regulars}]
          promises: [an answer today]
          announced: true
        """,
        catalogue,
    )

    assert found.text("company.name") == "Harbour"
    assert found.number("budget.heads") == 9.0
    assert found.parts == (Part("cost-race", 0.4), Part("quiet-complaints", 0.6, "regulars"))
    assert found.goals == (RankedGoal("win-share"), RankedGoal("do-right"))
    assert found.answers["goals"].written == ""
    assert found.promises == (Promise(text="an answer today"),)
    assert found.number("budget.revenue") is found.value("budget.revenue") is found.value("company.trade") is None
    assert found.text("budget.heads") is found.number("declared.announced") is None
    assert written("", catalogue).parts == written("", catalogue).goals == written("", catalogue).promises == ()


def test_what_is_wished_of_a_plan_is_kept(catalogue):
    found = written("plan: {effort: {human-reach: 5, self-help: 0.5}, keep: [promise-breadth]}", catalogue)

    assert found.plan == PlanWishes({"human-reach": 5.0, "self-help": 0.5}, ("promise-breadth",))
    assert written("", catalogue).plan == PlanWishes()


def test_the_versions_of_the_questionnaires_are_kept(catalogue):
    assert written("questionnaires: {practice: 1, company: 1}", catalogue).questionnaires == {"practice": 1, "company": 1}


def test_an_example_inside_a_rule_needs_no_format_line(catalogue):
    example = Document("rule.yaml", {"practice": {"self-help": "poor"}})

    assert profile(example, catalogue, partial=True).value("self-help") == "poor"
    with pytest.raises(InvalidInputError, match=r"^rule\.yaml:1:1: the format line is missing; write `strategist: 1` as the first line$"):
        profile(example, catalogue)
    with pytest.raises(InvalidInputError, match=r"^rule\.yaml:1:1: `two` is no profile format; write `strategist: 1`$"):
        profile(replace(example, data={"strategist": "two"}), catalogue, partial=True)


# Names that changed


def changed(catalogue: Catalogue, changes: dict[str, dict[str, Any]]) -> Catalogue:
    """Give the catalogue with some questions and dimensions changed."""

    def entry(asked: Question | DimensionQuestion) -> Question | DimensionQuestion:
        return replace(asked, **changes.get(asked.id, {})) if isinstance(asked, Question) else asked

    def block(asked: Block) -> Block:
        return replace(asked, questions=tuple(map(entry, asked.questions)))

    return replace(
        catalogue,
        dimensions={name: replace(dimension, **changes.get(name, {})) for name, dimension in catalogue.dimensions.items()},
        questionnaires={name: replace(q, blocks=tuple(map(block, q.blocks))) for name, q in catalogue.questionnaires.items()},
    )


@pytest.mark.parametrize(
    ("question", "was", "text", "message"),
    [
        (
            "staff-wait-inside",
            "staff-wait",
            "practice: {staff-wait: true}",
            "the question `staff-wait` has a new name; write `staff-wait-inside`",
        ),
        ("self-help", "help-pages", "practice: {help-pages: poor}", "the question `help-pages` has a new name; write `self-help`"),
        ("company.trade", "company.sector", "company: {sector: tools}", "the question `sector` has a new name; write `trade`"),
        ("budget.trend", "company.trend", "company: {trend: flat}", "the question `trend` has a new name; write `budget.trend`"),
        ("goals", "aims", "aims: [do-right]", "the question `aims` has a new name; write `goals`"),
        (
            "staff-wait-inside",
            "staff-wait",
            "company: {staff-wait: true}",
            "there is no `staff-wait` in `company`; see `strategist schema profile`",
        ),
    ],
)
def test_a_question_that_was_renamed_is_told_by_its_new_name(catalogue, question, was, text, message):
    with pytest.raises(InvalidInputError) as caught:
        written(text, changed(catalogue, {question: {"was": (was,)}}))

    assert message in str(caught.value)


def test_an_option_that_was_renamed_is_told_by_its_new_name(catalogue):
    options = tuple(replace(o, was=("menu", "options")) if o.id == "short-menu" else o for o in catalogue.dimensions["human-reach"].options)

    with pytest.raises(InvalidInputError, match=r"^a\.yaml:2:25: the option `menu` of `human-reach` has a new name; write `short-menu`$"):
        written("practice: {human-reach: menu}", changed(catalogue, {"human-reach": {"options": options}}))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("budget: {heads: many}", "`many` is no number; write one such as 8"),
        ("budget: {revenue: much}", "`much` is no amount of money; write one such as 2.1m"),
        ("budget: {trade_service_share: some}", "`some` is no percentage; write one such as 8"),
        ("budget: {heads: -1}", "`-1` is below 0; write 0 or more"),
        ("budget: {trade_service_share: 101}", "`101` is above 100; write 100 or less"),
    ],
)
def test_a_question_without_an_example_is_told_with_a_plain_one(catalogue, text, message):
    bare = {"example": None, "unit": None}
    ours = changed(catalogue, dict.fromkeys(("budget.heads", "budget.revenue", "budget.trade_service_share"), bare))

    with pytest.raises(InvalidInputError) as caught:
        written(text, ours)

    assert str(caught.value).partition(": ")[2] == message


# Answers set anew


def test_an_answer_is_set_anew_by_its_question_or_by_the_keys_that_lead_to_it(catalogue):
    before = written("budget: {currency: EUR, heads: 9}\npractice: {human-reach: short-menu, self-help: poor}", catalogue)
    sets = {
        "human-reach": "no-person",
        "practice.dialogue": "{value: none, note: as of May}",
        "budget.heads": "unknown",
        "goals": "[do-right]",
    }

    after = set_anew(before, catalogue, sets)

    assert (after.value("human-reach"), after.value("dialogue"), after.goals) == ("no-person", "none", (RankedGoal("do-right"),))
    assert (after.answers["dialogue"].note, after.answers["budget.heads"].state) == ("as of May", "unknown")
    assert after.value("self-help") == "poor"
    assert before.value("human-reach") == "short-menu"


def test_every_answer_that_cannot_be_set_is_told_by_the_name_of_its_question(catalogue):
    sets = {"human-reech": "x", "human-reach": "short-menue", "budget.heads": "a: b", "budget.revenue": "USD 3m", "company.name": ""}

    with pytest.raises(InvalidInputError) as caught:
        set_anew(written("budget: {currency: EUR}", catalogue), catalogue, sets)

    assert str(caught.value).splitlines() == [
        "budget.heads: this colon belongs to no key; quote text that holds a colon, or check the indent and the line above",
        "budget.revenue: this amount is in USD, the profile speaks of EUR; write every amount in one currency",
        "company.name: no answer is given here; write the answer, or `unknown`, or remove the line",
        "human-reach: `short-menue` is no option of `human-reach`; did you mean `short-menu`?",
        "human-reech: there is no such question; did you mean `human-reach`?",
    ]


# Answers that do not count


def test_an_answer_to_a_question_that_is_not_asked_is_kept_but_does_not_count(catalogue):
    found = written("practice: {tiering: all-the-same, tier-growth: grew-somewhat, basics-kept: true}", catalogue)
    view = counted(found, catalogue)

    assert set(view.answers) == {"tiering"}
    assert set(view.retired) == {"tier-growth", "basics-kept"}
    assert view.asked["tier-growth"] is view.asked["basics-kept"] is False
    assert view.value("dimension", "tier-growth") is None
    assert found.value("tier-growth") == "grew-somewhat"


def test_an_answer_counts_again_when_its_question_is_asked_again(catalogue):
    before = written("practice: {tiering: all-the-same, tier-growth: grew-somewhat}", catalogue)
    after = replace(before, answers={**before.answers, "tiering": replace(before.answers["tiering"], value="clear-tiers")})

    assert set(counted(before, catalogue).retired) == {"tier-growth"}
    assert counted(after, catalogue).retired == {}
    assert counted(after, catalogue).value("dimension", "tier-growth") == "grew-somewhat"


@pytest.mark.parametrize("tiering", ["", "tiering: unknown, ", "tiering: {not_applicable: one customer}, "])
def test_while_it_is_open_whether_a_question_is_asked_its_answer_does_not_count(catalogue, tiering):
    view = counted(written(f"practice: {{{tiering}tier-growth: unchanged}}", catalogue), catalogue)

    assert view.asked["tier-growth"] is None
    assert set(view.retired) == {"tier-growth"}


def test_questions_without_a_condition_are_always_asked(catalogue):
    view = counted(Profile("a.yaml"), catalogue)

    assert {name for name, asked in view.asked.items() if asked} == {q.id for q in catalogue.questions.values() if q.when is None}
    assert list(view.asked) == list(catalogue.questions)


# Properties

CATALOGUE = shipped()
IDS = [*CATALOGUE.questions, *CATALOGUE.strategies, *CATALOGUE.goals, *(o.id for q in CATALOGUE.questions.values() for o in q.options)]
WORDS = [
    "unknown",
    "Unknown",
    "n/a",
    "yes",
    "off",
    "true",
    "2.1m",
    "USD 3k",
    "81 s",
    "8 %",
    "2,5",
    "2026-02-30",
    "2014",
    "EUR",
    "eur",
    "<<",
]
SCALARS = st.sampled_from([*WORDS, *SOURCES, *IDS]) | st.text() | st.none() | st.booleans() | st.integers() | st.floats()
FIELDS = st.sampled_from(
    [
        *ANSWER_KEYS,
        *HEAD,
        "goal",
        "weight",
        "strategy",
        "share",
        "to",
        "measure",
        "figure",
        "unit",
        "text",
        "channel",
        "part",
        "effort",
        "keep",
        *FIGURES,
    ]
)
ANYTHING = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(FIELDS | st.text(), inner, max_size=4))


@st.composite
def guesses(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a profile in which anything may stand where an answer is wanted."""
    found: dict[str, Any] = {"strategist": draw(st.just(1) | ANYTHING), **draw(st.dictionaries(FIELDS | st.text(), ANYTHING, max_size=2))}
    for route in draw(st.lists(st.sampled_from(list(CATALOGUE.routes.values())), max_size=6)):
        branch = found
        for section in route[:-1]:
            branch[section] = branch[section] if isinstance(branch.get(section), dict) else {}
            branch = branch[section]
        branch[route[-1]] = draw(ANYTHING)
    return found


@given(guesses())
def test_whatever_is_answered_is_read_or_refused(data):
    (document,) = documents.parse(yaml.safe_dump(data), "a.yaml")
    answers: list[Answer] = []
    problems: list[Problem] = []
    try:
        answers = list(profile(document, CATALOGUE).answers.values())
    except InvalidInputError as error:
        problems = error.problems

    assert problems == sorted(set(problems))
    assert all(problem.place.line >= 1 and len(str(problem).splitlines()) == 1 and len(str(problem)) < 500 for problem in problems)
    assert all((answer.value is None) is (answer.state != "value") for answer in answers)
    assert all((answer.reason is None) is (answer.state != "not-applicable") for answer in answers)


@given(st.dictionaries(st.sampled_from(list(CATALOGUE.questions)), st.sampled_from(["value", "unknown"])), st.data())
def test_every_answer_counts_or_is_retired_by_whether_its_question_is_asked(states, data):
    answers = {name: Answer(name, "unknown") for name in states}
    for name, state in states.items():
        question = CATALOGUE.questions[name]
        if state == "value" and question.type in {"dimension", "choice", "yes-no"}:
            value = data.draw(st.sampled_from([option.id for option in question.options] or [True, False]))
            answers[name] = replace(answers[name], state="value", value=value)

    view = counted(Profile("a.yaml", answers), CATALOGUE)

    assert view.answers | view.retired == answers
    assert {name for name in answers if view.asked[name] is True} == set(view.answers)
    assert set(view.answers).isdisjoint(view.retired)


PLACES = st.builds(Place, st.sampled_from(["a.yaml", "b.yaml"]), st.integers(0, 12), st.integers(1, 12))
PROBLEMS = st.builds(Problem, PLACES, st.text(max_size=3), st.text(max_size=3))


@given(st.lists(PROBLEMS))
def test_problems_are_sorted_by_place_and_told_once(problems):
    error = InvalidInputError([*problems, *problems])

    assert set(error.problems) == set(problems)
    assert error.problems == sorted(set(problems), key=lambda problem: (problem.place, problem.what, problem.to_do))
    assert [problem.place for problem in error.problems] == sorted(problem.place for problem in error.problems)
    assert len(str(error).splitlines()) == len(error.problems)


# Words


def test_a_problem_is_told_with_its_place():
    problem = Problem(Place("a.yaml", 3, 7), "this is wrong", "mend it")

    assert str(problem) == "a.yaml:3:7: this is wrong; mend it"
    assert str(replace(problem, place=Place("a.yaml"))) == "a.yaml: this is wrong; mend it"
    assert str(InvalidInputError([problem])) == str(problem)


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("short-menue", "did you mean `short-menu`?"),
        ("Short_Menu", "did you mean `short-menu`?"),
        ("not-aplicable", "did you mean `not_applicable`?"),
        ("quick", "write one of short-menu, not_applicable"),
        ("", "write one of short-menu, not_applicable"),
        (3, "write one of short-menu, not_applicable"),
    ],
)
def test_the_nearest_word_is_offered_and_else_all_of_them(word, hint):
    assert did_you_mean(word, ["short-menu", "not_applicable"]) == hint


def test_what_is_not_installed_is_told_with_how_to_get_it():
    told = str(MissingExtraError("a plan", "highspy"))

    assert told == "a plan needs highspy, which is not installed; install it with: pip install highspy"


def test_a_list_too_long_to_read_may_be_replaced():
    assert did_you_mean("quick", ["short-menu"], otherwise="see the menu") == "see the menu"
