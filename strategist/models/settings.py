"""What decides how profiles are checked. Days are whole, shares are percent."""

from __future__ import annotations

from strategist.models.catalogue import Severity
from strategist.nouns import dataclass

ALL = "all"
NEVER = "never"


@dataclass(frozen=True, slots=True)
class Settings:
    """What decides what is found in one file; `today` is a day such as `2026-03-31`.

    `select`, `ignore` and `mandatory` hold codes, the beginnings of codes, ids of rules, or `all`. What is mandatory is reported
    whatever else is said, and can be neither waived nor put into a baseline.
    """

    today: str
    select: tuple[str, ...] = (ALL,)
    ignore: tuple[str, ...] = ()
    mandatory: tuple[str, ...] = ()
    min_coverage: int = 30
    stale_after_days: int = 365
    waiver_max_days: int = 183
    waiver_notice_days: int = 14


@dataclass(frozen=True, slots=True)
class Policy:
    """What decides how a whole run ends; None for a threshold means that findings never fail it, a path is absolute."""

    fail_on: Severity | None = "major"
    baseline: str | None = None
    waivers: str | None = None
