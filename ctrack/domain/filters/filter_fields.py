"""The fields of a filter and the words that each takes, as the registry of fields has them and in its order."""

from __future__ import annotations

from ctrack.domain.failures import marked
from ctrack.domain.fields.field import Field as Registered
from ctrack.domain.fields.field import Filter, Form
from ctrack.domain.fields.registry import FIELDS as REGISTRY
from ctrack.domain.frozen import dataclass

ABSENT = "none"
PRESENT = "any"
DATE_RELATIONS = ("is", "before", "after", "on")
NUMBER_RELATIONS = ("is", "over", "under")


RELATIONS = {Form.DATE: DATE_RELATIONS, Form.DAY: DATE_RELATIONS, Form.PERCENT: NUMBER_RELATIONS}


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


def make_field(field: Registered, asked: Filter) -> Field:
    """How a filter asks for a field of the registry."""
    values = field.vocabulary.keys if field.vocabulary else None
    relations = RELATIONS.get(field.form, ("is",))
    return Field(field.filter_name, asked.help, values, relations, asked.is_optional)


FIELDS: dict[str, Field] = {
    field.filter_name: make_field(field, field.filter) for field in REGISTRY if field.filter is not None
}

VALUE_HELP: dict[str, str] = {
    **{word.key: word.help for item in REGISTRY if item.filter and item.vocabulary for word in item.vocabulary.words
       if word.help},
    ABSENT: marked("nothing is recorded"),
    PRESENT: marked("something is recorded"),
}  # fmt: skip

DATE_HELP: dict[str, str] = {
    "today": marked("this day"),
    "tomorrow": marked("the next day"),
    "yesterday": marked("the day before"),
    "eow": marked("the last working day of this week; on the weekend, of the week to come"),
    "eom": marked("the end of the month"),
    "eoq": marked("the end of the quarter"),
    "eoy": marked("the end of the year"),
}
# What else a date may be, for the documents.
DATE_FORMS: dict[str, str] = {
    marked("monday ... sunday"): marked("the next such day after today, never today"),
    marked("last monday"): marked("the last such day before today"),
    marked("this week, next week, last week"): marked(
        "the seven days that begin after the weekend of the setting calendar.weekend; as a deadline, its last working "
        "day"
    ),
    "2027-W05": marked("the week that holds the Monday of week 5 of ISO 8601, with the days of the office's week"),
    marked("next month, next quarter, last month, last year"): marked("that month, quarter or year of the calendar"),
    marked("june, 30 june"): marked("in a filter, of this year"),
    "+10d, +2w, +3m, +1y, -3d": marked("so many days, weeks, months or years from today, or before it"),
    marked("3 days ago, a week ago"): marked("so long before today"),
    marked("mid-2026"): marked("the first half of that year, to its end"),
    marked("summer 2027, winter 2027-2028"): marked(
        "the three whole months of that season where the home State lies; both years where it lasts into the next"
    ),
    marked("15 Ramadan 1447 AH (4 March 2026)"): marked(
        "the Gregorian date, in either order, where the Hijri one agrees by Umm al-Qura, give or take two days"
    ),
    "2026-06-01..2026-08": marked("in a filter, from the first day to the last"),
}
