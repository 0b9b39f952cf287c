"""Pages in a real browser: axe finds nothing that keeps somebody out, nothing is fetched, nothing complains, and the keyboard reaches all.

axe-core checks what a machine can check of WCAG 2.2 AA. It needs Chromium, and `npm ci` in this folder.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import which
from typing import Any

import pytest
from chromium import Browser, Page

ROOT = Path(__file__).parents[2]
STRATEGIST = Path(sys.executable).with_name("strategist")
AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
CASES = "tests/casebook"
RIVALS = ("southwest-classic", "jetblue-2007", "united-guitar-2009", "ryanair-2010")
PAGES = {
    "mismatch": ("report", f"{CASES}/fedex-81-seconds.yaml"),
    "aligned": ("report", f"{CASES}/ryanair-2010.yaml"),
    "waiting-times": ("report", "tests/data/funding/ringwell.yaml"),
    "nearly-empty": ("report", "tests/data/valid/nothing-but-the-format.yaml"),
    "hostile": ("report", "tests/data/report/hostile.yaml"),
    "two-dates": ("compare", f"{CASES}/fedex-first-ring.yaml", f"{CASES}/fedex-81-seconds.yaml"),
    "rivals": (
        "compare",
        *(f"{CASES}/{name}.yaml" for name in ("southwest-classic", "jetblue-2007", "united-guitar-2009", "ryanair-2010")),
    ),
    "hostile-rival": ("compare", "--as", "rivals", "tests/data/report/hostile.yaml", f"{CASES}/fedex-81-seconds.yaml"),
}
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
TAB, ENTER = ("Tab", 9), ("Enter", 13)
STOPS = """[...document.querySelectorAll('a, summary, [tabindex="0"]')]"""
LOOK = """(() => {
  const at = document.activeElement, look = getComputedStyle(at)
  window.reached.add(at)
  const outline = look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) > 0
  return {words: at.tagName + ' ' + at.textContent.slice(0, 80), outline}
})()"""
"""Note what has the focus, and say what it is and whether that can be seen."""

NARROW = 320
"""CSS pixels: a page of 1280 at four times its size (WCAG 1.4.10)."""


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    program = os.environ.get("CHROMIUM") or which("chromium") or which("chromium-browser") or which("google-chrome")
    if not program:
        pytest.skip("Chromium is missing; on Debian: apt install chromium")
    started = Browser(program, tmp_path_factory.mktemp("chromium"))
    yield started
    started.close()


@pytest.fixture(scope="session")
def axe() -> str:
    if not AXE.exists():
        pytest.skip("axe-core is missing; run: npm ci --prefix tests/browser")
    return AXE.read_text("utf-8")


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    for name, command in PAGES.items():
        subprocess.run([STRATEGIST, *command, "-o", folder / f"{name}.html"], cwd=ROOT, check=True)
    return {name: folder / f"{name}.html" for name in PAGES}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_nothing_is_fetched(name: str, scheme: str, browser: Browser, pages: dict[str, Path], axe: str):
    page = browser.page(pages[name], scheme=scheme)
    assert (page.requests, page.messages) == ([], [])

    page.tell(axe)
    found = page.tell(f"axe.run(document, {{runOnly: {STANDARDS}}})")
    page.close()
    assert len(found["passes"]) > 20
    assert told(found["violations"]) == []


def told(violations: list[dict[str, Any]]) -> list[str]:
    """Give what axe found, in lines that can be read in a failure."""
    return [f"{each['impact']}: {each['id']}: {each['help']}: {node['html'][:200]}" for each in violations for node in each["nodes"][:3]]


@pytest.mark.parametrize("name", PAGES)
def test_the_keyboard_reaches_everything_and_shows_where_it_is(name: str, browser: Browser, pages: dict[str, Path]):
    page = browser.page(pages[name])
    wanted = page.tell(f"{STOPS}.filter(each => each.matches('summary') || !each.closest('details:not([open])')).length")
    page.tell("window.reached = new Set()")
    first = reached(page)
    rest = [reached(page) for _ in range(wanted - 1)]

    assert first["words"] == "A Skip to the report"
    assert page.tell("window.reached.size") == wanted
    assert [stop["words"] for stop in (first, *rest) if not stop["outline"]] == []
    page.close()


def reached(page: Page) -> dict[str, Any]:
    """Press the tabulator; give what has the focus then."""
    page.press(*TAB)
    found: dict[str, Any] = page.tell(LOOK)
    return found


def test_the_skip_link_leads_to_the_report(browser: Browser, pages: dict[str, Path]):
    page = browser.page(pages["mismatch"])
    page.press(*TAB)
    page.press(*ENTER)

    assert page.tell("document.activeElement.id") == "report"
    page.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_a_narrow_screen(name: str, browser: Browser, pages: dict[str, Path]):
    page = browser.page(pages[name], width=NARROW)

    assert page.tell("document.documentElement.scrollWidth") <= NARROW
    page.close()
