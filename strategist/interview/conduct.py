"""One interview from the first question to the last choice: whatever the front, an answer is on disk before the next question comes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol

from strategist.errors import InvalidInputError
from strategist.interview import wording
from strategist.interview.entry import Choice
from strategist.interview.keeping import Keeper
from strategist.interview.state import Change, Command, Slip, State, consequences, step
from strategist.nouns import dataclass, field, replace

if TYPE_CHECKING:
    from strategist.render.paper import Paper


class Front(Protocol):
    """What an interview needs of whoever shows it. Both ways to ask raise EOFError when nobody is there any more.

    `hint` is what a newcomer should know of the keys.
    """

    hint: str

    def ask(self, state: State) -> Command:
        """Show the question on the table, and the slip if there is one, until the person gives a command."""

    def pick(self, text: str, offered: Sequence[Choice]) -> str:
        """Let the person choose one of several; gives its id."""

    def tell(self, text: str) -> None:
        """Say something."""

    def draw(self, text: str) -> None:
        """Show a text that is drawn already."""


YES, NO = Choice("yes", "Yes, change it"), Choice("no", "No, leave it as it was")


@dataclass(slots=True)
class Interview:
    """A front, a keeper, and what gives the paper on which the reading is drawn: nothing of that is loaded before the end."""

    front: Front
    keeper: Keeper
    paper: Callable[[], Paper]
    introduced: set[str] = field(default_factory=set)

    def conduct(self, state: State) -> State:
        """Ask until the person leaves; gives the state in which they left. KeyboardInterrupt passes through, with all answers kept."""
        if state.at is not None:
            self.front.tell(f"{wording.opening(state)} {self.front.hint}".strip())
        try:
            while not state.left:
                state = self.turn(state)
        except EOFError:
            state = replace(state, left=True)
        if state.at is not None and state.profile.answers:
            with suppress(EOFError):  # whoever has left may not stay for all of it
                self.front.draw(self.minute(state))
        return state

    def turn(self, state: State) -> State:
        """Take one turn: a question or, at the end, the reading and the choices."""
        if state.at is None:
            return self.close(state)
        self.introduce(state, state.at)
        command = self.front.ask(state)
        change = consequences(state, command)
        if change and not self.agreed(change, state):
            return replace(state, slip=None)
        return self.kept(state, step(state, command))

    def close(self, state: State) -> State:
        """Show the reading and obey the choices that follow it."""
        from strategist.interview import ending  # noqa: PLC0415 - drawing is loaded when there is something to draw

        return ending.close(state, self.front, self.paper())

    def minute(self, state: State) -> str:
        """Draw the reading of what is known so far."""
        from strategist.interview import ending  # noqa: PLC0415 - as above

        return ending.minute(state, self.paper())

    def introduce(self, state: State, question: str) -> None:
        """Say what a questionnaire is about before its first question."""
        questionnaire = wording.questionnaire_of(state.catalogue, question)
        if questionnaire.id in self.introduced or state.quick:
            return
        self.introduced.add(questionnaire.id)
        begun = any(name in state.profile.answers for block in questionnaire.blocks for name in wording.names(block))
        if not begun:
            self.front.tell(f"{questionnaire.title}. {questionnaire.intro}")

    def agreed(self, change: Change, state: State) -> bool:
        """Tell what a change would do to other answers, and let the person decide."""
        return self.front.pick(wording.preview(change, state.catalogue), (YES, NO)) == YES.id

    def kept(self, before: State, after: State) -> State:
        """Write what was answered; what cannot be written was not answered."""
        try:
            written = self.keeper.keep(before, after)
        except OSError as error:
            return _refused(before, after, f"the answer could not be saved ({error.strerror})", "make room or mend it, then answer again")
        except InvalidInputError as error:
            return _refused(before, after, f"the answer was not saved: {error.problems[0].what}", error.problems[0].to_do)
        if before.at is not None and written.given.get(before.at) != before.given.get(before.at):
            question = written.catalogue.questions[before.at]
            self.front.tell(wording.saved(written.profile.answers[before.at], question, written.catalogue))
        return written


def _refused(before: State, after: State, what: str, to_do: str) -> State:
    typed = str(after.given.get(before.at or "", ""))
    return replace(before, slip=Slip(what, to_do, typed))
