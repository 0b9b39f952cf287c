"""Chapter (c): the findings, each with the answers that caused it, why it matters, the remedy and the sources."""

from __future__ import annotations

from strategist.models.reading import Cause, Finding
from strategist.models.story import CauseTold, Counts, FindingsChapter, FindingTold, Head, Table
from strategist.story.subject import SOURCES, Subject
from strategist.story.tables import table
from strategist.texts import count, listed

QUESTIONS = (
    "What would have to be true for this finding to be wrong?",
    "Who decides on this today, and what do they look at when they do?",
)


def counts(subject: Subject) -> Counts:
    """Count the findings by severity."""
    found = [finding.severity for finding in subject.reading.findings]
    return Counts(found.count("critical"), found.count("major"), found.count("minor"))


def chapter(subject: Subject, number: Counts) -> FindingsChapter:
    """Tell the findings."""
    reading = subject.reading
    return FindingsChapter(
        head=Head("findings", _title(reading.findings), _lead(number), QUESTIONS),
        counts=number,
        findings=tuple(_finding(subject, finding) for finding in reading.findings),
        advice=reading.advice,
        table=_table(reading.findings),
    )


def _title(findings: tuple[Finding, ...]) -> str:
    if not findings:
        return "Nothing that is known contradicts what is said"
    if len(findings) == 1:
        return f"{findings[0].title}: the one finding"
    return f"{findings[0].title}: the gravest of {len(findings)} findings"


def _lead(number: Counts) -> tuple[str, ...]:
    if not number.total:
        return ("No rule found a disagreement on what is known. What is not known may still hold one.",)
    kinds = [
        f"{found} {kind}" for found, kind in ((number.critical, "critical"), (number.major, "major"), (number.minor, "minor")) if found
    ]
    return (f"{count(number.total, 'finding')}: {listed(kinds)}.",)


def _finding(subject: Subject, finding: Finding) -> FindingTold:
    nearest = finding.nearest
    return FindingTold(
        code=finding.code,
        rule=finding.rule,
        kind=finding.kind,
        severity=finding.severity,
        title=finding.title,
        message=finding.message,
        causes=tuple(_cause(subject, cause) for cause in finding.answers),
        figures=finding.figures,
        why=finding.why,
        remedy=finding.remedy,
        fits=f"{nearest.name}. There the same practice would be right. {nearest.reason}" if nearest else None,
        but=finding.note,
        sources=subject.citations(finding.source),
    )


def _cause(subject: Subject, cause: Cause) -> CauseTold:
    return CauseTold(
        question=cause.question,
        name=cause.name,
        text=cause.text,
        value=cause.value,
        answer=cause.label,
        note=cause.note,
        source=SOURCES[cause.source],
        file=subject.file(cause.file),
        line=cause.line,
        column=cause.column,
    )


def _table(findings: tuple[Finding, ...]) -> Table:
    return table(
        "findings",
        "All findings, gravest first",
        ("Finding", "Severity", "Code", "Remedy"),
        ((finding.title, finding.severity, finding.code, finding.remedy) for finding in findings),
    )
