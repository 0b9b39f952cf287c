"""The knowledge in `strategies/` and `questionnaires/`, loaded whole and cross-checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from strategist import compiled, conditions
from strategist.conditions import Compare, Condition, comparisons, declarations
from strategist.errors import InvalidInputError, Problem, did_you_mean
from strategist.models import catalogue as models
from strategist.models.catalogue import (
    ANCHORS,
    Blend,
    Dimension,
    DimensionQuestion,
    Fact,
    Goal,
    Practice,
    Question,
    Questionnaire,
    Rule,
    Source,
    Strategy,
)

if TYPE_CHECKING:
    from strategist.documents import Document, Route

LISTS: Mapping[str, type] = {
    "dimensions": Dimension,
    "goals": Goal,
    "blends": Blend,
    "practices": Practice,
    "sources": Source,
    "facts": Fact,
}

Noun = TypeVar("Noun")


@dataclass(frozen=True)
class Catalogue:
    """All that is known, by id and in the order in which it is shown."""

    strategies: Mapping[str, Strategy]
    dimensions: Mapping[str, Dimension]
    goals: Mapping[str, Goal]
    blends: Mapping[frozenset[str], Blend]
    practices: Mapping[str, Practice]
    sources: Mapping[str, Source]
    facts: Mapping[str, Fact]
    rules: Mapping[str, Rule]
    questionnaires: Mapping[str, Questionnaire]

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """Every question of every questionnaire, in the order of asking; dimensions are questions of type `dimension`."""
        asked: dict[str, Question] = {}
        for questionnaire in self.questionnaires.values():
            for block in questionnaire.blocks:
                for entry in block.questions:
                    question = self._asked(entry)
                    asked[question.id] = question
        return asked

    def _asked(self, entry: Question | DimensionQuestion) -> Question:
        if isinstance(entry, Question):
            return entry
        dimension = self.dimensions[entry.dimension]
        return Question(
            id=dimension.id,
            type="dimension",
            text=dimension.question,
            help=dimension.help,
            why=dimension.why,
            when=entry.when,
            options=dimension.options,
            was=dimension.was,
        )

    @cached_property
    def routes(self) -> Mapping[str, tuple[str, ...]]:
        """Where the answer to each question stands in a profile."""
        return {
            self._asked(entry).id: route(questionnaire, self._asked(entry).id)
            for questionnaire in self.questionnaires.values()
            for block in questionnaire.blocks
            for entry in block.questions
        }

    def label(self, question: str, value: object) -> str:
        """Give the words for an answer: an option's label, or the value as text."""
        options = self.questions[question].options if question in self.questions else ()
        return next((option.label for option in options if option.id == value), str(value))

    def fit(self, one: str, other: str) -> int:
        """Give how well two strategies go together, -2 to 2."""
        return self.blends[frozenset((one, other))].fit


def route(questionnaire: Questionnaire, question: str) -> tuple[str, ...]:
    """Give the keys that lead to an answer: `budget.revenue` to budget, revenue; a plain id to its questionnaire's section."""
    if "." in question or questionnaire.section is None:
        return tuple(question.split("."))
    return (questionnaire.section, question)


def home() -> Path:
    """Find the folder that holds `strategies/` and `questionnaires/`: in the wheel, or at the top of the repository."""
    package = Path(__file__).parent
    shipped = package / "shipped"
    return shipped if shipped.is_dir() else package.parent


@cache
def shipped() -> Catalogue:
    """Load the catalogue that comes with the program; parsed and checked once, then kept in its compiled form."""
    folder = home()
    code = (Path(__file__), Path(models.__file__), Path(conditions.__file__))
    return compiled.kept("catalogue", (*code, *_files(folder)), lambda: load(folder))


def _files(folder: Path) -> list[Path]:
    return [path for part in ("strategies", "strategies/mismatches", "questionnaires") for path in sorted((folder / part).glob("*.yaml"))]


def load(folder: Path) -> Catalogue:
    """Load and cross-check a catalogue; raises InvalidInputError with every problem in every file."""
    loader = _Loader(folder)
    catalogue = loader.catalogue()
    if not loader.problems:  # what could not be read would be missed by every reference to it
        loader.problems.extend(loader.cross_check(catalogue))
    if loader.problems:
        raise InvalidInputError(loader.problems)
    return catalogue


@cache
def _adapter(shape: Any) -> Any:
    from pydantic import TypeAdapter

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

    def cross_check(self, catalogue: Catalogue) -> Iterator[Problem]:
        """Yield every reference to something that does not exist, and every rule of shape that types cannot express."""
        for dimension in catalogue.dimensions.values():
            yield from self._dimension(dimension)
        if any(entry.dimension not in catalogue.dimensions for _, entry in _dimension_questions(catalogue)):
            yield from self._unknown_dimensions(catalogue)
            return
        checks = _References(self, catalogue)
        for strategy in catalogue.strategies.values():
            yield from checks.strategy(strategy)
        for blend in catalogue.blends.values():
            yield from checks.known(blend, ("pair",), blend.pair, catalogue.strategies)
        yield from self._missing_blends(catalogue)
        for practice in catalogue.practices.values():
            yield from checks.practice(practice)
        for rule in catalogue.rules.values():
            yield from checks.rule(rule)
        for questionnaire in catalogue.questionnaires.values():
            yield from checks.questionnaire(questionnaire)
        sourced: tuple[Any, ...] = (*catalogue.dimensions.values(), *catalogue.goals.values(), *catalogue.blends.values())
        for dimension in catalogue.dimensions.values():
            yield from checks.known(dimension, ("change", "after"), dimension.change.after, catalogue.dimensions)
        for noun in sourced:
            yield from checks.known(noun, ("sources",), noun.sources, catalogue.sources)

    def _dimension(self, dimension: Dimension) -> Iterator[Problem]:
        if len(dimension.options) != ANCHORS or len(dimension.anchors) != ANCHORS:
            yield self._at(dimension, ("options",), f"`{dimension.id}` needs five different options", "one for each anchor, 0 to 4")
        if min(dimension.change.up, dimension.change.down) < 1:
            yield self._at(dimension, ("change",), "a step takes an effort of 1 or more", "write 1 to 5")

    def _unknown_dimensions(self, catalogue: Catalogue) -> Iterator[Problem]:
        for questionnaire, entry in _dimension_questions(catalogue):
            if entry.dimension not in catalogue.dimensions:
                hint = did_you_mean(entry.dimension, catalogue.dimensions)
                yield self._at(questionnaire, (), f"there is no dimension `{entry.dimension}`", hint)

    def _missing_blends(self, catalogue: Catalogue) -> Iterator[Problem]:
        names = list(catalogue.strategies)
        for index, one in enumerate(names):
            for other in names[index + 1 :]:
                if frozenset((one, other)) not in catalogue.blends:
                    what = f"no blend is given for `{one}` and `{other}`"
                    yield self._at(catalogue.strategies[one], (), what, "add the pair to blends.yaml")

    def _at(self, noun: Any, route: Route, what: str, to_do: str) -> Problem:
        document, start = self.origins[type(noun), noun.id]
        return Problem(document.place((*start, *route)), what, to_do)


@dataclass(frozen=True)
class _References:
    """Checks that what one noun names exists, and that conditions compare like with like."""

    loader: _Loader
    catalogue: Catalogue

    def known(self, noun: Any, route: Route, names: Iterable[str], known: Iterable[str]) -> Iterator[Problem]:
        names_known = list(known)
        for name in names:
            if name not in names_known:
                hint = did_you_mean(name, names_known, otherwise="check the spelling")
                yield self.loader._at(noun, route, f"`{name}` is not known here", hint)

    def options(self, noun: Any, route: Route, dimension: str, slugs: tuple[str, str]) -> Iterator[Problem]:
        if dimension not in self.catalogue.dimensions:
            yield from self.known(noun, route, [dimension], self.catalogue.dimensions)
            return
        anchors = self.catalogue.dimensions[dimension].anchors
        problems = list(self.known(noun, route, slugs, anchors))
        yield from problems
        if not problems and anchors[slugs[0]] > anchors[slugs[1]]:
            yield self.loader._at(noun, route, f"the range runs from `{slugs[0]}` down to `{slugs[1]}`", "write the lower anchor first")

    def strategy(self, strategy: Strategy) -> Iterator[Problem]:
        yield from self.options(strategy, ("hallmark",), strategy.hallmark.dimension, strategy.hallmark.range)
        for dimension, expected in strategy.signature.items():
            yield from self.options(strategy, ("signature", dimension), dimension, expected.range)
        if strategy.hallmark.dimension not in strategy.signature:
            yield self.loader._at(strategy, ("hallmark",), "the hallmark is not part of the signature", "add its dimension there")
        yield from self.known(strategy, ("goals",), strategy.goals, self.catalogue.goals)
        for goal in self.catalogue.goals:
            if goal not in strategy.goals:
                yield self.loader._at(strategy, ("goals",), f"no affinity to the goal `{goal}`", "add it, with its reason")
        for goal, affinity in strategy.goals.items():
            if abs(affinity.affinity) > 2:
                yield self.loader._at(strategy, ("goals", goal), "an affinity runs from -2 to 2", "write a number in that range")
        for neighbour in strategy.nearest:
            yield from self.known(strategy, ("nearest",), [neighbour.strategy], self.catalogue.strategies)
        for exemplar in strategy.exemplars:
            yield from self.known(strategy, ("exemplars",), exemplar.sources, self.catalogue.sources)
        yield from self.known(strategy, ("sources",), (*strategy.sources, *strategy.funding.sources), self.catalogue.sources)

    def practice(self, practice: Practice) -> Iterator[Problem]:
        yield from self.known(practice, ("dimensions",), practice.dimensions, self.catalogue.dimensions)
        fits = () if practice.fits == "all" else practice.fits
        yield from self.known(practice, ("fits",), fits, self.catalogue.strategies)
        yield from self.known(practice, ("breaks",), practice.breaks, self.catalogue.strategies)
        yield from self.known(practice, ("sources",), practice.sources, self.catalogue.sources)

    def rule(self, rule: Rule) -> Iterator[Problem]:
        named = rule.applies_to["except"] if isinstance(rule.applies_to, dict) else rule.applies_to
        yield from self.known(rule, ("applies_to",), () if named == "any" else named, self.catalogue.strategies)
        yield from self.known(rule, ("sources",), rule.sources, self.catalogue.sources)
        for index, case in enumerate(rule.cases):
            yield from self.condition(rule, ("cases", index, "when"), case.when, self.catalogue.questions)
        if not rule.bad or not rule.good:
            yield self.loader._at(rule, (), "a rule needs a `bad` and a `good` example", "add a partial profile of each")

    def questionnaire(self, questionnaire: Questionnaire) -> Iterator[Problem]:
        before = dict.fromkeys(self._asked_before(questionnaire))
        for index, block in enumerate(questionnaire.blocks):
            for number, entry in enumerate(block.questions):
                route = ("blocks", index, "questions", number)
                if entry.when is not None:
                    yield from self.condition(questionnaire, (*route, "when"), entry.when, before, computed=False)
                question = self.catalogue._asked(entry)
                if question.id in before:
                    yield self.loader._at(questionnaire, route, f"the question `{question.id}` is asked twice", "ask it once")
                if question.type == "choice" and not question.options:
                    yield self.loader._at(questionnaire, route, f"`{question.id}` offers no options", "add `options:`")
                before[question.id] = None

    def _asked_before(self, questionnaire: Questionnaire) -> Iterator[str]:
        for other in self.catalogue.questionnaires.values():
            if other.id == questionnaire.id:
                return
            for block in other.blocks:
                yield from (self.catalogue._asked(entry).id for entry in block.questions)

    def condition(
        self, noun: Any, route: Route, condition: Condition, askable: Iterable[str], *, computed: bool = True
    ) -> Iterator[Problem]:
        yield from self.known(noun, route, declarations(condition), self.catalogue.strategies)
        names = list(askable)
        for compare in comparisons(condition):
            if compare.kind == "fact":
                yield from self._fact(noun, route, compare, computed=computed)
            elif compare.name not in names:
                yield from self.known(noun, route, [compare.name], names)
            elif (compare.kind == "dimension") is not (compare.name in self.catalogue.dimensions):
                kind = "dimension" if compare.name in self.catalogue.dimensions else "question"
                yield self.loader._at(noun, route, f"`{compare.name}` is a {kind}", f"write `{kind}: {compare.name}`")
            else:
                yield from self._operand(noun, route, compare)

    def _fact(self, noun: Any, route: Route, compare: Compare, *, computed: bool) -> Iterator[Problem]:
        yield from self.known(noun, route, [compare.name], self.catalogue.facts)
        if not computed:
            yield self.loader._at(noun, route, "a question cannot wait for a computed fact", "refer to an earlier question")

    def _operand(self, noun: Any, route: Route, compare: Compare) -> Iterator[Problem]:
        question = self.catalogue.questions[compare.name]
        if compare.operator == "answered":
            return
        if compare.operator in {"at_least", "at_most"} and question.type not in {"dimension", *_NUMBERS}:
            yield self.loader._at(noun, route, f"the answers to `{compare.name}` have no order", "compare with `is` or `in`")
        operands = compare.operand if isinstance(compare.operand, tuple) else (compare.operand,)
        if question.options:
            yield from self.known(noun, route, map(str, operands), [option.id for option in question.options])
        elif question.type == "ranking":
            yield from self.known(noun, route, map(str, operands), self.catalogue.goals)
        elif question.type == "yes-no" and not all(isinstance(operand, bool) for operand in operands):
            yield self.loader._at(noun, route, f"`{compare.name}` is true or false", "compare with true or false")
        elif question.type in _NUMBERS and not all(_is_number(operand) for operand in operands):
            yield self.loader._at(noun, route, f"`{compare.name}` is a number", "compare with a number")


_NUMBERS = {"number", "money", "percent"}


def _is_number(operand: object) -> bool:
    return isinstance(operand, int | float) and not isinstance(operand, bool)


def _dimension_questions(catalogue: Catalogue) -> Iterator[tuple[Questionnaire, DimensionQuestion]]:
    for questionnaire in catalogue.questionnaires.values():
        for block in questionnaire.blocks:
            for entry in block.questions:
                if isinstance(entry, DimensionQuestion):
                    yield questionnaire, entry


def _by_id(nouns: Iterable[Any]) -> Mapping[str, Any]:
    return {noun.id: noun for noun in nouns}


def _asking_order(path: Path) -> tuple[int, str]:
    """Order questionnaires as they are asked: who, then what is declared, before the menu colours what is practised."""
    asked = ("company", "declared", "practice")
    return (asked.index(path.stem) if path.stem in asked else len(asked), path.stem)


def _problem(document: Document, detail: Mapping[str, Any]) -> Problem:
    route: Route = tuple(step for step in detail["loc"])
    while route and route not in document.places:
        # Union tags and missing keys are steps that the file does not have.
        route = route[:-1]
    if detail["type"] in {"extra_forbidden", "unexpected_keyword_argument"}:
        return Problem(document.key_place(tuple(detail["loc"])), f"the key `{detail['loc'][-1]}` is not known here", "check the spelling")
    if detail["type"] == "missing":
        return Problem(document.place(route), f"the key `{detail['loc'][-1]}` is missing", "add it")
    message = detail["msg"].removeprefix("Value error, ")
    return Problem(document.place(route), message[0].lower() + message[1:], "see `strategist schema` for the shape")
