"""The full front: a form for each question, and what its keys and answers mean."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from strategist.interview import entry, wording
from strategist.interview.canvas import WIDEST, Terminal
from strategist.interview.entry import Choice
from strategist.interview.form import PICK, WORDS, Form, form, typed
from strategist.interview.state import Back, Command, Give, NotApplicable, Note, Save, Skip, Slip, State, Unknown
from strategist.models.catalogue import Question
from strategist.nouns import dataclass, field
from strategist.texts import one_line

AT_ONCE: Mapping[str, Command] = {"back": Back(), "skip": Skip(), "unknown": Unknown(), "leave": Save()}
"""What keys mean that need no words."""


@dataclass(slots=True)
class Screen:
    """Speaks through a terminal."""

    terminal: Terminal = field(default_factory=Terminal)
    write: Callable[[str], None] = print

    def ask(self, state: State) -> Command:
        """Show the question until a key or an answer gives a command; what cannot be read stays in the line, to be mended."""
        shown, line = form(state), typed(state)
        while True:
            key, line = self.terminal.run(shown, line)
            command = AT_ONCE.get(key) or self.command(key, line, state, shown)
            if isinstance(command, Slip):
                shown.slip = str(command)
            elif command:
                return command

    def command(self, key: str, line: str, state: State, shown: Form) -> Command | Slip | None:
        """Turn the key that ended a form into a command; None when it was taken back."""
        question = state.catalogue.questions[state.at or ""]
        if key == "note":
            words = self.words(question.text, "Your note:", (state.answer.note if state.answer else None) or "")
            return Note(words) if words else None
        if key == "n/a":
            words = self.words(question.text, "Why does it not apply?")
            return NotApplicable(words) if words else None
        return self.picked(state, shown, line) if shown.several else answer(question, state, shown, line)

    def picked(self, state: State, shown: Form, line: str) -> Give | Slip:
        """Turn what is picked into an answer: goals in their order, one strategy, or the parts of a blend."""
        if shown.ranked:
            nothing = Slip("nothing is picked yet", "pick each goal with the space bar, the most important first", line)
            return Give(list(shown.picked)) if shown.picked else nothing
        if len(shown.picked) > 1:
            return Give([self.part(name, state) for name in shown.picked])
        return Give(shown.picked[0]) if shown.picked else answer(state.catalogue.questions[state.at or ""], state, shown, line)

    def part(self, strategy: str, state: State) -> dict[str, object]:
        """Ask for the share of a part of a blend, and whom it is for."""
        name = state.catalogue.strategies[strategy].name
        share = self.words(f"What share of the whole is “{name}”, in percent?", "Leave it empty if that was never said.")
        to = self.words(f"For which customers is “{name}”?", "Leave it empty if it is for all of them.")
        return {"strategy": strategy, **({"share": entry.as_number(share)} if share else {}), **({"to": to} if to else {})}

    def words(self, text: str, label: str, line: str = "") -> str:
        """Ask for a line of words; empty when it was taken back."""
        key, line = self.terminal.run(Form(WORDS, text, label=label), line)
        return line.strip() if key == "answer" else ""

    def pick(self, text: str, offered: Sequence[Choice]) -> str:
        """Let the person choose one of several; leaving is the last of them."""
        shown = Form(PICK, text, offered=offered)
        while True:
            key, line = self.terminal.run(shown, "")
            if key == "leave":
                return offered[-1].id
            if key == "answer" and (choice := shown.at(line)):
                return choice.id

    def tell(self, text: str) -> None:
        """Say something above the question; what takes several lines stands apart."""
        said = wording.wrapped(text, min(self.terminal.width, WIDEST))
        self.write(f"\n{said}" if "\n" in said else said)

    def draw(self, text: str) -> None:
        """Show a text that is drawn already."""
        self.write(f"\n{text}")


def answer(question: Question, state: State, shown: Form, line: str) -> Give | Slip:
    """Turn what is pointed at or typed into an answer."""
    if not shown.offered:
        if not line.strip():
            return Slip("nothing is typed yet", wording.expected(question))
        return entry.read(question, state.catalogue, line)
    choice = shown.at(line)
    if choice is None:
        return Slip(f"no answer holds “{one_line(line)}”", "rub it out and choose with the arrows", line)
    return Give(choice.id == "true" if question.type == "yes-no" else choice.id, line)
