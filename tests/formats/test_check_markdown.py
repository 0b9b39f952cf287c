"""The summary reads well and is safe: what a profile says never becomes Markdown or HTML."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt
from samples import EDGE, HOSTILE, SAMPLE, any_check, run
from strategist.errors import Place
from strategist.models.checking import Checked
from strategist.render import check_markdown
from strategist.texts import one_line

MARKDOWN = MarkdownIt("gfm-like", {"linkify": False})


class Page(HTMLParser):
    """The elements, the cells and the words of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.cells: list[str] = []
        self.feed(MARKDOWN.render(text))

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        self.tags.append(tag)
        if tag == "td":
            self.cells.append("")
        if tag == "br":
            self.cells[-1] += "\n"

    def handle_data(self, data: str) -> None:
        if self.cells:
            self.cells[-1] += data


def page(checked: Checked) -> Page:
    return Page(check_markdown.render(checked))


OURS = {"h2", "h3", "p", "table", "thead", "tbody", "tr", "th", "td", "strong", "br", "details", "summary", "ul", "li"}


@any_check
def test_no_word_of_a_profile_becomes_an_element(checked: Checked):
    shown = page(checked)
    assert set(shown.tags) <= OURS
    assert shown.tags.count("td") == 3 * len(checked.found)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_shown_as_they_are_written(words: str):
    assert one_line(words) in page(run(replace(EDGE, message=words))).cells[1].split("\n")


def test_the_headings_say_what_fails_what_else_there_is_and_what_is_accepted():
    heads = [line for line in check_markdown.render(SAMPLE).splitlines() if line.startswith("#")]
    assert heads == ["## strategist check fails", "### What fails the check", "### What else was found", "### What is accepted"]


def test_a_row_says_severity_finding_answers_and_place():
    severity, finding, where = (cell.strip() for cell in page(run(EDGE)).cells[:3])
    assert severity == "critical"
    assert finding.split("\n") == ["M301 The edge is slow", EDGE.message, *EDGE.causes, EDGE.to_do]
    assert where.startswith("FedEx, later\nprofiles/fedex later.yaml:17:19")  # the words below the table come into its last cell


def test_what_a_rule_asks_for_is_told_once_however_often_it_was_broken():
    text = check_markdown.render(run(EDGE, replace(EDGE, occurrence=1)))
    assert text.count("- **M301 The edge is slow** They wait. Hire.") == 1


def test_what_to_do_stands_with_a_finding_where_it_is_its_own():
    general, own = run(replace(EDGE, to_do="Hire.")), run(replace(EDGE, to_do="Did you mean `edge`?"))
    assert check_markdown.render(general).count("Hire.") == 1
    assert "Did you mean `edge`?" in page(own).cells[1].split("\n")


def test_a_check_without_findings_passes_in_one_sentence():
    assert check_markdown.render(run()) == "## strategist check passes\n\n6 profiles in 6 files, checked for 2026-11-22: no findings.\n"


def test_a_large_check_says_how_many_findings_it_leaves_out():
    many = [replace(EDGE, place=Place("a.yaml", line, 1)) for line in range(1, 302)]
    assert "101 findings more, none graver than these." in check_markdown.render(run(*many))


def test_an_interrupted_check_says_so():
    assert check_markdown.render(run(interrupted=True)).startswith("## strategist check was interrupted\n")
