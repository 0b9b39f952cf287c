"""A comparison as a workbook, in the same looks as a report."""

from __future__ import annotations

from strategist.errors import MissingExtraError
from strategist.models.comparison import ComparisonStory


def render(story: ComparisonStory) -> bytes:
    """Write the comparison as an .xlsx; raises MissingExtraError where the library for it is missing."""
    try:
        from strategist.render.workbook import comparison
    except ModuleNotFoundError as error:
        if error.name != "xlsxwriter":
            raise
        raise MissingExtraError("a workbook", "strategist[reports]") from None
    return comparison.write(story)
