"""A form on a terminal: drawn and read with prompt_toolkit, until a key ends it."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Callable, Iterator
from functools import partial

from prompt_toolkit.application import Application
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Always, Condition
from prompt_toolkit.formatted_text import AnyFormattedText
from prompt_toolkit.input import Input, create_input
from prompt_toolkit.input.typeahead import clear_typeahead
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.layout import BufferControl, Dimension, FormattedTextControl, HSplit, Layout, VerticalAlign, VSplit, Window
from prompt_toolkit.layout.containers import ConditionalContainer, ScrollOffsets
from prompt_toolkit.output import ColorDepth, Output, create_output
from prompt_toolkit.output.vt100 import Vt100_Output
from prompt_toolkit.styles import Style

from strategist.interview.entry import Choice
from strategist.interview.form import Form
from strategist.interview.wording import wrapped
from strategist.nouns import dataclass
from strategist.texts import one_line

WIDEST = 100
"""Columns of a line of text; longer ones are hard to read."""

ESCAPE = 0.05
"""Seconds after which an escape is a key of its own and not the beginning of an arrow."""

PAGE = 5
STYLE = Style.from_dict(
    {"bold": "bold", "quiet": "fg:ansibrightblack", "slip": "fg:ansired bold", "here": "bold fg:ansicyan", "picked": "fg:ansigreen bold"}
)

ENDS = {
    "back": ("c-b", "s-tab"), "skip": ("tab",), "note": ("c-n",), "unknown": ("c-u",), "n/a": ("c-x",), "leave": ("c-s",), "go": ("c-g",),
}  # fmt: skip
"""Keys that end the form of a question, by what they mean; while words stand in the line, ^U and ^W edit it as they do elsewhere."""

MANY = 8
"""Choices from which it is said that typing finds one."""


@dataclass(slots=True)
class Terminal:
    """Where forms are drawn: the terminal's own input and output unless others are given."""

    color: bool = True
    input: Input | None = None
    output: Output | None = None

    def run(self, form: Form, typed: str) -> tuple[str, str]:
        """Show a form until it ends; gives what ended it and what was typed. Raises KeyboardInterrupt and EOFError."""
        line = Buffer(document=Document(typed, len(typed)), multiline=False)
        line.on_text_changed += lambda buffer: form.follow(buffer.text)
        application: Application[str] = Application(
            layout=Layout(_page(form, line, lambda: min(self.width, WIDEST))),
            key_bindings=_bindings(form, line),
            style=STYLE,
            color_depth=None if self.color else ColorDepth.DEPTH_1_BIT,
            erase_when_done=True,
            input=self.input or create_input(),
            output=self.out,
        )
        application.ttimeoutlen = ESCAPE
        ended = application.run()
        return ended, " ".join(line.text.split())

    def forget_keys(self) -> None:
        """Drop keys pressed ahead, before something is asked that nobody expected."""
        if self.input is None and sys.platform != "win32" and sys.stdin.isatty():
            import termios  # noqa: PLC0415 - only some systems have it

            clear_typeahead(create_input())
            termios.tcflush(sys.stdin, termios.TCIFLUSH)

    @property
    def out(self) -> Output:
        """The output; never asked where the cursor is, which simple terminals do not answer."""
        if self.output is None:
            self.output = create_output()
            if isinstance(self.output, Vt100_Output):
                self.output.enable_cpr = False
        return self.output

    @property
    def height(self) -> int:
        """The rows there are."""
        return self.out.get_size().rows

    @property
    def width(self) -> int:
        """The columns there are."""
        return self.out.get_size().columns


def _page(form: Form, line: Buffer, size: Callable[[], int]) -> VSplit:
    """Lay out a form, top to bottom; what is empty takes no line."""
    choices = Window(
        FormattedTextControl(lambda: list(_listed(form, line.text, size()))),
        dont_extend_height=True,
        height=Dimension(min=1),
        scroll_offsets=ScrollOffsets(top=1, bottom=2),
    )
    prompt = partial(_prefix, lambda: _prompt(form, line.text, choices))
    entry = Window(BufferControl(line), wrap_lines=True, dont_extend_height=True, get_line_prefix=prompt)
    parts = [
        Window(height=1),
        _text(lambda: form.where, "class:quiet", size),
        _text(lambda: form.text, "class:bold", size),
        _text(lambda: form.help if form.helped else "", "", size),
        _text(lambda: form.known, "class:quiet", size),
        _text(lambda: form.hint, "class:quiet", size),
        ConditionalContainer(choices, Condition(lambda: bool(form.offered))),
        _text(lambda: _order(form), "class:picked", size),
        _text(lambda: form.label, "class:quiet", size),
        entry,
        _text(lambda: form.slip, "class:slip", size),
        _text(lambda: form.keys.long if len(form.keys.long) <= size() else form.keys.brief, "class:quiet", size),
    ]
    if not form.text:
        parts = parts[-1:]
    return VSplit([HSplit(parts, align=VerticalAlign.TOP, width=Dimension(preferred=WIDEST, max=WIDEST)), Window()])


def _prefix(prompt: Callable[[], str], _line: int, wrapped: int) -> AnyFormattedText:
    return [("class:bold", "  " if wrapped else prompt())]


def _prompt(form: Form, typed: str, choices: Window) -> str:
    """Say what typing does, and whether more can be chosen than there is room for."""
    if len(form.offered) < MANY and not typed:
        return "> "
    seen = choices.render_info
    ends = () if seen is None else (("above", seen.top_visible), ("below", seen.bottom_visible))
    hidden = [word for word, all_seen in ends if not all_seen]
    more = f"(more {' and '.join(hidden)}) " if form.offered and hidden else ""
    return f"{more}Find: " if form.offered else "> "


def _text(words: Callable[[], str], style: str, size: Callable[[], int]) -> ConditionalContainer:
    control = FormattedTextControl(lambda: [(style, wrapped(words(), size()))])
    return ConditionalContainer(Window(control, dont_extend_height=True), Condition(lambda: bool(words())))


def _listed(form: Form, typed: str, width: int) -> Iterator[tuple[str, str]]:
    """Draw the choices; a long one goes on under its own words, and the one pointed at stays in sight."""
    numbers = {choice.id: number for number, choice in enumerate(form.offered, start=1)}
    here = form.at(typed)
    for row, choice in enumerate(form.shown(typed)):
        style = "class:here" if choice == here else ""
        head = f"{'>' if choice == here else ' '}{numbers[choice.id]:>3}  "
        yield "", "\n" if row else ""
        yield ("[SetCursorPosition]" if choice == here else ""), ""
        yield style, head
        if form.several:
            yield ("class:picked", f"[{form.picked.index(choice.id) + 1}] ") if choice.id in form.picked else ("", "[ ] ")
            head += "[ ] "
        yield from _worded(choice, style, " " * len(head), width)


def _worded(choice: Choice, style: str, indent: str, width: int) -> Iterator[tuple[str, str]]:
    """Wrap the words of a choice, and after them, quietly, what more there is to say."""
    label = one_line(choice.label)
    left = len(label) + 1 if choice.more else WIDEST * WIDEST
    for number, line in enumerate(textwrap.wrap(f"{label}: {one_line(choice.more)}" if choice.more else label, width - len(indent))):
        yield "", f"\n{indent}" if number else ""
        yield style, line[: max(left, 0)]
        yield "class:quiet", line[max(left, 0) :]
        left -= len(line) + 1


def _order(form: Form) -> str:
    """Say what is picked, in its order."""
    labels = {choice.id: choice.label for choice in form.offered}
    return ", ".join(f"{rank}. {labels[name]}" for rank, name in enumerate(form.picked, start=1)) if form.ranked else ""


def _bindings(form: Form, line: Buffer) -> KeyBindings:
    keys = KeyBindings()
    lists = Condition(lambda: bool(form.offered))
    several = Condition(lambda: form.several)
    empty = Condition(lambda: not line.text)

    def on(*names: str, when: Condition | None = None) -> Callable[[Callable[[], None]], None]:
        def bind(act: Callable[[], None]) -> None:
            for name in names:
                keys.add(name, eager=True, filter=when if when is not None else True)(lambda _event: act())

        return bind

    for place, name in ((0, "home"), (-1, "end")):
        on(name, when=lists)(lambda place=place: form.point(place, line.text))  # type: ignore[misc]
    for by, name in ((-1, "up"), (1, "down"), (-PAGE, "pageup"), (PAGE, "pagedown")):
        on(name, when=lists)(lambda by=by: form.move(by, line.text))  # type: ignore[misc]
    for by, name in ((-1, "left"), (1, "right")):
        on(name, when=Condition(lambda: form.ranked))(lambda by=by: form.shift(by, line.text))  # type: ignore[misc]

    @on(" ", when=several)
    def _pick() -> None:
        form.pick(line.text)
        place = form.place
        line.reset()
        form.place = place

    _ends(keys, form, empty=empty, lists=lists)
    return keys


def _ends(keys: KeyBindings, form: Form, *, empty: Condition, lists: Condition) -> None:
    """Bind the keys that end the form, or that show why it is asked."""
    commands = Condition(lambda: form.keys.commands)

    def ends(word: str) -> Callable[[KeyPressEvent], None]:
        return lambda event: event.app.exit(result=word)

    keys.add("enter", eager=True)(ends("answer"))
    for word, names in ENDS.items():
        for name in names:
            when = Always() if word in {"back", "leave"} else commands & empty if word == "unknown" else commands
            keys.add(name, eager=True, filter=when)(ends(word))

    @keys.add("c-w", eager=True, filter=commands & empty)
    @keys.add("f1", eager=True, filter=commands)
    @keys.add("?", eager=True, filter=commands & lists & empty)
    def _why(_event: KeyPressEvent) -> None:
        form.helped = not form.helped

    @keys.add("c-c", eager=True)
    def _interrupt(event: KeyPressEvent) -> None:
        event.app.exit(exception=KeyboardInterrupt)

    @keys.add("c-d", eager=True, filter=empty)
    def _end(event: KeyPressEvent) -> None:
        event.app.exit(exception=EOFError)
