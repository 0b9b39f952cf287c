"""The report as people open it: every case, every hostile text, and the same bytes each time."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from markdown_it import MarkdownIt
from strategist import texts
from strategist.models.comparison import Moved
from strategist.models.story import Story
from strategist.render import charts, report_html, report_markdown
from strategist.render.report_style import STYLE

from test_story import BLEND, CASEBOOK, PHONE, RINGWELL, both

HOSTILE = "data/report/hostile"
NAMES = [f"casebook/{case}" for case in CASEBOOK] + [PHONE, RINGWELL, BLEND, HOSTILE]
VOID = {"meta"}
TAGS = {
    "html", "head", "meta", "title", "style", "body", "a", "header", "main", "nav", "section", "footer", "h1", "h2", "h3", "p", "span", "b",
    "ul", "ol", "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tr", "th", "td", "div", "figure", "details", "summary",
    "article", "aside", "svg", "desc", "text", "line", "rect", "circle", "polygon", "polyline",
}  # fmt: skip
ATTRIBUTES = {
    "lang", "charset", "http-equiv", "content", "name", "class", "href", "id", "tabindex", "role", "scope", "aria-label", "aria-labelledby",
    "xmlns", "viewbox", "width", "height", "font-family", "font-size", "font-weight", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r",
    "rx", "fill", "stroke", "stroke-width", "stroke-dasharray", "points", "text-anchor", "transform",
}  # fmt: skip


class Page(HTMLParser):
    """What a browser would find in a page: its elements in order, its text, and what stands open."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.words.append(data)

    def handle_comment(self, data: str) -> None:
        self.wrong.append(data)

    @property
    def text(self) -> str:
        return "\n".join(self.words)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]


@cache
def page(name: str) -> Page:
    return Page(report_html.render(both(name)[1]))


@pytest.mark.parametrize("name", NAMES)
def test_every_profile_makes_a_sound_page(name: str):
    found = page(name)

    assert not found.wrong
    assert not found.open
    assert {tag for tag, _ in found.elements} <= TAGS
    assert {attribute for _, attributes in found.elements for attribute in attributes} <= ATTRIBUTES
    ids = [attributes["id"] for _, attributes in found.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    named = [word for _, attributes in found.elements for word in attributes.get("aria-labelledby", "").split()]
    assert {link["href"].removeprefix("#") for link in found.all("a")} | set(named) <= set(ids)


@pytest.mark.parametrize("name", NAMES)
def test_every_page_is_small_and_fetches_nothing(name: str):
    html = report_html.render(both(name)[1])
    policy = next(meta["content"] for meta in page(name).all("meta") if meta.get("http-equiv") == "Content-Security-Policy")

    assert len(html.encode()) < 300_000
    assert policy.startswith("default-src 'none'")
    assert all(link["href"].startswith("#") for link in page(name).all("a"))
    assert "url(" not in STYLE
    assert "@import" not in STYLE


@pytest.mark.parametrize("name", NAMES)
def test_every_page_can_be_read_by_ear(name: str):
    found = page(name)
    levels = [int(tag[1]) for tag, _ in found.elements if re.fullmatch("h[1-6]", tag)]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(head.get("scope") in {"col", "row"} for head in found.all("th"))
    assert len(found.all("caption")) == len(found.all("table"))
    assert len(found.all("desc")) == len(found.all("svg"))
    assert all(drawing["role"] == "img" and drawing["aria-labelledby"] for drawing in found.all("svg"))
    assert {len(found.all(landmark)) for landmark in ("header", "nav", "main", "footer")} == {1}
    assert found.all("a")[0]["href"] == "#report"


@pytest.mark.parametrize("name", [PHONE, RINGWELL, BLEND, "casebook/fedex-81-seconds"])
def test_what_the_story_tells_stands_on_the_page(name: str):
    story, words = both(name)[1], set(page(name).words)

    for head in story.heads[1:]:
        assert head.title in words
    tables = (story.verdict.table, story.gaps.table, story.evidence.table, story.menu.table, story.money.ranking, story.plan.table)
    for table in tables:
        if table:
            assert {cell.words for row in table.rows for cell in row if cell.words} <= words
    for finding in story.findings.findings:
        assert {finding.title, finding.message, finding.why, finding.remedy} <= words


# Hostile text.


def free_texts(story: Story) -> set[str]:
    """Give the hostile texts of the profile as they should be read."""
    answers = story.evidence.answers
    return {answer.note for answer in answers if answer.note} | {
        answer.answer for answer in answers if answer.question.startswith(("company.", "declared.because", "declared.purpose"))
    }


def test_hostile_text_is_literal_on_the_page():
    story, found = both(HOSTILE)[1], page(HOSTILE)

    assert len(free_texts(story)) >= 12
    assert all(text in found.text for text in free_texts(story))
    assert not {"script", "img", "iframe", "link", "h4"} & {tag for tag, _ in found.elements}


def test_hostile_text_is_literal_in_markdown():
    story = both(HOSTILE)[1]
    drawn = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(report_markdown.render(story))
    found = Page(re.sub(r"<hr />", "", drawn))
    read = found.text.replace("\N{WORD JOINER}", "")

    assert not found.wrong
    assert {tag for tag, _ in found.elements} <= {
        "a", "h1", "h2", "h3", "h4", "p", "strong", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "details", "summary",
    }  # fmt: skip
    assert all(text in read for text in free_texts(story))
    assert all(link.get("href", "#").startswith("#") for link in found.all("a"))


def test_nobody_is_called_and_nothing_is_linked_by_a_bare_word():
    shown = report_markdown.literal("@everyone #12 https://evil.example www.evil.example a@b.example")

    assert not re.search(r"@\w|#\d|https?://|www\.", shown)


@pytest.mark.parametrize("text", ["1. one", "2) two", "- dash", "+ plus", "# head", "> quote", "=====", "---", "    code", "* star"])
def test_text_that_opens_a_paragraph_stays_a_paragraph(text: str):
    assert MarkdownIt().render(report_markdown.opening(texts.one_line(text))) == f"<p>{texts.one_line(text).replace('>', '&gt;')}</p>\n"


def test_a_text_of_ten_thousand_characters_is_shown_whole_but_not_in_a_title():
    from dataclasses import replace

    from strategist import reading
    from strategist.catalogue import shipped
    from strategist.story.tell import tell

    from test_story import profile

    found = profile(PHONE)
    long = "x" * 10_000
    answers = {**found.answers, "company.name": replace(found.answers["company.name"], value=long)}
    huge = replace(found, answers=answers | {"human-reach": replace(found.answers["human-reach"], note=long)})
    story = tell(reading.build(huge, shipped()), huge, shipped())

    assert len(story.title) < 200
    assert long in report_html.render(story)
    assert all(len(head.title) < 250 for head in story.heads)


# Charts.


def test_a_gap_is_drawn_as_a_circle_a_line_and_a_diamond():
    chapter = both(PHONE)[1].gaps
    drawing = charts.dumbbell(chapter)

    assert drawing.count('class="hollow"') == chapter.wide + 1  # one in the legend
    assert drawing.count("<polygon") == chapter.wide + chapter.inside + 2
    assert all(row.name in drawing and row.gap_words in drawing for row in chapter.rows)


def test_lines_that_lie_on_each_other_keep_their_labels_apart():
    lines = [Moved("one", 5, 5), Moved("two", 5, 9), Moved("three", 5, 1)]
    drawing = charts.slope(lines, ("2025", "2026"), title="What moved")
    left = [float(y) for y in re.findall(r'y="([0-9.]+)"[^>]*text-anchor="end">\w+  ', drawing)]

    assert len(left) == 3
    assert min(abs(one - other) for index, one in enumerate(left) for other in left[:index]) >= 16


def test_colours_of_charts_can_be_told_from_white():
    from strategist.render import svg

    def luminance(colour: str) -> float:
        parts = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    def contrast(colour: str) -> float:
        return 1.05 / (luminance(colour) + 0.05)

    assert contrast("#0072b2") == pytest.approx(5.19, abs=0.01)  # published
    assert all(contrast(colour) >= 3 for colour in (svg.IN, svg.OUT, svg.EDGE))
    assert all(contrast(colour) >= 4.5 for colour in (svg.INK, svg.MUTED, svg.OUT, svg.IN))


def test_a_hostile_channel_cannot_leave_its_chart():
    promise = both(HOSTILE)[1].money.promise

    assert promise is not None
    drawing = charts.waiting(promise.channels[0])
    assert promise.channels[0].name == '<b>phone</b> | =1+1, "><script>'
    assert "&lt;script&gt;" in drawing
    assert "<script" not in drawing
