"""The report as one HTML file: no script, nothing fetched, readable with a keyboard, by ear, in the dark and on paper."""

from __future__ import annotations

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
    VerdictChapter,
)
from strategist.render import charts
from strategist.render.markup import Markup, element, together
from strategist.render.page import bullets, chart, facts, header, page, questions, section, table, tiles
from strategist.texts import listed

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
    content = (_verdict(story.verdict), *(section(CHAPTERS[head.id], head, told) for head, told in chapters))
    return page(story.title, _header(story), story.heads[1:], content, made=story.made)


def _header(story: Story) -> Markup:
    verdict = story.verdict
    about = ". ".join(part for part in (story.about, story.date) if part)
    told = element("p", element("span", verdict.word, class_=f"verdict {verdict.verdict}"), " ", " ".join(verdict.head.lead), class_="lead")
    return header(story.question, story.title, about, told, tiles(verdict.figures))


# The chapters.


def _verdict(chapter: VerdictChapter) -> Markup:
    """Write the answer; its title and lead stand at the head of the report already."""
    head = chapter.head
    return element(
        "section",
        element("h2", "What is declared, what is practised, and how sure that is", id=f"{head.id}-title"),
        facts(chapter.facts),
        table(chapter.table),
        questions(head),
        id=head.id,
        aria_labelledby=f"{head.id}-title",
    )


def _gaps(chapter: GapsChapter) -> Markup:
    return together(chart(charts.dumbbell(chapter), "What is expected and what is done"), table(chapter.table))


def _findings(chapter: FindingsChapter) -> Markup:
    advice = together(element("h3", "Advice on the declared purpose"), bullets(chapter.advice)) if chapter.advice else None
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
        chart(charts.acceptability(chapter.candidates), "How often each purpose comes first", chapter.ranks) if chapter.ranks else None,
        table(chapter.ranking) if chapter.ranking else None,
        element("p", element("b", "As a blend: "), chapter.blend) if chapter.blend else None,
        *(_candidate(candidate) for candidate in chapter.candidates if candidate.affordable != "no" and candidate.first > 0),
        _shut([candidate for candidate in chapter.candidates if candidate.affordable == "no"]),
        _promise(chapter.promise) if chapter.promise else None,
    )


def _candidate(candidate: CandidateTold) -> Markup:
    reasons = (*candidate.speaks_for, *candidate.speaks_against)
    warning = (Labelled("Warning", candidate.warning),) if candidate.warning else ()
    return together(element("h3", candidate.name), element("p", candidate.words), facts((*reasons, *warning)))


def _shut(candidates: list[CandidateTold]) -> Markup | None:
    if not candidates:
        return None
    short = (
        Labelled(c.name, f"{c.shortfall_words} " + (f"The smallest honest version: {c.smallest}" if c.smallest else c.warning or ""))
        for c in candidates
    )
    return together(element("h3", "Out of reach of the money"), facts(short))


def _promise(promise: PromiseTold) -> Markup:
    return together(
        element("h3", f"What the promise costs: {promise.word.lower()}"),
        *(element("p", sentence) for sentence in promise.words),
        facts(Labelled(figure.label, figure.words) for figure in promise.figures),
        *(_channel(channel, number) for number, channel in enumerate(promise.channels)),
        element("h3", "How it is reckoned"),
        *(element("p", sentence) for sentence in promise.assumptions),
    )


def _channel(channel: ChannelTold, number: int) -> Markup:
    curve = together(
        chart(charts.waiting(channel, name=f"waiting-{number}"), f"How long people wait: {channel.name}"),
        table(channel.table),
        element("p", channel.honest) if channel.honest else None,
    ) if channel.table else None  # fmt: skip
    return together(element("h3", f"{channel.name}: {channel.promised}"), facts(channel.sentences), curve)


def _plan(chapter: PlanChapter) -> Markup:
    steps = element("ol", *(element("li", _step(step)) for step in chapter.steps)) if chapter.steps else None
    return together(
        table(chapter.table) if chapter.table else None,
        element("p", chapter.scale, class_="quiet") if chapter.steps else None,
        steps,
        _instead(chapter),
    )


def _step(step: StepTold) -> Markup:
    told = [Labelled("From", step.before), Labelled("To", step.after), Labelled("Takes", step.takes)]
    told += [Labelled(label, listed(words)) for label, words in
              (("After", step.prerequisites), ("Follow", step.follow), ("Leave, though well known", step.leave)) if words]  # fmt: skip
    return together(element("b", step.name), element("span", f" effort {step.effort_words}", class_="quiet"), facts(told))


def _instead(chapter: PlanChapter) -> Markup | None:
    other = chapter.instead
    if other is None:
        return None
    more = (("Because", other.because), ("Announce", other.announce), ("Warning", other.warning))
    return together(
        element("h3", "Or change the declaration instead"),
        element("p", other.words),
        facts(Labelled(label, words) for label, words in more if words),
    )


def _open(chapter: OpenChapter) -> Markup:
    aside = (
        together(element("h3", "Set aside, because not asked of this company"), bullets(chapter.set_aside)) if chapter.set_aside else None
    )
    return together(table(chapter.table) if chapter.table else None, aside)


def _evidence(chapter: EvidenceChapter) -> Markup:
    sources = ((source.citation, source.caution) for source in chapter.sources)
    cited = element("ul", *(element("li", citation, element("span", f" {caution}", class_="quiet") if caution else None)
                            for citation, caution in sources))  # fmt: skip
    return together(
        table(chapter.table),
        chart(charts.heat_map(chapter.heat), "What each answer speaks for", chapter.heat_table) if chapter.heat.rows else None,
        together(element("h3", "Sources"), cited) if chapter.sources else None,
    )


def _menu(chapter: MenuChapter) -> Markup:
    return table(chapter.table)
