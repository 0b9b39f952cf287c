"""The reading as an executive reads it in one minute: the answer first, then the gaps, the findings, and what is not known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from strategist.models.catalogue import Severity
from strategist.models.reading import Cause, Finding, Reading, Row
from strategist.nouns import dataclass
from strategist.render import choice
from strategist.render.paper import Marks, Paper, Sheet, words
from strategist.story.answer import FEW, HALLMARK, known, part_words, practised
from strategist.texts import count, listed, one_line

SEVERITY_STYLE: Mapping[Severity, str] = {"critical": "bold red", "major": "yellow", "minor": "cyan"}
VERDICT_STYLE = {"aligned": "bold green", "mismatch": "bold red", "undecided": "bold yellow", "undeclared": "bold yellow"}
MOST_ROWS = 8
MOST_OPEN = 5
MOST_BRIEF = 3
NARROW = 64
LABELS = 13
DECLARATION = {"declared.strategy"}


def render(readings: Sequence[Reading], paper: Paper, names: Mapping[str, str], *, full: bool = False) -> str:
    """Draw readings one under the other; `names` gives the words for strategy ids, `full` adds reasons and notes."""
    several = len(readings) > 1
    return "\n".join(paper.write(lambda sheet, r=reading: _Drawing(sheet, paper, names, full, several).draw(r)) for reading in readings)  # type: ignore[misc]


def brief(reading: Reading, paper: Paper, names: Mapping[str, str]) -> str:
    """Draw what can be read in one minute: the answer, and the findings that matter most."""
    return paper.write(lambda sheet: _Drawing(sheet, paper, names, full=False, several=False).brief(reading))


@dataclass(frozen=True, slots=True)
class _Drawing:
    sheet: Sheet
    paper: Paper
    names: Mapping[str, str]
    full: bool
    several: bool

    def draw(self, reading: Reading) -> None:
        self.title(reading)
        self.answer(reading)
        self.gaps(reading)
        self.findings(reading)
        self.advice(reading)
        self.recommended(reading)
        self.funding(reading)
        self.way(reading)
        self.open(reading)

    def brief(self, reading: Reading) -> None:
        self.title(reading)
        self.answer(reading)
        if reading.findings:
            self.sheet.head("What stands out")
            for finding in reading.findings[:MOST_BRIEF]:
                self.sheet.labelled(finding.severity, f"{finding.title}. {finding.message}", width=8)
            if len(reading.findings) > MOST_BRIEF:
                self.sheet.indented(f"{count(len(reading.findings) - MOST_BRIEF, 'more finding')} in the full report.", style="dim")

    def title(self, reading: Reading) -> None:
        company = reading.company
        who = [part for part in (company.customers, company.channel, company.period) if part]
        name = one_line(company.name or reading.profile)
        file = "  " + one_line(reading.profile) if self.several and company.name else ""
        self.sheet.line(Text.assemble((name, "bold"), (file, "dim")))
        if who:
            self.sheet.line(words(one_line(", ".join(who)), "dim"))

    def answer(self, reading: Reading) -> None:
        coverage, declared = reading.practised.coverage, reading.declared
        self.sheet.line()
        self.sheet.line(Text(reading.verdict.upper(), style=VERDICT_STYLE[reading.verdict]))
        for sentence in reading.why:
            self.sheet.line(sentence)
        self.sheet.line()
        if declared.purpose:
            self.sheet.labelled("in own words", declared.purpose, width=LABELS)
        self.sheet.labelled("declared", declared.name or "nothing", width=LABELS)
        if len(declared.parts) > 1:
            for part in declared.parts:
                self.sheet.labelled("", part_words(part), width=LABELS)
        if declared.parts:
            self.sheet.labelled("because", declared.because or "not said", width=LABELS)
        self.sheet.labelled("practised", practised(reading), width=LABELS)
        if coverage.answered:
            self.sheet.labelled("points", self.ranking(reading), width=LABELS)
        self.sheet.labelled("known", known(reading, self.names), width=LABELS)

    def ranking(self, reading: Reading) -> str:
        declared = {part.strategy for part in reading.declared.parts}
        shown = [s for index, s in enumerate(reading.practised.ranking) if index < FEW or s.strategy in declared]
        points = [f"{self.names[s.strategy]} {s.points:+d}{HALLMARK[s.hallmark]}" for s in shown]
        return f"{'; '.join(points)}. Random practice has 0; 10 more are odds of ten to one."

    def gaps(self, reading: Reading) -> None:
        known = [row for row in reading.rows if row.gap is not None]
        wide = [row for row in known if row.gap]
        if not known:
            return
        self.sheet.head("Where practice leaves " + ("what is declared" if reading.declared.parts else "the nearest purpose"))
        if wide:
            self.rows(wide[:MOST_ROWS])
        inside = f"{count(len(known) - len(wide), 'practice lies', 'practices lie')} inside the expected range"
        more = f"{len(wide) - MOST_ROWS} more lie outside, and " if len(wide) > MOST_ROWS else ""
        self.sheet.indented((more + inside)[0].upper() + (more + inside)[1:] + ".", style="dim")

    def rows(self, rows: Sequence[Row]) -> None:
        marks = self.paper.marks
        self.sheet.indented(f"{marks.expected}{marks.span}{marks.expected} expected  {marks.outside} practised", style="dim")
        narrow = self.paper.width < NARROW
        grid = Table.grid(padding=(0, 2))
        grid.add_column(width=None if narrow else max(len(row.name) for row in rows), overflow="fold")
        grid.add_column(no_wrap=True)
        if not narrow:
            grid.add_column(overflow="fold")
        for row in rows:
            name, label = Text(row.name, style="" if row.importance == "essential" else "dim"), words(row.label or "")
            if narrow:
                grid.add_row(Text.assemble(name, "\n  ", label), _dumbbell(row, marks))
            else:
                grid.add_row(name, _dumbbell(row, marks), label)
        self.sheet.show(Padding(grid, (0, 0, 0, 2)))

    def findings(self, reading: Reading) -> None:
        found = [f"{sum(f.severity == severity for f in reading.findings)} {severity}" for severity in SEVERITY_STYLE]
        if not reading.findings:
            self.sheet.head("Findings")
            self.sheet.indented("None on what is known.")
            return
        self.sheet.head("Findings", aside=", ".join(found))
        for finding in reading.findings:
            self.finding(finding)

    def finding(self, finding: Finding) -> None:
        self.sheet.line()
        severity = (finding.severity.upper(), SEVERITY_STYLE[finding.severity])
        self.sheet.line(Text.assemble(severity, "  ", (finding.title, "bold"), "  ", (f"{finding.code} {finding.rule}", "dim")))
        self.sheet.indented(finding.message)
        telling = [cause for cause in finding.answers if cause.question not in DECLARATION] or list(finding.answers)
        for cause in finding.answers if self.full else telling:
            self.sheet.labelled("answer", self.cause(cause), width=8)
        for figure in finding.figures:
            self.sheet.labelled("figure", figure, width=8)
        if self.full:
            self.sheet.labelled("why", finding.why, width=8)
        self.sheet.labelled("remedy", finding.remedy, width=8)
        if finding.nearest:
            self.sheet.labelled("fits", f"{finding.nearest.name}. There the same practice would be right.", width=8)
        if finding.note:
            self.sheet.labelled("but", finding.note, width=8)
        self.sheet.labelled("source", listed(finding.source), width=8)

    def cause(self, cause: Cause) -> Text:
        text = Text(f"{one_line(cause.name)}: {one_line(cause.label)}".replace("?:", "?"))
        if cause.note and self.full:
            text.append(f" ({one_line(cause.note)})")
        return text.append(f"  {one_line(cause.question)}, line\xa0{cause.line}", style="dim")

    def advice(self, reading: Reading) -> None:
        if reading.advice:
            self.sheet.head("Advice")
            for advice in reading.advice:
                self.sheet.indented(advice)

    def recommended(self, reading: Reading) -> None:
        if reading.recommended:
            self.sheet.head("What your goals speak for", aside="strategist recommend shows all ten")
            choice.brief(reading.recommended, self.sheet)

    def funding(self, reading: Reading) -> None:
        if reading.funding:
            self.sheet.head("What the promise costs", aside="strategist fund shows the curve")
            for sentence in reading.funding.words:
                self.sheet.indented(sentence)

    def way(self, reading: Reading) -> None:
        if reading.plan:
            self.sheet.head("The way to what is declared", aside="strategist plan shows it in full")
            self.sheet.indented(reading.plan.why)
            for number, step in enumerate(reading.plan.steps, start=1):
                self.sheet.labelled(f"{number}.", f"{step.name}: {step.after_label} (effort {step.effort:g})", width=3)
            if reading.plan.instead:
                self.sheet.indented(f"Or declare “{reading.plan.instead.name}” instead: what is done today fits it.")
        elif reading.verdict == "mismatch":
            self.sheet.head("The way back")
            self.sheet.indented(
                "strategist plan finds the cheapest steps, or what could be declared instead; strategist whatif tries a change."
            )

    def open(self, reading: Reading) -> None:
        if reading.open:
            self.sheet.head("To be surer, find out")
            self.sheet.bullets(tuple(f"{question.text} ({question.question})" for question in reading.open[:MOST_OPEN]))
            if len(reading.open) > MOST_OPEN:
                self.sheet.indented(f"{count(len(reading.open) - MOST_OPEN, 'more question')} could still move the reading.", style="dim")
        if reading.retired:
            self.sheet.head("Set aside")
            self.sheet.indented(f"Not asked of this company, so not counted: {listed(reading.retired)}.")


def _dumbbell(row: Row, marks: Marks) -> Text:
    """Draw five anchors: the expected range, and where practice stands; the shape alone tells which is which."""
    text = Text()
    for anchor in range(5):
        expected = row.expected_low <= anchor <= row.expected_high
        if anchor:
            between = row.expected_low < anchor <= row.expected_high
            text.append((marks.span if between else marks.line) * 3, style="" if between else "dim")
        if anchor == row.practised:
            text.append(marks.inside if expected else marks.outside, style="bold green" if expected else "bold red")
        else:
            text.append(marks.expected if expected else marks.anchor)
    return text
