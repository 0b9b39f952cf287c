"""The slides that open a deck: what it is about, the answer, the story in short, and how well each purpose explains what is done."""

from __future__ import annotations

from collections.abc import Iterator

from strategist.models.story import Labelled, StandingTold, Story, VerdictChapter
from strategist.render.deck.slides import Bars, Cover, Grid, Part, Slide, Tag
from strategist.story.tables import table
from strategist.texts import count


def slides(story: Story) -> Iterator[Slide]:
    """Give the opening slides."""
    chapter = story.verdict
    yield Slide(story.question, Cover(tuple(line for line in (story.about, story.date) if line)), evidence=(f"{story.made}.",))
    yield Slide(
        chapter.head.title,
        facts("answer", chapter.facts, chapter.head.title),
        lead=" ".join(chapter.head.lead),
        tag=Tag(f"{chapter.word}.", chapter.verdict),
        tiles=chapter.figures,
        questions=chapter.head.questions,
        evidence=(
            chapter.sure,
            chapter.known,
        ),
    )
    yield _short(story)
    yield _standings(chapter)


def facts(name: str, told: tuple[Labelled, ...], says: str, *, labels: float = 2) -> Grid:
    """Make a list of labels, which take so many of the eleven parts of its width, and words."""
    rows = table(name, says, ("", ""), ((fact.label, fact.words) for fact in told))
    return Grid(rows, (labels, 11 - labels), size=14, most=5, heads=False)


def _short(story: Story) -> Slide:
    titles = tuple(Labelled(f"{number}", head.title) for number, head in enumerate(story.heads[1:], start=1))
    rows = table("short", "The chapters of this deck", ("", ""), ((title.label, title.words) for title in titles))
    return Slide(
        f"The story in {count(len(titles), 'sentence')}",
        Grid(rows, (0.5, 12), size=18, heads=False),
        questions=story.verdict.head.questions,
    )


# How well each purpose explains what is done.

STEP = 20
"""Points between two lines of the grid."""


def _standings(chapter: VerdictChapter) -> Slide:
    return Slide(
        _first(chapter),
        _ranges(chapter.standings),
        foot=chapter.table.caption,
        questions=chapter.head.questions,
        evidence=tuple(map(_standing, chapter.standings)),
    )


def _first(chapter: VerdictChapter) -> str:
    if chapter.practised == "too little known":
        return "Too little is known to say which purpose stands first"
    first = chapter.standings[0]
    points = f"{_signed(first.points)} {'point' if abs(first.points) == 1 else 'points'}"
    could = sum(standing.possible for standing in chapter.standings)
    others = f"{could} purposes could still come first" if could > 1 else "nothing still open can change that"
    return f"“{first.name}” stands first with {points}, and {others}"


def _standing(standing: StandingTold) -> str:
    said = f"{standing.name}: {_signed(standing.points)} points, at least {_signed(standing.low)}, at most {_signed(standing.high)}"
    return f"{said}; what marks it out is {standing.hallmark_words}."


def _signed(points: int) -> str:
    return f"{points:+d}" if points else "0"


def _ranges(standings: tuple[StandingTold, ...]) -> Bars:
    """Draw from the least to the most that each purpose can come to; the two halves meet at today's points.

    A stack grows from nought to both sides, so each half is cut where it crosses nought.
    """
    spans = [(standing.low, standing.points, standing.high) for standing in standings]
    ends = [end for span in spans for end in span]
    return Bars(
        says="Points of each purpose today, with the least and the most that open answers can make of them",
        labels=tuple(_label(standing) for standing in standings),
        parts=(
            Part("Base", "base", tuple(float(low if low > 0 else min(high, 0)) for low, _, high in spans), keyed=False),
            Part("What open answers could add (below 0)", "pale", tuple(below(now, high) for _, now, high in spans), keyed=False),
            Part("What open answers could take away (below 0)", "strong", tuple(below(low, now) for low, now, _ in spans), keyed=False),
            Part("What open answers could take away", "strong", tuple(above(low, now) for low, now, _ in spans)),
            Part("What open answers could add", "pale", tuple(above(now, high) for _, now, high in spans)),
        ),
        low=min(-STEP, *ends) // STEP * STEP,
        high=-(-max(STEP, *ends) // STEP) * STEP,
        unit=STEP,
        axis="+0;-0;0",
    )


def below(start: int, end: int) -> float | None:
    """Give the part of a span below nought, as a negative length."""
    return float(min(start, 0) - min(end, 0)) or None


def above(start: int, end: int) -> float | None:
    """Give the part of a span above nought."""
    return float(max(end, 0) - max(start, 0)) or None


def _label(standing: StandingTold) -> str:
    here = ", declared" if standing.declared else ""
    return f"{standing.name}{here}: {_signed(standing.points)} ({_signed(standing.low)} to {_signed(standing.high)})"
