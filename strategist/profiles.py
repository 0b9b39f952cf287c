"""A document to a profile: every answer read by the type of its question, every problem named with its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from strategist import answers, documents
from strategist.answers import NO_ANSWER, Written, WrongAnswerError, day, is_no, text_of
from strategist.documents import Document, Route
from strategist.errors import MOST_PROBLEMS, InvalidInputError, Place, Problem, did_you_mean
from strategist.glance import NOT_APPLICABLE, Glance, glances
from strategist.kinds import Any, cast
from strategist.models.catalogue import Question
from strategist.models.knowledge import Catalogue
from strategist.models.profile import FORMAT, SOURCES, Answer, AnswerSource, PlanWishes, Profile
from strategist.nouns import dataclass, field, replace
from strategist.origins import Origin, Places, below, repeated, written
from strategist.texts import quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from strategist.glance import Glances

HEAD = ("strategist", "questionnaires", "plan", "waivers")
ANSWER_KEYS = ("value", "note", "source", "date", "reference", "not_applicable")

MOST_EFFORT = 100
"""The largest effort of one step; the catalogue's own run from 1 to 5."""

_LISTED = {"ranking", "strategy", "promises", "channels"}


def read(path: Path, catalogue: Catalogue) -> list[Profile]:
    """Read every profile of a file; raises InvalidInputError with all problems of all its documents."""
    profiles: list[Profile] = []
    problems: list[Problem] = []
    found = documents.read(path)
    for number, document in enumerate(found, start=1):
        try:
            read = profile(document, catalogue)
            profiles.append(read if len(found) == 1 else replace(read, name=f"{read.name} (document {number})"))
        except InvalidInputError as error:
            problems.extend(error.problems)
    if problems:
        raise InvalidInputError(problems)
    return profiles


def profile(document: Document, catalogue: Catalogue, *, partial: bool = False) -> Profile:
    """Read one document as a profile; raises InvalidInputError with every problem found.

    `partial` accepts a profile without its format line, as the examples inside rules are.
    """
    if document.data is None:
        raise InvalidInputError([Problem(document.place(), "this document is empty", "write a profile, or remove the `---`")])
    if not isinstance(document.data, dict):
        problem = Problem(document.place(), "a profile is made of keys, each with a value", "start from `strategist init`")
        raise InvalidInputError([problem])
    reader = _Reader(document, catalogue, Written(document, catalogue))
    reader.head(partial=partial)
    reader.wishes()
    reader.body()
    reader.currencies()
    if reader.problems:
        raise InvalidInputError(reader.problems)
    return Profile(document.name, reader.answers, reader.versions, reader.plan, reader.places())


def changed(profile: Profile, catalogue: Catalogue, sets: Mapping[str, str]) -> Profile:
    """Give a profile with other answers: for each question, or the keys that lead to it, the value as one would write it in a profile.

    Raises InvalidInputError with every problem found; their place is the name of the question.
    """
    problems: list[Problem] = []
    for name, value in sets.items():
        try:
            profile = _with_answer(profile, catalogue, name, value)
        except InvalidInputError as error:
            problems.extend(replace(problem, place=Place(name)) for problem in error.problems)
    if problems:
        raise InvalidInputError(problems)
    return profile


def _with_answer(profile: Profile, catalogue: Catalogue, name: str, value: str) -> Profile:
    routes = {question: route for question, route in catalogue.routes.items() if name in {question, ".".join(route)}}
    if not routes:
        known = [*catalogue.questions, *(".".join(route) for route in catalogue.routes.values())]
        raise InvalidInputError(
            [Problem(Place(name), "there is no such question", did_you_mean(name, known, otherwise="see `strategist init`"))]
        )
    ((question, route),) = routes.items()
    keys = "".join(f"{'  ' * depth}{key}:\n" for depth, key in enumerate(route)).rstrip("\n")
    document = documents.parse(f"{keys} {value}\n", name)[0]
    read = _read_into(profile, catalogue, replace(document, name=name))
    return replace(read, places={**read.places, question: Place(name, 1, 1)})


def _read_into(profile: Profile, catalogue: Catalogue, document: Document) -> Profile:
    """Read a document's answers over those of a profile; raises InvalidInputError."""
    reader = _Reader(document, catalogue, Written(document, catalogue), answers=dict(profile.answers))
    reader.body()
    reader.currencies()
    if reader.problems:
        raise InvalidInputError(reader.problems)
    written = {name: place for name, place in reader.places().items() if document.part(catalogue.routes[name]) is not None}
    return replace(profile, answers=reader.answers, places={**profile.places, **written})


@dataclass
class _Reader:
    document: Document
    catalogue: Catalogue
    written: Written
    answers: dict[str, Answer] = field(default_factory=dict)
    below: dict[str, str] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    plan: PlanWishes = field(default_factory=PlanWishes)

    def places(self) -> Places:
        """Give where each answer stands."""
        return Places(self.document, self.answers, self.catalogue.routes, self.below)

    def note(self, route: Route, what: str, to_do: str) -> None:
        self.problems.append(Problem(self.document.place(route), what, to_do))

    def head(self, *, partial: bool) -> None:
        written = self.document.data.get("strategist")
        if written is None and "strategist" not in self.document.data:
            if not partial:
                self.note((), "the format line is missing", f"write `strategist: {FORMAT}` as the first line")
        elif isinstance(written, bool) or not isinstance(written, int) or written < 1:
            quotes = ", without quotes" if written == str(FORMAT) else ""
            wrong = is_no(self.written, ("strategist",), written, "profile format")
            self.note(("strategist",), wrong, f"write `strategist: {FORMAT}`{quotes}")
        elif written > FORMAT:
            what = f"the profile has format {quoted(written)}, newer than this program reads ({FORMAT})"
            self.note(("strategist",), what, "update strategist")
        versions = self.document.data.get("questionnaires", {})
        if not isinstance(versions, dict):
            self.note(("questionnaires",), "`questionnaires` holds the version of each that was answered", "write `practice: 1` below it")
            return
        for name, version in versions.items():
            self._version(("questionnaires", name), name, version)

    def _version(self, route: Route, name: str, version: object) -> None:
        known = self.catalogue.questionnaires.get(name)
        if known is None:
            hint = did_you_mean(name, self.catalogue.questionnaires)
            self.problems.append(Problem(self.document.key_place(route), f"there is no questionnaire {quoted(name)}", hint))
        elif isinstance(version, bool) or not isinstance(version, int) or version < 1:
            self.note(route, is_no(self.written, route, version, "version"), f"write `{name}: {known.version}`")
        elif version > known.version:
            what = f"this answers version {quoted(version)} of `{name}`, newer than this program has ({known.version})"
            self.note(route, what, "update strategist")
        else:
            self.versions[name] = version

    def wishes(self) -> None:
        """Read what the company says about changing: `plan: {effort: {human-reach: 5}, keep: [promise-breadth]}`."""
        written = self.document.data.get("plan", {})
        if not isinstance(written, dict):
            self.note(("plan",), "`plan` holds what you wish of a plan", "write `effort:` or `keep:` below it")
            return
        for key in written:
            if key not in {"effort", "keep"}:
                place = self.document.key_place(("plan", key))
                self.problems.append(Problem(place, f"a plan has no {quoted(key)}", did_you_mean(key, ["effort", "keep"])))
        self.plan = PlanWishes(self._efforts(written.get("effort", {})), self._kept(written.get("keep", [])))

    def _efforts(self, written: object) -> dict[str, float]:
        if not isinstance(written, dict):
            self.note(("plan", "effort"), "efforts are numbers, a dimension each", "write `human-reach: 5` below it")
            return {}
        efforts: dict[str, float] = {}
        for name, value in written.items():
            if self._is_dimension(("plan", "effort", name), name):
                if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= MOST_EFFORT:
                    wrong = is_no(self.written, ("plan", "effort", name), value, "effort")
                    self.note(("plan", "effort", name), wrong, f"write a number above 0, up to {MOST_EFFORT}")
                else:
                    efforts[name] = float(value)
        return efforts

    def _kept(self, written: object) -> tuple[str, ...]:
        if not isinstance(written, list):
            self.note(("plan", "keep"), "what must stay is a list of dimensions", "write `keep: [promise-breadth]`")
            return ()
        return tuple(str(name) for index, name in enumerate(written) if self._is_dimension(("plan", "keep", index), name))

    def _is_dimension(self, route: Route, name: object) -> bool:
        if isinstance(name, str) and name in self.catalogue.dimensions:
            return True
        word = name if isinstance(name, str) else ""
        wrong = f"{quoted(name)} is no dimension" if isinstance(name, str) else is_no(self.written, route, name, "dimension")
        hint = did_you_mean(word, self.catalogue.dimensions, otherwise="see `strategist init`")
        self.problems.append(Problem(self.document.key_place(route), wrong, hint))
        return False

    def body(self) -> None:
        self._mapping((), self.document.data, self.catalogue.once(glances), repeated(self.document.origin))

    def _mapping(self, route: Route, data: Mapping[str, object], tree: Glances, part: Origin) -> None:
        for key, value in data.items():
            branch = tree.get(key)
            if type(branch) is Glance:
                if type(value) is str:
                    answer = branch.known.get(value) or branch.text(value)
                elif type(value) is int:
                    answer = branch.figure(value, written(below(part, key), str(value)))
                else:
                    answer = branch.read(value)
                if answer is not None:
                    self.answers[branch.id] = answer
                    if type(value) is dict:
                        self.below[branch.id] = "value"
                    continue
                self._answer((*route, key), branch, value)
            elif branch is not None:
                self._section((*route, key), value, cast("Glances", branch), below(part, key))
            elif route or key not in HEAD:
                self._unknown_key((*route, key), key, tree)
            if self.problems and len(self.problems) >= MOST_PROBLEMS:
                return

    def _section(self, route: Route, value: object, branch: Glances, part: Origin) -> None:
        if isinstance(value, dict):
            self._mapping(route, value, branch, part)
        elif value is not None:
            self.note(route, f"`{route[-1]}` holds several answers", "write them indented below it, one a line")

    def _unknown_key(self, route: Route, key: str, tree: Glances) -> None:
        known = [*tree, *(HEAD if len(route) == 1 else ())]
        where = f"in `{route[-2]}`" if len(route) > 1 else "in a profile"
        what, to_do = f"there is no {quoted(key)} {where}", self._belongs(route, key)
        if renamed := self._renamed(route):
            what, to_do = f"the question {quoted(key)} has a new name", f"write `{renamed}`"
        elif not to_do:
            to_do = did_you_mean(key, known, otherwise="see `strategist schema profile` for what may stand here")
        self.problems.append(Problem(self.document.key_place(route), what, to_do))

    def _belongs(self, route: Route, key: str) -> str:
        """Say where a key belongs that is known elsewhere."""
        if len(route) > 1 and (key in HEAD or any(key == first for first, *_ in self.catalogue.routes.values())):
            return "it belongs at the left margin"
        elsewhere = next((".".join(r) for r in self.catalogue.routes.values() if r[-1] == key), None)
        return f"it belongs at `{elsewhere}`" if elsewhere else ""

    def _renamed(self, route: Route) -> str | None:
        """Give what a question is called now, as its key in the same section or, if it moved, as its whole path."""
        for name, now in self.catalogue.routes.items():
            for was in self.catalogue.questions[name].was:
                if route == (tuple(was.split(".")) if "." in was else (*now[:-1], was)):
                    return now[-1] if now[:-1] == route[:-1] else ".".join(now)
        return None

    def _answer(self, route: Route, glance: Glance, data: object) -> None:
        """Read one answer closely, noting all that is wrong with it."""
        question, before = glance.question, (len(self.written.currencies), len(self.problems))
        if isinstance(data, dict) and not (question.type in _LISTED and data and not any(key in ANSWER_KEYS for key in data)):
            self._annotated(route, question, data)
            data = data.get("value")
        else:
            self._attempt(route, self._valued, route, question, data, {})
        if before == (len(self.written.currencies), len(self.problems)) and question.id in self.answers:
            glance.remember(data, self.answers[question.id])

    def _annotated(self, route: Route, question: Question, data: Mapping[str, object]) -> None:
        """Read an answer with notes: `{value: short-menu, source: evidence, date: 2026-05}`."""
        notes: dict[str, Any] = {}
        for key in data:
            if key not in ANSWER_KEYS:
                at = self.document.key_place((*route, key))
                self.problems.append(Problem(at, f"an answer has no {quoted(key)}", did_you_mean(key, ANSWER_KEYS)))
        self._attempt(route, self._note_down, route, data, notes)
        if "not_applicable" in data:
            self._attempt(route, self._not_applicable, question, route, data, notes)
        elif "value" in data:
            inner = (*route, "value")
            self.below[question.id] = "value"
            self._attempt(inner, self._valued, inner, question, data["value"], notes)
        elif not data or any(key in ANSWER_KEYS for key in data):
            self.note(route, "this answer has no `value`", "write `value:` with the answer or `unknown`")

    def _attempt(self, route: Route, step: Callable[..., None], *args: object) -> None:
        """Take one step in reading an answer, noting what is wrong."""
        try:
            step(*args)
        except* WrongAnswerError as group:
            for wrong in group.exceptions:  # pragma: no branch - coverage loses its way out of `except*`
                assert isinstance(wrong, WrongAnswerError)
                self.note(wrong.route or route, wrong.what, wrong.to_do)

    def _note_down(self, route: Route, data: Mapping[str, object], notes: dict[str, Any]) -> None:
        notes["note"] = text_of(self.written, route, data, "note")
        notes["source"] = self._source(route, data)
        notes["date"] = day(self.written, (*route, "date"), data["date"]) if "date" in data else None
        notes["reference"] = self._reference(route, data) if "reference" in data else ()

    def _not_applicable(self, question: Question, route: Route, data: Mapping[str, object], notes: dict[str, Any]) -> None:
        if "value" in data:
            raise WrongAnswerError("this answer has a value and is not applicable", "keep one of the two")
        reason = data["not_applicable"]
        if not isinstance(reason, str) or not reason.strip():
            raise WrongAnswerError("why this does not apply is not said", "write the reason", (*route, "not_applicable"))
        self._keep(Answer(question.id, "not-applicable", reason=reason, **notes))

    def _valued(self, route: Route, question: Question, data: object, notes: dict[str, Any]) -> None:
        if data is None:
            raise WrongAnswerError("no answer is given here", NO_ANSWER)
        if type(data) is str and data in question.slugs:
            self._keep(Answer(question.id, "value", data, written=data, **notes))
            return
        word = data.strip().lower() if isinstance(data, str) else ""
        if word in NOT_APPLICABLE:
            raise WrongAnswerError("why this does not apply is not said", "write `{not_applicable: the reason}`")
        if word == "unknown" != data:
            raise WrongAnswerError(f"{quoted(data)} has to be in small letters", "write unknown")
        written = "" if isinstance(data, list) else self.written.text(route, data)
        if data == "unknown":
            self._keep(Answer(question.id, "unknown", written=written, **notes))
            return
        value = answers.value(self.written, route, question, data)
        if question.type == "channels" and isinstance(value, tuple):
            written = ", ".join(map(str, value))
        self._keep(Answer(question.id, "value", value, written=written, **notes))

    def _keep(self, answer: Answer) -> None:
        self.answers[answer.question] = answer

    def _source(self, route: Route, data: Mapping[str, object]) -> AnswerSource:
        written = data.get("source", "self-report")
        for source in SOURCES:
            if written == source:
                return source
        at = (*route, "source")
        to_do = did_you_mean(written if isinstance(written, str) else "", SOURCES)
        raise WrongAnswerError(is_no(self.written, at, written, "kind of source"), to_do, at)

    def _reference(self, route: Route, data: Mapping[str, object]) -> tuple[str, ...]:
        written, at = data["reference"], (*route, "reference")
        if type(written) is str:
            return (written,)
        if isinstance(written, list) and all(type(item) is str for item in written):
            return tuple(written)
        texts = {(*at, index): item for index, item in enumerate(written)} if isinstance(written, list) else {at: written}
        if any(item is None or isinstance(item, dict | list) for item in texts.values()):
            raise WrongAnswerError("`reference` says where this can be checked", "write text, or a list of texts", at)
        return tuple(self.written.text(where, item) for where, item in texts.items())

    def currencies(self) -> None:
        """Note every amount in another currency than the one the profile names."""
        if not self.written.currencies:
            return
        declared = self.answers.get("budget.currency")
        chosen = declared.value if declared and isinstance(declared.value, str) else self.written.currencies[0][1]
        for route, currency in self.written.currencies:
            if currency != chosen:
                self.note(route, f"this amount is in {currency}, the profile speaks of {chosen}", "write every amount in one currency")
