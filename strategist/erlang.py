"""Queueing formulas, numbers only: how long people wait for a given staff, and how much staff a promised wait needs.

All times are minutes: handling, patience, waits, promises. Rates are contacts a minute. Loads are in erlangs, the average number of
agents that the work alone would keep busy. Shares and probabilities run from 0 to 1.

Every model assumes that contacts come at random (Poisson), that handling times are exponential, and that the longest waiting is served
first. Erlang B turns away whoever finds all agents busy; Erlang C lets everybody wait for ever; Erlang A lets people give up after an
exponential patience. A figure that cannot be, or a queue that would grow without end, is a ValueError in plain words.

Sources: A. K. Erlang 1917 (B and C); Palm 1957 and Garnett, Mandelbaum, Reiman, "Designing a Call Center with Impatient Customers", 2002
(A); Zeltyn, Mandelbaum, "Call Centers with Impatient Customers", 2005 (the density of the offered wait); Takahasi, Mori, "Double
Exponential Formulas for Numerical Integration", 1974.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from math import ceil, cosh, exp, expm1, floor, fsum, inf, isfinite, isinf, log, pi, sinh, sqrt, tanh

from strategist.nouns import dataclass

NO_PATIENCE = 1e-20
"""Patience, in handling times, below which it counts as none: the figures are the same to the last digit."""

NEGLIGIBLE = 40.0
"""A density that has fallen by e to this power is left out: 4e-18 of its height."""

TINY = 1e-300
"""Stands for a load so small that its product with the patience is 0 in floats."""

WHOLE = 1e-9
"""How near, relatively, a quotient must be to a whole number to be taken for it."""


@dataclass(frozen=True, slots=True)
class Queue:
    """What contacts meet in one queue with constant load and staff; made by `erlang_c` or `erlang_a`.

    `waiting_probability` is the chance that all agents are busy when a contact comes; `abandoned` the share of all contacts that give
    up; `wait` the mean wait of all contacts, counting 0 for those served at once and the time until giving up for those who do.
    `patience` is `inf` where nobody gives up.
    """

    load: float
    agents: int
    handling: float
    patience: float
    waiting_probability: float
    abandoned: float
    wait: float

    @property
    def occupancy(self) -> float:
        """The share of their time that agents spend handling contacts."""
        return self.load * (1 - self.abandoned) / self.agents

    @property
    def queue_length(self) -> float:
        """The mean number of contacts waiting (Little's law)."""
        return self.load * self.wait / self.handling

    @property
    def wait_if_any(self) -> float:
        """The mean wait of the contacts that do not get an agent at once; 0 where there are none."""
        return self.wait / self.waiting_probability if self.waiting_probability else 0.0

    def service_level(self, within: float) -> float:
        """Give the share of all contacts, given-up ones too, that are served after a wait of at most `within`.

        It rises from the share served at once (`within` 0) to the share served at all (`within` inf).
        """
        _check("the promised wait", within, "minutes", endless=True)
        at_once = 1 - self.waiting_probability
        if not self.patience:
            return at_once
        if isinf(self.patience):
            return 1 - self.waiting_probability * exp(-(self.agents - self.load) * within / self.handling)
        offered = self._offered()
        served = offered.integral(offered.patient, until=within / self.patience) / offered.integral(_all)
        return at_once + self.waiting_probability * served

    def service_level_of_served(self, within: float) -> float:
        """Give the share of the contacts served that waited at most `within`; 0 where nobody is served.

        It leaves out those who gave up, and so looks better the more of them there are: show it only beside `abandoned`.
        """
        level = self.service_level(within)
        return min(1.0, level / (1 - self.abandoned)) if self.abandoned < 1 else 0.0

    def wait_quantile(self, share: float) -> float:
        """Give the wait that a `share` of all contacts (0 up to, not including, 1) does not exceed, however it ends.

        This is the time really spent waiting: who gives up has waited until then.
        """
        if not 0 <= share < 1:
            raise ValueError(f"the share of contacts must be at least 0 and below 1, such as 0.9, not {share}")
        longer = 1 - share
        if self.waiting_probability <= longer or not self.patience:
            return 0.0
        if isinf(self.patience):
            return self.handling * log(self.waiting_probability / longer) / (self.agents - self.load)
        return self.patience * self._offered().wait_exceeded_by(longer / self.waiting_probability)

    def _offered(self) -> _OfferedWait:
        return _offered_wait(self.load, self.agents, self.patience / self.handling)


def offered_load(contacts: float, handling: float) -> float:
    """Give the load in erlangs of `contacts` a minute that take `handling` minutes each."""
    _check("the number of contacts a minute", contacts, "contacts")
    _check("the handling time", handling, "minutes")
    return contacts * handling


def erlang_b(load: float, agents: int) -> float:
    """Give the share of contacts that find all agents busy where nobody can wait; 1 where there is no agent.

    By the recursion from one agent to the next, which adds and multiplies positive numbers only.
    """
    _check("the load", load, "erlangs")
    _check_agents(agents, least=0)
    busy = 1.0
    for agent in range(1, agents + 1):
        busy = load * busy / (agent + load * busy)
    return busy


def erlang_c(load: float, agents: int, handling: float) -> Queue:
    """Give the queue where everybody waits until served.

    A load that is not below the number of agents is a ValueError: such a queue never comes to rest.
    """
    _check("the load", load, "erlangs")
    _check_agents(agents)
    _check_handling(handling)
    if load >= agents:
        raise ValueError(
            f"a staff of {agents} cannot work off {load:g} erlangs: the queue would grow without end; "
            f"it takes a staff of {_least_stable(load)}, or a patience after which people give up"
        )
    blocked = erlang_b(load, agents)
    waiting = agents * blocked / (agents - load * (1 - blocked))
    return Queue(load, agents, handling, inf, waiting, abandoned=0.0, wait=waiting * handling / (agents - load))


def erlang_a(load: float, agents: int, handling: float, patience: float) -> Queue:
    """Give the queue where people give up after an exponential time, `patience` on average; more load than agents is fine.

    Patience 0 is Erlang B: who cannot be served at once is gone. Patience `inf` is Erlang C, with its error.
    """
    _check("the load", load, "erlangs")
    _check_agents(agents)
    _check_handling(handling)
    _check("the patience", patience, "minutes", endless=True)
    spell = patience / handling
    if isinf(max(load, agents) * spell):
        return erlang_c(load, agents, handling)
    if spell < NO_PATIENCE:
        blocked = erlang_b(load, agents)
        return Queue(load, agents, handling, 0.0, blocked, abandoned=blocked, wait=0.0)
    pressure = load * erlang_b(load, agents - 1)
    offered = _offered_wait(load, agents, spell)
    everybody = offered.integral(_all)
    queued = pressure * spell * everybody
    waiting = queued / (offered.height(-offered.peak) + queued)
    abandoned = waiting * offered.integral(offered.impatient) / everybody
    return Queue(load, agents, handling, patience, waiting, abandoned, wait=abandoned * patience)


@dataclass(frozen=True, slots=True)
class _OfferedWait:
    """How long a contact that finds all agents busy would wait if it never gave up, as a density of height 1; times in patiences.

    Places are counted from the peak, so that a long line of patient people costs no precision: with d the distance from the peak,
    the density is exp(-(spare d + busy (e^-d - 1 + d))). The peak is at 0 unless there is more load than agents.
    """

    spare: float
    busy: float
    peak: float

    def height(self, distance: float) -> float:
        """Give the density at a distance from the peak."""
        return exp(-(self.spare * distance + self.busy * _bend(distance)))

    def patient(self, distance: float) -> float:
        """Give the chance that a contact does not give up before the wait at this distance is over."""
        return exp(-(self.peak + distance))

    def impatient(self, distance: float) -> float:
        """Give the chance that it does give up before."""
        return -expm1(-(self.peak + distance))

    def integral(self, weight: Callable[[float], float], *, since: float = 0.0, until: float = inf) -> float:
        """Integrate the weighted density over waits from `since` to `until`, in patiences from arrival."""
        low = max(since - self.peak, -self._reach_before())
        high = min(until - self.peak, self._reach_after())
        parts = [(low, min(high, 0.0)), (max(low, 0.0), high)]
        return fsum(_integrate(lambda d: weight(d) * self.height(d), *part) for part in parts if part[0] < part[1])

    def wait_exceeded_by(self, share: float) -> float:
        """Give the time after which only a `share` (below 1) is still waiting, neither served nor gone."""
        limit = log(share * self.integral(_all))
        wait = self.peak + 0.999 * self._reach_after()
        while (nearer := wait - self._overshoot(wait, limit)) < wait:
            wait = nearer
        return max(wait, 0.0)

    def _overshoot(self, wait: float, limit: float) -> float:
        """Give Newton's step back to where the log of those still waiting is at the limit; that log is concave, so no step is too long."""
        beyond = self.integral(_all, since=wait)
        return (limit + wait - log(beyond)) / (1 + self.height(wait - self.peak) / beyond)

    def _reach_before(self) -> float:
        return min(self.peak, sqrt(2 * NEGLIGIBLE / self.busy))

    def _reach_after(self) -> float:
        by_bend = max(sqrt(4 * NEGLIGIBLE / self.busy), 2 * NEGLIGIBLE / self.busy)
        return min(by_bend, NEGLIGIBLE / self.spare) if self.spare else by_bend


def _offered_wait(load: float, agents: int, spell: float) -> _OfferedWait:
    """Give the offered wait for a patience of `spell` handling times."""
    peak = log(load / agents) if load > agents else 0.0
    return _OfferedWait(spare=max(agents - load, 0.0) * spell, busy=max(min(load, agents) * spell, TINY), peak=peak)


def _all(_distance: float) -> float:
    return 1.0


def _bend(distance: float) -> float:
    """Give e^-d - 1 + d without loss of digits near 0."""
    if abs(distance) < 1e-3:
        return distance * distance / 2 * (1 - distance / 3 * (1 - distance / 4 * (1 - distance / 5)))
    return expm1(-distance) + distance


def _integrate(function: Callable[[float], float], low: float, high: float) -> float:
    """Integrate a smooth function by the tanh-sinh rule, good to some 15 digits for a density that falls by e^160 at most."""
    centre, half = (low + high) / 2, (high - low) / 2
    return half * fsum(weight * function(centre + half * node) for node, weight in _nodes())


@cache
def _nodes(step: float = 1 / 32, count: int = 102) -> tuple[tuple[float, float], ...]:
    places = [step * place for place in range(-count, count + 1)]
    return tuple((tanh(pi / 2 * sinh(x)), step * pi / 2 * cosh(x) / cosh(pi / 2 * sinh(x)) ** 2) for x in places)


def staff_for_service_level(load: float, handling: float, *, level: float, within: float, patience: float = inf) -> Queue:
    """Give the queue with the fewest agents that serve a share `level` (above 0, below 1) of all contacts `within` minutes."""
    if not 0 < level < 1:
        raise ValueError(f"the service level must be a share above 0 and below 1, such as 0.8, not {level}")
    return _fewest(load, handling, patience, lambda queue: queue.service_level(within) >= level)


def staff_for_wait(load: float, handling: float, *, longest: float, patience: float = inf) -> Queue:
    """Give the queue with the fewest agents whose mean wait of all contacts is at most `longest` (above 0)."""
    if not longest > 0:
        raise ValueError(f"the mean wait must be above 0 minutes, not {longest}: no staff, however large, makes every wait nothing")
    return _fewest(load, handling, patience, lambda queue: queue.wait <= longest)


def staff_for_abandonment(load: float, handling: float, *, most: float, patience: float) -> Queue:
    """Give the queue with the fewest agents that at most a share `most` (above 0, up to 1) of all contacts gives up on."""
    if not 0 < most <= 1:
        raise ValueError(f"the share that gives up must be above 0 and at most 1, such as 0.05, not {most}")
    return _fewest(load, handling, patience, lambda queue: queue.abandoned <= most)


def _fewest(load: float, handling: float, patience: float, meets: Callable[[Queue], bool]) -> Queue:
    """Find the smallest queue that meets a goal, at least one agent; a goal met by some staff must be met by more."""
    _check("the load", load, "erlangs")
    low, step = _least_stable(load) if isinf(patience) else 1, 1
    best = erlang_a(load, low, handling, patience)
    while not meets(best):
        low = best.agents + 1
        best = erlang_a(load, best.agents + step, handling, patience)
        step *= 2
    while low < best.agents:
        middle = erlang_a(load, (low + best.agents) // 2, handling, patience)
        if meets(middle):
            best = middle
        else:
            low = middle.agents + 1
    return best


def _least_stable(load: float) -> int:
    return floor(load) + 1


def paid_heads(agents: float, shrinkage: float) -> int:
    """Give the people to pay for `agents` at work, when a share `shrinkage` (below 1) of paid time goes to leave, breaks and the like."""
    _check("the number of agents", agents, "agents")
    if not 0 <= shrinkage < 1:
        raise ValueError(f"the shrinkage must be at least 0 and below 1, such as 0.3, not {shrinkage}")
    exact = agents / (1 - shrinkage)
    nearest = round(exact)
    return nearest if abs(exact - nearest) <= WHOLE * exact else ceil(exact)


def cost_per_hour(paid: float, wage: float) -> float:
    """Give the cost of an hour of `paid` heads at an hourly `wage`, in the money of the wage."""
    _check("the number of paid heads", paid, "heads")
    _check("the wage", wage, "units of money")
    return paid * wage


def cost_per_contact(paid: float, wage: float, contacts: float) -> float:
    """Give the cost of one contact, for `paid` heads at an hourly `wage` and `contacts` a minute (above 0)."""
    if not (contacts > 0 and isfinite(contacts)):
        raise ValueError(f"the number of contacts a minute must be above 0 to cost one, not {contacts}")
    return cost_per_hour(paid, wage) / (60 * contacts)


def _check(what: str, value: float, unit: str, *, endless: bool = False) -> None:
    if not (value >= 0 and (endless or isfinite(value))):
        raise ValueError(f"{what} must be a number of {unit}, 0 or more, not {value}")


def _check_handling(handling: float) -> None:
    if not (handling > 0 and isfinite(handling)):
        raise ValueError(f"the handling time must be above 0 minutes, not {handling}")


def _check_agents(agents: int, least: int = 1) -> None:
    if agents < least or agents % 1:
        raise ValueError(f"the number of agents must be a whole number of {least} or more, not {agents}")
