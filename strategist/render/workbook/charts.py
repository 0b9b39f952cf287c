"""Charts whose figures stand in cells: they follow when a cell is changed. Place and words tell kinds apart, colour only repeats it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from strategist.nouns import dataclass
from strategist.render.workbook.grid import Sheet
from strategist.render.workbook.looks import BAND, EDGE, FONT, IN, INK, LINE, MIDDLE, OUT

ROW, FRAME = 20, 36
"""Pixels for a bar, and for the scale and the air around."""

CELL = 20
"""Pixels that a row is high unless told otherwise."""

LABELS = 0.34
"""The share of the width that belongs to labels. Text is never measured."""

_HOLLOW: Mapping[str, Any] = {"fill": {"none": True}, "border": {"none": True}}
LOOKS: Mapping[str, Mapping[str, Any]] = {
    "base": _HOLLOW,
    "expected": {"fill": {"color": BAND}, "border": {"color": EDGE, "width": 0.75}},
    "inside": {"fill": {"color": IN}, "border": {"none": True}},
    "outside": {"fill": {"color": OUT}, "border": {"none": True}},
    "middle": {"fill": {"color": MIDDLE}, "border": {"none": True}},
    "shut": {"fill": {"none": True}, "border": {"color": EDGE, "width": 0.75, "dash_type": "dash"}},
}


@dataclass(frozen=True, slots=True)
class Series:
    """One part of all bars: the column of its figures, under their head, and how it looks."""

    column: int
    look: str


@dataclass(frozen=True, slots=True)
class Scale:
    """The scale under the bars; without a `form` its figures are not shown."""

    low: float | None = None
    high: float | None = None
    unit: float | None = None
    form: str | None = None


def key(sheet: Sheet, kinds: Sequence[tuple[str, str]]) -> None:
    """Say in coloured cells what the parts of bars are: programs disagree on which entries of a legend are left out."""
    sheet.line((words, f"key-{look}") for words, look in kinds)


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars in parts: the sheet and the rows that hold their figures, and what the chart says to those who cannot see it."""

    data: Sheet
    body: range
    series: Sequence[Series]
    scale: Scale
    says: str


def stacked(sheet: Sheet, bars: Bars) -> int:
    """Draw bars on a sheet; gives the rows that the chart covers."""
    data, body = bars.data, bars.body
    chart = sheet.book.library.add_chart({"type": "bar", "subtype": "stacked"})
    for part in bars.series:
        chart.add_series({
            "name": [data.name, body[0] - 1, part.column],
            "categories": [data.name, body[0], 0, body[-1], 0],
            "values": [data.name, body[0], part.column, body[-1], part.column],
            "gap": 40,
            **LOOKS[part.look],
        })  # fmt: skip
    return _placed(sheet, chart, len(body), bars.scale, bars.says)


def standings(sheet: Sheet, body: range, names: int, points: int) -> int:
    """Draw the points of every purpose beside each other; gives the rows that the chart covers."""
    chart = sheet.book.library.add_chart({"type": "bar"})
    chart.add_series({
        "name": "Points",
        "categories": [sheet.name, body[0], names, body[-1], names],
        "values": [sheet.name, body[0], points, body[-1], points],
        "gap": 40,
        "data_labels": {"value": True, "num_format": "+0;-0;0", "font": _font(9)},
        **LOOKS["inside"],
    })  # fmt: skip
    return _placed(sheet, chart, len(body), Scale(form="+0;-0;0"), "The points of every purpose, best first")


def beside(sheet: Sheet, body: range, head: int, says: str) -> int:
    """Draw the second and the third column of a table beside each other, hollow and solid; gives the rows that the chart covers."""
    chart = sheet.book.library.add_chart({"type": "bar"})
    for column, look in ((1, "expected"), (2, "inside")):
        chart.add_series({
            "name": [sheet.name, head, column],
            "categories": [sheet.name, body[0], 0, body[-1], 0],
            "values": [sheet.name, body[0], column, body[-1], column],
            "gap": 40,
            **LOOKS[look],
        })  # fmt: skip
    chart.set_legend({"position": "top", "font": _font(9)})
    return _placed(sheet, chart, len(body), Scale(form="+0;-0;0"), says)


def _placed(sheet: Sheet, chart: Any, bars: int, scale: Scale, says: str) -> int:
    high = ROW * bars + FRAME
    wide = round(min(sum(width * 7 + 5 for width in sheet.widths), 1000))
    line = {"color": LINE, "width": 0.75}
    chart.set_title({"none": True})
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True, "label_position": "low", "major_tick_mark": "none", "num_font": _font(9), "line": {"color": EDGE}})
    chart.set_x_axis({
        "min": scale.low, "max": scale.high, "major_unit": scale.unit, "num_format": scale.form or "0",
        "label_position": "high" if scale.form else "none", "major_gridlines": {"visible": True, "line": line},
        "line": {"none": True}, "major_tick_mark": "none", "num_font": _font(9),
    })  # fmt: skip
    chart.set_plotarea({"layout": {"x": LABELS, "y": 6 / high, "width": 1 - LABELS - 0.03, "height": 1 - FRAME / high}})
    chart.set_chartarea({"border": {"none": True}})
    chart.set_size({"width": wide, "height": high})
    sheet.library.insert_chart(sheet.row, 0, chart, {"description": says, "object_position": 1})
    return high // CELL + 2


def _font(size: float) -> dict[str, Any]:
    return {"name": FONT, "size": size, "color": INK}
