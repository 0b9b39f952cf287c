"""Dataclasses whose methods are made when they are first needed: a drop-in for what this program uses of `dataclasses`.

`dataclasses` writes and compiles the methods of a class as it is defined, and loads `inspect` to do so. A command defines a hundred
classes and makes objects of a few. To mypy, and to whoever asks for the fields, these are plain dataclasses: `dataclasses.fields`,
`asdict`, `replace` and pydantic work on them.
"""

from __future__ import annotations

from operator import attrgetter, ge, gt, le, lt

__all__ = ["dataclass", "field", "replace"]

TYPE_CHECKING = False  # as in typing, which a quick start does not load
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from dataclasses import dataclass, field, replace
    from typing import Any
else:

    def dataclass(cls: type | None = None, **options: bool) -> Any:
        """Make a class a dataclass; `frozen`, `slots`, `order` and `unsafe_hash` may be asked for."""
        return _made(cls, _Shape(cls, options)) if cls else lambda cls: _made(cls, _Shape(cls, options))

    def field(**given: Any) -> _Field:
        """Say how a field is made: `default`, `default_factory`, and whether it takes part in `compare` and `repr`."""
        return _Field(given)

    def replace(one: Any, **changes: Any) -> Any:
        """Give a copy with some fields changed."""
        return type(one)(**{name: getattr(one, name) for name in one.__match_args__ if name not in changes}, **changes)


class _Field:
    __slots__ = ("given",)

    def __init__(self, given: dict[str, Any]) -> None:
        self.given = given


class _Shape:
    """What a class says of itself: the names of its fields, their defaults, and the options it was made with."""

    def __init__(self, cls: type, options: dict[str, bool]) -> None:
        self.options = options
        self.kinds = {name: kind for name, kind in cls.__annotations__.items() if not kind.startswith("ClassVar")}
        self.defaults = {name: cls.__dict__[name] for name in self.kinds if name in cls.__dict__}

    def taking_part(self, what: str) -> list[str]:
        """Give the fields that are told or compared: all but those that say otherwise."""
        return [name for name in self.kinds if not isinstance(one := self.defaults.get(name), _Field) or one.given.get(what, True)]

    def plain(self, name: str) -> type:
        """Give a dataclass made by `dataclasses` itself, for whoever asks about fields."""
        import dataclasses  # noqa: PLC0415 - a quick start asks nobody

        given = {name: one.given for name, one in self.defaults.items() if isinstance(one, _Field)}
        defaults = self.defaults | {name: dataclasses.field(**how) for name, how in given.items()}
        kind = type(name, (), {"__annotations__": self.kinds, **defaults})
        return dataclasses.dataclass(**{name: on for name, on in self.options.items() if name != "slots"})(kind)


def _made(cls: Any, shape: _Shape) -> Any:
    """Give the class its methods, `__init__` as one that is written at the first call."""
    names = tuple(shape.kinds)
    if shape.options.get("slots"):
        own = {name: value for name, value in cls.__dict__.items() if name not in {"__dict__", "__weakref__", *names}}
        cls = type(cls)(cls.__name__, cls.__bases__, {**own, "__slots__": names, "__qualname__": cls.__qualname__})
    else:
        for name, default in shape.defaults.items():
            if isinstance(default, _Field):
                delattr(cls, name)
    compared = shape.taking_part("compare")
    cls.__init__ = _first(cls)
    cls.__shape__, cls.__compared__ = shape, attrgetter(*compared) if compared else type
    for name, method in [("__match_args__", names), *_methods(shape.options)]:
        if name not in cls.__dict__:
            setattr(cls, name, method)
    cls.__hash__ = _hash if shape.options.get("frozen") or shape.options.get("unsafe_hash") else None
    return cls


def _first(cls: Any) -> Callable[..., None]:
    def init(self: Any, *given: Any, **named: Any) -> None:
        cls.__init__ = _written(cls, cls.__shape__)
        cls.__init__(self, *given, **named)

    return init


def _written(cls: Any, shape: _Shape) -> Callable[..., None]:
    """Write and compile the `__init__` of a class; what is frozen is set past its `__setattr__`, in the quickest way there is."""
    known: dict[str, Any] = {"_unset": _Field}
    frozen, slots = shape.options.get("frozen"), shape.options.get("slots")
    words, lines = [], ["_own = self.__dict__"] if frozen and not slots else []
    for name in shape.kinds:
        value = name
        default = shape.defaults.get(name, _Field({}))
        given = default.given if isinstance(default, _Field) else {"default": default}
        if "default" in given:
            words.append(f"{name}=_{name}")
            known[f"_{name}"] = given["default"]
        elif "default_factory" in given:
            words.append(f"{name}=_unset")
            known[f"_{name}"] = given["default_factory"]
            value = f"_{name}() if {name} is _unset else {name}"
        else:
            words.append(name)
        if frozen and slots:
            known[f"_set_{name}"] = getattr(cls, name).__set__
        lines.append(f"self.{name} = {value}" if not frozen else f"_set_{name}(self, {value})" if slots else f"_own[{name!r}] = {value}")
    exec(f"def __init__(self, {', '.join(words)}):\n " + "\n ".join(lines or ["pass"]), known)  # noqa: S102 - only names of fields are in it
    written: Callable[..., None] = known["__init__"]
    return written


class _Asked:
    """Something that `dataclasses` keeps on a class, made when somebody asks for it."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, one: object, cls: Any) -> Any:
        setattr(cls, self.name, getattr(cls.__shape__.plain(cls.__name__), self.name))
        return getattr(cls, self.name)


def _methods(options: dict[str, bool]) -> Iterator[tuple[str, Any]]:
    yield "__eq__", _equal
    yield "__repr__", _repr
    yield from _ASKED.items()
    if options.get("order"):
        yield from _ORDER.items()
    if options.get("frozen"):
        yield from _FROZEN.items()
        if options.get("slots"):
            yield from _STATE.items()


def _equal(self: Any, other: Any) -> bool:
    return self.__compared__(self) == other.__compared__(other) if other.__class__ is self.__class__ else NotImplemented


def _hash(self: Any) -> int:
    return hash(self.__compared__(self))


def _repr(self: Any) -> str:
    told = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__shape__.taking_part("repr"))
    return f"{self.__class__.__qualname__}({told})"


def _fixed(_self: Any, name: str, *_value: Any) -> None:
    from dataclasses import FrozenInstanceError  # noqa: PLC0415 - nobody does this

    raise FrozenInstanceError(f"cannot change field {name!r}")


def _comparing(compare: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    def method(self: Any, other: Any) -> bool:
        return compare(self.__compared__(self), other.__compared__(other)) if other.__class__ is self.__class__ else NotImplemented

    return method


def _state(self: Any) -> list[Any]:
    return [getattr(self, name) for name in self.__match_args__]


def _restore(self: Any, state: list[Any]) -> None:
    for name, value in zip(self.__match_args__, state, strict=True):
        object.__setattr__(self, name, value)


_ASKED = {name: _Asked(name) for name in ("__dataclass_fields__", "__dataclass_params__")}
_ORDER = {"__lt__": _comparing(lt), "__le__": _comparing(le), "__gt__": _comparing(gt), "__ge__": _comparing(ge)}
_FROZEN = {"__setattr__": _fixed, "__delattr__": _fixed}
_STATE = {"__getstate__": _state, "__setstate__": _restore}
