"""The report as one HTML file: no script, nothing fetched, readable with a keyboard, by ear, in the dark and on paper."""

from __future__ import annotations

from collections.abc import Iterable

from strategist.models.story import (
    CandidateTold,
    CauseTold,
    ChannelTold,
    EvidenceChapter,
    FindingsChapter,
    FindingTold,
    GapsChapter,
    Head,
    Labelled,
    MenuChapter,
    MoneyChapter,
    OpenChapter,
    PlanChapter,
    PromiseTold,
    StepTold,
    Story,
    Table,
    VerdictChapter,
)
from strategist.render import charts
from strategist.render.markup import Markup, element, together
from strategist.render.report_style import STYLE
from strategist.texts import listed

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
CHAPTERS = {
    "gaps": "Declared and practised",
    "findings": "Findings",
    "money": "Goals and money",
    "plan": "The way",
    "open": "What is not known",
    "evidence": "Evidence",
    "menu": "The menu",
}
"""A short name over the title of a chapter."""


def render(story: Story) -> str:
    """Write the report."""
    chapters: tuple[tuple[Head, Markup], ...] = (
        (story.gaps.head, _gaps(story.gaps)),
        (story.findings.head, _findings(story.findings)),
        (story.money.head, _money(story.money)),
        (story.plan.head, _plan(story.plan)),
        (story.open.head, _open(story.open)),
        (story.evidence.head, _evidence(story.evidence)),
        (story.menu.head, _menu(story.menu)),
    )
    body = element(
        "body",
        element("a", "Skip to the report", class_="skip", href="#report"),
        _header(story),
        _contents(story),
        element("main", _verdict(story.verdict), *(_section(head, content) for head, content in chapters), id="report", tabindex="-1"),
        element("footer", element("p", f"{story.made}. No practice is good or bad in itself; what counts is fit.")),
    )
    return f"<!DOCTYPE html>\n{element('html', _head(story), body, lang='en')}\n"


def _head(story: Story) -> Markup:
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=POLICY),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", story.title),
        element("style", Markup(STYLE)),
    )


def _header(story: Story) -> Markup:
    verdict = story.verdict
    about = ". ".join(part for part in (story.about, story.date) if part)
    return element(
        "header",
        element("p", story.question, class_="eyebrow"),
        element("h1", story.title),
        element("p", about, class_="eyebrow") if about else None,
        element("p", element("span", verdict.word, class_=f"verdict {verdict.verdict}"), " ", " ".join(verdict.head.lead), class_="lead"),
        element(
            "ul",
            *(element("li", element("b", figure.words), element("span", figure.label)) for figure in verdict.figures),
            class_="figures",
        ),
    )


def _contents(story: Story) -> Markup:
    lines = (element("li", element("a", head.title, href=f"#{head.id}")) for head in story.heads[1:])
    return element("nav", element("h2", "In short", id="short"), element("ol", *lines), aria_labelledby="short")


def _section(head: Head, content: Markup) -> Markup:
    return element(
        "section",
        element("p", CHAPTERS[head.id], class_="chapter"),
        element("h2", head.title, id=f"{head.id}-title"),
        *(element("p", sentence, class_="lead") for sentence in head.lead),
        content,
        _questions(head),
        id=head.id,
        aria_labelledby=f"{head.id}-title",
    )


def _questions(head: Head) -> Markup:
    return element("aside", element("p", element("b", "To talk about")), *(element("p", question) for question in head.questions))


# Shapes that chapters share.


def _table(table: Table) -> Markup:
    numeric = [column.numeric for column in table.columns]
    head = (element("th", column.title, scope="col", class_="num" if column.numeric else None) for column in table.columns)
    rows = (
        element(
            "tr",
            *(
                element("td" if index else "th", cell.words, scope=None if index else "row", class_="num" if numeric[index] else None)
                for index, cell in enumerate(row)
            ),
        )
        for row in table.rows
    )
    drawn = element(
        "table", element("caption", table.caption), element("thead", element("tr", *head)), element("tbody", *rows), class_=table.id
    )
    return _wide(drawn, table.caption)


def _wide(content: Markup, label: str) -> Markup:
    """Let what is wider than the screen be scrolled, with the keyboard too."""
    return element("div", content, class_="wide", tabindex="0", role="region", aria_label=label)


def _chart(drawing: str, label: str, data: Table | None = None) -> Markup:
    folded = element("details", element("summary", "The figures of this chart"), _table(data)) if data else None
    return element("figure", _wide(Markup(drawing), label), folded)


def _facts(facts: Iterable[Labelled]) -> Markup:
    return element("dl", *(together(element("dt", fact.label), element("dd", fact.words)) for fact in facts))


def _bullets(items: Iterable[str]) -> Markup:
    return element("ul", *(element("li", item) for item in items))


# The chapters.


def _verdict(chapter: VerdictChapter) -> Markup:
    """Write the answer; its title and lead stand at the head of the report already."""
    head = chapter.head
    return element(
        "section",
        element("h2", "What is declared, what is practised, and how sure that is", id=f"{head.id}-title"),
        _facts(chapter.facts),
        _table(chapter.table),
        _questions(head),
        id=head.id,
        aria_labelledby=f"{head.id}-title",
    )


def _gaps(chapter: GapsChapter) -> Markup:
    return together(_chart(charts.dumbbell(chapter), "What is expected and what is done"), _table(chapter.table))


def _findings(chapter: FindingsChapter) -> Markup:
    advice = together(element("h3", "Advice on the declared purpose"), _bullets(chapter.advice)) if chapter.advice else None
    return together(*(_finding(finding) for finding in chapter.findings), advice)


def _finding(finding: FindingTold) -> Markup:
    causes = [Markup(element("dd", *_cause(cause))) for cause in finding.causes]
    figures = [element("dd", figure) for figure in finding.figures]
    rest = (
        ("Why it matters", finding.why),
        ("What to do", finding.remedy),
        ("Fits", finding.fits),
        ("But", finding.but),
    )
    return element(
        "article",
        element("p", f"{finding.severity.capitalize()} ", element("span", f"{finding.code} {finding.rule}", class_="quiet"),
                class_=f"tag {finding.severity}"),
        element("h3", finding.title, id=f"finding-{finding.code}"),
        element("p", finding.message),
        element(
            "dl",
            element("dt", "Answers"),
            *causes,
            *((element("dt", "Figures"), *figures) if figures else ()),
            *(together(element("dt", label), element("dd", words)) for label, words in rest if words),
            element("dt", "Sources"),
            *(element("dd", source.citation) for source in finding.sources),
        ),
        class_=finding.severity,
        aria_labelledby=f"finding-{finding.code}",
    )  # fmt: skip


def _cause(cause: CauseTold) -> tuple[str, ...]:
    said = f"{cause.name}: {cause.answer}".replace("?:", "?")
    note = f" {cause.note}" if cause.note else ""
    return (said, element("span", f" ({cause.source}, line {cause.line}){note}", class_="quiet"))


def _money(chapter: MoneyChapter) -> Markup:
    goals = element("ol", *(element("li", f"{goal.name}. ", element("span", goal.meaning, class_="quiet")) for goal in chapter.goals))
    return together(
        together(element("h3", "The goals, most important first"), goals) if chapter.goals else None,
        _chart(charts.acceptability(chapter.candidates), "How often each purpose comes first", chapter.ranks) if chapter.ranks else None,
        _table(chapter.ranking) if chapter.ranking else None,
        element("p", element("b", "As a blend: "), chapter.blend) if chapter.blend else None,
        *(_candidate(candidate) for candidate in chapter.candidates if candidate.affordable != "no" and candidate.first > 0),
        _shut([candidate for candidate in chapter.candidates if candidate.affordable == "no"]),
        _promise(chapter.promise) if chapter.promise else None,
    )


def _candidate(candidate: CandidateTold) -> Markup:
    reasons = (*candidate.speaks_for, *candidate.speaks_against)
    warning = (Labelled("Warning", candidate.warning),) if candidate.warning else ()
    return together(element("h3", candidate.name), element("p", candidate.words), _facts((*reasons, *warning)))


def _shut(candidates: list[CandidateTold]) -> Markup | None:
    if not candidates:
        return None
    facts = (
        Labelled(c.name, f"{c.shortfall_words} " + (f"The smallest honest version: {c.smallest}" if c.smallest else c.warning or ""))
        for c in candidates
    )
    return together(element("h3", "Out of reach of the money"), _facts(facts))


def _promise(promise: PromiseTold) -> Markup:
    return together(
        element("h3", f"What the promise costs: {promise.word.lower()}"),
        *(element("p", sentence) for sentence in promise.words),
        _facts(Labelled(figure.label, figure.words) for figure in promise.figures),
        *(_channel(channel, number) for number, channel in enumerate(promise.channels)),
        element("h3", "How it is reckoned"),
        *(element("p", sentence) for sentence in promise.assumptions),
    )


def _channel(channel: ChannelTold, number: int) -> Markup:
    curve = together(
        _chart(charts.waiting(channel, name=f"waiting-{number}"), f"How long people wait: {channel.name}"),
        _table(channel.table),
        element("p", channel.honest) if channel.honest else None,
    ) if channel.table else None  # fmt: skip
    return together(element("h3", f"{channel.name}: {channel.promised}"), _facts(channel.sentences), curve)


def _plan(chapter: PlanChapter) -> Markup:
    steps = element("ol", *(element("li", _step(step)) for step in chapter.steps)) if chapter.steps else None
    return together(
        _table(chapter.table) if chapter.table else None,
        element("p", chapter.scale, class_="quiet") if chapter.steps else None,
        steps,
        _instead(chapter),
    )


def _step(step: StepTold) -> Markup:
    facts = [Labelled("From", step.before), Labelled("To", step.after), Labelled("Takes", step.takes)]
    facts += [Labelled(label, listed(words)) for label, words in
              (("After", step.prerequisites), ("Follow", step.follow), ("Leave, though well known", step.leave)) if words]  # fmt: skip
    return together(element("b", step.name), element("span", f" effort {step.effort_words}", class_="quiet"), _facts(facts))


def _instead(chapter: PlanChapter) -> Markup | None:
    other = chapter.instead
    if other is None:
        return None
    more = (("Because", other.because), ("Announce", other.announce), ("Warning", other.warning))
    return together(
        element("h3", "Or change the declaration instead"),
        element("p", other.words),
        _facts(Labelled(label, words) for label, words in more if words),
    )


def _open(chapter: OpenChapter) -> Markup:
    aside = (
        together(element("h3", "Set aside, because not asked of this company"), _bullets(chapter.set_aside)) if chapter.set_aside else None
    )
    return together(_table(chapter.table) if chapter.table else None, aside)


def _evidence(chapter: EvidenceChapter) -> Markup:
    sources = ((source.citation, source.caution) for source in chapter.sources)
    cited = element("ul", *(element("li", citation, element("span", f" {caution}", class_="quiet") if caution else None)
                            for citation, caution in sources))  # fmt: skip
    return together(
        _table(chapter.table),
        _chart(charts.heat_map(chapter.heat), "What each answer speaks for", chapter.heat_table) if chapter.heat.rows else None,
        together(element("h3", "Sources"), cited) if chapter.sources else None,
    )


def _menu(chapter: MenuChapter) -> Markup:
    return _table(chapter.table)
