"""What a reader needs to reckon the points again: every practice, the card, and what marks each purpose out."""

from __future__ import annotations

from collections.abc import Iterator

from strategist import scoring
from strategist.conditions import Condition, comparisons, declarations, evaluate
from strategist.models.profile import Answer
from strategist.models.story import CardRow, HallmarkTold, PracticeTold
from strategist.nouns import replace
from strategist.story.subject import SOURCES, Subject

SOURCE_KINDS = ("self-report", "evidence")


def rows(subject: Subject, strategies: tuple[str, ...]) -> Iterator[CardRow]:
    """Give the points of every option."""
    card = scoring.card(subject.catalogue.strategies.values(), subject.catalogue.dimensions)
    for dimension in subject.catalogue.dimensions.values():
        for anchor, option in enumerate(dimension.options):
            reported, measured = (
                tuple(card.cell(strategy, dimension.id, source)[anchor] for strategy in strategies) for source in SOURCE_KINDS
            )
            yield CardRow(dimension.id, option.id, option.label, reported, measured)


def hallmarks(subject: Subject, strategies: tuple[str, ...]) -> Iterator[HallmarkTold]:
    """Give what marks each strategy out."""
    for strategy in strategies:
        hallmark = subject.catalogue.strategies[strategy].hallmark
        low, high = (subject.catalogue.dimensions[hallmark.dimension].anchors[option] for option in hallmark.range)
        yield HallmarkTold(strategy, hallmark.dimension, low, high)


def practices(subject: Subject) -> Iterator[PracticeTold]:
    """Give every practice with the answer in the file, in the order of the card."""
    for dimension in subject.catalogue.dimensions.values():
        answer = subject.view.profile.answers.get(dimension.id)
        known = answer is not None and answer.state == "value"
        after, opens = _opened(subject, dimension.id)
        yield PracticeTold(
            dimension=dimension.id,
            name=dimension.name,
            question=dimension.question,
            state=answer.state if answer else "missing",
            anchor=dimension.anchors[str(answer.value)] if answer and known else None,
            source=SOURCES[answer.source] if answer and known else "",
            asked=subject.view.asked[dimension.id],
            after=after,
            opens=opens,
        )


def _opened(subject: Subject, practice: str) -> tuple[str | None, tuple[int, ...]]:
    """Give the one practice that decides whether another is asked, and its anchors under which it is."""
    when = subject.catalogue.questions[practice].when
    if when is None:
        return None, ()
    deciding = {compare.name for compare in comparisons(when) if compare.kind == "dimension"}
    alone = len(deciding) == 1 and all(compare.kind == "dimension" for compare in comparisons(when)) and not any(declarations(when))
    if not alone:
        return None, ()
    (after,) = deciding
    return after, tuple(_opening(subject, when, after))


def _opening(subject: Subject, when: Condition, after: str) -> Iterator[int]:
    for anchor, option in enumerate(subject.catalogue.dimensions[after].options):
        answer = Answer(after, "value", option.id)
        if evaluate(when, replace(subject.view, answers={after: answer})).truth:
            yield anchor
