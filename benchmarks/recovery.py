"""How well the points card recognises simulated respondents: the tables of `docs/accuracy.md`.

`python benchmarks/recovery.py` prints them, `--write` puts them into the page. Same seed, same tables; about a minute.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import fmean

import numpy as np
from strategist import scoring

from respondents import SEED, Measures, Menu, World, contradicted, disagreements, ideal, measure, menu, most_telling, recut

PAGE = Path(__file__).parents[1] / "docs" / "accuracy.md"
SIZE, PIPELINE_SIZE = 20_000, 1_500
DRIFT = 0.15
CELLS = ((0.0, 0.0), (0.1, 0.1), (0.2, 0.2), (0.3, 0.3), (0.3, 0.4))
USUAL = CELLS[:3]


def seen(menu: Menu, world: World) -> Measures:
    """Measure a world with as many respondents as the page reports."""
    return measure(menu, world, SIZE)


def percent(share: float) -> str:
    """Write a share with one decimal, or two where almost none would read as none and almost all as all."""
    if share in {0, 1}:
        return whole(share)
    text = f"{100 * share:.1f}"
    return f"{100 * share:.2f} %" if text in {"0.0", "100.0"} else f"{text} %"


def whole(share: float) -> str:
    """Write a share without decimals."""
    return f"{100 * share:.0f} %"


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
        ("False declaration found, 40 % of answers flattering, 8 practices measured", "at least", 0.85, flattery),
        ("Random answers called clear", "at most", 0.04, [seen(menu, World(noise=1)).clear]),
        ("Calibration error, up to 20 % random", "at most", 0.04, [max(m.calibration for m in cell) for cell in (easy, drifting)]),
    ]
    rows = []
    for what, bound, goal, got in known:
        met = [share >= goal if bound == "at least" else share <= goal for share in got]
        word = "yes" if all(met) else "only without drift" if met[0] else "**no**"
        rows.append((what, f"{bound} {whole(goal)}", *map(percent, got), *["–"] * (2 - len(got)), word))
    return table(("what", "goal", "measured", "with drift", "met"), *rows)


def recognised(menu: Menu) -> str:
    """Show how often the right strategy is first and named, by noise, missing answers and drift."""
    rows = []
    for cell in CELLS:
        both = [seen(menu, World(*cell, drift)) for drift in (0, DRIFT)]
        rows.append((mixed(*cell), *(percent(share) for m in both for share in (m.first, m.named, m.named_right))))
    return table(("answers", "first", "named", "named rightly", "first, with drift", "named, with drift", "rightly, with drift"), *rows)


def declared(menu: Menu) -> str:
    """Show how often the points find a false declaration, and doubt a true one."""
    rows = []
    for cell in CELLS:
        both = [seen(menu, World(*cell, drift)) for drift in (0, DRIFT)]
        rows.append((mixed(*cell), *(percent(share) for m in both for share in (m.found, m.doubted))))
    return table(("answers", "false found", "true doubted", "false found, with drift", "true doubted, with drift"), *rows)


def honest(menu: Menu) -> str:
    """Show how often the whole verdict calls honest respondents a mismatch, points and critical rules together."""
    rows = []
    for cell in USUAL:
        shares = [contradicted(menu, World(*cell, drift), PIPELINE_SIZE) for drift in (0, DRIFT)]
        rows.append((mixed(*cell), *map(whole, shares)))
    return table(("answers", "called a mismatch", "with drift"), *rows)


def telling(menu: Menu) -> str:
    """Name the practices that it pays most to measure, the most telling first."""
    dimensions = list(menu.catalogue.dimensions.values())
    return "\n".join(f"{rank}. {dimensions[column].name}" for rank, column in enumerate(most_telling(menu, 8), start=1))


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


Make = Callable[[Menu], str]
QUICK: tuple[Make, ...] = (goals, ideals, recognised, chance, calibrated, declared, telling)
TABLES: tuple[Make, ...] = (*QUICK, honest, flattered, evidence, constants)


def written(page: str, name: str, text: str) -> str:
    """Put a table between its two markers on the page."""
    start = f"<!-- measured: {name} -->\n"
    before, after = page.split(start)
    return before + start + text + after[after.index("\n<!-- end -->") :]


def publish(about: str, tables: Iterable[Make], found: Callable[[Menu], list[str]]) -> None:
    """Check the arrays against the real program with `found`, then print every table or, on `--write`, put it into the page too."""
    parser = argparse.ArgumentParser(description=about.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="put the tables into docs/accuracy.md")
    write = parser.parse_args().write
    shown = menu()
    if wrong := found(shown):
        raise SystemExit("\n".join(wrong))
    for make in tables:
        text = make(shown)
        print(f"{make.__doc__}\n\n{text}\n", flush=True)
        if write:
            PAGE.write_text(written(PAGE.read_text(encoding="utf-8"), make.__name__, text), encoding="utf-8")


if __name__ == "__main__":
    publish(str(__doc__), TABLES, disagreements)
