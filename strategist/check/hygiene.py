"""The upkeep of a profile: dates, evidence, the reason for a purpose, and how much is known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from strategist.check.making import Subject
from strategist.models.checking import Found
from strategist.models.profile import Answer, Profile
from strategist.models.reading import Coverage
from strategist.models.settings import Settings
from strategist.origins import Route
from strategist.texts import count, quoted

AS_OF: Route = ("company", "as_of")


def upkeep(subject: Subject, profile: Profile, coverage: Coverage, settings: Settings) -> Iterator[Found]:
    """Yield what should be tended in a profile that can be read."""
    yield from _age(subject, profile, settings)
    for answer in profile.answers.values():
        yield from _evidence(subject, answer, settings)
    yield from _because(subject, profile)
    yield from _known(subject, coverage, settings)


def _age(subject: Subject, profile: Profile, settings: Settings) -> Iterator[Found]:
    said = profile.text("company.as_of")
    if said is None:
        yield subject.found("undated-answers", "It is not said when these answers were given.", route=AS_OF[:1])
        return
    today, until = date.fromisoformat(settings.today), last_day(said)
    age = (today - until).days
    if first_day(said) > today:
        yield subject.found("date-to-come", f"The answers are dated {said}, and today is {settings.today}.", route=AS_OF)
    elif age > settings.stale_after_days:
        message = f"The answers are of {said}, {count(age, 'day')} ago; after {count(settings.stale_after_days, 'day')} they count as old."
        yield subject.found("stale-answers", message, route=AS_OF)


def _evidence(subject: Subject, answer: Answer, settings: Settings) -> Iterator[Found]:
    route = subject.catalogue.routes[answer.question]
    if answer.date and first_day(answer.date) > date.fromisoformat(settings.today):
        message = f"{quoted(answer.question)} is dated {answer.date}, and today is {settings.today}."
        yield subject.found("date-to-come", message, route=(*route, "date"))
    if answer.source != "evidence" or answer.state != "value":
        return
    if not answer.reference:
        yield subject.found("evidence-without-reference", f"{quoted(answer.question)} is called evidence and names no source.", route=route)
    if not answer.date:
        yield subject.found("evidence-without-date", f"{quoted(answer.question)} is called evidence and has no date.", route=route)


def _because(subject: Subject, profile: Profile) -> Iterator[Found]:
    if profile.parts and profile.text("declared.because") is None:
        message = "A purpose is declared, and the sentence that says why is missing."
        yield subject.found("purpose-without-because", message, route=("declared", "strategy"))


def _known(subject: Subject, coverage: Coverage, settings: Settings) -> Iterator[Found]:
    # Whole numbers: 30 % of 26 are 7.8, so 8 practices are enough and 7 are not.
    if coverage.answered * 100 < settings.min_coverage * coverage.asked:
        message = f"{coverage.answered} of {coverage.asked} practices are known; at least {settings.min_coverage} % are wanted."
        yield subject.found("too-little-known", message, route=("practice",))


def first_day(said: str) -> date:
    """Give the first day of a day, a month or a year."""
    year, month, day = (int(part) for part in (said + "-01-01")[: len("2026-03-31")].split("-"))
    return date(year, month, day)


def last_day(said: str) -> date:
    """Give the last day of a day, a month or a year."""
    first = first_day(said)
    if len(said) == len("2026-03-31"):
        return first
    year, month = divmod(first.year * 12 + (first.month if "-" in said else 12), 12)
    return date(year, month + 1, 1) - timedelta(days=1) if year <= date.max.year else date.max
