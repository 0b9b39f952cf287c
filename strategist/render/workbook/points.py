"""What every answer says for every purpose, reckoned from the answers and the card, and what that comes to."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from strategist.models.story import PracticeTold, StandingTold
from strategist.render.workbook.answers import NUMBER, SOURCE, STATE
from strategist.render.workbook.grid import Book, Live, Sheet, Value, area, at, quoted
from strategist.render.workbook.places import CARD_REPORTED, COUNTS, MEASURED, OPEN, PERHAPS, POINTS_TOP, Places
from strategist.scoring import DOUBT
from strategist.story.verdict import HALLMARK_WORDS

SEEN, UNSEEN, MISSING = (HALLMARK_WORDS[state] for state in ("seen", "unknown", "contradicted"))
LEAD = (
    "Above nought speaks for a purpose, below nought against it. Nothing stands where a purpose leaves the practice open. "
    "All of this is reckoned from the sheets Answers and Card."
)
ROWS = (
    "All together",
    "At least, whatever the open answers are",
    "At most",
    "What marks it out: the practice",
    "What marks it out: from option",
    "What marks it out: to option",
    "What marks it out is",
    "In the order of purposes",
    "Place on the menu",
    "Place",
    "Here",
    "Points, if not declared",
    "Behind the best that is not declared",
    "In practice",
)
TOTAL, LEAST, MOST, MARK, FROM, TO, SEEN_ROW, KEY, MENU, PLACE, HERE, RIVAL, BEHIND, FARES = range(len(ROWS))
NAMES = {
    TOTAL: "Totals", LEAST: "Least", MOST: "Most", SEEN_ROW: "Marks", KEY: "Order_by", MENU: "Menu_order", PLACE: "Places", HERE: "Here",
    RIVAL: "Rivals", BEHIND: "Behind", FARES: "Fares",
}  # fmt: skip
"""What formulas call these rows."""


def add(book: Book, places: Places) -> None:
    """Add the sheet."""
    heat = places.story.evidence.heat
    sheet = book.sheet("Points", (40, *[13] * len(heat.names)), whole=True)
    sheet.wide("What each answer speaks for, in points", "title")
    sheet.wide(LEAD)
    sheet.row = POINTS_TOP - 1
    _heads(sheet, heat.names)
    for practice in places.practices:
        _line(sheet, practice.name, _given(places, practice), "points")
    _reckoned(sheet, places)
    book.name("Purposes", area("Points", range(POINTS_TOP - 1, POINTS_TOP), _columns(places)))
    for row, name in NAMES.items():
        book.name(name, area("Points", _at(places, row), _columns(places)))
    sheet.shade(range(POINTS_TOP, POINTS_TOP + len(places.practices)), range(1, len(places.strategies) + 1))


def _heads(sheet: Sheet, names: tuple[str, ...]) -> None:
    sheet.library.freeze_panes(sheet.row + 1, 1)
    sheet.library.repeat_rows(sheet.row)
    sheet.line([("Practice", "head-first"), *((name, "head-middle") for name in names)])


def _line(sheet: Sheet, label: str, values: Iterable[Value], style: str) -> None:
    sheet.line([(label, "first"), *((value, style) for value in values)])


def _columns(places: Places) -> range:
    return range(1, 1 + len(places.strategies))


def _at(places: Places, row: int) -> range:
    top = POINTS_TOP + len(places.practices) + row
    return range(top, top + 1)


# The points of the answers.


def _given(places: Places, practice: PracticeTold) -> list[Value]:
    """Take from the card what an answer gives every strategy, if it counts."""
    heat = {row.dimension: row.points for row in places.story.evidence.heat.rows}
    dimension = practice.dimension
    counts = places.state(practice) == COUNTS
    state, source, number = (places.answer(dimension, column) for column in (STATE, SOURCE, NUMBER))
    return [
        None if places.silent(dimension, strategy) else Live(
            f"IF({state}={quoted(COUNTS)},IF({source}={quoted(MEASURED)},"
            f"INDEX({places.carded(dimension, strategy, measured=True)},{number}),"
            f'INDEX({places.carded(dimension, strategy, measured=False)},{number})),"")',
            (heat[dimension][strategy] or 0) if counts else "",
        )
        for strategy in range(len(places.strategies))
    ]  # fmt: skip


# What they come to.


def _reckoned(sheet: Sheet, places: Places) -> None:
    makers: tuple[Callable[[Places, int, StandingTold], Value], ...] = (
        _total, _least, _most, _mark, _from, _to, _seen, _key, _menu, _place, _here, _rival, _behind, _fares,
    )  # fmt: skip
    styles = {TOTAL: "points-total", LEAST: "points", MOST: "points", KEY: "points", RIVAL: "points"}
    for row, (label, maker) in enumerate(zip(ROWS, makers, strict=True)):
        standings = enumerate(places.story.verdict.standings)
        _line(sheet, label, (maker(places, number, standing) for number, standing in standings), styles.get(row, "middle"))


def _own(places: Places, row: int, strategy: int) -> str:
    return at("Points", _at(places, row)[0], 1 + strategy)


def _total(places: Places, strategy: int, standing: StandingTold) -> Value:
    rows = range(POINTS_TOP, POINTS_TOP + len(places.practices))
    return Live(f"SUM({area('Points', rows, range(1 + strategy, 2 + strategy))})", standing.points)


def _bound(places: Places, strategy: int, *, most: bool) -> str:
    """Write what the open answers can still add: one that may turn out not to be asked adds nothing at its worst, or its best."""
    column = CARD_REPORTED + strategy + (len(places.strategies) if most else 0)
    span = area("Card", places.spans, range(column, column + 1))
    helps = f"({span}{'>' if most else '<'}0)"
    adds = f"SUMPRODUCT((States={quoted(OPEN)})*{span})+SUMPRODUCT((States={quoted(PERHAPS)})*{helps}*{span})"
    return f"{_own(places, TOTAL, strategy)}+{adds}"


def _least(places: Places, strategy: int, standing: StandingTold) -> Value:
    return Live(_bound(places, strategy, most=False), standing.low)


def _most(places: Places, strategy: int, standing: StandingTold) -> Value:
    return Live(_bound(places, strategy, most=True), standing.high)


def _mark(places: Places, strategy: int, _: StandingTold) -> Value:
    hallmark = places.story.evidence.hallmarks[strategy]
    return places.practices[places.numbers[hallmark.dimension]].name


def _from(places: Places, strategy: int, _: StandingTold) -> Value:
    return places.story.evidence.hallmarks[strategy].low + 1


def _to(places: Places, strategy: int, _: StandingTold) -> Value:
    return places.story.evidence.hallmarks[strategy].high + 1


def _seen(places: Places, strategy: int, standing: StandingTold) -> Value:
    dimension = places.story.evidence.hallmarks[strategy].dimension
    state, number = (places.answer(dimension, column) for column in (STATE, NUMBER))
    low, high = (_own(places, row, strategy) for row in (FROM, TO))
    within = f"IF(AND({number}>={low},{number}<={high}),{quoted(SEEN)},{quoted(MISSING)})"
    return Live(f"IF({state}<>{quoted(COUNTS)},{quoted(UNSEEN)},{within})", standing.hallmark_words)


def _key(places: Places, strategy: int, standing: StandingTold) -> Value:
    seen = _own(places, SEEN_ROW, strategy)
    formula = f"{_own(places, TOTAL, strategy)}-IF({seen}={quoted(UNSEEN)},Doubt,0)"
    return Live(formula, standing.points - (DOUBT if standing.hallmark == "unknown" else 0))


def _menu(places: Places, _strategy: int, standing: StandingTold) -> Value:
    return [purpose.strategy for purpose in places.story.menu.purposes].index(standing.strategy) + 1


def _place(places: Places, strategy: int, _: StandingTold) -> Value:
    """Write the rank: equal ones keep the order of the menu."""
    key, menu = _own(places, KEY, strategy), _own(places, MENU, strategy)
    return Live(f'1+COUNTIF(Order_by,">"&{key})+SUMPRODUCT((Order_by={key})*(Menu_order<{menu}))', strategy + 1)


def _here(_: Places, strategy: int, standing: StandingTold) -> Value:
    name = at("Points", POINTS_TOP - 1, 1 + strategy)
    return Live(f'IF(COUNTIF(Declared,{name})>0,"declared","")', "declared" if standing.declared else "")


def _rival(places: Places, strategy: int, standing: StandingTold) -> Value:
    formula = f'IF({_own(places, HERE, strategy)}="declared","",{_own(places, TOTAL, strategy)})'
    return Live(formula, "" if standing.declared else standing.points)


def _behind(places: Places, strategy: int, standing: StandingTold) -> Value:
    total = _own(places, TOTAL, strategy)
    formula = f'IF({_own(places, HERE, strategy)}="declared",MAX(0,MAX(Rivals)-{total}),"")'
    return Live(formula, "" if standing.behind is None else standing.behind)


def _fares(places: Places, strategy: int, standing: StandingTold) -> Value:
    total, seen, behind, here = (_own(places, row, strategy) for row in (TOTAL, SEEN_ROW, BEHIND, HERE))
    borne_out = f'IF(AND({total}>=Leaning,{seen}={quoted(SEEN)}),"practised","plausible")'
    formula = f'IF({here}<>"declared","",IF(Known<Enough,"cannot say",IF({behind}>=Clear_lead,"not seen",{borne_out})))'
    return Live(formula, standing.stands or "")
