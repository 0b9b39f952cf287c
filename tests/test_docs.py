"""The pages in `docs/` say what the program does: tables are fresh, examples load, numbers and links are right.

Parts between `<!-- generated: NAME -->` and `<!-- end -->` are written by this file: `UPDATE_DOCS=1 pytest tests/test_docs.py`.
"""

from __future__ import annotations

import dataclasses
import json
import os
import re
import types
from collections.abc import Callable, Iterator, Mapping
from math import log10
from pathlib import Path
from typing import Literal, Union, get_args, get_origin, get_type_hints

import pytest
from strategist import answers, conditions, documents, facts, flow, mismatches, profiles, reading, scoring
from strategist.catalogue import shipped
from strategist.check import configuration
from strategist.cli.app import app
from strategist.errors import InvalidInputError
from strategist.interview import scope, wording
from strategist.kinds import spell_out
from strategist.models import change, funding, plan, recommendation, standing
from strategist.models import reading as nouns
from strategist.models.catalogue import ANCHORS, Question, Strategy
from strategist.models.knowledge import Catalogue
from strategist.models.profile import Channel, Profile
from strategist.render import data
from typer.models import OptionInfo

spell_out()

ROOT = Path(__file__).parent.parent
METHOD, SEMANTICS, PROFILE, JSON, CHECK, INTERVIEW = (
    ROOT / "docs" / f"{name}.md" for name in ("method", "semantics", "profile", "json", "check", "interview")
)
OURS = (METHOD, SEMANTICS, PROFILE, JSON, CHECK, INTERVIEW)
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
CASE = "tests/casebook/fedex-81-seconds.yaml"

BLOCK = re.compile(r"(?P<start><!-- generated: (?P<name>[\w-]+) -->\n)(?P<body>.*?)(?P<end><!-- end -->)", re.DOTALL)
FENCED = re.compile(r"^```(?P<language>\w*)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"(?<!!)\[[^\]]*\]\((?P<target>[^)\s]+)\)")
HEADING = re.compile(r"^#+ (?P<title>.+)$", re.MULTILINE)
TRUTHS: Mapping[str, bool | None] = {"true": True, "false": False, "undecided": None}


# What is generated.


def table(head: str, rows: Iterator[tuple[object, ...]]) -> str:
    """Write a Markdown table; `head` has a bar between its columns."""
    columns = head.split("|")
    lines = [f"| {' | '.join(columns)} |", "|" + "---|" * len(columns)]
    return "\n".join([*lines, *(f"| {' | '.join(map(str, row))} |" for row in rows)])


def code(*words: object) -> str:
    return " · ".join(f"`{word}`" for word in words)


def signed(points: int) -> str:
    return f"{points:+d}".replace("-", "−") if points else "0"


def practices() -> str:
    entries = shipped().dimensions.values()
    return table("practice|its five options, in order", ((code(d.id), code(*(o.id for o in d.options))) for d in entries))


def plain_facts() -> str:
    asked = [q for q in shipped().questions.values() if "." not in q.id and q.type not in {"dimension", "ranking"}]
    return table("key|answer|question|asked when", ((code(q.id), form(q), q.text, condition(q.when)) for q in asked))


def keys() -> str:
    rows = ((code(key.key), code(key.letters), key.words) for key in wording.KEYS)
    return table("key|at a plain prompt|what it does", rows)


def roles() -> str:
    shown = {role: scope.scope(shipped(), role=role) for role in scope.ROLES}
    left_out = {role: [block for _, block in wording.places(shipped()) if role not in block.roles] for role in shown}
    rows = ((code(role), len(asked), ", ".join(block.title for block in left_out[role]) or "nothing") for role, asked in shown.items())
    return table("role|questions at most|left out", rows)


def section(name: str) -> Callable[[], str]:
    def keys() -> str:
        asked = [q for q in shipped().questions.values() if q.id.startswith(f"{name}.")]
        rows = ((code(q.id.removeprefix(f"{name}.")), form(q), q.text, sample(q)) for q in asked)
        return table("key|answer|question|example", rows)

    return keys


def sample(question: Question) -> str:
    """Give the example of a question as YAML; lists of several keys are shown on the page itself."""
    words = {"yes": "true", "no": "false"}
    return "see below" if question.type in {"promises", "channels"} else code(words.get(question.example or "", question.example))


def form(question: Question) -> str:
    """Give the kind of an answer, with the options of a choice and the unit."""
    if question.type == "choice":
        return code(*(option.id for option in question.options))
    words = {"yes-no": "`true` or `false`", "strategy": "strategy or blend", "promises": "list of promises", "ranking": "ranking"}
    words["channels"] = "list of channels"
    if question.unit and question.unit.startswith(question.type):
        return question.unit
    return words.get(question.type, question.type) + (f", {question.unit.removeprefix('% ')}" if question.unit else "")


def condition(when: conditions.Condition | None) -> str:
    """Give a condition in words."""
    match when:
        case conditions.AnyOf(parts):
            return ", or ".join(map(condition, parts))
        case conditions.Declared(strategies):
            return f"declared: {code(*strategies)}"
        case conditions.Compare(_, name, operator, operand):
            return f"{code(name)} {operator.replace('_', ' ')} {code(operand)}"
    assert when is None, f"the condition of a question is too deep for a table: {when}"
    return "always"


def goals() -> str:
    return table("goal|in words", ((code(goal.id), goal.name) for goal in shipped().goals.values()))


def strategies() -> str:
    return table("strategy|in words", ((code(s.id), s.summary) for s in shipped().strategies.values()))


def computed_facts() -> str:
    return table("fact|what it is", ((code(name), (fact.__doc__ or "").strip()) for name, fact in facts.FACTS.items()))


MISTAKES = (
    "strategist: 2",
    "questionnaires: {practice: 9}",
    "goal: [win-share]",
    "revenue: 14m",
    "company: {name: Ash, name: Elm}",
    "company: {<<: {name: Ash}}",
    "company: {name: !secret Ash}",
    "company: {as_of: 31.3.2026}",
    "practice: {relative-sped: level}",
    "practice: {human-reach: short}",
    "practice: {human-reach: 3}",
    "practice: {human-reach: }",
    "practice: {human-reach: {source: evidence}}",
    "practice: {staff-wait-inside: yes}",
    "practice: {tier-growth: {not_applicable: ''}}",
    "budget: {revenue: lots}",
    "budget: {currency: eur}",
    "budget: {currency: EUR, revenue: USD 14m}",
    "budget: {rivals_service_share: 140 %}",
    "budget: {channels: [telephone]}",
    "budget: {channels: [{channel: email, hours_a_week: 40, contacts_an_hour: 9, minutes: 4, within: 24, share: 95}]}",
    "goals: win-share",
    "goals: [{goal: win-share, weight: 1}, do-right]",
    "declared: {strategy: lowest-price}",
    "declared: {strategy: [{strategy: cost-race, share: 60}, {strategy: quiet-complaints, share: 30}]}",
    "declared: {promises: 20 seconds}",
    "declared: {promises: [{measure: first answer, figure: 20 s}]}",
)
MISTAKES_IN_WORDS = {
    "the first line left out": "company: {name: Ash}\n",
    "a tab in front of a key": "strategist: 1\ncompany:\n\tname: Ash\n",
}


def errors() -> str:
    written = {code(text): text if text.startswith("strategist") else f"strategist: 1\n{text}" for text in MISTAKES}
    mistakes = {**MISTAKES_IN_WORDS, **written}
    return table("written|what is said|what to do", ((shown, *complaint(text)) for shown, text in mistakes.items()))


def complaint(text: str) -> tuple[str, str]:
    """Give the first message that a profile earns, and its cure."""
    with pytest.raises(InvalidInputError) as caught:
        [profiles.profile(document, shipped()) for document in documents.parse(text, "profile.yaml")]
    problem = caught.value.problems[0]
    return problem.what, problem.to_do


def points() -> str:
    return table("weight|source|random share|if the third is expected|if the fourth and fifth are", _cells())


def _cells() -> Iterator[tuple[object, ...]]:
    for source, shares in scoring.ERROR.items():
        for weight, error in shares.items():
            known = "measured figure" if source == "evidence" else source
            yield weight, known, percent(error), _shape(weight, error, 2, 2), _shape(weight, error, 3, 4)


def _shape(weight: str, error: float, low: int, high: int) -> str:
    """Give the points of a range, if some strategy has one so wide."""
    if high - low not in widths(weight):
        return "none is so narrow"
    return " ".join(map(signed, scoring.points(low, high, error=error, shoulder=0 if weight == "hallmark" else scoring.SHOULDER)))


def widths(weight: str) -> set[int]:
    """Give how many anchors the expected ranges of a weight span, less one."""
    return {
        shipped().dimensions[dimension].anchors[high] - shipped().dimensions[dimension].anchors[low]
        for strategy in shipped().strategies.values()
        for dimension, (low, high), carried in _ranges(strategy)
        if carried == weight
    }


def _ranges(strategy: Strategy) -> Iterator[tuple[str, tuple[str, str], str]]:
    hallmark = strategy.hallmark
    yield hallmark.dimension, hallmark.range, "hallmark"
    for dimension, expected in strategy.signature.items():
        if dimension != hallmark.dimension:
            yield dimension, expected.range, expected.importance


def percent(share: float) -> str:
    return f"{share:.0%}".replace("%", " %")


def worked_example() -> str:
    columns = [_worked(strategy) for strategy in ("competitive-edge", "cost-race")]
    names = "|".join(shipped().strategies[strategy].name for strategy in ("competitive-edge", "cost-race"))
    return table(f"step|{names}", zip(_STEPS, *columns, strict=True))


_STEPS = ("expected options", "random share", "chance of this answer", "against one in five", "points")


def _worked(strategy: str) -> tuple[str, ...]:
    practice, anchor = "relative-speed", shipped().dimensions["relative-speed"].anchors["noticeably-longer"]
    expected = shipped().strategies[strategy].signature[practice]
    low, high = (shipped().dimensions[practice].anchors[slug] for slug in expected.range)
    error = scoring.ERROR["self-report"][expected.importance]
    weights = [1 if low <= i <= high else scoring.SHOULDER if low - 1 <= i <= high + 1 else 0 for i in range(ANCHORS)]
    chance = (1 - error) * weights[anchor] / sum(weights) + error / ANCHORS
    written = f"{1 - error:.2f} × {weights[anchor]:g}/{sum(weights):.1f} + {error:.2f}/{ANCHORS} = {chance:.3f}"
    won = scoring.card(shipped().strategies.values(), shipped().dimensions).cell(strategy, practice)[anchor]
    ratio = f"{chance:.3f} ÷ {1 / ANCHORS:.2f} = {ANCHORS * chance:.2f}"
    sum_ = f"10 × log {ANCHORS * chance:.2f} = {10 * log10(ANCHORS * chance):.1f}, so {signed(won)}".replace("= -", "= −")
    return code(*expected.range), f"{percent(error)} ({expected.importance})", written, ratio, sum_


def sums() -> str:
    ranking = case().practised.ranking
    shown = [*ranking[:3], next(standing for standing in ranking if standing.strategy == "competitive-edge")]
    return table("strategy|points|could be|hallmark|ranked as", ((*_sum(standing),) for standing in shown))


def _sum(one: standing.Standing) -> tuple[object, ...]:
    name = shipped().strategies[one.strategy].name
    bounds = f"{signed(one.low)} to {signed(one.high)}"
    return name, signed(one.points), bounds, one.hallmark, signed(scoring.standing_key(one))


def case() -> nouns.Reading:
    (document,) = documents.parse((ROOT / CASE).read_text("utf-8"), CASE)
    return reading.build(profiles.profile(document, shipped()), shipped())


def excerpt() -> str:
    cut = first_of_each_list(json.loads(data.render([case()])))
    return f"```json\n{json.dumps(cut, ensure_ascii=False, indent=2)}\n```"


def first_of_each_list(value: object) -> object:
    if isinstance(value, list):
        return [first_of_each_list(item) for item in value[:1]]
    return {key: first_of_each_list(item) for key, item in value.items()} if isinstance(value, dict) else value


def checks() -> str:
    return table("code|rule|severity|what it finds", ((c.code, code(c.id), c.severity, c.title) for c in shipped().checks.values()))


def settings() -> str:
    ours = {key: value for key, value, _ in configuration.in_force(configuration.Configuration(""))}
    rows = ((code(key), shown_setting(ours[key]), "yes" if noun.per_file else "", noun.words) for key, noun in configuration.KEYS.items())
    return table("key|unless said|for some files|what it does", rows)


def shown_setting(value: object) -> str:
    if isinstance(value, tuple):
        return code(*value) if value else "none"
    return code(value) if value is not None else "none"


def check_options() -> str:
    (command,) = [command for command in app.registered_commands if command.name == "check"]
    assert command.callback
    hints = get_type_hints(command.callback, include_extras=True)
    options = (hint.__metadata__[0] for hint in hints.values() if isinstance(getattr(hint, "__metadata__", (None,))[0], OptionInfo))
    return table("option|what it does", ((code(option.default, *option.param_decls), option.help) for option in options))


GENERATED: Mapping[str, Callable[[], str]] = {
    "worked-example": worked_example,
    "points": points,
    "sums": sums,
    "computed-facts": computed_facts,
    "company": section("company"),
    "goals": goals,
    "budget": section("budget"),
    "declared": section("declared"),
    "strategies": strategies,
    "practices": practices,
    "plain-facts": plain_facts,
    "errors": errors,
    "excerpt": excerpt,
    "keys": keys,
    "roles": roles,
    "checks": checks,
    "settings": settings,
    "check-options": check_options,
}


def regenerated(page: str) -> str:
    return BLOCK.sub(lambda block: f"{block['start']}{GENERATED[block['name']]()}\n{block['end']}", page)


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.stem)
def test_generated_tables_say_what_the_program_says(path: Path) -> None:
    """A table that is out of date fails; `UPDATE_DOCS=1 pytest tests/test_docs.py` writes it anew."""
    page = path.read_text("utf-8")
    if "UPDATE_DOCS" in os.environ:
        path.write_text(page := regenerated(page), "utf-8")
    assert page == regenerated(page)


def test_everything_generated_stands_on_some_page() -> None:
    shown = [block["name"] for path in OURS for block in BLOCK.finditer(path.read_text("utf-8"))]
    assert sorted(shown) == sorted(GENERATED)


# Links.


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_relative_link_leads_somewhere(path: Path) -> None:
    for link in LINK.finditer(FENCED.sub("", path.read_text("utf-8"))):
        file, _, heading = link["target"].partition("#")
        if "://" in file or file.startswith("mailto:"):
            continue
        target = path.parent / file if file else path
        assert target.exists(), f"{path.name} links to {file}, which does not exist"
        assert not heading or heading in anchors(target), f"{path.name} links to #{heading}, which {target.name} does not have"


def anchors(path: Path) -> set[str]:
    """Give the anchors of a page's headings, as GitHub makes them."""
    titles = (heading["title"] for heading in HEADING.finditer(FENCED.sub("", path.read_text("utf-8"))))
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


# method.md


def test_the_words_of_the_method_stand_at_the_limits_the_program_uses() -> None:
    page = METHOD.read_text("utf-8")
    assert f"| too little known | fewer than {scoring.ENOUGH} practices are answered |" in page
    assert f"or the lead is under {scoring.LEANING} |" in page
    assert f"fewer than {scoring.SETTLED} practices are answered and the lead is under {scoring.VERY_CLEAR} |" in page
    assert f"| very clear | the lead is {scoring.VERY_CLEAR} or more (100 to 1) |" in page
    assert f"| clear | the lead is {scoring.CLEAR} or more (20 to 1) |" in page
    assert f"| leaning | the lead is {scoring.LEANING} or more (10 to 1) |" in page
    assert f"The {scoring.DOUBT}-point doubt" in page
    assert f"{scoring.CLEAR} or more points behind a strategy that is not declared" in page
    assert f"has {scoring.LEANING} points or more" in page


def test_the_most_that_one_answer_can_give_or_take_is_as_written() -> None:
    card = scoring.card(shipped().strategies.values(), shipped().dimensions)
    cells = [points for rows in card.cells.values() for row in rows.values() for cell in row.values() for points in cell]
    page = " ".join(METHOD.read_text("utf-8").split())
    assert f"gives a strategy at most +{max(cells)}, which is less than any result needs, and takes away at most {-min(cells)}." in page
    assert max(cells) < scoring.LEANING


def test_every_hallmark_is_an_essential_practice() -> None:
    assert {s.signature[s.hallmark.dimension].importance for s in shipped().strategies.values()} == {"essential"}


def test_the_method_counts_strategies_practices_and_options_as_they_are() -> None:
    assert "## Ten strategies, 26 practices" in METHOD.read_text("utf-8")
    assert (len(shipped().strategies), len(shipped().dimensions), ANCHORS) == (10, 26, 5)


def test_the_method_uses_every_word_of_the_program_and_no_other() -> None:
    page = METHOD.read_text("utf-8")
    used = re.findall(r"^\| ([a-z ]+) \| [^|]+ \| (?:yes|no) \|$", page, re.MULTILINE)
    assert set(used) == set(get_args(nouns.PractisedVerdict))
    assert set(re.findall(r"^\| (un\w+|mismatch|aligned) \|", page, re.MULTILINE)) == set(get_args(nouns.Verdict))


# semantics.md


def test_the_truth_table_is_the_one_the_program_computes() -> None:
    rows = re.findall(r"^\| (true|false|undecided) \| (\w+) \| (\w+) \| (\w+) \| (\w+) \|$", SEMANTICS.read_text("utf-8"), re.MULTILINE)
    assert len({row[:2] for row in rows}) == 9
    one, other = "staff-wait-inside", "callers-punished"
    for a, b, both, either, negation in rows:
        answered = {one: "unknown" if a == "undecided" else TRUTHS[a], other: "unknown" if b == "undecided" else TRUTHS[b]}
        known = flow.counted(loaded({"practice": answered}), shipped())
        trees = ({"all": [leaf(one), leaf(other)]}, {"any": [leaf(one), leaf(other)]}, {"not": leaf(one)})
        found = [conditions.evaluate(conditions.parse(tree), known).truth for tree in trees]
        assert found == [TRUTHS[both], TRUTHS[either], TRUTHS[negation]], (a, b)


def leaf(question: str) -> dict[str, object]:
    return {"question": question, "is": True}


OPERATOR_ROWS = {"`is: X`": "is", "`in: [X, Y]`": "in", "`at_least: X`": "at_least", "`at_most: X`": "at_most"}


def test_every_operator_has_a_row_that_says_what_it_makes_of_the_unknown() -> None:
    page = SEMANTICS.read_text("utf-8")
    assert {*OPERATOR_ROWS.values(), "answered"} == set(get_args(conditions.Operator))
    for row in OPERATOR_ROWS:
        assert re.search(rf"^\| {re.escape(row)} \| [^|]+ \| [^|]+ \| undecided \|$", page, re.MULTILINE), row
    assert re.search(r"^\| `answered: true` \| [^|]+ \| [^|]* \| false \|$", page, re.MULTILINE)
    assert re.search(r"^\| `answered: false` \| [^|]* \| [^|]+ \| true \|$", page, re.MULTILINE)


def worked() -> list[object]:
    examples = [fence["text"] for fence in FENCED.finditer(SEMANTICS.read_text("utf-8")) if "outcome:" in fence["text"]]
    return [pytest.param(text, id=f"example-{number}") for number, text in enumerate(examples, start=1)]


@pytest.mark.parametrize("text", worked())
def test_a_worked_example_comes_out_as_written(text: str) -> None:
    (document,) = documents.parse(text, "semantics.md")
    said = document.data
    profile = loaded(said["profile"])
    outcome = conditions.evaluate(conditions.parse(said["condition"]), situation(profile))
    assert outcome.truth is TRUTHS[str(said["outcome"]).lower()]


def loaded(partial: object) -> Profile:
    """Read a partial profile, given as plain data."""
    (document,) = documents.parse(json.dumps(partial), "example")
    return profiles.profile(document, shipped(), partial=True)


def situation(profile: Profile) -> facts.Situation:
    """See a profile as rules do, its first part taken as declared."""
    view = flow.counted(profile, shipped())
    read = reading.build(profile, shipped())
    standings = {one.strategy: one for one in read.practised.ranking}
    enough = read.practised.verdict != "too little known"
    return mismatches.Evidence(view, standings, enough).situation(profile.parts[0].strategy if profile.parts else None)


# profile.md


def written_profiles() -> list[object]:
    texts = [fence["text"] for fence in FENCED.finditer(PROFILE.read_text("utf-8"))]
    starts = [text for text in texts if re.search(r"^strategist: 1$", text, re.MULTILINE)]
    return [pytest.param(text, id=f"profile-{number}") for number, text in enumerate(starts, start=1)]


@pytest.mark.parametrize("text", written_profiles())
def test_every_profile_on_the_page_can_be_read(text: str, tmp_path: Path) -> None:
    path = tmp_path / "profile.yaml"
    path.write_text(text, "utf-8")
    assert profiles.read(path, shipped())


def profile_under(heading: str) -> tuple[Profile, Catalogue]:
    """Read the first profile under a heading of profile.md."""
    below = PROFILE.read_text("utf-8").split(f"\n## {heading}\n", 1)[1]
    text = next(fence["text"] for fence in FENCED.finditer(below) if fence["language"] == "yaml")
    (document,) = documents.parse(text, "profile.md")
    return profiles.profile(document, shipped()), shipped()


def test_the_smallest_profile_is_enough_for_a_reading() -> None:
    """It answers just as many practices as are needed before anything is said."""
    read = reading.build(*profile_under("The smallest useful profile"))
    assert read.practised.coverage.answered == scoring.ENOUGH
    assert read.practised.verdict != "too little known"
    assert read.verdict != "undeclared"


def test_the_complete_profile_answers_every_question_that_is_asked() -> None:
    view = flow.counted(*profile_under("A complete profile"))
    asked = {question for question, shown in view.asked.items() if shown}
    assert asked == set(view.answers)
    assert not view.retired


def test_the_limits_on_the_page_are_those_of_the_reader() -> None:
    page = PROFILE.read_text("utf-8")
    assert f"| size of a file | {documents.MAX_BYTES // 1_000_000} MB |" in page
    assert f"| depth of nesting | {documents.MAX_DEPTH} levels |" in page
    assert f"| values in a file, aliases unfolded | {documents.MAX_NODES:,} |" in page
    assert f"within {answers.ROUNDING:g} of 100" in page


SPELLINGS = re.compile(r"^\| (?P<kind>[a-z ]+) \| (?P<accepted>`[^|]+`) \| [^|]* \| (?P<refused>`[^|]+`) \|$", re.MULTILINE)
KEYS = {
    "money": ("budget", "revenue"),
    "number": ("budget", "contacts_a_year"),
    "minutes": ("budget", "minutes_a_contact"),
    "percent": ("practice", "staff-turnover"),
    "date": ("company", "as_of"),
    "currency": ("budget", "currency"),
    "yes or no": ("practice", "staff-wait-inside"),
}


def spellings() -> list[object]:
    rows = SPELLINGS.finditer(PROFILE.read_text("utf-8"))
    return [
        pytest.param(row["kind"], written, column == "accepted", id=f"{row['kind']}-{written}")
        for row in rows
        for column in ("accepted", "refused")
        for written in re.findall(r"`([^`]+)`", row[column])
    ]


def test_the_page_tells_how_each_kind_of_value_is_spelled() -> None:
    assert {row["kind"] for row in SPELLINGS.finditer(PROFILE.read_text("utf-8"))} == set(KEYS)


@pytest.mark.parametrize(("kind", "written", "accepted"), spellings())
def test_a_spelling_is_accepted_or_refused_as_the_page_says(kind: str, written: str, accepted: object) -> None:
    outer, inner = KEYS[kind]
    (document,) = documents.parse(f"strategist: 1\n{outer}:\n  {inner}: {written}\n", "profile.yaml")
    if accepted:
        assert profiles.profile(document, shipped()).answers
    else:
        with pytest.raises(InvalidInputError):
            profiles.profile(document, shipped())


# json.md


def shapes() -> list[type]:
    """Give every noun that some command writes as JSON."""
    modules = (nouns, standing, recommendation, funding, plan, change)
    found = [noun for module in modules for noun in vars(module).values() if isinstance(noun, type) and noun.__module__ == module.__name__]
    return [*filter(dataclasses.is_dataclass, found), Channel]


@pytest.mark.parametrize("shape", shapes(), ids=lambda shape: shape.__name__)
def test_every_field_of_the_reading_is_explained_with_its_type(shape: type) -> None:
    """Each shape has a heading of its own name, and below it one row a field, in the order of the JSON."""
    below = JSON.read_text("utf-8").split(f"\n### {shape.__name__}\n", 1)[1].split("\n#", 1)[0]
    rows = re.findall(r"^\| `(\w+)` \| (.+?) \| .+ \|$", below, re.MULTILINE)
    hints = get_type_hints(shape)
    assert rows == [(field.name, in_words(hints[field.name])) for field in dataclasses.fields(shape)]


UNIONS = (Union, types.UnionType)


def in_words(hint: object) -> str:
    """Give a type as json.md writes it."""
    simple: Mapping[object, str] = {str: "text", int: "whole number", float: "number", bool: "`true` or `false`"}
    inner = get_args(hint)
    if hint in simple:
        return simple[hint]
    if get_origin(hint) is Literal:
        return " or ".join(f"`{word}`" for word in inner)
    if get_origin(hint) in UNIONS:
        return " or ".join("null" if part is type(None) else in_words(part) for part in inner)
    if get_origin(hint) is tuple:
        return "list of " + (f"two {plural(inner[0])}" if inner[1:] != (...,) else plural(inner[0]))
    assert isinstance(hint, type)
    return f"[{hint.__name__}](#{hint.__name__.lower()})"


def plural(item: object) -> str:
    if get_origin(item) in UNIONS:
        return f"values, each {in_words(item)}"
    return f"{in_words(item)}s" if item in {str, int, float} else in_words(item)


def test_the_queries_name_only_fields_that_exist() -> None:
    fields = {field.name for shape in shapes() for field in dataclasses.fields(shape)}
    queries = [fence["text"] for fence in FENCED.finditer(JSON.read_text("utf-8")) if "jq " in fence["text"]]
    used = {name for text in queries for query in re.findall(r"'([^']*)'", text) for name in re.findall(r"\.([a-z_]+)", query)}
    assert used
    assert used <= fields


def test_the_format_number_on_the_page_is_the_one_written() -> None:
    assert f'`"format": {nouns.FORMAT}`' in JSON.read_text("utf-8")
