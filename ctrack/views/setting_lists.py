"""The settings, and contexts among them, as documents."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ctrack.render.document import Block, Column, Document, Paragraph, Table, Tone
from ctrack.text.language import current_language
from ctrack.text.language import translate as _
from ctrack.views.columns import strong


def view_contexts(rows: list[dict[str, str]], used: str | None) -> Document:
    """Contexts, a line each, and which of them is in use."""
    columns = (
        Column("name", _("Context"), tone=strong),
        Column("used", "", show=lambda value: _("in use") if value else "", tone=lambda value: Tone.GOOD),
        Column("db", _("Register")),
        Column("party", _("Party")),
        Column("lang", _("Language")),
        Column("filter", _("Filter"), wraps=True),
    )
    lines = [(row["name"], row["name"] == used, row["db"], row["party"], row["lang"], row["filter"]) for row in rows]
    data = {"rows": [{**row, "used": row["name"] == used} for row in rows], "total": len(rows), "used": used}
    blocks: tuple[Block, ...] = (Table("rows", columns, lines),)
    if not rows:
        blocks = (Paragraph(_("There are no contexts yet; 'ctrack context add NAME' makes one.")),)
    return Document(_("Contexts"), current_language(), blocks, data)


def view_settings(rows: Iterable[tuple[str, Any, str, str, str]], path: str) -> Document:
    """Settings: key, value, origin, environment variable, meaning."""
    listed = list(rows)
    columns = (
        Column("key", _("Setting"), tone=strong),
        Column("value", _("Value"), show=say_value, raw=raw_setting),
        Column("origin", _("Origin"), show=_),
        Column("variable", _("Variable")),
        Column("help", _("Meaning"), show=_, wraps=True),
    )
    data = {
        "rows": [dict(zip(("key", "value", "origin", "variable", "help"), row, strict=True)) for row in listed],
        "total": len(listed),
        "file": path,
    }
    note = _("Configuration file: {path}").format(path=path)
    return Document(_("Settings"), current_language(), (Table("rows", columns, listed),), data, notes=(note,))


def say_value(value: object) -> str:
    """The value of a setting as `config set` takes it."""
    if isinstance(value, list):
        return ",".join(map(say_value, value))
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def raw_setting(value: Any) -> str | int | float | None:
    """The value of a setting as a cell holds it: a number as such, a list or a yes as `config set` takes it."""
    return say_value(value) if isinstance(value, list | bool) else value


def view_setting(key: str, value: object, origin: str) -> Document:
    """The value of one setting, bare."""
    data = {"key": key, "value": value, "origin": origin}
    return Document(_("Settings"), current_language(), (Paragraph(say_value(value)),), data)


def view_set(key: str, value: str, path: str) -> Document:
    """A setting that was kept."""
    text = _("{key} = {value}, kept in {path}").format(key=key, value=value, path=path)
    return Document(_("Settings"), current_language(), (Paragraph(text),), {"key": key, "value": value, "file": path})


def view_unset(key: str, value: str, path: str) -> Document:
    """A setting that was taken out of the file, and what it is now."""
    text = _("{key} taken out of {path}; its value is now {value}") if value else _("{key} taken out of {path}")
    text = text.format(key=key, value=value, path=path)
    return Document(_("Settings"), current_language(), (Paragraph(text),), {"key": key, "value": value, "file": path})
