"""Answers that can be read at a glance: an option, a text, or what was read closely before, with notes or without.

Nine answers in ten are such. Whatever is not gives None here and is read closely by `profiles`, which alone says what is wrong.
"""

from __future__ import annotations

from strategist.answers import EXACT, is_day
from strategist.models.catalogue import Question
from strategist.models.profile import SOURCES, Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from strategist.models.knowledge import Catalogue, Tree

    Glances = dict[str, "Glance | Glances"]

NOT_APPLICABLE = frozenset({"not_applicable", "not-applicable", "not applicable", "n/a"})
"""What people write for a question that is none for them, in small letters."""

KEPT = 500
"""Figures and the like that are remembered for each question."""

_NOTES = ("value", "note", "source", "date", "reference")
_NOTED, _TEXT = frozenset(_NOTES), frozenset({str})
_TEXTS, _FIGURES = frozenset({"text", "long-text"}), frozenset({"number", "percent", "money"})
_NO_TEXT = {"", "unknown"} | NOT_APPLICABLE


class Glance:
    """Reads the answers to one question; `known` holds those that say nothing but one word: the same in every profile."""

    __slots__ = ("figures", "id", "known", "question", "takes_text", "truths")

    def __init__(self, question: Question) -> None:
        """Know the options, and what says that the answer is not known."""
        self.question, self.id = question, question.id
        self.takes_text, self.figures = question.type in _TEXTS, question.type in _FIGURES
        self.known = {slug: Answer(question.id, "value", slug, written=slug) for slug in question.slugs}
        self.known["unknown"] = Answer(question.id, "unknown", written="unknown")
        self.truths = {
            truth: Answer(question.id, "value", truth, written=str(truth).lower()) for truth in (True, False) if question.type == "yes-no"
        }

    def read(self, data: object) -> Answer | None:
        """Read an answer that is neither a word nor a whole number; None for one that takes a closer look."""
        if isinstance(data, bool):
            return self.truths.get(data)
        return self._noted(data) if isinstance(data, dict) else None

    def figure(self, data: int, written: str) -> Answer | None:
        """Read a whole number, written like this; None if it takes a closer look."""
        low, high = self.question.minimum, self.question.maximum
        if not self.figures or abs(data) >= EXACT or (low is not None and data < low) or (high is not None and data > high):
            return None
        return Answer(self.id, "value", float(data), written=written)

    def remember(self, data: object, answer: Answer) -> None:
        """Keep an answer that was read closely, if its value is one word; its notes are of this profile alone."""
        if isinstance(data, str) and not self.takes_text and len(self.known) < KEPT:
            self.known[data] = Answer(answer.question, answer.state, answer.value, written=answer.written)

    def text(self, data: str) -> Answer | None:
        """Read an answer that is not `known`; None if it takes a closer look."""
        if self.takes_text and data == data.strip() and data.lower() not in _NO_TEXT:
            return Answer(self.id, "value", data, written=data)
        return None

    def _noted(self, data: Mapping[str, Any]) -> Answer | None:
        """Read `{value: short-menu, source: evidence, date: 2026-05}`, each note a text and the value one word."""
        value, note, source, date, reference = (*map(data.get, _NOTES),)
        plain = self.known.get(value) if isinstance(value, str) else None
        if plain is None or not _NOTED.issuperset(data) or None in data.values():
            return None
        if (note is not None and type(note) is not str) or (date is not None and not (type(date) is str and is_day(date))):
            return None
        references = () if reference is None else _texts(reference)
        if references is None or (source is not None and source not in SOURCES):
            return None
        return Answer(plain.question, plain.state, plain.value, note, source or SOURCES[0], date, references, None, plain.written)


def _texts(data: object) -> tuple[str, ...] | None:
    """Give one text or several; None for anything else."""
    if isinstance(data, str):
        return (data,)
    return tuple(data) if isinstance(data, list) and set(map(type, data)) <= _TEXT else None


def glances(catalogue: Catalogue) -> Glances:
    """Give the keys a profile may have for answers, as the tree of the catalogue does, with what reads the answers at a glance."""
    return _glances(catalogue.tree)


def _glances(tree: Tree) -> Glances:
    return {key: Glance(branch) if isinstance(branch, Question) else _glances(branch) for key, branch in tree.items()}
