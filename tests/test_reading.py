"""Readings: the words for how sure, declared against practised, blends, and what makes a finding."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategist import documents, profiles, reading
from strategist.catalogue import shipped
from strategist.models.catalogue import Strategy
from strategist.models.reading import Reading

CATALOGUE = shipped()
STRATEGIES = list(CATALOGUE.strategies)


def read(text: str) -> Reading:
    profile = profiles.profile(documents.parse("strategist: 1\n" + text, "p.yaml")[0], CATALOGUE)
    return reading.build(profile, CATALOGUE)


def practice(answers: dict[str, str]) -> str:
    return "practice:\n" + "".join(f"  {dimension}: {value}\n" for dimension, value in answers.items())


def ideal(strategy: str, *, end: int = 0, most: int = 26) -> dict[str, str]:
    """Answers of a firm that does exactly what a strategy expects, essential practices first."""
    signature = CATALOGUE.strategies[strategy].signature
    hallmark = CATALOGUE.strategies[strategy].hallmark.dimension
    order = sorted(signature, key=lambda d: (d != hallmark, signature[d].importance != "essential"))[:most]
    return {d: signature[d].range[end] for d in order}


def declares(strategy: str) -> str:
    return f"declared: {{strategy: {strategy}}}\n"


@pytest.mark.parametrize("strategy", STRATEGIES)
@pytest.mark.parametrize("end", [0, 1])
def test_a_firm_that_does_what_it_declares_is_aligned(strategy, end):
    result = read(declares(strategy) + practice(ideal(strategy, end=end)))

    assert result.practised.strategy == strategy
    assert result.practised.verdict == "very clear"
    assert result.verdict == "aligned"


@pytest.mark.parametrize("declared", STRATEGIES)
@pytest.mark.parametrize("done", STRATEGIES)
def test_a_firm_that_does_another_thing_than_it_declares_is_a_mismatch(declared, done):
    result = read(declares(declared) + practice(ideal(done)))

    assert result.practised.strategy == done
    assert result.verdict == ("aligned" if declared == done else "mismatch")


def test_fewer_than_eight_practices_are_too_little():
    few, enough = ideal("cost-race", most=7), ideal("cost-race", most=8)

    assert read(practice(few)).practised.verdict == "too little known"
    assert read(declares("cost-race") + practice(few)).verdict == "undecided"
    assert read(practice(enough)).practised.verdict != "too little known"


def test_with_few_answers_even_a_very_clear_lead_is_only_leaning():
    nine, twelve = (read(practice(ideal("lower-expectations", most=most))) for most in (9, 12))

    assert nine.practised.lead >= 20
    assert nine.practised.verdict == "leaning"
    assert twelve.practised.verdict == "very clear"


def test_a_strategy_whose_hallmark_is_unknown_is_at_most_provisional():
    answers = ideal("quiet-complaints")
    del answers["loudness-bias"]
    result = read(practice(answers))

    assert result.practised.ranking[0].strategy == "quiet-complaints"
    assert result.practised.verdict == "provisional"
    assert result.practised.strategy is None
    assert "Weight of publicity" in result.practised.why or "weight of publicity" in result.practised.why


def test_a_strategy_whose_hallmark_is_contradicted_is_not_named():
    result = read(practice(ideal("quiet-complaints") | {"loudness-bias": "treated-alike"}))

    assert result.practised.ranking[0].strategy == "quiet-complaints"
    assert result.practised.ranking[0].hallmark == "contradicted"
    assert result.practised.verdict == "no clear strategy"


def test_nothing_known_says_so_and_rules_nothing_out():
    result = read("")

    assert result.verdict == "undeclared"
    assert result.practised.verdict == "too little known"
    assert len(result.practised.possible) == len(STRATEGIES)
    assert result.practised.coverage.answered == 0
    assert result.findings == ()


def test_unknown_missing_and_not_applicable_are_kept_apart():
    result = read("practice: {human-reach: unknown, exit-ease: {not_applicable: nobody subscribes}, dialogue: none}\n")
    coverage = result.practised.coverage

    assert coverage.unknown == ("human-reach",)
    assert coverage.not_applicable == ("exit-ease",)
    assert "dialogue" not in coverage.missing
    assert len(coverage.missing) + 3 == coverage.asked + 1 == 26


def test_tiers_terms_are_not_asked_where_there_are_no_tiers():
    result = read("practice: {tiering: all-the-same, tier-growth: grew-every-year}\n")

    assert result.retired == ("tier-growth",)
    assert "tier-growth" in result.practised.coverage.not_applicable


def test_quieting_complaints_declared_openly_is_an_honest_answer():
    """It is accepted, and the reading advises moving the money upstream of the squeak."""
    result = read(declares("quiet-complaints") + practice(ideal("quiet-complaints")))

    assert result.verdict == "aligned"
    assert "only-the-loud" not in {finding.rule for finding in result.findings}
    assert len(result.advice) == 1


BLEND = """\
declared:
  strategy:
    - {strategy: lower-expectations, share: 60, to: free users}
    - {strategy: treat-people-differently, share: 40, to: paying firms}
"""


def test_a_blend_is_held_part_by_part():
    result = read(BLEND + practice(ideal("treat-people-differently")))
    free, paying = result.declared.parts

    assert (free.share, free.to, free.standing) == (0.6, "free users", "not seen")
    assert (paying.share, paying.to, paying.standing) == (0.4, "paying firms", "practised")
    assert result.declared.strategy == "lower-expectations"
    assert "blend-part-unseen" in {finding.rule for finding in result.findings}


def test_a_blend_with_an_unseen_part_is_a_mismatch_unless_its_parts_are_kept_apart():
    together = "declared: {strategy: [lower-expectations, treat-people-differently]}\n"
    answers = practice(ideal("treat-people-differently"))

    assert read(together + answers).verdict == "mismatch"
    apart = read(BLEND + answers)
    assert apart.verdict == "aligned"
    assert any("“Lowered expectations” is not to be seen" in sentence for sentence in apart.why)


def test_one_reported_answer_alone_does_not_turn_the_verdict():
    slip = ideal("competitive-edge") | {"exit-ease": "refused"}
    reported = read(declares("competitive-edge") + practice(slip))
    measured = read(declares("competitive-edge") + practice(slip | {"exit-ease": "{value: refused, source: evidence}"}))

    assert reported.verdict == "undecided"
    assert "Check that answer first" in reported.why[0]
    assert measured.verdict == "mismatch"


def test_a_finding_against_one_part_weighs_less_when_another_part_for_other_customers_expects_it():
    tiers = practice({"human-reach": "short-menu", "tiering": "clear-tiers"})
    edge_and_low = "declared:\n  strategy:\n    - {strategy: lower-expectations%s}\n    - {strategy: competitive-edge%s}\n"
    apart = read(edge_and_low % (", to: free users", ", to: members") + tiers)
    mixed = read(edge_and_low % ("", "") + tiers)

    def severity(result: Reading) -> str:
        return next(finding.severity for finding in result.findings if finding.rule == "low-with-operators")

    assert (severity(mixed), severity(apart)) == ("major", "minor")
    assert "members" in str(next(f.note for f in apart.findings if f.rule == "low-with-operators"))


def test_in_a_blend_a_practice_is_held_against_the_part_that_comes_nearest():
    result = read(BLEND + practice({"tiering": "clear-tiers", "self-help": "rarely-needed"}))
    rows = {row.dimension: row for row in result.rows}

    assert rows["tiering"].strategy == "treat-people-differently"
    assert rows["tiering"].gap == rows["self-help"].gap == 0


def test_the_same_practice_is_right_under_the_nearest_strategy():
    """No practice is good or bad in itself: the finding names where this one would be right."""
    result = read(declares("competitive-edge") + practice({"frontline-discretion": "nothing"}))
    (finding,) = [finding for finding in result.findings if finding.rule == "no-discretion"]
    assert finding.nearest is not None
    home: Strategy = CATALOGUE.strategies[finding.nearest.strategy]

    assert home.signature["frontline-discretion"].range[0] == "nothing"
    assert "no-discretion" not in {f.rule for f in read(declares(home.id) + practice({"frontline-discretion": "nothing"})).findings}


def test_the_because_sentence_is_quoted_beside_each_finding():
    text = "declared: {strategy: competitive-edge, because: to be the first they call}\n"
    result = read(text + practice({"relative-speed": "noticeably-longer"}))

    assert {finding.because for finding in result.findings} == {"to be the first they call"}


def test_kawasakis_paradox_is_a_finding_where_much_is_promised():
    """Service is said to make the name, and gets far less money than advertising."""
    money = "budget: {currency: EUR, service_spend: 100k, advertising_spend: 1m}\n"

    assert "adverts-above-service" in {f.rule for f in read(declares("raise-expectations") + money).findings}
    assert "adverts-above-service" not in {f.rule for f in read(declares("lower-expectations") + money).findings}


def test_goals_that_the_declared_strategy_works_against_are_a_finding():
    result = read("goals: [lowest-price, win-share]\n" + declares("extraordinary-trust"))
    (finding,) = result.findings

    assert (finding.rule, finding.severity) == ("goal-mismatch", "critical")
    assert {answer.question for answer in finding.answers} == {"goals", "declared.strategy"}


def test_in_a_blend_each_goal_counts_with_the_part_that_serves_it():
    result = read("goals: [cut-service-cost, grow-top-accounts]\n" + BLEND)

    assert "goal-mismatch" not in {finding.rule for finding in result.findings}


def test_answers_that_cannot_both_be_true_are_reported_as_such():
    result = read(practice({"human-reach": "no-person", "personal-knowledge": "known-as-a-person"}))
    (finding,) = [finding for finding in result.findings if finding.kind == "contradiction"]

    assert {answer.question for answer in finding.answers} == {"human-reach", "personal-knowledge"}
    assert result.verdict == "undeclared"


def test_findings_come_gravest_first():
    result = read(declares("competitive-edge") + practice(ideal("cost-race")))
    order = [("critical", "major", "minor").index(finding.severity) for finding in result.findings]

    assert order == sorted(order)
    assert len(order) > 5


def test_what_to_find_out_next_can_still_move_the_reading():
    result = read(practice(ideal("competitive-edge", most=12)))
    swings = [question.swing for question in result.open]

    assert swings == sorted(swings, reverse=True)
    assert all(swings)
    assert {question.question for question in result.open} <= set(result.practised.coverage.missing)


@given(st.dictionaries(st.sampled_from(list(CATALOGUE.dimensions)), st.integers(0, 4)), st.sampled_from([None, *STRATEGIES]))
def test_any_answers_give_a_reading_that_agrees_with_itself(answers, declared):
    slugs = {d: CATALOGUE.dimensions[d].options[anchor].id for d, anchor in answers.items()}
    result = read((declares(declared) if declared else "") + (practice(slugs) if slugs else ""))
    practised = result.practised

    assert practised.name == (CATALOGUE.strategies[practised.strategy].name if practised.strategy else None)
    assert (result.verdict == "undeclared") is (declared is None)
    assert practised.strategy is None or practised.lead >= 10
    assert practised.coverage.answered <= practised.coverage.asked <= 26
    assert sum(len(group) for group in (practised.coverage.unknown, practised.coverage.missing)) == (
        practised.coverage.asked - practised.coverage.answered
    )
    assert result == read((declares(declared) if declared else "") + (practice(slugs) if slugs else ""))
