"""Waivers applied: which findings are accepted today, and which waivers need a look themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date

from strategist.check.making import plain
from strategist.check.selection import WAIVABLE, findable, named, wanted
from strategist.models.checking import Audited, Found, Waived, Waiver, WaiverState
from strategist.models.knowledge import Catalogue
from strategist.models.settings import Settings
from strategist.nouns import dataclass, replace
from strategist.texts import count

ACCEPTING: tuple[WaiverState, ...] = ("holds", "ends soon")


@dataclass(frozen=True)
class Accepted:
    """The findings with what is waived marked, findings about the waivers themselves, and every waiver as it stands."""

    found: tuple[Found, ...]
    of_waivers: tuple[Found, ...]
    audited: tuple[Audited, ...]


@dataclass
class _Used:
    waiver: Waiver
    settings: Settings
    state: WaiverState
    judged: bool
    findings: int = 0


def accept(found: Iterable[Found], waivers: Sequence[tuple[Waiver, Settings]], judged: Collection[str], catalogue: Catalogue) -> Accepted:
    """Hold findings against waivers, each with the settings in force for it; one inside a profile holds for its own file alone.

    `judged` names the profiles that could be read: only of these is it known that a waiver has nothing to accept.
    """
    states = [_Used(waiver, settings, state(waiver, settings, catalogue), waiver.profile in judged) for waiver, settings in waivers]
    by_code: dict[tuple[str, str], list[_Used]] = defaultdict(list)
    for used in states:
        by_code[used.waiver.code, used.waiver.profile].append(used)
    marked = tuple(_marked(one, by_code.get((one.code, one.profile), [])) if one.code[0] in WAIVABLE else one for one in found)
    told = [finding for used in states for finding in _of(used, catalogue)]
    told += _twice(states, catalogue)
    return Accepted(marked, tuple(told), tuple(Audited(used.waiver, used.state, used.findings) for used in states))


def state(waiver: Waiver, settings: Settings, catalogue: Catalogue) -> WaiverState:
    """Tell how a waiver stands today; whatever is not complete accepts nothing."""
    if waiver.wrong:
        return "malformed"
    if named(waiver.code, findable(catalogue)[waiver.code].id, settings.mandatory):
        return "not allowed"
    left = (date.fromisoformat(waiver.until) - date.fromisoformat(settings.today)).days
    if left < 0:
        return "ended"
    if left > settings.waiver_max_days:
        return "too long"
    return "ends soon" if left < settings.waiver_notice_days else "holds"


def _marked(one: Found, candidates: list[_Used]) -> Found:
    """Mark a finding as waived, or note beside it why a waiver for it does not hold."""
    speaking = [used for used in candidates if _speaks_of(used.waiver, one)]
    for used in speaking:
        used.findings += 1
    holding = next((used.waiver for used in speaking if used.state in ACCEPTING), None)
    if holding:
        return replace(one, waived=Waived(holding.reason, holding.owner, holding.until, holding.place))
    return replace(one, note=" ".join(filter(None, [one.note, _lapsed(speaking[0])]))) if speaking else one


def _speaks_of(waiver: Waiver, one: Found) -> bool:
    here = waiver.from_outside or waiver.place.file == one.place.file
    return here and (not waiver.path or one.path == waiver.path or one.path.startswith(f"{waiver.path}."))


def _lapsed(used: _Used) -> str:
    waiver = used.waiver
    if used.state == "ended":
        return f"The waiver of {waiver.owner} ended on {waiver.until}."
    return f"The waiver at {waiver.place} accepts nothing: it is {used.state}."


def _of(used: _Used, catalogue: Catalogue) -> Iterator[Found]:
    """Yield what there is to say about one waiver."""
    waiver, most = used.waiver, used.settings.waiver_max_days
    for problem in waiver.wrong:
        found = plain(catalogue.checks["waiver-malformed"], f"{problem.what}.", place=problem.place, profile=waiver.profile)
        yield replace(_located(found, waiver), to_do=f"{problem.to_do}.")
    if used.state == "not allowed":
        yield _said(used, "waiver-not-allowed", f"{waiver.code} is mandatory.", catalogue)
    elif used.state == "too long":
        message = f"The waiver for {waiver.code} ends on {waiver.until}; {count(most, 'day')} from {used.settings.today} are the most."
        yield _said(used, "waiver-too-long", message, catalogue)
    elif (
        used.state != "malformed"
        and used.judged
        and not used.findings
        and wanted(waiver.code, findable(catalogue)[waiver.code].id, used.settings)
    ):
        yield _said(used, "waiver-unused", f"{waiver.code} is not found{_where(waiver)}.", catalogue)
    elif used.state == "ends soon":
        yield _said(used, "waiver-ends-soon", f"The waiver of {waiver.owner} for {waiver.code} ends on {waiver.until}.", catalogue)


def _where(waiver: Waiver) -> str:
    return f" at {waiver.path}" if waiver.path else ""


def _said(used: _Used, check: str, message: str, catalogue: Catalogue) -> Found:
    return _located(plain(catalogue.checks[check], message, place=used.waiver.place, profile=used.waiver.profile), used.waiver)


def _located(found: Found, waiver: Waiver) -> Found:
    return replace(found, path=f"waivers.{waiver.code}" if waiver.code else "waivers")


def _twice(states: list[_Used], catalogue: Catalogue) -> Iterator[Found]:
    first: dict[tuple[str, str, str, str], Waiver] = {}
    for used in states:
        waiver = used.waiver
        key = (waiver.code, waiver.path, waiver.profile, "" if waiver.from_outside else waiver.place.file)
        if waiver.code and not waiver.wrong and first.setdefault(key, waiver) is not waiver:
            yield _said(used, "waiver-twice", f"{waiver.code}{_where(waiver)} is waived at {first[key].place} already.", catalogue)
