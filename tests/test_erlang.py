"""Queueing formulas against published examples, exact arithmetic, a simulation, and properties that hold for every queue."""

from __future__ import annotations

import heapq
import random
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, localcontext
from functools import cache
from itertools import count, pairwise
from math import inf, log, nan, pi

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategist.erlang import (
    Queue,
    cost_per_contact,
    cost_per_hour,
    erlang_a,
    erlang_b,
    erlang_c,
    offered_load,
    paid_heads,
    staff_for_abandonment,
    staff_for_service_level,
    staff_for_wait,
)

SECOND = 1 / 60
HOUR = 60
DAY = 24 * HOUR

LOADS = st.floats(0, 150)
AGENTS = st.integers(1, 170)
TIMES = st.floats(0.05, 60)
PATIENCES = st.floats(0.01, 10 * DAY)
SPARE = st.floats(0.1, 30)
SAME = 1e-12
"""How far two figures may differ that are equal but for rounding."""


# Published examples


@pytest.mark.parametrize(
    ("agents", "waiting", "level", "seconds"),
    [(11, 0.6821, 0.3896, 122.8), (12, 0.4494, 0.6402, 40.4), (13, 0.2853, 0.7956, 17.1), (14, 0.1741, 0.8884, 7.8)],
)
def test_a_hundred_contacts_in_half_an_hour_wait_as_the_call_centre_helper_says(agents, waiting, level, seconds):
    """100 contacts in 30 minutes of 180 seconds each, promised within 20 seconds."""
    queue = erlang_c(offered_load(100 / 30, 3), agents, 3)

    assert queue.waiting_probability == pytest.approx(waiting, abs=1e-4)
    assert queue.service_level(20 * SECOND) == pytest.approx(level, abs=1e-4)
    assert queue.wait / SECOND == pytest.approx(seconds, abs=0.05)


def test_the_call_centre_helper_case_takes_14_agents_and_20_paid_heads():
    queue = staff_for_service_level(10, 3, level=0.8, within=20 * SECOND)

    assert queue == erlang_c(10, 14, 3)
    assert queue.occupancy == pytest.approx(0.714, abs=5e-4)
    assert paid_heads(queue.agents, 0.3) == 20


def test_twenty_thousand_contacts_a_week_take_28_advisors():
    """The jonesthenet case: 250 an hour of 330 seconds, 80 % within 30 seconds, a workload of 22.9 erlangs."""
    load = offered_load(250 / HOUR, 330 * SECOND)

    assert load == pytest.approx(22.9, abs=0.05)
    assert erlang_c(load, 27, 5.5).service_level(0.5) == pytest.approx(0.782, abs=5e-4)
    assert erlang_c(load, 28, 5.5).service_level(0.5) == pytest.approx(0.857, abs=5e-4)
    assert staff_for_service_level(load, 5.5, level=0.8, within=0.5).agents == 28


def test_the_mitan_walk_through_comes_out_as_printed():
    """360 contacts in 30 minutes of 4 minutes each, 55 agents, 15 seconds."""
    queue = erlang_c(offered_load(360 / 30, 4), 55, 4)

    assert queue.waiting_probability == pytest.approx(0.2387, abs=1e-4)
    assert queue.service_level(15 * SECOND) == pytest.approx(0.8459, abs=1e-4)
    assert queue.wait / SECOND == pytest.approx(8.18, abs=5e-3)
    assert queue.occupancy == pytest.approx(0.873, abs=5e-4)


@pytest.mark.parametrize(
    ("agents", "load", "waiting"),
    [(110, 100, 0.237007500), (523, 500, 0.218419574), (1032, 1000, 0.223063348), (5071, 5000, 0.223720867)],
)
def test_large_centres_have_the_printed_chance_of_waiting(agents, load, waiting):
    assert erlang_c(load, agents, 3).waiting_probability == pytest.approx(waiting, abs=1e-9)


@pytest.mark.parametrize(("load", "agents"), [(10, 14), (100, 107), (500, 510), (1000, 1011)])
def test_the_spare_staff_for_80_in_20_shrinks_with_size(load, agents):
    assert staff_for_service_level(load, 3, level=0.8, within=20 * SECOND).agents == agents


def test_the_garnett_mandelbaum_reiman_case_without_giving_up():
    """48 contacts a minute of one minute each, 50 agents."""
    queue = erlang_c(48, 50, 1)

    assert queue.wait / SECOND == pytest.approx(20.8, abs=0.05)
    assert queue.wait_quantile(0.9) / SECOND == pytest.approx(58.1, abs=0.05)
    assert queue.queue_length == pytest.approx(16.7, abs=0.05)
    assert queue.occupancy == pytest.approx(0.96, abs=1e-9)


def test_the_garnett_mandelbaum_reiman_case_with_a_patience_of_two_minutes():
    queue = erlang_a(48, 50, 1, 2)

    assert queue.abandoned == pytest.approx(0.0309, abs=5e-5)
    assert queue.wait / SECOND == pytest.approx(3.71, abs=5e-3)
    assert queue.wait_quantile(0.9) / SECOND == pytest.approx(12.4, abs=0.05)
    assert queue.queue_length == pytest.approx(2.97, abs=5e-3)
    assert queue.occupancy == pytest.approx(0.930, abs=5e-4)


ONE_RING = offered_load(300 / HOUR, 220 * SECOND)


@pytest.mark.parametrize(("seats", "seconds", "level"), [(24, 5.8, 0.91), (22, 19.0, 0.77), (20, 81.1, 0.47)])
def test_one_ring_becomes_81_seconds_when_a_sixth_of_the_seats_go(seats, seconds, level):
    """300 calls an hour of 220 seconds."""
    queue = erlang_c(ONE_RING, seats, 220 * SECOND)

    assert queue.wait / SECOND == pytest.approx(seconds, abs=0.05)
    assert queue.service_level(20 * SECOND) == pytest.approx(level, abs=5e-3)


def test_an_impatient_public_makes_20_seats_look_like_good_service():
    queue = erlang_a(ONE_RING, 20, 220 * SECOND, 3)

    assert queue.wait / SECOND == pytest.approx(10.7, abs=0.05)
    assert queue.abandoned == pytest.approx(0.059, abs=5e-4)


@pytest.mark.parametrize(("seats", "paid", "hour", "call"), [(24, 35, 875, 2.92), (20, 29, 725, 2.42)])
def test_one_ring_costs_half_a_unit_of_money_more_a_call(seats, paid, hour, call):
    """A wage of 25, a shrinkage of 30 %."""
    assert paid_heads(seats, 0.3) == paid
    assert cost_per_hour(paid, 25) == hour
    assert cost_per_contact(paid, 25, 300 / HOUR) == pytest.approx(call, abs=5e-3)


# Long promises


def test_a_day_long_promise_to_patient_people_is_kept():
    """10 people, 0.9 contacts a minute of 10 minutes, patience 48 hours, reply within 24 hours."""
    queue = erlang_a(offered_load(0.9, 10), 10, 10, 2 * DAY)

    assert queue.service_level(DAY) == pytest.approx(0.998, abs=5e-4)
    assert queue.service_level(DAY) == pytest.approx(1 - queue.abandoned, abs=1e-6)


def test_a_promise_of_a_quarter_of_an_hour_to_a_hundred_agents_is_kept():
    """95 erlangs of 3 minutes, patience 5 minutes: 65 % have no wait, and nearly everybody else is served in time too."""
    queue = erlang_a(95, 100, 3, 5)

    assert queue.service_level(15) == pytest.approx(0.984, abs=5e-4)
    assert queue.service_level(0) == pytest.approx(0.648, abs=5e-4)


@pytest.mark.parametrize("within", [DAY, 30 * DAY, 1e12, inf])
def test_a_very_long_promise_is_kept_for_everybody_who_stays(within):
    assert erlang_c(4999, 5000, 5).service_level(within) == 1
    assert erlang_a(4999, 5000, 5, 2 * DAY).service_level(within) == pytest.approx(1 - erlang_a(4999, 5000, 5, 2 * DAY).abandoned, abs=SAME)


# Exact arithmetic


@cache
def exact_erlang_b(load: Decimal, agents: int) -> Decimal:
    """By the definition, a sum of a^k / k!, with 60 digits."""
    term = total = Decimal(1)
    for k in range(1, agents + 1):
        term = term * load / k
        total += term
    return term / total


@pytest.mark.parametrize(
    ("load", "agents"),
    [(10, 11), (10, 14), (500, 501), (500, 523), (1000, 1001), (1000, 1032), (5000, 5001), (5000, 5071), (5000, 5600)],
)
def test_b_and_c_equal_the_definition_to_ten_digits(load, agents):
    with localcontext() as context:
        context.prec = 60
        blocked = exact_erlang_b(Decimal(load), agents)
        waiting = agents * blocked / (agents - load * (1 - blocked))
        late = waiting * (-(agents - load) * Decimal(2) / 3).exp()

    assert erlang_b(load, agents) == pytest.approx(float(blocked), rel=1e-10, abs=0)
    assert erlang_c(load, agents, 3).waiting_probability == pytest.approx(float(waiting), rel=1e-10, abs=0)
    assert erlang_c(load, agents, 3).wait == pytest.approx(float(waiting * 3 / (agents - load)), rel=1e-10, abs=0)
    assert erlang_c(load, agents, 3).service_level(2) == pytest.approx(float(1 - late), rel=1e-10, abs=0)


NOTHING = Decimal("1e-40")


@dataclass
class Exact:
    """Erlang A from its birth-death chain and, for the promise, the series of the incomplete gamma function."""

    waiting: float
    abandoned: float
    wait: float
    level: float
    longer: float


def exact_erlang_a(load: float, agents: int, handling: float, patience: float, within: float) -> Exact:
    with localcontext() as context:
        context.prec = 50
        a, impatience, time = Decimal(load), Decimal(handling) / Decimal(patience), Decimal(within) / Decimal(handling)
        term = idle = Decimal(1)
        for k in range(1, agents):
            term = term * a / k
            idle += term
        full, queued = chain(term * a / agents, a, agents, impatience)
        total = idle + full
        left = a * (-impatience * time).exp()
        power = ((a - left) / impatience - agents * time).exp()
        beyond = term * a / total * power * gamma_series(agents, left, impatience)
        served_late = term * left / total * power * gamma_series(agents + impatience, left, impatience)
        abandoned = impatience * queued / total / a
        return Exact(
            waiting=float(full / total),
            abandoned=float(abandoned),
            wait=float(queued / total / a * Decimal(handling)),
            level=float(1 - abandoned - served_late),
            longer=float(beyond * (-impatience * time).exp()),
        )


def chain(weight: Decimal, load: Decimal, agents: int, impatience: Decimal) -> tuple[Decimal, Decimal]:
    """Sum the states with all agents busy, and the same times the number waiting."""
    full = queued = peak = Decimal(0)
    waiting = 0
    while weight > peak * NOTHING:
        full += weight
        queued += waiting * weight
        peak = max(peak, weight)
        waiting += 1
        weight = weight * load / (agents + waiting * impatience)
    return full, queued


def gamma_series(start: Decimal | int, load: Decimal, impatience: Decimal) -> Decimal:
    """Sum load^j / (start (start + impatience) ... (start + j impatience)) over j: a wait density's integral from some time on."""
    total = peak = Decimal(0)
    term, below = 1 / Decimal(start), Decimal(start)
    while term > peak * NOTHING:
        total += term
        peak = max(peak, term)
        below += impatience
        term = term * load / below
    return total


def assert_exact(case: tuple[float, int, float, float, float]) -> None:
    """Absolute to 1e-13, which is below the rounding of any share, and relative to 1e-10 where a figure is small."""
    load, agents, handling, patience, within = case
    queue, exact = erlang_a(load, agents, handling, patience), exact_erlang_a(*case)

    assert queue.waiting_probability == pytest.approx(exact.waiting, rel=1e-10, abs=0)
    assert queue.abandoned == pytest.approx(exact.abandoned, rel=1e-10, abs=0)
    assert queue.wait == pytest.approx(exact.wait, rel=1e-10, abs=0)
    assert queue.service_level(within) == pytest.approx(exact.level, rel=1e-10, abs=1e-13)
    if 1e-6 < exact.longer < 0.999 * exact.waiting:
        assert queue.wait_quantile(1 - exact.longer) == pytest.approx(within, rel=1e-8)


@pytest.mark.parametrize(
    "case",
    [
        pytest.param((9, 10, 10, 2 * DAY, DAY), id="a day's promise"),
        pytest.param((95, 100, 3, 5, 15), id="a quarter of an hour"),
        pytest.param((48, 50, 1, 2, 1 / 3), id="Garnett, Mandelbaum, Reiman"),
        pytest.param((1000, 1010, 3, 3, 1 / 3), id="1,000 erlangs"),
        pytest.param((5000, 5000, 5, 2 * DAY, 1), id="5,000 erlangs, as many agents, patient"),
        pytest.param((5000, 5071, 5, 1, 0.1), id="5,000 erlangs, impatient"),
        pytest.param((5000, 4500, 5, 3, 0.3), id="5,000 erlangs, overloaded, impatient"),
        pytest.param((5000, 4900, 5, HOUR, 1), id="5,000 erlangs, overloaded, patient"),
        pytest.param((12, 10, 10, 2 * DAY, DAY), id="overloaded, nine hours to wait"),
        pytest.param((12, 10, 10, 2 * DAY, 8 * HOUR), id="overloaded, promised before most are served"),
        pytest.param((100, 1, 1, 1, 1), id="one agent, a hundredfold overload"),
        pytest.param((0.5, 1, 3, 2, 1), id="one agent"),
        pytest.param((0.001, 10, 1, 1, 0.1), id="hardly any contacts"),
        pytest.param((5, 5, 1, 1e-4, 1e-4), id="hardly any patience"),
        pytest.param((0.9, 1, 10, 100 * DAY, DAY), id="one agent, patient"),
        pytest.param((10, 10, 5, 2e5, HOUR), id="as many agents as erlangs, very patient"),
    ],
)
def test_a_equals_its_birth_death_chain_to_ten_digits(case):
    assert_exact(case)


@given(st.tuples(st.floats(0.01, 60), st.integers(1, 60), st.floats(0.5, 20), st.floats(0.1, 500), st.floats(0, 200)))
@settings(max_examples=40, deadline=None)
def test_a_equals_its_birth_death_chain_whatever_the_figures(case):
    assert_exact(case)


# A simulation


@dataclass
class Simulated:
    wait: float
    waiting: float
    abandoned: float
    level: float
    ninth_decile: float


def simulate(queue: Queue, within: float, contacts: int) -> Simulated:
    """Serve contacts first come first served, and count what they meet; half of them with each chance turned round, for less noise."""
    met = [each for turned in (False, True) for each in serve(queue, contacts // 2, turned=turned)]
    waits = sorted(min(offered, patience) for offered, patience in met)
    return Simulated(
        wait=sum(waits) / contacts,
        waiting=sum(offered > 0 for offered, _ in met) / contacts,
        abandoned=sum(patience < offered for offered, patience in met) / contacts,
        level=sum(offered <= min(within, patience) for offered, patience in met) / contacts,
        ninth_decile=waits[contacts * 9 // 10],
    )


def serve(queue: Queue, contacts: int, *, turned: bool) -> Iterator[tuple[float, float]]:
    """Yield the wait offered to each contact and its patience."""
    chance = random.Random(81)
    free = [0.0] * queue.agents
    now = 0.0

    def exponential(mean: float) -> float:
        drawn = chance.random()
        return -mean * log(max(drawn, 1e-18) if turned else 1 - drawn)

    for _ in range(contacts):
        now += exponential(queue.handling / queue.load)
        patience, handling = exponential(queue.patience), exponential(queue.handling)
        offered = max(free[0] - now, 0.0)
        if offered <= patience:
            heapq.heapreplace(free, now + offered + handling)
        yield offered, patience


@pytest.mark.parametrize(
    ("queue", "within", "contacts"),
    [
        pytest.param(erlang_a(ONE_RING, 20, 220 * SECOND, 3), 20 * SECOND, 400_000, id="20 seats"),
        pytest.param(erlang_a(12, 10, 5, 8), 2, 200_000, id="more load than agents"),
        pytest.param(erlang_a(0.9, 1, 10, 30), 5, 200_000, id="one agent"),
    ],
)
def test_a_agrees_with_a_simulation_within_two_percent(queue, within, contacts):
    seen = simulate(queue, within, contacts)

    assert queue.wait == pytest.approx(seen.wait, rel=0.02)
    assert queue.waiting_probability == pytest.approx(seen.waiting, rel=0.02)
    assert queue.abandoned == pytest.approx(seen.abandoned, rel=0.02)
    assert queue.service_level(within) == pytest.approx(seen.level, rel=0.02)
    assert queue.wait_quantile(0.9) == pytest.approx(seen.ninth_decile, rel=0.02)


# Properties


@given(LOADS, AGENTS, TIMES, PATIENCES, TIMES)
@settings(deadline=None)
def test_p14_one_agent_more_never_makes_anything_worse_with_giving_up(load, agents, handling, patience, within):
    fewer, more = erlang_a(load, agents, handling, patience), erlang_a(load, agents + 1, handling, patience)

    assert more.wait <= fewer.wait * (1 + SAME)
    assert more.waiting_probability <= fewer.waiting_probability + SAME
    assert more.abandoned <= fewer.abandoned * (1 + SAME)
    assert more.service_level(within) >= fewer.service_level(within) - SAME


@given(AGENTS, SPARE, TIMES, TIMES)
def test_p14_one_agent_more_never_makes_anything_worse_without_giving_up(agents, spare, handling, within):
    load = max(agents - spare, 0)
    fewer, more = erlang_c(load, agents, handling), erlang_c(load, agents + 1, handling)

    assert more.wait <= fewer.wait
    assert more.service_level(within) >= fewer.service_level(within)
    assert more.wait_quantile(0.9) <= fewer.wait_quantile(0.9)


@given(AGENTS, SPARE, TIMES, TIMES)
@settings(deadline=None)
def test_p14_a_tends_to_c_as_patience_grows(agents, spare, handling, within):
    load = max(agents - spare, 0)
    endless = erlang_c(load, agents, handling)
    gaps = [abs(erlang_a(load, agents, handling, patience).wait - endless.wait) for patience in (1e2, 1e4, 1e6, 1e12)]
    patient = erlang_a(load, agents, handling, 1e12)

    assert all(nearer <= further + SAME * endless.wait for further, nearer in pairwise(gaps))
    assert patient.wait == pytest.approx(endless.wait, rel=1e-4)
    assert patient.waiting_probability == pytest.approx(endless.waiting_probability, rel=1e-4)
    assert patient.service_level(within) == pytest.approx(endless.service_level(within), abs=1e-4)
    assert patient.wait_quantile(0.9) == pytest.approx(endless.wait_quantile(0.9), rel=1e-3, abs=1e-9)
    assert patient.abandoned < 1e-6


@given(LOADS, AGENTS, TIMES, PATIENCES, st.lists(st.floats(0, 1e5), min_size=2, max_size=6))
@settings(deadline=None)
def test_p14_the_service_level_rises_in_time_to_everybody_who_does_not_give_up(load, agents, handling, patience, times):
    queue = erlang_a(load, agents, handling, patience)
    levels = [queue.service_level(within) for within in sorted(times)]

    assert all(later >= earlier - SAME for earlier, later in pairwise(levels))
    assert queue.service_level(0) == pytest.approx(1 - queue.waiting_probability, abs=SAME)
    assert queue.service_level(inf) == pytest.approx(1 - queue.abandoned, abs=SAME)


@given(AGENTS, SPARE, TIMES, st.one_of(st.just(0.0), PATIENCES))
@settings(deadline=None)
def test_p14_people_who_may_give_up_never_wait_longer_than_people_who_may_not(agents, spare, handling, patience):
    load = max(agents - spare, 0)
    leaving, staying = erlang_a(load, agents, handling, patience), erlang_c(load, agents, handling)

    assert leaving.wait <= staying.wait * (1 + SAME)
    assert leaving.waiting_probability <= staying.waiting_probability * (1 + SAME)
    assert leaving.wait_quantile(0.9) <= staying.wait_quantile(0.9) * (1 + SAME)


@given(LOADS, AGENTS, TIMES, PATIENCES, st.floats(0, 0.999))
@settings(deadline=None)
def test_every_figure_stays_in_its_range(load, agents, handling, patience, share):
    queue = erlang_a(load, agents, handling, patience)

    assert 0 <= queue.abandoned <= queue.waiting_probability <= 1
    assert 0 <= queue.occupancy <= 1 + SAME
    assert 0 <= queue.wait <= queue.wait_if_any <= patience * (1 + SAME)
    assert 0 <= queue.wait_quantile(share)
    assert queue.abandoned >= 1 - agents / load - SAME if load else queue.abandoned == 0
    assert queue.service_level(patience) <= queue.service_level_of_served(patience) + SAME
    assert 0 <= queue.service_level(patience) <= 1 + SAME
    assert queue.service_level_of_served(patience) <= 1


# The ends of the range


@pytest.mark.parametrize("patience", [0, 5, inf])
@pytest.mark.parametrize("agents", [1, 100])
def test_without_contacts_nobody_waits_or_gives_up(agents, patience):
    queue = erlang_a(0, agents, 5, patience)

    assert (queue.waiting_probability, queue.abandoned, queue.wait, queue.occupancy, queue.queue_length) == (0, 0, 0, 0, 0)
    assert (queue.wait_if_any, queue.wait_quantile(0.99)) == (0, 0)
    assert (queue.service_level(0), queue.service_level_of_served(0)) == (1, 1)


@pytest.mark.parametrize("patience", [0, 1e-30])
@pytest.mark.parametrize(("load", "agents"), [(0.5, 1), (10, 10), (100, 20), (5000, 5071)])
def test_without_patience_a_is_b(load, agents, patience):
    queue = erlang_a(load, agents, 5, patience)
    blocked = erlang_b(load, agents)

    assert queue.abandoned == queue.waiting_probability == blocked
    assert (queue.wait, queue.wait_if_any, queue.queue_length, queue.wait_quantile(0.999)) == (0, 0, 0, 0)
    assert queue.service_level(0) == queue.service_level(DAY) == 1 - blocked
    assert queue.service_level_of_served(0) == 1


@pytest.mark.parametrize(("load", "agents"), [(0.5, 1), (10, 10), (100, 20), (5000, 5071)])
def test_with_hardly_any_patience_a_is_hardly_more_than_b(load, agents):
    queue = erlang_a(load, agents, 5, 1e-9)

    assert queue.abandoned == pytest.approx(erlang_b(load, agents), rel=1e-5)
    assert queue.service_level(1) == pytest.approx(1 - erlang_b(load, agents), abs=1e-6)


@pytest.mark.parametrize("patience", [inf, 1e308])
def test_with_endless_patience_a_is_c(patience):
    assert erlang_a(5000, 5071, 1e-3, patience) == erlang_c(5000, 5071, 1e-3)


def test_with_more_load_than_agents_the_surplus_gives_up():
    """Of 12 erlangs on 10 agents at least a sixth cannot be served; they wait until they give up, however patient they are."""
    for patience in (HOUR, DAY, 1e6, 1e300):
        queue = erlang_a(12, 10, 5, patience)

        assert queue.abandoned == pytest.approx(1 / 6, rel=5e-2 if patience == HOUR else 1e-3)
        assert queue.wait == queue.abandoned * patience
        assert queue.service_level(patience / 1000) < 0.1


def test_nobody_is_served_where_the_load_is_beyond_all_measure():
    queue = erlang_a(1e200, 1, 5, 5)

    assert queue.abandoned == 1
    assert (queue.service_level(5), queue.service_level_of_served(5)) == (0, 0)


@pytest.mark.parametrize("spell", [1e-19, 1e-3, 1.0, 1e300])
def test_a_load_too_small_for_a_product_is_no_trouble(spell):
    queue = erlang_a(1e-305, 1, 1, spell)

    assert queue.service_level(1) == 1
    assert 0 <= queue.abandoned < 1e-300


def test_just_as_much_load_as_agents_waits_with_the_root_of_patience():
    """The normal law's limit for M/M/1+M: sqrt(2 / pi) times the root of patience, in handling times."""
    assert erlang_a(1, 1, 1, 1e40).wait == pytest.approx((2e40 / pi) ** 0.5, rel=1e-10)


def test_one_agent_without_giving_up_is_the_textbook_queue():
    """M/M/1: the chance of waiting is the load, and the wait is load / (1 - load) handling times."""
    queue = erlang_c(0.75, 1, 4)

    assert queue.waiting_probability == pytest.approx(0.75)
    assert queue.wait == pytest.approx(12)
    assert queue.wait_if_any == pytest.approx(16)
    assert queue.queue_length == pytest.approx(2.25)


@given(AGENTS, SPARE, TIMES, st.floats(0, 0.999))
def test_the_promised_quantile_is_kept_for_just_its_share(agents, spare, handling, share):
    queue = erlang_c(max(agents - spare, 0), agents, handling)

    assert queue.service_level(queue.wait_quantile(share)) == pytest.approx(max(share, 1 - queue.waiting_probability), abs=1e-9)


@given(AGENTS, SPARE, TIMES, st.floats(1e-11, 1e-3))
@settings(deadline=None)
def test_the_longest_waits_of_very_patient_people_are_those_of_endless_patience(agents, spare, handling, rest):
    load = max(agents - spare, 0)
    expected = erlang_c(load, agents, handling).wait_quantile(1 - rest)

    assert erlang_a(load, agents, handling, 1e15).wait_quantile(1 - rest) == pytest.approx(expected, rel=1e-6, abs=1e-9)


@given(st.integers(1, 100), st.floats(0.9, 1.5), PATIENCES, st.sampled_from([1e-16, 1e-15, 1e-12]))
@settings(deadline=None)
def test_the_first_who_cannot_be_served_at_once_waits_next_to_nothing_but_not_less(agents, load_each, patience, little):
    queue = erlang_a(agents * load_each, agents, 3, patience)

    assert 0 <= queue.wait_quantile(1 - queue.waiting_probability * (1 - little)) <= 1e-9 * patience


def test_b_is_certain_without_agents():
    assert erlang_b(3, 0) == 1


# Staffing


HALVES = [0.5, 2.5, 10.5, 20.5, 100.5]


@pytest.mark.parametrize("load", [*HALVES, 0.0, 1.0, 10.0, 100.0])
@pytest.mark.parametrize("level", [0.001, 0.05, 0.2, 0.5, 0.8, 0.99])
@pytest.mark.parametrize("within", [0, 20 * SECOND, DAY])
def test_the_search_finds_what_counting_up_from_the_first_stable_staff_finds(load, level, within):
    brute = next(n for n in count(int(load) + 1) if erlang_c(load, n, 3).service_level(within) >= level)

    assert staff_for_service_level(load, 3, level=level, within=within).agents == brute


@pytest.mark.parametrize(("load", "agents"), [(0.5, 1), (2.5, 3), (10.5, 11), (20.5, 21), (100.5, 101)])
def test_a_low_promise_needs_no_more_than_the_first_stable_staff(load, agents):
    assert staff_for_service_level(load, 3, level=0.01, within=1).agents == agents
    assert staff_for_wait(load, 3, longest=1000).agents == agents


STAFFED = st.one_of(st.sampled_from(HALVES), st.floats(0, 60))


@given(STAFFED, TIMES, st.floats(0.01, 0.999), st.floats(0, 30))
@settings(deadline=None)
def test_a_service_level_without_giving_up_takes_the_least_staff(load, handling, level, within):
    brute = next(n for n in count(int(load) + 1) if erlang_c(load, n, handling).service_level(within) >= level)

    assert staff_for_service_level(load, handling, level=level, within=within).agents == brute


@given(STAFFED, TIMES, st.floats(0.001, 100))
@settings(deadline=None)
def test_a_mean_wait_without_giving_up_takes_the_least_staff(load, handling, longest):
    brute = next(n for n in count(int(load) + 1) if erlang_c(load, n, handling).wait <= longest)

    assert staff_for_wait(load, handling, longest=longest).agents == brute


@given(st.one_of(st.sampled_from(HALVES[:3]), st.floats(0, 12)), TIMES, st.one_of(st.just(0.0), PATIENCES), st.floats(0.02, 0.98))
@settings(max_examples=30, deadline=None)
def test_with_giving_up_every_goal_takes_the_least_staff(load, handling, patience, share):
    @cache
    def queue(agents):
        return erlang_a(load, agents, handling, patience)

    def fewest(meets):
        return next(queue(agents) for agents in count(1) if meets(queue(agents)))

    assert staff_for_service_level(load, handling, level=share, within=1, patience=patience) == fewest(
        lambda q: q.service_level(1) >= share
    )
    assert staff_for_wait(load, handling, longest=share, patience=patience) == fewest(lambda q: q.wait <= share)
    assert staff_for_abandonment(load, handling, most=share, patience=patience) == fewest(lambda q: q.abandoned <= share)


def test_the_least_staff_for_5000_erlangs_is_found():
    queue = staff_for_service_level(5000, 5, level=0.8, within=20 * SECOND, patience=3)

    assert queue.service_level(20 * SECOND) >= 0.8
    assert erlang_a(5000, queue.agents - 1, 5, 3).service_level(20 * SECOND) < 0.8


@given(st.floats(1, 60), st.integers(1, 90), PATIENCES)
@settings(max_examples=30, deadline=None)
def test_a_goal_met_exactly_is_met(load, agents, patience):
    queue = erlang_a(load, agents, 5, patience)
    goals = {"longest": queue.wait, "most": queue.abandoned, "level": queue.service_level(1)}

    if goals["most"] > 0 and goals["longest"] > 0 and 0 < goals["level"] < 1:
        assert staff_for_wait(load, 5, longest=goals["longest"], patience=patience).agents <= agents
        assert staff_for_abandonment(load, 5, most=goals["most"], patience=patience).agents <= agents
        assert staff_for_service_level(load, 5, level=goals["level"], within=1, patience=patience).agents <= agents


def test_where_nobody_gives_up_the_first_stable_staff_will_do():
    assert staff_for_abandonment(10, 3, most=0.05, patience=inf).agents == 11


# Shrinkage and cost


@pytest.mark.parametrize(
    ("agents", "shrinkage", "paid"),
    [
        (14, 0.3, 20),
        (14, 1 - 0.7, 20),
        (24, 0.3, 35),
        (20, 0.3, 29),
        (9, 0.1, 10),
        (9, 1 - 0.9, 10),
        (7, 0.3, 10),
        (3, 0.4, 5),
        (29, 0.42, 50),
        (0, 0.3, 0),
        (11, 0, 11),
        (10.5, 0, 11),
        (1, 0.999, 1000),
        (5001, 0.0001, 5002),
    ],
)
def test_paid_heads_are_rounded_up_but_never_by_a_floating_error(agents, shrinkage, paid):
    assert paid_heads(agents, shrinkage) == paid


@given(st.integers(0, 20_000), st.integers(0, 99))
def test_paid_heads_equal_whole_number_arithmetic(agents, percent):
    assert paid_heads(agents, percent / 100) == -(-agents * 100 // (100 - percent))


# Errors


def test_more_load_than_agents_that_everybody_waits_out_is_explained():
    with pytest.raises(ValueError, match="grow without end") as raised:
        erlang_c(12, 10, 5)

    assert str(raised.value) == (
        "a staff of 10 cannot work off 12 erlangs: the queue would grow without end; "
        "it takes a staff of 13, or a patience after which people give up"
    )


@pytest.mark.parametrize(("load", "agents", "least"), [(10, 10, 11), (10.5, 10, 11), (1, 1, 2), (5000, 5000, 5001)])
def test_the_staff_named_in_the_error_is_the_first_that_works(load, agents, least):
    with pytest.raises(ValueError, match=f"it takes a staff of {least},"):
        erlang_a(load, agents, 5, inf)

    assert erlang_c(load, least, 5).wait > 0


QUEUE = erlang_a(10, 12, 3, 3)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (lambda: offered_load(-1, 3), "the number of contacts a minute must be a number of contacts, 0 or more, not -1"),
        (lambda: offered_load(1, nan), "the handling time must be a number of minutes, 0 or more, not nan"),
        (lambda: erlang_b(-1, 3), "the load must be a number of erlangs, 0 or more, not -1"),
        (lambda: erlang_b(1, -1), "the number of agents must be a whole number of 0 or more, not -1"),
        (lambda: erlang_c(inf, 3, 3), "the load must be a number of erlangs, 0 or more, not inf"),
        (lambda: erlang_c(1, 0, 3), "the number of agents must be a whole number of 1 or more, not 0"),
        (lambda: erlang_c(1, 1.5, 3), "the number of agents must be a whole number of 1 or more, not 1.5"),
        (lambda: erlang_c(1, nan, 3), "the number of agents must be a whole number of 1 or more, not nan"),
        (lambda: erlang_c(1, 2, 0), "the handling time must be above 0 minutes, not 0"),
        (lambda: erlang_a(nan, 2, 3, 3), "the load must be a number of erlangs, 0 or more, not nan"),
        (lambda: erlang_a(1, 0, 3, 3), "the number of agents must be a whole number of 1 or more, not 0"),
        (lambda: erlang_a(1, 2, inf, 3), "the handling time must be above 0 minutes, not inf"),
        (lambda: erlang_a(1, 2, 3, -3), "the patience must be a number of minutes, 0 or more, not -3"),
        (lambda: erlang_a(1, 2, 3, nan), "the patience must be a number of minutes, 0 or more, not nan"),
        (lambda: QUEUE.service_level(-1), "the promised wait must be a number of minutes, 0 or more, not -1"),
        (lambda: QUEUE.service_level_of_served(nan), "the promised wait must be a number of minutes, 0 or more, not nan"),
        (lambda: QUEUE.wait_quantile(1), "the share of contacts must be at least 0 and below 1, such as 0.9, not 1"),
        (lambda: QUEUE.wait_quantile(-0.1), "the share of contacts must be at least 0 and below 1, such as 0.9, not -0.1"),
        (
            lambda: staff_for_service_level(10, 3, level=80, within=1),
            "the service level must be a share above 0 and below 1, such as 0.8, not 80",
        ),
        (
            lambda: staff_for_service_level(10, 3, level=1, within=1),
            "the service level must be a share above 0 and below 1, such as 0.8, not 1",
        ),
        (
            lambda: staff_for_service_level(-1, 3, level=0.8, within=1),
            "the load must be a number of erlangs, 0 or more, not -1",
        ),
        (
            lambda: staff_for_service_level(10, 3, level=0.8, within=-1),
            "the promised wait must be a number of minutes, 0 or more, not -1",
        ),
        (
            lambda: staff_for_wait(10, 3, longest=0),
            "the mean wait must be above 0 minutes, not 0: no staff, however large, makes every wait nothing",
        ),
        (lambda: staff_for_wait(10, 3, longest=1, patience=-1), "the patience must be a number of minutes, 0 or more, not -1"),
        (
            lambda: staff_for_abandonment(10, 3, most=0, patience=3),
            "the share that gives up must be above 0 and at most 1, such as 0.05, not 0",
        ),
        (
            lambda: staff_for_abandonment(10, 3, most=5, patience=3),
            "the share that gives up must be above 0 and at most 1, such as 0.05, not 5",
        ),
        (lambda: paid_heads(-1, 0.3), "the number of agents must be a number of agents, 0 or more, not -1"),
        (lambda: paid_heads(10, 1), "the shrinkage must be at least 0 and below 1, such as 0.3, not 1"),
        (lambda: paid_heads(10, 30), "the shrinkage must be at least 0 and below 1, such as 0.3, not 30"),
        (lambda: cost_per_hour(-1, 25), "the number of paid heads must be a number of heads, 0 or more, not -1"),
        (lambda: cost_per_hour(10, nan), "the wage must be a number of units of money, 0 or more, not nan"),
        (lambda: cost_per_contact(10, 25, 0), "the number of contacts a minute must be above 0 to cost one, not 0"),
    ],
)
def test_a_figure_that_cannot_be_is_an_error_in_plain_words(wrong, message):
    with pytest.raises(ValueError, match="not") as raised:
        wrong()

    assert str(raised.value) == message
