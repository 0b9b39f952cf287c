"""The slides on goals, money and the way: which purpose the goals speak for, what the promise costs, and the plan."""

from __future__ import annotations

from collections.abc import Iterator

from strategist.models.story import CandidateTold, ChannelTold, Head, Labelled, MoneyChapter, PlanChapter, PromiseTold, Table
from strategist.render.deck.opening import facts
from strategist.render.deck.slides import Bars, Curve, Curves, Grid, Look, Panels, Part, Slide
from strategist.story.subject import sentence
from strategist.story.tables import table
from strategist.texts import count, listed

PERCENT = '0" %"'


def money(chapter: MoneyChapter) -> Iterator[Slide]:
    """Give what the goals speak for, and what the promise costs."""
    head = chapter.head
    goals = f"Goals, most important first: {listed([goal.name for goal in chapter.goals])}." if chapter.goals else ""
    yield Slide(
        head.title,
        _acceptability(chapter.candidates) if chapter.candidates else None,
        lead=" ".join(head.lead),
        foot=goals,
        questions=head.questions,
        evidence=tuple(f"{goal.rank}. {goal.name}. {goal.meaning}" for goal in chapter.goals),
    )
    yield from _ranking(chapter)
    yield from (_candidate(head, told) for told in chapter.candidates if told.strategy == chapter.recommended)
    if chapter.promise:
        yield from _promise(head, chapter.promise)


# Goals.


def _acceptability(candidates: tuple[CandidateTold, ...]) -> Bars:
    """Draw in what share of the weightings each purpose comes first, second or third, or later."""
    parts: tuple[tuple[str, Look, list[float]], ...] = (
        ("First", "strong", [_open(told, told.first) for told in candidates]),
        ("Second or third", "middle", [_open(told, sum(told.ranks[1:3])) for told in candidates]),
        ("Later", "expected", [_open(told, sum(told.ranks[3:])) for told in candidates]),
        ("First, if the money allowed it", "shut", [told.first if told.affordable == "no" else 0.0 for told in candidates]),
    )
    return Bars(
        says="In what share of the weightings that agree with the goals each purpose comes first, second or third, or later",
        labels=tuple(f"{told.name}: {told.first_words} first, {told.gate}" for told in candidates),
        parts=tuple(Part(name, look, tuple(share * 100 or None for share in shares)) for name, look, shares in parts),
        low=0,
        high=100,
        unit=25,
        axis=PERCENT,
    )


def _open(told: CandidateTold, share: float) -> float:
    """Give a share of ranks; what the money shuts out has none in the field of those that it does not."""
    return 0.0 if told.affordable == "no" else share


def _ranking(chapter: MoneyChapter) -> Iterator[Slide]:
    if chapter.ranking is None:
        return
    within = sum(told.affordable == "yes" for told in chapter.candidates)
    unsaid = sum(told.affordable == "cannot say" for told in chapter.candidates)
    title = (
        f"Whether the money is enough cannot be said for {unsaid} of {len(chapter.candidates)} purposes"
        if unsaid
        else f"{within} of {count(len(chapter.candidates), 'purpose')} are within reach of the money"
    )
    short = [f"{told.name}: {told.shortfall_words} {_smaller(told)}".strip() for told in chapter.candidates if told.affordable == "no"]
    grid = Grid(chapter.ranking, (4, 1.4, 1.4, 2.2, 2), size=14, most=2)
    yield Slide(title, grid, foot=chapter.ranking.caption, questions=chapter.head.questions, evidence=tuple(short))


def _smaller(told: CandidateTold) -> str:
    return f"The smallest honest version: {told.smallest}" if told.smallest else told.warning or ""


def _candidate(head: Head, told: CandidateTold) -> Slide:
    panels = [
        (title, tuple(f"{reason.label}: {reason.words}" for reason in reasons))
        for title, reasons in (("Speaks for it", told.speaks_for), ("Speaks against it", told.speaks_against))
        if reasons
    ]
    panels.append(("What it takes", tuple(filter(None, (f"It needs {told.needs} a year.", f"The money: {told.gate}.", told.warning)))))
    return Slide(
        f"What speaks for “{told.name}”, and what against it",
        Panels(tuple(panels)),
        lead=told.words,
        questions=head.questions,
    )


# Money.


def _promise(head: Head, promise: PromiseTold) -> Iterator[Slide]:
    told = tuple(Labelled(figure.label, figure.words) for figure in promise.figures)
    yield Slide(
        f"What the promise costs: {promise.word.lower()}",
        facts("promise", told, "What the promise costs", labels=5),
        lead=" ".join(promise.words),
        questions=head.questions,
        evidence=promise.assumptions,
    )
    for channel in promise.channels:
        yield from _channel(head, channel)


def _channel(head: Head, channel: ChannelTold) -> Iterator[Slide]:
    name = sentence(f"{channel.name}: {channel.promised}")
    yield Slide(
        name + _takes(channel),
        facts("channel", channel.sentences, name),
        questions=head.questions,
        evidence=(channel.honest,),
    )
    if channel.table:
        lines = _curves(channel)
        title = f"{sentence(channel.name)}: how long people wait, by the number at work"
        if lines:
            yield Slide(title, lines, questions=head.questions, evidence=(*_points(channel.table), channel.honest))
        yield Slide(
            f"{title}, in figures", Grid(channel.table, _even(channel.table), size=14), questions=head.questions, evidence=(channel.honest,)
        )


def _takes(channel: ChannelTold) -> str:
    promise = next((point for point in channel.curve if "promise" in point.mark), None)
    return f" takes {promise.seats:,} at work" if promise else ""


def _even(told: Table) -> tuple[float, ...]:
    return tuple(1.6 if index == len(told.columns) - 1 else 1.0 for index in range(len(told.columns)))


def _points(told: Table) -> Iterator[str]:
    for row in told.rows:
        yield "; ".join(f"{column.title}: {cell.words}" for column, cell in zip(told.columns, row, strict=True) if cell.words)


def _curves(channel: ChannelTold) -> Curves | None:
    """Draw the mean waits; a wait without end or of nothing has no place on a scale by tens, and stands in the figures."""
    all_wait = tuple((float(point.seats), point.wait) for point in channel.curve if point.wait)
    some_leave = tuple((float(point.seats), point.wait_if_some_leave) for point in channel.curve if point.wait_if_some_leave)
    marked = tuple(
        Curve(f"{point.seats:,} at work: {point.mark}", "none", ((float(point.seats), point.wait),), marked=True)
        for point in channel.curve
        if point.mark and point.wait
    )
    lines = (Curve("Mean wait in minutes, if all wait", "solid", all_wait), Curve("If some give up", "dashed", some_leave))
    # The longest first: LibreOffice draws no line that has fewer points than a later one.
    kept = sorted((line for line in lines if line.points), key=lambda line: -len(line.points))
    if not kept:
        return None
    seats = [point.seats for point in channel.curve]
    promise = ((float(seats[0]), channel.within), (float(seats[-1]), channel.within)) if channel.within else ()
    within = (Curve(f"Promised: {channel.promised}", "dotted", promise),) if promise else ()
    return Curves(
        says=f"How long people wait by the number at work: {channel.name}",
        across="People at work at once",
        upwards="Mean wait, minutes",
        curves=(*kept, *within, *marked),
        low=seats[0] - 1,
        high=seats[-1] + 1,
    )


# The way.


def plan(chapter: PlanChapter) -> Iterator[Slide]:
    """Give the steps, what each takes, and the honest alternative."""
    head = chapter.head
    lead = " ".join(head.lead)
    if chapter.table is None:
        yield Slide(head.title, lead=lead, questions=head.questions)
    else:
        shares = (0.6, 2.2, 3.4, 3.4, 0.8, 0.8, 2.2)
        yield Slide(head.title, Grid(chapter.table, shares), lead=lead, foot=chapter.scale, questions=head.questions)
        yield _takings(chapter)
    if other := chapter.instead:
        more = (("Because", other.because), ("Announce", other.announce), ("Warning", other.warning))
        yield Slide(
            f"The honest alternative is to declare “{other.name}”",
            facts("instead", tuple(Labelled(label, words) for label, words in more if words), other.name),
            lead=other.words,
            questions=head.questions,
        )


def _takings(chapter: PlanChapter) -> Slide:
    title = f"What {'the step' if len(chapter.steps) == 1 else 'each step'} takes, and the advice that fits"
    rows = ((str(step.number), step.name, step.takes, listed(step.follow), listed(step.leave)) for step in chapter.steps)
    told = table("takes", title, ("#Step", "Practice", "Takes", "Advice to follow", "Advice to leave, though well known"), rows)
    return Slide(title, Grid(told, (0.6, 2.2, 4.4, 3.4, 2.4)), questions=chapter.head.questions)
