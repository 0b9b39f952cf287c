"""An interview without a person: commands from a file, or the answers of a profile, given as the questions come."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from strategist import documents, editing, profiles
from strategist.documents import Document
from strategist.errors import InvalidInputError, Problem, did_you_mean
from strategist.interview import keeping
from strategist.interview.entry import Choice
from strategist.interview.plain import Plain
from strategist.interview.state import Back, Command, Finish, Give, Goto, NotApplicable, Note, Save, Skip, State, Unknown
from strategist.models.knowledge import Catalogue
from strategist.nouns import dataclass
from strategist.texts import quoted

PLAIN: Mapping[str, Command] = {"unknown": Unknown(), "skip": Skip(), "back": Back(), "save": Save(), "finish": Finish()}
WITH_WORDS: Mapping[str, Callable[[str], Command]] = {"not_applicable": NotApplicable, "note": Note, "goto": Goto}


@dataclass(slots=True)
class Replay:
    """A front that shows everything as the plain one does, and takes its commands from a script."""

    script: Iterator[Command] | Mapping[str, object]
    screen: Plain
    hint: str = ""

    def ask(self, state: State) -> Command:
        """Show the question, and give what the script says; raises EOFError at its end."""
        self.screen.present(state, ())
        command = self.command(state.at or "", refused=state.slip is not None)
        self.screen.write(f"> {in_words(command)}")
        return command

    def command(self, question: str, *, refused: bool) -> Command:
        """Give the profile's answer to a question, unless it was refused, or the next command of a list."""
        if isinstance(self.script, Mapping):
            return Give(self.script[question]) if question in self.script and not refused else Skip()
        following = next(self.script, None)
        if following is None:
            raise EOFError
        return following

    def pick(self, text: str, offered: Sequence[Choice]) -> str:
        """Agree to what is asked; at the end, leave."""
        self.screen.tell(text)
        chosen = offered[-1] if offered[-1].id == "leave" else offered[0]
        self.screen.write(f"> {chosen.label}")
        return chosen.id

    def tell(self, text: str) -> None:
        """Say it on the screen."""
        self.screen.tell(text)

    def draw(self, text: str) -> None:
        """Show it on the screen."""
        self.screen.draw(text)


def in_words(command: Command) -> str:
    """Say a command as a script writes it."""
    match command:
        case Give(data):
            return editing.flow(data.get("value", data) if isinstance(data, dict) else data)
        case NotApplicable(words) | Note(words) | Goto(words):
            return next(f"{name}: {words}" for name, kind in WITH_WORDS.items() if kind is type(command))
        case _:
            return next(name for name, plain in PLAIN.items() if plain == command)


def script(path: Path, catalogue: Catalogue) -> Iterator[Command] | Mapping[str, object]:
    """Read a replay: a profile, whose answers are given as they are asked for, or a list of commands; raises InvalidInputError."""
    document = documents.read(path)[0]
    if isinstance(document.data, list):
        return iter([_command(document, index, item) for index, item in enumerate(document.data)])
    profiles.profile(document, catalogue, partial=True)
    return dict(keeping.answers(document, catalogue))


def _command(document: Document, index: int, item: object) -> Command:
    words = list(item.items()) if isinstance(item, dict) else [(item, None)]
    if len(words) != 1 or not isinstance(words[0][0], str):
        problem = Problem(document.place((index,)), "this is no command of a replay", "write one a dash, such as `- answer: short-menu`")
        raise InvalidInputError([problem])
    word, data = str(words[0][0]), words[0][1]
    if data is None and word in PLAIN:
        return PLAIN[word]
    if data is not None and word == "answer":
        return Give(data)
    if isinstance(data, str) and word in WITH_WORDS:
        return WITH_WORDS[word](data)
    known = [*PLAIN, "answer", *WITH_WORDS]
    to_do = did_you_mean(word, known) if word not in known else f"write `{word}`" if word in PLAIN else f"write it as `{word}: ...`"
    raise InvalidInputError([Problem(document.place((index,)), f"{quoted(word)} is no command of a replay", to_do)])
