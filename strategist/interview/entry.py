"""What a person types at a question, as plain data for a profile: numbers and words of options, sums, lists in one line."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from strategist import channels, quantities, scalars
from strategist.editing import AsWritten
from strategist.interview.state import Give, Slip
from strategist.models.catalogue import Question
from strategist.models.knowledge import Catalogue
from strategist.nouns import dataclass
from strategist.texts import clean, listed, quoted

MOST = 10_000
"""Characters of one answer; a longer one was not typed."""

UNSHOWN = "\ufffd"
"""What `clean` makes of a character that cannot be shown; pasted text may bring some, and an answer needs none."""

NOTHING = {"none", "nothing", "no promise", "no promises"}
_YES, _NO = {"y", "yes", "true", "1"}, {"n", "no", "false", "2"}
_SHARE = re.compile(r"\s+(?P<share>[0-9][0-9.]*)\s*(?:%|percent)?$")
_AUDIENCE = re.compile(r"\s+(?:for|to)\s+(?P<to>.+)$")
_PROMISE = re.compile(r"(?P<measure>[^:]+):\s*(?P<figure>[0-9][0-9.]*)\s*(?P<unit>\D.*)?")
_POINTS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3}){2,}")
_DAY_FIRST = re.compile(r"(?P<day>[0-9]{1,2})\.\s?(?P<month>[0-9]{1,2})\.\s?(?P<year>[0-9]{4})")
_IN_WORDS = re.compile(r"(?:(?P<day>[0-9]{1,2})\.?\s+)?(?P<month>[A-Za-z]{3,})\.?\s+(?P<year>[0-9]{4})")
MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_AMOUNT = r"[0-9][0-9.,]*"
_PHRASES: tuple[tuple[str, str], ...] = (
    ("hours_a_week", r"24/7"),
    ("hours_a_week", rf"(?P<hours_a_week>{_AMOUNT})\s*(?:hours?|h)\b.*"),
    ("contacts_an_hour", rf"(?P<contacts_an_hour>{_AMOUNT}[km]?)[\w ]*?\b(?:an|per)\s+hour(?:\s+(?:of|at|taking)\s+(?P<minutes>.+))?"),
    ("agents", rf"(?P<agents>{_AMOUNT})\s*(?:people|persons?|agents?|staff)\b.*"),
    ("minutes", rf"(?:each\s+)?(?:of|takes?|taking)?\s*(?P<minutes>{_AMOUNT}\s*[a-z]+)(?:\s+each)?"),
    ("patience", r"(?:patience|hang(?:ing)? up after|give up after)\s*(?:of\s*)?(?P<patience>.+)"),
)
"""What a phrase about a channel may say; the first shape that fits decides."""


LACKING: Mapping[channels.Key, str] = {
    "hours_a_week": "in how many hours a week people are at work",
    "contacts_an_hour": "how many contacts come in an hour",
    "minutes": "how long one contact takes",
}
"""What a channel must say, in words."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be chosen: its id, its words, and a word more about it."""

    id: str
    label: str
    more: str = ""


class SlipError(Exception):
    """What was typed cannot be read."""

    def __init__(self, what: str, to_do: str) -> None:
        """Keep what is wrong and what to do."""
        super().__init__(what)
        self.what, self.to_do = what, to_do


def choices(question: Question, catalogue: Catalogue) -> tuple[Choice, ...]:
    """Give what can be chosen, in the order shown; nothing for a question that is answered in words or figures."""
    if question.type == "yes-no":
        return (Choice("true", "Yes"), Choice("false", "No"))
    if question.type == "strategy":
        return tuple(Choice(strategy.id, strategy.name, strategy.summary) for strategy in catalogue.strategies.values())
    if question.type == "ranking":
        return tuple(Choice(goal.id, goal.name) for goal in catalogue.goals.values())
    return tuple(Choice(option.id, option.label) for option in question.options)


def read(question: Question, catalogue: Catalogue, typed: str) -> Give | Slip:
    """Read what was typed; what cannot be read is a slip that says what was expected, and keeps it."""
    if len(typed) > MOST:
        return Slip(f"this answer has {len(typed):,} characters", f"write at most {MOST:,}", typed)
    bare = " ".join(clean(typed).replace(UNSHOWN, "").split())
    try:
        return Give(_READERS.get(question.type, _written)(question, catalogue, bare), typed)
    except SlipError as error:
        return Slip(error.what, error.to_do, typed)


def _written(_question: Question, _catalogue: Catalogue, typed: str) -> object:
    return typed


def _figure(question: Question, _catalogue: Catalogue, typed: str) -> object:
    """Take off the unit that the question names; the rest is read as in a profile."""
    unit = (question.unit or "").lower()
    for ending in (unit, unit.removeprefix("% "), unit.split(" ")[0] if unit[:1] != "%" else ""):
        if ending and typed.lower().endswith(f" {ending}") and quantities.minutes(typed) is None:
            typed = typed[: -len(ending)].strip()
    return as_number(typed.replace(".", "") if _POINTS.fullmatch(typed) else typed)


def _date(_question: Question, _catalogue: Catalogue, typed: str) -> object:
    """Read a date with the month in words, or the day first and points between, as 2026-03-31; the rest is left to the profile."""
    if match := _DAY_FIRST.fullmatch(typed):
        return f"{match['year']}-{int(match['month']):02}-{int(match['day']):02}"
    if match := _IN_WORDS.fullmatch(typed):
        month = next((number for number, name in enumerate(MONTHS, start=1) if name.startswith(match["month"].lower())), None)
        if month is not None:
            return f"{match['year']}-{month:02}" + (f"-{int(match['day']):02}" if match["day"] else "")
    return as_number(typed)


def as_number(typed: str) -> object:
    """Keep a figure as it was written, without the quotes that text of digits would need."""
    return AsWritten(typed) if isinstance(scalars.resolved(typed), int | float) else typed


def _currency(_question: Question, _catalogue: Catalogue, typed: str) -> object:
    return quantities.SYMBOLS.get(typed, typed.upper())


def _yes_no(_question: Question, _catalogue: Catalogue, typed: str) -> object:
    word = typed.lower()
    if word not in _YES | _NO:
        raise SlipError(f"{quoted(typed)} is neither yes nor no", "answer yes or no, or say that you do not know")
    return word in _YES


def _option(question: Question, catalogue: Catalogue, typed: str) -> object:
    return chosen(choices(question, catalogue), typed)


def chosen(offered: Sequence[Choice], typed: str) -> str:
    """Find the choice meant by its number, its id or some of its words; raises SlipError."""
    if typed.isascii() and typed.isdecimal():
        if 1 <= int(typed) <= len(offered):
            return offered[int(typed) - 1].id
        raise SlipError(f"there is no answer {quoted(typed)}", f"type a number from 1 to {len(offered)}, or some words of an answer")
    found = matching(offered, typed)
    if len(found) == 1:
        return found[0].id
    if found:
        named = listed([f"“{choice.label}”" for choice in found[:3]], last="or")
        raise SlipError(f"{quoted(typed)} may be {named}", "type its number")
    raise SlipError(f"{quoted(typed)} is none of the answers", f"type a number from 1 to {len(offered)}, or some words of an answer")


def matching(offered: Sequence[Choice], typed: str) -> list[Choice]:
    """Give the choices that hold every word typed: those whose name is just that, else whose name holds it, else whose summary does."""
    word = typed.casefold()
    names = {choice: f"{choice.id} {choice.label}".casefold() for choice in offered}
    return (
        [choice for choice in offered if word in {choice.id, choice.label.casefold()}]
        or [choice for choice, name in names.items() if all(part in name for part in word.split())]
        or [choice for choice, name in names.items() if all(part in f"{name} {choice.more}".casefold() for part in word.split())]
    )


def _strategy(question: Question, catalogue: Catalogue, typed: str) -> object:
    offered = choices(question, catalogue)
    parts = [part.strip() for part in typed.split(";") if part.strip()]
    if len(parts) == 1 and not _SHARE.search(typed) and not _AUDIENCE.search(typed):
        return chosen(offered, typed)
    return [_part(offered, part) for part in parts]


def _part(offered: Sequence[Choice], typed: str) -> dict[str, object]:
    """Read a part of a blend: which, its share in percent, and whom it is for, such as `1 60 % for private buyers`."""
    found: dict[str, object] = {}
    if (audience := _AUDIENCE.search(typed)) and not matching(offered, typed):
        typed, found["to"] = typed[: audience.start()], audience["to"]
    if share := _SHARE.search(typed):
        typed, found["share"] = typed[: share.start()], as_number(share["share"])
    return {"strategy": chosen(offered, typed.strip()), **found}


def _ranking(question: Question, catalogue: Catalogue, typed: str) -> object:
    offered = choices(question, catalogue)
    separator = r"[,;\s]+" if re.fullmatch(r"[0-9,;\s]+", typed) else r"[,;]"
    return [chosen(offered, part.strip()) for part in re.split(separator, typed) if part.strip()]


def _promises(_question: Question, _catalogue: Catalogue, typed: str) -> object:
    if typed.lower().rstrip(".") in NOTHING:
        return []
    return [_promise(part.strip()) for part in typed.split(";") if part.strip()]


def _promise(typed: str) -> object:
    match = _PROMISE.fullmatch(typed)
    if match is None:
        return {"text": typed}
    found: dict[str, object] = {"measure": match["measure"].strip(), "figure": scalars.resolved(match["figure"])}
    return found | ({"unit": match["unit"].strip()} if match["unit"] else {})


def _channels(_question: Question, _catalogue: Catalogue, typed: str) -> object:
    return [_channel(part.strip()) for part in typed.split(";") if part.strip()]


def _channel(typed: str) -> dict[str, object]:
    """Read `telephone, weekdays 9-17: 40 hours a week, 300 contacts an hour of 220 s, 24 people, 80 % within 20 s`."""
    head, colon, body = typed.rpartition(": ")
    if not colon:
        raise SlipError(f"{quoted(typed)} has no figures", "name the channel, then a colon, then the figures")
    name, _, part = head.partition(",")
    found: dict[str, object] = {"channel": name.strip(), **({"part": part.strip()} if part.strip() else {})}
    for phrase in (piece.strip() for piece in body.split(",")):
        found |= _phrase(phrase)
    for key, what in LACKING.items():
        if key not in found:
            raise SlipError(f"{quoted(name.strip())} does not say {what}", channels.REQUIRED[key])
    return found


def _phrase(phrase: str) -> dict[str, object]:
    for key, shape in _PHRASES:
        if match := re.fullmatch(shape, phrase, re.IGNORECASE):
            named = {name: as_number(value.strip()) for name, value in match.groupdict().items() if value}
            return named or {key: channels.HOURS_OF_A_WEEK}
    try:
        within, share = channels.promise(phrase)
    except channels.RefusedError:
        to_do = "write such as 40 hours a week, 300 contacts an hour of 220 s, 24 people, 80 % within 20 s, patience 3 min"
        raise SlipError(f"{quoted(phrase)} is not understood", to_do) from None
    times: dict[str, object] = {} if within is None else {"within": f"{quantities.plain(round(60 * within, 3)).replace(',', '')} s"}
    return times | ({} if share is None else {"share": AsWritten(quantities.plain(100 * share))})


_Read = Callable[[Question, Catalogue, str], object]
_READERS: Mapping[str, _Read] = {
    "dimension": _option,
    "choice": _option,
    "yes-no": _yes_no,
    "strategy": _strategy,
    "ranking": _ranking,
    "currency": _currency,
    "money": _figure,
    "number": _figure,
    "percent": _figure,
    "date": _date,
    "promises": _promises,
    "channels": _channels,
}
