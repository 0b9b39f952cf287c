"""A few shapes as SVG text. Colours stand at each shape and can be replaced by its class; nothing is ever measured.

A browser replaces them in the dark and in print; what draws a PDF knows no style sheets and takes them as they are.
"""

from __future__ import annotations

from html import escape

from strategist.nouns import dataclass, field

INK, MUTED, EDGE, BAND, PAPER = "#1a1f24", "#505a64", "#75808c", "#e3e9f0", "#ffffff"
IN, OUT = "#0072b2", "#c04f00"
"""Practice inside and outside what is expected; at least 4.5 to 1 on white. Shapes and places tell the two apart as well."""

FONT = "system-ui, sans-serif"
SMALL, TEXT = 12, 13


@dataclass(slots=True)
class Canvas:
    """A drawing that grows shape by shape; `end` gives the whole."""

    width: int
    height: int
    font: str = FONT
    shapes: list[str] = field(default_factory=list)

    def text(self, x: float, y: float, words: str, *, kind: str = "ink", anchor: str = "start", bold: bool = False) -> None:
        """Write words on a base line."""
        weight = ' font-weight="700"' if bold else ""
        aligned = "" if anchor == "start" else f' text-anchor="{anchor}"'
        size = f' font-size="{SMALL}"' if kind == "muted" else ""
        colour = {"ink": INK, "muted": MUTED, "paper": PAPER, "out": OUT}[kind]
        self.shapes.append(
            f'<text x="{_n(x)}" y="{_n(y)}" class="{kind}" fill="{colour}"{size}{weight}{aligned}>{escape(words, quote=False)}</text>'
        )

    def turned(self, x: float, y: float, words: str) -> None:
        """Write words upwards."""
        self.shapes.append(
            f'<text transform="translate({_n(x)} {_n(y)}) rotate(-90)" class="muted" fill="{MUTED}" font-size="{SMALL}">'
            f"{escape(words, quote=False)}</text>"
        )

    def line(self, start: tuple[float, float], end: tuple[float, float], *, kind: str = "edge", wide: float = 1, dash: str = "") -> None:
        """Draw a line."""
        colour = {"edge": EDGE, "ink": INK, "in": IN, "out": OUT}[kind]
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        self.shapes.append(
            f'<line x1="{_n(start[0])}" y1="{_n(start[1])}" x2="{_n(end[0])}" y2="{_n(end[1])}" class="{kind}-line" stroke="{colour}" '
            f'stroke-width="{_n(wide)}"{dashed}/>'
        )

    def box(self, x: float, y: float, size: tuple[float, float], *, kind: str = "band", dash: str = "", round_: float = 0) -> None:
        """Draw an outlined box."""
        fill = {"band": BAND, "in": IN, "out": OUT, "middle": "#8fb8d6", "empty": "none"}[kind]
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        rounded = f' rx="{_n(round_)}"' if round_ else ""
        self.shapes.append(
            f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(size[0])}" height="{_n(size[1])}" class="{kind}" fill="{fill}" '
            f'stroke="{EDGE}"{rounded}{dashed}/>'
        )

    def circle(self, x: float, y: float, radius: float = 5) -> None:
        """Draw a hollow circle: what is expected."""
        self.shapes.append(
            f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}" class="hollow" fill="{PAPER}" stroke="{INK}" stroke-width="2"/>'
        )

    def diamond(self, x: float, y: float, *, kind: str = "in", radius: float = 7) -> None:
        """Draw a solid diamond: what is done."""
        corners = f"{_n(x)},{_n(y - radius)} {_n(x + radius)},{_n(y)} {_n(x)},{_n(y + radius)} {_n(x - radius)},{_n(y)}"
        self.shapes.append(f'<polygon points="{corners}" class="{kind}" fill="{IN if kind == "in" else OUT}"/>')

    def dot(self, x: float, y: float) -> None:
        """Draw a small solid dot."""
        self.shapes.append(f'<circle cx="{_n(x)}" cy="{_n(y)}" r="3" class="in" fill="{IN}"/>')

    def path(self, points: list[tuple[float, float]], *, dash: str = "") -> None:
        """Draw a broken line through points."""
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        through = " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
        self.shapes.append(f'<polyline points="{through}" class="in-line" fill="none" stroke="{IN}" stroke-width="2"{dashed}/>')

    def end(self, name: str, title: str, description: str) -> str:
        """Give the drawing with its title and description, for those who cannot see it; `name` is unique on a page."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width} {self.height}" width="{self.width}" height="{self.height}" '
            f'role="img" aria-labelledby="{name}-title {name}-desc" font-family="{escape(self.font)}" font-size="{TEXT}">'
            f'<title id="{name}-title">{escape(title, quote=False)}</title>'
            f'<desc id="{name}-desc">{escape(description, quote=False)}</desc>{"".join(self.shapes)}</svg>'
        )


def _n(value: float) -> str:
    """Write a coordinate, to a tenth."""
    return f"{round(value, 1):g}"
