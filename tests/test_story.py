"""What a report tells: the same figures as the reading, titles that are sentences, and nothing that a file could smuggle in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from strategist import profiles, reading
from strategist.catalogue import shipped
from strategist.models.profile import Profile
from strategist.models.reading import Reading
from strategist.models.story import Story
from strategist.plan import with_plan
from strategist.story.tell import tell

ROOT = Path(__file__).parent
CASEBOOK = sorted(path.stem for path in (ROOT / "casebook").glob("*.yaml") if not path.stem.endswith(".expected"))
PHONE, RINGWELL, BLEND = "data/readme/phone", "data/funding/ringwell", "data/readings/blend"


def profile(name: str) -> Profile:
    (found,) = profiles.read(ROOT / f"{name}.yaml", shipped())
    return found


@cache
def both(name: str) -> tuple[Reading, Story]:
    """Give a reading and its story."""
    found = profile(name)
    result = reading.build(found, shipped())
    if result.practised.verdict != "too little known":
        result = with_plan(result, found, shipped())
    return result, tell(result, found, shipped())


def texts(noun: Any) -> Iterator[str]:
    """Give every text in a noun."""
    if isinstance(noun, str):
        yield noun
    elif isinstance(noun, tuple):
        for item in noun:
            yield from texts(item)
    elif is_dataclass(noun):
        for field in fields(noun):
            yield from texts(getattr(noun, field.name))


@pytest.mark.parametrize("case", CASEBOOK)
def test_every_case_can_be_told(case: str):
    result, story = both(f"casebook/{case}")

    assert [head.id for head in story.heads] == ["verdict", "gaps", "findings", "money", "plan", "open", "evidence", "menu"]
    assert all(head.title[:1] == head.title[:1].upper() and not head.title.endswith(".") for head in story.heads)
    assert all(len(head.questions) == 2 and all(question.endswith("?") for question in head.questions) for head in story.heads)
    assert len(story.findings.findings) == len(result.findings)


@pytest.mark.parametrize("name", [f"casebook/{case}" for case in CASEBOOK] + [PHONE, RINGWELL, BLEND])
def test_every_figure_is_that_of_the_reading(name: str):
    result, story = both(name)
    found = result.practised

    assert [(s.strategy, s.points, s.low, s.high) for s in story.verdict.standings] == [
        (s.strategy, s.points, s.low, s.high) for s in found.ranking
    ]
    assert (story.verdict.answered, story.verdict.asked, story.verdict.measured) == (
        found.coverage.answered, found.coverage.asked, found.coverage.evidence,
    )  # fmt: skip
    assert [(r.dimension, r.low, r.high, r.practised, r.gap, r.points) for r in story.gaps.rows] == [
        (r.dimension, r.expected_low, r.expected_high, r.practised, r.gap, r.points) for r in result.rows
    ]
    assert [(q.question, q.swing) for q in story.open.rows] == [(q.question, q.swing) for q in result.open]
    assert story.plan.effort == (result.plan.effort if result.plan else 0)
    assert [(c.strategy, c.first, c.utility, c.low, c.shortfall) for c in story.money.candidates] == [
        (c.strategy, c.first, c.utility, c.need.low, c.need.shortfall)
        for c in (result.recommended.candidates if result.recommended else ())
    ]


@pytest.mark.parametrize("name", [PHONE, RINGWELL, BLEND])
def test_the_words_of_a_cell_say_its_number(name: str):
    story = both(name)[1]
    signed = [cell for row in (*story.verdict.table.rows, *story.evidence.heat_table.rows) for cell in row if cell.number is not None]

    assert signed
    assert all(float(cell.words) == cell.number for cell in signed)
    for row in (*story.gaps.table.rows, *(story.open.table.rows if story.open.table else ())):
        for cell in row:
            if cell.number:
                assert str(cell.number) in cell.words


def test_the_points_in_a_column_add_up_to_the_standing():
    heat = both(PHONE)[1].evidence.heat

    for column, total in enumerate(heat.totals):
        assert sum(row.points[column] or 0 for row in heat.rows) == total


def test_the_card_gives_the_points_that_the_answers_gave():
    story = both(PHONE)[1]
    card = {(row.dimension, row.option): row for row in story.evidence.card}
    answers = {answer.question: answer for answer in story.evidence.answers}

    assert len(card) == 26 * 5
    for row in story.evidence.heat.rows:
        answer = answers[row.dimension]
        cells = card[row.dimension, answer.value]
        points = cells.measured if answer.source == "measured" else cells.reported
        assert tuple(value or 0 for value in row.points) == points


def test_the_title_says_what_was_found():
    assert both("casebook/sprint-2007")[1].title == "Sprint says “Streamlined delivery”, but practises “The cost race”"
    assert both("casebook/logitech-adapter")[1].title == "Logitech has not said what its service is for"
    assert both(BLEND)[1].title == "Alder House says “A competitive edge”, and does it"
    assert both(PHONE)[1].money.head.title == (
        "The goals call for “A competitive edge”, the money for “Treating people differently”, and the promise is 360k EUR a year short"
    )


def test_a_promise_that_lacks_money_is_told_with_its_sums_and_its_curve():
    promise = both(PHONE)[1].money.promise

    assert promise is not None
    sums = {figure.label: figure.number for figure in promise.figures}
    assert sums["Money spent on service a year"] == 1_200_000
    assert sums["Money that is missing a year"] == pytest.approx((sums["Money that the promise needs a year"] or 0) - 1_200_000, abs=0.01)
    (channel,) = promise.channels
    assert "promise" in {point.mark for point in channel.curve}
    waits = [point.wait for point in channel.curve if point.wait is not None]
    assert waits == sorted(waits, reverse=True)


def test_every_answer_of_the_profile_is_told_with_its_note_and_source():
    found, story = profile("casebook/fedex-81-seconds"), both("casebook/fedex-81-seconds")[1]
    told = {answer.question: answer for answer in story.evidence.answers}

    assert set(told) == set(found.answers)
    assert told["relative-speed"].reference == ("godin-2015", "trade-benchmarks")
    assert "81 seconds" in (told["relative-speed"].note or "")
    assert told["relative-speed"].source == "from a document"
    assert {source.id for source in story.evidence.sources} >= {"godin-2015", "trade-benchmarks", "fedex"}


def test_too_little_known_is_no_ground_for_a_plan():
    story = both(RINGWELL)[1]

    assert story.plan.outcome is None
    assert story.plan.head.title == "Too little is known for a plan"


def test_no_folder_of_the_writer_is_told():
    story = both(PHONE)[1]

    assert not [text for text in texts(story) if str(ROOT) in text]
    assert story.profile == "phone.yaml"


def test_no_text_can_steer_a_screen_or_break_a_line():
    found = profile(PHONE)
    name = replace(found.answers["company.name"], value="A\x1b[2J\u202eB\nC\ufffe \ud800")
    hostile = replace(found, answers={**found.answers, "company.name": name})
    story = tell(reading.build(hostile, shipped()), hostile, shipped())

    assert story.company == "A\ufffd[2J\ufffdB C\ufffd \ufffd"
    assert all(text == " ".join(text.split()) for text in texts(story))


def test_the_day_on_the_report_is_the_one_asked_for_or_that_of_the_answers():
    found = profile(PHONE)
    result = reading.build(found, shipped())

    assert tell(result, found, shipped(), date="2026-03-31").date == "2026-03-31"
    assert tell(result, found, shipped()).date is None
