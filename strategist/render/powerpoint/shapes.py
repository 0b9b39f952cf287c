"""Text on a slide: leads, panels, figures and keys. Fonts are the theme's, sizes and colours stand at every run.

Shapes are written as text, because property by property the library takes a second for a deck.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

from strategist.models.story import Labelled
from strategist.nouns import dataclass
from strategist.render.deck import panels as columns
from strategist.render.deck.fitting import LEADING, width
from strategist.render.deck.pages import FOOT, GAP
from strategist.render.deck.slides import Panels, Tag
from strategist.render.powerpoint.looks import EDGE, IN, INK, MUTED, PAPER, TAGS, WASH
from strategist.render.powerpoint.master import POINT, Frame


@dataclass(frozen=True, slots=True)
class Words:
    """One run of text."""

    text: str
    size: float
    bold: bool = False
    colour: str = INK


Paragraph = Sequence[Words]


@dataclass(frozen=True, slots=True)
class Box:
    """How a box of text looks: its colour and edge, what is left free in it, and after each paragraph."""

    fill: str | None = None
    edge: str = ""
    across: float = 0.0
    above: float = 0.0
    after: float = 0.0
    wrapped: bool = True


def paper(slide: Any, frame: Frame) -> None:
    """Lay white paper behind the content."""
    wider = Frame(frame.left - GAP, frame.top - GAP, frame.width + 2 * GAP, frame.height + 2 * GAP)
    _put(slide, wider, "Paper", (), Box(fill=PAPER))


def lead(slide: Any, frame: Frame, tag: Tag | None, words: Words) -> None:
    """Write what stands under the title."""
    marked = [Words(f"{tag.words} ", words.size, bold=True, colour=TAGS[tag.kind])] if tag else []
    _put(slide, frame, "Lead", [[*marked, words]], Box())


def foot(slide: Any, frame: Frame, words: str) -> None:
    """Write how a slide is to be read."""
    _put(slide, frame, "Foot", [[Words(words, FOOT, colour=MUTED)]], Box())


def tiles(slide: Any, frame: Frame, figures: Sequence[Labelled]) -> None:
    """Write figures side by side, each with its words."""
    look = Box(fill=WASH, across=columns.SIDE, above=4)
    for place, figure in zip(_beside(frame, len(figures)), figures, strict=True):
        _put(slide, place, figure.label, [[Words(figure.words, 22, bold=True)], [Words(figure.label, 12, colour=MUTED)]], look)


def panels(slide: Any, frame: Frame, content: Panels, size: float) -> None:
    """Write columns of text side by side."""
    look = Box(fill=WASH, across=columns.SIDE, above=columns.SIDE, after=size / 2)
    for place, (title, texts) in zip(_beside(frame, len(content.panels)), content.panels, strict=True):
        heading = [Words(title, columns.HEAD, bold=True, colour=IN)]
        _put(slide, place, title, [heading, *([Words(text, size)] for text in texts)], look)


def _beside(frame: Frame, number: int) -> list[Frame]:
    """Share a frame out to so many side by side."""
    wide = columns.wide(number, frame.width)
    return [Frame(frame.left + place * (wide + columns.GAP), frame.top, wide, frame.height) for place in range(number)]


KEY = 12.0
"""The side of a square in a key, and the size of its words."""


def key(slide: Any, frame: Frame, looks: Iterable[tuple[str, str, bool]]) -> float:
    """Draw what the colours of a chart mean, as words, colour and whether its edge is dashed; give the height it takes.

    The chart's own legend would name the parts that hold up others, and programs differ in how they leave one out.
    """
    left = frame.left
    for words, colour, dashed in looks:
        _put(slide, Frame(left, frame.top + 1, KEY, KEY), f"Key: {words}", (), Box(fill=colour, edge="dash" if dashed else "solid"))
        wide = width(words, KEY) * 1.2
        place = Frame(left + KEY + 5, frame.top, wide, KEY * LEADING)
        _put(slide, place, words, [[Words(words, KEY, colour=MUTED)]], Box(wrapped=False))
        left += KEY + wide + 2 * GAP
    return KEY * LEADING + GAP / 2


# How a shape is written.


def _put(slide: Any, frame: Frame, name: str, paragraphs: Iterable[Paragraph], look: Box) -> None:
    left, top, wide, high = emu(frame)
    fill = f"<a:solidFill>{_colour(look.fill)}</a:solidFill>" if look.fill else "<a:noFill/>"
    edge = f'<a:ln w="9525"><a:solidFill>{_colour(EDGE)}</a:solidFill><a:prstDash val="{look.edge}"/></a:ln>' if look.edge else ""
    body = "".join(_paragraph(words, look.after) for words in paragraphs) or '<a:p><a:endParaRPr lang="en-GB"/></a:p>'
    around = " ".join(
        f'{side}="{round(free * POINT)}"'
        for side, free in (("lIns", look.across), ("tIns", look.above), ("rIns", look.across), ("bIns", look.above))
    )
    tree = slide.shapes._spTree
    tree.append(
        parse_xml(
            f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{next_id(tree)}" name="{escape(name)}"/>'
            f'<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
            f'<p:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
            f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill}{edge}</p:spPr>'
            f'<p:txBody><a:bodyPr wrap="{"square" if look.wrapped else "none"}" {around} anchor="t"><a:noAutofit/></a:bodyPr><a:lstStyle/>'
            f"{body}</p:txBody></p:sp>"
        )
    )


def _paragraph(runs: Paragraph, after: float) -> str:
    space = f'<a:pPr algn="l"><a:spcBef><a:spcPts val="0"/></a:spcBef><a:spcAft><a:spcPts val="{round(after * 100)}"/></a:spcAft></a:pPr>'
    return f"<a:p>{space}{''.join(run(words) for words in runs)}</a:p>"


def run(words: Words) -> str:
    """Write one run of text."""
    return f"<a:r><a:rPr {style(words)}><a:solidFill>{_colour(words.colour)}</a:solidFill></a:rPr><a:t>{escape(words.text)}</a:t></a:r>"


def style(words: Words) -> str:
    """Write the language, size and weight of a run."""
    return f'lang="en-GB" sz="{round(words.size * 100)}" b="{int(words.bold)}"'


def _colour(six: str) -> str:
    return f'<a:srgbClr val="{six}"/>'


def next_id(tree: Any) -> int:
    """Give a number that no shape of a slide has."""
    return max(int(shape) for shape in tree.xpath(".//p:cNvPr/@id")) + 1


def emu(frame: Frame) -> tuple[int, int, int, int]:
    """Give a frame in the units of the file."""
    return (round(frame.left * POINT), round(frame.top * POINT), round(frame.width * POINT), round(frame.height * POINT))


def described(frame: Any, name: str, words: str) -> None:
    """Name what is no text, and say it for those who cannot see it."""
    frame.name = name
    frame._element.nvGraphicFramePr.cNvPr.set("descr", words)  # the library has no alt texts
