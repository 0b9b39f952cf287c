"""What every chapter is told from: one reading, the answers behind it, and the catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from strategist.flow import Counted
from strategist.models.knowledge import Catalogue
from strategist.models.profile import Answer
from strategist.models.reading import Reading
from strategist.models.story import Citation
from strategist.nouns import dataclass
from strategist.texts import one_line, shortened

SOURCES: Mapping[str, str] = {"self-report": "said by the company", "evidence": "measured", "document": "from a document"}
LONGEST_NAME = 60
"""Characters of a company's name that a title can carry."""


@dataclass(frozen=True)
class Subject:
    """One profile on its way to becoming a story."""

    reading: Reading
    view: Counted

    @property
    def catalogue(self) -> Catalogue:
        """What is known."""
        return self.view.catalogue

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The words for strategy ids."""
        return {strategy.id: strategy.name for strategy in self.catalogue.strategies.values()}

    @cached_property
    def company(self) -> str:
        """The company's name, short enough for a title; without one, the file's."""
        return shortened(one_line(self.reading.company.name or self.file(self.reading.profile)), LONGEST_NAME)

    @property
    def declared(self) -> str:
        """What is declared, in quotation marks."""
        return f"“{self.reading.declared.name}”"

    def quoted(self, strategy: str) -> str:
        """Give a strategy's name in quotation marks."""
        return f"“{self.names[strategy]}”"

    def answer(self, question: str) -> Answer | None:
        """Give an answer that counts."""
        return self.view.answers.get(question)

    def citations(self, sources: Iterable[str]) -> tuple[Citation, ...]:
        """Give sources in full; what is not in the catalogue was named by the profile and stands as it is."""
        known = self.catalogue.sources
        return tuple(
            Citation(source, known[source].citation, known[source].caution) if source in known else Citation(source, source, None)
            for source in dict.fromkeys(sources)
        )

    @staticmethod
    def file(path: str) -> str:
        """Give a file's name without the folders it lies in: they are nobody's business in a report."""
        return path.replace("\\", "/").rsplit("/", maxsplit=1)[-1]


def decapital(sentence: str) -> str:
    """Give a title as the end of a sentence."""
    return sentence[:1].lower() + sentence[1:]


def sentence(words: str) -> str:
    """Give words with a capital at the start."""
    return words[:1].upper() + words[1:]
