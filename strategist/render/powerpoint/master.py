"""A deck to write into: ours, or the looks of a client's, with its slides taken out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from strategist.errors import InvalidInputError, Place, Problem
from strategist.nouns import dataclass
from strategist.render.deck.room import Room
from strategist.render.powerpoint.archive import our_master, packed

POINT = 12700
"""What the file calls a point."""

TITLES = {KIND.TITLE, KIND.CENTER_TITLE, KIND.VERTICAL_TITLE}
SMALL = {KIND.DATE, KIND.FOOTER, KIND.SLIDE_NUMBER, KIND.HEADER}
BODIES = {KIND.OBJECT, KIND.BODY}

_DECK = b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
_TEMPLATE = b"application/vnd.openxmlformats-officedocument.presentationml.template.main+xml"
LARGEST = 500_000_000
"""Bytes that an unpacked template may have."""

PLAIN = "1001"
"""The theme's first background, which is always one colour."""

LARGEST_TITLE = 36.0

NARROW = (
    "Arial",
    "Aptos",
    "Calibri",
    "Cambria",
    "Carlito",
    "Garamond",
    "Helvetica",
    "Liberation",
    "Segoe UI",
    "Source Sans",
    "Times New Roman",
)
"""How fonts begin that are no wider than Arial. Others are taken to be as wide as Verdana."""
STRETCH = 1.18

LEAST_WIDE, LEAST_HIGH = 420.0, 200.0
"""Points that a slide must leave for content."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle of a slide, in points."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Master:
    """An empty deck with the layouts for a cover and for all else, and the room that each leaves.

    `backed` asks for white paper behind the content, because what the layout has there may not be light.
    """

    deck: Any
    cover: Any
    plain: Any
    frame: Frame
    room: Room
    cover_room: Room
    backed: bool


def opened(template: Path | None) -> Master:
    """Open our own master or a client's; raises InvalidInputError for a file that cannot be used as one."""
    if template is None:
        return _master(Presentation(io.BytesIO(our_master())))
    try:
        deck = Presentation(io.BytesIO(_readable(template)))
        _emptied(deck)
        return _master(deck)
    except _UselessError as error:
        raise _refused(template, str(error)) from None
    except (
        KeyError,
        ValueError,
        AttributeError,
        zipfile.BadZipFile,
        SyntaxError,
    ) as error:  # whatever a broken package makes the library say
        raise _refused(template, "this is no PowerPoint file that can be read") from error


class _UselessError(Exception):
    """A deck that opens, but has no place for ours."""


def _refused(template: Path, what: str) -> InvalidInputError:
    return InvalidInputError(
        [Problem(Place(str(template)), what, "give a .pptx or .potx that has a layout with a title and room below it")]
    )


def _readable(template: Path) -> bytes:
    """Read a template; one saved as .potx becomes a deck like any other."""
    try:
        content = template.read_bytes()
    except OSError as error:
        raise InvalidInputError([Problem(Place(str(template)), f"the file cannot be read ({error.strerror})", "check the path")]) from None
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(info.file_size for info in archive.infolist()) > LARGEST:
            raise _UselessError("this template is too large")
        if any(name.endswith("vbaProject.bin") for name in archive.namelist()):
            raise _UselessError("this template holds macros, which a .pptx may not; save it without them")
        types = archive.read("[Content_Types].xml")
        if _TEMPLATE not in types:
            return content
        parts = {name: archive.read(name) for name in archive.namelist()}
        return packed((parts | {"[Content_Types].xml": types.replace(_TEMPLATE, _DECK)}).items())


def _emptied(deck: Any) -> None:
    """Take the slides out, and whatever names them: sections and shows of one's own."""
    element = deck.part._element  # the library has no way to take a slide out
    slides = element.find(qn("p:sldIdLst"))
    for entry in list(slides if slides is not None else ()):
        deck.part.drop_rel(entry.get(qn("r:id")))
        slides.remove(entry)
    for name in ("p:custShowLst", "p:extLst"):
        for found in element.findall(qn(name)):
            element.remove(found)


# Layouts.


def _master(deck: Any) -> Master:
    layouts = [layout for master in deck.slide_masters for layout in master.slide_layouts]
    plain = min((layout for layout in layouts if _title(layout)), key=_ballast, default=None)
    if plain is None:
        raise _UselessError("no layout of this template has a title")
    cover = next(
        (layout for layout in layouts if _has(layout, {KIND.CENTER_TITLE}) or (_title(layout) and _has(layout, {KIND.SUBTITLE}))), plain
    )
    frame, title = _frame(deck, plain, layouts), _title(plain)
    if frame.width < LEAST_WIDE or frame.height < LEAST_HIGH:
        raise _UselessError("the layouts of this template leave too little room below the title")
    room = Room(frame.width, frame.height, *_title_room(title), _title_size(plain, title), _stretch(plain.slide_master))
    return Master(deck, cover, plain, frame, room, _cover_room(cover, room), backed=not _light(plain))


def _ballast(layout: Any) -> tuple[bool, int]:
    """Rank a layout: one with a title alone is best, else the one with the fewest places that would stay empty."""
    others = [shape for shape in layout.placeholders if shape.placeholder_format.type not in TITLES | SMALL]
    return _title(layout).placeholder_format.type != KIND.TITLE, len(others)


def _title(layout: Any) -> Any:
    return next((shape for shape in layout.placeholders if shape.placeholder_format.type in TITLES), None)


def _has(layout: Any, kinds: set[Any]) -> bool:
    return any(shape.placeholder_format.type in kinds for shape in layout.placeholders)


def _frame(deck: Any, plain: Any, layouts: list[Any]) -> Frame:
    """Find where content goes: where the client's own layout of a title and one text has it, else below the title."""
    for layout in layouts:
        bodies = [shape for shape in layout.placeholders if shape.placeholder_format.type in BODIES]
        others = [shape for shape in layout.placeholders if shape.placeholder_format.type not in BODIES | TITLES | SMALL]
        if layout.slide_master is plain.slide_master and _title(layout) and len(bodies) == 1 and not others and _wide(deck, bodies[0]):
            return _below(_points(bodies[0]), _title(plain))
    title, wide, high = _points(_title(plain)), deck.slide_width / POINT, deck.slide_height / POINT
    feet = [_points(shape).top for shape in plain.placeholders if shape.placeholder_format.type in SMALL and _points(shape).top > high / 2]
    top = title.top + title.height + 12
    return Frame(title.left, top, min(title.width, wide - 2 * title.left), min([*feet, high - 24]) - 8 - top)


def _cover_room(cover: Any, room: Room) -> Room:
    title = _title(cover)
    below = next((_points(shape) for shape in cover.placeholders if shape.placeholder_format.type in {KIND.SUBTITLE, *BODIES}), None)
    wide, high = (below.width, below.height) if below else (room.width, room.height)
    return Room(wide, high, *_title_room(title), _title_size(cover, title), room.stretch)


def _wide(deck: Any, body: Any) -> bool:
    return bool(body.width > deck.slide_width * 0.6)


def _below(frame: Frame, title: Any) -> Frame:
    """Keep content off the title, where a layout lets the two overlap."""
    end = _points(title).top + _points(title).height
    top = max(frame.top, end) if end < frame.top + frame.height / 2 else frame.top
    return Frame(frame.left, top, frame.width, frame.top + frame.height - top)


def _points(shape: Any) -> Frame:
    return Frame(*((value or 0) / POINT for value in (shape.left, shape.top, shape.width, shape.height)))


# Titles and paper.


def _title_room(title: Any) -> tuple[float, float]:
    frame, insets = _points(title), title.text_frame
    across = (insets.margin_left + insets.margin_right) / POINT
    return frame.width - across, frame.height - (insets.margin_top + insets.margin_bottom) / POINT


def _title_size(layout: Any, title: Any) -> float:
    """Find the size of titles: of the layout's place for it, the master's, or the master's style. Whole sentences need no larger."""
    own = next((shape for shape in layout.slide_master.placeholders if shape.placeholder_format.type in TITLES), None)
    places = [shape._element for shape in (title, own) if shape is not None]  # inheritance is not in the library
    styles = layout.slide_master._element.findall(f".//{qn('p:titleStyle')}")
    sizes = (size for element in (*places, *styles) for size in _sizes(element))
    return min(next(sizes, LARGEST_TITLE), LARGEST_TITLE)


def _sizes(element: Any) -> Iterator[float]:
    for level in element.iter(qn("a:lvl1pPr")):
        found = level.find(qn("a:defRPr"))
        if found is not None and found.get("sz"):
            yield int(found.get("sz")) / 100


def _light(layout: Any) -> bool:
    """Say whether what lies behind the content is surely light; a picture or a run of colours is not sure."""
    for slide in (layout, layout.slide_master):
        back = slide._element.find(f"{qn('p:cSld')}/{qn('p:bg')}")  # the library only makes a background, and that would change it
        if back is not None:
            return _is_light(back, layout.slide_master)
    return True


def _is_light(back: Any, master: Any) -> bool:
    colour = next(back.iter(qn("a:srgbClr"), qn("a:schemeClr")), None)
    fills = list(back.iter(qn("a:gradFill"), qn("a:blipFill"), qn("a:pattFill")))
    themed = next(back.iter(qn("p:bgRef")), None)
    if colour is None or fills or len(colour) or (themed is not None and themed.get("idx") != PLAIN):
        return False
    written = colour.get("val") if colour.tag == qn("a:srgbClr") else _themed(colour.get("val"), master)
    red, green, blue = (int(written[at : at + 2], 16) for at in (0, 2, 4))
    return 0.299 * red + 0.587 * green + 0.114 * blue > 225


def _themed(name: str, master: Any) -> str:
    """Find a colour of the theme as six digits."""
    names = master._element.find(qn("p:clrMap"))
    found = _theme(master).find(f".//{qn('a:clrScheme')}/{qn('a:' + str(names.get(name, name)))}")
    first = found[0] if found is not None and len(found) else None
    return str(first.get("lastClr") or first.get("val")) if first is not None else "000000"


def _stretch(master: Any) -> float:
    fonts = _theme(master).iterfind(f".//{qn('a:fontScheme')}/*/{qn('a:latin')}")
    return 1.0 if all(str(font.get("typeface")).startswith(NARROW) for font in fonts) else STRETCH


def _theme(master: Any) -> Any:
    return parse_xml(next(rel.target_part for rel in master.part.rels.values() if rel.reltype.endswith("/theme")).blob)
