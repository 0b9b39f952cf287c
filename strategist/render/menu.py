"""The menu: the ten strategies at a glance, one in full, or several side by side."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import combinations

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from strategist.models.catalogue import Funding, Strategy
from strategist.models.knowledge import Catalogue
from strategist.render.paper import Paper, Sheet
from strategist.texts import listed, one_line

FIT = {
    2: "go together",
    1: "go together with care",
    0: "neither help nor harm each other",
    -1: "strain each other",
    -2: "contradict each other",
}
OWN_GOAL = 2


def render(catalogue: Catalogue, chosen: Sequence[Strategy], paper: Paper) -> str:
    """Draw all strategies when none is chosen, one in full, or several side by side."""
    if not chosen:
        return paper.write(partial(_glance, catalogue))
    if len(chosen) == 1:
        return paper.write(partial(full, catalogue, chosen[0]))
    return paper.write(partial(_side_by_side, catalogue, list(chosen)))


def _glance(catalogue: Catalogue, sheet: Sheet) -> None:
    sheet.line(Text("What can customer service be for?", style="bold"))
    sheet.line("None of these is good or bad in itself. What counts is that what you do fits what you say.")
    sheet.line()
    grid = Table.grid(padding=(0, 2))
    for strategy in catalogue.strategies.values():
        name = Text.assemble((strategy.name, "bold"), "\n", (strategy.id, "dim"))
        grid.add_row(str(strategy.order), name, Text.assemble(strategy.summary, "\n", (f"budget {_index(strategy.funding)}", "dim")))
    sheet.show(grid)
    sheet.line()
    sheet.line(Text("budget: 1.0 is what rivals spend on service as a share of revenue", style="dim"))
    sheet.line(Text("strategist menu ID shows one in full, strategist menu ID ID two side by side", style="dim"))


def _index(funding: Funding) -> str:
    low, high = funding.index
    return f"{low:g} to {high:g}"


def full(catalogue: Catalogue, strategy: Strategy, sheet: Sheet) -> None:
    """Draw one strategy in full."""
    sheet.line(Text.assemble((strategy.name, "bold"), "  ", (strategy.id, "dim")))
    sheet.line(strategy.summary)
    sheet.line()
    sheet.labelled("for", strategy.purpose, indent=0)
    sheet.labelled("promise", strategy.promise, indent=0)
    sheet.labelled("because", f"“{strategy.because}”", indent=0)
    sheet.labelled("hallmark", strategy.hallmark.words, indent=0)
    for title, sentences in (("Demands", strategy.demands), ("Seen as", strategy.recognised_by), ("Fails when", strategy.fails_when)):
        sheet.head(title)
        sheet.bullets(sentences)
    _funding(sheet, strategy.funding)
    _goals(catalogue, strategy, sheet)
    _signature(catalogue, [strategy], sheet, "What it leads one to expect", list(strategy.signature))
    sheet.head("Easily taken for")
    for neighbour in strategy.nearest:
        sheet.labelled(catalogue.strategies[neighbour.strategy].name, neighbour.difference, width=26)
    sheet.head("Who has done it")
    for exemplar in strategy.exemplars:
        sheet.labelled(exemplar.company, f"{exemplar.period}. {exemplar.what} ({listed(exemplar.sources)})", width=26)
    sheet.head("Sources")
    for source in strategy.sources:
        sheet.labelled(source, catalogue.sources[source].citation, width=26)


def _funding(sheet: Sheet, funding: Funding) -> None:
    sheet.head("What it costs", aside=f"{_index(funding)} times what rivals spend on service")
    sheet.indented(funding.basis)
    sheet.indented(funding.trend)
    sheet.labelled("money", funding.money_goes_to)
    sheet.labelled("people", funding.people)
    if funding.smallest_honest_version:
        sheet.labelled("smallest", funding.smallest_honest_version)
    if funding.advice:
        sheet.labelled("advice", funding.advice)


def _goals(catalogue: Catalogue, strategy: Strategy, sheet: Sheet) -> None:
    sheet.head("Which goals it serves")
    ranked = sorted(strategy.goals.items(), key=lambda goal: -goal[1].affinity)
    for goal, affinity in ranked:
        if affinity.affinity:
            head = f"{affinity.affinity:+d} {catalogue.goals[goal].name}"
            sheet.labelled(head, affinity.reason, width=26)


def _side_by_side(catalogue: Catalogue, chosen: list[Strategy], sheet: Sheet) -> None:
    grid = Table(box=None, padding=(0, 2, 1, 0), show_edge=False, pad_edge=False)
    grid.add_column("", style="dim", overflow="fold")
    for strategy in chosen:
        grid.add_column(Text(strategy.name, style="bold"), ratio=1, overflow="fold")
    for label, texts in (
        ("id", [strategy.id for strategy in chosen]),
        ("for", [strategy.purpose for strategy in chosen]),
        ("promise", [strategy.promise for strategy in chosen]),
        ("hallmark", [strategy.hallmark.words for strategy in chosen]),
        ("budget", [f"{_index(strategy.funding)} times rivals'. {strategy.funding.money_goes_to}" for strategy in chosen]),
        ("smallest", [strategy.funding.smallest_honest_version or strategy.funding.advice or "" for strategy in chosen]),
        ("its own goals", [_own_goals(catalogue, strategy) for strategy in chosen]),
    ):
        grid.add_row(label, *(Text(one_line(text)) for text in texts))
    sheet.show(grid)
    differing = [d for d in catalogue.dimensions if any(_apart(catalogue, d, one, other) for one, other in combinations(chosen, 2))]
    _signature(catalogue, chosen, sheet, "Where they differ clearly", differing)
    sheet.head("Do they go together?")
    for one, other in combinations(chosen, 2):
        blend = catalogue.blends[frozenset((one.id, other.id))]
        sheet.indented(f"“{one.name}” and “{other.name}” {FIT[blend.fit]}. {blend.reason}")


def _own_goals(catalogue: Catalogue, strategy: Strategy) -> str:
    return listed([catalogue.goals[goal].name for goal, affinity in strategy.goals.items() if affinity.affinity == OWN_GOAL])


def _apart(catalogue: Catalogue, dimension: str, one: Strategy, other: Strategy) -> bool:
    """Tell whether two strategies expect options of a dimension that do not overlap."""
    if dimension not in one.signature or dimension not in other.signature:
        return False
    anchors = catalogue.dimensions[dimension].anchors
    ranges = [tuple(anchors[slug] for slug in strategy.signature[dimension].range) for strategy in (one, other)]
    return ranges[0][1] < ranges[1][0] or ranges[1][1] < ranges[0][0]


def _signature(catalogue: Catalogue, chosen: list[Strategy], sheet: Sheet, title: str, dimensions: list[str]) -> None:
    sheet.head(title)
    if not dimensions:
        sheet.indented("Nowhere: no practice is right for one and wrong for another.")
        return
    for dimension in dimensions:
        grid = Table.grid(padding=(0, 2))
        grid.add_column(width=26, overflow="fold")
        if len(chosen) > 1:
            grid.add_column(width=max(len(strategy.name) for strategy in chosen), style="dim", overflow="fold")
        grid.add_column(overflow="fold")
        for index, strategy in enumerate(chosen):
            name = catalogue.dimensions[dimension].name if index == 0 else ""
            expected = Text(_expected(catalogue, strategy, dimension))
            cells: list[Text | str] = [name, strategy.name, expected] if len(chosen) > 1 else [name, expected]
            grid.add_row(*cells)
        sheet.show(Padding(grid, (0, 0, 0, 2)))


def _expected(catalogue: Catalogue, strategy: Strategy, dimension: str) -> str:
    if dimension not in strategy.signature:
        return "leaves this open"
    low, high = strategy.signature[dimension].range
    labels = {option.id: option.label for option in catalogue.dimensions[dimension].options}
    vital = "" if strategy.signature[dimension].importance == "typical" else " (essential)"
    if low == high:
        return labels[low] + vital
    anchors = catalogue.dimensions[dimension].anchors
    joined = "or" if anchors[high] - anchors[low] == 1 else "up to"
    return f"“{labels[low]}” {joined} “{labels[high]}”{vital}"
