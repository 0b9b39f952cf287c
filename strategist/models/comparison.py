"""What a comparison tells, ready to be placed: sections of tables and charts that every rendering shows in the same order.

Text and figures are as in `models.story`: one line, not escaped, numbers beside their words.
"""

from __future__ import annotations

from strategist.models.change import Kind
from strategist.models.story import Head, Labelled, Table
from strategist.nouns import dataclass


@dataclass(frozen=True, slots=True)
class Moved:
    """One line of a slope chart."""

    name: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Slope:
    """How points moved from one side to the next, with the table that holds the same figures."""

    id: str
    title: str
    sides: tuple[str, str]
    lines: tuple[Moved, ...]
    table: Table


@dataclass(frozen=True, slots=True)
class HeatTable:
    """A table of points by side: cells that say much, one way or the other, stand out."""

    table: Table


Block = Table | Slope | HeatTable


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a comparison; `label` is a short name over its title."""

    label: str
    head: Head
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class ComparisonStory:
    """Several readings compared. The first section is the answer; its title and lead open the report."""

    kind: Kind
    title: str
    question: str
    about: str
    date: str | None
    made: str
    figures: tuple[Labelled, ...]
    sections: tuple[Section, ...]

    @property
    def answer(self) -> Section:
        """The section that opens the report."""
        return self.sections[0]
