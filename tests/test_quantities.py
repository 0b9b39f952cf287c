"""Quantities: what is read, what is refused, and that what is written can be read back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategist.quantities import SYMBOLS, brief, duration, minutes, money, number, percent, plain

AMOUNTS = st.floats(allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("0", (0, None)),
        ("350000", (350_000, None)),
        ("350,000", (350_000, None)),
        ("350 000", (350_000, None)),
        ("1_000_000", (1_000_000, None)),
        (".5", (0.5, None)),
        ("2.1m", (2_100_000, None)),
        ("2.1 M", (2_100_000, None)),
        ("2.1 mn", (2_100_000, None)),
        ("2.1 million", (2_100_000, None)),
        ("35bn", (35_000_000_000, None)),
        ("35 B", (35_000_000_000, None)),
        ("1.2 billion", (1_200_000_000, None)),
        ("38k", (38_000, None)),
        ("38 thousand", (38_000, None)),
        ("-3k", (-3_000, None)),
        ("+3k", (3_000, None)),
        ("$2.1m", (2_100_000, "USD")),
        ("€ 2.1m", (2_100_000, "EUR")),
        ("£350k", (350_000, "GBP")),
        ("2.1m €", (2_100_000, "EUR")),
        ("USD 2.1m", (2_100_000, "USD")),
        ("2.1m USD", (2_100_000, "USD")),
        ("350 CHF", (350, "CHF")),
        ("  12  ", (12, None)),
    ],
)
def test_money_is_read_as_people_write_it(written, read):
    assert money(written) == read


@pytest.mark.parametrize(
    "written",
    ["", " ", "m", "$", "USD", "lots", "3 hours", "3 kg", "81 s", "8 %", "2,1m", "1.200.000", "1,00", "12,3456", "1e6", "0x1F", ".inf",
     ".nan", "1.", "2.1.3", "--3", "−3", "2m3", "$2m EUR", "usd 2m", "2m usd", "2 zillion", "9" * 400, "9" * 305 + "bn"],
)  # fmt: skip
def test_what_is_no_money_is_not_guessed_at(written):
    assert money(written) is None
    assert number(written) is None


def test_a_number_has_no_currency():
    assert number("60k") == 60_000
    assert number("60k EUR") is None
    assert number("$60k") is None


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("90 s", 1.5),
        ("81 s", 1.35),
        ("81s", 1.35),
        ("30 sec", 0.5),
        ("30 secs", 0.5),
        ("30 seconds", 0.5),
        ("8 min", 8),
        ("8 m", 8),
        ("8 Minutes", 8),
        ("1.5 h", 90),
        ("1 hour", 60),
        ("2 hours", 120),
        ("1 d", 1440),
        ("2 days", 2880),
        ("1,200 s", 20),
    ],
)
def test_durations_are_minutes(written, read):
    assert minutes(written) == read


@pytest.mark.parametrize("written", ["", "8", "min", "3 kg", "3 weeks", "1h30", "8 min 20 s", "2m EUR", "8 %", "9" * 400 + " h"])
def test_what_is_no_duration_is_not_guessed_at(written):
    assert minutes(written) is None


@pytest.mark.parametrize(
    ("written", "read"),
    [("8", 8), ("8%", 8), ("8 %", 8), ("8 percent", 8), ("8 per cent", 8), ("0.5 %", 0.5), ("-3 %", -3), ("1,200 %", 1200), (" 100 ", 100)],
)
def test_percentages_are_read_as_people_write_them(written, read):
    assert percent(written) == read


@pytest.mark.parametrize("written", ["", "%", "8 %%", "81 s", "8 points", "12,5 %", "8 k", "EUR 8", "half", "9" * 400])
def test_what_is_no_percentage_is_not_guessed_at(written):
    assert percent(written) is None


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "0"),
        (-0.0, "0"),
        (-0.0000001, "0"),
        (100, "100"),
        (12.5, "12.5"),
        (1_234_567.5, "1,234,567.5"),
        (2_100_000.0, "2,100,000"),
        (1 / 3, "0.333333"),
        (-3, "-3"),
        (10**15, "1,000,000,000,000,000"),
    ],
)
def test_a_number_is_written_without_needless_decimals(value, written):
    assert plain(value) == written


@given(AMOUNTS)
def test_what_is_written_is_read_back_to_six_decimals(value):
    assert number(plain(value)) == round(value, 6)
    assert percent(plain(value)) == round(value, 6)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "0"),
        (0.333, "0.33"),
        (9.996, "10"),
        (12.34, "12.3"),
        (350, "350"),
        (999.4, "999"),
        (999.6, "1k"),
        (-14_500, "-14.5k"),
        (987_900, "988k"),
        (999_600, "1m"),
        (1_256_000, "1.26m"),
        (35_000_000_000, "35bn"),
        (4_000_000_000_000, "4,000bn"),
    ],
)
def test_an_amount_is_written_briefly_to_three_figures(value, written):
    assert brief(value) == written


@given(st.floats(min_value=-1e12, max_value=1e12))
def test_a_brief_amount_is_read_back_to_three_figures(value):
    assert number(brief(value)) == pytest.approx(value, rel=0.0051, abs=0.0051)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "0 s"),
        (5.84 / 60, "5.8 s"),
        (20 / 60, "20 s"),
        (1.35, "81 s"),
        (100 / 60, "1 min 40 s"),
        (2, "2 min"),
        (3 + 2 / 3, "3 min 40 s"),
        (59.999, "1 h"),
        (90, "1 h 30 min"),
        (1440, "24 h"),
        (60_000, "1,000 h"),
    ],
)
def test_a_duration_is_written_in_at_most_two_units(value, written):
    assert duration(value) == written


@given(AMOUNTS, st.sampled_from(sorted(SYMBOLS)), st.booleans())
def test_a_currency_may_stand_before_or_behind(value, symbol, before):
    written = f"{symbol}{plain(value)}" if before else f"{plain(value)} {symbol}"

    assert money(written) == (round(value, 6), SYMBOLS[symbol])


@given(st.floats(min_value=0, max_value=1e6).map(lambda value: round(value, 3)))
def test_an_hour_is_sixty_minutes_and_a_minute_sixty_seconds(value):
    written = plain(value)

    assert minutes(f"{written} h") == pytest.approx(60 * minutes(f"{written} min"))
    assert minutes(f"{written} min") == pytest.approx(60 * minutes(f"{written} s"), abs=1e-4)


@given(st.text())
def test_any_text_is_a_quantity_or_none(text):
    for read in (number, minutes, percent):
        found = read(text)
        assert found is None or abs(found) < float("inf")
