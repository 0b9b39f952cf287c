"""The report as Markdown, for a wiki or a comment: GitHub's tables, and every text of a profile literal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from strategist.models.story import FindingTold, Head, Labelled, MoneyChapter, PlanChapter, PromiseTold, Story, Table
from strategist.texts import listed

_MARKS = re.compile(r"[\\`*_{}\[\]#|~!$@^=]|:(?=//)|(?<=\bwww)\.")
_CALLS = re.compile(r"\\[@#](?=\w)")
_START = re.compile(r"^(\d{1,9})([.)])|^([-+])")


def literal(text: str) -> str:
    """Write text so that Markdown shows it as it is: no markup, no HTML, no link, nobody called."""
    shown = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    shown = _MARKS.sub(lambda mark: f"\\{mark[0]}", shown)
    # A backslash does not keep a name or an issue from being called; an invisible word joiner does.
    return _CALLS.sub(lambda call: f"{call[0]}\N{WORD JOINER}", shown)


def opening(text: str) -> str:
    """Write text that opens a paragraph, where a number or a dash would make a list of it."""
    return _START.sub(lambda start: f"{start[1]}\\{start[2]}" if start[1] else f"\\{start[3]}", literal(text))


def render(story: Story) -> str:
    """Write the report."""
    return "\n\n".join(_parts(story)) + "\n"


def _parts(story: Story) -> Iterator[str]:
    verdict = story.verdict
    yield f"# {literal(story.title)}"
    if about := ". ".join(part for part in (story.about, story.date) if part):
        yield opening(about)
    yield f"**{verdict.word}.** {literal(' '.join(verdict.head.lead))}"
    yield bullets(f"[{literal(head.title)}](#{head.id})" for head in story.heads[1:])
    yield from chapter(verdict.head, (facts(verdict.facts), table(verdict.table)), lead=False)
    yield from chapter(story.gaps.head, (table(story.gaps.table),))
    yield from chapter(story.findings.head, _findings(story))
    yield from chapter(story.money.head, _money(story.money))
    yield from chapter(story.plan.head, _plan(story.plan))
    yield from chapter(story.open.head, (table(story.open.table),) if story.open.table else ())
    cited = bullets(opening(source.citation) for source in story.evidence.sources)
    yield from chapter(story.evidence.head, (_folded("Every answer", table(story.evidence.table)), _folded("Sources", cited)))
    yield from chapter(story.menu.head, (_folded("The ten purposes", table(story.menu.table)),))
    yield f"---\n\n{literal(story.made)}."


def chapter(head: Head, content: Iterable[str], *, lead: bool = True) -> Iterator[str]:
    """Write a chapter under its title."""
    yield f'<a id="{head.id}"></a>\n\n## {literal(head.title)}'
    if lead and head.lead:
        yield opening(" ".join(head.lead))
    yield from (part for part in content if part)


def _findings(story: Story) -> Iterator[str]:
    for finding in story.findings.findings:
        yield _finding(finding)
    yield bullets(map(opening, story.findings.advice))


def _finding(finding: FindingTold) -> str:
    causes = [
        f"{cause.name}: {cause.answer} ({cause.source}, line {cause.line})".replace("?:", "?") + (f" {cause.note}" if cause.note else "")
        for cause in finding.causes
    ]
    labelled = [
        *(("Answer", cause) for cause in causes),
        *(("Figure", figure) for figure in finding.figures),
        ("Why it matters", finding.why),
        ("What to do", finding.remedy),
        ("Fits", finding.fits),
        ("But", finding.but),
        *(("Source", source.citation) for source in finding.sources),
    ]
    listing = facts(Labelled(label, words) for label, words in labelled if words)
    title = f"### {finding.severity.upper()}: {literal(finding.title)} ({finding.code})"
    return f"{title}\n\n{opening(finding.message)}\n\n{listing}"


def _money(chapter: MoneyChapter) -> Iterator[str]:
    if chapter.goals:
        yield "\n".join(f"{goal.rank}. {opening(goal.name)}" for goal in chapter.goals)
    if chapter.ranking:
        yield table(chapter.ranking)
    if chapter.blend:
        yield f"**As a blend:** {literal(chapter.blend)}"
    if chapter.promise:
        yield from _promise(chapter.promise)


def _promise(promise: PromiseTold) -> Iterator[str]:
    yield f"### What the promise costs: {promise.word.lower()}"
    yield opening(" ".join(promise.words))
    yield facts(Labelled(figure.label, figure.words) for figure in promise.figures)
    for channel in promise.channels:
        yield f"#### {literal(channel.name)}: {literal(channel.promised)}"
        yield facts(channel.sentences)
        if channel.table:
            yield _folded("Waiting times", table(channel.table))
    yield bullets(map(opening, promise.assumptions))


def _plan(chapter: PlanChapter) -> Iterator[str]:
    if chapter.table:
        yield table(chapter.table)
        yield literal(chapter.scale)
    for step in chapter.steps:
        advice = (("Takes", step.takes), ("Follow", listed(step.follow)), ("Leave, though well known", listed(step.leave)))
        yield f"**{step.number}. {literal(step.name)}**\n\n{facts(Labelled(label, words) for label, words in advice if words)}"
    if other := chapter.instead:
        more = (("Because", other.because), ("Announce", other.announce), ("Warning", other.warning))
        yield f"### Or change the declaration instead\n\n{literal(other.words)}"
        yield facts(Labelled(label, words) for label, words in more if words)


def facts(told: Iterable[Labelled]) -> str:
    """Write labels with their words."""
    return bullets(f"**{literal(fact.label)}:** {literal(fact.words)}" if fact.label else opening(fact.words) for fact in told)


def bullets(items: Iterable[str]) -> str:
    """Write a list."""
    return "\n".join(f"- {item}" for item in items)


def _folded(title: str, content: str) -> str:
    return f"<details><summary>{title}</summary>\n\n{content}\n\n</details>" if content else ""


def table(told: Table) -> str:
    """Write a table."""
    rows = [
        "| " + " | ".join(literal(column.title) for column in told.columns) + " |",
        "|" + "|".join(" ---: " if column.numeric else " --- " for column in told.columns) + "|",
        *("| " + " | ".join(literal(cell.words) or " " for cell in row) + " |" for row in told.rows),
    ]
    return f"{opening(told.caption)}\n\n" + "\n".join(rows)
