"""The forms that values of an instrument file take: names, durations, dates and citations."""

from __future__ import annotations

from ctrack.domain import catalogue
from ctrack.domain.deadlines import OR_BEFORE, DeadlineError, edtf_bounds
from ctrack.domain.failures import marked
from ctrack.domain.frozen import dataclass
from ctrack.exchange.toml_reader import TomlTable

SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"
# A code has a figure or a hyphen, or it would be a word of filters; it is no number alone, and nothing like a date.
CODE = r"(?=.*[0-9-])(?=.*[A-Z.-])(?!\d{4}-(\d\d?|Q\d|W\d\d?)(-|$))[A-Z0-9]+([-.][A-Z0-9]+)*"
DURATION = r"P(\d+Y)?(\d+M)?(\d+W)?(\d+D)?"

Readings = dict[str, catalogue.Reading]


@dataclass(frozen=True, slots=True)
class Citations:
    """The sources and the readings that a file names once, for those that cite them."""

    sources: dict[str, catalogue.Source]
    readings: Readings


def read_source(table: TomlTable, key: str, value: object, readings: Readings) -> catalogue.Source:
    """A citation: a map of languages, with a url and the name of a [reading.NAME] where there is one."""
    if not isinstance(value, dict):
        table.fault(key, marked('{key} must be a table of languages, such as {{ en = "...", ar = "..." }}'), key=key)
    words = {language: text for language, text in value.items() if language not in catalogue.SOURCE_FACTS}
    url, read = value.get("url"), value.get("read")
    if url is not None and not str(url).startswith(("http://", "https://")):
        table.fault(key, marked("{url} is not an address"), url=url)
    if read is not None and read not in readings:
        table.fault(key, marked("there is no [reading.{name}] in this file"), name=read)
    return catalogue.Source(table.check_words(key, words), url, readings[read] if read is not None else None)


def read_readings(table: TomlTable) -> Readings:
    """The [reading.NAME] tables: when somebody read, who, which copy, and what was compared."""
    named = table.inner("reading")
    return {name: read_reading(named.inner(name)) for name in named.values}


def read_reading(table: TomlTable) -> catalogue.Reading:
    """One [reading.NAME]."""
    table.allow("on", "by", "copy", "what")
    return catalogue.Reading(
        on=read_past(table, "on") or table.missing("on") or "",
        by=table.text("by"),
        copy=table.text("copy", r"https?://\S+"),
        what=table.words("what"),
    )


def read_sources(table: TomlTable, cited: Citations) -> tuple[catalogue.Source, ...]:
    """The sources of a commitment: names of [source.NAME] tables, or citations written out."""

    def read(key: str, item: object) -> catalogue.Source:
        if not isinstance(item, str):
            return read_source(table, key, item, cited.readings)
        if item not in cited.sources:
            table.fault(key, marked("there is no [source.{name}] in this file"), name=item)
        return cited.sources[item]

    return table.array("sources", read)


def read_deadline(table: TomlTable, key: str, *, opens: str = "") -> str | None:
    """A date in EDTF, at the precision that the text has; `opens` is what may stand before it."""
    value = table.text(key)
    if value is not None:
        try:
            edtf_bounds(value.removeprefix(opens))
        except DeadlineError:
            table.fault(
                key,
                marked("{key} must be a date such as 2026, 2026-06 or 2026-06-30; {value} is not"),
                key=key,
                value=value,
            )
    return value


def read_past(table: TomlTable, key: str) -> str | None:
    """The date of what happened, or `../` and the latest one possible."""
    return read_deadline(table, key, opens=OR_BEFORE)
