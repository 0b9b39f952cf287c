"""Waivers read: which rule, why, who answers for it, and until when. What is not complete is kept with what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property

from strategist.check.selection import WAIVABLE, findable
from strategist.errors import MOST_PROBLEMS, Problem, did_you_mean
from strategist.models.checking import Waiver
from strategist.models.knowledge import Catalogue
from strategist.nouns import dataclass, field
from strategist.origins import Document, Route
from strategist.texts import one_line, quoted

KEY = "waivers"
FIELDS = ("rule", "path", "reason", "owner", "until")
REQUIRED: Mapping[str, str] = {
    "rule": "write the code or the id of the rule",
    "reason": "write why the finding is accepted",
    "owner": "write who answers for it",
    "until": "write the last day on which it is accepted, such as 2026-03-31",
    "profile": "write the name of the company, as its profile has it",
}
FEWEST_WORDS, FEWEST_LETTERS = 3, 12
_PLACEHOLDER = r"(?i:\b(todo|tbd|tba|fixme|xxx+|lorem|placeholder|asdf|foo|n/?a)\b|^(see|as) (above|discussed)$|<[^<>]*>|\.\.\.)"
_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"


def read(document: Document, profile: str | None, catalogue: Catalogue) -> tuple[Waiver, ...]:
    """Read the waivers of a document; with `profile` None each names the profile that it is for."""
    if not isinstance(document.data, dict) or KEY not in document.data:
        return ()
    written = document.data[KEY]
    reader = _Reader(document, profile, catalogue)
    if not isinstance(written, list):
        return (reader.refused((KEY,), "waivers are a list", "write each waiver after a dash, with rule, reason, owner and until"),)
    return tuple(reader.waivers(written))


@dataclass
class _Reader:
    document: Document
    profile: str | None
    catalogue: Catalogue
    wrong: list[Problem] = field(default_factory=list)

    @cached_property
    def known(self) -> dict[str, str]:
        """The code of each rule, by its code and by its id."""
        return {word: noun.code for noun in findable(self.catalogue).values() for word in (noun.id, noun.code)}

    def waivers(self, written: Sequence[object]) -> Iterator[Waiver]:
        """Read one after another; a waiver that is left unread after too many problems accepts nothing."""
        problems = 0
        for index, item in enumerate(written):
            if problems >= MOST_PROBLEMS:
                return
            waiver = self.waiver((KEY, index), item)
            problems += len(waiver.wrong)
            yield waiver

    def refused(self, route: Route, what: str, to_do: str) -> Waiver:
        place = self.document.place(route)
        return Waiver("", "", "", "", "", self.profile or "", place, self.profile is None, (Problem(place, what, to_do),))

    def waiver(self, route: Route, item: object) -> Waiver:
        if not isinstance(item, dict):
            return self.refused(route, "a waiver is made of keys", "write rule, reason, owner and until, one a line")
        self.wrong = []
        allowed = FIELDS if self.profile is not None else ("profile", *FIELDS)
        for key in item:
            if key not in allowed:
                place = self.document.key_place((*route, key))
                self.wrong.append(Problem(place, f"a waiver has no {quoted(key)}", did_you_mean(key, allowed)))
        texts = {key: self._text(route, item, key) for key in allowed}
        code = self._code(route, texts["rule"])
        self._judge(route, texts)
        return Waiver(
            code=code, path=texts["path"], reason=texts["reason"], owner=texts["owner"], until=texts["until"],
            profile=self.profile if self.profile is not None else texts["profile"], place=self.document.place(route),
            from_outside=self.profile is None, wrong=tuple(self.wrong),
        )  # fmt: skip

    def _note(self, route: Route, what: str, to_do: str) -> None:
        self.wrong.append(Problem(self.document.place(route), what, to_do))

    def _text(self, route: Route, item: Mapping[str, object], key: str) -> str:
        value = item.get(key)
        if key not in item and key not in REQUIRED:
            return ""
        if value is None or isinstance(value, dict | list) or not str(value).strip():
            self._note((*route, key), f"this waiver has no `{key}`", REQUIRED.get(key, "write it, or remove the line"))
            return ""
        return one_line(self.document.text((*route, key), str(value)))

    def _code(self, route: Route, name: str) -> str:
        if name and name not in self.known:
            hint = did_you_mean(name, self.known, otherwise="name one that was found")
            self._note((*route, "rule"), f"there is no rule {quoted(name)}", hint)
        code = self.known.get(name, "")
        if code and code[0] not in WAIVABLE:
            self._note((*route, "rule"), f"{quoted(name)} cannot be waived", "mend what it is about")
        return code

    def _judge(self, route: Route, texts: Mapping[str, str]) -> None:
        """Note what is wrong with the words themselves: placeholders, days that no calendar has, paths that no profile has."""
        for key in ("reason", "owner"):
            if texts[key] and (re.search(_PLACEHOLDER, texts[key]) or not re.search(r"\w", texts[key])):
                self._note((*route, key), f"{quoted(texts[key])} is only a placeholder", REQUIRED[key])
            elif key == "reason" and texts[key] and _is_too_short(texts[key]):
                self._note((*route, key), f"{quoted(texts[key])} does not say why", "write a sentence that a stranger understands")
        if texts["until"] and not _is_day(texts["until"]):
            self._note((*route, "until"), f"{quoted(texts['until'])} is no day", REQUIRED["until"])
        if texts["path"] and not any(_within(texts["path"], known) for known in self._paths()):
            hint = did_you_mean(texts["path"], self._paths(), otherwise="write it as practice.relative-speed")
            self._note((*route, "path"), f"a profile has no {quoted(texts['path'])}", hint)

    def _paths(self) -> Iterator[str]:
        return (".".join(route) for route in self.catalogue.routes.values())


def _is_too_short(reason: str) -> bool:
    return len(reason.split()) < FEWEST_WORDS or len(reason) < FEWEST_LETTERS


def _is_day(written: str) -> bool:
    try:
        return bool(re.fullmatch(_DAY, written)) and bool(date.fromisoformat(written))
    except ValueError:
        return False


def _within(path: str, known: str) -> bool:
    return path == known or path.startswith(f"{known}.") or known.startswith(f"{path}.")
