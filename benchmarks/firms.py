"""Stored profiles in the real format, drawn from a seed: firms that mostly live by what they declared, with a slip here and there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

from strategist.catalogue import shipped
from strategist.conditions import Compare
from strategist.models.catalogue import Dimension, Strategy
from strategist.models.knowledge import Catalogue

SEED = 20150401
A_FOLDER = 100
"""Profiles in one folder."""

LIVED = 0.96
"""The share of practices that are as the declared strategy expects them, where it expects anything."""

TRADES = (
    "parcels",
    "garden tools by mail order",
    "web hosting",
    "regional airline",
    "insurance",
    "public transport",
    "hotels",
    "water supply",
)
SENTENCE = "two weeks of tickets were read and every tenth was rung back by somebody who had not served the customer before"
FACTS = {
    "callers-punished": ("false",), "staff-turnover": ("12", "18", "25"), "newcomers-favoured": ("false",),
    "staff-wait-inside": ("false", "unknown"), "charges-while-open": ("false",),
}  # fmt: skip


def write(folder: Path, number: int) -> None:
    """Write that many profiles below a folder, the same for the same number."""
    catalogue = shipped()
    for index in range(number):
        home = folder / f"{index // A_FOLDER:03}"
        home.mkdir(parents=True, exist_ok=True)
        (home / f"firm-{index:05}.yaml").write_text("\n".join(profile(catalogue, index)) + "\n", "utf-8")


def profile(catalogue: Catalogue, index: int) -> Iterator[str]:
    """Draw one profile, line by line."""
    draw = Random(SEED + index)
    strategy = draw.choice(list(catalogue.strategies.values()))
    yield "strategist: 1"
    yield "questionnaires: {company: 1, declared: 1, practice: 1}"
    yield from _company(draw, index)
    yield "goals:                              # most important first"
    wanted = sorted(catalogue.goals, key=lambda goal: (-strategy.goals[goal].affinity, draw.random()))[: draw.randint(3, 6)]
    yield from (f"  - {{goal: {goal}, weight: {len(wanted) - place}}}" for place, goal in enumerate(wanted))
    yield from _budget(draw)
    yield from _declared(draw, strategy)
    yield from _practice(draw, catalogue, strategy)


def _company(draw: Random, index: int) -> Iterator[str]:
    yield "company:"
    yield f"  name: Firm number {index} of the register"
    yield f"  customers: {draw.choice(('households', 'firms with a contract', 'passengers', 'patients and their families'))}"
    yield f"  channel: {draw.choice(('telephone', 'telephone and email', 'counter', 'chat'))}"
    yield '  period: "January to June 2026"'
    yield f"  trade: {draw.choice(TRADES)}"
    yield f"  as_of: 2026-0{draw.randint(6, 9)}-{draw.randint(10, 28)}"


def _budget(draw: Random) -> Iterator[str]:
    contacts = draw.randint(20, 90)
    heads = contacts // 5 + 4
    yield "budget:"
    yield "  currency: EUR                     # every sum below is in euros"
    yield f"  revenue: {draw.randint(20, 90)}m"
    yield f"  service_spend: {{value: {heads * 60}k, source: evidence, date: 2026-06-30, reference: management accounts}}"
    yield f"  advertising_spend: {heads * 20}k"
    yield f"  contacts_a_year: {contacts}000"
    yield f"  minutes_a_contact: {draw.randint(4, 8)} min"
    yield f"  heads: {heads}"
    yield f"  cost_of_a_head: {draw.randint(34, 48)}k"
    yield "  rivals_service_share: unknown"
    yield "  trade_service_share: 2"


def _declared(draw: Random, strategy: Strategy) -> Iterator[str]:
    yield "declared:"
    yield f"  purpose: {strategy.summary}"
    yield f"  strategy: {strategy.id}"
    yield "  because: be the first place that people turn to when something breaks"
    yield "  because_agreement: same-sentence"
    yield "  announced: true"
    yield "  promises:"
    yield f"    - {{measure: first answer by telephone, figure: {draw.randint(20, 90)}, unit: seconds}}"
    yield "    - Mended in five days, or the repair is free."
    yield "  sacrifice: We have no evening hours, and we never match a lower price."


def _practice(draw: Random, catalogue: Catalogue, strategy: Strategy) -> Iterator[str]:
    answers = {name: _option(draw, dimension, strategy) for name, dimension in catalogue.dimensions.items()}
    answers |= {name: draw.choice(values) for name, values in FACTS.items()}
    for name, question in catalogue.questions.items():
        match question.when:
            case Compare("dimension", other, "at_least", str(slug)) if not _reaches(catalogue, other, answers[other], slug):
                answers.pop(name, None)
            case Compare("dimension", _, "at_least", _) if name not in answers and question.type == "yes-no":
                answers[name] = "true"
            case _:
                pass
    measured = set(draw.sample(sorted(catalogue.dimensions), draw.randint(5, 10)))
    yield "practice:"
    for name, value in answers.items():
        yield from _noted(draw, name, value) if name in measured else (f"  {name}: {value}",)


def _option(draw: Random, dimension: Dimension, strategy: Strategy) -> str:
    if draw.random() < 0.03:
        return "unknown"
    expected = strategy.signature.get(dimension.id)
    low, high = (dimension.anchors[slug] for slug in expected.range) if expected else (2, 2)
    anchor = draw.randint(low, high) if draw.random() < LIVED else draw.randint(0, 4)
    return dimension.options[anchor].id


def _reaches(catalogue: Catalogue, dimension: str, value: str, slug: str) -> bool:
    anchors = catalogue.dimensions[dimension].anchors
    return anchors.get(value, 0) >= anchors[slug]


def _noted(draw: Random, name: str, value: str) -> Iterator[str]:
    start = draw.randrange(13)
    note = " ".join(SENTENCE.split()[start : start + 8])
    if draw.random() < 0.4:
        yield f"  {name}: {{value: {value}, source: document, note: {note}, date: 2026-05}}"
        return
    yield f"  {name}:                           # measured"
    yield f"    value: {value}"
    yield "    source: evidence"
    yield f"    note: >-\n      {note},\n      and both lists were kept."
    yield f"    date: 2026-0{draw.randint(1, 6)}-1{draw.randint(0, 9)}"
    yield "    reference: [telephone log, test calls of 1 May]"
