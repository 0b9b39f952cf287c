"""What got worse since an earlier state of the repository: practice by practice, held against what is declared today."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from strategist import documents, profiles, reading
from strategist.check import one
from strategist.check.making import Subject, plain
from strategist.errors import InvalidInputError, Place
from strategist.models.checking import Found
from strategist.models.knowledge import Catalogue
from strategist.models.profile import Profile
from strategist.models.reading import Reading
from strategist.models.settings import Settings
from strategist.nouns import dataclass, replace
from strategist.texts import quoted

VERDICTS = ("aligned", "undecided", "mismatch")
"""From agreement to contradiction; what is undeclared stands outside."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One file at two times: what it is called, what it holds now and held then, None where it did not exist."""

    name: str
    now: bytes | None
    then: bytes | None
    settings: Settings


@dataclass(frozen=True)
class Drift:
    """What drifted, and what was found then, by code, profile and path."""

    found: tuple[Found, ...]
    before: Counter[tuple[str, str, str]]
    files: frozenset[str]

    def noted(self, found: Sequence[Found], revision: str) -> list[Found]:
        """Note beside each finding that was not there then that it is new."""
        left = Counter(self.before)
        result = []
        for found_now in found:
            key = (found_now.code, found_now.profile, found_now.path)
            left[key] -= 1
            fresh = found_now.place.file in self.files and found_now.code[0] in "MCV" and left[key] < 0
            note = " ".join(filter(None, [found_now.note, f"New since {revision}."]))
            result.append(replace(found_now, note=note) if fresh else found_now)
        return result


def drift(pairs: Sequence[Pair], revision: str, catalogue: Catalogue) -> Drift:
    """Compare files at two times; a profile is known again by its name, or by its file if that holds but one."""
    then = {pair.name: list(_read(pair.name, pair.then, catalogue)) for pair in pairs}
    by_name = {subject.profile: profile for held in then.values() for subject, profile in held}
    found: list[Found] = []
    known_again: set[str] = set()
    for pair in pairs:
        for subject, now in _read(pair.name, pair.now, catalogue):
            alone = then[pair.name][0] if len(then[pair.name]) == 1 else None
            before = by_name.get(subject.profile, alone[1] if alone else None)
            known_again |= {subject.profile} | ({alone[0].profile} if alone else set())
            if before:
                found += _worse(subject, (before, now), revision)
    gone = [pair for pair in pairs if pair.now is None]
    found += [one for pair in gone for one in _gone(pair, then[pair.name], known_again, revision)]
    return Drift(tuple(found), _found_then(pairs, catalogue), frozenset(pair.name for pair in pairs))


def _found_then(pairs: Sequence[Pair], catalogue: Catalogue) -> Counter[tuple[str, str, str]]:
    found = (one.check(pair.then, pair.name, pair.settings, catalogue, named=False).found for pair in pairs if pair.then is not None)
    return Counter((then.code, then.profile, then.path) for held in found for then in held)


def _read(name: str, content: bytes | None, catalogue: Catalogue) -> Iterator[tuple[Subject, Profile]]:
    """Yield the profiles of a file that can be read; what is wrong with it now is told by the check itself."""
    try:
        read = documents.parse(documents.decoded(content, name), name) if content is not None else []
    except InvalidInputError:
        return
    for number, document in enumerate(read):
        try:
            yield Subject(catalogue, one.name_of(document, number), document), profiles.profile(document, catalogue)
        except InvalidInputError:
            continue


def _worse(subject: Subject, times: tuple[Profile, Profile], revision: str) -> Iterator[Found]:
    before, now = times
    yield from _lost(subject, before, now, revision)
    if not now.parts:
        return
    # Both times are held against the purpose of today: who declares another purpose has not slid by that.
    as_if = replace(before, answers={**before.answers, "declared.strategy": now.answers["declared.strategy"]})
    readings = reading.build(as_if, subject.catalogue), reading.build(now, subject.catalogue)
    yield from _slid(subject, readings, revision)
    yield from _verdict(subject, readings, revision)


def _lost(subject: Subject, before: Profile, now: Profile, revision: str) -> Iterator[Found]:
    for question, answer in before.answers.items():
        after = now.answers.get(question)
        if answer.state == "value" and (after is None or after.state == "unknown"):
            route = subject.catalogue.routes[question]
            message = f"{quoted(question)} was {quoted(answer.written)} at {revision} and is {'unknown' if after else 'not there'} now."
            found = subject.found("answer-lost", message, route=route)
            yield found


def _slid(subject: Subject, readings: tuple[Reading, Reading], revision: str) -> Iterator[Found]:
    gaps: Mapping[str, int] = {row.dimension: row.gap for row in readings[0].rows if row.gap is not None}
    words = {row.dimension: row.label for row in readings[0].rows}
    for row in readings[1].rows:
        if row.gap is not None and row.gap > gaps.get(row.dimension, row.gap):
            then, now = f"{row.name} at {revision}: {words[row.dimension]}", f"{row.name}: {row.label}"
            name = subject.catalogue.strategies[row.strategy].name
            found = subject.found("practice-slid", f"{row.name} moved away from “{name}”.", route=subject.catalogue.routes[row.dimension])
            yield replace(found, causes=(then, now))


def _verdict(subject: Subject, readings: tuple[Reading, Reading], revision: str) -> Iterator[Found]:
    then, now = (reading.verdict for reading in readings)
    if readings[1].practised.verdict == "too little known":
        return  # that is no verdict on the practice, and what was lost is told by itself
    if then in VERDICTS and now in VERDICTS and VERDICTS.index(now) > VERDICTS.index(then):
        message = f"At {revision} the verdict was {then}; now it is {now}. {' '.join(readings[1].why)}"
        yield subject.found("verdict-worsened", message, route=("declared", "strategy"))


def _gone(pair: Pair, held: Sequence[tuple[Subject, Profile]], known_again: set[str], revision: str) -> Iterator[Found]:
    for subject, _ in held:
        if subject.profile not in known_again:
            message = f"{subject.profile} was checked at {revision} and is gone."
            yield plain(subject.catalogue.checks["profile-gone"], message, place=Place(pair.name), profile=subject.profile)
