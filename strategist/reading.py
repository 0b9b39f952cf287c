"""The pipeline, top to bottom: a profile and the catalogue in, a Reading out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from strategist import facts, findings, scoring
from strategist.flow import Counted, counted, marked
from strategist.glimpse import not_fitting
from strategist.mismatches import Evidence
from strategist.models.catalogue import Expected
from strategist.models.knowledge import Catalogue
from strategist.models.profile import Part, Profile
from strategist.models.reading import (
    FORMAT,
    Cause,
    Company,
    Coverage,
    DeclaredPart,
    DeclaredReading,
    Finding,
    OpenQuestion,
    PartStanding,
    Practised,
    PractisedVerdict,
    PromiseMade,
    Reading,
    Row,
    Verdict,
)
from strategist.models.standing import Standing
from strategist.scoring import CLEAR, ENOUGH, LEANING, SETTLED, VERY_CLEAR, Card, Marks
from strategist.texts import listed


def build(profile: Profile, catalogue: Catalogue) -> Reading:
    """Read a profile: what it practises, where that differs from what it declares, and what is not known."""
    from strategist import funding  # noqa: PLC0415 - `found` needs neither
    from strategist.recommend import recommend  # noqa: PLC0415 - the same

    view = counted(profile, catalogue)
    card = catalogue.once(scoring.card_of)
    marks = marked(view)
    standings = scoring.Standings(card, marks)
    practised = _practised(view, card, marks, list(standings.values()))
    enough = len(marks.known) >= ENOUGH
    found = findings.find(Evidence(view, standings, enough))
    declared = _declared(view, standings, enough=enough)
    verdict, why = _verdict(view, declared, practised, found)
    return Reading(
        format=FORMAT,
        profile=profile.name,
        company=_company(profile),
        goals=tuple(goal.goal for goal in profile.goals),
        declared=declared,
        practised=practised,
        verdict=verdict,
        why=why,
        advice=_advice(catalogue, profile.parts),
        rows=_rows(view, standings, declared, practised),
        findings=tuple(found),
        recommended=recommend(view),
        funding=funding.promise(view),
        plan=None,
        open=_open(view, card, marks, declared, practised),
        retired=tuple(question for question, answer in view.retired.items() if answer.state == "value"),
    )


def _practised(view: Counted, card: Card, marks: Marks, ranking: list[Standing]) -> Practised:
    first = ranking[0]
    lead = first.points - max(0, *(standing.points for standing in ranking[1:]))
    verdict, why = _practised_verdict(view.catalogue, first, lead, len(marks.known))
    named = first.strategy if verdict in {"very clear", "clear", "leaning"} else None
    return Practised(
        verdict=verdict,
        strategy=named,
        name=view.catalogue.strategies[named].name if named else None,
        lead=lead,
        why=why,
        ranking=tuple(ranking),
        ties=tuple(s.strategy for s in ranking if scoring.standing_key(s) == scoring.standing_key(first)) if len(marks.known) else (),
        possible=scoring.possible(card, marks),
        coverage=_coverage(view, marks),
    )


def _practised_verdict(catalogue: Catalogue, first: Standing, lead: int, answered: int) -> tuple[PractisedVerdict, str]:
    strategy = catalogue.strategies[first.strategy]
    hallmark = catalogue.dimensions[strategy.hallmark.dimension].name
    if answered < ENOUGH:
        return "too little known", f"Fewer than {ENOUGH} practices are known, so nothing is said about the whole."
    if first.hallmark == "contradicted":
        why = f"The answers come nearest to “{strategy.name}”, but what marks it out is missing: {_decapital(strategy.hallmark.words)}"
        return "no clear strategy", why
    if min(lead, first.points) < LEANING:
        return "no clear strategy", f"The answers come nearest to “{strategy.name}”, but no single purpose explains them."
    if first.hallmark == "unknown":
        return "provisional", f"“{strategy.name}” fits best, but what marks it out is not known yet ({hallmark.lower()})."
    if answered < SETTLED:
        verdict: PractisedVerdict = "leaning" if lead >= VERY_CLEAR else "provisional"
        return verdict, f"“{strategy.name}” fits best, but only {answered} practices are known."
    if lead >= VERY_CLEAR:
        return "very clear", f"The answers are at least 100 times likelier under “{strategy.name}” than under any other purpose."
    if lead >= CLEAR:
        return "clear", f"The answers are at least 20 times likelier under “{strategy.name}” than under any other purpose."
    return "leaning", f"The answers are at least 10 times likelier under “{strategy.name}” than under any other purpose."


def _decapital(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]


def _coverage(view: Counted, marks: Marks) -> Coverage:
    stated = [d for d in marks.unknown if d in view.answers]
    return Coverage(
        answered=len(marks.known),
        asked=len(marks.known) + len(marks.unknown),
        evidence=sum(mark.source == "evidence" for mark in marks.known.values()),
        unknown=tuple(stated),
        missing=tuple(d for d in marks.unknown if d not in stated),
        not_applicable=tuple(d for d in view.catalogue.dimensions if d not in marks.known and d not in marks.unknown),
    )


def _company(profile: Profile) -> Company:
    return Company(**{key: profile.text(f"company.{key}") for key in ("name", "customers", "channel", "period", "trade", "as_of")})


def _declared(view: Counted, standings: Mapping[str, Standing], *, enough: bool) -> DeclaredReading:
    profile, strategies = view.profile, view.catalogue.strategies
    main = max(profile.parts, key=lambda part: part.share or 0, default=None)
    return DeclaredReading(
        strategy=main.strategy if main else None,
        name=" with ".join(strategies[part.strategy].name for part in profile.parts) or None,
        parts=tuple(_declared_part(view, part, standings, enough=enough) for part in profile.parts),
        purpose=profile.text("declared.purpose"),
        because=profile.text("declared.because"),
        promises=tuple(PromiseMade(p.measure, p.figure, p.unit, p.text) for p in profile.promises),
        sacrifice=profile.text("declared.sacrifice"),
    )


def _declared_part(view: Counted, part: Part, standings: Mapping[str, Standing], *, enough: bool) -> DeclaredPart:
    standing = standings[part.strategy]
    behind = facts.behind(part.strategy, view.declared, standings)
    return DeclaredPart(
        strategy=part.strategy,
        name=view.catalogue.strategies[part.strategy].name,
        share=part.share,
        to=part.to,
        points=standing.points,
        behind=behind,
        hallmark=standing.hallmark,
        standing=_part_standing(standing, behind, enough=enough),
    )


def _part_standing(standing: Standing, behind: int, *, enough: bool) -> PartStanding:
    if not enough:
        return "cannot say"
    if behind >= CLEAR:
        return "not seen"
    return "practised" if standing.points >= LEANING and standing.hallmark == "seen" else "plausible"


def _verdict(view: Counted, declared: DeclaredReading, practised: Practised, findings: list[Finding]) -> tuple[Verdict, tuple[str, ...]]:
    """Judge declared against practised; the sentences say why."""
    if not declared.parts:
        return "undeclared", ("No strategy is declared, so there is nothing to hold the practice against.",)
    if practised.verdict == "too little known":
        return "undecided", (practised.why,)
    catalogue = view.catalogue
    unseen = [part for part in declared.parts if part.standing == "not seen"]
    unseen_words = f"Of what is declared, {listed([f'“{part.name}”' for part in unseen])} is not to be seen in what is done."
    contradicting = [finding for finding in findings if _contradicts(finding, catalogue)]
    reasons = []
    if len(unseen) == len(declared.parts):
        best = catalogue.strategies[practised.ranking[0].strategy].name
        reasons.append(not_fitting(str(declared.name), best))
    elif unseen and not view.profile.kept_apart:
        reasons.append(unseen_words)
    if contradicting:
        subject = "One finding contradicts" if len(contradicting) == 1 else f"{len(contradicting)} findings contradict"
        reasons.append(f"{subject} the declared purpose itself.")
    if (
        len(contradicting) == 1
        and practised.strategy in {part.strategy for part in declared.parts}
        and _is_one_report(contradicting[0], catalogue)
    ):
        return "undecided", (
            f"What is done fits “{declared.name}”, but one answer, not yet measured, contradicts it. Check that answer first.",
        )
    if reasons:
        return "mismatch", tuple(reasons)
    seen = [part.name for part in declared.parts if part.standing == "practised"]
    if seen:
        return "aligned", tuple(_borne_out(seen, unseen_words if unseen else None, findings))
    return "undecided", (f"The answers neither bear out nor rule out “{declared.name}”.",)


def _borne_out(seen: list[str], unseen: str | None, findings: list[Finding]) -> Iterator[str]:
    """Say what is borne out, and how that goes with what else was found."""
    yield f"What is done fits {listed([f'“{name}”' for name in seen])}."
    if unseen:
        yield f"{unseen} Check which customers the answers speak of."
    if any(finding.severity == "critical" for finding in findings):
        yield "The critical findings below are where this purpose leads. They are a reason to choose another."


def _is_one_report(finding: Finding, catalogue: Catalogue) -> bool:
    """Tell whether a finding rests on a single practice that somebody reported; one slip of the pen should not turn a verdict."""
    practices = [answer for answer in finding.answers if answer.question in catalogue.dimensions]
    return len(practices) == 1 and practices[0].source == "self-report"


def _contradicts(finding: Finding, catalogue: Catalogue) -> bool:
    """Tell whether a finding speaks against the declared purpose: critical, and not what that purpose itself leads one to expect."""
    if finding.severity != "critical" or finding.kind != "mismatch":
        return False
    if finding.strategy is None:
        return True
    signature = catalogue.strategies[finding.strategy].signature
    practices = [answer for answer in finding.answers if answer.question in catalogue.dimensions]
    return not practices or not all(_expected(answer, signature, catalogue) for answer in practices)


def _expected(answer: Cause, signature: Mapping[str, Expected], catalogue: Catalogue) -> bool:
    if answer.question not in signature:
        return False
    anchors = catalogue.dimensions[answer.question].anchors
    low, high = signature[answer.question].range
    return anchors[low] <= anchors[answer.value] <= anchors[high]


def _advice(catalogue: Catalogue, parts: tuple[Part, ...]) -> tuple[str, ...]:
    return tuple(advice for part in parts if (advice := catalogue.strategies[part.strategy].funding.advice))


def _rows(view: Counted, standings: Mapping[str, Standing], declared: DeclaredReading, practised: Practised) -> tuple[Row, ...]:
    """Hold each dimension against what is declared, widest gap first; undeclared, against the best guess.

    In a blend a dimension is held against the part that comes nearest to it.
    """
    against = [part.strategy for part in declared.parts] or [practised.ranking[0].strategy]
    rows = [
        min((_row(view, dimension, standings[s]) for s in against if dimension in view.catalogue.strategies[s].signature), key=_gap)
        for dimension in view.catalogue.dimensions
        if any(dimension in view.catalogue.strategies[s].signature for s in against)
    ]
    return tuple(sorted(rows, key=_row_order))


def _gap(row: Row) -> int:
    return row.gap or 0


def _row_order(row: Row) -> tuple[int, bool, bool]:
    """Widest gap first, then what is essential; unknown rows last."""
    return (-_gap(row), row.gap is None, row.importance != "essential")


def _row(view: Counted, dimension: str, standing: Standing) -> Row:
    noun = view.catalogue.dimensions[dimension]
    expected = view.catalogue.strategies[standing.strategy].signature[dimension]
    low, high = (noun.anchors[slug] for slug in expected.range)
    value = view.value("dimension", dimension)
    anchor = noun.anchors[value] if isinstance(value, str) else None
    return Row(
        dimension=dimension,
        name=noun.name,
        strategy=standing.strategy,
        importance=expected.importance,
        expected_low=low,
        expected_high=high,
        expected=expected.range,
        practised=anchor,
        value=value if isinstance(value, str) else None,
        label=noun.options[anchor].label if anchor is not None else None,
        gap=None if anchor is None else max(low - anchor, anchor - high, 0),
        points=next((c.points for c in standing.contributions if c.dimension == dimension), None),
    )


def _open(view: Counted, card: Card, marks: Marks, declared: DeclaredReading, practised: Practised) -> tuple[OpenQuestion, ...]:
    """List what is not known by how far it could move the best guess against its strongest rival, most first."""
    best = practised.ranking[0].strategy
    rivals = [s for s in (*practised.possible, *(part.strategy for part in declared.parts)) if s != best] or [practised.ranking[1].strategy]
    questions = [
        OpenQuestion(
            question=dimension,
            text=view.catalogue.questions[dimension].text,
            swing=max(scoring.swing(card, dimension, best, rival) for rival in rivals),
            state="unknown" if dimension in view.answers else "missing",
        )
        for dimension in marks.unknown
    ]
    return tuple(sorted((q for q in questions if q.swing), key=lambda question: -question.swing))
