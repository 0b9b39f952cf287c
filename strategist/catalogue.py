"""The knowledge in `strategies/` and `questionnaires/`, loaded whole and cross-checked."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from functools import cache

from strategist import compiled, conditions
from strategist.errors import InvalidInputError, Problem
from strategist.kinds import Any, TypeVar, spell_out
from strategist.models import catalogue as models
from strategist.models import knowledge
from strategist.models.catalogue import Blend, Check, Dimension, Fact, Goal, Practice, Questionnaire, Rule, Source, Strategy
from strategist.models.knowledge import Catalogue

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from strategist.documents import Document, Route

LISTS: Mapping[str, type] = {
    "dimensions": Dimension,
    "goals": Goal,
    "blends": Blend,
    "practices": Practice,
    "sources": Source,
    "facts": Fact,
    "checks": Check,
}

Noun = TypeVar("Noun")


def home() -> Path:
    """Find the folder that holds `strategies/` and `questionnaires/`: in the wheel, or at the top of the repository."""
    from pathlib import Path

    return Path(_home())


def _home() -> str:
    package = os.path.dirname(__file__)
    shipped = os.path.join(package, "shipped")
    return shipped if os.path.isdir(shipped) else os.path.dirname(package)


@cache
def shipped() -> Catalogue:
    """Load the catalogue that comes with the program; parsed and checked once, then kept in its compiled form."""
    code = (__file__, models.__file__, knowledge.__file__, conditions.__file__)
    return compiled.kept("catalogue", (*code, *_files(_home())), lambda: load(home()))


def _files(folder: str) -> list[str]:
    parts = (os.path.join(folder, part) for part in ("strategies", "strategies/mismatches", "questionnaires"))
    return [os.path.join(part, name) for part in parts for name in sorted(os.listdir(part)) if name.endswith(".yaml")]


def load(folder: Path) -> Catalogue:
    """Load and cross-check a catalogue; raises InvalidInputError with every problem in every file."""
    from strategist import crosscheck

    loader = _Loader(folder)
    catalogue = loader.catalogue()
    if not loader.problems:  # what could not be read would be missed by every reference to it
        loader.problems.extend(crosscheck.problems(catalogue, loader.at))
    if loader.problems:
        raise InvalidInputError(loader.problems)
    return catalogue


@cache
def _adapter(shape: Any) -> Any:
    from pydantic import TypeAdapter

    spell_out()
    return TypeAdapter(shape)


class _Loader:
    """Reads the files of one catalogue and remembers where each thing stands."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self.origins: dict[tuple[type, str], tuple[Document, Route]] = {}

    def catalogue(self) -> Catalogue:
        strategies = self.folder / "strategies"
        lists = {name: self._listed(strategies / f"{name}.yaml", shape) for name, shape in LISTS.items()}
        menu = [path for path in sorted(strategies.glob("*.yaml")) if path.stem not in LISTS]
        asked = sorted((self.folder / "questionnaires").glob("*.yaml"), key=_asking_order)
        return Catalogue(
            strategies=_by_id(sorted(self._singles(menu, Strategy), key=lambda strategy: (strategy.order, strategy.id))),
            dimensions=_by_id(lists["dimensions"]),
            goals=_by_id(lists["goals"]),
            blends={frozenset(blend.pair): blend for blend in lists["blends"]},
            practices=_by_id(lists["practices"]),
            sources=_by_id(lists["sources"]),
            facts=_by_id(lists["facts"]),
            rules=_by_id(sorted(self._singles(sorted((strategies / "mismatches").glob("*.yaml")), Rule), key=lambda rule: rule.code)),
            checks=_by_id(lists["checks"]),
            questionnaires=_by_id(self._singles(asked, Questionnaire)),
        )

    def _singles(self, paths: Iterable[Path], shape: type[Noun]) -> list[Noun]:
        return [noun for path in paths for noun in self._validated(path, shape) if self._named_as(path, noun)]

    def _listed(self, path: Path, shape: type) -> list[Any]:
        return [item for items in self._validated(path, tuple[shape, ...]) for item in items]  # type: ignore[valid-type]

    def _validated(self, path: Path, shape: Any) -> list[Any]:
        from pydantic import ValidationError

        from strategist import documents

        try:
            document = documents.read(path)[0]
        except InvalidInputError as error:
            self.problems.extend(error.problems)
            return []
        try:
            noun = _adapter(shape).validate_python(document.data)
        except ValidationError as error:
            self.problems.extend(_problem(document, detail) for detail in error.errors(include_url=False))
            return []
        for index, item in enumerate(noun) if isinstance(noun, tuple) else [(None, noun)]:
            route = () if index is None else (index,)
            key = (type(item), item.id)
            if key in self.origins:
                self._note(document, route, f"the id `{item.id}` is used twice", "give each its own id")
            self.origins[key] = (document, route)
        return [noun]

    def _named_as(self, path: Path, noun: Any) -> bool:
        if noun.id != path.stem:
            document, _ = self.origins[type(noun), noun.id]
            self._note(document, ("id",), f"the id `{noun.id}` is not the name of the file", f"write `{path.stem}` or rename the file")
        return True

    def _note(self, document: Document, route: Route, what: str, to_do: str) -> None:
        self.problems.append(Problem(document.place(route), what, to_do))

    def at(self, noun: Any, route: Route, what: str, to_do: str) -> Problem:
        document, start = self.origins[type(noun), noun.id]
        return Problem(document.place((*start, *route)), what, to_do)


def _by_id(nouns: Iterable[Any]) -> Mapping[str, Any]:
    return {noun.id: noun for noun in nouns}


def _asking_order(path: Path) -> tuple[int, str]:
    """Order questionnaires as they are asked: who, then what is declared, before the menu colours what is practised."""
    asked = ("company", "declared", "practice")
    return (asked.index(path.stem) if path.stem in asked else len(asked), path.stem)


def _problem(document: Document, detail: Mapping[str, Any]) -> Problem:
    route: Route = tuple(step for step in detail["loc"])
    while route and document.part(route) is None:
        # Union tags and missing keys are steps that the file does not have.
        route = route[:-1]
    if detail["type"] in {"extra_forbidden", "unexpected_keyword_argument"}:
        return Problem(document.key_place(tuple(detail["loc"])), f"the key `{detail['loc'][-1]}` is not known here", "check the spelling")
    if detail["type"] == "missing":
        return Problem(document.place(route), f"the key `{detail['loc'][-1]}` is missing", "add it")
    message = detail["msg"].removeprefix("Value error, ")
    return Problem(document.place(route), message[0].lower() + message[1:], "see `strategist schema` for the shape")
