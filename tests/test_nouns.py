"""Nouns behave as dataclasses do; each claim is made of a class of `dataclasses` and of its twin."""

from __future__ import annotations

import dataclasses
import pickle
import subprocess
import sys
from typing import Any

import pytest
from strategist import nouns


def firms(made_by: Any) -> list[Any]:
    """Give the same four classes made by `dataclasses` or by `nouns`."""

    @made_by.dataclass(frozen=True)
    class Firm:
        name: str
        heads: int = 3
        sites: list[str] = made_by.field(default_factory=list, compare=False, repr=False)

    @made_by.dataclass(frozen=True, slots=True)
    class Desk:
        name: str
        heads: int = 3
        sites: tuple[str, ...] = ()

    @made_by.dataclass(slots=True, order=True, unsafe_hash=True)
    class Ranked:
        name: str
        heads: int = 3

    @made_by.dataclass
    class Plain:
        name: str = made_by.field(repr=False)
        heads: int = made_by.field(default=3)

    return [Firm, Desk, Ranked, Plain]


TWINS = list(zip(firms(dataclasses), firms(nouns), strict=True))
twins = pytest.mark.parametrize(("theirs", "ours"), TWINS, ids=lambda cls: cls.__name__)


@twins
def test_objects_are_made_told_and_compared_alike(theirs: Any, ours: Any):
    for one, other in (theirs, ours), (ours, theirs):
        assert repr(one("a")).rpartition(".")[2] == repr(other("a")).rpartition(".")[2]
        assert one("a") == one("a", 3) != one("a", heads=4)
        assert one("a") != other("a")
        assert (one.__hash__ is None) == (other.__hash__ is None)
        assert one.__match_args__ == other.__match_args__


@twins
def test_what_is_missing_or_too_much_is_refused_alike(theirs: Any, ours: Any):
    for given, named in ((), {}), (("a", 1, [], 4), {}), (("a",), {"name": "b"}), (("a",), {"colour": 1}):
        said = []
        for one in (theirs, ours):
            with pytest.raises(TypeError) as error:
                one(*given, **named)
            said.append(str(error.value).rpartition(".")[2])
        assert said[0] == said[1]


@twins
def test_the_functions_of_dataclasses_work_on_them(theirs: Any, ours: Any):
    assert dataclasses.is_dataclass(ours)
    told = [[(field.name, field.type, field.compare, field.repr) for field in dataclasses.fields(one)] for one in (theirs, ours)]
    assert told[0] == told[1]
    assert dataclasses.asdict(ours("a", 5)) == dataclasses.asdict(theirs("a", 5))
    assert dataclasses.replace(ours("a"), heads=9) == nouns.replace(ours("a"), heads=9) == ours("a", 9)


def test_what_is_frozen_cannot_be_changed():
    for _, ours in TWINS[:2]:
        with pytest.raises(dataclasses.FrozenInstanceError):
            ours("a").name = "b"
        with pytest.raises(dataclasses.FrozenInstanceError):
            del ours("a").name
    plain = TWINS[3][1]("a")
    plain.name = "b"
    assert plain.name == "b"


def test_a_default_that_can_change_is_made_for_each():
    firm = TWINS[0][1]
    assert firm("a").sites is not firm("a").sites


def test_they_sort_and_hash_by_their_fields():
    ranked, firm = TWINS[2][1], TWINS[0][1]
    assert sorted([ranked("b", 1), ranked("a", 2), ranked("a", 1)]) == [ranked("a", 1), ranked("a", 2), ranked("b", 1)]
    assert {ranked("a"), ranked("a", 3)} == {ranked("a")}
    assert hash(firm("a", 1, ["x"])) == hash(firm("a", 1))


def test_slots_hold_only_the_fields():
    desk = TWINS[1][1]
    assert desk.__slots__ == ("name", "heads", "sites")
    assert not hasattr(desk("a"), "__dict__")


def test_frozen_ones_with_slots_travel():
    from strategist.errors import Place
    from strategist.models.checking import Found

    found = Found("M301", "rule", "major", "t", "m", "d", Place("a", 1, 1), None, "p", "", ())
    assert pickle.loads(pickle.dumps(found)) == found


def test_dataclasses_is_not_loaded_for_them():
    made = "from strategist.models.settings import Settings; Settings('2026-01-01'); import sys; print('dataclasses' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", made], capture_output=True, text=True, check=True).stdout == "False\n"
