"""The paragraphs of a text as what they are, and where in the text their reader is."""

from __future__ import annotations

from enum import StrEnum

from ctrack.domain.frozen import dataclass
from ctrack.domain.official_texts.numbers import Level
from ctrack.domain.official_texts.openings import Begin
from ctrack.domain.official_texts.paragraphs import Block

_LISTS = (":",)


class Role(StrEnum):
    """The parts that a paragraph can play."""

    FRONT = "front"
    HEADING = "heading"
    PREAMBULAR = "preambular"
    LEAD = "lead"
    OPERATIVE = "operative"
    CLOSING = "closing"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, what it is, and the place of the one that it hangs on.

    `path` is its number from the outside to the inside, as places in their rows: 2 (a) (iii) is (2, 1, 3); empty where
    the text gives it none.
    """

    block: Block
    role: Role
    begin: Begin
    path: tuple[int, ...] = ()
    scope: tuple[str, ...] = ()
    parent: int | None = None
    heading: str = ""

    @property
    def text(self) -> str:
        """Its words, without its number."""
        return self.block.text

    @property
    def opens_list(self) -> bool:
        """Whether a list hangs on it."""
        return self.text.endswith(_LISTS)


class Part:
    """Where in a text its reader is."""

    def __init__(self) -> None:
        self.annexes = 0
        self.division = ""
        self.heading = ""
        self.enter(Role.FRONT)

    @property
    def scope(self) -> tuple[str, ...]:
        """The annex and the division."""
        return (f"A{self.annexes}" if self.annexes else "", self.division)

    def enter(self, role: Role) -> None:
        """Begin a part whose numbers are its own."""
        self.role = role
        self.lead: int | None = None
        self.has_operative = False
        self.numbers: dict[Level, int] = {}
        self.places: dict[Level, int] = {}


def label_division(place: int, written: str) -> str:
    """A division in the way that codes name it: by its Roman numeral."""
    bare = "".join(char for char in written if char.isascii() and char.isalpha())
    if bare.isupper() and len(bare) == 1 and bare not in "IVX":
        return bare
    return write_roman(place)


def write_roman(place: int) -> str:
    """A number up to 399 as a Roman numeral."""
    parts = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    written = ""
    for value, sign in parts:
        count, place = divmod(place, value)
        written += sign * count
    return written
