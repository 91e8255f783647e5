"""Instrument files: TOML, one instrument each, in the form that `docs/instrument-files.md` describes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ctrack.domain import catalogue
from ctrack.domain.bounded_files import read_bounded
from ctrack.domain.failures import CatalogueFault, Failure, FileNotText, FileUnreadable, marked
from ctrack.domain.toml_texts import TomlFault, parse_toml
from ctrack.domain.vocabulary import (
    InstrumentKind,
)
from ctrack.exchange.commitment_table import read_commitment
from ctrack.exchange.instrument_values import (
    CODE,
    DURATION,
    SLUG,
    Citations,
    read_deadline,
    read_readings,
    read_source,
)
from ctrack.exchange.scale_table import read_own_scale, read_scale
from ctrack.exchange.toml_lines import Lines
from ctrack.exchange.toml_reader import TomlTable

__all__ = ["CODE", "SLUG", "check_file", "read_file", "read_instrument"]

SCHEMA = 1


def check_file(path: Path) -> tuple[catalogue.InstrumentEntry | None, list[Failure]]:
    """The instrument that a file holds where all of it is in order, and everything that is wrong with it."""
    faults: list[CatalogueFault] = []
    try:
        entry = read_file(path, faults)
    except Failure as failure:
        return None, [*faults, failure]
    return (None, [*faults]) if faults else (entry, [])


def read_file(path: Path, faults: list[CatalogueFault] | None = None) -> catalogue.InstrumentEntry:
    """The instrument that a file holds.

    Raises CatalogueFault with the file, the line and the reason where the file is not in order; with `faults` each is
    kept there instead, as far as the file can be read, and what is wrong is missing in what is returned.
    """
    try:
        text = read_bounded(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileNotText(path=path, position=error.start) from error
    except OSError as error:
        raise FileUnreadable(path=path, detail=error.strerror or error) from error
    return read_instrument(text, str(path), faults)


def read_instrument(text: str, file: str, faults: list[CatalogueFault] | None = None) -> catalogue.InstrumentEntry:
    """The instrument that a TOML text holds; `file` is the name to complain under."""
    try:
        values = parse_toml(text)
    except TomlFault as error:
        raise CatalogueFault(file=file, line=error.line, reason=error.reason) from error
    table = TomlTable(values, (), file, Lines(text), faults)
    check_version(table)
    return read_top(table)


def check_version(table: TomlTable) -> None:
    """Refuse a file of another version of the form."""
    if table.values.get("schema") != SCHEMA:
        table.fault("schema", marked("schema must be {known}"), known=SCHEMA)


def read_top(table: TomlTable) -> catalogue.InstrumentEntry:
    """The whole file."""
    table.allow(
        "schema", "slug", "symbol", "kind", "title", "short", "nature", "adopted_on", "adopted_by", "adopted_at",
        "adopted_note", "url", "languages", "review", "scale", "own_scale", "binding", "notes", "relation", "history",
        "source", "reading", "section", "commitment",
    )  # fmt: skip
    cited = read_citations(table)
    sections = table.each("section", read_section)
    commitments = table.each("commitment", lambda item: read_commitment(item, cited))
    check_unique(table, "section", [item.slug for item in sections])
    check_unique(table, "commitment", [item.code for item in commitments])
    check_sections(table, {item.slug for item in sections}, commitments)
    return catalogue.InstrumentEntry(
        slug=table.needed_text("slug", SLUG),
        symbol=table.text("symbol"),
        kind=table.needed_choice("kind", InstrumentKind),
        title=table.needed_words("title"),
        short=table.words("short"),
        nature=table.words("nature"),
        adopted_on=read_deadline(table, "adopted_on"),
        adopted_by=table.words("adopted_by"),
        adopted_at=table.words("adopted_at"),
        adopted_note=table.words("adopted_note"),
        url=table.text("url", r"https?://\S+"),
        languages=table.texts("languages"),
        review=read_review(table),
        scale=read_scale(table),
        own_scale=read_own_scale(table),
        binding=table.flag("binding"),
        notes=table.array("notes", table.check_words),
        relations=table.each("relation", read_relation),
        history=table.each("history", read_event),
        sections=sections,
        commitments=commitments,
    )


def read_citations(table: TomlTable) -> Citations:
    """The [reading.NAME] and [source.NAME] tables."""
    named, readings = table.inner("source"), read_readings(table)
    sources: dict[str, catalogue.Source] = {}
    for key, value in named.values.items():
        # A source that is wrong is there all the same, for those that name it.
        sources[key] = catalogue.Source({})
        with named.forgiving():
            sources[key] = read_source(named, key, value, readings)
    return Citations(sources, readings)


def check_unique(table: TomlTable, key: str, names: Iterable[str]) -> None:
    """Refuse a second section or commitment of the same name."""
    seen: set[str] = set()
    for index, name in enumerate(names):
        if name and name in seen:
            table.tables(key)[index].report(None, marked("{name} stands here twice"), name=name)
        seen.add(name)


def check_sections(table: TomlTable, known: set[str], commitments: Iterable[catalogue.CommitmentEntry]) -> None:
    """Refuse a commitment in a section that the file does not have."""
    for index, item in enumerate(commitments):
        if item.section and item.section not in known:
            here = table.tables("commitment")[index]
            here.report("section", marked("there is no section {name} in this file"), name=item.section)


def read_section(table: TomlTable) -> catalogue.SectionEntry:
    """One [[section]]."""
    table.allow("slug", "title")
    return catalogue.SectionEntry(table.needed_text("slug", SLUG), table.needed_words("title"))


def read_review(table: TomlTable) -> dict[str, object] | None:
    """[review]: the rule in words, its recurrence (an ISO 8601 duration), the last and the next date."""
    if "review" not in table.values:
        return None
    here = table.inner("review")
    here.allow("rule", "recurrence", "last", "next")
    found = {
        "rule": here.words("rule"),
        "recurrence": here.text("recurrence", DURATION),
        "last": read_deadline(here, "last"),
        "next": read_deadline(here, "next"),
    }
    return {key: item for key, item in found.items() if item is not None}


def read_relation(table: TomlTable) -> dict[str, object]:
    """One [[relation]] of the instrument as a whole: the verb, the other text, and where that is said."""
    table.allow("type", "target", "slug", "source")
    return {
        "type": table.needed_text("type", "[a-z_]+"),
        "target": table.needed_words("target"),
        "slug": table.text("slug", SLUG),
        "source": table.words("source"),
    }


def read_event(table: TomlTable) -> dict[str, object]:
    """One [[history]]: what happened to the instrument, when, and who says so."""
    table.allow("date", "text", "source")
    return {
        "date": read_deadline(table, "date") or table.missing("date"),
        "text": table.needed_words("text"),
        "source": table.words("source"),
    }
