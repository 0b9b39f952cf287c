"""The evidence behind a slide, in words for the speaker's notes."""

from __future__ import annotations

from collections.abc import Iterable

from strategist.models.story import AnswerTold, CauseTold, Citation, FindingTold, GapRow


def gap(row: GapRow) -> str:
    """Say what is expected and done of one practice, and how that is known."""
    known = f" It is {_known(row.source, row.date, row.reference)}." if row.source else ""
    note = f" {row.note}" if row.note else ""
    return f"{row.name} ({row.importance} for “{row.strategy_name}”): expected {row.expected}; done: {row.words}.{known}{note}"


def cause(told: CauseTold) -> str:
    """Say an answer that made a finding, where it stands, and its note."""
    said = f"{told.name}: {told.answer} ({told.source}, {told.file} line {told.line}).".replace("?:", "?")
    return f"{said} {told.note}" if told.note else said


def finding(told: FindingTold) -> tuple[str, ...]:
    """Say all that stands behind a finding."""
    return (
        f"{told.code} {told.rule}, {told.severity}.",
        *map(cause, told.causes),
        *told.figures,
        f"Fits: {told.fits}" if told.fits else "",
        f"But: {told.but}" if told.but else "",
        *map(source, told.sources),
    )


def source(told: Citation) -> str:
    """Give a source in full."""
    return f"Source: {told.citation}" + (f" ({told.caution})" if told.caution else "")


def answer(told: AnswerTold) -> str:
    """Say one answer with all that is known about it."""
    known = _known(told.source, told.date, told.reference)
    aside = "" if told.counted else " It is set aside, because the question is not asked here."
    note = f" {told.note}" if told.note else ""
    return f"{told.text} {told.answer} ({known + ', ' if known else ''}line {told.line}).{aside}{note}"


def _known(how: str, date: str | None, reference: Iterable[str]) -> str:
    return ", ".join(part for part in (how, date, *reference) if part)
