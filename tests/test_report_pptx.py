"""The report as a deck: every case, every figure read back, charts that other programs accept, a client's looks, and hostile text."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.util import Emu
from strategist import reading
from strategist.catalogue import shipped
from strategist.errors import InvalidInputError
from strategist.models.story import Story, Table
from strategist.render import report_pptx
from strategist.render.deck import fitting
from strategist.render.powerpoint import looks
from strategist.story.tell import tell

from test_report import HOSTILE, NAMES, free_texts
from test_story import BLEND, PHONE, RINGWELL, both, profile

FEDEX, ALIGNED, HARDLY = "casebook/fedex-81-seconds", "casebook/zappos-2009", "casebook/freelancer-extra-hour"
LOOKED_AT = (FEDEX, ALIGNED, HARDLY, PHONE, RINGWELL, HOSTILE)
POINT = 12700
OFFICE = [name for name in ("soffice", "pdftotext", "fc-match") if shutil.which(name) is None]
if "fc-match" not in OFFICE:
    drawn = subprocess.run(["fc-match", "Arial"], check=True, capture_output=True, text=True).stdout
    OFFICE += [] if re.search('"(Arial|Liberation Sans)"', drawn) else ["a font as wide as Arial"]  # in a wider one, full lines break
with_office = pytest.mark.skipif(
    bool(OFFICE), reason=f"{', '.join(OFFICE)} of libreoffice-impress, poppler-utils and fonts-liberation is not installed"
)
SPACES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
}


@cache
def deck(name: str) -> bytes:
    return report_pptx.render(both(name)[1])


@cache
def presentation(name: str) -> Any:
    return opened(deck(name))


@cache
def slides(name: str) -> list[Any]:
    return list(presentation(name).slides)


def opened(content: bytes) -> Any:
    return Presentation(io.BytesIO(content))


def title(slide: Any) -> str:
    return str(slide.shapes.title.text_frame.text)


def chapter_title(slide: Any) -> str:
    """Give a title without the number of a table that goes on."""
    return re.sub(r" \(\d+\sof\s\d+\)$", "", title(slide))


def written(slide: Any) -> Iterator[str]:
    """Give every text on a slide, cell by cell."""
    for shape in slide.shapes:
        if shape.has_text_frame:
            yield from (paragraph.text for paragraph in shape.text_frame.paragraphs)
        if shape.has_table:
            yield from (cell.text_frame.text for row in shape.table.rows for cell in row.cells)


def spoken(slide: Any) -> str:
    return str(slide.notes_slide.notes_text_frame.text)


@cache
def everything(name: str) -> str:
    return "\n".join(text for slide in slides(name) for text in (*written(slide), spoken(slide)))


@cache
def charts(name: str) -> dict[str, Any]:
    """Give every chart of a deck by the title of its slide; the bars of gaps may have several."""
    return {title(slide): shape.chart for slide in slides(name) for shape in slide.shapes if shape.has_chart}


def series(chart: Any) -> list[tuple[str, list[float]]]:
    return [(found.name, [value or 0.0 for value in found.values]) for found in chart.plots[0].series]


# Every case.


@pytest.mark.parametrize("name", NAMES)
def test_every_profile_makes_a_deck_that_tells_its_story_in_titles(name: str):
    story, found = both(name)[1], slides(name)
    titles = [title(slide) for slide in found]

    assert titles[0] == story.question
    assert titles[1] == story.title
    assert len(titles) == len(set(titles))
    assert {head.title for head in story.heads} <= {chapter_title(slide) for slide in found}
    assert [size / 914400 for size in (presentation(name).slide_width, presentation(name).slide_height)] == [pytest.approx(40 / 3), 7.5]


@pytest.mark.parametrize("name", NAMES)
def test_every_slide_has_neutral_questions_in_its_notes(name: str):
    asked = {question for head in both(name)[1].heads for question in head.questions}

    assert all(sum(question in spoken(slide) for question in asked) == 2 for slide in slides(name)[1:])


@pytest.mark.parametrize("name", NAMES)
def test_nothing_leaves_its_slide_and_nothing_lies_on_anything_else(name: str):
    wide, high = presentation(name).slide_width, presentation(name).slide_height
    for slide in slides(name):
        boxes = [(shape.left, shape.top, shape.left + shape.width, bottom(shape)) for shape in slide.shapes if shape.width and drawn(shape)]
        for left, top, right, end in boxes:
            assert left >= 0
            assert top >= 0
            assert right <= wide
            assert end <= high
        for one, other in ((a, b) for index, a in enumerate(boxes) for b in boxes[:index]):
            apart = one[0] >= other[2] or other[0] >= one[2] or one[1] >= other[3] - 1 or other[1] >= one[3] - 1
            assert apart, title(slide)


def drawn(shape: Any) -> bool:
    """Leave out keys, which stand close to their words."""
    return not shape.name.startswith("Key")


def bottom(shape: Any) -> int:
    """Say where a shape ends; a table ends with its rows, whatever its frame says."""
    return int(shape.top + (sum(row.height for row in shape.table.rows) if shape.has_table else shape.height))


@pytest.mark.parametrize("name", NAMES)
def test_what_is_no_text_can_be_heard(name: str):
    frames = [shape for slide in slides(name) for shape in slide.shapes if shape.has_chart or shape.has_table]

    assert frames
    assert all(shape._element.nvGraphicFramePr.cNvPr.get("descr") for shape in frames)
    assert all(slide.shapes[0].is_placeholder for slide in slides(name))  # the title is read first


# Every figure.


@pytest.mark.parametrize("name", NAMES)
def test_the_menu_stands_on_one_page(name: str):
    assert both(name)[1].menu.head.title in map(title, slides(name))


def shown(story: Story) -> list[Table]:
    """Give the tables that the deck shows cell by cell."""
    money = story.money
    channels = money.promise.channels if money.promise else ()
    tables = [money.ranking, story.plan.table, story.open.table, story.evidence.heat_table]
    return [table for table in (*tables, *(channel.table for channel in channels)) if table and table.rows]


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_of_the_storys_tables_stands_on_a_slide(name: str):
    story = both(name)[1]
    words = {text for slide in slides(name) for text in written(slide)}

    for table in shown(story):
        assert {cell.words for row in table.rows for cell in row} - {""} <= words
    for purpose in story.menu.purposes:
        assert {purpose.name, purpose.summary, purpose.promise, purpose.hallmark, purpose.cost} <= words
    for figure in (*story.verdict.figures, *(story.money.promise.figures if story.money.promise else ())):
        assert {figure.label, figure.words} <= words


@pytest.mark.parametrize("name", NAMES)
def test_every_answer_stands_on_a_slide_or_whole_in_its_notes(name: str):
    story, text = both(name)[1], everything(name)

    for answer in story.evidence.answers:
        assert all(part in text for part in (answer.text, answer.answer, answer.note or ""))
    for finding in story.findings.findings:
        assert all(part in text for part in (finding.title, finding.message, finding.why, finding.remedy, finding.code))
        assert all(cause.answer in text for cause in finding.causes)


@pytest.mark.parametrize("name", NAMES)
def test_the_bars_of_the_purposes_reach_from_the_least_to_the_most_and_meet_at_the_points(name: str):
    standings = both(name)[1].verdict.standings
    ((_, chart),) = [
        (head, chart) for head, chart in charts(name).items() if "stands first" in head or "which purpose stands first" in head
    ]
    values = dict(zip(("base", "add below", "take below", "take", "add"), (found for _, found in series(chart)), strict=True))

    for index, standing in enumerate(standings):
        base, add_below, take_below, take, add = (values[part][index] for part in values)
        low = base + add_below + take_below if base + add_below + take_below < 0 else base
        high = base + take + add if base + take + add > 0 and base >= 0 else base if base < 0 and not take + add else take + add
        assert (low, high) == (standing.low, standing.high)
        assert (base + add_below if standing.points < 0 else max(base, 0) + take) == standing.points
        label = str(chart.plots[0].categories[index])
        assert label.startswith(standing.name)
        assert [int(number) for number in re.findall(r"[+-]?\d+", label.split(": ")[1])] == [standing.points, standing.low, standing.high]


@pytest.mark.parametrize("name", NAMES)
def test_the_bars_of_the_gaps_stand_where_the_story_says(name: str):
    story = both(name)[1]
    known = [row for row in story.gaps.rows if row.practised is not None]
    found = [chart for slide, chart in charts(name).items() if slide.startswith(story.gaps.head.title)]
    seen = []
    for chart in found:
        parts = series(chart)
        for index, label in enumerate(chart.plots[0].categories):
            pieces = [(part, values[index]) for part, values in parts]
            starts = [sum(length for _, length in pieces[:place]) for place in range(len(pieces))]
            (done,) = [start for (part, length), start in zip(pieces, starts, strict=True) if part.startswith("Done") and length]
            held = [
                (start, start + length)
                for (part, length), start in zip(pieces, starts, strict=True)
                if part in {"Expected", "Done, inside"} and length
            ]
            seen.append((str(label), done, held[0][0], held[-1][1] - 1))

    assert seen == [(f"{row.name}: {row.gap_words}", row.practised, row.low, row.high) for row in known]


@pytest.mark.parametrize("name", [PHONE, RINGWELL, BLEND, HOSTILE])
def test_the_bars_of_the_goals_are_the_shares_of_the_weightings(name: str):
    money = both(name)[1].money
    chart = charts(name)[money.head.title]
    first, second, later, shut = (values for _, values in series(chart))

    for index, candidate in enumerate(money.candidates):
        out = candidate.affordable == "no"
        assert (shut if out else first)[index] == pytest.approx(candidate.first * 100)
        assert first[index] + second[index] + later[index] == pytest.approx(0 if out else 100, abs=0.05)  # the shares are rounded
        assert f"{candidate.name}: {candidate.first_words} first, {candidate.gate}" == str(chart.plots[0].categories[index])


@pytest.mark.parametrize("name", [PHONE, RINGWELL, HOSTILE])
def test_the_curves_are_the_waits_of_the_story(name: str):
    promise = both(name)[1].money.promise
    assert promise is not None
    found = [chart for slide, chart in charts(name).items() if slide.endswith("by the number at work")]
    assert len(found) == len(promise.channels)
    for channel, chart in zip(promise.channels, found, strict=True):
        drawn = {line.name: list(zip(xs(line), line.values, strict=True)) for line in chart.plots[0].series}
        waits = [(point.seats, point.wait) for point in channel.curve if point.wait]
        leave = [(point.seats, point.wait_if_some_leave) for point in channel.curve if point.wait_if_some_leave]
        assert drawn["Mean wait in minutes, if all wait"] == [(seats, pytest.approx(wait)) for seats, wait in waits]
        assert drawn.get("If some give up", []) == [(seats, pytest.approx(wait)) for seats, wait in leave]
        lengths = [len(points) for line, points in drawn.items()]
        assert lengths == sorted(lengths, reverse=True)  # LibreOffice loses a line that is shorter than a later one


def xs(line: Any) -> list[float]:
    return [float(value.text) for value in line._element.findall("c:xVal//c:v", SPACES)]


# What other programs want of a chart.

ORDER = {
    "chartSpace": "date1904 lang roundedCorners style clrMapOvr pivotFmts chart spPr txPr externalData printSettings userShapes extLst",
    "chart": "title autoTitleDeleted pivotFmts view3D floor sideWall backWall plotArea legend plotVisOnly dispBlanksAs showDLblsOverMax "
    "extLst",
    "plotArea": "layout barChart scatterChart catAx valAx dTable spPr extLst",
    "manualLayout": "layoutTarget xMode yMode wMode hMode x y w h extLst",
    "barChart": "barDir grouping varyColors ser dLbls gapWidth overlap serLines axId extLst",
    "scatterChart": "scatterStyle varyColors ser dLbls axId extLst",
    "barChart/ser": "idx order tx spPr invertIfNegative pictureOptions dPt dLbls trendline errBars cat val shape extLst",
    "scatterChart/ser": "idx order tx spPr marker dPt dLbls trendline errBars xVal yVal smooth extLst",
    "scaling": "logBase orientation max min extLst",
    "catAx": "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark tickLblPos spPr txPr "
    "crossAx crosses crossesAt auto lblAlgn lblOffset tickLblSkip tickMarkSkip noMultiLvlLbl extLst",
    "valAx": "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark tickLblPos spPr txPr "
    "crossAx crosses crossesAt crossBetween majorUnit minorUnit dispUnits extLst",
    "title": "tx layout overlay spPr txPr extLst",
    "legend": "legendPos legendEntry layout overlay spPr txPr extLst",
    "marker": "symbol size spPr extLst",
    "numRef": "f numCache extLst",
    "strRef": "f strCache extLst",
    "numCache": "formatCode ptCount pt extLst",
    "strCache": "ptCount pt extLst",
}  # ECMA-376, part 1, 21.2.2
PART = re.compile(r"ppt/charts/chart\d+\.xml")


def parts(content: bytes, pattern: re.Pattern[str]) -> list[ET.Element]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [ET.fromstring(archive.read(name)) for name in archive.namelist() if pattern.fullmatch(name)]


@pytest.mark.parametrize("name", NAMES)
def test_the_elements_of_every_chart_stand_in_the_order_of_the_standard(name: str):
    found = parts(deck(name), PART)
    assert len(found) == len(charts(name))
    for chart in found:
        check_order(chart, "")


def check_order(element: ET.Element, above: str) -> None:
    name = element.tag.rpartition("}")[2]
    order = ORDER.get(f"{above}/{name}") or ORDER.get(name)
    children = [child.tag.rpartition("}")[2] for child in element]
    if order and element.tag.startswith(f"{{{SPACES['c']}}}") and not (name == "marker" and not children):
        places = [order.split().index(child) for child in children]  # an unknown child has no place
        assert places == sorted(places), f"{above}/{name}: {children}"
    for child in element:
        check_order(child, name)


@pytest.mark.parametrize("name", [PHONE, RINGWELL, HOSTILE, ALIGNED])
def test_the_workbook_of_a_chart_holds_what_the_chart_shows_and_no_formula(name: str):
    for slide in slides(name):
        for shape in (shape for shape in slide.shapes if shape.has_chart):
            book = shape.chart.part.chart_workbook.xlsx_part.blob
            cells = sheet(book)
            for reference in parts_of(shape.chart):
                assert [cells.get(cell) for cell in reference.cells] == reference.cached


@dataclass(frozen=True)
class Reference:
    cells: list[str]
    cached: list[str | float | None]


def parts_of(chart: Any) -> Iterator[Reference]:
    """Give every range that a chart refers to, with the values that it keeps of it."""
    for kind in ("c:numRef", "c:strRef"):
        for found in chart._chartSpace.iter(f"{{{SPACES['c']}}}{kind[2:]}"):
            area = found.find("c:f", SPACES).text.replace("Sheet1!", "").replace("$", "")
            column, start, end = re.fullmatch(r"([A-Z]+)(\d+)(?::[A-Z]+(\d+))?", area).groups()
            cells = [f"{column}{row}" for row in range(int(start), int(end or start) + 1)]
            kept: dict[int, str | float] = {
                int(point.get("idx")): point[0].text if kind == "c:strRef" else float(point[0].text)
                for point in found.iter(f"{{{SPACES['c']}}}pt")
            }
            yield Reference(cells, [kept.get(index) for index in range(len(cells))])


def sheet(book: bytes) -> dict[str, str | float]:
    """Read the one sheet of a workbook, and hold that it has no formula and no link."""
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        strings = ["".join(item.itertext()) for item in ET.fromstring(archive.read("xl/sharedStrings.xml"))]
        rows = ET.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    assert not list(rows.iter(f"{{{SPACES['s']}}}f"))
    assert not list(rows.iter(f"{{{SPACES['s']}}}hyperlink"))
    return {cell.get("r", ""): value(cell, strings) for cell in rows.iter(f"{{{SPACES['s']}}}c")}


def value(cell: ET.Element, strings: list[str]) -> str | float:
    kept = cell.findtext("s:v", "", SPACES)
    return strings[int(kept)] if cell.get("t") == "s" else float(kept)


def test_colours_can_be_told_from_white_and_words_from_what_they_stand_on():
    def luminance(colour: str) -> float:
        shares = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        linear = [share / 12.92 if share <= 0.03928 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    def contrast(one: str, other: str = looks.PAPER) -> float:
        light, dark = sorted((luminance(one), luminance(other)), reverse=True)
        return (light + 0.05) / (dark + 0.05)

    assert contrast("000000") == pytest.approx(21)
    assert contrast("0072B2") == pytest.approx(5.19, abs=0.01)  # published
    assert all(contrast(colour) >= 4.5 for colour in (looks.INK, looks.MUTED, looks.IN, looks.OUT, *looks.TAGS.values()))
    assert all(contrast(looks.INK, ground) >= 4.5 for ground in (looks.BAND, looks.WASH))
    assert all(contrast(colour, looks.WASH) >= 4.5 for colour in (looks.MUTED, looks.IN))
    assert contrast(looks.EDGE) >= 3  # every part of a bar has this edge


def test_charts_and_tables_have_colours_of_their_own_and_fonts_of_the_theme():
    with zipfile.ZipFile(io.BytesIO(deck(PHONE))) as archive:
        ours = [archive.read(name).decode() for name in archive.namelist() if re.match(r"ppt/(slides/slide|charts/chart)", name)]

    assert all("schemeClr" not in part for part in ours)
    assert all("<a:latin" not in part for part in ours)


# The same bytes.


def test_a_deck_holds_no_time_of_day():
    with zipfile.ZipFile(io.BytesIO(deck(PHONE))) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        books = [archive.read(name) for name in archive.namelist() if name.endswith(".xlsx")]
        assert archive.read("docProps/core.xml").count(b"2000-01-01T00:00:00Z") == 2
    assert books
    for book in books:
        with zipfile.ZipFile(io.BytesIO(book)) as archive:
            assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            assert archive.read("docProps/core.xml").count(b"2000-01-01T00:00:00Z") == 2


def test_a_deck_made_again_has_the_same_bytes():
    assert report_pptx.render(both(PHONE)[1]) == deck(PHONE)


# Hostile text.


def test_hostile_text_is_literal():
    story, text = both(HOSTILE)[1], everything(HOSTILE)

    assert len(free_texts(story)) >= 12
    assert all(found in text for found in free_texts(story))
    with zipfile.ZipFile(io.BytesIO(deck(HOSTILE))) as archive:
        links = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".rels")]
    assert not any("External" in link or "evil" in link for link in links)


def test_a_text_of_ten_thousand_characters_is_shortened_on_the_slide_and_whole_in_the_notes():
    found = profile(PHONE)
    long, words = "x" * 10_000, "so many words " * 700
    texts = {"company.name": long, "company.customers": words, "declared.because": words}
    answers = {**found.answers, **{key: replace(found.answers[key], value=text) for key, text in texts.items()}}
    huge = replace(found, answers=answers | {"human-reach": replace(found.answers["human-reach"], note=long)})
    content = report_pptx.render(tell(reading.build(huge, shipped()), huge, shipped()))

    assert all(len(text) < 1000 for slide in opened(content).slides for text in written(slide))
    notes = "\n".join(spoken(slide) for slide in opened(content).slides)
    assert long in notes
    assert words.strip() in notes
    assert len({title(slide) for slide in opened(content).slides}) == len(opened(content).slides)


def told(line: str) -> Story:
    """Tell a profile whose notes are one text."""
    found = profile(PHONE)
    answers = {key: replace(answer, note=line) for key, answer in found.answers.items()}
    noted = replace(found, answers=answers | {"company.customers": replace(found.answers["company.customers"], value=line)})
    return tell(reading.build(noted, shipped()), noted, shipped())


@pytest.mark.parametrize(
    "line", ["\x00\x1b[31m\x07", "\u202egnp.exe", "_x0041_ _x000D_", "\ufffe\uffff", "a\u0301" * 50, "字" * 300, "]]>&amp;<"]
)
def test_no_character_makes_a_deck_that_cannot_be_read(line: str):
    story = told(line)
    found = opened(report_pptx.render(story))

    notes = {answer.note for answer in story.evidence.answers if answer.note}
    text = "\n".join(part for slide in found.slides for part in (*written(slide), spoken(slide)))
    assert all(note in text for note in notes)


# How words fit.


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=300), st.integers(20, 400), st.integers(1, 6))
def test_shortened_text_has_no_more_lines_than_allowed(text: str, wide: int, most: int):
    kept = fitting.cut(text, wide, 12, most=most)

    assert fitting.lines(kept, wide, 12) <= most
    assert kept == text or (kept.endswith("…") and text.startswith(kept[:-1]))


def test_text_is_measured_as_adobe_publishes_it():
    # Helvetica: 667 + 556 + 278 + 222 thousandths, and the margin.
    assert fitting.width("Aa l", 1000) == pytest.approx((667 + 556 + 278 + 222) * fitting.MARGIN)


# A client's looks.


@pytest.fixture
def client(tmp_path: Path) -> Path:
    """A client's deck: 4:3, a foot of its own, two old slides, and a section that names them."""
    return saved(client_deck(), tmp_path / "client.pptx")


def client_deck() -> Any:
    found = Presentation()
    for number in (1, 2):
        slide = found.slides.add_slide(found.slide_layouts[1])
        slide.shapes.title.text = f"An old slide {number}"
    for layout in found.slide_layouts:
        for shape in layout.placeholders:
            if "FOOTER" in str(shape.placeholder_format.type):
                shape.text_frame.text = "Client & Sons, confidential"
    from pptx.oxml import parse_xml

    found.part._element.append(
        parse_xml(
            '<p:extLst xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main">'
            '<p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}">'
            '<p14:sectionLst xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main"><p14:section name="Old" '
            'id="{3F9B1E52-9D0B-4B7C-8B4B-3A6E5D0F2A11}"><p14:sldIdLst><p14:sldId id="256"/></p14:sldIdLst></p14:section></p14:sectionLst>'
            "</p:ext></p:extLst>"
        )
    )
    return found


def saved(found: Any, path: Path) -> Path:
    found.save(str(path))
    return path


@pytest.mark.parametrize("name", [PHONE, HARDLY, HOSTILE])
def test_a_clients_master_is_filled(client: Path, name: str):
    content = report_pptx.render(both(name)[1], template=client)
    found = opened(content)
    titles = [title(slide) for slide in found.slides]

    assert titles[:2] == [both(name)[1].question, both(name)[1].title]
    assert not [one for one in titles if "old slide" in one]
    assert (found.slide_width, found.slide_height) == (9144000, 6858000)
    assert b"sectionLst" not in zipfile.ZipFile(io.BytesIO(content)).read("ppt/presentation.xml")
    assert all("Client & Sons, confidential" in list(written(slide)) for slide in list(found.slides)[1:])
    assert [name for name in zipfile.ZipFile(io.BytesIO(content)).namelist() if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)] == [
        f"ppt/slides/slide{number}.xml" for number in range(1, len(titles) + 1)
    ]
    for slide in list(found.slides)[1:]:
        frame = slide.slide_layout.placeholders[0]
        assert all(shape.top >= frame.top + frame.height for shape in slide.shapes if not shape.is_placeholder)
        assert all(bottom(shape) <= found.slide_height for shape in slide.shapes if not shape.is_placeholder)
        assert all(shape.left + shape.width <= found.slide_width for shape in slide.shapes if not shape.is_placeholder)


def test_a_potx_is_as_good_as_a_deck(client: Path, tmp_path: Path):
    potx = tmp_path / "client.potx"
    with zipfile.ZipFile(client) as old, zipfile.ZipFile(potx, "w") as new:
        for part in old.namelist():
            new.writestr(part, old.read(part).replace(b"presentation.main+xml", b"template.main+xml"))

    assert report_pptx.render(both(PHONE)[1], template=potx) == report_pptx.render(both(PHONE)[1], template=client)


def test_words_on_a_dark_master_stand_on_white_paper(tmp_path: Path):
    dark = Presentation()
    dark.slide_width, dark.slide_height = Emu(12192000), Emu(6858000)
    fill = dark.slide_master.background.fill
    fill.solid()
    fill.fore_color.rgb = RGBColor(0x0B, 0x22, 0x39)
    found = opened(report_pptx.render(both(PHONE)[1], template=saved(dark, tmp_path / "dark.pptx")))

    for slide in list(found.slides)[1:]:
        paper, *rest = [shape for shape in slide.shapes if not shape.is_placeholder]
        assert paper.name == "Paper"
        assert all(shape.left >= paper.left and bottom(shape) <= paper.top + paper.height for shape in rest)
    assert not [shape for slide in slides(PHONE) for shape in slide.shapes if shape.name == "Paper"]


def untitled() -> Any:
    found = Presentation()
    for layout in found.slide_layouts:
        for shape in [shape for shape in layout.placeholders if "TITLE" in str(shape.placeholder_format.type)]:
            shape._element.getparent().remove(shape._element)
    return found


def cramped() -> Any:
    found = Presentation()
    for layout in found.slide_layouts:
        for shape in list(layout.placeholders):
            if "TITLE" in str(shape.placeholder_format.type):
                shape.left, shape.top, shape.width, shape.height = 0, 0, found.slide_width, found.slide_height
            else:
                shape._element.getparent().remove(shape._element)
    return found


@pytest.mark.parametrize(
    ("make", "what"),
    [
        (lambda path: path.write_bytes(b"hello"), "this is no PowerPoint file that can be read"),
        (lambda path: path.write_bytes(deck(PHONE)[:5000]), "this is no PowerPoint file that can be read"),
        (lambda path: zipfile.ZipFile(path, "w").close(), "this is no PowerPoint file that can be read"),
        (lambda path: path.mkdir(), "the file cannot be read (Is a directory)"),
        (Path.exists, "the file cannot be read (No such file or directory)"),
        (lambda path: saved(untitled(), path), "no layout of this template has a title"),
        (lambda path: saved(cramped(), path), "the layouts of this template leave too little room below the title"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_template_is_refused(make: Any, what: str, tmp_path: Path):
    path = tmp_path / "client.pptx"
    make(path)

    with pytest.raises(InvalidInputError) as refused:
        report_pptx.render(both(PHONE)[1], template=path)
    ((problem,),) = [refused.value.problems]
    assert (problem.place.file, problem.what) == (str(path), what)


def test_macros_are_refused(client: Path):
    with zipfile.ZipFile(client, "a") as archive:
        archive.writestr("ppt/vbaProject.bin", b"")

    with pytest.raises(InvalidInputError, match="this template holds macros"):
        report_pptx.render(both(PHONE)[1], template=client)


# What LibreOffice makes of it.


@with_office
@pytest.mark.parametrize("name", LOOKED_AT)
def test_libreoffice_shows_every_slide_and_nothing_runs_into_its_foot(name: str, tmp_path: Path):
    pages = converted(deck(name), tmp_path)

    assert len(pages) == len(slides(name))
    for slide, page in zip(slides(name), pages, strict=True):
        feet = [shape for shape in slide.shapes if shape.name in {"Foot", "Footer", "Slide number"}]
        edge = min((foot.top for foot in feet), default=Emu(6858000)) / POINT
        below = "".join(re.sub(r"\s", "", foot.text_frame.text) for foot in feet)
        assert re.sub(r"\s", "", title(slide)) in "".join(word for *_, word in page)
        assert all(0 <= left and right <= 960 and 0 <= top and end <= 540 for left, top, right, end, _ in page)
        assert all(word in below for _, _, _, end, word in page if end > edge + 3)


def converted(content: bytes, folder: Path) -> list[list[tuple[float, float, float, float, str]]]:
    """Let LibreOffice set a deck; give every word of every page with its place, in points from the top left."""
    path = folder / "deck.pptx"
    path.write_bytes(content)
    home = f"-env:UserInstallation=file://{folder}/office"
    subprocess.run(
        ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", folder, path], check=True, capture_output=True, timeout=300
    )
    boxes = subprocess.run(["pdftotext", "-bbox", folder / "deck.pdf", "-"], check=True, capture_output=True, timeout=60).stdout
    root = ET.fromstring(re.sub(rb'<meta[^>]*>|xmlns="[^"]*"|<!DOCTYPE[^>]*>', b"", boxes))
    sides = ("xMin", "yMin", "xMax", "yMax")
    return [[(*(float(word.get(side, 0)) for side in sides), word.text or "") for word in page.iter("word")] for page in root.iter("page")]
