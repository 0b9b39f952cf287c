"""Two dates or several rivals: what is said to have moved did move, and what cannot be known is said not to be."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from pptx import Presentation
from strategist import profiles, reading
from strategist.catalogue import shipped
from strategist.compare import Read, labels, together
from strategist.models.change import Comparison, Kind
from strategist.models.comparison import ComparisonStory, HeatTable, Slope
from strategist.models.story import Table
from strategist.render import charts, comparison_html, comparison_markdown, comparison_pdf, comparison_pptx, comparison_xlsx
from strategist.story.comparison import tell

from test_report import ATTRIBUTES, HOSTILE, TAGS, Page
from test_story import BLEND, CASEBOOK, PHONE

ROOT = Path(__file__).parent
FEDEX = ("casebook/fedex-first-ring", "casebook/fedex-81-seconds")
DELL = ("casebook/dell-2005", "casebook/dell-2007")
RIVALS = ("casebook/southwest-classic", "casebook/jetblue-2007", "casebook/united-guitar-2009", "casebook/ryanair-2010")
EVERY: list[tuple[Kind, tuple[str, ...]]] = [
    ("dates", FEDEX),
    ("dates", DELL),
    ("dates", (*FEDEX, PHONE)),
    ("rivals", RIVALS),
    ("rivals", (PHONE, BLEND, HOSTILE)),
    ("dates", (HOSTILE, PHONE)),
    ("rivals", ("data/valid/nothing-but-the-format", "casebook/aol-2006")),
]


@cache
def read(name: str) -> Read:
    (found,) = profiles.read(ROOT / f"{name}.yaml", shipped())
    return found, reading.build(found, shipped())


def compared(kind: Kind, names: tuple[str, ...]) -> Comparison:
    return together([read(name) for name in names], shipped(), kind=kind)


def story(kind: Kind, names: tuple[str, ...]) -> ComparisonStory:
    return tell(compared(kind, names), shipped())


def tables(told: ComparisonStory) -> list[Table]:
    return [block if isinstance(block, Table) else block.table for part in told.sections for block in part.blocks]


def words(told: ComparisonStory) -> set[str]:
    """Give what every rendering has to show."""
    return {part.head.title for part in told.sections[1:]} | {
        cell.words for table in tables(told) for row in table.rows for cell in row
    } - {""}


# What moved.


def test_nothing_moves_between_a_profile_and_itself():
    found = compared("dates", (FEDEX[1], FEDEX[1]))
    (change,) = found.changes

    assert (change.answers, change.points, change.findings) == ((), (), ())
    assert all(before == after for purpose in found.purposes for before, after in pairwise(purpose.points))


@pytest.mark.parametrize("names", [FEDEX, DELL])
def test_what_opens_one_way_closes_the_other_way(names: tuple[str, str]):
    (there,), (back,) = (compared("dates", order).changes for order in (names, names[::-1]))
    opposite = {"opened": "closed", "closed": "opened", "milder": "graver", "graver": "milder"}

    assert {(finding.rule, opposite[finding.kind], finding.certain) for finding in there.findings} == {
        (finding.rule, finding.kind, finding.certain) for finding in back.findings
    }
    assert {(points.strategy, points.after, points.before) for points in there.points} == {
        (points.strategy, points.before, points.after) for points in back.points
    }


def test_a_finding_may_have_stood_unseen_where_its_answer_was_not_known():
    """FedEx once was under half its rivals' wait; what its staff might decide then is not known."""
    (change,) = compared("dates", FEDEX).changes
    certain = {finding.code: finding.certain for finding in change.findings}

    assert certain["M301"]
    assert not certain["M405"]


def test_a_finding_names_the_answers_that_moved_with_it():
    (change,) = compared("dates", FEDEX).changes
    answers = {finding.code: finding.answers for finding in change.findings}

    assert answers["M301"] == ("relative-speed",)
    assert answers["M202"] == ("relative-speed", "frontline-discretion", "unasked-extras", "spend-trend")  # not what is declared


def test_an_answer_that_becomes_known_is_not_told_as_a_practice_that_moved():
    told = next(table for table in tables(story("dates", FEDEX)) if table.id == "practices")
    became = {row[0].words: (row[1].words, row[3].words) for row in told.rows}

    assert became["What staff may decide"] == ("not known", "known")
    assert became["Investment in people"][1] == "not known"
    assert became["Speed against rivals"] == ("Less than half as long as at rivals", "different")


@pytest.mark.parametrize(("kind", "names"), EVERY)
def test_every_figure_is_that_of_its_reading(kind: Kind, names: tuple[str, ...]):
    found, told = compared(kind, names), story(kind, names)
    readings = [read(name)[1] for name in names]

    assert [(side.answered, side.findings, side.verdict) for side in found.sides] == [
        (result.practised.coverage.answered, len(result.findings), result.verdict) for result in readings
    ]
    for index, result in enumerate(readings):
        points = {standing.strategy: standing.points for standing in result.practised.ranking}
        assert {purpose.strategy: purpose.points[index] for purpose in found.purposes} == points
    drawn = [block for part in told.sections for block in part.blocks if isinstance(block, Slope | HeatTable)]
    columns = [column for block in drawn for column in ((1, 2) if isinstance(block, Slope) else range(1, len(names) + 1))]
    assert len(columns) == (2 * (len(names) - 1) if kind == "dates" else len(names))
    for block in drawn:
        for row, purpose in zip(block.table.rows, found.purposes, strict=True):
            assert {cell.number for cell in row[1:3]} <= set(purpose.points)


# How the sides are called.


def test_dates_are_called_by_their_periods():
    assert [side.label for side in compared("dates", FEDEX).sides] == ["1973-1990s", "2003-2015"]


def test_rivals_are_called_by_their_names():
    assert [side.label for side in compared("rivals", RIVALS[:2]).sides] == ["Southwest Airlines", "JetBlue"]


def test_sides_that_nothing_tells_apart_are_numbered():
    result = read(FEDEX[0])[1]

    assert labels([result, result], kind="dates") == ("1. fedex-first-ring.yaml", "2. fedex-first-ring.yaml")


def test_the_day_tells_dates_apart_before_the_period_does():
    result = read(FEDEX[0])[1]
    days = [replace(result, company=replace(result.company, as_of=day)) for day in ("2025-01-31", "2026-01-31")]

    assert labels(days, kind="dates") == ("2025-01-31", "2026-01-31")


# What is told.


def test_titles_are_sentences_that_say_the_finding():
    assert story("dates", FEDEX).title == "“A competitive edge” was practised, and now no purpose is clear in what is done"
    assert story("dates", DELL).sections[2].head.title == "1 finding opened, 10 closed and 3 went out of sight"
    assert story("rivals", RIVALS).title == "3 purposes are practised among 4, and 1 of 4 practises none clearly"


@pytest.mark.parametrize("first", range(0, len(CASEBOOK), 5))
def test_every_case_can_be_compared(first: int):
    names = tuple(f"casebook/{case}" for case in CASEBOOK[first : first + 5])
    for kind in ("dates", "rivals"):
        found = Page(comparison_html.render(story(kind, names)))
        assert not found.wrong
        assert not found.open


# Every rendering.


@pytest.mark.parametrize(("kind", "names"), EVERY)
def test_the_page_is_sound_and_shows_all_that_is_told(kind: Kind, names: tuple[str, ...]):
    told = story(kind, names)
    html = comparison_html.render(told)
    found = Page(html)

    assert not found.wrong
    assert {tag for tag, _ in found.elements} <= TAGS
    assert {attribute for _, attributes in found.elements for attribute in attributes} <= ATTRIBUTES
    ids = [attributes["id"] for _, attributes in found.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert words(told) <= set(found.words)
    assert len(html.encode()) < 300_000


@pytest.mark.parametrize(("kind", "names"), EVERY)
def test_markdown_shows_all_that_is_told_as_it_is(kind: Kind, names: tuple[str, ...]):
    told = story(kind, names)
    drawn = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(comparison_markdown.render(told))
    shown = Page(drawn.replace("<hr />", ""))

    assert not shown.wrong
    assert words(told) <= {text.replace("\N{WORD JOINER}", "") for text in shown.words}


@pytest.mark.parametrize(("kind", "names"), EVERY)
def test_the_deck_shows_all_that_is_told(kind: Kind, names: tuple[str, ...]):
    told = story(kind, names)
    deck = Presentation(io.BytesIO(comparison_pptx.render(told)))
    shown: list[str] = []
    for slide in deck.slides:
        shown.append(slide.notes_slide.notes_text_frame.text)
        for shape in slide.shapes:
            shown += [shape.text_frame.text] if shape.has_text_frame else []
            shown += [cell.text for row in shape.table.rows for cell in row.cells] if shape.has_table else []
    everything = "\n".join(shown)
    slopes = [block for part in told.sections for block in part.blocks if isinstance(block, Slope)]
    plain = [table for table in tables(told) if table not in [slope.table for slope in slopes]]

    assert [cell.words for table in plain for row in table.rows for cell in row if cell.words not in everything] == []
    assert sum(shape.has_chart for slide in deck.slides for shape in slide.shapes) == len(slopes)


@pytest.mark.parametrize(("kind", "names"), EVERY)
def test_the_workbook_holds_words_as_words_and_points_as_numbers(kind: Kind, names: tuple[str, ...]):
    told = story(kind, names)
    with zipfile.ZipFile(io.BytesIO(comparison_xlsx.render(told))) as book:
        shared = "".join(Page(book.read("xl/sharedStrings.xml").decode()).words)
        points = book.read("xl/worksheets/sheet2.xml").decode()
    texts = [cell.words for table in tables(told) for row in table.rows for cell in row if cell.number is None]

    assert [text for text in texts if text not in shared] == []
    numbers = {float(number) for number in re.findall(r'<c r="[B-Z]\d+"[^>]*><v>([-0-9.]+)</v>', points)}
    assert {float(value) for purpose in compared(kind, names).purposes for value in purpose.points} <= numbers
    formulas = re.findall(r"<f>(.*?)</f>", points)
    assert all(re.fullmatch(r"Points!\$C\$\d+-Points!\$B\$\d+", formula) for formula in formulas)
    assert len(formulas) == (10 * (len(names) - 1) if kind == "dates" else 0)


@pytest.mark.parametrize(("kind", "names"), EVERY)
def test_the_pdf_shows_all_that_is_told(kind: Kind, names: tuple[str, ...], tmp_path: Path):
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is missing; on Debian: apt install poppler-utils")
    told = story(kind, names)
    file = tmp_path / "comparison.pdf"
    file.write_bytes(comparison_pdf.render(told))
    done = subprocess.run(["pdftotext", "-raw", file, "-"], capture_output=True, text=True, check=True)
    shown = re.sub(r"\s", "", done.stdout)

    for title in [part.head.title for part in told.sections[1:]]:
        assert re.sub(r"\s", "", title) in shown
    figures = [
        re.sub(r"\s", "", "".join(cell.words for cell in row))
        for table in tables(told)
        if table.id.startswith("points")
        for row in table.rows
    ]
    assert [row for row in figures if row not in shown] == []


# The chart.


def test_labels_of_a_slope_stay_on_the_paper_and_apart():
    (slope,) = (block for part in story("dates", FEDEX).sections for block in part.blocks if isinstance(block, Slope))
    crowded = [replace(line, after=0) for line in slope.lines]
    drawing = charts.slope(crowded, slope.sides, title="What moved")
    height = float(re.findall(r'viewBox="0 0 \d+ (\d+)"', drawing)[0])
    places = sorted(float(y) for y in re.findall(r'<text x="482" y="([0-9.]+)"', drawing))

    assert len(places) == len(slope.lines)
    assert all(after - before >= 16 for before, after in pairwise(places))
    assert 20 < places[0]
    assert places[-1] < height


def test_a_line_that_falls_is_dashed_and_one_that_rises_is_not():
    (slope,) = (block for part in story("dates", FEDEX).sections for block in part.blocks if isinstance(block, Slope))
    drawing = charts.slope(slope.lines, slope.sides, title="What moved")

    assert drawing.count('stroke-dasharray="6 4"') == sum(line.after < line.before for line in slope.lines)
    assert drawing.count('stroke-width="2.5"') == sum(line.after != line.before for line in slope.lines)
