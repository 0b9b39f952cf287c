"""Charts as SVG text, for the page and for the PDF; every one has its data in a table of the story.

Labels stand in columns of a fixed width and are cut to fit, so that no font has to be measured. Shape and place carry the meaning,
colour only repeats it: what is expected is hollow, what is done is solid.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import log10

from strategist.models.comparison import Moved
from strategist.models.story import CandidateTold, ChannelTold, CurvePoint, GapRow, GapsChapter, Heat, Table
from strategist.quantities import duration
from strategist.render.svg import FONT, Canvas
from strategist.texts import shortened, signed

WIDTH = 720
LABELS, LABEL_LENGTH = 206, 30
"""The width of the column of labels, and the characters that fit into it."""

ROW = 26
STEP = 84
"""Between two options of a dumbbell."""


def dumbbell(chapter: GapsChapter, *, name: str = "dumbbell", font: str = FONT) -> str:
    """Draw what is expected against what is done: an outlined band, a hollow circle at its nearest edge, a solid diamond, and the gap."""
    top = 46
    canvas = Canvas(WIDTH, top + ROW * len(chapter.rows) + 6, font)
    _dumbbell_legend(canvas)
    for number, row in enumerate(chapter.rows):
        _dumbbell_row(canvas, row, top + ROW * number + ROW / 2)
    told = "; ".join(f"{row.name}: {row.words}, {row.gap_words}" for row in chapter.rows)
    return canvas.end(name, f"What is done, against what “{chapter.against}” leads one to expect", f"{told}.")


def _dumbbell_legend(canvas: Canvas) -> None:
    canvas.box(LABELS, 8, (40, 14), round_=7)
    canvas.circle(LABELS + 33, 15)
    canvas.text(LABELS + 50, 19, "expected", kind="muted")
    canvas.diamond(LABELS + 128, 15, kind="out")
    canvas.text(LABELS + 142, 19, "done, outside", kind="muted")
    canvas.diamond(LABELS + 238, 15)
    canvas.text(LABELS + 252, 19, "done, inside", kind="muted")
    canvas.text(0, 19, "Bold: essential to it", kind="muted")
    canvas.line((0, 32), (WIDTH, 32))


def _dumbbell_row(canvas: Canvas, row: GapRow, y: float) -> None:
    canvas.text(0, y + 4, shortened(row.name, LABEL_LENGTH), bold=row.importance == "essential")
    canvas.line((_at(0), y), (_at(4), y))
    canvas.box(_at(row.low) - 12, y - 8, (_at(row.high) - _at(row.low) + 24, 16), round_=8)
    for anchor in range(5):
        canvas.line((_at(anchor), y - 3), (_at(anchor), y + 3))
    outside = bool(row.gap)
    if row.practised is not None:
        if outside:
            nearest = row.low if row.practised < row.low else row.high
            canvas.line((_at(row.practised), y), (_at(nearest), y), kind="out", wide=3)
            canvas.circle(_at(nearest), y)
        canvas.diamond(_at(row.practised), y, kind="out" if outside else "in")
    canvas.text(_at(4) + 36, y + 4, row.gap_words, kind="ink" if outside else "muted", bold=outside)


def _at(anchor: int) -> float:
    return LABELS + 24 + STEP * anchor


# Points of every answer for every purpose.

COLUMN, WIDEST, HEAD = 46, 84, 156
"""How wide a column is at least and at most, and the height of its title."""


def heat_map(heat: Heat, *, name: str = "heat", font: str = FONT) -> str:
    """Draw the points of every answer for every purpose: a table whose cells are framed by how much they say, with the numbers in them."""
    rows = [(row.name, row.points) for row in heat.rows]
    canvas = _heat(heat.names, rows, heat.totals, font)
    return canvas.end(name, "What each answer speaks for, in points", "Above nought speaks for a purpose, below nought against it.")


def heat_table(told: Table, *, name: str = "heat", font: str = FONT) -> str:
    """Draw a table of points in the same way."""
    rows = [(row[0].words, [None if cell.number is None else int(cell.number) for cell in row[1:]]) for row in told.rows]
    canvas = _heat([column.title for column in told.columns[1:]], rows, None, font)
    return canvas.end(name, told.caption, "Above nought speaks for a purpose, below nought against it.")


Points = tuple[str, Sequence[int | None]]


def _heat(names: Sequence[str], told: Sequence[Points], totals: Sequence[int] | None, font: str) -> Canvas:
    rows = [*told] if totals is None else [*told, ("All together", totals)]
    wide = max(COLUMN, min(WIDEST, (WIDTH - LABELS) // max(len(names), 1)))
    canvas = Canvas(max(WIDTH, LABELS + wide * len(names) + 4), HEAD + 22 * len(rows) + 8, font)
    for column, title in enumerate(names):
        canvas.turned(LABELS + wide * column + wide / 2 + 4, HEAD - 8, shortened(title, 24))
    for number, (label, points) in enumerate(rows):
        last = totals is not None and number == len(rows) - 1
        y = HEAD + 22 * number + (4 if last else 0)
        canvas.text(0, y + 15, shortened(label, LABEL_LENGTH), bold=last)
        for column, value in enumerate(points):
            _cell(canvas, (LABELS + wide * column, y), wide, value, bold=last)
    return canvas


STRONG = 5
"""Points from which a cell is filled: odds of about three to one."""


def _cell(canvas: Canvas, corner: tuple[float, float], wide: float, value: int | None, *, bold: bool) -> None:
    x, y = corner
    strong = not bold and value is not None and abs(value) >= STRONG
    kind = "empty" if not strong or value is None else "in" if value > 0 else "band"
    canvas.box(x + 1, y + 1, (wide - 2, 20), kind=kind, dash="3 2" if kind == "band" else "")
    if value is not None:
        canvas.text(x + wide / 2, y + 15, signed(value), kind="paper" if kind == "in" else "ink", anchor="middle", bold=bold)


# Which purpose takes which place.

BAR = 280
GATE = {"yes": "", "no": "out of reach", "cannot say": "money not known"}


def acceptability(candidates: Sequence[CandidateTold], *, name: str = "acceptability", font: str = FONT) -> str:
    """Draw in what share of the weightings each purpose comes first, second or third, or later; the money's refusals are dashed."""
    canvas = Canvas(WIDTH, 46 + ROW * len(candidates) + 6, font)
    for x, kind, words in ((LABELS, "in", "first"), (LABELS + 80, "middle", "second or third"), (LABELS + 224, "band", "later")):
        canvas.box(x, 8, (18, 14), kind=kind)
        canvas.text(x + 26, 19, words, kind="muted")
    canvas.box(LABELS + 306, 8, (18, 14), kind="empty", dash="3 2")
    canvas.text(LABELS + 332, 19, "first, but out of reach", kind="muted")
    canvas.line((0, 32), (WIDTH, 32))
    for number, candidate in enumerate(candidates):
        _bar(canvas, candidate, 42 + ROW * number)
    told = "; ".join(f"{candidate.name}: first in {candidate.first_words}, {candidate.gate}" for candidate in candidates)
    return canvas.end(name, "How often each purpose comes first under your goals", f"{told}.")


def _bar(canvas: Canvas, candidate: CandidateTold, y: float) -> None:
    canvas.text(0, y + 14, shortened(candidate.name, LABEL_LENGTH))
    shut = candidate.affordable == "no"
    middle = sum(candidate.ranks[1:3])
    shares = [(candidate.first, "empty")] if shut else [(candidate.first, "in"), (middle, "middle"), (1 - candidate.first - middle, "band")]
    x = float(LABELS)
    for share, kind in shares:
        if share > 0.002:  # less could not be seen
            canvas.box(x, y + 1, (BAR * share, 17), kind=kind, dash="3 2" if shut else "")
        x += BAR * share
    canvas.text(LABELS + BAR + 12, y + 14, f"{candidate.first_words} first", bold=not shut and candidate.first > 0)
    canvas.text(LABELS + BAR + 108, y + 14, GATE[candidate.affordable], kind="muted")


# Waiting times.

TICKS = (1 / 60, 10 / 60, 1.0, 10.0, 60.0, 480.0, 2880.0, 14400.0, 100000.0)
"""Waits, in minutes, that can stand on the scale."""

LEFT, RIGHT, TALL, ROOF = 84, 24, 250, 40


def waiting(channel: ChannelTold, *, name: str = "waiting", font: str = FONT) -> str:
    """Draw the mean wait by the number of people at work, on a scale by tens; a dashed line is the wait if some give up."""
    curve = channel.curve
    canvas = Canvas(WIDTH, ROOF + TALL + 70, font)
    waits = [wait for point in curve for wait in (point.wait, point.wait_if_some_leave) if wait] + [channel.within or 1.0]
    low = max((tick for tick in TICKS if tick <= min(waits)), default=TICKS[0])
    high = min((tick for tick in TICKS if tick >= max(waits)), default=TICKS[-1])
    scale = _Scale(low, high if high > low else low * 10, curve[0].seats, curve[-1].seats)
    _grid(canvas, scale, channel)
    for waited, dash in (([p.wait for p in curve], ""), ([p.wait_if_some_leave for p in curve], "5 4")):
        points = [(scale.x(point.seats), scale.y(wait)) for point, wait in zip(curve, waited, strict=True) if wait is not None]
        if len(points) > 1:
            canvas.path(points, dash=dash)
    for point in curve:
        _curve_point(canvas, scale, point)
    told = "; ".join(f"{point.seats} at work: {_waited(point)}" for point in curve)
    return canvas.end(name, f"How long people wait: {channel.name}", f"Mean wait. {told}.")


class _Scale:
    """Where people and waits stand on the paper."""

    def __init__(self, low: float, high: float, fewest: int, most: int) -> None:
        self.low, self.high, self.fewest, self.most = low, high, fewest, max(most, fewest + 1)

    def x(self, seats: int) -> float:
        return LEFT + 20 + (WIDTH - LEFT - RIGHT - 40) * (seats - self.fewest) / (self.most - self.fewest)

    def y(self, wait: float) -> float:
        share = (log10(max(wait, self.low)) - log10(self.low)) / (log10(self.high) - log10(self.low))
        return ROOF + TALL * (1 - min(share, 1.0))


def _grid(canvas: Canvas, scale: _Scale, channel: ChannelTold) -> None:
    canvas.text(0, 16, "Mean wait, on a scale by tens. Solid: if all wait. Dashed: if some give up.", kind="muted")
    for tick in TICKS:
        if scale.low <= tick <= scale.high:
            canvas.line((LEFT, scale.y(tick)), (WIDTH - RIGHT, scale.y(tick)), dash="1 4")
            canvas.text(LEFT - 8, scale.y(tick) + 4, duration(tick), kind="muted", anchor="end")
    if channel.within:
        canvas.line((LEFT, scale.y(channel.within)), (WIDTH - RIGHT, scale.y(channel.within)), kind="ink", dash="8 3")
        canvas.text(WIDTH - RIGHT, scale.y(channel.within) - 5, f"promised: {channel.promised}", kind="muted", anchor="end")
    canvas.text(WIDTH / 2, ROOF + TALL + 62, "people at work at once", kind="muted", anchor="middle")


def _curve_point(canvas: Canvas, scale: _Scale, point: CurvePoint) -> None:
    x, bottom = scale.x(point.seats), ROOF + TALL
    canvas.text(x, bottom + 20, f"{point.seats:,}", anchor="middle", bold=bool(point.mark))
    canvas.text(x, bottom + 38, point.mark, kind="muted", anchor="middle")
    if point.wait is None:
        canvas.text(x, ROOF + 18, "no end", kind="muted", anchor="middle")
    elif point.mark:
        canvas.diamond(x, scale.y(point.wait), kind="in")
    else:
        canvas.dot(x, scale.y(point.wait))


def _waited(point: CurvePoint) -> str:
    return "without end" if point.wait is None else duration(point.wait)


# Before and after.

APART = 18


def slope(lines: Sequence[Moved], sides: tuple[str, str], *, title: str, name: str = "slope", font: str = FONT) -> str:
    """Draw how values moved between two sides: a solid line up, a dashed line down, a thin one where nothing moved."""
    values = [value for line in lines for value in (line.before, line.after)]
    low, high = min(values), max(values)
    canvas = Canvas(WIDTH, 60 + max(220, APART * len(lines)) + 20, font)
    tall, span = canvas.height - 80, (high - low) or 1.0
    for side, words in enumerate(sides):
        canvas.text(ENDS[side], 18, shortened(words, LABEL_LENGTH), bold=True, anchor="end" if side == 0 else "start")
        canvas.line((ENDS[side], 30), (ENDS[side], canvas.height - 12))
    heights = [(44 + tall * (high - line.before) / span, 44 + tall * (high - line.after) / span) for line in lines]
    places = [_spread([ends[side] for ends in heights], canvas.height - 16) for side in (0, 1)]
    for line, ends, before, after in zip(lines, heights, *places, strict=True):
        _sloping(canvas, line, ends, (before, after))
    told = "; ".join(f"{line.name}: {line.before}, then {line.after}" for line in lines)
    return canvas.end(name, title, f"{told}.")


ENDS = (262.0, 458.0)
"""Where the two sides stand."""


def _sloping(canvas: Canvas, line: Moved, ends: tuple[float, float], labels: tuple[float, float]) -> None:
    moved, falling = line.before != line.after, line.after < line.before
    kind, wide, dash = ("in", 2.5, "6 4" if falling else "") if moved else ("edge", 1.0, "")
    canvas.line((ENDS[0], ends[0]), (ENDS[1], ends[1]), kind=kind, wide=wide, dash=dash)
    canvas.circle(ENDS[0], ends[0], 4)
    canvas.diamond(ENDS[1], ends[1], radius=5)
    for x, end, label, step in ((ENDS[0], ends[0], labels[0], -1), (ENDS[1], ends[1], labels[1], 1)):
        canvas.line((x + 8 * step, end), (x + 20 * step, label))
    canvas.text(ENDS[0] - 24, labels[0] + 4, f"{shortened(line.name, 28)}  {signed(line.before)}", anchor="end")
    canvas.text(ENDS[1] + 24, labels[1] + 4, f"{signed(line.after)}  {shortened(line.name, 28)}", bold=moved)


def _spread(heights: Sequence[float], floor: float) -> list[float]:
    """Move labels apart where they would stand on each other, none below the floor; the order is kept."""
    order = sorted(range(len(heights)), key=lambda index: heights[index])
    spread = list(heights)
    for above, below in pairwise(order):
        spread[below] = max(spread[below], spread[above] + APART)
    spread[order[-1]] = min(spread[order[-1]], floor)
    for below, above in pairwise(reversed(order)):
        spread[above] = min(spread[above], spread[below] - APART)
    return spread
