"""A comparison as slides: the answer first, then a message a slide."""

from __future__ import annotations

from collections.abc import Iterator

from strategist.models.comparison import Block, ComparisonStory, HeatTable, Section, Slope
from strategist.models.story import Column, Table
from strategist.nouns import replace
from strategist.render.charts import STRONG
from strategist.render.deck.opening import STEP, above, below
from strategist.render.deck.slides import Bars, Content, Cover, Grid, Part, Slide
from strategist.story.tables import shares
from strategist.texts import shortened, signed

LEAST, MOST = 17, 80
"""Characters in a cell from which, and up to which, a column is given more room."""


TURNED = 18
"""Characters of a head that stands upright, so that the rows under it fit on one slide; the answer has every name in full."""


def outline(story: ComparisonStory) -> Iterator[Slide]:
    """Give every slide, whole; a table may still be too long for one."""
    yield Slide(story.question, Cover(tuple(line for line in (story.about, story.date) if line)), evidence=(f"{story.made}.",))
    answer, *rest = story.sections
    (sides,) = answer.blocks
    yield Slide(
        story.title, _content(sides), lead=" ".join(answer.head.lead), tiles=story.figures, questions=answer.head.questions
    )  # fmt: skip
    for part in rest:
        yield from _slides(part)


def _slides(part: Section) -> Iterator[Slide]:
    """Give the slides of a section; the first carries its message, the others say what they show.

    A section with nothing to show has none: the answer says so already.
    """
    head = part.head
    for number, block in enumerate(part.blocks):
        title, lead = (head.title, " ".join(head.lead)) if number == 0 else (_says(block), "")
        yield Slide(title, _content(block), lead=lead, foot=_foot(block), questions=head.questions, evidence=tuple(_evidence(block)))


def _says(block: Block) -> str:
    return block.caption if isinstance(block, Table) else block.table.caption


def _content(block: Block) -> Content:
    match block:
        case Table():
            return Grid(block, shares(block, least=LEAST, most=MOST))
        case HeatTable():
            columns = tuple(Column(shortened(column.title, TURNED), numeric=column.numeric) for column in block.table.columns)
            return Grid(replace(block.table, columns=columns), (3.4, *(1.0 for _ in columns[1:])), size=11, most=1, heat=True)
        case Slope():
            return _bars(block)


def _foot(block: Block) -> str:
    return (
        f"{_says(block)} Dark: {STRONG} or more for it. Pale and bold: as many against it."
        if isinstance(block, HeatTable)
        else _says(block)
    )


def _evidence(block: Block) -> Iterator[str]:
    if isinstance(block, Slope):
        for line in block.lines:
            yield f"{line.name}: {signed(line.before)}, then {signed(line.after)}."


def _bars(block: Slope) -> Bars:
    """Draw from where each purpose stood to where it stands; each direction has its look, as a line cannot be trusted in every program."""
    spans = [(min(line.before, line.after), max(line.before, line.after), line.after > line.before) for line in block.lines]
    ends = [end for low, high, _ in spans for end in (low, high)]
    return Bars(
        says=block.title,
        labels=tuple(f"{line.name}: {signed(line.before)}, then {signed(line.after)}" for line in block.lines),
        parts=(
            Part("Base", "base", tuple(float(low if low > 0 else min(high, 0)) for low, high, _ in spans), keyed=False),
            Part("Gained (below 0)", "strong", tuple(below(low, high) if up else None for low, high, up in spans), keyed=False),
            Part("Lost (below 0)", "pale", tuple(None if up else below(low, high) for low, high, up in spans), keyed=False),
            Part("Gained", "strong", tuple(above(low, high) if up else None for low, high, up in spans)),
            Part("Lost", "pale", tuple(None if up else above(low, high) for low, high, up in spans)),
        ),
        low=min(-STEP, *ends) // STEP * STEP,
        high=-(-max(STEP, *ends) // STEP) * STEP,
        unit=STEP,
        axis="+0;-0;0",
    )
