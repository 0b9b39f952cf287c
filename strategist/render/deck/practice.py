"""The slides on what is done: declared against practised, and the findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from strategist.models.story import FindingsChapter, FindingTold, GapRow, GapsChapter, Head, Labelled
from strategist.nouns import replace
from strategist.render.deck.notes import finding, gap
from strategist.render.deck.opening import facts
from strategist.render.deck.pages import numbered
from strategist.render.deck.slides import Bars, Grid, Look, Panels, Part, Slide, Tag
from strategist.story.tables import table
from strategist.texts import count

OPTIONS = 5
AT_ONCE = 14
"""Bars that can be told apart on one slide."""


# Declared against practised.


def gaps(chapter: GapsChapter) -> Iterator[Slide]:
    """Give the bars of all that is known, then the words of it."""
    head, known = chapter.head, [row for row in chapter.rows if row.gap is not None]
    if not known:
        yield Slide(head.title, lead=" ".join(head.lead), questions=head.questions)
    for number, rows in enumerate(charts := _shared(known)):
        yield Slide(
            numbered(head.title, number, len(charts)),
            _bars(rows),
            lead=" ".join(head.lead) if number == 0 else "",
            foot="Each row has five options, in the order of the questionnaire; none is better in itself. "
            f"Held against “{chapter.against}”.",
            questions=head.questions,
            evidence=tuple(map(gap, rows)),
        )
    yield from _words(chapter, known)


def _shared(rows: Sequence[GapRow]) -> list[Sequence[GapRow]]:
    """Share rows out over as many slides as they need, about the same number on each."""
    slides = -(-len(rows) // AT_ONCE)
    size = -(-len(rows) // slides) if slides else 1
    return [rows[start : start + size] for start in range(0, len(rows), size)]


def _bars(rows: Sequence[GapRow]) -> Bars:
    """Draw five options a row: those expected as a pale band, the one practised as a solid piece in it or beside it."""
    spans = [_span(row) for row in rows]
    names = ("Base", "Done, outside", "Between", "Expected", "Done, inside", "Expected", "Between", "Done, outside")
    looks: tuple[Look, ...] = ("base", "outside", "base", "expected", "inside", "expected", "base", "outside")
    keyed = (False, False, False, True, True, False, False, True)
    parts = (
        Part(name, look, tuple(float(span[index]) or None for span in spans), key)
        for index, (name, look, key) in enumerate(zip(names, looks, keyed, strict=True))
    )
    return Bars(
        says="What is expected and what is done, by practice, widest gap first",
        labels=tuple(f"{row.name}: {row.gap_words}" for row in rows),
        parts=tuple(parts),
        low=0,
        high=OPTIONS,
        unit=1,
    )


def _span(row: GapRow) -> tuple[int, ...]:
    """Give the lengths of the eight pieces of a row, most of them 0."""
    low, high, done = row.low, row.high, row.practised or 0
    if done < low:
        return (done, 1, low - done - 1, high - low + 1, 0, 0, 0, 0)
    if done > high:
        return (low, 0, 0, high - low + 1, 0, 0, done - high - 1, 1)
    return (low, 0, 0, done - low, 1, high - done, 0, 0)


def _words(chapter: GapsChapter, known: list[GapRow]) -> Iterator[Slide]:
    if not known:
        return
    title = f"What “{chapter.against}” leads one to expect, and what is done"
    told = table(
        "practices",
        title,
        ("Practice", "Expected", "Done", "How far off", "How it is known"),
        ((row.name, row.expected, row.words, row.gap_words, row.source or "") for row in known),
    )
    yield Slide(title, Grid(told, (2.1, 4, 3.6, 1.3, 1.6), behind=tuple(map(gap, known))), questions=chapter.head.questions)


# Findings.


def findings(chapter: FindingsChapter) -> Iterator[Slide]:
    """Give all findings on one slide, the graver ones on one each, the minor ones together; then advice on what is declared."""
    yield from _all(chapter)
    if chapter.advice:
        told = tuple(Labelled(f"{number}", words) for number, words in enumerate(chapter.advice, start=1))
        yield Slide(
            "What is declared can be made safer", facts("advice", told, "Advice on the declared purpose"), questions=chapter.head.questions
        )


def _all(chapter: FindingsChapter) -> Iterator[Slide]:
    head = chapter.head
    if len(chapter.findings) == 1:
        yield replace(_finding(head, chapter.findings[0]), title=head.title)
        return
    yield Slide(head.title, _overview(chapter), lead=" ".join(head.lead), questions=head.questions)
    minor = [told for told in chapter.findings if told.severity == "minor"]
    together = minor if len(minor) > 1 else []
    yield from (_finding(head, told) for told in chapter.findings if told not in together)
    yield from _minor(head, together)


def _overview(chapter: FindingsChapter) -> Grid | None:
    if not chapter.findings:
        return None
    rows = ((told.title, told.severity, told.code) for told in chapter.findings)
    return Grid(table("findings", "All findings, gravest first", ("Finding", "Severity", "Code"), rows), (9, 2, 1), size=14, most=2)


def _finding(head: Head, told: FindingTold) -> Slide:
    answers = tuple(f"{cause.name}: {cause.answer} ({cause.source})".replace("?:", "?") for cause in told.causes)
    panels = (("The answers behind it", answers + told.figures), ("Why it matters", (told.why,)), ("What to do", (told.remedy,)))
    fits = (("Where it would fit", (told.fits,)),) if told.fits else ()
    return Slide(
        told.title,
        Panels(panels + fits),
        lead=told.message,
        tag=Tag(f"{told.severity.capitalize()}.", told.severity),
        foot=f"{told.code}. " + "; ".join(source.citation for source in told.sources),
        questions=head.questions,
        evidence=finding(told),
    )


def _minor(head: Head, minor: list[FindingTold]) -> Iterator[Slide]:
    if not minor:
        return
    title = f"{count(len(minor), 'minor finding is', 'minor findings are')} left to settle"
    rows = ((told.title, "; ".join(f"{cause.name}: {cause.answer}" for cause in told.causes), told.remedy, told.code) for told in minor)
    told = table("minor", title, ("Finding", "The answers behind it", "What to do", "Code"), rows)
    behind = tuple("\n".join(filter(None, (one.message, one.why, *finding(one)))) for one in minor)
    yield Slide(title, Grid(told, (2.6, 3.6, 4.6, 0.8), most=6, behind=behind), questions=head.questions)
