"""The words of `typing` that the program itself needs none of: to load them takes half as long as to start Python.

To mypy they are those of `typing`. While the program runs, annotations are text that nobody reads but validation, and what looks at
them calls `spell_out` first.
"""

from __future__ import annotations

__all__ = ["Any", "ClassVar", "Literal", "NoReturn", "Protocol", "TypeVar", "cast", "spell_out"]

TYPE_CHECKING = False  # as in typing
if TYPE_CHECKING:
    from typing import Any, ClassVar, Literal, NoReturn, Protocol, TypeVar, cast
else:

    class Literal:
        """The values that something may have, until they are spelled out."""

        def __init__(self, values: object) -> None:
            """Keep the values, one or several."""
            self.values = values

        __class_getitem__ = classmethod(lambda cls, values: cls(values))

    class TypeVar:
        """A type that a function leaves open; only mypy reads it."""

        def __init__(self, *_names: object, **_bounds: object) -> None:
            """Take what `typing` takes."""

    class Any:
        """Anything; only mypy reads it."""

    class Protocol:
        """What an object must be able to do; only mypy reads it."""

    ClassVar = NoReturn = Any

    def cast(_kind: object, value: object) -> object:
        """Give the value as it is."""
        return value


def spell_out() -> None:
    """Put the words of `typing` in place of these in every module of ours that is loaded, for what looks at annotations."""
    import sys  # noqa: PLC0415 - only here
    import typing  # noqa: PLC0415 - what this module is for

    words = {name: getattr(typing, name) for name in __all__ if hasattr(typing, name)}
    for module in [module for name, module in sys.modules.items() if name.startswith("strategist.")]:
        names = vars(module)
        kept = [(name, value) for name, value in names.items() if type(value).__name__ == "Literal"]
        spelled = {name: typing.Literal[value.values] for name, value in kept}
        names.update(spelled | {name: word for name, word in words.items() if name in names})
