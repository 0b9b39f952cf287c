"""The plain front: numbered lines in, lines out. For pipes, screen readers and terminals that cannot do more."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from typing import TextIO

from strategist.interview import entry, wording
from strategist.interview.entry import Choice, SlipError
from strategist.interview.state import Back, Command, Goto, NotApplicable, Note, Save, Skip, Slip, State, Unknown
from strategist.nouns import dataclass
from strategist.texts import clean

LONGEST = 100_000
"""Characters of a line that are read; nobody types more."""

LITERAL = "="
"""What stands before an answer that would otherwise be taken for a command: `=b` answers b."""


@dataclass(slots=True)
class Plain:
    """Speaks through two text streams.

    `echo` repeats what is read, so that a piped interview reads like a typed one, and
    `heard` tells whether anything came in.
    """

    lines: TextIO
    out: TextIO
    width: int = 80
    echo: bool = False
    told_keys: bool = False
    heard: bool = False
    hint: str = ""

    def ask(self, state: State) -> Command:
        """Show the question until a line gives a command."""
        question = state.question
        assert question is not None  # noqa: S101 - the interview asks only at a question
        offered = entry.choices(question, state.catalogue)
        self.present(state, offered)
        while True:
            command = self.command(state, self.line("> "))
            if isinstance(command, Slip):
                self.tell(str(command))
            elif command is not None:
                return command

    def present(self, state: State, offered: Sequence[Choice]) -> None:
        """Show where one is, the question, what can be chosen, what is known, and why the last command was not obeyed."""
        question, answer = state.question, state.answer
        assert question is not None  # noqa: S101 - as above
        self.write(f"\n{wording.where(state)}")
        self.tell(question.text)
        self.listed(offered)
        if answer:
            self.tell(f"Until now: {wording.said(answer, question, state.catalogue)}")
            if answer.note:
                self.tell(f"Note: {answer.note}")
        if not self.told_keys:
            self.told_keys = True
            self.tell(f"({wording.keys(plain=True)})")
        if state.slip:
            self.tell(str(state.slip))

    def command(self, state: State, line: str) -> Command | Slip | None:
        """Turn a line into a command; None when it was about the question and the same one stays."""
        question = state.question
        assert question is not None  # noqa: S101 - as above
        match line.strip().lower():
            case "":
                return Skip()
            case "b":
                return Back()
            case "u":
                return Unknown()
            case "s" | "q" | "quit" | "exit":
                return Save()
            case "g":
                return self.go(state)
            case "n":
                return self.words("Your note: ", Note)
            case "na":
                return self.words("Why does it not apply? ", NotApplicable)
            case "?" | "h" | "help":
                self.tell(f"{question.help} {wording.expected(question)}")
                self.tell(f"Why we ask: {question.why}")
                self.tell(f"({wording.keys(plain=True)}; {LITERAL}s answers s)")
                return None
            case _:
                return entry.read(question, state.catalogue, line.strip().removeprefix(LITERAL))

    def go(self, state: State) -> Command | None:
        """Show every question with its answer, and go to the one chosen; an empty line takes the command back."""
        offered = wording.overview(state)
        self.listed(offered)
        while line := self.line("Go to which question? ").strip():
            try:
                return Goto(entry.chosen(offered, line))
            except SlipError as slip:
                self.tell(str(Slip(slip.what, slip.to_do)))
        return None

    def words(self, prompt: str, command: Callable[[str], Command]) -> Command | None:
        """Ask for the words of a note or a reason; an empty line takes the command back."""
        words = self.line(prompt).strip()
        return command(words) if words else None

    def pick(self, text: str, offered: Sequence[Choice]) -> str:
        """Show what can be chosen until a line chooses."""
        self.write("")
        self.tell(text)
        self.listed(offered)
        while True:
            line = self.line("> ").strip()
            if line.lower() == "s" and offered[-1].id == "leave":
                return offered[-1].id
            try:
                return entry.chosen(offered, line)
            except SlipError as slip:
                self.tell(str(Slip(slip.what, slip.to_do)))

    def listed(self, offered: Sequence[Choice]) -> None:
        """Write what can be chosen, numbered."""
        for number, choice in enumerate(offered, start=1):
            more = f" ({choice.more})" if choice.more else ""
            self.write(textwrap.fill(f"{choice.label}{more}", self.width, initial_indent=f"{number:>4}  ", subsequent_indent=" " * 6))

    def tell(self, text: str) -> None:
        """Say something, wrapped."""
        self.write(wording.wrapped(text, self.width))

    def draw(self, text: str) -> None:
        """Show what is drawn already."""
        self.write("\n" + text.rstrip("\n"))

    def write(self, text: str) -> None:
        """Write lines, with nothing in them that could steer a terminal."""
        self.out.write(clean(text) + "\n")

    def line(self, prompt: str) -> str:
        """Read a line; raises EOFError where there is none."""
        self.out.write(prompt)
        self.out.flush()
        line = self.read()
        self.heard = self.heard or bool(line)
        if not line:
            self.out.write("\n")
            raise EOFError
        if self.echo:
            self.write(line.rstrip("\r\n"))
        return line

    def read(self) -> str:
        """Read a line of bounded length; empty at the end of input."""
        line = self.lines.readline(LONGEST)
        if len(line) == LONGEST:
            while (rest := self.lines.readline(LONGEST)) and not rest.endswith("\n"):
                pass  # what is left of a line that nobody typed
        return line
