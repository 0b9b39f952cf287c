"""What is said of a channel, as people write it: each figure read and held to what can be, and a promise in one line."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from strategist import quantities
from strategist.kinds import Literal
from strategist.nouns import dataclass
from strategist.texts import listed, quoted

Key = Literal["hours_a_week", "contacts_an_hour", "minutes", "agents", "within", "share", "patience"]

HOURS_OF_A_WEEK = 168
MOST_AT_WORK = 20_000
"""People at work at once up to which the formulas are used; the largest centres have about a quarter of that."""

EXAMPLE = "answer within 20 s in 80 %"
WHOLE = 100.0

_NOTHING_NEW = (
    r"(?i:an?|and|answer(s|ed)?|are|at|be|by|call(s|ed|ers?)?|chats?|contacts?|customers?|emails?|for|gets?|in|is|least|letters?|mails?|"
    r"messages?|most|of|our|people|pick(s|ed)?|phone|promise[sd]?|reach(ed)?|repl(y|ies|ied)|requests?|respond(s|ed)?|response|serve[sd]?|"
    r"takes?|telephone|that|the|their|them|they|tickets?|time|to|under|up|us|we|will|with|within|you|your)"
)
"""Words that a promise may hold and that change nothing in it."""

_EVERYBODY = {"all", "always", "any", "anybody", "anyone", "each", "every", "everybody", "everyone"}
_SHORT = r"(?P<share>[0-9][0-9.]*)\s*%?\s*/\s*(?P<time>[0-9][0-9.]*)\s*(?P<unit>[A-Za-z]*)"
_SHARE = r"(?i:[-+]?[0-9][0-9.,]*\s*(?:%|percent\b|per cent\b))"
_TIME = r"[-+]?[0-9][0-9.,]*\s*[A-Za-z]+"
_WORD = r"[^\s,.;:!/]+"


class RefusedError(Exception):
    """What is said cannot be: what is wrong, and what would make sense."""

    def __init__(self, what: str, to_do: str) -> None:
        """Keep the two."""
        super().__init__(what)
        self.what, self.to_do = what, to_do


@dataclass(frozen=True, slots=True)
class _Figure:
    """How a figure is read, what it is called, how one is written, and why and how to mend one of nought, and one of too much."""

    read: Callable[[str], float | None]
    noun: str
    example: str
    nought: tuple[str, str] | None = None
    most: float | None = None
    beyond: tuple[str, str] = ("", "")


def _minutes(written: str) -> float | None:
    """Read a time whose unit may be left out when it is minutes."""
    read = quantities.minutes(written)
    return quantities.number(written) if read is None else read


_FIGURES: Mapping[Key, _Figure] = {
    "hours_a_week": _Figure(
        quantities.number, "number of hours", "40",
        nought=("in no hour is anybody at work", "write the hours of a week, such as 40, or remove this channel"),
        most=HOURS_OF_A_WEEK,
        beyond=("a week has only 168 hours", "write 168 or less"),
    ),
    "contacts_an_hour": _Figure(
        quantities.number, "number of contacts", "300",
        nought=("where nobody calls or writes, nobody is needed", "write how many come in an hour, such as 300, or remove this channel"),
    ),
    "minutes": _Figure(
        _minutes, "time", "220 s",
        nought=("contacts that take no time need nobody", "write how long one takes, such as 220 s"),
    ),
    "agents": _Figure(
        quantities.number, "number of people", "24",
        nought=("with nobody at work nobody is ever answered", "write 1 or more, or leave it out if it is not known"),
        most=MOST_AT_WORK,
        beyond=(f"the formulas end at {MOST_AT_WORK:,} people at work at once", "check the figure, or split the channel"),
    ),
    "within": _Figure(quantities.minutes, "time with a unit", "20 s, 5 min or 4 h"),
    "share": _Figure(
        quantities.percent, "percentage", "80",
        nought=("a promise kept to nobody is none", "write the percentage of contacts, such as 80"),
        most=WHOLE,
        beyond=("there are only 100 in a hundred", "write a percentage below 100, such as 80"),
    ),
    "patience": _Figure(
        quantities.minutes, "time with a unit", "3 min",
        nought=(
            "whoever has no patience hangs up before anybody can answer",
            "write the mean time until people hang up, such as 3 min, or leave it out if it is not known",
        ),
    ),
}  # fmt: skip

REQUIRED: Mapping[Key, str] = {
    "hours_a_week": "write in how many hours of a week people are at work, such as 40",
    "contacts_an_hour": "write how many contacts come in such an hour, such as 300",
    "minutes": "write how long one contact takes, such as 220 s",
}
"""The figures without which a channel says nothing, and what to do where one is missing."""

FIGURES: tuple[Key, ...] = tuple(_FIGURES)


def not_a_figure(key: Key, named: str | None) -> RefusedError:
    """Say that what is written, in words (None: nothing is), is no figure of this kind."""
    kind = _FIGURES[key]
    what = f"no {kind.noun} is given here" if named is None else f"{named} is no {kind.noun}"
    return RefusedError(what, f"write one such as {kind.example}")


def figure(key: Key, written: str) -> float:
    """Read a figure of a channel: times in minutes, a share from 0 to 1; raises RefusedError for what cannot be."""
    kind = _FIGURES[key]
    value = kind.read(written)
    if value is None:
        raise not_a_figure(key, quoted(written) if written.strip() else None)
    if value < 0:
        raise RefusedError(f"{quoted(written)} is below 0", f"write one such as {kind.example}")
    if value == 0 and kind.nought:
        raise RefusedError(*kind.nought)
    if kind.most is not None and value > kind.most:
        raise RefusedError(f"{quoted(written)} is too much: {kind.beyond[0]}", kind.beyond[1])
    if key == "agents" and value % 1:
        raise RefusedError(f"{quoted(written)} is no whole number of people", "write how many are at work at once, such as 24")
    return _share(written, value) if key == "share" else value


def _share(written: str, percent: float) -> float:
    if percent == WHOLE:
        what = "no staff, however large, can promise this to all, since contacts come by chance"
        raise RefusedError(what, "write a percentage below 100, such as 95")
    if percent <= 1:
        raise RefusedError(f"{quoted(written)} is at most one in a hundred", "write percent: 80, not 0.8")
    return round(percent / WHOLE, 8)


def promise(text: str) -> tuple[float | None, float | None]:
    """Read a promise such as `answer within 20 s in 80 %` or `80/20`: its time in minutes and its share, None where one is not said.

    A word that might change the meaning, a second time or a second share is a RefusedError.
    """
    rest, times, shares = text, [], []
    if short := re.search(_SHORT, rest):
        times, shares = [f"{short['time']} {short['unit'] or 's'}"], [short["share"]]
        rest = rest.replace(short[0], " ", 1)
    shares += re.findall(_SHARE, rest)
    rest = re.sub(_SHARE, " ", rest)
    times += [time for time in re.findall(_TIME, rest) if quantities.minutes(time) is not None]
    for time in times:
        rest = rest.replace(time, " ", 1)
    words = re.findall(_WORD, rest)
    shares += ["100" for word in words if word.lower() in _EVERYBODY and not shares]
    strange = [word for word in words if word.lower() not in _EVERYBODY and not re.fullmatch(_NOTHING_NEW, word)]
    if strange or len(times) > 1 or len(shares) > 1 or not (times or shares):
        raise _not_understood(text, strange)
    return figure("within", times[0]) if times else None, figure("share", shares[0]) if shares else None


def _not_understood(text: str, strange: list[str]) -> RefusedError:
    because = f" ({listed([quoted(word) for word in strange[:3]])})" if strange else ""
    to_do = f"write one time and one share, such as “{EXAMPLE}”, with a working day in hours, such as 8 h"
    return RefusedError(f"the promise {quoted(text)} is not understood{because}", to_do)
