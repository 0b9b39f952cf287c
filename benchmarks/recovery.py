"""How well the points card recognises simulated respondents: the tables of `docs/accuracy.md`.

`python benchmarks/recovery.py` prints them, `--write` puts them into the page. Same seed, same tables; about a minute.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from respondents import SEED, Measures, Menu, World, contradicted, disagreements, ideal, measure, menu, most_telling, recut

from strategist import scoring

PAGE = Path(__file__).parents[1] / "docs" / "accuracy.md"
SIZE, PIPELINE_SIZE = 20_000, 2_000
DRIFT = 0.15
CELLS = ((0.0, 0.0), (0.1, 0.1), (0.2, 0.2), (0.3, 0.3), (0.3, 0.4))
USUAL = CELLS[:3]


def seen(menu: Menu, world: World) -> Measures:
    """Measure a world with as many respondents as the page reports."""
    return measure(menu, world, SIZE)


def percent(share: float) -> str:
    """Write a share so that almost none never reads as none, nor almost all as all."""
    return f"{100 * share:.{0 if share in {0, 1} else 2 if min(share, 1 - share) < 0.01 else 1}f} %"


def table(*rows: Iterable[object]) -> str:
    """Write a Markdown table; the first row is its head."""
    head, *body = ([str(cell) for cell in row] for row in rows)
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ["---", *["--:"] * (len(head) - 1)], *body))


def mixed(noise: float, missing: float) -> str:
    """Name a cell of a table."""
    return f"{noise * 100:.0f} % random, {missing * 100:.0f} % missing"


def goals(menu: Menu) -> str:
    """Hold the goals against what was measured."""
    usual = [measure(menu, World(*cell, drift)) for drift in (0, DRIFT) for cell in CELLS[:3]]
    _, modest, hard, *_ = usual
    flattered = measure(menu, World(0.1, 0.1, flattery=0.4, evidence=most_telling(menu, 8)))
    at_least: dict[str, tuple[float, float]] = {
        "Ideal practitioners that come first": (min(first for first, _ in ideal(menu).values()) / len(menu.low), 1),
        f"Right strategy first, {mixed(0.1, 0.1)}": (modest.first, 0.94),
        f"Right strategy first, {mixed(0.2, 0.2)}": (hard.first, 0.85),
        f"False declaration found, {mixed(0.1, 0.1)}": (modest.found, 0.98),
        "False declaration found, 40 % of answers flattering, 8 practices measured": (flattered.found, 0.85),
    }
    at_most = {
        f"True declaration doubted, {mixed(0.1, 0.1)}": (modest.doubted, 0.01),
        "Random answers called clear": (measure(menu, World(noise=1)).clear, 0.04),
        "Calibration error, up to 20 % random, with drift or without": (max(m.calibration for m in usual), 0.04),
    }
    rows = [(what, f"at least {goal:.0%}", got, got >= goal) for what, (got, goal) in at_least.items()]
    rows += [(what, f"at most {goal:.0%}", got, got <= goal) for what, (got, goal) in at_most.items()]
    body = [(what, goal.replace("%", " %"), percent(got), "yes" if met else "**no**") for what, goal, got, met in rows]
    return table(("what", "goal", "measured", "met"), *body)


def recognised(menu: Menu) -> str:
    """Show how often the right strategy is first and named, by noise, missing answers and drift."""
    rows = []
    for cell in CELLS:
        both = [measure(menu, World(*cell, drift)) for drift in (0, DRIFT)]
        rows.append((mixed(*cell), *(percent(share) for m in both for share in (m.first, m.named, m.named_right))))
    return table(("answers", "first", "named", "named rightly", "first, with drift", "named, with drift", "rightly, with drift"), *rows)


def declared(menu: Menu) -> str:
    """Show how often a false declaration is found, and a true one doubted: by the points alone, and by the whole verdict."""
    rows = []
    for cell in (CELLS[0], CELLS[1], CELLS[2], CELLS[4]):
        both = [measure(menu, World(*cell, drift)) for drift in (0, DRIFT)]
        points = (percent(share) for m in both for share in (m.found, m.doubted))
        rows.append((mixed(*cell), *points, f"{contradicted(menu, World(*cell)):.0%}".replace("%", " %")))
    head = ("answers", "false found", "true doubted", "false found, with drift", "true doubted, with drift", "true called a mismatch")
    return table(head, *rows)


def chance(menu: Menu) -> str:
    """Show what becomes of answers drawn at random."""
    random = measure(menu, World(noise=1))
    names = ("called clear or very clear", "given any name", "best strategy below 10 points")
    return table(("all answers at random", "share"), *zip(names, map(percent, (random.clear, random.named, random.weak)), strict=True))


def calibrated(menu: Menu) -> str:
    """Show by how much the odds that the points state are wrong."""
    rows = [(mixed(*cell), *(f"{measure(menu, World(*cell, drift)).calibration:.3f}" for drift in (0, DRIFT))) for cell in CELLS]
    return table(("answers", "calibration error", "with drift"), *rows)


def flattered(menu: Menu) -> str:
    """Show how often a false declaration is found when answers flatter it, by how many practices were measured."""
    lots = np.random.default_rng(SEED).permuted(np.tile(np.arange(menu.low.shape[1]), (10, 1)), axis=1)[:, :8]
    measured = [[most_telling(menu, count)] for count in (0, 4, 8, 12)] + [[tuple(lot) for lot in lots.tolist()]]
    rows = []
    for share, drift in ((0.2, 0.0), (0.4, 0.0), (0.6, 0.0), (0.4, DRIFT)):
        found = [np.mean([measure(menu, World(0.1, 0.1, drift, share, chosen)).found for chosen in choices]) for choices in measured]
        rows.append((f"{100 * share:.0f} %{', with drift' if drift else ''}", *map(percent, found)))
    return table(("flattering", "none measured", "4", "8", "12", "8 drawn by lot"), *rows)


def constants(menu: Menu) -> str:
    """Show what other constants would give, on answers that drift."""
    cuts: dict[str, tuple[Menu, int]] = {"as shipped": (menu, scoring.DOUBT)}
    shipped_rates = (0.10, 0.15, 0.50)
    for rates in ((0.05, 0.10, 0.30), (0.10, 0.15, 0.30), (0.10, 0.15, 0.70), (0.20, 0.20, 0.20), (0.20, 0.30, 0.70)):
        cuts["ERROR " + " / ".join(f"{rate:.2f}" for rate in rates)] = (recut(menu, "self-report", rates), scoring.DOUBT)
    for shoulder in (0.0, 0.05, 0.20, 0.30):
        cuts[f"SHOULDER {shoulder:.2f}"] = (recut(menu, "self-report", shipped_rates, shoulder), scoring.DOUBT)
    cuts |= {f"DOUBT {doubt}": (menu, doubt) for doubt in (0, 4, 12, 16)}
    rows = []
    for name, (cut, doubt) in cuts.items():
        both = [measure(cut, World(*cell, DRIFT), SIZE, doubt) for cell in CELLS[1:3]]
        shares = (percent(share) for m in both for share in (m.first, m.found, m.doubted))
        rows.append((name, *shares, f"{both[1].calibration:.3f}"))
    ten, twenty = "10 and 10 %", "20 and 20 %"
    columns = (f"{what}, {cell}" for cell in (ten, twenty) for what in ("first", "false found", "true doubted"))
    return table(("setting", *columns, f"calibration, {twenty}"), *rows)


def evidence(menu: Menu) -> str:
    """Show what other rates of error for measured practices would give, when 40 % of the other answers flatter."""
    rows = []
    for rates in ((0.03, 0.03, 0.25), (0.03, 0.10, 0.25), (0.03, 0.03, 0.10), (0.03, 0.03, 0.03), (0.10, 0.15, 0.50)):
        cut = recut(menu, "evidence", rates)
        found = (measure(cut, World(0.1, 0.1, 0, 0.4, most_telling(menu, count))).found for count in (4, 8, 12))
        rows.append((" / ".join(f"{rate:.2f}" for rate in rates), *map(percent, found)))
    return table(("ERROR for evidence", "4 measured", "8", "12"), *rows)


def ideals(menu: Menu) -> str:
    """Show the ideal practitioners."""
    return table(("answers at the", "first", "least lead"), *((end, f"{first} of 10", lead) for end, (first, lead) in ideal(menu).items()))


TABLES = (goals, ideals, recognised, declared, chance, calibrated, flattered, evidence, constants)


def written(page: str, name: str, text: str) -> str:
    """Put a table between its two markers on the page."""
    pattern = rf"(<!-- table: {name} -->\n).*?(<!-- end -->)"
    return re.sub(pattern, lambda found: f"{found[1]}\n{text}\n\n{found[2]}", page, flags=re.DOTALL)


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
        print(f"## {make.__name__}\n\n{text}\n", flush=True)
        page = written(page, make.__name__, text)
    if write:
        PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
