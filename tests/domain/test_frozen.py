"""Frozen classes made at first use are what the library of `dataclasses` would have made of the same lines."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import subprocess
import sys
from collections.abc import Callable
from typing import Any, ClassVar

import pytest

from ctrack.domain import frozen


def define(maker: Any) -> tuple[Any, Any, Any, Any]:
    """Four classes as `dataclasses` or `frozen` makes them."""

    @maker.dataclass(frozen=True, slots=True)
    class Base:
        kind: ClassVar[str] = "base"
        code: str
        rate: float = 0.5

    @maker.dataclass(frozen=True, slots=True)
    class Row(Base):
        names: tuple[str, ...] = ()
        held: list[int] = maker.field(default_factory=list, compare=False)
        secret: str = maker.field(default="s", repr=False)

        def __post_init__(self) -> None:
            if self.code == "bad":
                raise ValueError(self.code)

    @maker.dataclass(frozen=True, slots=True, kw_only=True)
    class Request:
        code: str = ""
        day: int

    @maker.dataclass(frozen=True, slots=True, order=True)
    class Place:
        year: int
        month: int

        def __eq__(self, other: object) -> bool:
            return isinstance(other, type(self)) and self.year == other.year

    return Base, Row, Request, Place


THEIRS, OURS = define(dataclasses), define(frozen)
USES: dict[str, Callable[[Any, Any, Any, Any], Any]] = {
    "told": lambda base, row, request, place: [repr(base("a")), repr(row("a", 1.0, ("n",))), repr(request(day=3))],
    "compared": lambda base, row, request, place: [
        base("a") == base("a", 0.5), base("a") == base("b"), row("a") == base("a"), base("a") == "a",
        row("a", held=[1]) == row("a"), hash(row("a", held=[1])) == hash(row("a")), base("a") != base("a"),
    ],
    "own comparison": lambda base, row, request, place: [place(1, 2) == place(1, 3), place(1, 2) == place(2, 2)],
    "ordered": lambda base, row, request, place: [
        str(sorted([place(2, 1), place(1, 9), place(1, 2)])), place(1, 2) <= place(1, 2), place(1, 2) > place(1, 3)
    ],
    "not ordered": lambda base, row, request, place: base("a") < base("b"),
    "no order with others": lambda base, row, request, place: place(1, 2) < 3,
    "defaults apart": lambda base, row, request, place: row("a").held is row("a").held,
    "replaced": lambda base, row, request, place: repr(dataclasses.replace(row("a"), rate=2.0)),
    "as a dictionary": lambda base, row, request, place: dataclasses.asdict(row("a", names=("x",), held=[base("b")])),
    "parts": lambda base, row, request, place: [
        (each.name, each.repr, each.compare) for each in dataclasses.fields(row)
    ],
    "matched": lambda base, row, request, place: (row.__match_args__, request.__match_args__),
    "slots": lambda base, row, request, place: (base.__slots__, row.__slots__, hasattr(row("a"), "__dict__"), row.kind),
    "copied": lambda base, row, request, place: repr(copy.deepcopy(row("a", held=[1]))),
    "checked": lambda base, row, request, place: row("bad"),
    "changed": lambda base, row, request, place: setattr(base("a"), "code", "b"),
    "one too few": lambda base, row, request, place: base(),
    "one too many": lambda base, row, request, place: base("a", 1, 2),
    "by place": lambda base, row, request, place: request("a", 2),
    "unknown": lambda base, row, request, place: base("a", b=2),
}  # fmt: skip


@frozen.dataclass(frozen=True, slots=True)
class Kept:
    """What is sent to another process."""

    code: str
    rows: tuple[int, ...] = ()


def try_out(use: Callable[[Any, Any, Any, Any], Any], classes: tuple[Any, Any, Any, Any]) -> Any:
    """What comes of a use: the value, or the failure by its kind and its words."""
    try:
        return use(*classes)
    except Exception as error:
        return type(error), str(error)


@pytest.mark.parametrize("name", USES)
def test_frozen_class_is_as_the_library_makes_it(name: str) -> None:
    """Whatever is done with a class, it does as one of the library does, down to the words of a refusal."""
    assert try_out(USES[name], OURS) == try_out(USES[name], THEIRS)


def test_nothing_is_added() -> None:
    """An instance takes no attribute that its class has not."""
    with pytest.raises(dataclasses.FrozenInstanceError):
        OURS[0]("a").other = 1


def test_own_replace_is_the_librarys() -> None:
    """`replace` makes another instance and leaves the first alone."""
    first = OURS[1]("a", held=[1])
    assert frozen.replace(first, names=("x",)) == dataclasses.replace(first, names=("x",)) != first
    assert frozen.replace(THEIRS[0]("a"), code="b") == THEIRS[0]("b")


def test_frozen_class_goes_to_another_process() -> None:
    """An instance that is packed and unpacked is the same."""
    assert pickle.loads(pickle.dumps(Kept("a", (1, 2)))) == Kept("a", (1, 2))


def test_nothing_of_the_library_is_loaded() -> None:
    """Defining and using such a class does not load the library, which is slow to load."""
    code = (
        "import sys; from ctrack.domain.frozen import dataclass\n"
        "@dataclass(frozen=True, slots=True)\nclass Row:\n    code: str\n"
        "assert Row('a') == Row('a'); sys.exit('dataclasses' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-S", "-c", code], check=False, cwd=".").returncode == 0
