"""The report as a workbook: every case, the figures of the story in its cells, and points that another program reckons again."""

from __future__ import annotations

import hashlib
import io
import random
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from openpyxl import Workbook as Read
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from strategist import reading
from strategist.catalogue import shipped
from strategist.models.knowledge import Catalogue
from strategist.models.profile import Answer, Part, Profile
from strategist.models.reading import Reading
from strategist.models.story import StandingTold, Story
from strategist.render import report_xlsx
from strategist.story.subject import SOURCES
from strategist.story.tell import tell

from test_report import HOSTILE, NAMES, free_texts
from test_story import BLEND, PHONE, RINGWELL, both, profile

SHEETS = [
    "Summary", "Answers", "Scores", "Points", "Gaps", "Findings", "Goals and money", "Plan", "Open questions", "Evidence", "Menu", "Card",
    "Chart data", "Lists",
]  # fmt: skip
OFFICE = shutil.which("soffice")
with_office = pytest.mark.skipif(OFFICE is None, reason="soffice of LibreOffice Calc is not installed")
Cells = dict[str, dict[tuple[int, int], object]]


@cache
def book(name: str) -> bytes:
    return report_xlsx.render(both(name)[1])


def opened(content: bytes, *, values: bool = True) -> Read:
    """Read a workbook: what its cells show, or else the formulas in them."""
    return load_workbook(io.BytesIO(content), data_only=values)


@cache
def read(name: str) -> Read:
    return opened(book(name))


def cells(content: bytes) -> Cells:
    """Give all that the cells show, by sheet; empty text is nothing."""
    return {
        sheet.title: {(c.row, c.column): c.value for row in sheet.iter_rows() for c in row if c.value not in {None, ""}}
        for sheet in opened(content)
    }


def column(sheet: Worksheet, head: str, *, after: int = 1) -> list[object]:
    """Give what stands under a head, up to the next row that has nothing in the first column."""
    row, place = next((c.row, c.column) for line in sheet.iter_rows(min_row=after) for c in line if c.value == head)
    found = []
    for line in range(row + 1, sheet.max_row + 1):
        if sheet.cell(line, 1).value is None:
            break
        found.append(sheet.cell(line, place).value)
    return found


def beside(sheet: Worksheet, label: str) -> object:
    """Give what stands to the right of a label."""
    return next(sheet.cell(row, 2).value for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == label)


# Every case.


@pytest.mark.parametrize("name", NAMES)
def test_every_profile_makes_a_workbook_whose_figures_are_those_of_the_story(name: str):
    story, found = both(name)[1], read(name)
    verdict, scores = story.verdict, found["Scores"]

    assert found.sheetnames == SHEETS
    assert [ranked(scores, place) for place in range(len(verdict.standings))] == [
        expected(place, s) for place, s in enumerate(verdict.standings, start=1)
    ]
    assert beside(scores, "Lead, in points") == verdict.lead
    assert beside(scores, "How clear that is") == verdict.practised
    assert [beside(scores, label) for label in ("Practices known", "Of so many that are asked", "Of them measured")] == [
        verdict.answered, verdict.asked, verdict.measured,
    ]  # fmt: skip
    for row in story.evidence.heat.rows:
        shown = [found["Points"].cell(line_of(found["Points"], row.name), 2 + number).value for number in range(len(row.points))]
        assert shown == list(row.points)
    assert column(found["Gaps"], "Gap") == [row.gap for row in story.gaps.rows]
    assert column(found["Gaps"], "Points") == [row.points for row in story.gaps.rows]
    assert column(found["Card"], "Its id")[: len(story.evidence.card)] == [row.option for row in story.evidence.card]
    assert [beside(found["Summary"], figure.label.capitalize()) for figure in verdict.figures] == [f.words for f in verdict.figures]


def line_of(sheet: Worksheet, label: str) -> int:
    return next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == label)


def ranked(scores: Worksheet, place: int) -> tuple[object, ...]:
    first = line_of(scores, "Purpose") + 1
    return tuple(scores.cell(first + place, number).value for number in range(1, 11))


def expected(place: int, standing: StandingTold) -> tuple[object, ...]:
    """Give a row of the ranking, as the engine has it: a mark that nobody has seen costs eight points in the order."""
    key = standing.points - (8 if standing.hallmark == "unknown" else 0)
    declared = "declared" if standing.declared else None
    bounds = (standing.low, standing.high)
    return (standing.name, place, standing.points, key, *bounds, standing.hallmark_words, declared, standing.behind, standing.stands)


@pytest.mark.parametrize("name", NAMES)
def test_the_tables_of_the_other_chapters_hold_the_figures_of_the_story(name: str):
    story, found = both(name)[1], read(name)

    assert column(found["Evidence"], "Line") == [answer.line for answer in story.evidence.answers]
    assert column(found["Menu"], "Costs at least") == [purpose.low for purpose in story.menu.purposes]
    if story.open.rows:
        assert column(found["Open questions"], "Swing") == [row.swing for row in story.open.rows]
    if story.findings.findings:
        assert column(found["Findings"], "Code") == [told.code for told in story.findings.findings]
    if story.plan.steps:
        assert column(found["Plan"], "Effort") == [*(step.effort for step in story.plan.steps), story.plan.effort]
    money = found["Goals and money"]
    if story.money.candidates:
        assert column(money, "Middle") == [told.utility for told in story.money.candidates]
        first = zip(column(money, "First"), column(money, "First, if the money allowed it"), strict=True)
        assert [(one, other) for one, other in first] == [
            (None, told.first) if told.affordable == "no" else (told.first, None) for told in story.money.candidates
        ]
    if story.money.promise:
        assert column(money, "Number") == [figure.number for figure in story.money.promise.figures]
        curves = [channel for channel in story.money.promise.channels if channel.curve]
        if curves:
            assert column(money, "People at work at once") == [point.seats for point in curves[0].curve]
            assert column(money, "Mean wait in minutes, if all wait") == [
                "no end" if point.wait is None else point.wait for point in curves[0].curve
            ]
            assert column(money, "In time") == ["none" if point.wait is None else point.in_time for point in curves[0].curve]


@pytest.mark.parametrize("name", [PHONE, RINGWELL, BLEND, "casebook/fedex-81-seconds"])
def test_what_the_story_tells_stands_in_the_cells(name: str):
    story = both(name)[1]
    words = {value for sheet in cells(book(name)).values() for value in sheet.values() if isinstance(value, str)}

    assert {story.title, story.question} <= words
    assert {head.title for head in story.heads[1:]} <= words
    assert {question for head in story.heads for question in head.questions} <= words
    assert {fact.words for fact in story.verdict.facts} <= words
    for told in story.findings.findings:
        assert {told.title, told.message, told.why, told.remedy} <= words
    for step in story.plan.steps:
        assert {step.before, step.after, step.takes} <= words
    for told in story.money.candidates:
        assert {told.words, *(f"{reason.label}: {reason.words}" for reason in told.speaks_for)} <= words
    assert {answer.text for answer in story.evidence.answers} <= words
    assert {purpose.summary for purpose in story.menu.purposes} <= words


@pytest.mark.parametrize("name", [PHONE, BLEND, HOSTILE])
def test_the_sheets_are_titled_with_what_was_found(name: str):
    story, found = both(name)[1], opened(book(name))
    titles = [found[sheet]["A1"].value for sheet in ("Gaps", "Findings", "Goals and money", "Plan", "Open questions", "Evidence", "Menu")]

    assert titles == [head.title for head in story.heads[1:]]


# Another program reckons.


@cache
def profile_of_office(folder: Path) -> str:
    return f"-env:UserInstallation={(folder / 'office').as_uri()}"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which LibreOffice may work; its first start takes long."""
    return tmp_path_factory.mktemp("office")


def reckoned(folder: Path, books: Iterable[Read]) -> Iterator[bytes]:
    """Have LibreOffice reckon workbooks; they are saved without the values of their formulas, so that it has to."""
    folder.mkdir(parents=True)
    files = []
    for number, content in enumerate(books):
        files.append(folder / f"{number}.xlsx")
        content.save(files[-1])
    done = folder / "done"
    command = [OFFICE or "", profile_of_office(folder.parent), "--headless", "--convert-to", "xlsx", "--outdir", done, *files]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    yield from ((done / file.name).read_bytes() for file in files)


def formulas(content: bytes) -> dict[tuple[str, str], object]:
    """Give what is kept as the value of every formula."""
    found, shown = opened(content, values=False), opened(content)
    return {
        (sheet.title, cell.coordinate): shown[sheet.title][cell.coordinate].value
        for sheet in found
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value.startswith("=") and cell.data_type == "f"
    }


SAMPLES = [PHONE, RINGWELL, BLEND, HOSTILE, *NAMES[::20]]


@with_office
def test_the_values_kept_with_formulas_are_those_that_another_program_reckons(office: Path):
    names = list(dict.fromkeys(SAMPLES))
    files = list(reckoned(office / "kept", [opened(book(name), values=False) for name in names]))

    for name, content in zip(names, files, strict=True):
        kept, again = formulas(book(name)), opened(content)
        assert len(kept) > 500
        wrong = {
            place: (value, other)
            for place, value in kept.items()
            if (other := again[place[0]][place[1]].value) != value and not (value is None and other == "")
        }
        assert not wrong, name


def edited(found: Profile, chance: random.Random, catalogue: Catalogue) -> Profile:
    """Answer about a third of the practices anew at random, also the two of which one opens the other; sometimes declare something else."""
    answers = dict(found.answers)
    for dimension in ("tiering", "tier-growth", *chance.sample(sorted(catalogue.dimensions), 8)):
        state = chance.choice(["value"] * 6 + ["unknown", "not-applicable", "missing"])
        answers.pop(dimension, None)
        if state == "value":
            option = chance.choice(catalogue.dimensions[dimension].options).id
            source = chance.choice(["self-report", "evidence", "document"])
            answers[dimension] = Answer(dimension, "value", option, source=source, written=option)
        elif state != "missing":
            answers[dimension] = Answer(dimension, state, reason="there is none" if state == "not-applicable" else None)
    if chance.random() < 0.6:
        parts = chance.sample(sorted(catalogue.strategies), chance.choice([0, 1, 1, 2]))
        answers.pop("declared.strategy", None)
        if parts:
            answers["declared.strategy"] = Answer("declared.strategy", "value", tuple(Part(part) for part in parts))
    return replace(found, answers=answers)


def typed(workbook: Read, told: Story, catalogue: Catalogue) -> Read:
    """Choose in a workbook the answers that another story has."""
    sheet = workbook["Answers"]
    for practice in told.evidence.practices:
        row = line_of(sheet, practice.name)
        label = None if practice.anchor is None else catalogue.dimensions[practice.dimension].options[practice.anchor].label
        sheet.cell(row, 3).value = label or {"unknown": "not known", "not-applicable": "does not apply"}.get(practice.state)
        sheet.cell(row, 4).value = practice.source or None
    declared = [standing.name for standing in told.verdict.standings if standing.declared]
    for number in range(3):
        sheet.cell(line_of(sheet, "Declared purpose") + number, 3).value = declared[number] if number < len(declared) else None
    return workbook


@with_office
@pytest.mark.parametrize("name", [PHONE, "casebook/fedex-81-seconds", BLEND])
def test_edited_answers_are_reckoned_as_the_engine_reads_them(name: str, office: Path):
    catalogue = shipped()
    chance = random.Random(name)
    profiles = [edited(profile(name), chance, catalogue) for _ in range(4)]
    readings = [reading.build(found, catalogue) for found in profiles]
    stories = [tell(result, found, catalogue) for result, found in zip(readings, profiles, strict=True)]
    books = [typed(opened(book(name), values=False), story, catalogue) for story in stories]

    for result, story, content in zip(readings, stories, reckoned(office / name.replace("/", "-"), books), strict=True):
        scores = opened(content)["Scores"]
        shown = [tuple(None if cell == "" else cell for cell in ranked(scores, place)) for place in range(10)]
        assert shown == [expected(place, standing) for place, standing in enumerate(story.verdict.standings, start=1)]
        assert [row[2] for row in shown] == [standing.points for standing in result.practised.ranking]
        assert beside(scores, "Lead, in points") == result.practised.lead
        assert beside(scores, "How clear that is") == result.practised.verdict
        assert beside(scores, "Named as practised") == (result.practised.name or "none")
        coverage = result.practised.coverage
        assert [beside(scores, label) for label in ("Practices known", "Of so many that are asked", "Of them measured")] == [
            coverage.answered, coverage.asked, coverage.evidence,
        ]  # fmt: skip
        parts = {part.name: (part.behind, part.standing) for part in result.declared.parts}
        assert {row[0]: row[8:] for row in shown if row[7]} == parts
        _gaps(both(name)[0], result, opened(content))


def _gaps(before: Reading, result: Reading, found: Read) -> None:
    """The gaps are held against what was declared in the report, so they are compared where that has not changed."""
    if len(before.declared.parts) != 1 or [p.strategy for p in before.declared.parts] != [p.strategy for p in result.declared.parts]:
        return
    gaps = found["Gaps"]
    assert dict(zip(column(gaps, "Practice"), column(gaps, "Gap"), strict=True)) == {row.name: row.gap for row in result.rows}
    assert dict(zip(column(gaps, "Practice"), column(gaps, "Points"), strict=True)) == {row.name: row.points for row in result.rows}


@with_office
def test_the_summary_says_that_answers_were_changed(office: Path):
    workbook = opened(book(PHONE), values=False)
    sheet = workbook["Answers"]
    sheet.cell(line_of(sheet, "Unasked extras"), 3).value = "Now and then, on their own initiative"
    (content,) = reckoned(office / "changed", [workbook])
    found = opened(content)

    assert str(beside(found["Summary"], "Answers")).startswith("1 changed.")
    assert found["Answers"].cell(line_of(sheet, "Unasked extras"), 7).value == "changed"
    assert beside(opened(book(PHONE))["Summary"], "Answers") == "None is changed since the report."


# What may be chosen.


def test_every_practice_takes_its_own_options_and_two_words_more():
    catalogue, found = shipped(), opened(book(PHONE), values=False)
    sheet, lists = found["Answers"], found["Lists"]
    choices = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}

    for dimension in catalogue.dimensions.values():
        rule = choices[f"C{line_of(sheet, dimension.name)}"]
        assert rule.type == "list"
        area = rule.formula1.removeprefix("Lists!").replace("$", "")
        assert [row[0].value for row in lists[area]] == [*(option.label for option in dimension.options), "not known", "does not apply"]
    known = next(rule for place, rule in choices.items() if place.startswith("D"))
    assert [row[0].value for row in lists[known.formula1.removeprefix("Lists!").replace("$", "")]] == list(SOURCES.values())


# Text that tries to be something else.


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_hostile_text_is_literal():
    story, found = both(HOSTILE)[1], cells(book(HOSTILE))
    shown = {value for value in found["Evidence"].values() if isinstance(value, str)}

    assert free_texts(story) <= shown
    written = opened(book(HOSTILE), values=False)
    ours = {"Summary", "Answers", "Scores", "Points", "Gaps", "Plan", "Card", "Chart data"}
    live = {sheet.title for sheet in written for row in sheet.iter_rows() for cell in row if cell.data_type == "f"}
    assert live <= ours
    assert "=cmd|' /C calc'!A0" in {cell.value for row in written["Evidence"].iter_rows() for cell in row}


@pytest.mark.parametrize("name", [HOSTILE, PHONE])
def test_nothing_leads_out_of_the_workbook_and_nothing_is_executed(name: str):
    found = parts(book(name))

    assert not [part for part in found if re.search(r"vba|macro|externalLink|activeX|embeddings|connections", part, re.IGNORECASE)]
    assert not [part for part, text in found.items() if 'TargetMode="External"' in text]
    formulas = [formula for part, text in found.items() if "worksheets/sheet" in part for formula in re.findall(r"<f>(.*?)</f>", text)]
    assert len(formulas) > 500
    called = {name for formula in formulas for name in re.findall(r"([A-Z.]+)\(", re.sub(r'"[^"]*"', "", formula))}
    assert called <= {"AND", "COUNTIF", "IF", "IFERROR", "INDEX", "MATCH", "MAX", "MIN", "OR", "SUM", "SUMPRODUCT"}


NOTES = ("<r><t>bold</t></r>", "</t></si><si>", "_x0041_", "=1+1", "+1", "-1", "@SUM(1)", "http://evil.example", "x" * 40_000)


@pytest.mark.parametrize("note", NOTES, ids=range(len(NOTES)))
def test_any_note_stands_whole_and_literal_unless_it_is_longer_than_a_cell(note: str):
    found = profile(PHONE)
    answers = {**found.answers, "human-reach": replace(found.answers["human-reach"], note=note)}
    changed = replace(found, answers=answers)
    told = tell(reading.build(changed, shipped()), changed, shipped())
    content = report_xlsx.render(told)
    shown = {str(value) for value in cells(content)["Evidence"].values()}

    text = parts(content)["xl/sharedStrings.xml"]
    if len(note) > 32_767:
        assert note[:32_766] + "…" in shown
    elif note != "_x0041_":  # openpyxl takes it for an escape
        assert note in shown
    assert ("_x005F_x0041_" in text) == (note == "_x0041_")
    assert "<r><t>bold" not in text


def test_long_texts_make_high_rows_but_none_that_no_program_can_show():
    found = profile(PHONE)
    answers = {**found.answers, "company.name": replace(found.answers["company.name"], value="wide " * 2_000)}
    changed = replace(found, answers=answers)
    content = report_xlsx.render(tell(reading.build(changed, shipped()), changed, shipped()))
    heights = [line.height for sheet in opened(content) for line in sheet.row_dimensions.values() if line.height is not None]

    assert 400 < max(heights) <= 409  # the most that Excel can show
    assert min(heights) >= 12


# The same bytes, and a sound file.


def test_a_workbook_has_the_same_bytes_each_time_and_the_first_of_a_program_is_no_other():
    program = "import hashlib, sys; from test_report_xlsx import *; print(hashlib.sha256(book(sys.argv[1])).hexdigest())"
    first = subprocess.run([sys.executable, "-c", program, PHONE], cwd=Path(__file__).parent, check=True, capture_output=True, text=True)

    assert hashlib.sha256(book(PHONE)).hexdigest() == first.stdout.strip()
    assert report_xlsx.render(both(PHONE)[1]) == book(PHONE)
    with zipfile.ZipFile(io.BytesIO(book(PHONE))) as archive:
        assert {(info.date_time, info.create_system) for info in archive.infolist()} == {((1980, 1, 1, 0, 0, 0), 0)}
    assert set(re.findall(r"<dcterms:\w+[^>]*>([^<]+)<", parts(book(PHONE))["docProps/core.xml"])) == {"2000-01-01T00:00:00Z"}


def test_the_font_is_named_and_is_not_the_theme_s():
    assert "<scheme" not in parts(book(PHONE))["xl/styles.xml"]


@pytest.mark.parametrize("name", [PHONE, RINGWELL, "casebook/fedex-81-seconds"])
def test_charts_have_their_figures_with_them_and_say_what_they_show(name: str):
    found, story = parts(book(name)), both(name)[1]
    charts = [text for part, text in found.items() if part.startswith("xl/charts/chart")]

    assert len(charts) == 1 + bool(story.gaps.rows) + bool(story.money.candidates)
    for text in charts:
        assert text.count("<c:numCache>") == text.count("<c:val>") > 0
        assert text.count("<c:strCache>") >= text.count("<c:cat>")
        assert "schemeClr" not in text  # a client's theme would change the colours
    drawings = "".join(text for part, text in found.items() if part.startswith("xl/drawings/drawing"))
    assert drawings.count('descr="') == len(charts)


def test_the_pieces_of_a_bar_put_the_practice_where_it_is():
    story = both(PHONE)[1]
    sheet = opened(book(PHONE))["Chart data"]
    heads = ("Before", "Done, outside", "Between", "Expected", "Done, inside")
    heads += ("Expected, beyond", "Between, beyond", "Done, outside, beyond")
    bars = list(zip(*(column(sheet, head) for head in heads), strict=True))

    assert len(bars) == len(story.gaps.rows)
    for row, bar in zip(story.gaps.rows, bars, strict=True):
        ends = [0]
        for length in bar:
            ends.append(ends[-1] + int(str(length)))
        spans = list(pairwise(ends))
        done = [start for index in (1, 4, 7) for start, end in [spans[index]] if end > start]
        assert done == ([] if row.practised is None else [row.practised])
        band = {option for index in (3, 4, 5) for option in range(*spans[index])}
        assert band == set(range(row.low, row.high + 1))


def test_names_of_cells_say_what_formulas_mean():
    found = opened(book(PHONE), values=False)

    assert set("Declared States Places Totals Known Lead Doubt Enough Settled Leaning Very_clear".split()) <= set(found.defined_names)
    for name in found.defined_names.values():
        (place,) = list(name.destinations)
        assert place[0] in SHEETS


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_sheet_prints_one_page_wide_and_those_with_long_tables_keep_their_heads(sheet: str):
    found = opened(book(PHONE), values=False)[sheet]

    assert found.sheet_properties.pageSetUpPr.fitToPage
    assert found.page_setup.fitToWidth in {None, 1}
    assert "Made by strategist" in found.oddFooter.left.text
    assert (found.freeze_panes is not None) == (sheet not in {"Summary", "Scores", "Goals and money", "Chart data"})
