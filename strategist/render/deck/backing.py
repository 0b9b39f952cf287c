"""The slides at the back: what is not known, every answer, what each speaks for, the sources, and the menu."""

from __future__ import annotations

from collections.abc import Iterator

from strategist.models.story import Cell, EvidenceChapter, GapsChapter, Labelled, MenuChapter, OpenChapter
from strategist.render.deck.notes import answer, gap, source
from strategist.render.deck.slides import Grid, Slide
from strategist.story.tables import table
from strategist.texts import listed


def unknown(chapter: OpenChapter, gaps: GapsChapter) -> Iterator[Slide]:
    """Give what is open, most telling first; the notes say what would be expected."""
    head = chapter.head
    expected = tuple(gap(row) for row in gaps.rows if row.gap is None)
    aside = tuple(f"Set aside, because not asked of this company: {question}" for question in chapter.set_aside)
    if chapter.table is None:
        yield Slide(
            head.title,
            lead=" ".join(head.lead),
            questions=head.questions,
            evidence=(
                *expected,
                *aside,
            ),
        )
        return
    yield Slide(
        head.title,
        Grid(chapter.table, (6, 2.6, 0.9, 2.4), strong=False),
        lead=" ".join(head.lead),
        foot=chapter.table.caption,
        questions=head.questions,
        evidence=(
            *expected,
            *aside,
        ),
    )


def evidence(chapter: EvidenceChapter) -> Iterator[Slide]:
    """Give every answer, what each speaks for, and the sources."""
    head = chapter.head
    yield Slide(
        head.title,
        Grid(chapter.table, (3.6, 3.4, 2.2, 4, 0.6), size=11, strong=False, behind=tuple(map(answer, chapter.answers))),
        lead=" ".join(head.lead),
        questions=head.questions,
    )
    if chapter.heat.rows:
        shares = (3.4, *(1.0 for _ in chapter.heat.names))
        yield Slide(
            f"{len(chapter.heat.rows)} answers, and what each speaks for",
            Grid(
                chapter.heat_table,
                shares,
                size=11,
                most=1,
                heat=True,
                behind=(*(f"{row.name}: {row.answer}." for row in chapter.heat.rows), ""),
            ),
            foot=f"{chapter.heat_table.caption} Dark: five or more for it. Pale and bold: five or more against it.",
            questions=head.questions,
        )
    if chapter.sources:
        cited = tuple(Labelled(f"{number}", told.citation) for number, told in enumerate(chapter.sources, start=1))
        rows = table("sources", "The sources in full", ("", ""), ((told.label, told.words) for told in cited))
        yield Slide(
            "What this deck rests on, in full",
            Grid(rows, (0.5, 12), size=12, heads=False, behind=tuple(map(source, chapter.sources))),
            questions=head.questions,
        )


def menu(chapter: MenuChapter) -> Iterator[Slide]:
    """Give the purposes on one page; what each is here stands at its foot, where it takes no room from the words."""
    head = chapter.head
    here = "; ".join(f"{told.name}: {listed(told.marks)}" for told in chapter.purposes if told.marks)
    rows = ((told.name, told.summary, told.promise, told.hallmark, Cell(told.cost, told.low)) for told in chapter.purposes)
    told = table("menu", chapter.table.caption, ("Purpose", "What it is", "What it promises", "What marks it out", "#Cost"), rows)
    yield Slide(
        head.title,
        Grid(told, (1.9, 2.8, 5, 4.3, 1.05), size=10, most=3),
        foot=" ".join((*head.lead, f"Here: {here}." if here else "")).strip(),
        questions=head.questions,
        evidence=tuple(f"{told.name}: {told.because}" for told in chapter.purposes),
    )
