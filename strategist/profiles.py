"""A document to a profile: every answer read by the type of its question, every problem named with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from strategist import documents, quantities
from strategist.catalogue import Catalogue
from strategist.documents import Document, Route
from strategist.errors import InvalidInputError, Problem, did_you_mean
from strategist.models.catalogue import Question
from strategist.models.profile import FORMAT, Answer, AnswerSource, AnswerValue, Part, Profile, Promise, RankedGoal

HEAD = ("strategist", "questionnaires")
ANSWER_KEYS = ("value", "note", "source", "date", "reference", "not_applicable")
SOURCES: tuple[AnswerSource, ...] = ("self-report", "evidence", "document")

_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_CURRENCY = re.compile(r"[A-Z]{3}")
_SAYS_YES_OR_NO = {"yes", "no", "y", "n", "on", "off"}


class _WrongError(Exception):
    """An answer that cannot be read: what is wrong and what to do, at a route of its own if need be."""

    def __init__(self, what: str, to_do: str, route: Route | None = None) -> None:
        self.what, self.to_do, self.route = what, to_do, route


def read(path: Path, catalogue: Catalogue) -> list[Profile]:
    """Read every profile of a file; raises InvalidInputError with all problems of all its documents."""
    profiles: list[Profile] = []
    problems: list[Problem] = []
    for document in documents.read(path):
        try:
            profiles.append(profile(document, catalogue))
        except InvalidInputError as error:
            problems.extend(error.problems)
    if problems:
        raise InvalidInputError(problems)
    return profiles


def profile(document: Document, catalogue: Catalogue, *, partial: bool = False) -> Profile:
    """Read one document as a profile; raises InvalidInputError with every problem found.

    `partial` accepts a profile without its format line, as the examples inside rules are.
    """
    if not isinstance(document.data, dict):
        problem = Problem(document.place(), "a profile is a mapping of keys to values", "start from `strategist init`")
        raise InvalidInputError([problem])
    reader = _Reader(document, catalogue)
    reader.head(partial=partial)
    reader.body()
    reader.currencies()
    if reader.problems:
        raise InvalidInputError(reader.problems)
    return Profile(document.name, reader.answers, reader.versions)


@dataclass
class _Reader:
    document: Document
    catalogue: Catalogue
    answers: dict[str, Answer] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    named_currencies: list[tuple[Route, str]] = field(default_factory=list)

    def note(self, route: Route, what: str, to_do: str) -> None:
        self.problems.append(Problem(self.document.place(route), what, to_do))

    def head(self, *, partial: bool) -> None:
        written = self.document.data.get("strategist")
        if written is None and "strategist" not in self.document.data:
            if not partial:
                self.note((), "the format line is missing", f"write `strategist: {FORMAT}` as the first line")
        elif isinstance(written, bool) or not isinstance(written, int) or written < 1:
            self.note(("strategist",), f"`{written}` is no profile format", f"write `strategist: {FORMAT}`")
        elif written > FORMAT:
            self.note(("strategist",), f"the profile has format {written}, newer than this program reads ({FORMAT})", "update strategist")
        versions = self.document.data.get("questionnaires", {})
        if not isinstance(versions, dict):
            self.note(("questionnaires",), "this lists which version of each questionnaire was answered", "write `practice: 1` below it")
            return
        for name, version in versions.items():
            self._version(("questionnaires", name), name, version)

    def _version(self, route: Route, name: str, version: object) -> None:
        known = self.catalogue.questionnaires.get(name)
        if known is None:
            hint = did_you_mean(name, self.catalogue.questionnaires)
            self.problems.append(Problem(self.document.key_place(route), f"there is no questionnaire `{name}`", hint))
        elif isinstance(version, bool) or not isinstance(version, int) or version < 1:
            self.note(route, f"`{version}` is no version", f"write `{name}: {known.version}`")
        elif version > known.version:
            self.note(route, f"this answers version {version} of `{name}`, this program has version {known.version}", "update strategist")
        else:
            self.versions[name] = version

    def body(self) -> None:
        self._mapping((), self.document.data, self._tree())

    def _tree(self) -> dict[str, object]:
        """Give the keys a profile may have: sections to mappings, answers to questions."""
        tree: dict[str, object] = {}
        for question, route in self.catalogue.routes.items():
            branch = tree
            for step in route[:-1]:
                inner = branch.setdefault(step, {})
                assert isinstance(inner, dict)
                branch = inner
            branch[route[-1]] = self.catalogue.questions[question]
        return tree

    def _mapping(self, route: Route, data: Mapping[str, object], tree: Mapping[str, object]) -> None:
        for key, value in data.items():
            here = (*route, key)
            branch = tree.get(key)
            if isinstance(branch, Question):
                self._answer(here, branch, value)
            elif isinstance(branch, dict):
                self._section(here, value, branch)
            elif route or key not in HEAD:
                self._unknown_key(here, key, tree)

    def _section(self, route: Route, value: object, branch: Mapping[str, object]) -> None:
        if isinstance(value, dict):
            self._mapping(route, value, branch)
        elif value is not None:
            self.note(route, f"`{route[-1]}` holds several answers", "write them indented below it, one a line")

    def _unknown_key(self, route: Route, key: str, tree: Mapping[str, object]) -> None:
        renamed = next((q for q in tree.values() if isinstance(q, Question) and key in q.was), None)
        place = self.document.key_place(route)
        if renamed:
            self.problems.append(Problem(place, f"the question `{key}` has a new name", f"write `{renamed.id}`"))
            return
        known = [*tree, *(HEAD if len(route) == 1 else ())]
        where = f"in `{route[-2]}`" if len(route) > 1 else "in a profile"
        elsewhere = next((".".join(map(str, r)) for q, r in self.catalogue.routes.items() if r[-1] == key), None)
        otherwise = f"it belongs at `{elsewhere}`" if elsewhere else "see `strategist schema profile` for what may stand here"
        self.problems.append(Problem(place, f"there is no `{key}` {where}", did_you_mean(key, known, otherwise=otherwise)))

    def _answer(self, route: Route, question: Question, data: object) -> None:
        try:
            self.answers[question.id] = self._read_answer(route, question, data)
        except _WrongError as wrong:
            self.note(wrong.route or route, wrong.what, wrong.to_do)

    def _read_answer(self, route: Route, question: Question, data: object) -> Answer:
        if not isinstance(data, dict):
            return self._valued(route, question, data, Answer(question.id, "value", self.document.place(route)))
        known = True
        for key in data:
            if key not in ANSWER_KEYS:
                place = self.document.key_place((*route, key))
                self.problems.append(Problem(place, f"an answer has no `{key}`", did_you_mean(key, ANSWER_KEYS)))
                known = False
        at = (*route, "value")
        base = Answer(
            question=question.id,
            state="value",
            place=self.document.place(at if "value" in data else route),
            note=self._text_of(route, data, "note"),
            source=self._source(route, data),
            date=self._date_of(route, data),
            reference=self._reference(route, data),
            reason=self._text_of(route, data, "not_applicable"),
        )
        if "not_applicable" in data and "value" in data:
            raise _WrongError("this answer has a value and is not applicable", "keep one of the two")
        if "not_applicable" in data:
            return self._not_applicable(route, base)
        if "value" not in data:
            raise _WrongError("this answer has no `value`", "write `value:` with the answer or `unknown`" if known else "correct the key")
        return self._valued(at, question, data["value"], base)

    def _not_applicable(self, route: Route, base: Answer) -> Answer:
        if not base.reason or not base.reason.strip():
            raise _WrongError("why this does not apply is not said", "write the reason", (*route, "not_applicable"))
        return Answer(base.question, "not-applicable", self.document.place(route), note=base.note, source=base.source, date=base.date,
                      reference=base.reference, reason=base.reason)  # fmt: skip

    def _valued(self, route: Route, question: Question, data: object, base: Answer) -> Answer:
        if data is None:
            raise _WrongError("no answer is given here", "write the answer, `unknown`, or remove the line", route)
        common = {"note": base.note, "source": base.source, "date": base.date, "reference": base.reference}
        written = self.document.text(route, "" if isinstance(data, list) else str(data))
        if data == "unknown":
            return Answer(question.id, "unknown", base.place, written=written, **common)  # type: ignore[arg-type]
        try:
            value = _READERS[question.type](self, route, question, data)
        except _WrongError as wrong:
            raise _WrongError(wrong.what, wrong.to_do, wrong.route or route) from None
        return Answer(question.id, "value", base.place, value, written=written, **common)  # type: ignore[arg-type]

    def _text_of(self, route: Route, data: Mapping[str, object], key: str) -> str | None:
        if key not in data:
            return None
        if isinstance(data[key], dict | list) or data[key] is None:
            raise _WrongError(f"`{key}` is text", "write it in words", (*route, key))
        return self.document.text((*route, key), str(data[key]))

    def _source(self, route: Route, data: Mapping[str, object]) -> AnswerSource:
        written = data.get("source", "self-report")
        if written not in SOURCES:
            raise _WrongError(f"`{written}` is no kind of source", did_you_mean(written, SOURCES), (*route, "source"))
        return written  # type: ignore[return-value]

    def _date_of(self, route: Route, data: Mapping[str, object]) -> str | None:
        return self._date((*route, "date"), None, data["date"]) if "date" in data else None

    def _reference(self, route: Route, data: Mapping[str, object]) -> tuple[str, ...]:
        written = data.get("reference", [])
        at = (*route, "reference")
        if isinstance(written, dict) or written is None or (isinstance(written, list) and any(isinstance(w, dict | list) for w in written)):
            raise _WrongError("`reference` says where this can be checked", "write text, or a list of texts", at)
        if isinstance(written, list):
            return tuple(self.document.text((*at, index), str(item)) for index, item in enumerate(written))
        return (self.document.text(at, str(written)),)

    # One reader a type of question. Each gives the value or raises _WrongError.

    def _words(self, route: Route, _question: Question | None, data: object) -> str:
        if isinstance(data, dict | list):
            raise _WrongError("this is text, not a list", "write it in words")
        return self.document.text(route, str(data)).strip()

    def _date(self, route: Route, _question: Question | None, data: object) -> str:
        written = self.document.text(route, str(data))
        padded = written + "-01-01"[: 10 - len(written)] if len(written) == 4 else written + "-01"[: 10 - len(written)]
        try:
            if not _DATE.fullmatch(written):
                raise ValueError
            date.fromisoformat(padded)
        except ValueError:
            raise _WrongError(f"`{written}` is no date", "write it as 2026-03-31, 2026-03 or 2026", route) from None
        return written

    def _currency(self, route: Route, _question: Question, data: object) -> str:
        written = str(data)
        if not _CURRENCY.fullmatch(written):
            raise _WrongError(f"`{written}` is no currency code", "write three capital letters, such as EUR")
        self.named_currencies.append((route, written))
        return written

    def _money(self, route: Route, question: Question, data: object) -> float:
        written = self.document.text(route, str(data))
        read = None if isinstance(data, bool | dict | list) else quantities.money(written)
        if read is None:
            raise _WrongError(f"`{_short(data)}` is no amount of money", f"write it as {question.example or '2.1m'}")
        if read[1]:
            self.named_currencies.append((route, read[1]))
        return self._bounded(question, read[0])

    def _number(self, route: Route, question: Question, data: object) -> float:
        written = self.document.text(route, str(data))
        read = None if isinstance(data, bool | dict | list) else quantities.number(written)
        if read is None and question.unit == "minutes" and isinstance(data, str):
            read = quantities.minutes(written)
        if read is None:
            unit = f" {question.unit}" if question.unit else ""
            raise _WrongError(f"`{_short(data)}` is no number{' of' if unit else ''}{unit}", f"write it as {question.example or '8'}")
        return self._bounded(question, read)

    def _percent(self, route: Route, question: Question, data: object) -> float:
        read = None if isinstance(data, bool | dict | list) else quantities.percent(self.document.text(route, str(data)))
        if read is None:
            raise _WrongError(f"`{_short(data)}` is no percentage", f"write it as {question.example or '8'}")
        return self._bounded(question, read)

    def _bounded(self, question: Question, value: float) -> float:
        if question.minimum is not None and value < question.minimum:
            least = quantities.plain(question.minimum)
            raise _WrongError(f"{quantities.plain(value)} is below {least}", f"write {least} or more, such as {question.example}")
        if question.maximum is not None and value > question.maximum:
            most = quantities.plain(question.maximum)
            raise _WrongError(f"{quantities.plain(value)} is above {most}", f"write {most} or less, such as {question.example}")
        return value

    def _yes_no(self, _route: Route, _question: Question, data: object) -> bool:
        if isinstance(data, bool):
            return data
        if str(data).lower() in _SAYS_YES_OR_NO:
            meant = "true" if str(data).lower() in {"yes", "y", "on"} else "false"
            raise _WrongError(f"`{data}` is not a truth value in YAML 1.2", f"write {meant}")
        raise _WrongError(f"`{_short(data)}` is neither true nor false", "write true, false or unknown")

    def _choice(self, _route: Route, question: Question, data: object) -> str:
        slugs = [option.id for option in question.options]
        if isinstance(data, str) and data in slugs:
            return data
        renamed = next((option for option in question.options if data in option.was), None)
        if renamed:
            raise _WrongError(f"the option `{data}` of `{question.id}` has a new name", f"write `{renamed.id}`")
        if isinstance(data, bool) or str(data).lower() in _SAYS_YES_OR_NO:
            raise _WrongError(f"`{question.id}` is not a yes-or-no question", "write one of " + ", ".join(slugs))
        if isinstance(data, int) and question.type == "dimension" and 0 <= data < len(slugs):
            raise _WrongError("an answer is an option's word, not its number", f"`{slugs[data]}` is number {data}")
        raise _WrongError(f"`{question.id}` has no option `{_short(data)}`", did_you_mean(data, slugs))

    def _ranking(self, route: Route, _question: Question, data: object) -> tuple[RankedGoal, ...]:
        if not isinstance(data, list) or not data:
            raise _WrongError("goals are a list, most important first", "write one goal a line, each after a dash")
        goals = tuple(self._goal((*route, index), item) for index, item in enumerate(data))
        self._once(route, [goal.goal for goal in goals], "goal")
        if any(goal.weight for goal in goals) and not all(goal.weight for goal in goals):
            raise _WrongError("some goals carry a weight and some do not", "give every goal a weight, or none")
        weights = [goal.weight or 0 for goal in goals]
        if any(weights) and weights != sorted(weights, reverse=True):
            raise _WrongError("the weights do not fall with the ranking", "put the goal with the largest weight first")
        return goals

    def _goal(self, route: Route, item: object) -> RankedGoal:
        fields = self._fields(route, item, ("goal", "weight"), "goal")
        name = fields.get("goal", item)
        if name not in self.catalogue.goals:
            raise _WrongError(f"there is no goal `{_short(name)}`", did_you_mean(name, self.catalogue.goals), route)
        weight = fields.get("weight")
        if weight is not None and (isinstance(weight, bool) or not isinstance(weight, int | float) or weight <= 0):
            raise _WrongError(f"`{_short(weight)}` is no weight", "write a number above 0", (*route, "weight"))
        return RankedGoal(str(name), float(weight) if weight is not None else None)

    def _strategy(self, route: Route, _question: Question, data: object) -> tuple[Part, ...]:
        if not isinstance(data, list):
            return (self._part(route, data),)
        if not data:
            raise _WrongError("the blend has no parts", "name a strategy, or write unknown")
        parts = tuple(self._part((*route, index), item) for index, item in enumerate(data))
        self._once(route, [part.strategy for part in parts], "strategy")
        shares = [part.share for part in parts if part.share is not None]
        if shares and len(shares) != len(parts):
            raise _WrongError("some parts of the blend have a share and some do not", "give every part a share, or none")
        if shares and abs(sum(shares) - 1) > 0.0051:
            total = quantities.plain(round(sum(shares) * 100, 4))
            fractions = " (shares are percent: write 60, not 0.6)" if sum(shares) * 100 <= 1.01 else ""
            raise _WrongError(f"the shares add up to {total}, not 100{fractions}", "correct the shares")
        return parts

    def _part(self, route: Route, item: object) -> Part:
        fields = self._fields(route, item, ("strategy", "share", "to"), "part of a blend")
        name = fields.get("strategy", item)
        if name not in self.catalogue.strategies:
            hint = did_you_mean(name, self.catalogue.strategies, otherwise="see `strategist menu` for the ten")
            raise _WrongError(f"there is no strategy `{_short(name)}`", hint, route)
        share = None
        if "share" in fields:
            read = quantities.percent(self.document.text((*route, "share"), str(fields["share"])))
            if read is None or isinstance(fields["share"], bool) or not 0 < read <= 100:
                raise _WrongError(f"`{_short(fields['share'])}` is no share", "write a percentage above 0, such as 60", (*route, "share"))
            share = read / 100
        to = self._text_of(route, fields, "to")
        return Part(str(name), share, to)

    def _promises(self, route: Route, _question: Question, data: object) -> tuple[Promise, ...]:
        if not isinstance(data, list):
            raise _WrongError("promises are a list", "write each promise after a dash")
        return tuple(self._promise((*route, index), item) for index, item in enumerate(data))

    def _promise(self, route: Route, item: object) -> Promise:
        if isinstance(item, str):
            return Promise(text=item)
        fields = self._fields(route, item, ("measure", "figure", "unit", "text"), "promise")
        if not fields:
            raise _WrongError("a promise is text, or has measure, figure and unit", "write what was promised", route)
        figure = fields.get("figure")
        if figure is not None and (isinstance(figure, bool) or not isinstance(figure, int | float) or figure < 0):
            raise _WrongError(f"`{_short(figure)}` is no figure", "write a number, and its unit under `unit`", (*route, "figure"))
        texts = {key: self._text_of(route, fields, key) for key in ("measure", "unit", "text")}
        return Promise(figure=float(figure) if figure is not None else None, **texts)

    def _fields(self, route: Route, item: object, known: tuple[str, ...], noun: str) -> Mapping[str, object]:
        if not isinstance(item, dict):
            return {}
        for key in item:
            if key not in known:
                raise _WrongError(f"a {noun} has no `{key}`", did_you_mean(key, known), (*route, key))
        if not item:
            raise _WrongError(f"this {noun} is empty", f"write its {known[0]}", route)
        return item

    def _once(self, route: Route, names: Iterable[str], noun: str) -> None:
        seen: set[str] = set()
        for index, name in enumerate(names):
            if name in seen:
                raise _WrongError(f"the {noun} `{name}` stands twice", "keep one of the two", (*route, index))
            seen.add(name)

    def currencies(self) -> None:
        """Note every amount in another currency than the one the profile names."""
        if not self.named_currencies:
            return
        declared = self.answers.get("budget.currency")
        chosen = declared.value if declared and isinstance(declared.value, str) else self.named_currencies[0][1]
        for route, currency in self.named_currencies:
            if currency != chosen:
                self.note(route, f"this amount is in {currency}, the profile speaks of {chosen}", "write every amount in one currency")


def _short(data: object) -> str:
    text = str(data)
    return text if len(text) <= 40 else text[:39] + "…"


_Read = Callable[[_Reader, Route, Question, object], AnswerValue]
_READERS: Mapping[str, _Read] = {
    "dimension": _Reader._choice,
    "choice": _Reader._choice,
    "text": _Reader._words,
    "long-text": _Reader._words,
    "date": _Reader._date,
    "currency": _Reader._currency,
    "money": _Reader._money,
    "number": _Reader._number,
    "percent": _Reader._percent,
    "yes-no": _Reader._yes_no,
    "ranking": _Reader._ranking,
    "strategy": _Reader._strategy,
    "promises": _Reader._promises,
}
