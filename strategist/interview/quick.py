"""The short interview: at most twelve answers, each to the question that tells most about what is practised and whether it is declared.

A question tells as much as its answer is expected to take from the doubt: Shannon entropy before, less entropy after. It is the usual rule
of adaptive testing with classes (Cheng, Psychometrika 74, 2009). The chances come from the points card.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from math import log2

from strategist import scoring
from strategist.flow import Counted, marked
from strategist.models.catalogue import ANCHORS
from strategist.models.knowledge import Catalogue
from strategist.scoring import CLEAR, ENOUGH, Card, Mark

MOST = 12
"""Questions of a short interview, at the most."""

OPENING = ("declared.purpose", "declared.strategy")
"""What is asked first: the purpose in one's own words, before the ten are shown, and then which of them it is."""

Chances = Mapping[str | None, float]
"""How likely it is that each strategy is the one practised; None is practice without any."""


def scope(catalogue: Catalogue) -> tuple[str, ...]:
    """Give the questions that a short interview may ask."""
    return (*OPENING, *catalogue.dimensions)


def choose(view: Counted, open_: Sequence[str], *, skipped: int = 0) -> str | None:
    """Give the next question; None when twelve were asked, or when no answer still to come could change the outcome."""
    opening = [name for name in OPENING if name in open_]
    if opening:
        return opening[0]
    card = view.catalogue.once(scoring.card_of)
    marks, answers = marked(view), view.profile.answers
    left = MOST - skipped - sum(name in answers for name in scope(view.catalogue))
    to_come = [name for name in marks.unknown if name not in answers]  # those that another answer may open among them
    if left <= 0 or (len(marks.known) >= ENOUGH and settled(card, marks.known, to_come, declared=view.declared, left=left)):
        return None
    dimensions = [name for name in open_ if name in view.catalogue.dimensions]
    return most_telling(card, marks.known, dimensions, declared=view.declared)


def most_telling(card: Card, marks: Mapping[str, Mark], dimensions: Sequence[str], *, declared: Collection[str] = ()) -> str | None:
    """Give the dimension with the highest expected information, hallmarks in the running first; of equal ones the earlier.

    In the running is a strategy that is likelier than it was before the first answer.
    """
    now = chances(card, marks)
    running = {hallmark[0] for strategy, hallmark in card.hallmarks.items() if now[strategy] > 1 / len(now)}
    candidates = [name for name in dimensions if name in running] or dimensions
    return max(candidates, key=lambda name: round(information(card, now, name, declared=declared), 9), default=None)


def chances(card: Card, marks: Mapping[str, Mark]) -> Chances:
    """Turn points into chances that add up to 1, every strategy and none of them as likely before the first answer."""
    points: dict[str | None, int] = {
        strategy: sum(card.cell(strategy, name, mark.source)[mark.anchor] for name, mark in marks.items()) for strategy in card.hallmarks
    }
    odds = {strategy: 10 ** (total / 10) for strategy, total in (points | {None: 0}).items()}
    return {strategy: weight / sum(odds.values()) for strategy, weight in odds.items()}


def information(card: Card, now: Chances, dimension: str, *, declared: Collection[str] = ()) -> float:
    """Give what the answer to a dimension is expected to tell, in bits: about who is practised, and whether that is declared."""
    rows = [_likelihoods(card, strategy, dimension) for strategy in now]
    told = 0.0
    for anchor in range(ANCHORS):
        joint = {strategy: chance * row[anchor] for (strategy, chance), row in zip(now.items(), rows, strict=True)}
        told -= _doubt(joint.values()) + _doubt(_sides(joint, declared))
    return told + _doubt(now.values()) + _doubt(_sides(now, declared))


def _likelihoods(card: Card, strategy: str | None, dimension: str) -> list[float]:
    """Give how likely each anchor is in a firm that practises a strategy; the card's whole points are rounded, so they are evened out."""
    weights = [10 ** (points / 10) for points in card.cell(strategy, dimension)] if strategy else [1.0] * ANCHORS
    return [weight / sum(weights) for weight in weights]


def _sides(chances: Chances, declared: Collection[str]) -> tuple[float, float]:
    """Give the chances that what is practised is declared, and that it is not."""
    inside = sum(chance for strategy, chance in chances.items() if strategy in declared)
    return inside, sum(chances.values()) - inside


def _doubt(chances: Iterable[float]) -> float:
    """Give the entropy of chances that may add up to less than 1, weighted by their sum; in bits."""
    kept = [chance for chance in chances if chance > 0]
    total = sum(kept)
    return -sum(chance * log2(chance / total) for chance in kept)


def settled(card: Card, marks: Mapping[str, Mark], dimensions: Sequence[str], *, declared: Collection[str], left: int) -> bool:
    """Tell whether any `left` more answers would leave the same strategy first, and what is declared as far behind it as it is.

    Exact, and on the safe side: each rival gets the best that so many answers could give it.
    """
    totals = {s: sum(card.cell(s, name, mark.source)[mark.anchor] for name, mark in marks.items()) for s in card.hallmarks}
    best = max(totals, key=totals.__getitem__)
    if card.hallmarks[best][0] not in marks:
        return False
    kept = {rival: CLEAR if rival in declared and best not in declared else 1 for rival in totals if rival != best}
    return all(totals[best] - totals[rival] - _gain(card, rival, best, dimensions, left) >= least for rival, least in kept.items())


def _gain(card: Card, rival: str, best: str, dimensions: Sequence[str], left: int) -> int:
    """Give how many points `left` answers could at most bring a rival nearer."""
    gains = [max(r - b for r, b in zip(card.cell(rival, name), card.cell(best, name), strict=True)) for name in dimensions]
    return sum(gain for gain in sorted(gains, reverse=True)[:left] if gain > 0)
