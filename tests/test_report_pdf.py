"""The report as a PDF: every case, the figures of the story in its text, its tags and fonts, and text that tries to be something else."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st
from strategist import reading, texts
from strategist.catalogue import shipped
from strategist.models.story import Story, Table
from strategist.render import report_pdf
from strategist.render.report_pdf import breakable, legible
from strategist.story.tell import tell

from test_report import HOSTILE, NAMES, free_texts
from test_story import BLEND, PHONE, RINGWELL, both, profile

POPPLER = ("pdfinfo", "pdffonts", "pdftoppm", "pdftotext")
MISSING = [name for name in POPPLER if shutil.which(name) is None]
with_poppler = pytest.mark.skipif(bool(MISSING), reason=f"{', '.join(MISSING)} of poppler-utils is not installed")
SIZES = {"a4": (595.28, 841.89), "letter": (612, 792)}  # points; ISO 216, ANSI/ASME Y14.1


@cache
def pdf(name: str, sheet: str = "a4") -> bytes:
    return report_pdf.render(both(name)[1], sheet=sheet)


def asked(program: str, content: bytes, *options: str) -> str:
    """Give what a program of poppler says of a PDF; standard input is the file."""
    done = subprocess.run(
        [program, *options, "-", *(["-"] if program == "pdftotext" else [])], input=content, capture_output=True, check=True
    )
    return done.stdout.decode(errors="replace")  # names of cells are bytes


def squeezed(text: str) -> str:
    """Leave out all that only sets words apart."""
    return re.sub(r"[\s\u200b\f]+", "", text)


@cache
def words(content: bytes) -> str:
    """Give the text of a PDF in the order in which it was set."""
    return squeezed(asked("pdftotext", content, "-raw"))


def tables(story: Story) -> list[Table]:
    """Give every table that the report shows."""
    money = story.money
    channels = money.promise.channels if money.promise else ()
    found = [story.verdict.table, story.gaps.table, money.ranking, money.ranks, *(channel.table for channel in channels)]
    found += [story.plan.table, story.open.table, story.evidence.table, story.evidence.heat_table, story.menu.table]
    return [table for table in found if table and table.rows]


@with_poppler
@pytest.mark.parametrize("name", NAMES)
def test_every_row_of_every_table_stands_whole_in_the_text_of_every_case(name: str):
    story, text = both(name)[1], words(pdf(name))

    for table in tables(story):
        missing = [row for row in table.rows if squeezed(legible("".join(cell.words for cell in row))) not in text]
        assert not missing, table.id


@with_poppler
@pytest.mark.parametrize("name", [PHONE, RINGWELL, BLEND, "casebook/fedex-81-seconds"])
def test_what_the_story_tells_stands_in_the_text(name: str):
    story, text = both(name)[1], words(pdf(name))
    told = [
        story.title,
        *(head.title for head in story.heads[1:]),
        *(line for head in story.heads for line in (*head.lead, *head.questions)),
    ]
    told += [fact.words for fact in story.verdict.facts] + [figure.words + figure.label for figure in story.verdict.figures]
    for finding in story.findings.findings:
        told += [finding.title, finding.message, finding.why, finding.remedy, finding.fits or "", finding.but or ""]
        told += [source.citation for source in finding.sources]
    if promise := story.money.promise:
        told += [*promise.words, *promise.assumptions, *(figure.label + figure.words for figure in promise.figures)]
    told += [fact for step in story.plan.steps for fact in (step.name, step.before, step.after, step.takes)]
    told += [source.citation for source in story.evidence.sources]

    assert not [part for part in told if squeezed(part) not in text]


@with_poppler
@pytest.mark.parametrize("name", [PHONE, "casebook/apple-stores-2003", "casebook/logitech-adapter", HOSTILE])
@pytest.mark.parametrize("sheet", SIZES)
def test_nothing_stands_beyond_the_edge_of_the_sheet(name: str, sheet: str):
    width, height = SIZES[sheet]
    found = asked("pdftotext", pdf(name, sheet), "-bbox")
    pages = re.findall(r'<page width="([\d.]+)" height="([\d.]+)">', found)
    boxes = [tuple(map(float, box)) for box in re.findall(r'xMin="(-?[\d.]+)" yMin="(-?[\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)"', found)]

    assert {(round(float(x)), round(float(y))) for x, y in pages} == {(round(width), round(height))}
    assert len(boxes) > 500
    margin = 56  # a little less than 2 cm
    assert all(left >= margin and right <= width - margin and top >= 0 and bottom <= height for left, top, right, bottom in boxes)


@with_poppler
def test_every_page_can_be_drawn(tmp_path: Path):
    done = subprocess.run(["pdftoppm", "-r", "20", "-png", "-", str(tmp_path / "page")], input=pdf(PHONE), capture_output=True, check=True)

    assert done.stderr == b""
    pages = re.search(r"Pages:\s+(\d+)", asked("pdfinfo", pdf(PHONE)))
    assert pages is not None
    assert len(list(tmp_path.iterdir())) == int(pages[1])


@with_poppler
def test_only_our_own_font_is_used_and_all_of_it_is_embedded():
    fonts = [line.split() for line in asked("pdffonts", pdf(PHONE)).splitlines()[2:]]

    assert {font[0].partition("+")[2] for font in fonts} == {"SourceSans3-Regular", "SourceSans3-Bold"}
    assert {tuple(font[-5:-2]) for font in fonts} == {("yes", "yes", "yes")}  # embedded, only what is used, with its characters


# For those who listen to it. Typst refuses to write what breaks PDF/UA-1, so every profile above that renders has passed its check.


def test_typst_refuses_a_picture_without_words():
    picture = """#set document(title: "T")
        #image(bytes("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><circle r='3'/></svg>"), format: "svg")"""

    with pytest.raises(typst.TypstError, match="PDF/UA-1 error: missing alt text"):
        typst.compile(picture.encode(), format="pdf", pdf_standards="ua-1")


@with_poppler
def test_the_file_says_that_it_is_tagged_and_in_which_language():
    story, said = both(PHONE)[1], asked("pdfinfo", pdf(PHONE))

    assert re.search(r"Tagged:\s+yes", said)
    assert story.title in said
    assert not re.search(r"(Creation|Mod)Date", said)
    meta = asked("pdfinfo", pdf(PHONE), "-meta")
    assert "<pdfuaid:part>1</pdfuaid:part>" in meta
    assert re.search(r"<dc:language><rdf:Bag><rdf:li>en-GB</rdf:li>", meta)


@with_poppler
def test_titles_tables_and_charts_are_tagged_as_what_they_are():
    story, tags = both(PHONE)[1], asked("pdfinfo", pdf(PHONE), "-struct-text")
    titles = [squeezed("".join(re.findall(r'"(.*)"', lines))) for lines in re.findall(r"^ +H1 .*\n((?:.*\".*\n)+)", tags, re.MULTILINE)]

    assert [title for title in titles if title in {squeezed(head.title) for head in story.heads}] == [
        squeezed(head.title) for head in story.heads[1:]
    ]
    counted = {tag: len(re.findall(rf"^ +{tag}\b", tags, re.MULTILINE)) for tag in ("Table", "Caption", "TH", "TR", "Figure")}
    shown = tables(story)
    assert counted == {
        "Table": len(shown), "Caption": len(shown), "TH": sum(len(table.columns) for table in shown),
        "TR": sum(1 + len(table.rows) for table in shown), "Figure": 3,
    }  # fmt: skip


# Hostile text.


@with_poppler
def test_hostile_text_is_literal():
    story, text = both(HOSTILE)[1], words(pdf(HOSTILE))

    assert not [free for free in free_texts(story) if squeezed(legible(free)) not in text]
    said = asked("pdfinfo", pdf(HOSTILE))
    assert re.search(r"JavaScript:\s+no", said)
    assert re.search(r"Form:\s+none", said)
    assert len(asked("pdfinfo", pdf(HOSTILE), "-url").splitlines()) <= 1  # only the head of the list


def test_a_character_without_a_picture_is_written_as_its_number():
    shown = "Õun, Äädikas, öö, üü, Šokolaad, žürii; Київ, Щука, Ёж; Ωmega; “ ” – … → € ₽ ≥ × ½"

    assert legible(shown) == shown
    assert legible("a\N{GRINNING FACE}b\ufffd\u4e2d\u05d0") == "a[U+1F600]b[U+FFFD][U+4E2D][U+05D0]"


def written(text: str, weight: str = "regular") -> bytes:
    """Write text as our font and the check for PDF/UA-1 let it be written."""
    source = '#set document(title: "T")\n#set text(font: "Source Sans 3", weight: sys.inputs.weight, fallback: false)\n#sys.inputs.text'
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[report_pdf.FOLDER])
    given = {"text": text, "weight": weight}
    made = typst.Compiler(source.encode(), font_paths=fonts).compile(format="pdf", sys_inputs=given, pdf_standards="ua-1")
    assert isinstance(made, bytes)
    return made


@pytest.mark.parametrize("weight", ["regular", "bold"])
def test_both_fonts_have_every_picture_that_we_count_on(weight: str):
    assert written(" ".join(map(chr, sorted(report_pdf._pictures()))), weight)


@given(st.text())
def test_any_text_can_be_written(text: str):
    assert written(legible(breakable(texts.one_line(text))))


def test_long_words_can_be_broken_but_short_ones_stay_as_they_are():
    assert breakable("x" * 24) == "x" * 24
    assert breakable("y " + "x" * 25) == "y " + "x" * 24 + "\u200bx"
    assert breakable("https://a.example/" + "b" * 20) == "https://a.example/" + "b" * 20


@with_poppler
def test_a_text_of_ten_thousand_characters_is_shown_whole_and_breaks_no_page():
    found = profile(PHONE)
    long, many = "x" * 10_000, "word " * 2_000
    name = replace(found.answers["company.name"], value=long)
    answers = {**found.answers, "company.name": name, "human-reach": replace(found.answers["human-reach"], note=many)}
    huge = replace(found, answers=answers)
    content = report_pdf.render(tell(reading.build(huge, shipped()), huge, shipped()))
    boxes = re.findall(r'yMin="(-?[\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)"', asked("pdftotext", content, "-bbox"))

    assert all(float(top) > 0 and float(right) < 540 and float(bottom) < 842 for top, right, bottom in boxes)
    assert sum(map(len, re.findall(r"x{20,}", words(content)))) >= 10_000
    assert words(content).count("word") >= 2_000
