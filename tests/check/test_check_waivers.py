"""Waivers: one with a reason, an owner and an end accepts a finding until that day; anything less accepts nothing and says so."""

from __future__ import annotations

import pytest
from stored import BROKEN_PROMISE, HARBOUR, SLOWER, changed, checked, codes, store, waived
from strategist.models.checking import Checked
from strategist.models.settings import Settings

GOOD = "rule: M101, reason: The new depot opens in March, owner: Ann Lee, until: 2027-03-31"
SLOW = changed(BROKEN_PROMISE, SLOWER)


@pytest.fixture
def run(tmp_path):
    """Check one profile with these waivers."""

    def checking(*waivers: str, text: str = SLOW, **options) -> Checked:
        return checked(store(tmp_path, harbour=waived(text, *waivers)), **options)

    return checking


def test_a_waiver_accepts_its_finding_and_no_other(run):
    result = run(GOOD)

    assert codes(result) == ["M301"]
    (accepted,) = [one for one in result.found if one.waived]
    assert (accepted.code, accepted.waived.owner, accepted.waived.until) == ("M101", "Ann Lee", "2027-03-31")
    assert accepted.waived.reason == "The new depot opens in March"
    assert accepted.waived.place.line == 18
    assert result.waivers[0].state == "holds"


def test_a_rule_may_be_named_by_its_id(run):
    assert codes(run(GOOD.replace("M101", "promise-broken"))) == ["M301"]


def test_a_waiver_holds_on_its_last_day_and_not_on_the_next(run):
    assert "M101" not in codes(run(GOOD, today="2027-03-31"))

    result = run(GOOD, today="2027-04-01")

    (returned,) = [one for one in result.counted if one.code == "M101"]
    assert returned.note == "The waiver of Ann Lee ended on 2027-03-31."
    assert result.exit_code == 1
    assert result.waivers[0].state == "ended"


def test_a_waiver_for_a_path_holds_there_alone(run):
    assert codes(run(GOOD + ", path: practice.delivery-vs-promise")) == ["M301"]
    assert codes(run(GOOD + ", path: practice")) == ["M301"]
    assert sorted(codes(run(GOOD + ", path: practice.relative-speed"))) == ["M101", "M301", "W104"]


@pytest.mark.parametrize(
    ("waiver", "said"),
    [
        ("rule: M101, owner: Ann Lee, until: 2027-03-31", "this waiver has no `reason`"),
        ("rule: M101, reason: The depot opens in March, until: 2027-03-31", "this waiver has no `owner`"),
        ("rule: M101, reason: The depot opens in March, owner: Ann Lee", "this waiver has no `until`"),
        ("reason: The depot opens in March, owner: Ann Lee, until: 2027-03-31", "this waiver has no `rule`"),
        (GOOD.replace("Ann Lee", ""), "this waiver has no `owner`"),
        (GOOD.replace("Ann Lee", "TBD"), "`TBD` is only a placeholder"),
        (GOOD.replace("The new depot opens in March", "TODO"), "`TODO` is only a placeholder"),
        (GOOD.replace("The new depot opens in March", "todo write this down"), "`todo write this down` is only a placeholder"),
        (GOOD.replace("The new depot opens in March", "'<why this is accepted>'"), "`<why this is accepted>` is only a placeholder"),
        (GOOD.replace("The new depot opens in March", "'---'"), "`---` is only a placeholder"),
        (GOOD.replace("The new depot opens in March", "accepted"), "`accepted` does not say why"),
        (GOOD.replace("2027-03-31", "2027-02-30"), "`2027-02-30` is no day"),
        (GOOD.replace("2027-03-31", "2027-03"), "`2027-03` is no day"),
        (GOOD.replace("2027-03-31", "31.3.2027"), "`31.3.2027` is no day"),
        (GOOD.replace("2027-03-31", "never"), "`never` is no day"),
        (GOOD.replace("M101", "M999"), "there is no rule `M999`"),
        (GOOD.replace("M101", "M"), "there is no rule `M`"),
        (GOOD.replace("M101", "P003"), "`P003` cannot be waived"),
        (GOOD.replace("M101", "W101"), "`W101` cannot be waived"),
        (GOOD + ", path: practice.relative-sped", "a profile has no `practice.relative-sped`"),
        (GOOD + ", untl: 2030-01-01", "a waiver has no `untl`"),
        (GOOD + ", profile: Ash Tools", "a waiver has no `profile`"),
    ],
)
def test_a_waiver_that_is_not_complete_accepts_nothing(run, waiver, said):
    result = run(waiver)

    assert {"M101", "M301", "W101"} <= set(codes(result))
    assert said in [one.message.rstrip(".") for one in result.counted if one.code == "W101"]
    assert {audited.state for audited in result.waivers} == {"malformed"}


@pytest.mark.parametrize("waivers", ["waivers: M101", "waivers:", "waivers: [M101]", "waivers: {rule: M101}"])
def test_waivers_of_another_shape_are_told(tmp_path, waivers):
    result = checked(store(tmp_path, harbour=f"{SLOW}{waivers}\n"))

    assert sorted(codes(result)) == ["M101", "M301", "W101"]


def test_a_finding_says_beside_it_which_waiver_does_not_hold(run):
    (told,) = [one for one in run("rule: M101, owner: Ann Lee, until: 2027-03-31").found if one.code == "M101"]

    assert told.note.endswith("harbour.yaml:18:5 accepts nothing: it is malformed.")


def test_a_waiver_runs_half_a_year_at_the_most(run):
    # 183 days from 2026-11-22 end on 2027-05-24.
    assert "W102" not in codes(run(GOOD.replace("2027-03-31", "2027-05-24")))

    result = run(GOOD.replace("2027-03-31", "2027-05-25"))

    assert sorted(codes(result)) == ["M101", "M301", "W102"]


def test_the_longest_span_can_be_set(run):
    assert "W102" in codes(run(GOOD, overrides={"waiver-max-days": 30}))


def test_a_waiver_that_ends_soon_is_told_while_it_still_holds(run):
    assert codes(run(GOOD, today="2027-03-17")) == ["M301"]  # fourteen days are left
    assert sorted(codes(run(GOOD, today="2027-03-18"))) == ["M301", "W103"]


def test_a_waiver_without_a_finding_is_told(run):
    assert codes(run(GOOD, text=HARBOUR)) == ["W104"]
    assert codes(run(GOOD, text=HARBOUR, today="2027-04-10")) == ["W104"]  # ended, too


def test_a_waiver_is_not_called_unused_when_its_rule_was_not_looked_for(run):
    assert codes(run(GOOD, overrides={"select": ("M301", "W")})) == ["M301"]


def test_a_waiver_is_not_called_unused_when_its_profile_could_not_be_read(run):
    assert codes(run(GOOD, text=SLOW.replace("selective", "selectiv"))) == ["P003"]


def test_two_waivers_for_the_same_are_told(run):
    result = run(GOOD, GOOD.replace("Ann Lee", "Bo Ash"))

    assert sorted(codes(result)) == ["M301", "W105"]
    assert [one.place.line for one in result.counted if one.code == "W105"] == [19]


def test_what_is_mandatory_cannot_be_waived(run):
    result = run(GOOD, overrides={"mandatory": ("M1",)})

    assert sorted(codes(result)) == ["M101", "M301", "W106"]


def test_upkeep_can_be_waived_like_anything_else(run):
    text = HARBOUR.replace("  as_of: 2026-09-30\n", "")
    assert codes(run(GOOD.replace("M101", "undated-answers"), text=text)) == []


def test_a_waiver_in_one_profile_is_none_for_another(tmp_path):
    store(tmp_path, ash=waived(HARBOUR.replace("Harbour Garden Tools", "Ash Tools"), GOOD), harbour=SLOW)

    assert sorted(codes(checked(tmp_path))) == ["M101", "M301", "W104"]


# A file of waivers.


@pytest.fixture
def listed(tmp_path):
    """Check a folder of two profiles with a file of waivers beside it."""

    def checking(*waivers: str, **options) -> Checked:
        store(tmp_path / "profiles", harbour=SLOW, ash=changed(SLOWER, name="Ash Tools"))
        (tmp_path / "waivers.yaml").write_text(waived("", *waivers), "utf-8")
        return checked(tmp_path / "profiles", overrides={"waivers": str(tmp_path / "waivers.yaml")}, **options)

    return checking


def test_a_file_of_waivers_names_the_profile_of_each(listed):
    result = listed(f"profile: Harbour Garden Tools, {GOOD}", f"profile: Ash Tools, {GOOD.replace('M101', 'M301')}")

    assert [(one.profile, one.code) for one in result.counted] == [("Harbour Garden Tools", "M301")]


def test_a_waiver_in_a_file_that_names_no_profile_accepts_nothing(listed):
    assert "W101" in codes(listed(GOOD))


def test_a_waiver_for_a_profile_that_is_not_looked_at_is_not_called_unused(listed):
    assert "W104" not in codes(listed(f"profile: Birch Tools, {GOOD}"))
    assert "W104" in codes(listed(f"profile: Ash Tools, {GOOD}"))


def test_the_settings_of_a_waiver_are_those_of_its_file():
    assert Settings("2026-11-22").waiver_max_days == 183
