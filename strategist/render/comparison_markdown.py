"""A comparison as Markdown; charts are left to their tables."""

from __future__ import annotations

from collections.abc import Iterator

from strategist.models.comparison import ComparisonStory
from strategist.models.story import Table
from strategist.render.report_markdown import bullets, chapter, facts, literal, opening, table


def render(story: ComparisonStory) -> str:
    """Write the comparison."""
    return "\n\n".join(_parts(story)) + "\n"


def _parts(story: ComparisonStory) -> Iterator[str]:
    yield f"# {literal(story.title)}"
    if about := ". ".join(part for part in (story.about, story.date) if part):
        yield opening(about)
    yield opening(" ".join(story.answer.head.lead))
    yield facts(story.figures)
    yield bullets(f"[{literal(part.head.title)}](#{part.head.id})" for part in story.sections[1:])
    for part in story.sections:
        tables = (block if isinstance(block, Table) else block.table for block in part.blocks)
        yield from chapter(part.head, map(table, tables), lead=part is not story.answer)
    yield f"---\n\n{literal(story.made)}."
