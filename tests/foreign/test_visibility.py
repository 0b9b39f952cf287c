"""Two foreign engines ask the same questions as we do: survey-core, and ODK's engine with a form compiled by pyxform."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import made_up
import pytest
from foreign_forms import Export, SurveyJs, XlsForm, answers, name
from strategist import crosscheck, flow
from strategist.catalogue import shipped
from strategist.conditions import comparisons, declarations
from strategist.models.knowledge import Catalogue
from strategist.models.profile import Profile

HERE = Path(__file__).parent
NODE = shutil.which("node")
PACKAGES = {SurveyJs: ["survey-core"], XlsForm: ["@getodk/xforms-engine", "jsdom"]}
FORMS, PROFILES = 200, 16

Case = tuple[Catalogue, list[Profile]]


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    """Two hundred questionnaires made up by chance, each with sixteen profiles: 3,200 in all."""
    return [_with_profiles(made_up.catalogue(shipped(), random), random) for random in map(Random, range(FORMS))]


def _with_profiles(catalogue: Catalogue, random: Random) -> Case:
    return catalogue, [made_up.profile(catalogue, random) for _ in range(PROFILES)]


@pytest.fixture(params=[SurveyJs, XlsForm], ids=lambda kind: kind.engine)
def kind(request) -> type[Export]:
    """A foreign format whose engine is installed."""
    if not NODE:
        pytest.skip("Node is not installed")
    missing = [package for package in PACKAGES[request.param] if not (HERE / "node_modules" / package).is_dir()]
    if missing:
        pytest.skip(f"{', '.join(missing)}: not installed; run: npm ci --prefix tests/foreign")
    if request.param is XlsForm:
        pytest.importorskip("pyxform")
    return request.param


def disagreements(kind: type[Export], cases: Sequence[Case], *, faithful: bool = True) -> list[str]:
    """Tell of each profile for which the foreign engine shows other questions than those that we ask."""
    forms = [
        {"form": kind(catalogue, faithful).form(), "answers": [answers(profile) for profile in profiles]} for catalogue, profiles in cases
    ]
    ran = subprocess.run([NODE, HERE / "visible.cjs", kind.engine], input=json.dumps(forms), capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return [
        f"asked here: {ours}\nshown there: {theirs}\nanswers: {answers(profile)}\nform: {form['form']}"
        for form, (catalogue, profiles), shown in zip(forms, cases, json.loads(ran.stdout), strict=True)
        for profile, theirs in zip(profiles, shown, strict=True)
        if (ours := asked(catalogue, profile)) != theirs
    ]


def asked(catalogue: Catalogue, profile: Profile) -> list[str]:
    return [name(question) for question, shown in flow.counted(profile, catalogue).asked.items() if shown]


def test_a_foreign_engine_asks_the_same_questions_of_a_faithful_export(kind, cases):
    found = disagreements(kind, cases)

    assert not found, f"{len(found)} disagreements in {FORMS * PROFILES}; the first:\n{found[0]}"


def test_a_foreign_engine_asks_the_same_questions_of_the_shipped_questionnaires(kind, catalogue):
    assert disagreements(kind, [_with_profiles(catalogue, Random(0))]) == []


def test_a_foreign_engine_asks_other_questions_when_conditions_are_exported_as_written(kind, cases):
    some = cases[: FORMS // 4]

    share = len(disagreements(kind, some, faithful=False)) / (len(some) * PROFILES)

    print(f"\n{kind.engine}: a naive export disagrees in {share:.0%} of {len(some) * PROFILES} profiles")  # noqa: T201 - pytest -s shows it
    assert share > 0.2


def test_what_is_made_up_is_allowed_and_leaves_no_form_of_a_condition_out(cases):
    problems = [problem for catalogue, _ in cases for problem in crosscheck.problems(catalogue, lambda *problem: problem)]
    used = {used for catalogue, _ in cases for used in _used(catalogue)}

    assert problems == []
    assert used == {(type_, operator) for type_, operators in made_up.OPERATORS.items() for operator in operators}


def _used(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    for condition in filter(None, (question.when for question in catalogue.questions.values())):
        yield from ((catalogue.questions[compare.name].type, compare.operator) for compare in comparisons(condition))
        yield from (("strategy", "declared") for _ in declarations(condition))


def test_most_profiles_that_are_made_up_hold_stale_answers(cases):
    stale = [bool(flow.counted(profile, catalogue).retired) for catalogue, profiles in cases for profile in profiles]

    assert sum(stale) > len(stale) / 2
