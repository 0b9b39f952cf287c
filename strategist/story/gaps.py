"""Chapter (b): declared against practised, dimension by dimension."""

from __future__ import annotations

from strategist.models.catalogue import Dimension
from strategist.models.reading import Row
from strategist.models.story import Cell, GapRow, GapsChapter, Head, Table
from strategist.story.subject import SOURCES, Subject, decapital
from strategist.story.tables import signed, table
from strategist.texts import count

QUESTIONS = (
    "Which of these gaps would a customer notice first?",
    "Where is the expectation wrong for you, and where is the practice?",
)
UNKNOWN = "not known"


def chapter(subject: Subject) -> GapsChapter:
    """Tell where practice leaves what is declared or, undeclared, the nearest purpose."""
    reading = subject.reading
    rows = tuple(_row(subject, row) for row in reading.rows)
    known = [row for row in rows if row.gap is not None]
    wide = [row for row in known if row.gap]
    against = reading.declared.name or subject.names[reading.practised.ranking[0].strategy]
    return GapsChapter(
        head=Head("gaps", _title(known, wide, against), tuple(_lead(subject, known, wide)), QUESTIONS),
        against=against,
        rows=rows,
        wide=len(wide),
        inside=len(known) - len(wide),
        table=_table(rows),
    )


def _title(known: list[GapRow], wide: list[GapRow], against: str) -> str:
    if not known:
        return f"None of the practices that “{against}” speaks of is known yet"
    if not wide:
        return f"All that is known of practice lies inside what “{against}” leads one to expect"
    lie = "lies" if len(wide) == 1 else "lie"
    return f"{len(wide)} of {count(len(known), 'known practice')} {lie} outside what “{against}” leads one to expect"


def _lead(subject: Subject, known: list[GapRow], wide: list[GapRow]) -> list[str]:
    lead = []
    if not subject.reading.declared.parts:
        lead.append("Nothing is declared, so practice is held against the purpose it comes nearest to.")
    elif len(subject.reading.declared.parts) > 1:
        lead.append("Each practice is held against the part of the blend that comes nearest to it.")
    if wide:
        lead.append(f"Furthest off: {decapital(wide[0].name)}. {count(len(known) - len(wide), 'practice lies', 'practices lie')} inside.")
    return lead


def _row(subject: Subject, row: Row) -> GapRow:
    dimension, answer = subject.catalogue.dimensions[row.dimension], subject.answer(row.dimension)
    return GapRow(
        dimension=row.dimension,
        name=row.name,
        question=dimension.question,
        strategy=row.strategy,
        strategy_name=subject.names[row.strategy],
        importance=row.importance,
        low=row.expected_low,
        high=row.expected_high,
        expected=expected_words(dimension, row.expected_low, row.expected_high),
        practised=row.practised,
        words=row.label or UNKNOWN,
        gap=row.gap,
        gap_words=gap_words(row.gap),
        points=row.points,
        anchors=tuple(option.label for option in dimension.options),
        source=SOURCES[answer.source] if answer and answer.state == "value" else None,
        note=answer.note if answer else None,
        date=answer.date if answer else None,
        reference=answer.reference if answer else (),
    )


def expected_words(dimension: Dimension, low: int, high: int) -> str:
    """Say a range of options."""
    labels = [option.label for option in dimension.options]
    if low == high:
        return labels[low]
    return f"“{labels[low]}” {'or' if high - low == 1 else 'up to'} “{labels[high]}”"


def gap_words(gap: int | None) -> str:
    """Say how far off practice is."""
    if gap is None:
        return UNKNOWN
    return f"{count(gap, 'option')} off" if gap else "inside"


def _table(rows: tuple[GapRow, ...]) -> Table:
    return table(
        "gaps",
        "What is expected and what is done, widest gap first",
        ("Practice", "Expected", "Done", "#Gap", "#Points", "How it is known"),
        (
            (
                row.name if row.importance == "essential" else Cell(f"{row.name} (typical, not essential)"),
                row.expected,
                row.words,
                Cell(row.gap_words, row.gap),
                signed(row.points),
                row.source or "",
            )
            for row in rows
        ),
    )
