"""What is made from files that seldom change, kept beside Python's own compiled modules, so that a start need not make it again.

The kept form stands in `__pycache__` and is trusted as the `.pyc` files next to it are: who may write there may change the program.
It is used only while every source file has the size and time it was made from. Where nothing may be written, it is made afresh.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress

try:
    from _pickle import UnpicklingError, load  # all that `pickle` would be loaded for, which takes a third of a bare start
except ImportError:
    from pickle import UnpicklingError, load

from strategist import __version__
from strategist import files as writing
from strategist.kinds import Any, TypeVar, cast

Made = TypeVar("Made")

DAMAGED = (
    OSError,
    EOFError,
    UnpicklingError,
    ArithmeticError,
    AttributeError,
    ImportError,
    LookupError,
    MemoryError,
    TypeError,
    ValueError,
)
"""What reading a kept form may raise when there is none or when it is damaged."""


def kept(name: str, files: Iterable[str], make: Callable[[], Made]) -> Made:
    """Give what `make` makes from `files`: the kept form while it is current, else a new one, which is then kept."""
    stamp = _stamp(files)
    place = _place(name)
    found = _found(place, stamp)
    if found is not None:
        return cast("Made", found[0])
    fresh = make()
    if not sys.dont_write_bytecode:
        import pickle  # noqa: PLC0415 - a start that finds the kept form needs neither
        from pathlib import Path  # noqa: PLC0415 - the same

        with suppress(OSError):
            os.makedirs(os.path.dirname(place), exist_ok=True)
            writing.write(Path(place), pickle.dumps(stamp) + pickle.dumps(fresh, protocol=pickle.HIGHEST_PROTOCOL))
    return fresh


def _place(name: str) -> str:
    """Give where a kept form stands: beside the compiled form of this module, and named like it."""
    folder, file = os.path.split((__spec__ and __spec__.cached) or __file__)
    return os.path.join(folder, name + file.removeprefix("compiled").removesuffix("c").removesuffix(".py") + ".pickle")


def _stamp(files: Iterable[str]) -> tuple[object, ...]:
    states = [(file, os.stat(file)) for file in files]
    return (__version__, sys.version, *((name, state.st_mtime_ns, state.st_size) for name, state in states))


def _found(place: str, stamp: tuple[object, ...]) -> tuple[Any] | None:
    """Give the kept form, in a tuple, if it is there, whole and current."""
    with suppress(*DAMAGED), open(place, "rb") as file:
        if load(file) == stamp:  # noqa: S301 - as trusted as the .pyc files beside it
            return (load(file),)  # noqa: S301 - the same
    return None
