"""Charts that stay charts: their figures can be edited in the deck, and are kept in it as they are drawn."""

from __future__ import annotations

import io
from typing import Any

from pptx.chart.data import CategoryChartData, XyChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt
from xlsxwriter import Workbook

from strategist.render.deck.slides import Bars, Curve, Curves
from strategist.render.powerpoint import shapes
from strategist.render.powerpoint.looks import EDGE, FILLS, IN, INK, LINE, MUTED, OUT, PAPER
from strategist.render.powerpoint.master import Frame

TEXT = 12
LABELS, FREE = 0.38, 0.01
"""The share of the width that belongs to labels, and the one left free at the right. Text is never measured."""
THICKEST, AROUND = 44.0, 30.0
"""Points that a bar with its gap may take, and that the scale does."""
LOG = 10


def bars(slide: Any, frame: Frame, content: Bars) -> None:
    """Draw stacked bars; a part that is not to be seen holds up what floats."""
    data = CategoryChartData()
    data.categories = content.labels
    for part in content.parts:
        data.add_series(part.name, part.values)
    high = shapes.key(slide, frame, _key(content))
    tall = min(frame.height - high, THICKEST * len(content.labels) + AROUND)
    frame = Frame(frame.left, frame.top + high, frame.width, tall)
    shape = slide.shapes.add_chart(XL_CHART_TYPE.BAR_STACKED, *shapes.emu(frame), data)
    shapes.described(shape, "Chart", f"{content.says}. {'; '.join(content.labels)}.")
    chart = shape.chart
    chart.part.chart_workbook.update_from_xlsx_blob(_workbook(content))
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 40, 100
    for series, part in zip(plot.series, content.parts, strict=True):
        _filled(series, FILLS[part.look], dashed=part.look == "shut")
    _lettered(chart)
    chart.has_legend = False
    _categories(chart.category_axis)
    _values(chart.value_axis, content)
    # The first bar is on top, and the figures of the scale stand below the last.
    chart.value_axis._element.find(qn("c:crosses")).set("val", "max")  # what the library sets is lost
    _placed(chart, LABELS, 1 - LABELS - FREE, 0.92 if content.axis else 0.97)


def _key(content: Bars) -> list[tuple[str, str, bool]]:
    """Say what the colours mean that are to be seen, each once."""
    seen = {part.name for part in content.parts if any(part.values)}
    return [(part.name, FILLS[part.look] or PAPER, part.look == "shut") for part in content.parts if part.keyed and part.name in seen]


def _workbook(content: Bars) -> bytes:
    """Write the figures as the library would, but every word as a word: none becomes a formula or a link."""
    stream = io.BytesIO()
    book = Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False})
    sheet = book.add_worksheet("Sheet1")
    sheet.set_column(0, 0, 50)
    for row, label in enumerate(content.labels, start=1):
        sheet.write_string(row, 0, label)
    for column, part in enumerate(content.parts, start=1):
        sheet.write_string(0, column, part.name)
        for row, value in enumerate(part.values, start=1):
            if value is not None:
                sheet.write_number(row, column, value)
    book.close()
    return stream.getvalue()


def _filled(series: Any, colour: str | None, *, dashed: bool) -> None:
    series.invert_if_negative = False
    if colour is None:
        series.format.fill.background()
        series.format.line.fill.background()
        return
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = RGBColor.from_string(colour)
    series.format.line.color.rgb = RGBColor.from_string(EDGE)
    series.format.line.width = Pt(0.75)
    if dashed:
        series.format.line.dash_style = MSO_LINE.DASH


def _lettered(chart: Any) -> None:
    chart.font.size = Pt(TEXT)
    chart.font.color.rgb = RGBColor.from_string(INK)
    chart.has_title = False


def _categories(axis: Any) -> None:
    axis.reverse_order = True
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.format.line.color.rgb = RGBColor.from_string(EDGE)
    axis.has_major_gridlines = False


def _values(axis: Any, content: Bars) -> None:
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = content.low, content.high, content.unit
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.format.line.fill.background()
    _ruled(axis)
    if content.axis is None:
        axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
        return
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = content.axis, False
    axis.tick_labels.font.size = Pt(TEXT - 1)


def _ruled(axis: Any) -> None:
    axis.has_major_gridlines = True
    axis.major_gridlines.format.line.color.rgb = RGBColor.from_string(LINE)
    axis.major_gridlines.format.line.width = Pt(0.75)


def _placed(chart: Any, left: float, wide: float, tall: float) -> None:
    """Give the drawing its place, so that every program leaves the labels the same room."""
    area = chart._chartSpace.chart.plotArea  # the library cannot place a drawing
    old = area.find(qn("c:layout"))
    if old is not None:
        area.remove(old)
    sides = "".join(f'<c:{side} val="{value:g}"/>' for side, value in (("x", left), ("y", 0.01), ("w", wide), ("h", tall)))
    modes = '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
    area.insert(0, parse_xml(f"<c:layout {nsdecls('c')}><c:manualLayout>{modes}{sides}</c:manualLayout></c:layout>"))


# Curves.

DASHES = {"solid": MSO_LINE.SOLID, "dashed": MSO_LINE.DASH, "dotted": MSO_LINE.ROUND_DOT}
MARKERS = (XL_MARKER_STYLE.DIAMOND, XL_MARKER_STYLE.SQUARE, XL_MARKER_STYLE.TRIANGLE, XL_MARKER_STYLE.CIRCLE)


def curves(slide: Any, frame: Frame, content: Curves) -> None:
    """Draw lines over numbers of people, with a scale by tens."""
    data = XyChartData()
    for curve in content.curves:
        series = data.add_series(curve.name)
        for across, upwards in curve.points:
            series.add_data_point(across, upwards)
    shape = slide.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER_LINES, *shapes.emu(frame), data)
    told = "; ".join(f"{curve.name}: {', '.join(f'{up:.3g} at {across:g}' for across, up in curve.points)}" for curve in content.curves)
    shapes.described(shape, "Chart", f"{content.says}. {told}.")
    chart = shape.chart
    for number, (series, curve) in enumerate(zip(chart.plots[0].series, content.curves, strict=True)):
        _drawn(series, curve, MARKERS[number % len(MARKERS)])
    _lettered(chart)
    chart.has_legend = True
    chart.legend.position = XL_LEGEND_POSITION.BOTTOM
    chart.legend.include_in_layout = False
    _axis(chart.category_axis, content.across)
    _axis(chart.value_axis, content.upwards)
    chart.category_axis.minimum_scale, chart.category_axis.maximum_scale, chart.category_axis.major_unit = content.low, content.high, None
    chart.category_axis.tick_labels.number_format, chart.category_axis.tick_labels.number_format_is_linked = "0", False
    chart.value_axis._element.find(qn("c:scaling")).insert(0, parse_xml(f'<c:logBase {nsdecls("c")} val="{LOG}"/>'))
    chart.value_axis.tick_label_position = chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW


def _drawn(series: Any, curve: Curve, marker: Any) -> None:
    series.smooth = False
    line, colour = series.format.line, RGBColor.from_string(INK if curve.marked else OUT if curve.dash == "dotted" else IN)
    if curve.dash == "none":
        line.fill.background()
    else:
        line.color.rgb, line.width = colour, Pt(2)
        line.dash_style = DASHES[curve.dash]
    series.marker.style = marker if curve.marked else XL_MARKER_STYLE.NONE
    if curve.marked:
        series.marker.size = 11
        series.marker.format.fill.solid()
        series.marker.format.fill.fore_color.rgb = colour


def _axis(axis: Any, title: str) -> None:
    axis.has_title = True
    axis.axis_title.text_frame.text = title
    font = axis.axis_title.text_frame.paragraphs[0].runs[0].font
    font.size, font.bold, font.color.rgb = Pt(TEXT), False, RGBColor.from_string(MUTED)
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.format.line.color.rgb = RGBColor.from_string(EDGE)
    _ruled(axis)
