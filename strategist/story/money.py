"""Chapter (d): what the goals speak for, and what the promise costs."""

from __future__ import annotations

from collections.abc import Iterator

from strategist import funding
from strategist.models.funding import ChannelCost, PromiseCost, Staffing
from strategist.models.recommendation import Candidate, GoalReason, Recommendation
from strategist.models.story import (
    CandidateTold,
    Cell,
    ChannelTold,
    CurvePoint,
    Figure,
    GoalTold,
    Head,
    Labelled,
    MoneyChapter,
    PromiseTold,
    Table,
)
from strategist.quantities import brief
from strategist.story import promise as told
from strategist.story.goals import GATE, needs, short, together
from strategist.story.subject import Subject, sentence
from strategist.story.tables import table
from strategist.texts import percent

QUESTIONS = (
    "Which of these goals would you give up first if you had to?",
    "What would you stop paying for, so that the promise can be kept?",
)


def chapter(subject: Subject) -> MoneyChapter:
    """Tell goals and money."""
    reading = subject.reading
    ranked, cost = reading.recommended, _with_curves(subject)
    return MoneyChapter(
        head=Head("money", _title(subject, ranked, cost), tuple(_lead(ranked, cost)), QUESTIONS),
        currency=subject.view.profile.text("budget.currency"),
        goals=tuple(_goals(subject)),
        weighted=bool(ranked and ranked.weighted),
        recommended=ranked.first if ranked else None,
        recommended_name=ranked.name if ranked else None,
        words=ranked.words if ranked else None,
        blend=together(ranked.pair) if ranked and ranked.pair else None,
        candidates=tuple(map(_candidate, ranked.candidates)) if ranked else (),
        ranking=_ranking(ranked) if ranked else None,
        ranks=_ranks(ranked) if ranked else None,
        promise=_promise(cost) if cost else None,
    )


def _with_curves(subject: Subject) -> PromiseCost | None:
    cost = subject.reading.funding
    return funding.with_curves(cost, funding.figures(subject.view)) if cost and cost.channels else cost


# What the chapter says at its head.


def _title(subject: Subject, ranked: Recommendation | None, cost: PromiseCost | None) -> str:
    halves = [half for half in (_goals_say(subject, ranked), _money_says(cost)) if half]
    return sentence(", and ".join(halves)) if halves else "Neither goals nor the load on service are known"


def _goals_say(subject: Subject, ranked: Recommendation | None) -> str:
    if ranked is None:
        return ""
    if ranked.first is None or ranked.name is None:
        return "The money carries none of the ten purposes"
    wanted = max(ranked.candidates, key=lambda candidate: (candidate.utility, candidate.strategy == ranked.first))
    if wanted.need.affordable == "no":
        return f"The goals call for {subject.quoted(wanted.strategy)}, the money for “{ranked.name}”"
    return f"The goals speak for “{ranked.name}”"


def _money_says(cost: PromiseCost | None) -> str:
    if cost is None:
        return ""
    if cost.cost_gap is not None:
        gap = funding.money(cost, abs(cost.cost_gap))
        return f"the promise is {gap} a year short" if cost.cost_gap > 0 else f"the money carries the promise with {gap} left"
    if cost.heads_gap is not None and cost.heads_gap > 0:
        return f"the promise is {funding.posts(cost.heads_gap)} posts short"
    return "the posts there are keep the promise" if cost.heads_gap is not None else "whether the promise is paid for is not known"


def _lead(ranked: Recommendation | None, cost: PromiseCost | None) -> Iterator[str]:
    yield ranked.words if ranked else "No goals are given, so nothing can be said about what they call for."
    if cost:
        yield from cost.words[:2]
    else:
        yield "How many contacts come is not said, so what the promise costs cannot be reckoned."


# Goals.


def _goals(subject: Subject) -> Iterator[GoalTold]:
    for rank, goal in enumerate(subject.view.profile.goals, start=1):
        noun = subject.catalogue.goals[goal.goal]
        yield GoalTold(rank, noun.id, noun.name, noun.meaning, goal.weight)


def _candidate(candidate: Candidate) -> CandidateTold:
    need = candidate.need
    return CandidateTold(
        strategy=candidate.strategy,
        name=candidate.name,
        first=candidate.first,
        first_words=_first(candidate),
        ranks=candidate.ranks,
        utility=candidate.utility,
        utility_words=f"{candidate.utility:+.2f}",
        low=need.low,
        high=need.high,
        index=need.index,
        needs=needs(need),
        affordable=need.affordable,
        gate=GATE[need.affordable],
        shortfall=need.shortfall,
        shortfall_words=short(need) if need.affordable == "no" else "",
        smallest=candidate.smallest,
        warning=candidate.warning,
        words=candidate.words,
        speaks_for=tuple(map(_reason, candidate.speaks_for)),
        speaks_against=tuple(map(_reason, candidate.speaks_against)),
    )


def _reason(reason: GoalReason) -> Labelled:
    return Labelled(f"{reason.affinity:+d} {reason.name}", reason.reason)


def _first(candidate: Candidate) -> str:
    return f"({percent(candidate.first)})" if candidate.need.affordable == "no" else percent(candidate.first)


def _ranking(ranked: Recommendation) -> Table:
    weighed = "with your own weights" if ranked.weighted else "share of the weightings that agree with your ranking"
    return table(
        "ranking",
        f"All ten purposes under your goals. First: {weighed}; in brackets, if the money allowed it. Middle: from -2 to +2.",
        ("Purpose", "#First", "#Middle", "#Needs a year", "Money"),
        (
            (
                candidate.name,
                Cell(_first(candidate), candidate.first),
                Cell(f"{candidate.utility:+.2f}", candidate.utility),
                Cell(needs(candidate.need), candidate.need.low),
                GATE[candidate.need.affordable],
            )
            for candidate in ranked.candidates
        ),
    )


def _ranks(ranked: Recommendation) -> Table:
    """Give the share of every rank; what the money shuts out has its own field and no place in this one."""
    open_ones = [candidate for candidate in ranked.candidates if candidate.need.affordable != "no"]
    places = range(max((len(candidate.ranks) for candidate in open_ones), default=0))
    return table(
        "ranks",
        "In what share of the weightings each purpose takes each place",
        ("Purpose", *(f"#Place {place + 1}" for place in places)),
        ((candidate.name, *(Cell(percent(share), share) for share in candidate.ranks)) for candidate in open_ones),
    )


# Money.


def _promise(cost: PromiseCost) -> PromiseTold:
    return PromiseTold(
        carried=cost.carried,
        word=told.VERDICT[cost.carried].capitalize(),
        words=cost.words,
        figures=tuple(_figures(cost)),
        channels=tuple(_channel(cost, channel) for channel in cost.channels),
        assumptions=tuple(told.assumptions(cost)),
    )


def _figures(cost: PromiseCost) -> Iterator[Figure]:
    yield _posts("Posts that the promise needs", cost.heads_needed)
    yield _posts("Posts there are", cost.heads)
    yield _money(cost, "A post costs a year", cost.cost_of_a_head)
    yield _money(cost, "Money that the promise needs a year", cost.cost_needed)
    yield _money(cost, "Money spent on service a year", cost.spend)
    if cost.cost_gap is not None:
        label = "Money that is missing a year" if cost.cost_gap > 0 else "Money that is left a year"
        yield _money(cost, label, abs(cost.cost_gap))


def _posts(label: str, heads: float | None) -> Figure:
    return Figure(label, heads, "not known" if heads is None else funding.posts(heads))


def _money(cost: PromiseCost, label: str, amount: float | None) -> Figure:
    return Figure(label, amount, "not known" if amount is None else funding.money(cost, amount))


def _channel(cost: PromiseCost, channel: ChannelCost) -> ChannelTold:
    return ChannelTold(
        name=str(channel.given),
        promised=told.promised(channel),
        within=channel.given.within,
        sentences=tuple(Labelled(sentence(label), words) for label, words in told.sentences(cost, channel)),
        curve=tuple(_point(cost, channel, staffing) for staffing in channel.curve),
        honest=told.honest(channel) if channel.curve else "",
        table=_curve(cost, channel) if channel.curve else None,
    )


def _point(cost: PromiseCost, channel: ChannelCost, staffing: Staffing) -> CurvePoint:
    wait, leave = staffing.all_wait, staffing.some_leave
    return CurvePoint(
        seats=staffing.seats,
        posts=staffing.heads,
        cost=staffing.cost,
        wait=wait.wait if wait else None,
        in_time=wait.in_time if wait else None,
        wait_if_some_leave=leave.wait if leave else None,
        given_up=leave.given_up if leave else None,
        mark=told.marked(cost, channel, staffing),
    )


def _curve(cost: PromiseCost, channel: ChannelCost) -> Table:
    patient = channel.given.patience is None
    leaving = () if patient else ("#Wait if some leave", "#Give up")
    return table(
        "curve",
        f"What people at work give: {channel.given}",
        ("#At work", "#Posts", "#Wait if all wait", "#In time", *leaving, f"#{cost.currency or 'Money'} a year", "This is"),
        (_curve_row(cost, channel, staffing, patient=patient) for staffing in channel.curve),
    )


def _curve_row(cost: PromiseCost, channel: ChannelCost, staffing: Staffing, *, patient: bool) -> Iterator[Cell]:
    wait, leave = staffing.all_wait, staffing.some_leave
    yield Cell(f"{staffing.seats:,}", staffing.seats)
    yield Cell(funding.posts(staffing.heads), staffing.heads)
    yield Cell(told.waits(wait), wait.wait if wait else None)
    yield Cell(told.served_in_time(wait), wait.in_time if wait else 0)
    if not patient:
        yield Cell(told.waits(leave), leave.wait if leave else None)
        yield Cell(told.share(leave.given_up) if leave else "", leave.given_up if leave else None)
    yield Cell("not known" if staffing.cost is None else brief(staffing.cost), staffing.cost)
    yield Cell(told.marked(cost, channel, staffing))
