"""The value of an answer, read by the type of its question: one reader a type, each giving the value or saying what is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import date
from functools import lru_cache, partial
from itertools import pairwise

from strategist import channels, quantities
from strategist.documents import Document, Route
from strategist.errors import did_you_mean
from strategist.kinds import Any, Literal, TypeVar, cast
from strategist.models.catalogue import Question
from strategist.models.knowledge import Catalogue
from strategist.models.profile import AnswerValue, Channel, Part, Promise, RankedGoal
from strategist.nouns import dataclass, field
from strategist.texts import quoted

WHOLE, ROUNDING = 100.0, 0.5
"""What the shares of a blend add up to, in percent, and how far rounding may leave them from it."""

EXACT = 2**53
"""Whole numbers below this are read as they are; larger ones as they are written."""

NO_ANSWER = "write the answer, or `unknown`, or remove the line"
"""What to do about a question with nothing behind its colon."""

_DATE = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
_DECIMAL_COMMA = r"[0-9],[0-9]{1,2}(?![0-9])"
_CURRENCY = "[A-Z]{3}"
_TRUTHS = {"yes": "true", "y": "true", "on": "true", "no": "false", "n": "false", "off": "false"}

Item = TypeVar("Item")


class WrongAnswerError(Exception):
    """An answer that cannot be read: what is wrong and what to do, at a route of its own if need be."""

    def __init__(self, what: str, to_do: str, route: Route | None = None) -> None:
        """Keep the three."""
        super().__init__(what)
        self.what, self.to_do, self.route = what, to_do, route


@dataclass(frozen=True, slots=True)
class Written:
    """What answers are read from and against; the readers of money note every currency that is named, with its route."""

    document: Document
    catalogue: Catalogue
    currencies: list[tuple[Route, str]] = field(default_factory=list)

    def text(self, route: Route, data: object) -> str:
        """Give a word or a figure as written; a word is that already."""
        return data if type(data) is str else self.document.text(route, str(data))


def value(text: Written, route: Route, question: Question, data: object) -> AnswerValue:
    """Read the value of an answer; raises WrongAnswerError, or a group of them for a list."""
    return _READERS[question.type](text, route, question, data)


def is_no(text: Written, route: Route, data: object, noun: str) -> str:
    """Say that what is written at a route is not what is wanted there: ``2,1m` is no amount of money``."""
    return f"no {noun} is given here" if data is None else f"{_named(text, route, data)} is no {noun}"


def _named(text: Written, route: Route, data: object) -> str:
    if isinstance(data, list):
        return "a list"
    return "a group of keys" if isinstance(data, dict) else quoted(text.text(route, data))


def text_of(text: Written, route: Route, data: Mapping[str, object], key: str) -> str | None:
    """Give the text under a key as written, None when the key is missing."""
    value = data.get(key)
    if isinstance(value, str):
        return value
    if key not in data:
        return None
    if isinstance(data[key], dict | list) or data[key] is None:
        raise WrongAnswerError(f"`{key}` takes text", "write it in words, or remove the line", (*route, key))
    return text.text((*route, key), data[key])


def _words(text: Written, route: Route, _question: Question, data: object) -> str:
    if isinstance(data, (dict, list)):
        raise WrongAnswerError(f"text is wanted here, not {_named(text, route, data)}", "write it in words")
    written = text.text(route, data).strip()
    if not written:
        raise WrongAnswerError("no answer is given here", NO_ANSWER)
    return written


def day(text: Written, route: Route, data: object) -> str:
    """Read a day, a month or a year; raises WrongAnswerError."""
    written = text.text(route, data)
    known = is_day(written)
    if known is None:
        raise WrongAnswerError(is_no(text, route, data, "date"), "write it as 2026-03-31, 2026-03 or 2026", route)
    if not known:
        raise WrongAnswerError(f"the calendar has no {written}", "correct the day, the month or the year", route)
    return written


@lru_cache(maxsize=1024)
def is_day(written: str) -> bool | None:
    """Tell whether the calendar has what is written, None for what does not look like a date; a run meets the same days often."""
    if not re.fullmatch(_DATE, written):
        return None
    year, month, day = (int(part) for part in (written + "-01-01")[: len("2026-03-31")].split("-"))
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _currency(text: Written, route: Route, _question: Question, data: object) -> str:
    if not isinstance(data, str) or not re.fullmatch(_CURRENCY, data):
        code = quantities.SYMBOLS.get(str(data), str(data).upper())
        to_do = f"write {code}" if re.fullmatch(_CURRENCY, code) else "write three capital letters, such as EUR"
        raise WrongAnswerError(is_no(text, route, data, "currency code"), to_do)
    text.currencies.append((route, data))
    return data


def _money(text: Written, route: Route, question: Question, data: object) -> float:
    read = quantities.money(_figure(text, route, data))
    if read is None:
        raise WrongAnswerError(is_no(text, route, data, "amount of money"), _such_as(question, data, "2.1m"))
    if read[1]:
        text.currencies.append((route, read[1]))
    return _bounded(text, route, question, read[0])


def _number(text: Written, route: Route, question: Question, data: object) -> float:
    if type(data) is int and abs(data) < EXACT:
        return _bounded(text, route, question, float(data))
    written = _figure(text, route, data)
    # `8m` is eight minutes where minutes are wanted, and eight million elsewhere.
    duration = quantities.minutes(written) if question.unit == "minutes" else None
    read = quantities.number(written) if duration is None else duration
    if read is None:
        noun = f"number of {question.unit}" if question.unit else "number"
        raise WrongAnswerError(is_no(text, route, data, noun), _such_as(question, data, "8"))
    return _bounded(text, route, question, read)


def _percent(text: Written, route: Route, question: Question, data: object) -> float:
    read = quantities.percent(_figure(text, route, data))
    if read is None:
        raise WrongAnswerError(is_no(text, route, data, "percentage"), _such_as(question, data, "8"))
    return _bounded(text, route, question, read)


def _figure(text: Written, route: Route, data: object) -> str:
    """Give a figure as written, and nothing for what cannot be one."""
    return "" if isinstance(data, (bool, dict, list)) else text.text(route, data)


def _such_as(question: Question, data: object, otherwise: str) -> str:
    if isinstance(data, str) and re.search(_DECIMAL_COMMA, data):
        return "write decimals after a point, as in 2.5"
    return f"write one such as {question.example or otherwise}"


def _bounded(text: Written, route: Route, question: Question, value: float) -> float:
    such = f", such as {question.example}" if question.example else ""
    for bound, beyond, or_so in ((question.minimum, "below", "more"), (question.maximum, "above", "less")):
        if bound is not None and (value < bound if beyond == "below" else value > bound):
            limit = quantities.plain(bound)
            raise WrongAnswerError(f"{_named(text, route, value)} is {beyond} {limit}", f"write {limit} or {or_so}{such}")
    return value


def _yes_no(text: Written, route: Route, _question: Question, data: object) -> bool:
    if isinstance(data, bool):
        return data
    word = str(data).lower()
    if word in _TRUTHS.values():
        raise WrongAnswerError(f"{quoted(data)} is text here", "write it in small letters and without quotes")
    to_do = f"write {_TRUTHS[word]}" if word in _TRUTHS else "write true, false or unknown"
    raise WrongAnswerError(f"this is answered with true or false, not with {_named(text, route, data)}", to_do)


def _choice(text: Written, route: Route, question: Question, data: object) -> str:
    if isinstance(data, str) and data in question.slugs:
        return data
    slugs = [option.id for option in question.options]
    renamed = next((option for option in question.options if data in option.was), None)
    if renamed:
        raise WrongAnswerError(f"the option {quoted(data)} of `{question.id}` has a new name", f"write `{renamed.id}`")
    to_do = "write one of " + ", ".join(slugs)
    if isinstance(data, bool) or str(data).lower() in _TRUTHS:
        raise WrongAnswerError(f"`{question.id}` is not a yes-or-no question", to_do)
    if str(data).isdecimal():
        raise WrongAnswerError(f"{quoted(data)} is a number, not the word of an option", to_do)
    to_do = did_you_mean(data, slugs) if isinstance(data, str) else to_do
    raise WrongAnswerError(is_no(text, route, data, f"option of `{question.id}`"), to_do)


def _ranking(text: Written, route: Route, _question: Question, data: object) -> tuple[RankedGoal, ...]:
    if not isinstance(data, list):
        raise WrongAnswerError("goals are a list, most important first", "write each goal after a dash")
    if not data:
        raise WrongAnswerError("no goal is given here", "name at least one, or write unknown")
    goals = _each(text, route, data, _goal)
    _once(route, [goal.goal for goal in goals], "goal")
    _all_or_none(route, [goal.weight for goal in goals], "goal", "weight")
    for index, (one, other) in enumerate(pairwise(goals)):
        if (one.weight or 0) < (other.weight or 0):
            what, to_do = "this goal weighs more than the one above it", "put the goal with the largest weight first"
            raise WrongAnswerError(what, to_do, (*route, index + 1, "weight"))
    return goals


def _goal(text: Written, route: Route, item: object) -> RankedGoal:
    fields = _fields(route, item, ("goal", "weight"), "goal")
    name = _name(text, route, fields, "goal")
    if "weight" not in fields:
        return RankedGoal(name)
    weight, at = fields["weight"], (*route, "weight")
    if isinstance(weight, bool) or not isinstance(weight, int | float) or weight <= 0:
        raise WrongAnswerError(is_no(text, at, weight, "weight"), "write a number above 0", at)
    return RankedGoal(name, float(weight))


def _strategy(text: Written, route: Route, _question: Question, data: object) -> tuple[Part, ...]:
    if isinstance(data, dict):
        raise WrongAnswerError("the parts of a blend are a list", "write each part after a dash")
    if not isinstance(data, list):
        return (_part(text, route, data),)
    if not data:
        raise WrongAnswerError("the blend has no parts", "name a strategy, or write unknown")
    parts = _each(text, route, data, _part)
    _once(route, [part.strategy for part in parts], "strategy")
    shares = [part.share for part in parts]
    _all_or_none(route, shares, "part", "share")
    total = round(sum(share or 0 for share in shares) * WHOLE, 4)
    if shares[0] is not None and abs(total - WHOLE) > ROUNDING:
        to_do = "write percent: 60, not 0.6" if total <= 1 + ROUNDING / WHOLE else "correct the shares"
        raise WrongAnswerError(f"the shares add up to {quantities.plain(total)}, not 100", to_do)
    return parts


def _part(text: Written, route: Route, item: object) -> Part:
    fields = _fields(route, item, ("strategy", "share", "to"), "part of a blend")
    name = _name(text, route, fields, "strategy")
    return Part(name, _share(text, (*route, "share"), fields), text_of(text, route, fields, "to"))


def _share(text: Written, route: Route, fields: Mapping[str, object]) -> float | None:
    if "share" not in fields:
        return None
    read = quantities.percent(_figure(text, route, fields["share"]))
    if read is None or not 0 < read <= WHOLE:
        raise WrongAnswerError(is_no(text, route, fields["share"], "share"), "write a percentage above 0, such as 60", route)
    return round(read / WHOLE, 8)


def _promises(text: Written, route: Route, _question: Question, data: object) -> tuple[Promise, ...]:
    if not isinstance(data, list):
        raise WrongAnswerError("promises are a list", "write each promise after a dash")
    return _each(text, route, data, _promise)


def _promise(text: Written, route: Route, item: object) -> Promise:
    if isinstance(item, str) and item.strip():
        return Promise(text=item)
    if not isinstance(item, dict) or not item:
        raise WrongAnswerError("a promise is text, or has measure, figure and unit", "write what was promised", route)
    fields = _fields(route, item, ("measure", "figure", "unit", "text"), "promise")
    figure, at = fields.get("figure"), (*route, "figure")
    if "figure" in fields and (isinstance(figure, bool) or not isinstance(figure, int | float) or figure < 0):
        raise WrongAnswerError(is_no(text, at, figure, "figure"), "write a number, and its unit under `unit`", at)
    texts = {key: text_of(text, route, fields, key) for key in ("measure", "unit", "text")}
    return Promise(figure=None if figure is None else float(figure), **texts)


def _channels(text: Written, route: Route, _question: Question, data: object) -> tuple[Channel, ...]:
    if not isinstance(data, list):
        raise WrongAnswerError("channels are a list", "write each channel after a dash, with its figures")
    if not data:
        raise WrongAnswerError("no channel is given here", "name at least one, or write unknown")
    read = _each(text, route, data, _channel)
    _once(route, [str(channel) for channel in read], "channel", "name the part of the week of each under `part`, or keep one of the two")
    for index, channel in enumerate(read):
        hours = sum(other.hours_a_week for other in read[: index + 1] if other.channel == channel.channel)
        if hours > channels.HOURS_OF_A_WEEK:
            what = f"the parts of {quoted(channel.channel)} make {quantities.plain(hours)} hours, and a week has 168"
            raise WrongAnswerError(what, "correct the hours, or give a second line a name of its own", (*route, index, "hours_a_week"))
    return read


def _channel(text: Written, route: Route, item: object) -> Channel:
    fields = _fields(route, item, ("channel", "part", *channels.FIGURES), "channel")
    keys = [*channels.REQUIRED, *(key for key in channels.FIGURES if key in fields and key not in channels.REQUIRED)]
    figures = dict(zip(keys, _taken(((*route, key), partial(_channel_figure, text, route, fields, key)) for key in keys), strict=True))
    if ("within" in fields) is not ("share" in fields):
        missing, to_do = ("share", "write the percentage, such as 80") if "within" in fields else ("within", "write the time, such as 20 s")
        raise WrongAnswerError(f"this promise has no `{missing}`", to_do, route)
    busy = figures["contacts_an_hour"] * figures["minutes"] / 60
    if busy > channels.MOST_AT_WORK:
        what = f"these contacts keep {quantities.brief(busy)} people busy at once, and the formulas end at {channels.MOST_AT_WORK:,}"
        raise WrongAnswerError(what, "check contacts_an_hour and minutes, or split the channel", route)
    agents = int(figures.pop("agents")) if "agents" in figures else None
    return Channel(_channel_name(text, route, fields), part=text_of(text, route, fields, "part"), agents=agents, **figures)


def _channel_name(text: Written, route: Route, fields: Mapping[str, object]) -> str:
    name = text_of(text, route, fields, "channel")
    if not name or not name.strip():
        raise WrongAnswerError("this channel has no name", "write `channel: telephone`, or what it is", route)
    return name


def _channel_figure(text: Written, route: Route, fields: Mapping[str, object], key: channels.Key) -> float:
    if key not in fields:
        raise WrongAnswerError(f"this channel has no `{key}`", channels.REQUIRED[key], route)
    at, data = (*route, key), fields[key]
    try:
        if isinstance(data, (bool, dict, list)) or data is None:
            raise channels.not_a_figure(key, None if data is None else _named(text, at, data))
        return channels.figure(key, text.text(at, str(data)))
    except channels.RefusedError as error:
        raise WrongAnswerError(error.what, error.to_do, at) from None


def _each(text: Written, route: Route, items: list[object], read: Callable[[Written, Route, object], Item]) -> tuple[Item, ...]:
    """Read every item of a list; raises all that is wrong with them as one group."""
    with suppress(WrongAnswerError, ExceptionGroup):
        return tuple([read(text, (*route, index), item) for index, item in enumerate(items)])
    return _taken(((*route, index), partial(read, text, (*route, index), item)) for index, item in enumerate(items))


def _taken(steps: Iterable[tuple[Route, Callable[[], Item]]]) -> tuple[Item, ...]:
    """Take every step, each at its route; raises all that is wrong as one group."""
    values: list[Item] = []
    wrong: list[WrongAnswerError] = []
    for route, step in steps:
        try:
            values.append(step())
        except* WrongAnswerError as group:
            # A step may itself have taken steps, whose group then is this one; groups never stand inside groups.
            errors = cast("tuple[WrongAnswerError, ...]", group.exceptions)
            wrong += [WrongAnswerError(error.what, error.to_do, error.route or route) for error in errors]
    if wrong:
        raise ExceptionGroup("wrong items", wrong)
    return tuple(values)


def _fields(route: Route, item: object, known: tuple[str, ...], noun: str) -> Mapping[str, Any]:
    """Give the keys of an item; one that has none is the first of those known."""
    if not isinstance(item, dict):
        return {known[0]: item}
    for key in item:
        if key not in known:
            raise WrongAnswerError(f"a {noun} has no {quoted(key)}", did_you_mean(key, known), (*route, key))
    return item


def _name(text: Written, route: Route, fields: Mapping[str, object], noun: Literal["goal", "strategy"]) -> str:
    """Give the name of a goal or a strategy that exists."""
    known: Mapping[str, object] = text.catalogue.goals if noun == "goal" else text.catalogue.strategies
    otherwise = "" if noun == "goal" else "`strategist menu` lists them"
    if noun not in fields:
        raise WrongAnswerError(f"this names no {noun}", f"write it under `{noun}`", route)
    name = fields[noun]
    if isinstance(name, str) and name in known:
        return name
    at = (*route, noun) if text.document.part((*route, noun)) is not None else route
    to_do = did_you_mean(name if isinstance(name, str) else "", known, otherwise=otherwise)
    raise WrongAnswerError(is_no(text, at, name, noun), to_do, at)


def _all_or_none(route: Route, values: list[float | None], owner: str, noun: str) -> None:
    if None in values and any(values):
        what, to_do = f"this {owner} has no {noun}, and another has one", f"give every {owner} a {noun}, or none"
        raise WrongAnswerError(what, to_do, (*route, values.index(None)))


def _once(route: Route, names: Iterable[str], noun: str, to_do: str = "keep one of the two") -> None:
    seen: set[str] = set()
    for index, name in enumerate(names):
        if name in seen:
            raise WrongAnswerError(f"the {noun} {quoted(name)} stands twice", to_do, (*route, index))
        seen.add(name)


_Read = Callable[[Written, Route, Question, object], AnswerValue]
_READERS: Mapping[str, _Read] = {
    "dimension": _choice,
    "choice": _choice,
    "text": _words,
    "long-text": _words,
    "date": lambda text, route, _question, data: day(text, route, data),
    "currency": _currency,
    "money": _money,
    "number": _number,
    "percent": _percent,
    "yes-no": _yes_no,
    "ranking": _ranking,
    "strategy": _strategy,
    "promises": _promises,
    "channels": _channels,
}
