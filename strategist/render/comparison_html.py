"""A comparison as one HTML file, in the same looks as a report."""

from __future__ import annotations

from strategist.models.comparison import Block, ComparisonStory, HeatTable, Section, Slope
from strategist.models.story import Table
from strategist.render import charts
from strategist.render.markup import Markup, element, together
from strategist.render.page import chart, header, page, questions, section, table, tiles


def render(story: ComparisonStory) -> str:
    """Write the page."""
    about = ". ".join(part for part in (story.about, story.date) if part)
    lead = element("p", " ".join(story.answer.head.lead), class_="lead")
    top = header(story.question, story.title, about, lead, tiles(story.figures))
    rest = story.sections[1:]
    content = (_answer(story.answer), *(section(part.label, part.head, *map(_block, part.blocks)) for part in rest))
    return page(story.title, top, [part.head for part in rest], content, made=story.made)


def _answer(part: Section) -> Markup:
    """Write the answer; its title and lead stand at the head already."""
    name = f"{part.head.id}-title"
    content = (element("h2", "What each declares and does", id=name), *map(_block, part.blocks), questions(part.head))
    return element("section", *content, id=part.head.id, aria_labelledby=name)


def _block(block: Block) -> Markup:
    match block:
        case Table():
            return table(block)
        case Slope():
            drawing = charts.slope(block.lines, block.sides, title=block.title, name=block.id)
            return together(chart(drawing, block.title), table(block.table))
        case HeatTable():
            return chart(charts.heat_table(block.table, name=f"{block.table.id}-heat"), block.table.caption, block.table)
