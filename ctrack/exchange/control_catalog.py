"""Commitments from a catalog of controls in OSCAL, of whatever version: a row for each control and each enhancement.

Its groups are sections, its statement is the summary, and its other parts, properties and links go into the note.
https://pages.nist.gov/OSCAL-Reference/models/v1.1.2/catalog/json-outline/
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

COLUMNS = ("code", "title", "summary", "section", "note")
# What a catalog says of how it is shown, and not of the control.
LEFT_ALONE = ("label", "sort-id", "alt-identifier", "alt-label")
MOST_NESTED = 4
_INSERT = re.compile(r"\{\{\s*(?:insert:\s*param,\s*)?([\w.-]+)\s*\}\}")
Row = tuple[str | None, ...]
Parameters = Mapping[str, str]


def is_catalog(tree: Any) -> bool:
    """Whether a tree is a catalog of controls."""
    return isinstance(tree, dict) and isinstance(tree.get("catalog"), dict)


def list_rows(tree: Any) -> Iterator[Row]:
    """The rows of the controls, in the order of the catalog."""
    yield from list_group(tree["catalog"], (), {})


def list_group(group: Mapping[str, Any], titles: tuple[str, ...], known: Parameters) -> Iterator[Row]:
    """The rows of a group, those of the groups within it after its own controls."""
    inner = {**known, **read_parameters(group)}
    for control in list_maps(group, "controls"):
        yield from list_control(control, " / ".join(titles), inner)
    for item in list_maps(group, "groups"):
        yield from list_group(item, (*titles, say(item.get("title")) or say(item.get("id"))), inner)


def list_control(control: Mapping[str, Any], section: str, known: Parameters) -> Iterator[Row]:
    """The row of a control and those of its enhancements; one that is withdrawn is no commitment, and says so alone."""
    inner = {**known, **read_parameters(control)}
    code, title = say(control.get("id")), say(control.get("title"))
    parts = list_maps(control, "parts")
    statement = "\n".join(read_part(part, inner) for part in parts if part.get("name") == "statement")
    properties = [(say(item.get("name")), say(item.get("value"))) for item in list_maps(control, "props")]
    if ("status", "withdrawn") in [(name, value.lower()) for name, value in properties]:
        yield (None, f"{code.upper()} {title} (withdrawn)", None, None, None)
    else:
        notes = [f"{name_part(part)}: {read_part(part, inner)}" for part in parts if part.get("name") != "statement"]
        notes += [f"{name}: {value}" for name, value in properties if name not in LEFT_ALONE]
        notes += list_links(control)
        title = title or statement.partition("\n")[0]
        yield code or None, title or None, statement or None, section or None, "\n".join(notes) or None
    for item in list_maps(control, "controls"):
        yield from list_control(item, section, inner)


def list_links(control: Mapping[str, Any]) -> list[str]:
    """What a control is linked to, a line for each kind of link."""
    found: dict[str, list[str]] = {}
    for link in list_maps(control, "links"):
        target = say(link.get("href"))
        name = target[1:].upper() if target.startswith("#") else target
        found.setdefault(say(link.get("rel")) or "link", []).append(name)
    return [f"{kind}: {', '.join(names)}" for kind, names in found.items()]


def name_part(part: Mapping[str, Any]) -> str:
    """What a part is called: its title, else its name."""
    return say(part.get("title")) or say(part.get("name")) or "part"


def read_part(part: Mapping[str, Any], known: Parameters) -> str:
    """A part as text, what stands within it on lines of its own, each after its label."""
    labels = [say(item.get("value")) for item in list_maps(part, "props") if item.get("name") == "label"]
    own = " ".join(filter(None, [*labels[:1], fill_in(say(part.get("prose")), known)]))
    return "\n".join(filter(None, [own, *(read_part(item, known) for item in list_maps(part, "parts"))]))


def read_parameters(holder: Mapping[str, Any]) -> dict[str, str]:
    """What stands in the text for each parameter: its value, else in brackets what is to be chosen or filled in."""
    found = {}
    for item in list_maps(holder, "params"):
        values, select = item.get("values"), item.get("select")
        if isinstance(values, list) and values:
            said = ", ".join(map(say, values))
        elif isinstance(select, dict) and isinstance(select.get("choice"), list):
            said = f"[{'; '.join(map(say, select['choice']))}]"
        else:
            said = f"[{say(item.get('label')) or say(item.get('id'))}]"
        found[say(item.get("id"))] = said
    return found


def fill_in(text: str, known: Parameters) -> str:
    """A text with its parameters; a choice may name others, and none names itself for ever."""
    for _round in range(MOST_NESTED):
        if "{{" not in text or len(text) > 100_000:
            break
        text = _INSERT.sub(lambda found: known.get(found[1], f"[{found[1]}]"), text)
    return text.strip()


def list_maps(holder: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    """The maps of a list; nothing where there is none."""
    found = holder.get(key)
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def say(value: Any) -> str:
    """A value as text; nothing for what is none."""
    return "" if value is None or isinstance(value, (dict, list)) else str(value).strip()
