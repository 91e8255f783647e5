"""Frozen classes with slots, as `dataclasses` makes them, at a small part of what that costs a start.

The library writes and compiles six functions for each class when it is defined. Here the four that all classes can
share are shared, and the one that makes an instance is compiled when the first is made. A type checker sees the
library's own decorator; `fields`, `asdict` and `replace` of the library work on these classes too.
"""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass as dataclass
    from dataclasses import field as field
    from dataclasses import replace as replace


class Field:
    """What is said of an attribute beside its type."""

    __slots__ = ("compare", "default", "factory", "repr")

    def __init__(self, default: Any, factory: Callable[[], Any] | None, repr: bool, compare: bool) -> None:
        self.default, self.factory, self.repr, self.compare = default, factory, repr, compare


class Kind:
    """What is known of a class: its attributes by name, in their order, and how it is made."""

    __slots__ = ("attributes", "is_keyword", "is_ordered", "take", "told")

    def __init__(self, attributes: dict[str, Field], is_keyword: bool, is_ordered: bool) -> None:
        self.attributes, self.is_keyword, self.is_ordered = attributes, is_keyword, is_ordered
        compared = [name for name, each in attributes.items() if each.compare]
        self.told = [name for name, each in attributes.items() if each.repr]
        # What instances are compared by; one attribute is compared alone, and none is always the same.
        self.take: Callable[[Any], Any] = operator.attrgetter(*compared) if compared else lambda _each: ()


MISSING: Any = object()


def make_class(given: type, *, is_keyword: bool, is_ordered: bool) -> type:
    """The class with slots: what was given as the defaults of its attributes would stand in their way."""
    body = {name: value for name, value in vars(given).items() if name not in ("__dict__", "__weakref__")}
    own: dict[str, Field] = {}
    for name, told in given.__annotations__.items():
        if not str(told).startswith("ClassVar"):
            value = body.pop(name, MISSING)
            own[name] = value if isinstance(value, Field) else Field(value, None, True, True)
    held = {name: each for base in reversed(given.__mro__) for name, each in read_attributes(base).items()}
    kind = Kind({**held, **own}, is_keyword, is_ordered)

    def begin(self: Any, *values: Any, **named: Any) -> None:
        """Make the first instance, and what makes the others."""
        made.__init__ = compile_maker(made, kind)
        made.__init__(self, *values, **named)

    body |= {
        "__qualname__": given.__qualname__,
        "__slots__": tuple(name for name in own if name not in held),
        "__kind__": kind,
    }
    body.setdefault("__match_args__", () if is_keyword else tuple(kind.attributes))
    body.setdefault("__init__", begin)
    for name, shared in SHARED.items():
        # A class that has its own way to compare has None for the other half.
        if body.get(name) is None:
            body[name] = shared
    made: Any = type(given)(given.__name__, given.__bases__, body | ORDER if is_ordered else body)
    return made  # type: ignore[no-any-return]


def read_attributes(base: type) -> dict[str, Field]:
    """The attributes of a class that was made here; none of any other."""
    kind = vars(base).get("__kind__")
    return kind.attributes if kind is not None else {}


def compile_maker(made: type, kind: Kind) -> Callable[..., None]:
    """The function that makes an instance, with a parameter for each attribute."""
    room: dict[str, Any] = {"MISSING": MISSING}
    words, lines = ["self", "*"] if kind.is_keyword and kind.attributes else ["self"], []
    for name, each in kind.attributes.items():
        room[f"default_{name}"] = MISSING if each.factory else each.default
        room[f"make_{name}"] = each.factory
        # The slot itself takes a value in half the time in which it is looked for by its name.
        room[f"put_{name}"] = getattr(made, name).__set__
        words.append(name if each.default is MISSING and not each.factory else f"{name}=default_{name}")
        value = f"make_{name}() if {name} is MISSING else {name}" if each.factory else name
        lines.append(f" put_{name}(self, {value})")
    if hasattr(made, "__post_init__"):
        lines.append(" self.__post_init__()")
    exec(f"def __init__({', '.join(words)}):\n" + "\n".join(lines or [" pass"]), room)
    room["__init__"].__qualname__ = f"{made.__qualname__}.__init__"
    return room["__init__"]  # type: ignore[no-any-return]


def is_same(self: Any, other: Any) -> Any:
    """Whether two instances of one class hold the same."""
    if other.__class__ is not self.__class__:
        return NotImplemented
    return self.__kind__.take(self) == self.__kind__.take(other)


def take_hash(self: Any) -> int:
    """The hash of what is held."""
    return hash(self.__kind__.take(self))


def tell(self: Any) -> str:
    """The instance as code would make it."""
    return f"{type(self).__qualname__}({', '.join([f'{name}={getattr(self, name)!r}' for name in self.__kind__.told])})"


def refuse(self: Any, name: str, *_value: Any) -> None:
    """Nothing is changed."""
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def take_state(self: Any) -> list[Any]:
    """What a copy needs."""
    return [getattr(self, name) for name in self.__kind__.attributes]


def put_state(self: Any, state: list[Any]) -> None:
    """Make a copy of it."""
    for name, value in zip(self.__kind__.attributes, state, strict=True):
        object.__setattr__(self, name, value)


def note_order(compare: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """The method that tells which of two instances of one class comes first."""

    def is_before(self: Any, other: Any) -> Any:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return compare(self.__kind__.take(self), self.__kind__.take(other))

    return is_before


class Told:
    """What the library knows of a class, asked of the library when somebody wants it."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, _instance: object, owner: type) -> Any:
        import dataclasses

        kind: Kind = next(vars(base)["__kind__"] for base in owner.__mro__ if "__kind__" in vars(base))
        told = [
            (name, object, dataclasses.field(
                default=dataclasses.MISSING if each.factory or each.default is MISSING else each.default,
                default_factory=each.factory or dataclasses.MISSING,
                repr=each.repr, compare=each.compare, kw_only=kind.is_keyword))
            for name, each in kind.attributes.items()
        ]  # fmt: skip
        twin = dataclasses.make_dataclass(owner.__name__, told, frozen=True, order=kind.is_ordered)
        found = getattr(twin, self.name)
        setattr(owner, self.name, found)
        return found


SHARED: dict[str, Any] = {
    "__eq__": is_same, "__hash__": take_hash, "__repr__": tell, "__setattr__": refuse, "__delattr__": refuse,
    "__getstate__": take_state, "__setstate__": put_state,
    "__dataclass_fields__": Told("__dataclass_fields__"), "__dataclass_params__": Told("__dataclass_params__"),
}  # fmt: skip
ORDER = {f"__{name}__": note_order(getattr(operator, name)) for name in ("lt", "le", "gt", "ge")}

if not TYPE_CHECKING:

    def dataclass(*, frozen, slots, order=False, kw_only=False):
        """The decorator, of which frozen and slots are always wanted."""
        assert frozen
        assert slots
        return lambda given: make_class(given, is_keyword=kw_only, is_ordered=order)

    def field(*, default=MISSING, default_factory=None, repr=True, compare=True):
        """An attribute of which more is said than its type."""
        return Field(default, default_factory, repr, compare)

    def replace(instance, /, **changes):
        """The instance with other values in some places; one of a class of the library by the library."""
        if not hasattr(instance, "__kind__"):
            import dataclasses

            return dataclasses.replace(instance, **changes)
        kept = {name: getattr(instance, name) for name in instance.__kind__.attributes if name not in changes}
        return type(instance)(**kept, **changes)
