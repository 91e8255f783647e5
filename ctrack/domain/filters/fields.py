"""The fields of a filter and the words that each takes, in the order in which they are documented."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ctrack.domain.failures import marked
from ctrack.domain.vocabulary import (
    FORCES,
    Addressee,
    DueState,
    Kind,
    Position,
    Priority,
    Status,
    Verification,
)

ABSENT = "none"
PRESENT = "any"
DATE_RELATIONS = ("is", "before", "after", "on")
NUMBER_RELATIONS = ("is", "over", "under")


def spelt(words: Iterable[str]) -> tuple[str, ...]:
    """The words as plain strings, so that a filter never carries members of an enumeration."""
    return tuple(str(word) for word in words)


STATUSES = (*spelt(Status), "overdue", "due_soon", "met_late", "regressed", "stale", "open")
DUE_STATES = spelt(DueState)
ADDRESSEES = spelt(Addressee)
KINDS = spelt(Kind)
VERIFICATIONS = spelt(Verification)
POSITIONS = spelt(Position)
PRIORITIES = spelt(Priority)


@dataclass(frozen=True, slots=True)
class Field:
    """A field: `values` None takes any text, an optional field takes `none` and `any` as well."""

    name: str
    help: str
    values: tuple[str, ...] | None = None
    relations: tuple[str, ...] = ("is",)
    optional: bool = False

    @property
    def takes_dates(self) -> bool:
        """Whether the field is compared with dates."""
        return "before" in self.relations

    @property
    def takes_numbers(self) -> bool:
        """Whether the field is compared with whole numbers from 0 to 100."""
        return "over" in self.relations

    @property
    def words(self) -> tuple[str, ...]:
        """Every word with a meaning of its own in this field."""
        extra = (ABSENT, PRESENT) if self.optional else ()
        return tuple(dict.fromkeys((*(self.values or ()), *extra)))

    @property
    def forms(self) -> tuple[str, ...]:
        """The field as it is typed, with each of its relations and the colon."""
        return tuple(f"{self.name}:" if kind == "is" else f"{self.name}.{kind}:" for kind in self.relations)


_TABLE = (
    Field("code", marked("the code of the commitment, or its ending")),
    Field("instrument", marked("the instrument, by its short name")),
    Field("section", marked("the section of the instrument, by its short name")),
    Field("status", marked("how far the party has come, as reported or as derived"), STATUSES),
    Field("due", marked("the due date: its state, or a date"), DUE_STATES, DATE_RELATIONS, optional=True),
    Field("updated", marked("when the last update was made"), None, DATE_RELATIONS, optional=True),
    Field("progress", marked("progress in per cent"), None, NUMBER_RELATIONS),
    Field("party", marked("the State or organization that is bound, by its code")),
    Field("position", marked("the stance that the party took"), POSITIONS, optional=True),
    Field("priority", marked("how pressing it is"), PRIORITIES, optional=True),
    Field("addressee", marked("whom the text addresses"), ADDRESSEES),
    Field("kind", marked("what the commitment asks for"), KINDS),
    Field("force", marked("the verb by which the text binds"), FORCES, optional=True),
    Field("verification", marked("how sure we are of what the text says"), VERIFICATIONS),
    Field("agency", marked("the agency in charge"), optional=True),
    Field("person", marked("the focal point"), optional=True),
    Field("title", marked("words of the title")),
    Field("note", marked("words of a note"), optional=True),
)
FIELDS: dict[str, Field] = {field.name: field for field in _TABLE}

VALUE_HELP: dict[str, str] = {
    "not_reported": marked("nobody has said anything yet"),
    "not_started": marked("work has not begun"),
    "in_progress": marked("work is under way"),
    "partially_implemented": marked("done in part"),
    "implemented": marked("done"),
    "not_applicable": marked("does not apply to the party"),
    "overtaken_by_events": marked("events have made it pointless"),
    "overdue": marked("open after its due date"),
    "due_soon": marked("open and due within days"),
    "later": marked("open and not due for a while"),
    "met": marked("done by its due date"),
    "met_late": marked("done after its due date"),
    "closed": marked("nothing more is to be done"),
    "regressed": marked("the last update moved backwards"),
    "stale": marked("nothing was said for a long time"),
    "open": marked("something is still to be done"),
    "member_states": marked("the Member States"),
    "un_system": marked("the United Nations system"),
    "both": marked("the Member States and the United Nations system"),
    "general_assembly": marked("the General Assembly itself"),
    "regional_organizations": marked("regional organizations"),
    "named": marked("the parties that the text names"),
    "action": marked("something is to be done"),
    "event": marked("a meeting is to be held"),
    "deliverable": marked("something is to be handed over"),
    "review": marked("a look back is to be taken"),
    "norm": marked("a rule is to be kept"),
    "reporting": marked("a report is to be made"),
    "capacity": marked("abilities are to be built"),
    "verified": marked("read in the official text"),
    "secondary": marked("told by the press or in a speech"),
    "unchecked": marked("not looked up yet"),
    "supported": marked("the party supports it"),
    "supported_in_part": marked("the party supports some of it"),
    "noted": marked("the party took note of it"),
    "high": marked("of high priority"),
    "medium": marked("of medium priority"),
    "low": marked("of low priority"),
    ABSENT: marked("nothing is recorded"),
    PRESENT: marked("something is recorded"),
}

DATE_HELP: dict[str, str] = {
    "today": marked("this day"),
    "tomorrow": marked("the next day"),
    "eow": marked("the end of the week"),
    "eom": marked("the end of the month"),
    "eoq": marked("the end of the quarter"),
    "eoy": marked("the end of the year"),
}
