"""The upkeep of a profile: dates, evidence, the reason for a purpose, and how much is known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from strategist.check.making import Subject
from strategist.glimpse import Glimpse
from strategist.models.checking import Found
from strategist.models.profile import Answer, Profile
from strategist.models.settings import Settings
from strategist.origins import Route
from strategist.texts import count, quoted

AS_OF: Route = ("company", "as_of")


def upkeep(subject: Subject, seen: Glimpse, settings: Settings) -> Iterator[Found]:
    """Yield what should be tended in a profile that can be read."""
    profile = seen.view.profile
    yield from _age(subject, profile, settings)
    for answer in profile.answers.values():
        to_come = answer.date is not None and first_day(answer.date) > settings.today
        if to_come or (answer.source == "evidence" and not (answer.date and answer.reference)):
            yield from _evidence(subject, answer, settings)
    yield from _because(subject, profile)
    yield from _known(subject, len(seen.marks.known), len(seen.marks.unknown), settings)


def _age(subject: Subject, profile: Profile, settings: Settings) -> Iterator[Found]:
    said = profile.text("company.as_of")
    if said is None:
        yield subject.found("undated-answers", "It is not said when these answers were given.", route=AS_OF[:1])
    elif first_day(said) > settings.today:
        yield subject.found("date-to-come", f"The answers are dated {said}, and today is {settings.today}.", route=AS_OF)
    elif (age := days_since(said, settings.today)) > settings.stale_after_days:
        message = f"The answers are of {said}, {count(age, 'day')} ago; after {count(settings.stale_after_days, 'day')} they count as old."
        yield subject.found("stale-answers", message, route=AS_OF)


def _evidence(subject: Subject, answer: Answer, settings: Settings) -> Iterator[Found]:
    route = subject.catalogue.routes[answer.question]
    if answer.date and first_day(answer.date) > settings.today:
        message = f"{quoted(answer.question)} is dated {answer.date}, and today is {settings.today}."
        yield subject.found("date-to-come", message, route=(*route, "date"))
    if answer.source != "evidence" or answer.state != "value":
        return
    if not answer.reference:
        yield subject.found("evidence-without-reference", f"{quoted(answer.question)} is called evidence and names no source.", route=route)
    if not answer.date:
        yield subject.found("evidence-without-date", f"{quoted(answer.question)} is called evidence and has no date.", route=route)


def _because(subject: Subject, profile: Profile) -> Iterator[Found]:
    if profile.text("declared.because") is None and profile.parts:
        message = "A purpose is declared, and the sentence that says why is missing."
        yield subject.found("purpose-without-because", message, route=("declared", "strategy"))


def _known(subject: Subject, known: int, unknown: int, settings: Settings) -> Iterator[Found]:
    # Whole numbers: 30 % of 26 are 7.8, so 8 practices are enough and 7 are not.
    if known * 100 < settings.min_coverage * (known + unknown):
        message = f"{known} of {known + unknown} practices are known; at least {settings.min_coverage} % are wanted."
        yield subject.found("too-little-known", message, route=("practice",))


def first_day(said: str) -> str:
    """Give the first day of a day, a month or a year, as `2026-03-31`; such days are in the order of the calendar."""
    return (said + "-01-01")[: len("2026-03-31")]


@lru_cache(1024)
def days_since(said: str, today: str) -> int:
    """Count the days that have passed since the end of a day, a month or a year; below 0 until it ends."""
    return (date.fromisoformat(today) - last_day(said)).days


def last_day(said: str) -> date:
    """Give the last day of a day, a month or a year."""
    first = date.fromisoformat(first_day(said))
    if len(said) == len("2026-03-31"):
        return first
    year, month = divmod(first.year * 12 + (first.month if "-" in said else 12), 12)
    return date(year, month + 1, 1) - timedelta(days=1) if year <= date.max.year else date.max
