"""The full front: a form for each question, and what its keys and answers mean."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from strategist import quantities
from strategist.interview import entry, wording
from strategist.interview.canvas import WIDEST, Terminal
from strategist.interview.entry import Choice
from strategist.interview.form import GO, MORE, PICK, WORDS, Form, form, typed
from strategist.interview.state import Back, Command, Give, Goto, NotApplicable, Note, Save, Skip, Slip, State, Unknown
from strategist.models.catalogue import Question
from strategist.nouns import dataclass, field, replace
from strategist.texts import one_line

AT_ONCE: Mapping[str, Command] = {"back": Back(), "skip": Skip(), "unknown": Unknown(), "leave": Save()}
"""What keys mean that need no words."""

WHOLE, ROUNDING = 100.0, 0.5


@dataclass(slots=True)
class Screen:
    """Speaks through a terminal. What was typed or picked without being answered stays in `drafts` until its question comes again."""

    terminal: Terminal = field(default_factory=Terminal)
    write: Callable[[str], None] = print
    hint: str = "^B is Ctrl and B together."
    drafts: dict[str, tuple[str, list[str]]] = field(default_factory=dict)
    given: str = ""
    leaving: bool = False

    def ask(self, state: State) -> Command:
        """Show the question until a key or an answer gives a command; what cannot be read stays in the line, to be mended."""
        if not state.slip:
            self.drafts.pop(self.given, None)
            if self.leaving:
                return Save()
        self.leaving, self.given = False, ""
        shown, question = form(state), state.at or ""
        known = (typed(replace(state, slip=None)), list(shown.picked))
        line, shown.picked = self.drafts.pop(question, (typed(state), shown.picked))
        while True:
            key, line = self.terminal.run(shown, line)
            said = bool(line or shown.picked) and (line, shown.picked) != known
            command = self.command("answer" if said and key in {"skip", "leave"} else key, line, state, shown)
            if isinstance(command, Slip) and not (key == "leave" and shown.slip):  # whoever insists on leaving may
                shown.slip = str(command)
            elif command:
                if said:
                    self.drafts[question] = (line, list(shown.picked))
                self.leaving, self.given = key == "leave", question if isinstance(command, Give) else ""
                return Save() if isinstance(command, Slip) else command

    def command(self, key: str, line: str, state: State, shown: Form) -> Command | Slip | None:
        """Turn the key that ended a form into a command; None when it was taken back."""
        question = state.catalogue.questions[state.at or ""]
        if key in AT_ONCE:
            return AT_ONCE[key]
        if key == "go":
            return self.go(state)
        if key == "note":
            return self.note(state, shown, line)
        if key == "n/a":
            words = self.words(question.text, "Why does it not apply?", needed="a reason is needed; ^B takes it back")
            return NotApplicable(words) if words else None
        return self.picked(state, shown, line) if shown.several else answer(question, state, shown, line)

    def note(self, state: State, shown: Form, line: str) -> Command | Slip | None:
        """Ask for a note; what stands in the line is answered together with it."""
        question, old = state.catalogue.questions[state.at or ""], state.answer
        given = entry.read(question, state.catalogue, line) if line.strip() and not shown.offered else None
        if isinstance(given, Slip):
            return given
        words = self.words(question.text, "Your note:", (old.note if old else None) or "")
        if not words:
            return None
        return Note(words) if given is None or line == typed(state) else Give({"value": given.data, "note": words}, line)

    def go(self, state: State) -> Goto | None:
        """Show every question with its answer, and go to the one chosen."""
        offered = wording.overview(state)
        place = next((place for place, choice in enumerate(offered) if choice.id == state.at), 0)
        shown = Form(GO, "Go to which question?", offered=offered, place=place)
        key, line = self.terminal.run(shown, "")
        choice = shown.at(line)
        return Goto(choice.id) if key == "answer" and choice else None

    def picked(self, state: State, shown: Form, line: str) -> Command | Slip | None:
        """Turn what is picked into an answer: goals in their order, one strategy, or the parts of a blend."""
        if line.strip() and shown.picked:
            return Slip(f"“{one_line(line)}” is not picked", "press the space bar to pick it, or rub it out", line)
        if shown.ranked:
            nothing = Slip("nothing is picked yet", "pick each goal with the space bar, the most important first", line)
            return Give(list(shown.picked)) if shown.picked else nothing
        if len(shown.picked) > 1:
            parts = self.parts(state, shown.picked)
            return Give(parts) if parts else None
        return Give(shown.picked[0]) if shown.picked else answer(state.catalogue.questions[state.at or ""], state, shown, line)

    def parts(self, state: State, names: Sequence[str]) -> list[dict[str, object]]:
        """Ask for the share of each part of a blend, and whom it is for; nothing when it was taken back."""
        parts: list[dict[str, object]] = []
        left = WHOLE
        for name in names:
            words, last, said = state.catalogue.strategies[name].name, name == names[-1], left < WHOLE
            share = self.share(words, left, last=last, said=said, first=not parts)
            to = self.words(f"For which customers is “{words}”?", "Leave it empty if it is for all of them.") if share is not None else None
            if share is None or to is None:
                return []
            left -= quantities.percent(share) or 0
            parts.append({"strategy": name, **({"share": entry.as_number(share)} if share else {}), **({"to": to} if to else {})})
        return parts

    def share(self, name: str, left: float, *, last: bool, said: bool, first: bool) -> str | None:
        """Ask for a share that fits those said before; empty when none is said, None when it was taken back."""
        label = "Leave it empty if that was never said." if first else f"{quantities.plain(left)} % is left." if said else ""
        if not first and not said:
            return ""
        shown = Form(WORDS, f"What share of the whole is “{name}”, in percent?", label=label)
        line = quantities.plain(left) if last and said else ""
        while True:
            key, line = self.terminal.run(shown, line)
            share = quantities.percent(line) if line.strip() else 0.0
            if key != "answer":
                return None
            if first and not line.strip():
                return ""
            if share is None or not 0 < share <= left + ROUNDING or (share > left - ROUNDING) is not last:
                rest = quantities.plain(left)
                shown.slip = f"Write {rest}, which is left." if last else f"Write a percentage above 0 and below {rest}."
                continue
            return line.strip()

    def words(self, text: str, label: str, line: str = "", *, needed: str = "") -> str | None:
        """Ask for a line of words; None when it was taken back. `needed` says why it may not be empty."""
        shown = Form(WORDS, text, label=label)
        while True:
            key, line = self.terminal.run(shown, line)
            if key != "answer":
                return None
            if line.strip() or not needed:
                return line.strip()
            shown.slip = needed[0].upper() + needed[1:] + "."

    def pick(self, text: str, offered: Sequence[Choice]) -> str:
        """Let the person choose one of several; leaving is the last of them. Keys pressed ahead are not meant for it."""
        self.terminal.forget_keys()
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
        """Show a text that is drawn already, a screen at a time."""
        lines = ["", *text.rstrip("\n").split("\n")]
        page = max(self.terminal.height - 2, 1)
        while lines:
            self.write("\n".join(lines[:page]))
            lines = lines[page:]
            if lines and self.terminal.run(Form(MORE, ""), "")[0] == "leave":
                return


def answer(question: Question, state: State, shown: Form, line: str) -> Give | Skip | Slip:
    """Turn what is pointed at or typed into an answer; an empty line leaves the answer there is."""
    if not shown.offered:
        if line.strip():
            return entry.read(question, state.catalogue, line)
        hint = wording.expected(question)
        return Skip() if state.answer else Slip("nothing is typed yet", f"type an answer, {hint[0].lower()}{hint[1:].rstrip('.')}")
    choice = shown.at(line)
    if choice is None:
        return Slip(f"no answer holds “{one_line(line)}”", "rub it out and choose with the arrows", line)
    return Give(choice.id == "true" if question.type == "yes-no" else choice.id, line)
