"""The forms that values of an instrument file take: names, durations, dates and citations."""

from __future__ import annotations

from ctrack.domain import catalogue
from ctrack.domain.deadlines import DeadlineError, edtf_bounds
from ctrack.domain.failures import marked
from ctrack.exchange.toml_reader import TomlTable

SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"
# A code has a figure or a hyphen, or it would be a word of filters; it is no number alone, and nothing like a date.
CODE = r"(?=.*[0-9-])(?=.*[A-Z.-])(?!\d{4}-(\d\d?|Q\d|W\d\d?)(-|$))[A-Z0-9]+([-.][A-Z0-9]+)*"
DURATION = r"P(\d+Y)?(\d+M)?(\d+W)?(\d+D)?"


def read_source(table: TomlTable, key: str, value: object) -> catalogue.Source:
    """A citation: a map of languages, and a url where there is one."""
    if not isinstance(value, dict):
        table.fault(key, marked('{key} must be a table of languages, such as {{ en = "...", ar = "..." }}'), key=key)
    words = {language: text for language, text in value.items() if language != "url"}
    url = value.get("url")
    if url is not None and not str(url).startswith(("http://", "https://")):
        table.fault(key, marked("{url} is not an address"), url=url)
    return catalogue.Source(table.check_words(key, words), url)


def read_sources(table: TomlTable, named: dict[str, catalogue.Source]) -> tuple[catalogue.Source, ...]:
    """The sources of a commitment: names of [source.NAME] tables, or citations written out."""

    def read(key: str, item: object) -> catalogue.Source:
        if not isinstance(item, str):
            return read_source(table, key, item)
        if item not in named:
            table.fault(key, marked("there is no [source.{name}] in this file"), name=item)
        return named[item]

    return table.array("sources", read)


def read_deadline(table: TomlTable, key: str) -> str | None:
    """A date in EDTF, at the precision that the text has."""
    value = table.text(key)
    if value is not None:
        try:
            edtf_bounds(value)
        except DeadlineError:
            table.fault(
                key,
                marked("{key} must be a date such as 2026, 2026-06 or 2026-06-30; {value} is not"),
                key=key,
                value=value,
            )
    return value
