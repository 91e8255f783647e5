"""Commitments from a library of CISO Assistant: a row for each requirement of its framework that can be assessed.

What cannot be is a heading, and the section of what stands below it. A library of reference controls alone gives these.
https://intuitem.gitbook.io/ciso-assistant/features/libraries
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ctrack.domain.languages import OFFICIAL
from ctrack.exchange.control_catalog import Row, list_maps, say

FACTS = ("annotation", "typical_evidence", "category", "csf_function", "implementation_groups", "reference_controls",
         "threats")  # fmt: skip
Node = Mapping[str, Any]


def is_library(tree: Any) -> bool:
    """Whether a tree is such a library."""
    return isinstance(tree, dict) and isinstance(tree.get("objects"), dict)


def list_nodes(tree: Any) -> list[Node]:
    """The requirements of all its frameworks, else its reference controls."""
    objects = tree["objects"]
    whole = [objects["framework"]] if isinstance(objects.get("framework"), dict) else list_maps(objects, "framework")
    whole += list_maps(objects, "frameworks")
    nodes = [node for item in whole for node in list_maps(item, "requirement_nodes")]
    return nodes or [{**node, "assessable": True} for node in list_maps(objects, "reference_controls")]


def list_columns(tree: Any) -> Row:
    """What the columns are: a title and a summary for each language of the library."""
    languages = find_languages(tree)
    words = [f"{field}_{language}" for language in languages for field in ("title", "summary")]
    return ("code", *words, "section", "note")


def find_languages(tree: Any) -> list[str]:
    """The languages of the library: its own, then those that it is translated into."""
    own = say(tree.get("locale"))[:2].lower()
    others = {key for node in list_nodes(tree) for key in translations(node)}
    return list(dict.fromkeys([own if own in OFFICIAL else "en", *sorted(others & set(OFFICIAL))]))


def translations(node: Node) -> Mapping[str, Any]:
    """What a node says in other languages."""
    found = node.get("translations")
    return found if isinstance(found, dict) else {}


def list_rows(tree: Any) -> Iterator[Row]:
    """The rows of what can be assessed, in the order of the library."""
    nodes, languages = list_nodes(tree), find_languages(tree)
    by_urn = {say(node.get("urn")): node for node in nodes}
    for node in nodes:
        if is_assessable(node):
            said = [node, *(translations(node).get(language) for language in languages[1:])]
            words = [text for each in said for text in read_words(each)]
            code = say(node.get("ref_id")) or say(node.get("urn")).rpartition(":")[2]
            words[0] = words[0] or code
            yield code or None, *words, find_section(node, by_urn) or None, "\n".join(list_facts(node)) or None


def is_assessable(node: Node) -> bool:
    """Whether somebody can say how far a requirement is met."""
    return node.get("assessable") in (True, "true")


def read_words(said: Any) -> tuple[str | None, str | None]:
    """The title and the summary: its name and description, or the description alone as the title."""
    if not isinstance(said, dict):
        return None, None
    name, description = say(said.get("name")), say(said.get("description"))
    return (name, description or None) if name else (description or None, None)


def find_section(node: Node, by_urn: Mapping[str, Node]) -> str:
    """The nearest heading above a requirement."""
    seen: set[str] = set()
    while (urn := say(node.get("parent_urn"))) in by_urn and urn not in seen:
        seen.add(urn)
        node = by_urn[urn]
        if not is_assessable(node):
            called = say(node.get("name")) or say(node.get("description"))
            return " ".join(filter(None, (say(node.get("ref_id")), called)))
    return ""


def list_facts(node: Node) -> Iterator[str]:
    """What else is said of a requirement, a line each."""
    for key in FACTS:
        value = node.get(key)
        text = ", ".join(map(say, value)) if isinstance(value, list) else say(value)
        if text:
            yield f"{key}: {text}"
