"""The report as a workbook: the same story, with answers that can be changed and points that are reckoned again."""

from __future__ import annotations

from strategist.errors import MissingExtraError
from strategist.models.story import Story


def render(story: Story) -> bytes:
    """Write the report as an .xlsx; raises MissingExtraError where the library for it is missing."""
    try:
        from strategist.render.workbook import report
    except ModuleNotFoundError as error:
        if error.name != "xlsxwriter":
            raise
        raise MissingExtraError("a workbook", "strategist[reports]") from None
    return report.write(story)
