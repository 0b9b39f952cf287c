"""What `check` finds in stored profiles: plain data for every output. Places count lines and columns from 1."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from strategist.errors import Place, Problem
from strategist.kinds import Literal
from strategist.models.catalogue import SEVERITIES, Severity
from strategist.nouns import dataclass

FORMAT = 1
FINGERPRINT_LETTERS = 32

Level = Severity


@dataclass(frozen=True, slots=True)
class Waived:
    """The waiver that accepts a finding; `until` is the last day on which it does, as `2026-10-01`."""

    reason: str
    owner: str
    until: str
    place: Place


@dataclass(slots=True, unsafe_hash=True)
class Found:
    """One thing found in a profile.

    `code` begins with the family: M and C are rules of the catalogue, P a file that cannot be read, H hygiene, W waivers, B the
    baseline, D drift. `path` is the place inside the profile in its own words, such as `practice.relative-speed`, and empty for the
    whole profile. `end` is the line and the column after the value, None where it is not known. `profile` is the company's name or
    the stem of the file. `occurrence` counts from 0 the findings that agree in code, profile and path. `causes` are the answers that
    made the finding, in words. `note` says what else a reader should know, such as that a waiver has ended.

    Nothing changes one. It is not frozen because making one would take four times as long, and a run may have very many.
    """

    code: str
    rule: str
    severity: Severity
    title: str
    message: str
    to_do: str
    place: Place
    end: tuple[int, int] | None
    profile: str
    path: str
    causes: tuple[str, ...]
    waived: Waived | None = None
    baselined: bool = False
    note: str | None = None
    occurrence: int = 0

    @property
    def counted(self) -> bool:
        """Whether it counts: neither waived nor in the baseline."""
        return self.waived is None and not self.baselined

    @property
    def fingerprint(self) -> str:
        """Name the finding by what it is, never by its line: 32 hexadecimal letters."""
        import hashlib  # noqa: PLC0415 - text for people needs none

        parts = "\0".join((self.code, self.profile, self.path, str(self.occurrence)))
        return hashlib.sha256(parts.encode(errors="surrogatepass")).hexdigest()[:FINGERPRINT_LETTERS]


@dataclass(frozen=True, slots=True)
class Waiver:
    """A waiver as written; `code` is the rule's, `path` where in the profile it holds, empty for everywhere.

    `from_outside` says that it stands in a file of waivers, not in the profile that it is for.
    `wrong` is what keeps it from accepting anything, each as what is wrong, what to do, and where; then the other fields may be empty.
    """

    code: str
    path: str
    reason: str
    owner: str
    until: str
    profile: str
    place: Place
    from_outside: bool = False
    wrong: tuple[Problem, ...] = ()


WaiverState = Literal["holds", "ends soon", "ended", "too long", "not allowed", "malformed"]


@dataclass(frozen=True, slots=True)
class Audited:
    """A waiver, how it stands today, and how many findings it speaks of."""

    waiver: Waiver
    state: WaiverState
    findings: int


@dataclass(frozen=True, slots=True)
class FileChecked:
    """What was found in one file, the names of the profiles in it, and their waivers, not yet applied.

    A file without profiles is none of ours.
    """

    found: tuple[Found, ...] = ()
    profiles: tuple[str, ...] = ()
    waivers: tuple[Waiver, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """What an output tells of a rule; `severity` is its gravest, `help` is Markdown, `family` the words for its first letter."""

    code: str
    rule: str
    title: str
    severity: Severity
    why: str
    remedy: str
    help: str
    family: str


@dataclass(frozen=True)
class Checked:
    """A whole run: everything found, by file, line, column and code, with what is waived or in the baseline marked.

    `files` and `profiles` say how many were looked at, `rules` holds every rule that exists, by code. `threshold` is the mildest
    severity that fails the run, None for never. `interrupted` says that files are missing because the run was broken off.
    `waivers` holds every waiver there is.
    """

    format: int
    version: str
    today: str
    files: int
    profiles: int
    found: tuple[Found, ...]
    rules: tuple[Rule, ...]
    threshold: Severity | None
    interrupted: bool = False
    notes: tuple[str, ...] = ()
    waivers: tuple[Audited, ...] = ()

    @cached_property
    def counted(self) -> tuple[Found, ...]:
        """The findings that count."""
        return tuple(one for one in self.found if one.waived is None and not one.baselined)

    @property
    def failing(self) -> tuple[Found, ...]:
        """The findings that count and are at or above the threshold."""
        return tuple(one for one in self.counted if one.severity in self._grave)

    @property
    def _grave(self) -> Sequence[Severity]:
        return SEVERITIES[: SEVERITIES.index(self.threshold) + 1] if self.threshold else ()

    @property
    def exit_code(self) -> int:
        """Give the exit code of the findings: 130 if the run was broken off, 2 for files that cannot be read, 1 if it fails, or 0."""
        if self.interrupted:
            return 130
        if any(one.code[0] == "P" for one in self.found):
            return 2
        grave = self._grave
        return int(any(one.severity in grave for one in self.counted))
