"""The shapes that pages are made of: head and frame, tables, charts, facts and questions. Nothing is fetched, nothing is a script."""

from __future__ import annotations

from collections.abc import Iterable

from strategist.models.story import Head, Labelled, Table
from strategist.render.markup import Markup, element, together
from strategist.render.report_style import STYLE

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def page(title: str, top: Markup, heads: Iterable[Head], content: Iterable[Markup], *, made: str) -> str:
    """Write a whole page; `heads` make its contents."""
    lines = (element("li", element("a", head.title, href=f"#{head.id}")) for head in heads)
    body = element(
        "body",
        element("a", "Skip to the report", class_="skip", href="#report"),
        top,
        element("nav", element("h2", "In short", id="short"), element("ol", *lines), aria_labelledby="short"),
        element("main", *content, id="report", tabindex="-1"),
        element("footer", element("p", f"{made}. No practice is good or bad in itself; what counts is fit.")),
    )
    return f"<!DOCTYPE html>\n{element('html', _head(title), body, lang='en')}\n"


def _head(title: str) -> Markup:
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=POLICY),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", title),
        element("style", Markup(STYLE)),
    )


def header(question: str, title: str, about: str, *content: Markup) -> Markup:
    """Write the head of a page: what is asked, the answer, whom it is about."""
    return element(
        "header",
        element("p", question, class_="eyebrow"),
        element("h1", title),
        element("p", about, class_="eyebrow") if about else None,
        *content,
    )


def tiles(figures: Iterable[Labelled]) -> Markup:
    """Write figures with their words."""
    return element("ul", *(element("li", element("b", told.words), element("span", told.label)) for told in figures), class_="figures")


def section(label: str, head: Head, *content: Markup | None) -> Markup:
    """Write a chapter with a short name over its title."""
    return element(
        "section",
        element("p", label, class_="chapter"),
        element("h2", head.title, id=f"{head.id}-title"),
        *(element("p", sentence, class_="lead") for sentence in head.lead),
        *content,
        questions(head),
        id=head.id,
        aria_labelledby=f"{head.id}-title",
    )


def questions(head: Head) -> Markup:
    """Write the questions for whoever leads the talk."""
    return element("aside", element("p", element("b", "To talk about")), *(element("p", question) for question in head.questions))


def table(told: Table) -> Markup:
    """Write a table."""
    numeric = [column.numeric for column in told.columns]
    head = (element("th", column.title, scope="col", class_="num" if column.numeric else None) for column in told.columns)
    rows = (
        element(
            "tr",
            *(
                element("td" if index else "th", cell.words, scope=None if index else "row", class_="num" if numeric[index] else None)
                for index, cell in enumerate(row)
            ),
        )
        for row in told.rows
    )
    drawn = element(
        "table", element("caption", told.caption), element("thead", element("tr", *head)), element("tbody", *rows), class_=told.id
    )
    return wide(drawn, told.caption)


def wide(content: Markup, label: str) -> Markup:
    """Let what is wider than the screen be scrolled, with the keyboard too."""
    return element("div", content, class_="wide", tabindex="0", role="region", aria_label=label)


def chart(drawing: str, label: str, data: Table | None = None) -> Markup:
    """Place a drawing, and its figures to be unfolded."""
    folded = element("details", element("summary", "The figures of this chart"), table(data)) if data else None
    return element("figure", wide(Markup(drawing), label), folded)


def facts(told: Iterable[Labelled]) -> Markup:
    """Write labels with their words."""
    return element("dl", *(together(element("dt", fact.label), element("dd", fact.words)) for fact in told))


def bullets(items: Iterable[str]) -> Markup:
    """Write a list."""
    return element("ul", *(element("li", item) for item in items))
