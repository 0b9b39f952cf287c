"""How well the points card recognises simulated respondents: the tables of `docs/accuracy.md`.

`python benchmarks/recovery.py` prints them, `--write` puts them into the page. Same seed, same tables; about a minute.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from pathlib import Path
from statistics import fmean

import numpy as np
from strategist import scoring

from respondents import SEED, Measures, Menu, World, contradicted, disagreements, ideal, measure, menu, most_telling, recut

PAGE = Path(__file__).parents[1] / "docs" / "accuracy.md"
SIZE, PIPELINE_SIZE = 20_000, 1_000
DRIFT = 0.15
CELLS = ((0.0, 0.0), (0.1, 0.1), (0.2, 0.2), (0.3, 0.3), (0.3, 0.4))
USUAL = CELLS[:3]


def seen(menu: Menu, world: World) -> Measures:
    """Measure a world with as many respondents as the page reports."""
    return measure(menu, world, SIZE)


def percent(share: float) -> str:
    """Write a share so that almost none never reads as none, nor almost all as all."""
    digits = 2 if 0 < min(share, 1 - share) < 0.01 else 0 if round(1000 * share) % 10 == 0 else 1
    return f"{100 * share:.{digits}f} %"


def table(*rows: Iterable[object]) -> str:
    """Write a Markdown table; the first row is its head."""
    head, *body = ([str(cell) for cell in row] for row in rows)
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ["---", *["--:"] * (len(head) - 1)], *body))


def mixed(noise: float, missing: float) -> str:
    """Name a cell of a table."""
    return f"{noise * 100:.0f} % random, {missing * 100:.0f} % missing"


def goals(menu: Menu) -> str:
    """Hold the goals against what was measured."""
    easy, drifting = ([seen(menu, World(*cell, drift)) for cell in USUAL] for drift in (0, DRIFT))
    measured = most_telling(menu, 8)
    flattery = [seen(menu, World(0.1, 0.1, drift, 0.4, measured)).found for drift in (0, DRIFT)]
    fewest = min(first for first, _ in ideal(menu).values())
    known: list[tuple[str, str, float, list[float]]] = [
        ("Ideal practitioners that come first", "at least", 1, [fewest / len(menu.low)]),
        (f"Right strategy first, {mixed(0.1, 0.1)}", "at least", 0.94, [easy[1].first, drifting[1].first]),
        (f"Right strategy first, {mixed(0.2, 0.2)}", "at least", 0.85, [easy[2].first, drifting[2].first]),
        (f"False declaration found, {mixed(0.1, 0.1)}", "at least", 0.98, [easy[1].found, drifting[1].found]),
        (f"True declaration doubted, {mixed(0.1, 0.1)}", "at most", 0.01, [easy[1].doubted, drifting[1].doubted]),
        ("The same when 40 % of the answers flatter, with 8 measured: false declaration found", "at least", 0.85, flattery),
        ("Random answers called clear", "at most", 0.04, [seen(menu, World(noise=1)).clear]),
        ("Calibration error, up to 20 % random", "at most", 0.04, [max(m.calibration for m in cell) for cell in (easy, drifting)]),
    ]
    rows = []
    for what, bound, goal, got in known:
        met = [share >= goal if bound == "at least" else share <= goal for share in got]
        word = "yes" if all(met) else "only without drift" if met[0] else "**no**"
        rows.append((what, f"{bound} {percent(goal)}", *map(percent, got), *["–"] * (2 - len(got)), word))
    return table(("what", "goal", "measured", "with drift", "met"), *rows)


def recognised(menu: Menu) -> str:
    """Show how often the right strategy is first and named, by noise, missing answers and drift."""
    rows = []
    for cell in CELLS:
        both = [seen(menu, World(*cell, drift)) for drift in (0, DRIFT)]
        rows.append((mixed(*cell), *(percent(share) for m in both for share in (m.first, m.named, m.named_right))))
    return table(("answers", "first", "named", "named rightly", "first, with drift", "named, with drift", "rightly, with drift"), *rows)


def declared(menu: Menu) -> str:
    """Show how often a false declaration is found, and a true one doubted: by the points alone, and by the whole verdict."""
    rows = []
    for cell in (CELLS[0], CELLS[1], CELLS[2], CELLS[4]):
        both = [seen(menu, World(*cell, drift)) for drift in (0, DRIFT)]
        points = (percent(share) for m in both for share in (m.found, m.doubted))
        rows.append((mixed(*cell), *points, percent(round(contradicted(menu, World(*cell), PIPELINE_SIZE), 2))))
    head = ("answers", "false found", "true doubted", "false found, with drift", "true doubted, with drift", "true called a mismatch")
    return table(head, *rows)


def chance(menu: Menu) -> str:
    """Show what becomes of answers drawn at random."""
    random = seen(menu, World(noise=1))
    names = ("called clear or very clear", "given any name", "best strategy below 10 points")
    return table(("all answers at random", "share"), *zip(names, map(percent, (random.clear, random.named, random.weak)), strict=True))


def calibrated(menu: Menu) -> str:
    """Show by how much the odds that the points state are wrong."""
    rows = [(mixed(*cell), *(percent(seen(menu, World(*cell, drift)).calibration) for drift in (0, DRIFT))) for cell in CELLS]
    return table(("answers", "calibration error", "with drift"), *rows)


def flattered(menu: Menu) -> str:
    """Show how often a false declaration is found when answers flatter it, by how many practices were measured."""
    lots = np.random.default_rng(SEED).permuted(np.tile(np.arange(menu.low.shape[1]), (10, 1)), axis=1)[:, :8]
    measured = [[most_telling(menu, count)] for count in (0, 4, 8, 12)] + [[tuple(lot) for lot in lots.tolist()]]
    rows = []
    for share, drift in ((0.2, 0.0), (0.4, 0.0), (0.6, 0.0), (0.4, DRIFT)):
        found = [fmean([seen(menu, World(0.1, 0.1, drift, share, chosen)).found for chosen in choices]) for choices in measured]
        rows.append((f"{100 * share:.0f} %{', with drift' if drift else ''}", *map(percent, found)))
    return table(("flattering", "none measured", "4", "8", "12", "8 drawn by lot"), *rows)


def constants(menu: Menu) -> str:
    """Show what other constants would give, on answers that drift."""
    cuts: dict[str, tuple[Menu, int]] = {"as shipped": (menu, scoring.DOUBT)}
    for rates in ((0.05, 0.10, 0.30), (0.10, 0.15, 0.30), (0.10, 0.15, 0.70), (0.20, 0.20, 0.20), (0.20, 0.30, 0.70)):
        cuts["ERROR " + " / ".join(f"{rate:.2f}" for rate in rates)] = (recut(menu, "self-report", rates), scoring.DOUBT)
    for shoulder in (0.0, 0.05, 0.20, 0.30):
        cuts[f"SHOULDER {shoulder:.2f}"] = (recut(menu, "self-report", (0.10, 0.15, 0.50), shoulder), scoring.DOUBT)
    cuts |= {f"DOUBT {doubt}": (menu, doubt) for doubt in (0, 4, 12, 16)}
    rows = []
    for name, (cut, doubt) in cuts.items():
        both = [measure(cut, World(*cell, DRIFT), SIZE, doubt) for cell in USUAL[1:]]
        shares = (percent(share) for m in both for share in (m.first, m.found, m.doubted))
        rows.append((name, *shares, percent(both[1].calibration)))
    columns = (f"{what}, {cell}" for cell in ("10/10", "20/20") for what in ("first", "false found", "true doubted"))
    return table(("setting", *columns, "calibration, 20/20"), *rows)


def evidence(menu: Menu) -> str:
    """Show what other rates of error for measured practices would give, when 40 % of the other answers flatter."""
    rows = []
    for rates in ((0.03, 0.03, 0.25), (0.03, 0.10, 0.25), (0.03, 0.03, 0.10), (0.03, 0.03, 0.03), (0.10, 0.15, 0.50)):
        cut = recut(menu, "evidence", rates)
        found = (seen(cut, World(0.1, 0.1, 0, 0.4, most_telling(menu, count))).found for count in (4, 8, 12))
        rows.append((" / ".join(f"{rate:.2f}" for rate in rates), *map(percent, found)))
    return table(("ERROR for evidence", "4 measured", "8", "12"), *rows)


def ideals(menu: Menu) -> str:
    """Show the ideal practitioners."""
    return table(("answers at the", "first", "least lead"), *((end, f"{first} of 10", lead) for end, (first, lead) in ideal(menu).items()))


TABLES = (goals, ideals, recognised, declared, chance, calibrated, flattered, evidence, constants)


def written(page: str, name: str, text: str) -> str:
    """Put a table between its two markers on the page."""
    pattern = rf"(?<=<!-- measured: {name} -->\n).*?(?=<!-- end -->)"
    return re.sub(pattern, lambda _: text + "\n", page, flags=re.DOTALL)


def main() -> None:
    """Check the arrays against the real pipeline, then print or write every table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="put the tables into docs/accuracy.md")
    write = parser.parse_args().write
    shown = menu()
    if found := disagreements(shown):
        raise SystemExit("\n".join(found))
    page = PAGE.read_text(encoding="utf-8") if write else ""
    for make in TABLES:
        text = make(shown)
        print(f"{make.__doc__}\n\n{text}\n", flush=True)
        page = written(page, make.__name__, text)
    if write:
        PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
