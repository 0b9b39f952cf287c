"""What is said of a channel is read as people write it, and what cannot be is refused in words that help."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategist.channels import EXAMPLE, FIGURES, RefusedError, figure, promise


@pytest.mark.parametrize(
    ("written", "minutes", "share"),
    [
        (EXAMPLE, 1 / 3, 0.8),
        ("80/20", 1 / 3, 0.8),
        ("80 / 20 s", 1 / 3, 0.8),
        ("90 % / 5 min", 5, 0.9),
        ("20s/80%", 1 / 3, 0.8),
        ("in 80 percent of calls within 20 seconds", 1 / 3, 0.8),
        ("80 % of all calls are answered in under 30 sec", 0.5, 0.8),
        ("Reply to 95% of our emails within 4 h.", 240, 0.95),
        ("99.5 % within 1 day", 1440, 0.995),
        ("0 s in 70 per cent", 0, 0.7),
        ("within 24 h", 1440, None),
        ("80 %", None, 0.8),
    ],
)
def test_a_promise_is_read_in_any_order(written, minutes, share):
    within, kept = promise(written)

    assert within == (None if minutes is None else pytest.approx(minutes, abs=1e-6))
    assert kept == share


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("reply within one working day", "the promise `reply within one working day` is not understood (`one`, `working` and `day`)"),
        (
            "80 % within 20 s except on Sundays",
            "the promise `80 % within 20 s except on Sundays` is not understood (`except`, `on` and `Sundays`)",
        ),
        ("in five rings", "the promise `in five rings` is not understood (`five` and `rings`)"),
        ("within 20 in 80 %", "the promise `within 20 in 80 %` is not understood (`20`)"),
        ("20 s in 80 % or 30 s in 90 %", "the promise `20 s in 80 % or 30 s in 90 %` is not understood (`or`)"),
        ("20 s 30 s 80 %", "the promise `20 s 30 s 80 %` is not understood"),
        ("we answer calls", "the promise `we answer calls` is not understood"),
        ("", "the promise `` is not understood"),
    ],
)
def test_a_promise_with_a_word_that_might_change_it_is_not_guessed_at(written, said):
    with pytest.raises(RefusedError) as refused:
        promise(written)

    assert refused.value.what == said
    assert EXAMPLE in refused.value.to_do
    assert "a working day in hours" in refused.value.to_do


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("all within 24 h", "no staff, however large, can promise this to all, since contacts come by chance"),
        ("100/20", "no staff, however large, can promise this to all, since contacts come by chance"),
        ("120 % in 20 s", "`120 %` is too much: there are only 100 in a hundred"),
        ("0.8/20", "`0.8` is at most one in a hundred"),
        ("0 % in 20 s", "a promise kept to nobody is none"),
        ("-5 s in 80 %", "`-5 s` is below 0"),
        ("80,5 % in 20 s", "`80,5 %` is no percentage"),
    ],
)
def test_a_promise_that_nobody_can_keep_is_explained(written, said):
    with pytest.raises(RefusedError) as refused:
        promise(written)

    assert refused.value.what == said


@pytest.mark.parametrize(
    ("key", "written", "said", "to_do"),
    [
        ("contacts_an_hour", "0", "where nobody calls or writes, nobody is needed", "such as 300"),
        ("contacts_an_hour", "-3", "`-3` is below 0", "such as 300"),
        ("contacts_an_hour", "many", "`many` is no number of contacts", "such as 300"),
        ("hours_a_week", "0", "in no hour is anybody at work", "such as 40"),
        ("hours_a_week", "169", "`169` is too much: a week has only 168 hours", "168 or less"),
        ("minutes", "0 s", "contacts that take no time need nobody", "such as 220 s"),
        ("minutes", "3 kg", "`3 kg` is no time", "such as 220 s"),
        ("agents", "0", "with nobody at work nobody is ever answered", "1 or more"),
        ("agents", "2.5", "`2.5` is no whole number of people", "such as 24"),
        ("agents", "20001", "`20001` is too much: the formulas end at 20,000 people at work at once", "split the channel"),
        ("within", "20", "`20` is no time with a unit", "20 s, 5 min or 4 h"),
        ("patience", "0 s", "whoever has no patience hangs up before anybody can answer", "such as 3 min"),
        ("patience", " ", "no time with a unit is given here", "such as 3 min"),
        ("share", "0.8", "`0.8` is at most one in a hundred", "80, not 0.8"),
    ],
)
def test_a_figure_that_cannot_be_is_explained(key, written, said, to_do):
    with pytest.raises(RefusedError) as refused:
        figure(key, written)

    assert refused.value.what == said
    assert to_do in refused.value.to_do


@pytest.mark.parametrize(
    ("key", "written", "read"),
    [
        ("minutes", "220 s", 220 / 60),
        ("minutes", "3.5", 3.5),
        ("within", "4 h", 240),
        ("within", "0 s", 0),
        ("patience", "3min", 3),
        ("hours_a_week", "168", 168),
        ("contacts_an_hour", "1.5k", 1500),
        ("agents", "24", 24),
        ("share", "80 %", 0.8),
    ],
)
def test_a_figure_is_read_as_people_write_it(key, written, read):
    assert figure(key, written) == pytest.approx(read, abs=1e-6)


@given(st.sampled_from(FIGURES), st.text() | st.floats().map(str) | st.integers().map(lambda number: f"{number} s"))
def test_whatever_is_written_is_a_figure_or_refused_in_words(key, written):
    read, said = outcome(lambda: figure(key, written))

    assert read is None or read >= 0
    assert read is not None or all(said)


@given(st.text() | st.lists(st.sampled_from(["80", "%", "20", "s", "in", "within", "h", "/", "all", "-", "day", "1.5"])).map(" ".join))
def test_whatever_is_promised_is_read_or_refused_in_words(written):
    read, said = outcome(lambda: promise(written))

    assert read is not None or all(said)
    within, share = read or (0, 0.5)
    assert within is not None or share is not None
    assert share is None or 0 < share < 1
    assert within is None or within >= 0


def outcome(read: Callable[[], Any]) -> tuple[Any, tuple[str, ...]]:
    """Give what is read, or what is said when it is refused."""
    try:
        return read(), ()
    except RefusedError as refused:
        return None, (refused.what, refused.to_do)
