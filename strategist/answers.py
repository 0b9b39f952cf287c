"""The value of an answer, read by the type of its question: one reader a type, each giving the value or saying what is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from strategist import quantities
from strategist.catalogue import Catalogue
from strategist.documents import Document, Route
from strategist.errors import did_you_mean
from strategist.models.catalogue import Question
from strategist.models.profile import AnswerValue, Part, Promise, RankedGoal
from strategist.texts import shortened

WHOLE, ROUNDING = 100.0, 0.5
"""What the shares of a blend add up to, in percent, and how far rounding may leave them from it."""

_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_CURRENCY = re.compile(r"[A-Z]{3}")
_SAYS_YES = {"yes", "y", "on"}
_SAYS_NO = {"no", "n", "off"}
_SHOWN = 40

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


def value(text: Written, route: Route, question: Question, data: object) -> AnswerValue:
    """Read the value of an answer; raises WrongAnswerError, or a group of them for a list."""
    return _READERS[question.type](text, route, question, data)


def text_of(text: Written, route: Route, data: Mapping[str, object], key: str) -> str | None:
    """Give the text under a key as written, None when the key is missing."""
    if key not in data:
        return None
    if isinstance(data[key], dict | list) or data[key] is None:
        raise WrongAnswerError(f"`{key}` is text", "write it in words", (*route, key))
    return text.document.text((*route, key), str(data[key]))


def _words(text: Written, route: Route, _question: Question, data: object) -> str:
    if isinstance(data, dict | list):
        raise WrongAnswerError("this is text, not a list", "write it in words")
    return text.document.text(route, str(data)).strip()


def day(text: Written, route: Route, data: object) -> str:
    """Read a day, a month or a year; raises WrongAnswerError."""
    written = text.document.text(route, str(data))
    if not _is_date(written):
        raise WrongAnswerError(f"`{_short(written)}` is no date", "write it as 2026-03-31, 2026-03 or 2026", route)
    return written


def _is_date(written: str) -> bool:
    if not _DATE.fullmatch(written):
        return False
    year, month, day = (int(part) for part in (written + "-01-01")[: len("2026-03-31")].split("-"))
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _currency(text: Written, route: Route, _question: Question, data: object) -> str:
    written = str(data)
    if not _CURRENCY.fullmatch(written):
        raise WrongAnswerError(f"`{written}` is no currency code", "write three capital letters, such as EUR")
    text.currencies.append((route, written))
    return written


def _money(text: Written, route: Route, question: Question, data: object) -> float:
    written = text.document.text(route, str(data))
    read = None if isinstance(data, bool | dict | list) else quantities.money(written)
    if read is None:
        raise WrongAnswerError(f"`{_short(data)}` is no amount of money", f"write it as {question.example or '2.1m'}")
    if read[1]:
        text.currencies.append((route, read[1]))
    return _bounded(question, read[0])


def _number(text: Written, route: Route, question: Question, data: object) -> float:
    written = text.document.text(route, str(data))
    read = None if isinstance(data, bool | dict | list) else quantities.number(written)
    if read is None and question.unit == "minutes" and isinstance(data, str):
        read = quantities.minutes(written)
    if read is None:
        unit = f" {question.unit}" if question.unit else ""
        raise WrongAnswerError(f"`{_short(data)}` is no number{' of' if unit else ''}{unit}", f"write it as {question.example or '8'}")
    return _bounded(question, read)


def _percent(text: Written, route: Route, question: Question, data: object) -> float:
    read = None if isinstance(data, bool | dict | list) else quantities.percent(text.document.text(route, str(data)))
    if read is None:
        raise WrongAnswerError(f"`{_short(data)}` is no percentage", f"write it as {question.example or '8'}")
    return _bounded(question, read)


def _bounded(question: Question, value: float) -> float:
    if question.minimum is not None and value < question.minimum:
        least = quantities.plain(question.minimum)
        raise WrongAnswerError(f"{quantities.plain(value)} is below {least}", f"write {least} or more, such as {question.example}")
    if question.maximum is not None and value > question.maximum:
        most = quantities.plain(question.maximum)
        raise WrongAnswerError(f"{quantities.plain(value)} is above {most}", f"write {most} or less, such as {question.example}")
    return value


def _yes_no(_text: Written, _route: Route, _question: Question, data: object) -> bool:
    if isinstance(data, bool):
        return data
    if str(data).lower() in _SAYS_YES | _SAYS_NO:
        meant = "true" if str(data).lower() in _SAYS_YES else "false"
        raise WrongAnswerError(f"`{data}` is not a truth value in YAML 1.2", f"write {meant}")
    raise WrongAnswerError(f"`{_short(data)}` is neither true nor false", "write true, false or unknown")


def _choice(_text: Written, _route: Route, question: Question, data: object) -> str:
    slugs = [option.id for option in question.options]
    if isinstance(data, str) and data in slugs:
        return data
    renamed = next((option for option in question.options if data in option.was), None)
    if renamed:
        raise WrongAnswerError(f"the option `{data}` of `{question.id}` has a new name", f"write `{renamed.id}`")
    if isinstance(data, bool) or str(data).lower() in _SAYS_YES | _SAYS_NO:
        raise WrongAnswerError(f"`{question.id}` is not a yes-or-no question", "write one of " + ", ".join(slugs))
    if isinstance(data, int) and question.type == "dimension" and 0 <= data < len(slugs):
        raise WrongAnswerError("an answer is an option's word, not its number", f"`{slugs[data]}` is number {data}")
    raise WrongAnswerError(f"`{question.id}` has no option `{_short(data)}`", did_you_mean(data, slugs))


def _ranking(text: Written, route: Route, _question: Question, data: object) -> tuple[RankedGoal, ...]:
    if not isinstance(data, list) or not data:
        raise WrongAnswerError("goals are a list, most important first", "write one goal a line, each after a dash")
    goals = _each(text, route, data, _goal)
    _once(route, [goal.goal for goal in goals], "goal")
    if any(goal.weight for goal in goals) and not all(goal.weight for goal in goals):
        raise WrongAnswerError("some goals carry a weight and some do not", "give every goal a weight, or none")
    weights = [goal.weight or 0 for goal in goals]
    if any(weights) and weights != sorted(weights, reverse=True):
        raise WrongAnswerError("the weights do not fall with the ranking", "put the goal with the largest weight first")
    return goals


def _goal(text: Written, route: Route, item: object) -> RankedGoal:
    fields = _fields(route, item, ("goal", "weight"), "goal")
    name = fields.get("goal", item)
    if name not in text.catalogue.goals:
        raise WrongAnswerError(f"there is no goal `{_short(name)}`", did_you_mean(name, text.catalogue.goals), route)
    weight = fields.get("weight")
    if weight is not None and (isinstance(weight, bool) or not isinstance(weight, int | float) or weight <= 0):
        raise WrongAnswerError(f"`{_short(weight)}` is no weight", "write a number above 0", (*route, "weight"))
    return RankedGoal(str(name), float(weight) if weight is not None else None)


def _strategy(text: Written, route: Route, _question: Question, data: object) -> tuple[Part, ...]:
    if not isinstance(data, list):
        return (_part(text, route, data),)
    if not data:
        raise WrongAnswerError("the blend has no parts", "name a strategy, or write unknown")
    parts = _each(text, route, data, _part)
    _once(route, [part.strategy for part in parts], "strategy")
    shares = [part.share for part in parts if part.share is not None]
    if shares and len(shares) != len(parts):
        raise WrongAnswerError("some parts of the blend have a share and some do not", "give every part a share, or none")
    total = round(sum(shares) * WHOLE, 4)
    if shares and abs(total - WHOLE) > ROUNDING:
        hint = "write percent: 60, not 0.6" if total <= 1 + ROUNDING / WHOLE else "correct the shares"
        raise WrongAnswerError(f"the shares add up to {quantities.plain(total)}, not 100", hint)
    return parts


def _part(text: Written, route: Route, item: object) -> Part:
    fields = _fields(route, item, ("strategy", "share", "to"), "part of a blend")
    name = fields.get("strategy", item)
    if name not in text.catalogue.strategies:
        hint = did_you_mean(name, text.catalogue.strategies, otherwise="see `strategist menu` for the ten")
        raise WrongAnswerError(f"there is no strategy `{_short(name)}`", hint, route)
    share = None
    if "share" in fields:
        read = quantities.percent(text.document.text((*route, "share"), str(fields["share"])))
        if read is None or isinstance(fields["share"], bool) or not 0 < read <= WHOLE:
            raise WrongAnswerError(f"`{_short(fields['share'])}` is no share", "write a percentage above 0, such as 60", (*route, "share"))
        share = read / WHOLE
    return Part(str(name), share, text_of(text, route, fields, "to"))


def _promises(text: Written, route: Route, _question: Question, data: object) -> tuple[Promise, ...]:
    if not isinstance(data, list):
        raise WrongAnswerError("promises are a list", "write each promise after a dash")
    return _each(text, route, data, _promise)


def _promise(text: Written, route: Route, item: object) -> Promise:
    if isinstance(item, str):
        return Promise(text=item)
    if item is None or isinstance(item, list):
        raise WrongAnswerError("a promise is text, or has measure, figure and unit", "write what was promised", route)
    fields = _fields(route, item, ("measure", "figure", "unit", "text"), "promise")
    if not fields:
        raise WrongAnswerError("a promise is text, or has measure, figure and unit", "write what was promised", route)
    figure = fields.get("figure")
    if figure is not None and (isinstance(figure, bool) or not isinstance(figure, int | float) or figure < 0):
        raise WrongAnswerError(f"`{_short(figure)}` is no figure", "write a number, and its unit under `unit`", (*route, "figure"))
    texts = {key: text_of(text, route, fields, key) for key in ("measure", "unit", "text")}
    return Promise(figure=float(figure) if figure is not None else None, **texts)


def _each(text: Written, route: Route, items: list[object], read: Callable[[Written, Route, object], Item]) -> tuple[Item, ...]:
    """Read every item of a list; raises all that is wrong with them as one group."""
    values: list[Item] = []
    wrong: list[WrongAnswerError] = []
    for index, item in enumerate(items):
        try:
            values.append(read(text, (*route, index), item))
        except WrongAnswerError as error:
            wrong.append(WrongAnswerError(error.what, error.to_do, error.route or (*route, index)))
    if wrong:
        raise ExceptionGroup("wrong items", wrong)
    return tuple(values)


def _fields(route: Route, item: object, known: tuple[str, ...], noun: str) -> Mapping[str, object]:
    if not isinstance(item, dict):
        return {}
    for key in item:
        if key not in known:
            raise WrongAnswerError(f"a {noun} has no `{key}`", did_you_mean(key, known), (*route, key))
    if not item:
        raise WrongAnswerError(f"this {noun} is empty", f"write its {known[0]}", route)
    return item


def _once(route: Route, names: Iterable[str], noun: str) -> None:
    seen: set[str] = set()
    for index, name in enumerate(names):
        if name in seen:
            raise WrongAnswerError(f"the {noun} `{name}` stands twice", "keep one of the two", (*route, index))
        seen.add(name)


def _short(data: object) -> str:
    return shortened(str(data), _SHOWN)


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
}
