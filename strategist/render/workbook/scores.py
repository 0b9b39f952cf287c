"""The ranking, and what it says of practice, reckoned from the points."""

from __future__ import annotations

from strategist.models.story import StandingTold, VerdictChapter
from strategist.render.workbook import charts
from strategist.render.workbook.grid import Book, Field, Live, Sheet, Value, area, at, quoted
from strategist.render.workbook.places import COUNTS, MEASURED, OPEN, PERHAPS, Places
from strategist.render.workbook.points import MISSING, UNSEEN
from strategist.scoring import CLEAR, DOUBT, ENOUGH, LEANING, SETTLED, VERY_CLEAR
from strategist.texts import count

WIDTHS = (34, 17, 11, 13, 11, 11, 13, 13, 15, 15)
NEAREST, NAMED, HOW_CLEAR, LEAD, KNOWN, ASKED, MEASURED_ROW, CHANGES = range(3, 11)
"""The rows of what is said of practice."""

NAMES = {"First": NEAREST, "How_clear": HOW_CLEAR, "Lead": LEAD, "Known": KNOWN, "Changed": CHANGES}
"""What formulas call some of them."""

RANKING = 13
"""The first row of the ranking, under its head."""

NAME, PLACE, POINTS, KEY, LEAST, MOST, MARK, HERE, BEHIND, FARES = range(10)
FIELDS = (
    Field("Purpose"),
    Field("Place", "number"),
    Field("Points", "signed"),
    Field("In this order", "signed"),
    Field("At least", "signed"),
    Field("At most", "signed"),
    Field("What marks it out", "middle"),
    Field("Here", "middle"),
    Field("Behind the best not declared", "number"),
    Field("In practice", "middle"),
)
FETCHED = {POINTS: "Totals", KEY: "Order_by", LEAST: "Least", MOST: "Most", MARK: "Marks", HERE: "Here", BEHIND: "Behind", FARES: "Fares"}
"""The rows of the sheet of points that the columns of the ranking show."""

RULES = (
    ("Doubt", DOUBT, "A purpose whose mark is not known gives away so many points in this order; its points stay as they are."),
    ("Enough", ENOUGH, "With fewer practices known, nothing is said about the whole."),
    ("Settled", SETTLED, "With fewer practices known, even a very clear lead is called leaning, and any other provisional."),
    ("Leaning", LEANING, "A lead from which practice leans to a purpose: odds of ten to one."),
    ("Clear_lead", CLEAR, "A lead from which it is clear: odds of twenty to one."),
    ("Very_clear", VERY_CLEAR, "A lead from which it is very clear: odds of a hundred to one."),
)
INTRODUCTION = (
    "The lead is over the best of the others, or over nought.",
    "These figures follow the sheet Answers; what is not reckoned here stays as it was read.",
)


def add(book: Book, places: Places) -> None:
    """Add the sheet."""
    verdict = places.story.verdict
    sheet = book.sheet("Scores", WIDTHS, whole=True)
    for name, row in NAMES.items():
        book.name(name, at("Scores", row, 1))
    sheet.wide(_title(verdict), "title")
    sheet.wide(" ".join((verdict.table.caption, *INTRODUCTION)))
    sheet.row = NEAREST
    _practised(sheet, verdict)
    sheet.row = RANKING - 1
    body = sheet.table(FIELDS, [_standing(place, standing) for place, standing in enumerate(verdict.standings, start=1)])
    sheet.library.repeat_rows(RANKING - 1)
    sheet.heading("The points of every purpose, best first")
    sheet.row += charts.standings(sheet, body, NAME, POINTS)
    _rules(sheet)


def _title(verdict: VerdictChapter) -> Live:
    first = verdict.standings[0]
    told = f"“{first.name}” comes nearest to what is done, with {leads(verdict.lead)}"
    return Live(f'"“"&First&"” comes nearest to what is done, with "&{LEADS}', told)


LEADS = 'IF(Lead>0,"a lead of "&Lead&IF(Lead=1," point"," points"),"no lead")'
"""A lead in words, as a formula."""


def leads(lead: int) -> str:
    """Say a lead as the formula does."""
    return f"a lead of {count(lead, 'point')}" if lead > 0 else "no lead"


def _practised(sheet: Sheet, verdict: VerdictChapter) -> None:
    open_ones = f"COUNTIF(States,{quoted(OPEN)})+COUNTIF(States,{quoted(PERHAPS)})"
    named = 'IF(OR(How_clear="leaning",How_clear="clear",How_clear="very clear"),First,"none")'
    points = area("Scores", range(RANKING + 1, RANKING + len(verdict.standings)), range(POINTS, POINTS + 1))
    rows: tuple[tuple[str, Value, str], ...] = (
        ("Comes nearest", Live(at("Scores", RANKING, NAME), verdict.standings[0].name), "label"),
        ("Named as practised", Live(named, _named(verdict)), "label"),
        ("How clear that is", Live(_how_clear(), verdict.practised), "label"),
        ("Lead, in points", Live(f"{at('Scores', RANKING, POINTS)}-MAX(0,MAX({points}))", verdict.lead), "left"),
        ("Practices known", Live(f"COUNTIF(States,{quoted(COUNTS)})", verdict.answered), "left"),
        ("Of so many that are asked", Live(f"Known+{open_ones}", verdict.asked), "left"),
        ("Of them measured", Live(f"SUMPRODUCT((States={quoted(COUNTS)})*(How_known={quoted(MEASURED)}))", verdict.measured), "left"),
        ("Answers changed since the report", Live('COUNTIF(Changes,"changed")', 0), "left"),
    )
    for label, value, style in rows:
        sheet.put(sheet.row, 0, label, "plain")
        sheet.wide(value, style, first=1, last=FARES)


def _named(verdict: VerdictChapter) -> str:
    return next((standing.name for standing in verdict.standings if standing.strategy == verdict.strategy), "none")


def _how_clear() -> str:
    first, mark = at("Scores", RANKING, POINTS), at("Scores", RANKING, MARK)
    few = 'IF(Lead>=Very_clear,"leaning","provisional")'
    enough = 'IF(Lead>=Very_clear,"very clear",IF(Lead>=Clear_lead,"clear","leaning"))'
    leads = f'IF({mark}={quoted(UNSEEN)},"provisional",IF(Known<Settled,{few},{enough}))'
    seen = f'IF(OR({mark}={quoted(MISSING)},MIN(Lead,{first})<Leaning),"no clear strategy",{leads})'
    return f'IF(Known<Enough,"too little known",{seen})'


def _standing(place: int, standing: StandingTold) -> tuple[Value, ...]:
    found = f"MATCH({at('Scores', RANKING + place - 1, PLACE)},Places,0)"
    values: dict[int, str | float] = {
        POINTS: standing.points,
        KEY: standing.points - (DOUBT if standing.hallmark == "unknown" else 0),
        LEAST: standing.low,
        MOST: standing.high,
        MARK: standing.hallmark_words,
        HERE: "declared" if standing.declared else "",
        BEHIND: "" if standing.behind is None else standing.behind,
        FARES: standing.stands or "",
    }
    fetched = (Live(f"INDEX({name},{found})", values[column]) for column, name in FETCHED.items())
    return (Live(f"INDEX(Purposes,{found})", standing.name), place, *fetched)


def _rules(sheet: Sheet) -> None:
    sheet.heading("How it is reckoned")
    for name, value, words in RULES:
        sheet.put(sheet.row, 0, name.replace("_", " "), "label")
        sheet.put(sheet.row, 1, value, "left")
        sheet.book.name(name, at("Scores", sheet.row, 1))
        sheet.wide(words, first=2)
