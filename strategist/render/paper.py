"""The sheet that terminal renderers write on: a width, colour or none, and marks that the output can show."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from strategist.nouns import dataclass
from strategist.texts import clean, one_line


@dataclass(frozen=True, slots=True)
class Marks:
    """The signs of a dumbbell row: an anchor, an expected anchor, the line between, and practice outside and inside the range."""

    anchor: str
    expected: str
    line: str
    span: str
    outside: str
    inside: str


PLAIN = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "→": "->", "\xa0": " "})
"""What typography becomes where only ASCII can be shown."""

UNICODE = Marks(anchor="·", expected="□", line="─", span="═", outside="●", inside="■")
ASCII = Marks(anchor=".", expected="o", line="-", span="=", outside="X", inside="#")


@dataclass(frozen=True, slots=True)
class Paper:
    """How wide to write, whether colour is wanted, and whether the output can show more than ASCII."""

    width: int = 80
    color: bool = False
    unicode: bool = True

    @property
    def marks(self) -> Marks:
        """The signs that this paper can show."""
        return UNICODE if self.unicode else ASCII

    def write(self, draw: Callable[[Sheet], None]) -> str:
        """Let `draw` fill a sheet and give the text; trailing blanks are cut, so that piped output compares well."""
        buffer = StringIO()
        console = Console(
            file=buffer, width=self.width, force_terminal=self.color, color_system="standard" if self.color else None,
            no_color=not self.color, legacy_windows=False, highlight=False, _environ={}, emoji=False, markup=False,
        )  # fmt: skip
        draw(Sheet(console))
        text = "\n".join(line.rstrip() for line in buffer.getvalue().splitlines()).strip("\n") + "\n"
        return text if self.unicode else text.translate(PLAIN).encode("ascii", "replace").decode()


NARROW_LABEL = 12
"""Labels up to this width stand one blank from their text; longer ones, which may fill their column, two."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A console with the few shapes that readings are made of."""

    console: Console

    def line(self, text: Text | str = "") -> None:
        """Write a paragraph, wrapped."""
        self.console.print(text if isinstance(text, Text) else Text(one_line(text)))

    def head(self, title: str, *, aside: str = "") -> None:
        """Write a section title after a blank line."""
        self.console.print()
        self.console.print(Text.assemble((title, "bold"), ("  " + aside if aside else "", "dim")))

    def indented(self, text: Text | str, by: int = 2, *, style: str = "") -> None:
        """Write a paragraph, wrapped and indented."""
        self.console.print(Padding(text if isinstance(text, Text) else Text(one_line(text), style=style), (0, 0, 0, by)))

    def labelled(self, label: str, text: Text | str, *, width: int = 11, indent: int = 2) -> None:
        """Write a dim label and beside it a wrapped paragraph."""
        grid = Table.grid(padding=(0, 2) if width > NARROW_LABEL else (0, 1))
        grid.add_column(width=width, style="dim", overflow="fold")
        grid.add_column(overflow="fold")
        grid.add_row(label, text if isinstance(text, Text) else Text(one_line(text)))
        self.console.print(Padding(grid, (0, 0, 0, indent)))

    def bullets(self, items: tuple[str, ...], *, indent: int = 2) -> None:
        """Write a list."""
        for item in items:
            grid = Table.grid(padding=(0, 1))
            grid.add_column(width=1)
            grid.add_column(overflow="fold")
            grid.add_row("-", Text(one_line(item)))
            self.console.print(Padding(grid, (0, 0, 0, indent)))

    def show(self, renderable: RenderableType) -> None:
        """Write anything else that rich can draw."""
        self.console.print(renderable)


def words(text: str, style: str = "") -> Text:
    """Give text from a file as literal words, never as markup."""
    return Text(clean(text), style=style)
