"""Where the cells stand that formulas rest on, and what they hold for the answers in the file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from strategist.models.story import CardRow, PracticeTold, StandingTold, Story
from strategist.nouns import dataclass
from strategist.render.workbook.grid import area, at

OPTIONS = 5
UNKNOWN, NOT_APPLICABLE = "not known", "does not apply"
"""What may be chosen beside the options of a practice; they stand after them on the list."""

COUNTS, OPEN, PERHAPS, ASIDE = "counts", "open", "open, perhaps not asked", "not asked"
MEASURED = "measured"

ANSWERS_TOP, CARD_TOP, POINTS_TOP = 4, 5, 4
"""The first rows under the heads of the sheets."""

CARD_REPORTED = 4
"""The first column of points on the card; those of measured answers follow."""

SLOTS = 3
"""Parts that a declaration has room for, at the least."""


@dataclass(frozen=True)
class Places:
    """The cells of one story's workbook."""

    story: Story

    @property
    def practices(self) -> tuple[PracticeTold, ...]:
        """Every practice, in the order of all sheets."""
        return self.story.evidence.practices

    @property
    def strategies(self) -> tuple[str, ...]:
        """Every strategy, in the order of the columns."""
        return self.story.evidence.heat.strategies

    @cached_property
    def declared(self) -> tuple[StandingTold, ...]:
        """What is declared."""
        return tuple(standing for standing in self.story.verdict.standings if standing.declared)

    @property
    def slots(self) -> range:
        """The rows of the declared purposes on the sheet of answers."""
        return range(ANSWERS_TOP, ANSWERS_TOP + max(SLOTS, len(self.declared)))

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number of every practice, from 0."""
        return {practice.dimension: number for number, practice in enumerate(self.practices)}

    @property
    def asked(self) -> range:
        """The rows of the practices on the sheet of answers."""
        return range(self.slots.stop, self.slots.stop + len(self.practices))

    def answer(self, dimension: str, column: int) -> str:
        """Name a cell in the row of a practice on the sheet of answers."""
        return at("Answers", self.asked[self.numbers[dimension]], column)

    def listed(self, dimension: str) -> str:
        """Name the cells that list what may be answered."""
        number = self.numbers[dimension]
        return area("Lists", range(1, OPTIONS + 3), range(number, number + 1))

    @property
    def purposes(self) -> str:
        """Name the cells that list the purposes."""
        last = len(self.practices)
        return area("Lists", range(1, len(self.strategies) + 1), range(last, last + 1))

    def sources(self, count: int) -> str:
        """Name the cells that list how an answer can be known."""
        last = len(self.practices) + 1
        return area("Lists", range(1, count + 1), range(last, last + 1))

    @cached_property
    def card(self) -> Mapping[str, tuple[CardRow, ...]]:
        """The rows of the card, by practice."""
        card = self.story.evidence.card
        return {practice.dimension: tuple(row for row in card if row.dimension == practice.dimension) for practice in self.practices}

    def carded(self, dimension: str, strategy: int, *, measured: bool) -> str:
        """Name the cells of the card that hold the points of a practice's options for a strategy."""
        top = CARD_TOP + OPTIONS * self.numbers[dimension]
        column = CARD_REPORTED + strategy + (len(self.strategies) if measured else 0)
        return area("Card", range(top, top + OPTIONS), range(column, column + 1))

    @property
    def spans(self) -> range:
        """The rows on the card of the least and the most that a practice which is open can still give."""
        top = CARD_TOP + OPTIONS * len(self.practices) + 4
        return range(top, top + len(self.practices))

    def silent(self, dimension: str, strategy: int) -> bool:
        """Tell whether a strategy leaves a practice open: whatever the answer, it has no points for it."""
        return not any(row.reported[strategy] or row.measured[strategy] for row in self.card[dimension])

    def words(self, practice: PracticeTold) -> str:
        """Give the answer as it stands in the list; nothing where there is none."""
        if practice.anchor is not None:
            return self.card[practice.dimension][practice.anchor].label
        return {"unknown": UNKNOWN, "not-applicable": NOT_APPLICABLE}.get(practice.state, "")

    def state(self, practice: PracticeTold) -> str:
        """Say whether an answer counts."""
        if practice.asked is not True:
            return PERHAPS if practice.asked is None else ASIDE
        if practice.state == "not-applicable":
            return NOT_APPLICABLE
        return OPEN if practice.anchor is None else COUNTS
