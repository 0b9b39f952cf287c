"""A reading becomes a story: eight chapters that every rendering shows."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any, TypeVar, cast

from strategist import __version__
from strategist.flow import counted
from strategist.models.knowledge import Catalogue
from strategist.models.profile import Profile
from strategist.models.reading import Reading
from strategist.models.story import Story
from strategist.story import evidence, findings, gaps, money, purposes, road, unknown, verdict
from strategist.story.subject import Subject
from strategist.texts import one_line

Told = TypeVar("Told")


def tell(reading: Reading, profile: Profile, catalogue: Catalogue, *, date: str | None = None) -> Story:
    """Tell one reading; `date` stands on the report in place of the day of the answers. The plan is told if the reading holds one."""
    subject = Subject(reading, counted(profile, catalogue))
    company = reading.company
    counts = findings.counts(subject)
    cited = tuple(source for finding in reading.findings for source in finding.source)
    story = Story(
        title=verdict.title(subject),
        company=subject.company,
        about=", ".join(part for part in (company.customers, company.channel, company.period) if part),
        date=date or company.as_of,
        profile=subject.file(reading.profile),
        made=f"Made by strategist {__version__} from {subject.file(reading.profile)}",
        verdict=verdict.chapter(subject, counts),
        gaps=gaps.chapter(subject),
        findings=findings.chapter(subject, counts),
        money=money.chapter(subject),
        plan=road.chapter(subject),
        open=unknown.chapter(subject),
        evidence=evidence.chapter(subject, cited),
        menu=purposes.chapter(subject),
    )
    return literal(story)


def literal(noun: Told) -> Told:
    """Make every text in a noun one line that cannot steer a screen; a story quotes files that others wrote."""
    told: Any = noun
    if isinstance(noun, str):
        told = one_line(noun)
    elif isinstance(noun, tuple):
        told = tuple(map(literal, noun))
    elif is_dataclass(noun):
        kind: Any = type(noun)
        told = kind(**{field.name: literal(getattr(noun, field.name)) for field in fields(noun)})
    return cast("Told", told)
