"""The options of `strategist check` as plain data: read by typer for help and mistakes, and by `front` for a quick start."""

from __future__ import annotations

from strategist.nouns import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Literal


@dataclass(frozen=True)
class Option:
    """One option: its name in the program, what it takes, how it is written, and what it is for; `least` bounds a number."""

    name: str
    kind: Literal["text", "texts", "number", "flag"]
    flags: tuple[str, ...]
    help: str
    metavar: str | None = None
    least: int | None = None
    default: Any = None

    @property
    def unset(self) -> Any:
        """The value where the option is not given."""
        return False if self.kind == "flag" else self.default


PATHS_HELP = "Files, folders, patterns, or - for standard input; this folder when left out."

OPTIONS = (
    Option(
        "format_",
        "text",
        ("--format", "-f"),
        "What the screen shows: text, full, json or another.",
        metavar="FORMAT",
        default="text",
    ),
    Option("outputs", "texts", ("--output", "-o"), "Write a format to a file too; may be given again.", metavar="FORMAT:FILE"),
    Option("fail_on", "text", ("--fail-on",), "The mildest severity that fails: critical, major, minor or never.", metavar="SEVERITY"),
    Option("select", "texts", ("--select",), "Report only these codes or rules.", metavar="RULES"),
    Option("ignore", "texts", ("--ignore",), "Report none of these codes or rules.", metavar="RULES"),
    Option("min_coverage", "number", ("--min-coverage",), "How many practices must be known.", metavar="PERCENT"),
    Option("today", "text", ("--today",), "The day to check for, such as 2026-03-31.", metavar="DATE"),
    Option("stdin_filename", "text", ("--stdin-filename",), "What standard input is called.", metavar="FILE"),
    Option("config", "text", ("--config",), "The only configuration to read.", metavar="FILE"),
    Option("baseline", "text", ("--baseline",), "What was found before and is borne for now.", metavar="FILE"),
    Option("update_baseline", "flag", ("--update-baseline",), "Write the baseline anew; it may only shrink."),
    Option("allow_growth", "flag", ("--allow-growth",), "Let the baseline bear what is new."),
    Option("since", "text", ("--since",), "Report what got worse since a revision of git.", metavar="REV"),
    Option("audit_waivers", "flag", ("--audit-waivers",), "List every waiver and how it stands."),
    Option("skip_others", "flag", ("--skip-others",), "Leave out named files that are no profiles."),
    Option("jobs", "number", ("--jobs", "-j"), "How many processes may work at once.", metavar="NUMBER", least=1),
    Option("cache_dir", "text", ("--cache-dir",), "Where to keep results between runs.", metavar="FOLDER"),
    Option("no_cache", "flag", ("--no-cache",), "Neither use nor keep results of other runs."),
    Option("quiet", "flag", ("--quiet", "-q"), "No summary."),
    Option("statistics", "flag", ("--statistics",), "Count by rule in place of findings."),
)
