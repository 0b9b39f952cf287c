"""The baseline: what was found when checking began and is borne for now, counted by rule, profile and path, never by line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from strategist import files
from strategist.check.making import plain
from strategist.check.selection import named
from strategist.errors import InvalidInputError, Place, Problem
from strategist.models.checking import Found
from strategist.models.knowledge import Catalogue
from strategist.models.settings import Settings
from strategist.nouns import dataclass, replace
from strategist.texts import count

FORMAT = 1
MOST_BYTES = 100_000_000
BORNE = "MCVH"
"""The families that a baseline can hold; files that cannot be read, waivers and drift are dealt with at once."""

Key = tuple[str, str, str]
"""A code, a profile and a path inside it."""

MEND = "bring it back from git, or make a new one with --update-baseline"


@dataclass(frozen=True)
class Baseline:
    """What is borne: how often each key may be found, and on which line of the file it stands."""

    shown: str
    counts: Mapping[Key, int]
    lines: Mapping[Key, int]


def read(file: str, shown: str) -> Baseline:
    """Read a baseline; raises InvalidInputError for one that is missing, broken or of another format."""
    import json  # noqa: PLC0415 - most runs have no baseline

    try:
        text = files.read(file, MOST_BYTES).decode()
        data = json.loads(text, parse_constant=_no_figure)
    except FileNotFoundError:
        raise _refused(Place(shown), "there is no such baseline", "check the path, or make one with --update-baseline") from None
    except OSError as error:
        raise _refused(Place(shown), f"the baseline cannot be read ({error.strerror})", "check the path and who may read it") from None
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise _refused(Place(shown, line, getattr(error, "colno", 1)), "the baseline is not JSON", MEND) from None
    entries = data.get("borne") if isinstance(data, dict) and data.get("format") == FORMAT else None
    if not isinstance(entries, list):
        raise _refused(Place(shown, 1, 1), f"this is no baseline of format {FORMAT}", MEND)
    at = {line.strip().rstrip(","): number for number, line in enumerate(text.splitlines(), start=1)}
    counts = {_key(entry, shown): entry["count"] for entry in entries}
    if len(counts) < len(entries):
        raise _refused(Place(shown, 1, 1), "the baseline lists something twice", MEND)
    return Baseline(shown, counts, {_key(entry, shown): at.get(_line(_key(entry, shown), entry["count"]), 1) for entry in entries})


def _no_figure(_word: str) -> float:
    raise ValueError


def _key(entry: object, shown: str) -> Key:
    fields = [entry.get(name) for name in ("code", "profile", "path")] if isinstance(entry, dict) else []
    number = entry.get("count") if isinstance(entry, dict) else None
    if (
        not fields
        or not all(isinstance(one, str) for one in fields)
        or isinstance(number, bool)
        or not isinstance(number, int)
        or number < 1
    ):
        raise _refused(Place(shown, 1, 1), "an entry of the baseline is broken", MEND)
    code, profile, path = map(str, fields)
    return code, profile, path


def _refused(place: Place, what: str, to_do: str) -> InvalidInputError:
    return InvalidInputError([Problem(place, what, to_do)])


def key(one: Found) -> Key:
    """Give what a finding is known by."""
    return one.code, one.profile, one.path


def marked(found: Iterable[Found], baseline: Baseline, settings: Callable[[Found], Settings]) -> tuple[Found, ...]:
    """Mark what the baseline bears: of each key as many findings as it counts, those that are waived not among them."""
    left = Counter(baseline.counts)
    result = []
    for one in found:
        borne = _can_be_borne(one, settings(one)) and left[key(one)] > 0
        if borne:
            left[key(one)] -= 1
        result.append(replace(one, baselined=True) if borne else one)
    return tuple(result)


def _can_be_borne(one: Found, settings: Settings) -> bool:
    return one.code[0] in BORNE and one.waived is None and not named(one.code, one.rule, settings.mandatory)


@dataclass(frozen=True)
class Scope:
    """What a run can speak of: the profiles it judged, and the codes it looked for. The rest of a baseline is left alone."""

    profiles: Collection[str]
    codes: Collection[str]

    def holds(self, known: Key) -> bool:
        """Tell whether this run would have found what has this key."""
        return known[1] in self.profiles and known[0] in self.codes


def stale(found: Iterable[Found], baseline: Baseline, scope: Scope, catalogue: Catalogue) -> Iterator[Found]:
    """Yield a finding for each entry that bears more than there is."""
    used = Counter(key(one) for one in found if one.baselined)
    for known, number in baseline.counts.items():
        if scope.holds(known) and used[known] < number:
            code, profile, path = known
            what = f"{code}{f' at {path}' if path else ''}"
            message = f"{what} is borne {count(number, 'time')} and found {count(used[known], 'time')} in {profile}."
            place = Place(baseline.shown, baseline.lines[known], 1)
            yield replace(plain(catalogue.checks["baseline-stale"], message, place=place, profile=profile), path=f"{code} {path}".strip())


def updated(
    found: Iterable[Found], before: Baseline | None, scope: Scope, settings: Callable[[Found], Settings], *, growth: bool
) -> Mapping[Key, int]:
    """Count what is found now, and keep what this run cannot speak of; raises InvalidInputError for what is new, unless allowed."""
    bearable = [one for one in found if _can_be_borne(one, settings(one))]
    old = before.counts if before else {}
    if before and not growth:
        left = Counter(old)
        left.subtract(Counter(map(key, bearable)))
        new = [one for one in bearable if left[key(one)] < 0]
        if new:
            raise InvalidInputError(
                Problem(one.place, f"{one.code} {one.rule} is new", "mend it or waive it, or add --allow-growth to bear it") for one in new
            )
    return Counter({known: number for known, number in old.items() if not scope.holds(known)}) + Counter(map(key, bearable))


def rendered(counts: Mapping[Key, int]) -> bytes:
    """Give the content of the file: an entry a line, in order, so that changes merge well."""
    lines = ",\n".join(_line(known, counts[known]) for known in sorted(counts))
    return f'{{"format": {FORMAT}, "borne": [\n{lines}\n]}}\n'.encode()


def _line(known: Key, number: int) -> str:
    import json  # noqa: PLC0415 - as above

    code, profile, path = known
    return json.dumps({"code": code, "profile": profile, "path": path, "count": number})
