"""One file checked: bytes in, findings out. Nothing is read, written or remembered here."""

from __future__ import annotations

import re
from collections.abc import Iterator

from strategist import documents, mismatches, profiles
from strategist.check import hygiene, waivers
from strategist.check.making import Subject, in_words, of_problems, stem
from strategist.check.selection import wanted
from strategist.documents import Document, Route
from strategist.errors import InvalidInputError, Problem
from strategist.flow import Counted
from strategist.glimpse import glimpse
from strategist.mismatches import Held
from strategist.models.checking import FileChecked, Found
from strategist.models.knowledge import Catalogue
from strategist.models.settings import Settings
from strategist.nouns import replace
from strategist.texts import one_line

HEAD = "strategist"
SECTIONS = ("company", "goals", "budget", "declared", "practice")
ENOUGH_SECTIONS = 2
"""A document with so many sections of a profile is one whose first line was forgotten or misspelt."""

_HEAD = rb"(?:^|[{,\s\"'])strategist[\"']?\s*:"
_SECTION = rb"(?m:^)[\"']?(company|goals|budget|declared|practice)[\"']?\s*:"


def check(content: bytes, name: str, settings: Settings, catalogue: Catalogue, *, named: bool = True) -> FileChecked:
    """Check the content of one file; `named` takes it for a profile whatever it holds, else only if it looks like one."""
    if not named and not _mentions_profile(content):
        return FileChecked()
    try:
        read = documents.parse(documents.decoded(content, name), name)
    except InvalidInputError as error:
        if not named and not _looks_like_profile(content):
            return FileChecked()
        return FileChecked(tuple(of_problems(catalogue.checks["broken-yaml"], error.problems, stem(name))), (stem(name),))
    if not named and not any(_is_profile(document.data) for document in read):
        return FileChecked()
    subjects = [Subject(catalogue, name_of(document, number), document) for number, document in enumerate(read)]
    found = [one for subject in subjects for one in _found(subject, settings)]
    names = [subject.profile for subject in subjects]
    accepted = [waiver for subject in subjects for waiver in waivers.read(subject.document, subject.profile, catalogue)]
    return FileChecked(tuple(one for one in found if wanted(one.code, one.rule, settings)), tuple(names), tuple(accepted))


def _mentions_profile(content: bytes) -> bool:
    """Tell cheaply whether parsing may show a profile: its words stand somewhere, between the zeros of UTF-16 or behind escapes."""
    plain = content.replace(b"\0", b"")
    return HEAD.encode() in plain or b"\\" in plain or sum(section.encode() in plain for section in SECTIONS) >= ENOUGH_SECTIONS


def _looks_like_profile(content: bytes) -> bool:
    """Tell whether what cannot be parsed was meant as a profile."""
    plain = content.replace(b"\0", b"")
    return bool(re.search(_HEAD, plain)) or len(set(re.findall(_SECTION, plain))) >= ENOUGH_SECTIONS


def _is_profile(data: object) -> bool:
    return isinstance(data, dict) and (HEAD in data or sum(section in data for section in SECTIONS) >= ENOUGH_SECTIONS)


def name_of(document: Document, number: int) -> str:
    """Name a profile by its company, else by its file."""
    company = document.data.get("company") if isinstance(document.data, dict) else None
    said = company.get("name") if isinstance(company, dict) else None
    if isinstance(said, dict):
        said = said.get("value")
    if isinstance(said, str) and said.strip() and said != "unknown":
        return one_line(said)
    return stem(document.name) + (f" {number + 1}" if number else "")


def _found(subject: Subject, settings: Settings) -> Iterator[Found]:
    try:
        profile = profiles.profile(subject.document, subject.catalogue)
    except InvalidInputError as error:
        yield from _broken(subject, error.problems)
        return
    seen = glimpse(profile, subject.catalogue)
    for held in seen.held:
        yield _mismatch(subject, seen.view, held)
    if seen.unseen:
        causes = tuple(mismatches.in_short(seen.view, practice) for practice in seen.unseen.practices)
        yield replace(subject.found("purpose-unseen", seen.unseen.words, route=("declared", "strategy")), causes=causes)
    yield from hygiene.upkeep(subject, seen, settings)


def _broken(subject: Subject, problems: list[Problem]) -> Iterator[Found]:
    """Yield what is wrong with the shape of a profile, with its logical path."""
    document = subject.document
    routes: dict[tuple[int, int], Route] = {}
    for places in (document.keys, document.places):
        routes |= {place: route for route, place in places.items()}
    for found in of_problems(subject.catalogue.checks["broken-profile"], problems, subject.profile):
        route = routes.get((found.place.line, found.place.column), ())
        yield replace(found, path=in_words(route), end=document.end(route))


def _mismatch(subject: Subject, view: Counted, held: Held) -> Found:
    """Give a rule that holds as a finding at the first answer that caused it."""
    rule, document, question = held.rule, subject.document, held.questions[0] if held.questions else None
    route = subject.catalogue.routes[question] if question else ()
    place = view.profile.place(question) if question else document.place()
    return Found(
        code=rule.code, rule=rule.id, severity=held.severity, title=rule.title, message=held.case.message, to_do=rule.remedy,
        place=place, end=document.end((*route, "value")) or document.end(route), profile=subject.profile, path=in_words(route),
        causes=tuple(mismatches.in_short(view, question) for question in held.questions), note=held.note,
    )  # fmt: skip
