"""Commitments as an OSCAL catalog: a group for each instrument and section, a control for each commitment."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter
from typing import BinaryIO

from ctrack.domain.records.oscal_texts import ControlText, OscalHead
from ctrack.exchange.oscal_parts import SPACE, Oscal, make_head, make_props, name_token, name_uuid, one_line, write_json


def write(head: OscalHead, texts: Iterable[ControlText], out: BinaryIO) -> None:
    """Write the catalog of these commitments, which come instrument by instrument and section by section."""
    groups = [make_group(head, list(found)) for _slug, found in groupby(texts, attrgetter("instrument"))]
    document = {"uuid": name_uuid(head.register, "catalog", head.entry), "metadata": make_head(head), "groups": groups}
    write_json("catalog", document, out)


def make_group(head: OscalHead, texts: list[ControlText]) -> Oscal:
    """The group of an instrument, with those of its sections."""
    first = texts[0]
    parts: dict[str, list[ControlText]] = {}
    for text in texts:
        parts.setdefault(text.section, []).append(text)
    sections = [
        {
            "id": name_token(f"{first.instrument}.{slug}", "g"),
            "class": "section",
            "title": one_line(head.choose(found[0].section_title)),
            "controls": [make_control(head, text) for text in found],
        }
        for slug, found in parts.items()
    ]
    title = one_line(head.choose(first.instrument_title))
    return {"id": name_token(first.instrument, "g"), "class": "instrument", "title": title, "groups": sections}


def make_control(head: OscalHead, text: ControlText) -> Oscal:
    """The control of a commitment: its text as the statement, what explains it as guidance, its other languages."""
    name, title = name_token(text.code), head.choose(text.title)
    parts = [{"id": f"{name}_smt", "name": "statement", "prose": title}]
    for words in (text.summary, text.note):
        if words:
            parts.append({"id": f"{name}_gdn.{len(parts)}", "name": "guidance", "prose": head.choose(words)})
    parts += [
        {"name": "title", "ns": SPACE, "class": language, "prose": words}
        for language, words in text.title.items()
        if words != title
    ]
    label = {"name": "label", "value": one_line(text.code)}
    paragraph = head.choose(text.paragraph) if text.paragraph else None
    sources = [head.choose(source) for source in text.sources if any(source.values())]
    facts = {**text.facts, "paragraph": paragraph, "theme": text.themes, "source": sources}
    control: Oscal = {"id": name, "title": one_line(title), "props": [label, *make_props(facts)]}
    if text.links:
        control["links"] = [{"href": f"#{name_token(code)}", "rel": relation} for relation, code in text.links]
    return {**control, "parts": parts}
