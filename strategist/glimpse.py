"""What can be told of a profile without the whole reading: which rules hold, and whether what it declares is to be seen at all."""

from __future__ import annotations

from strategist import mismatches, scoring
from strategist.flow import Counted, counted, marked
from strategist.mismatches import Held
from strategist.models.knowledge import Catalogue
from strategist.models.profile import Profile
from strategist.nouns import dataclass
from strategist.scoring import CLEAR, ENOUGH, Card, Marks

MOST_AGAINST = 3
"""Practices that are named against a declared purpose that is not to be seen."""


@dataclass(frozen=True, slots=True)
class Glimpse:
    """What can be told of a profile without the whole reading: the answers that count, what is known, and which rules hold."""

    view: Counted
    marks: Marks
    held: list[Held]
    unseen: Unseen | None


def glimpse(profile: Profile, catalogue: Catalogue) -> Glimpse:
    """Give what a reading finds, and whether the declared purpose is to be seen at all; nothing else is computed."""
    view = counted(profile, catalogue)
    marks = marked(view)
    card = catalogue.once(scoring.card_of)
    evidence = mismatches.Evidence(view, scoring.Standings(card, marks), enough=len(marks.known) >= ENOUGH)
    return Glimpse(view, marks, mismatches.holding(evidence), _unseen(view, card, marks))


@dataclass(frozen=True, slots=True)
class Unseen:
    """A declared purpose that is not to be seen in what is done: in words, and the practices that speak most against it."""

    words: str
    practices: tuple[str, ...]


def _unseen(view: Counted, card: Card, marks: Marks) -> Unseen | None:
    """Tell whether every declared part trails clearly, as the verdict of a whole reading would."""
    declared = view.declared
    if not declared or len(marks.known) < ENOUGH:
        return None
    totals = scoring.totals(card, marks)
    rival = max((points for strategy, points in totals.items() if strategy not in declared), default=0)
    if any(rival - totals[part] < CLEAR for part in declared):
        return None
    nearest = max(totals, key=lambda strategy: totals[strategy] - scoring.doubt(card, marks, strategy))

    def against(dimension: str) -> int:
        mark = marks.known[dimension]
        lost = (
            card.cell(nearest, dimension, mark.source)[mark.anchor] - card.cell(p, dimension, mark.source)[mark.anchor] for p in declared
        )
        return min(lost)

    speaking = sorted((dimension for dimension in marks.known if against(dimension) > 0), key=against, reverse=True)
    names = " with ".join(view.catalogue.strategies[part].name for part in declared)
    return Unseen(not_fitting(names, view.catalogue.strategies[nearest].name), tuple(speaking[:MOST_AGAINST]))


def not_fitting(declared: str, nearest: str) -> str:
    """Say that what is done is not what is declared."""
    return f"What is done does not fit “{declared}”. It comes nearer to “{nearest}”."
