"""What stands on a slide. Sizes are points, 72 to the inch; colours are names that `powerpoint` knows."""

from __future__ import annotations

from typing import Literal

from strategist.models.story import Labelled, Table
from strategist.nouns import dataclass

Look = Literal["base", "expected", "inside", "outside", "strong", "pale", "middle", "shut"]
"""How a part of a bar looks; `base` is not seen and only holds up what is."""

Dash = Literal["solid", "dashed", "dotted", "none"]
"""How a line is drawn; points that are marked alone have none."""


@dataclass(frozen=True, slots=True)
class Cover:
    """The first slide: lines under its title."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with the relative widths of its columns; one too long for a slide goes on upon the next.

    `most` lines are shown of a cell. `heat` shades a cell by the points in it and turns the heads of the columns upwards.
    Without `heads` it is a list of labels and words; `strong` sets the first column in bold. `behind` is the evidence of each row,
    for the notes.
    """

    table: Table
    shares: tuple[float, ...]
    size: float = 12.0
    most: int = 4
    heads: bool = True
    strong: bool = True
    heat: bool = False
    behind: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Panels:
    """Columns of text side by side, each under its heading."""

    panels: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One series of a stacked bar: a value for each bar, None where it has no such part; `keyed` parts stand in the legend."""

    name: str
    look: Look
    values: tuple[float | None, ...]
    keyed: bool = True
    format: str | None = None


@dataclass(frozen=True, slots=True)
class Bars:
    """Stacked bars lying on their side, first on top. `unit` is the step of the grid; `axis` the format of its figures, if shown."""

    says: str
    labels: tuple[str, ...]
    parts: tuple[Part, ...]
    low: float
    high: float
    unit: float
    axis: str | None = None


@dataclass(frozen=True, slots=True)
class Curve:
    """One line of a chart: points as x and y."""

    name: str
    dash: Dash
    points: tuple[tuple[float, float], ...]
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Curves:
    """Lines over a number of people, on a scale by tens."""

    says: str
    across: str
    upwards: str
    curves: tuple[Curve, ...]
    low: float
    high: float


Content = Cover | Grid | Panels | Bars | Curves


@dataclass(frozen=True, slots=True)
class Tag:
    """A word that opens the lead, in the colour of its kind: a verdict or a severity."""

    words: str
    kind: str


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide with one message: its title says it.

    `lead` stands under the title, `tiles` are figures with their words, `foot` says how to read it. The speaker's notes are neutral
    `questions` to ask and the `evidence` behind what is shown, a paragraph each.
    """

    title: str
    content: Content | None = None
    lead: str = ""
    tag: Tag | None = None
    tiles: tuple[Labelled, ...] = ()
    foot: str = ""
    questions: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
