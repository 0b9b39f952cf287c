"""A stored profile in which nothing is found, ways to change it, and checking what stands in a folder."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

from strategist.catalogue import shipped
from strategist.check.one import check
from strategist.check.planning import Request
from strategist.check.run import run
from strategist.models.checking import Checked, Found
from strategist.models.settings import Settings

ROOT = Path(__file__).parent.parent.parent
HARBOUR = (ROOT / "tests" / "data" / "check" / "harbour.yaml").read_text("utf-8")
TODAY = "2026-11-22"

BROKEN_PROMISE = ("delivery-vs-promise: kept", "delivery-vs-promise: often-broken")
SLOWER = ("relative-speed: under-half", "relative-speed: noticeably-longer")


def changed(*changes: tuple[str, str], text: str = HARBOUR, **company: str) -> str:
    """Give the profile with words replaced, each of which must be there, and with another name."""
    for old, new in (*changes, *(("Harbour Garden Tools", name) for name in company.values())):
        assert old in text
        text = text.replace(old, new)
    return text


def waived(text: str, *waivers: str) -> str:
    """Add waivers, each as the inside of a YAML flow mapping."""
    return text + "waivers:\n" + "".join(f"  - {{{waiver}}}\n" for waiver in waivers)


def of(text: str, name: str = "harbour.yaml", *, named: bool = True, **settings: Any) -> list[Found]:
    """Give what is found in a text."""
    return list(check(text.encode(), name, Settings(**({"today": TODAY} | settings)), shipped(), named=named).found)


def store(folder: Path, **texts: str) -> Path:
    """Write profiles into a folder, by the stem of their names."""
    folder.mkdir(parents=True, exist_ok=True)
    for stem, text in texts.items():
        (folder / f"{stem}.yaml").write_text(text, "utf-8")
    return folder


def checked(*paths: Path | str, today: str = TODAY, overrides: dict[str, Any] | None = None, **wishes: Any) -> Checked:
    """Check paths as the command would."""
    return run(Request(tuple(map(str, paths)), today, overrides or {}, **wishes), shipped())


def codes(found: Checked | list[Found]) -> list[str]:
    """Give the codes of what counts, in order."""
    return [one.code for one in (found.counted if isinstance(found, Checked) else found)]


def git(folder: Path, *args: str) -> None:
    """Run git in a folder, as nobody in particular."""
    who = ("-c", "user.name=Nobody", "-c", "user.email=nobody@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *args], cwd=folder, check=True, capture_output=True)


def committed(folder: Path) -> Path:
    """Make a repository of a folder, with everything in it committed."""
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "as it is")
    return folder
