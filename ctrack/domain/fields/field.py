"""What is known of one field: what it holds, where it is stored, what it is called, and who gets to see it."""

from __future__ import annotations

from enum import StrEnum

from ctrack.domain.fields.vocabularies import Vocabulary
from ctrack.domain.frozen import dataclass


class Form(StrEnum):
    """What a field holds: how it is read from what is typed, compared by a filter, and written, follows from it."""

    TEXT = "text"
    WORD = "word"
    # A text in the reader's language, and the same in each language that it has.
    WORDS = "words"
    LANGUAGES = "languages"
    # A date at its own precision, in EDTF; and a single day.
    DATE = "date"
    DAY = "day"
    # How often something comes back, as an ISO 8601 duration.
    LENGTH = "length"
    NUMBER = "number"
    PERCENT = "percent"
    TAGS = "tags"
    THEMES = "themes"
    FLAG = "flag"


class Audience(StrEnum):
    """Which of the formats for machines have a field."""

    NOBODY = "nobody"
    JSON = "json"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Filter:
    """How a filter asks for a field: what it finds, other names for it, and whether `none` and `any` may be asked.

    `name` where it is not the key of the field; names in Arabic are taken without their article too.
    """

    help: str
    names: tuple[str, ...] = ()
    is_optional: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `title` is "" where people meet it under no heading of its own; `column` is the table and column that
    hold it, "" where it follows from others.

    `attribute` is what a record calls it where that is not the key. `option` is the help of an option of `update` that
    sets the field as it stands; what needs more than that (a status, a note) has an option of its own. The journal
    tells of a change, under the title, of what has an option and of what says so by `is_told`.
    """

    key: str
    title: str
    form: Form
    column: str = ""
    vocabulary: Vocabulary | None = None
    filter: Filter | None = None
    attribute: str = ""
    option: str = ""
    audience: Audience = Audience.ALL
    is_told: bool = False

    @property
    def name(self) -> str:
        """What a record calls the field."""
        return self.attribute or self.key

    @property
    def filter_name(self) -> str:
        """What a filter calls the field."""
        return (self.filter.name if self.filter else "") or self.key

    @property
    def stored(self) -> str:
        """The name of the column within its table."""
        return self.column.partition(".")[2]

    @property
    def is_filed(self) -> bool:
        """Whether `update` sets the field as it is typed, so that records hold it among what is filed."""
        return bool(self.option)
