"""The report as a PDF: tagged for those who listen to it (PDF/UA-1), in its own font, with the same bytes everywhere.

Typst sets it from `pdf/report.typ`. What a profile says reaches it as data, never as markup.
"""

from __future__ import annotations

import json
import re
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from struct import iter_unpack, unpack_from
from typing import Any, cast

from strategist.errors import MissingExtraError
from strategist.models.story import Story
from strategist.nouns import replace
from strategist.render import charts
from strategist.render.report_html import CHAPTERS
from strategist.texts import shortened

FOLDER = Path(__file__).parent / "pdf"
FONT = "'Source Sans 3'"
SHEETS = {"a4": "a4", "letter": "us-letter"}
"""The sheets there are, and what Typst calls them."""


def render(story: Story, *, sheet: str = "a4") -> bytes:
    """Write the report on sheets of one of `SHEETS`; needs the extra `reports`."""
    return typeset("report", _report(story), sheet=sheet)


def typeset(name: str, told: dict[str, Any], *, sheet: str) -> bytes:
    """Set what is told as `pdf/NAME.typ` lays it out; needs the extra `reports`."""
    try:
        import typst
    except ImportError:
        raise MissingExtraError("a PDF", "strategist[reports]") from None
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FOLDER])
    compiler = typst.Compiler(FOLDER / f"{name}.typ", root=FOLDER, font_paths=fonts)
    given = {"sheet": SHEETS[sheet], "report": legible(json.dumps(told, ensure_ascii=False))}
    return cast("bytes", compiler.compile(format="pdf", sys_inputs=given, pdf_standards="ua-1"))


def _report(story: Story) -> dict[str, Any]:
    """Give all that is placed. What stands on every page is cut to fit; it stands whole among the evidence."""
    head = replace(story, company=shortened(story.company, 80), about=shortened(story.about, 200))
    figures = [{"label": figure.label, "words": figure.words} for figure in story.verdict.figures]
    drawn = {"charts": _drawn(story), "strong": charts.STRONG}
    return {"story": plain(head), "question": head.question, "figures": figures, "chapters": CHAPTERS, **drawn}


def plain(noun: Any) -> Any:
    """Give nouns as plain data, with words that fit into a column."""
    if isinstance(noun, str):
        return breakable(noun)
    if isinstance(noun, tuple):
        return [plain(item) for item in noun]
    return {field.name: plain(getattr(noun, field.name)) for field in fields(noun)} if is_dataclass(noun) else noun


def _drawn(story: Story) -> dict[str, Any]:
    money = story.money
    channels = money.promise.channels if money.promise else ()
    return {
        "gaps": charts.dumbbell(story.gaps, font=FONT) if story.gaps.rows else None,
        "ranks": charts.acceptability(money.candidates, font=FONT) if money.ranks else None,
        "channels": [charts.waiting(channel, font=FONT) if channel.table else None for channel in channels],
    }


WORD = 24
"""Characters that fit into the narrowest column that holds free text."""

_LONG = re.compile(rf"[^\s/-]{{{WORD + 1},}}")
_BREAK = "\N{ZERO WIDTH SPACE}"


def breakable(text: str) -> str:
    """Let a word that is too long for a column be broken, without showing anything where it is not."""
    return _LONG.sub(lambda word: _BREAK.join(word[0][start : start + WORD] for start in range(0, len(word[0]), WORD)), text)


def legible(text: str) -> str:
    """Write a character that the font has no picture for as its number, such as `[U+1F600]`: nothing is lost without a trace."""
    strange = set(map(ord, text)) - _pictures()
    return text.translate({character: f"[U+{character:04X}]" for character in strange})


MARK = 0xFEFF
"""A byte order mark: the font knows it, but no text of a PDF/UA may hold it."""


@cache
def _pictures() -> frozenset[int]:
    """Read from the font which characters it can show: its table `cmap` in format 12, as the OpenType specification lays it out."""
    font = (FOLDER / "SourceSans3-Regular.ttf").read_bytes()
    (tables,) = unpack_from(">H", font, 4)
    cmap = next(place for tag, _, place, _ in iter_unpack(">4sLLL", font[12 : 12 + 16 * tables]) if tag == b"cmap")
    (forms,) = unpack_from(">H", font, cmap + 2)
    places = [cmap + place for _, _, place in iter_unpack(">HHL", font[cmap + 4 : cmap + 4 + 8 * forms])]
    whole = next(place for place in places if unpack_from(">H", font, place) == (12,))
    (groups,) = unpack_from(">L", font, whole + 12)
    ranges = iter_unpack(">LLL", font[whole + 16 : whole + 16 + 12 * groups])
    return frozenset(character for first, last, _ in ranges for character in range(first, last + 1)) - {MARK}
