"""Drift: what got worse since a revision of git, told from what merely changed."""

from __future__ import annotations

import shutil

import pytest
from stored import BROKEN_PROMISE, HARBOUR, ROOT, SLOWER, changed, checked, codes, committed, git, store
from strategist.errors import InvalidInputError

CASEBOOK = ROOT / "tests" / "casebook"
pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="git is missing")


@pytest.fixture
def place(tmp_path):
    """A repository with two profiles in order."""
    store(tmp_path / "profiles", harbour=HARBOUR, ash=changed(name="Ash Tools"))
    return committed(tmp_path)


def drifted(place, **options):
    return [one for one in checked(place / "profiles", since="HEAD", **options).counted if one.code[0] == "D"]


def test_nothing_drifts_where_nothing_changed(place):
    assert codes(checked(place / "profiles", since="HEAD")) == []


def test_a_practice_that_moves_away_from_the_purpose_is_told_with_both_answers(place):
    store(place / "profiles", harbour=changed(SLOWER))

    (slid,) = [one for one in drifted(place) if one.code == "D101"]

    assert (slid.profile, slid.path, slid.place.line, slid.place.column) == ("Harbour Garden Tools", "practice.relative-speed", 10, 19)
    assert slid.causes == (
        "Speed against rivals at HEAD: Less than half as long as at rivals",
        "Speed against rivals: Noticeably longer: 1.15 to 2 times the rivals' wait",
    )


def test_a_finding_that_was_not_there_is_called_new(place):
    store(place / "profiles", harbour=changed(SLOWER))
    git(place, "commit", "-q", "-a", "-m", "slower")
    store(place / "profiles", harbour=changed(SLOWER, BROKEN_PROMISE))

    notes = {one.code: one.note for one in checked(place / "profiles", since="HEAD").counted if one.code[0] == "M"}

    assert notes == {"M301": None, "M101": "New since HEAD."}


def test_a_practice_that_moves_towards_the_purpose_is_no_drift(place):
    store(place / "profiles", harbour=changed(SLOWER))
    git(place, "commit", "-q", "-a", "-m", "slower")
    store(place / "profiles", harbour=HARBOUR)

    assert drifted(place) == []


def test_who_declares_the_purpose_that_fits_has_not_slid(place):
    cheap = [("person-at-once", "after-obstacles"), ("mostly-outcome", "only-cost"), ("competitive-edge", "cost-race")]
    store(place / "profiles", harbour=changed(*cheap))

    assert "D101" not in codes(drifted(place))


def test_an_answer_that_goes_away_is_told(place):
    store(place / "profiles", harbour=changed(BROKEN_PROMISE))
    git(place, "commit", "-q", "-a", "-m", "broken")
    store(place / "profiles", harbour=changed((BROKEN_PROMISE[0], "delivery-vs-promise: unknown")))

    (lost,) = drifted(place)

    assert (lost.code, lost.path) == ("D103", "practice.delivery-vs-promise")
    assert lost.message == "`delivery-vs-promise` was `often-broken` at HEAD and is unknown now."


def test_what_comes_not_to_apply_with_a_reason_is_not_lost(place):
    store(place / "profiles", harbour=changed(("people-investment: selective", "people-investment: {not_applicable: no staff}")))

    assert drifted(place) == []


def test_a_profile_that_is_gone_is_told(place):
    (place / "profiles" / "ash.yaml").unlink()

    (gone,) = drifted(place)

    assert (gone.code, gone.profile, gone.place.file) == ("D104", "Ash Tools", "profiles/ash.yaml")


def test_a_profile_that_moved_to_another_file_is_known_again(place):
    (place / "profiles" / "ash.yaml").unlink()
    store(place / "profiles" / "trees", ash=changed(SLOWER, name="Ash Tools"))

    assert {one.code for one in drifted(place)} == {"D101", "D102"}


def test_a_company_that_took_another_name_is_known_by_its_file(place):
    store(place / "profiles", ash=changed(SLOWER, name="Ash and Sons"))

    assert {(one.code, one.profile) for one in drifted(place)} == {("D101", "Ash and Sons"), ("D102", "Ash and Sons")}


def test_fedex_slid_from_one_ring_to_81_seconds(tmp_path):
    store(tmp_path / "profiles", fedex=(CASEBOOK / "fedex-first-ring.yaml").read_text("utf-8"))
    committed(tmp_path)
    store(tmp_path / "profiles", fedex=(CASEBOOK / "fedex-81-seconds.yaml").read_text("utf-8"))

    found = drifted(tmp_path)

    assert {"practice.human-reach", "practice.relative-speed"} <= {one.path for one in found if one.code == "D101"}
    (worse,) = [one for one in found if one.code == "D102"]
    assert worse.message.startswith("At HEAD the verdict was aligned; now it is mismatch.")


@pytest.mark.parametrize("revision", ["nowhere", "--output=x", "HEAD:profiles", " "])
def test_a_revision_that_does_not_exist_is_refused(place, revision):
    with pytest.raises(InvalidInputError, match="there is no revision"):
        checked(place / "profiles", since=revision)


def test_outside_a_repository_there_is_nothing_to_compare_with(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(InvalidInputError, match="--since"):
        checked(store(tmp_path, harbour=HARBOUR), since="HEAD")
