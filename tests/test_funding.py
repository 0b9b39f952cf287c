"""What a promise costs: seats, posts and money that it needs, what there is, and what that buys."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, product
from math import ceil, inf
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategist import documents, erlang, facts, funding, mismatches, profiles, staffing
from strategist.catalogue import shipped
from strategist.flow import Counted, counted
from strategist.models.funding import ChannelCost, PromiseCost, Staffing
from strategist.models.knowledge import Catalogue
from strategist.models.profile import Channel
from strategist.staffing import Figures, share_out

DATA = Path(__file__).parent / "data" / "funding"
SECOND = 1 / 60
RING = Channel("telephone", 40, 300, 220 * SECOND, within=20 * SECOND, share=0.8, patience=3, agents=20)
"""300 calls an hour of 220 seconds, from the story of the one ring and the 81 seconds."""

WAGE, HOURS_PAID = 25, 12 * 120 / 0.7
EMAIL = Channel("email", 40, 30, 9, within=24 * 60, share=0.95)


def view(text: str, catalogue: Catalogue) -> Counted:
    """Give the answers that count of a profile, given without its format line."""
    (document,) = documents.parse(f"strategist: 1\n{text}", "a.yaml")
    return counted(profiles.profile(document, catalogue), catalogue)


def costed(*channels: Channel, **means: float | str | None) -> PromiseCost:
    found = funding.cost(Figures(channels=channels, **means))
    assert found
    return found


def only(found: PromiseCost) -> ChannelCost:
    (channel,) = found.channels
    return channel


def with_seats(seats: int, channel: Channel = RING, **means: float) -> Staffing:
    return staffing.staffing(Figures(**{"shrinkage": 0.3, **means}), channel, seats)


# One ring, and 81 seconds


@pytest.mark.parametrize(("seats", "seconds", "in_time", "paid"), [(24, 5.8, 0.91, 35), (22, 19.0, 0.77, 32), (20, 81.1, 0.47, 29)])
def test_a_sixth_of_the_seats_less_turns_one_ring_into_81_seconds(seats, seconds, in_time, paid):
    staffed = with_seats(seats)

    assert staffed.all_wait.wait / SECOND == pytest.approx(seconds, abs=0.05)
    assert staffed.all_wait.in_time == pytest.approx(in_time, abs=0.005)
    assert staffed.paid == paid
    assert ceil(staffed.heads) == paid


def test_with_three_minutes_of_patience_the_same_20_seats_look_like_good_service():
    leaving = with_seats(20).some_leave

    assert leaving.wait / SECOND == pytest.approx(10.7, abs=0.05)
    assert leaving.given_up == pytest.approx(0.059, abs=0.0005)


def test_the_cost_of_the_seats_is_the_wage_of_all_hours_paid():
    """24 seats over 2,080 hours a year, with 30 % of paid time not at work, at 25 an hour."""
    assert with_seats(24, price=WAGE * HOURS_PAID).cost == pytest.approx(24 / 0.7 * 2080 * WAGE, abs=0.01)


def test_the_story_as_a_profile(catalogue):
    (profile,) = profiles.read(DATA / "one-ring.yaml", catalogue)
    found = funding.promise(counted(profile, catalogue))

    channel = only(found)
    assert (channel.needed.seats, channel.today.seats, channel.affordable.seats) == (24, 20, 20)
    assert channel.needed_if_some_leave.seats == 23
    assert found.carried == "no"
    assert found.words == (
        "The promise needs 34.7 full-time posts, 1.78m USD a year.",
        "The 1.5m USD spent on service is 283k USD too little.",
        "There are 29 posts, 5.7 too few.",
    )


# Seats, posts and hours


def test_a_post_gives_120_hours_a_month_at_the_usual_shrinkage():
    """120 hours a month at work are 30 % less than 171 hours paid, so neither is counted twice."""
    assert Figures(shrinkage=0.3).hours_a_month == pytest.approx(120)
    assert Figures().hours_a_month == pytest.approx(120)
    assert Figures(shrinkage=0).hours_a_month == pytest.approx(HOURS_PAID / 12)


def test_posts_follow_from_the_hours_in_which_seats_are_filled():
    """40 hours a week are 173.3 a month, which is 1.444 posts of 120 hours."""
    assert Figures().posts(RING, 1) == pytest.approx(40 * 52 / 12 / 120)
    assert Figures().posts(replace(RING, hours_a_week=168), 1) == pytest.approx(6.0667, abs=1e-4)


@pytest.mark.parametrize("share", [0.5, 0.8, 0.9, 0.95])
def test_the_seats_of_a_promise_are_the_fewest_that_keep_it_under_each_model(share):
    needed = only(costed(replace(RING, share=share)))

    for seats, patience in ((needed.needed.seats, inf), (needed.needed_if_some_leave.seats, 3)):
        queue = erlang.erlang_a(needed.load, seats, RING.minutes, patience)
        assert queue.service_level(RING.within) >= share
        fewer = None if seats == needed.least and patience == inf else erlang.erlang_a(needed.load, seats - 1, RING.minutes, patience)
        assert fewer is None or fewer.service_level(RING.within) < share


@settings(deadline=None)
@given(
    st.floats(0.05, 80),
    st.sampled_from([0.5, 3, 20]),
    st.sampled_from([0, 0.3, 5, 240]),
    st.sampled_from([0.05, 0.5, 0.8, 0.99]),
    st.sampled_from([0.05, 1, 10, 1000]),
)
def test_the_search_with_people_leaving_finds_what_the_formulas_find(load, minutes, within, share, patience):
    channel = Channel("any", 40, load * 60 / minutes, minutes, within=within, share=share, patience=patience)

    found = only(costed(channel)).needed_if_some_leave.seats

    offered = erlang.offered_load(channel.contacts_an_hour / 60, minutes)
    assert found == erlang.staff_for_service_level(offered, minutes, level=share, within=within, patience=patience).agents


def test_people_who_leave_before_the_promised_time_make_it_take_more_seats():
    """A promise of ten minutes is easily kept to those who stay, yet most of the impatient are gone before."""
    needed = only(costed(replace(RING, within=10, share=0.97, patience=0.2)))

    assert needed.needed.seats == 20
    assert needed.needed_if_some_leave.seats > 20


def test_a_reply_within_a_day_takes_no_more_than_a_queue_that_comes_to_an_end():
    needed = only(costed(EMAIL))

    assert needed.load == pytest.approx(4.5)
    assert needed.needed.seats == needed.least == 5
    assert needed.needed.all_wait.in_time > 0.999


def test_a_long_promise_is_counted_in_hours_at_work_and_set_beside_the_calendar():
    """Of the 24 hours of a day, a week of 40 hours fills 5 hours and 43 minutes on average."""
    assert only(costed(EMAIL)).by_calendar == pytest.approx(40 / 7 * 60)
    assert only(costed(EMAIL)).needed_by_calendar == 5
    assert only(costed(replace(EMAIL, hours_a_week=168))).by_calendar is None
    assert only(costed(RING)).by_calendar is None


def test_a_load_above_capacity_has_no_wait_unless_people_leave():
    staffed = with_seats(18)

    assert staffed.all_wait is None
    assert staffed.keeps is None
    assert staffed.some_leave.given_up > 0.1


def test_what_the_seats_keep_is_the_time_in_which_the_promised_share_is_served():
    keeps = with_seats(20).keeps

    queue = erlang.erlang_c(300 * 220 / 3600, 20, RING.minutes)
    assert queue.service_level(keeps) == pytest.approx(0.8, abs=1e-5)
    assert queue.service_level(keeps * 0.99) < 0.8


def test_the_curve_runs_from_too_few_to_more_than_enough_and_shows_every_number_that_has_a_name():
    have = Figures(channels=(replace(RING, agents=15),), heads=25)
    channel = only(funding.with_curves(funding.cost(have), have))

    seats = [staffed.seats for staffed in channel.curve]
    assert seats[0] < channel.least
    assert seats[-1] > channel.needed.seats
    assert {15, channel.least, channel.needed.seats, channel.needed_if_some_leave.seats, channel.affordable.seats} <= set(seats)
    assert all(one.heads < other.heads and one.some_leave.wait > other.some_leave.wait for one, other in pairwise(channel.curve))


def test_a_curve_stays_short_however_far_apart_its_ends_are():
    have = Figures(channels=(replace(RING, agents=20_000, patience=None),))

    assert len(only(funding.with_curves(funding.cost(have), have)).curve) <= 15


# Money against promise


def test_several_channels_add_up():
    evening = replace(RING, part="evenings", hours_a_week=20, contacts_an_hour=60)
    found = costed(RING, evening, EMAIL, price=38_000)

    assert found.heads_needed == pytest.approx(sum(channel.needed.heads for channel in found.channels), abs=1e-3)
    assert found.cost_needed == pytest.approx(found.heads_needed * 38_000, rel=1e-5)


def test_the_money_counts_before_the_posts():
    """Posts that are still to be filled are told, but the money carries the promise."""
    found = costed(RING, price=38_000, spend=1.4e6, heads=20)

    assert (found.carried, found.affordable_by) == ("yes", "money")
    assert found.cost_gap < 0 < found.heads_gap
    assert only(found).affordable == only(found).needed


def test_without_money_the_posts_decide():
    found = costed(RING, heads=29)

    assert (found.carried, found.affordable_by, found.affordable_heads) == ("no", "posts", 29)
    assert only(found).affordable.seats == 20


@pytest.mark.parametrize(
    ("means", "tell", "carried"),
    [
        ({}, "budget.heads", "cannot say"),
        ({"heads": 29}, "budget.cost_of_a_head", "no"),
        ({"spend": 2e6}, "budget.cost_of_a_head", "cannot say"),
        ({"price": 38e3}, "budget.service_spend", "cannot say"),
        ({"price": 38e3, "heads": 40}, "budget.service_spend", "yes"),
        ({"price": 0, "heads": 40, "spend": 0}, "budget.cost_of_a_head", "yes"),
        ({"price": 38e3, "spend": 2e6}, None, "yes"),
    ],
)
def test_what_is_missing_is_named_and_never_guessed(means, tell, carried):
    found = costed(RING, shrinkage=0.3, **means)

    assert (found.tell, found.carried) == (tell, carried)
    assert tell is None or found.words[-1].endswith(f"{tell} would tell.")


def test_a_channel_without_a_promise_leaves_the_sum_unknown():
    found = costed(RING, replace(EMAIL, within=None, share=None), price=38e3, spend=2e6)

    assert (found.heads_needed, found.cost_needed, found.carried, found.tell) == (None, None, "cannot say", "budget.channels")
    assert "What is promised is not said for email: `within` and `share` in budget.channels would tell." in found.words
    assert found.channels[1].needed is None
    assert found.channels[0].affordable is None


def test_the_usual_shrinkage_is_said_when_it_is_taken():
    said = "How much of the paid time people are not at work is not known; the usual 30 % is taken. budget.shrinkage would tell."

    assert said in costed(RING).words
    assert said not in costed(RING, shrinkage=0.3).words
    assert costed(RING).heads_needed == costed(RING, shrinkage=0.3).heads_needed < costed(RING, shrinkage=0.4).heads_needed


def test_staff_at_work_that_the_posts_cannot_give_is_told():
    said = "Those said to be at work today take 28.9 posts, more than there are. Check `agents` and budget.heads."

    assert said in costed(RING, heads=20).words
    assert said not in costed(RING, heads=28).words


# A rough estimate


def test_without_channels_the_contacts_alone_give_a_rough_estimate():
    """5,000 contacts a month of 9 minutes are 750 hours, and a post serves 120 x 0.85 = 102 of them."""
    found = costed(contacts=60_000, minutes=9, heads=6)

    assert found.basis == "rough estimate"
    assert found.heads_needed == pytest.approx(750 / 102, abs=1e-4)
    assert found.words[0] == "By a rough estimate, before any promise, the contacts need 7.4 full-time posts."
    assert found.heads_gap == pytest.approx(750 / 102 - 6, abs=1e-4)


@pytest.mark.parametrize(
    ("known", "tell"),
    [
        ({"contacts": 60_000}, "budget.minutes_a_contact"),
        ({"minutes": 9}, "budget.contacts_a_year"),
        ({"contacts": 0, "minutes": 9}, "budget.contacts_a_year"),
        ({"contacts": 60_000, "minutes": 0}, "budget.minutes_a_contact"),
    ],
)
def test_half_a_rough_estimate_names_the_other_half(known, tell):
    found = costed(**known)

    assert (found.heads_needed, found.tell, found.carried) == (None, tell, "cannot say")


def test_nothing_is_said_of_a_profile_that_says_nothing_of_its_load(catalogue):
    assert funding.promise(view("budget: {heads: 3, service_spend: 2m, cost_of_a_head: 38k}", catalogue)) is None


def test_a_profile_is_read_with_its_units(catalogue):
    text = "budget: {currency: EUR, contacts_a_year: 60k, minutes_a_contact: 540 s, heads: 8.5, cost_of_a_head: 38k, shrinkage: 25 %}"

    have = funding.figures(view(text, catalogue))

    assert have == Figures(contacts=60_000, minutes=9, heads=8.5, price=38_000, shrinkage=0.25, currency="EUR")


# What the money buys


def price(channels: tuple[Channel, ...], seats: list[int]) -> float:
    return sum(Figures().posts(channel, number) for channel, number in zip(channels, seats, strict=True))


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(st.floats(1, 100), st.floats(1, 10), st.floats(5, 100)), min_size=1, max_size=3), st.floats(0, 80))
def test_no_more_is_bought_than_is_paid_for_or_wanted_and_nothing_affordable_is_left(drawn, posts):
    channels = tuple(Channel(str(i), hours, contacts, minutes, within=0.5, share=0.8) for i, (contacts, minutes, hours) in enumerate(drawn))
    wanted = [channel.needed.seats for channel in costed(*channels).channels]

    seats = share_out(Figures(channels=channels), wanted, posts)

    assert price(channels, seats) <= posts + 1e-6
    for channel, number, most in zip(channels, seats, wanted, strict=True):
        assert number <= most
        assert number == most or price(channels, seats) + Figures().posts(channel, 1) > posts - 1e-6


@pytest.mark.parametrize("spare", range(8))
def test_with_every_queue_at_its_end_no_other_sharing_serves_more_in_time(spare):
    """Held against every way to place up to seven seats more on three lines of the same hours."""
    channels = (replace(RING, contacts_an_hour=60), replace(RING, channel="chat", minutes=8, contacts_an_hour=30, within=1), EMAIL)
    have = Figures(channels=channels)
    least = [channel.least for channel in costed(*channels).channels]
    wanted = [seats + 7 for seats in least]

    def served(seats: list[int]) -> float:
        gives = (staffing.staffing(have, channel, number).all_wait for channel, number in zip(channels, seats, strict=True))
        return sum(given.in_time * channel.contacts_an_hour for channel, given in zip(channels, gives, strict=True))

    found = share_out(have, wanted, price(channels, least) + have.posts(RING, spare))

    ways = ([a + b for a, b in zip(least, more, strict=True)] for more in product(range(spare + 1), repeat=3) if sum(more) == spare)
    assert served(found) == pytest.approx(max(map(served, ways)), abs=1e-6)


def test_with_too_little_for_any_end_the_seats_follow_the_load():
    channels = (RING, replace(RING, channel="chat", contacts_an_hour=150))

    assert share_out(Figures(channels=channels), [23, 13], Figures().posts(RING, 15)) == [10, 5]


def test_without_any_post_nobody_is_at_work():
    found = costed(RING, heads=0)

    assert only(found).affordable.seats == 0
    assert only(found).affordable.all_wait is None
    assert only(found).affordable.some_leave is None


# Facts and rules


def situation(text: str, catalogue: Catalogue) -> facts.Situation:
    return mismatches.Evidence(view(text, catalogue), {}, enough=True).situation(None)


CHANNEL = "channels: [{channel: telephone, hours_a_week: 40, contacts_an_hour: 300, minutes: 220 s, within: 20 s, share: 80}]"


def test_the_facts_are_the_need_as_a_multiple_of_what_there_is(catalogue):
    seen = situation(f"budget: {{heads: 30, service_spend: 1m, cost_of_a_head: 38k, {CHANNEL}}}", catalogue)

    heads = 23 * 40 * 52 / 12 / 120
    assert seen.figure("heads-needed-to-heads")[0] == pytest.approx(heads / 30, rel=1e-4)
    assert seen.figure("promise-cost-to-spend")[0] == pytest.approx(heads * 38_000 / 1e6, rel=1e-4)
    assert seen.figure("heads-needed-to-heads")[1] == ("budget.channels", "budget.heads")
    assert seen.figure("promise-cost-to-spend")[1] == ("budget.channels", "budget.cost_of_a_head", "budget.service_spend")
    assert seen.figure("round-the-clock-heads")[0] is None


def test_the_facts_rest_on_the_rough_estimate_where_no_channel_is_given(catalogue):
    seen = situation("budget: {heads: 6, contacts_a_year: 60000, minutes_a_contact: 9}", catalogue)

    assert seen.figure("heads-needed-to-heads")[0] == pytest.approx(750 / 102 / 6, rel=1e-4)
    assert seen.figure("heads-needed-to-heads")[1] == ("budget.contacts_a_year", "budget.minutes_a_contact", "budget.heads")
    assert seen.figure("promise-cost-to-spend")[0] is None


@pytest.mark.parametrize("name", ["promise-cost-to-spend", "heads-needed-to-heads", "round-the-clock-heads"])
def test_nothing_known_leaves_every_fact_undecided(name, catalogue):
    assert situation("budget: {heads: 6, service_spend: 1m}", catalogue).figure(name) == (None, ())


@pytest.mark.parametrize(("heads", "ratio"), [("2", 2.5), ("5", 1), ("0", inf), ("unknown", None)])
def test_the_parts_of_a_channel_together_make_it_round_the_clock(heads, ratio, catalogue):
    parts = ("days, hours_a_week: 84", "nights, hours_a_week: 84")
    lines = ", ".join(f"{{channel: telephone, part: {part}, contacts_an_hour: 2, minutes: 5}}" for part in parts)

    seen = situation(f"budget: {{heads: {heads}, channels: [{lines}]}}", catalogue)

    assert seen.figure("round-the-clock-heads")[0] == ratio
    said = [sentence for sentence in funding.promise(seen.view).words if sentence.startswith("Round the clock")]
    assert said == [
        "Round the clock (telephone), one seat alone takes at least 5 posts" + (f", and there are {heads}." if heads in "02" else ".")
    ]


def test_the_cost_is_worked_out_once_for_all_rules(catalogue):
    seen = situation(f"budget: {{heads: 30, {CHANNEL}}}", catalogue)

    assert funding.promise(seen.view) is funding.promise(situation(f"budget: {{heads: 30, {CHANNEL}}}", shipped()).view)
