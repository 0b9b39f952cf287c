"""The end of an interview: the one-minute reading, then what one may want next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from strategist import reading
from strategist.errors import MissingExtraError
from strategist.interview import wording
from strategist.interview.entry import Choice
from strategist.interview.state import Goto, begin, step
from strategist.models.reading import Reading
from strategist.nouns import replace
from strategist.render import terminal, way
from strategist.render.paper import Paper
from strategist.texts import count

if TYPE_CHECKING:
    from strategist.interview.conduct import Front
    from strategist.interview.state import State

MOST_OPEN = 5
"""Questions offered at the end; the ones that could change the reading most."""

LEAVE, REPORT, PLAN, REST, CHANGE, NONE = "leave", "report", "plan", "rest", "change", "none"


def close(state: State, front: Front, paper: Paper) -> State:
    """Show the reading, then obey choices until one leads back to a question or away; gives the state that follows."""
    read = reading.build(state.profile, state.catalogue)
    names = {strategy.id: strategy.name for strategy in state.catalogue.strategies.values()}
    front.draw(minute(state, paper))
    while True:
        chosen = front.pick("What next?", tuple(offered(state, read)))
        if chosen == LEAVE:
            return replace(state, left=True)
        if chosen == CHANGE:
            chosen = front.pick("Change which answer?", [*wording.overview(state), Choice(NONE, "None of them")])
        if chosen == REPORT:
            front.draw(terminal.render([read], paper, names, full=True))
        elif chosen == PLAN:
            front.draw(_plan(state, read, paper))
        elif chosen != NONE:
            return _onward(state, chosen)


def minute(state: State, paper: Paper) -> str:
    """Draw what can be read in one minute."""
    names = {strategy.id: strategy.name for strategy in state.catalogue.strategies.values()}
    return terminal.brief(reading.build(state.profile, state.catalogue), paper, names)


def _onward(state: State, chosen: str) -> State:
    """Go to a question, or on with all that a short interview left out."""
    if chosen != REST:
        return step(replace(state, quick=False), Goto(chosen))
    rest = begin(state.profile, state.catalogue, scope=state.catalogue.questions, given=state.given)
    return replace(rest, trail=(*state.trail, None))


def offered(state: State, read: Reading) -> Iterator[Choice]:
    """Give what can be chosen at the end, each open question with how much it could change."""
    yield Choice(REPORT, "Read the full report")
    if read.declared.parts:
        yield Choice(PLAN, f"See the way to “{read.declared.name}”")
    for question in read.open[:MOST_OPEN]:
        name = wording.short(state.catalogue.questions[question.question], state.catalogue)
        yield Choice(question.question, f"Answer: {name}", f"it could move the reading by up to {count(question.swing, 'point')}")
    rest = begin(state.profile, state.catalogue, scope=state.catalogue.questions, given=state.given)
    if rest.open:
        yield Choice(REST, f"Go on with the other {count(len(rest.open), 'question')}", f"about {count(wording.minutes(rest), 'minute')}")
    if state.profile.answers:
        yield Choice(CHANGE, "Change an answer")
    yield Choice(LEAVE, "Leave")


def _plan(state: State, read: Reading, paper: Paper) -> str:
    from strategist.plan import with_plan  # noqa: PLC0415 - the solver is loaded where it is used

    try:
        plan = with_plan(read, state.profile, state.catalogue).plan
    except MissingExtraError as error:
        return str(error)
    return way.render(plan, state.profile, paper) if plan else "Nothing is declared, so there is no way to it."
