"""What stands on the screen while a question is answered: texts, what can be chosen or typed, and what was picked so far."""

from __future__ import annotations

from collections.abc import Sequence

from strategist.interview import entry, wording
from strategist.interview.entry import Choice
from strategist.interview.state import State
from strategist.models.profile import Answer, Part, RankedGoal
from strategist.nouns import dataclass, field
from strategist.texts import one_line


@dataclass(frozen=True, slots=True)
class Keys:
    """The line of keys, in more and in fewer words; `commands` tells whether the commands of a question are among them."""

    long: str
    brief: str
    commands: bool = False


WORDS = Keys("Enter keep  ^B take back", "Enter keep  ^B take back")
GO = Keys("Enter go there  ^B take back", "Enter go there  ^B take back")
MORE = Keys("Enter more  ^S stop", "Enter more  ^S stop")
PICK = Keys("Enter choose  ^S leave", "Enter choose  ^S leave")


@dataclass(slots=True)
class Form:
    """One thing asked. `several` lets more than one choice be picked, and `ranked` lets them be moved; `place` is the line pointed at."""

    keys: Keys
    text: str
    where: str = ""
    offered: Sequence[Choice] = ()
    several: bool = False
    ranked: bool = False
    label: str = ""
    help: str = ""
    known: str = ""
    hint: str = ""
    slip: str = ""
    helped: bool = False
    place: int = 0
    picked: list[str] = field(default_factory=list)

    def shown(self, typed: str) -> list[Choice]:
        """Give the choices that what is typed leaves; a number leaves all, and points at one."""
        return list(self.offered) if not typed.strip() or typed.isdecimal() else entry.matching(self.offered, typed.strip())

    def at(self, typed: str) -> Choice | None:
        """Give the choice pointed at, if there is one."""
        shown = self.shown(typed)
        if typed.isdecimal() and not 1 <= int(typed) <= len(self.offered):
            return None
        return shown[min(self.place, len(shown) - 1)] if shown else None

    def move(self, by: int, typed: str) -> None:
        """Point further up or down, and from one end to the other."""
        if shown := self.shown(typed):
            self.place = (min(self.place, len(shown) - 1) + by) % len(shown)

    def point(self, place: int, typed: str) -> None:
        """Point at one of those shown by its place; -1 is the last."""
        if shown := self.shown(typed):
            self.place = place % len(shown)

    def follow(self, typed: str) -> None:
        """Point where a number says, and at the first of what words leave."""
        self.slip = ""
        self.place = min(max(int(typed) - 1, 0), len(self.offered) - 1) if typed.isdecimal() and typed.isascii() and self.offered else 0

    def pick(self, typed: str) -> None:
        """Pick the choice pointed at, or drop it; point at it among all."""
        choice = self.at(typed)
        if choice is None:
            return
        if choice.id in self.picked:
            self.picked.remove(choice.id)
        else:
            self.picked.append(choice.id)
        self.place = [offered.id for offered in self.offered].index(choice.id)

    def shift(self, by: int, typed: str) -> None:
        """Move the choice pointed at up or down among those picked."""
        choice = self.at(typed)
        if choice and choice.id in self.picked:
            rank = self.picked.index(choice.id)
            self.picked.remove(choice.id)
            self.picked.insert(max(rank + by, 0), choice.id)


def form(state: State) -> Form:
    """Give the form of the question on the table, with what is known of it filled in."""
    question, answer, catalogue = state.catalogue.questions[state.at or ""], state.answer, state.catalogue
    offered = entry.choices(question, catalogue)
    long, brief = (wording.keys(brief=short, skip="next" if state.ahead else "skip") for short in (False, True))
    return Form(
        Keys(long, brief, commands=True),
        question.text,
        where=wording.where(state),
        offered=offered,
        several=question.type in {"ranking", "strategy"},
        ranked=question.type == "ranking",
        label=_label(question.type),
        help=f"{one_line(question.help)} Why we ask: {one_line(question.why)}",
        known="" if typed(state) else _known(state, answer),
        hint="" if offered else wording.expected(question),
        slip=str(state.slip or ""),
        place=_place(answer, offered),
        picked=_picked(answer),
    )


def _label(kind: str) -> str:
    if kind == "ranking":
        return "Space picks, left and right change its rank, Enter when done"
    if kind == "strategy":
        return "Enter chooses one; Space picks several"
    return ""


def _known(state: State, answer: Answer | None) -> str:
    if answer is None:
        return ""
    said = wording.said(answer, state.catalogue.questions[answer.question], state.catalogue)
    return f"Until now: {said}" + (f" (note: {one_line(answer.note)})" if answer.note else "")


def _place(answer: Answer | None, offered: Sequence[Choice]) -> int:
    if answer is None or answer.value is None:
        return 0
    value = answer.value[0] if isinstance(answer.value, tuple) and answer.value else answer.value
    name = value.strategy if isinstance(value, Part) else str(value).lower() if isinstance(value, bool) else value
    return next((place for place, choice in enumerate(offered) if choice.id == name), 0)


def _picked(answer: Answer | None) -> list[str]:
    """Give what a ranking or a blend holds already; one strategy alone is pointed at, not picked."""
    if answer is None or not isinstance(answer.value, tuple):
        return []
    goals = [item.goal for item in answer.value if isinstance(item, RankedGoal)]
    parts = [item.strategy for item in answer.value if isinstance(item, Part)]
    return goals or (parts if len(parts) > 1 else [])


def typed(state: State) -> str:
    """Give what stands in the line at first: what was typed wrongly, or the words of an answer that is typed."""
    if state.slip:
        return state.slip.typed
    answer, question = state.answer, state.catalogue.questions[state.at or ""]
    editable = question.type not in {"promises", "channels"} and not entry.choices(question, state.catalogue)
    return answer.written if answer and answer.state == "value" and editable else ""
