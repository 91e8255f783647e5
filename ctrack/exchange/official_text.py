"""Official texts as files: plain text, or JSON that lists paragraphs with their type, number and text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ctrack.domain.bounded_files import read_bounded
from ctrack.domain.failures import FileNotText, FileUnreadable, Refused, marked
from ctrack.domain.official_texts.numbers import Level, read_prefix
from ctrack.domain.official_texts.pages import read_lines
from ctrack.domain.official_texts.paragraphs import Block, read_blocks
from ctrack.domain.official_texts.partition import sort_blocks
from ctrack.domain.official_texts.passages import Passage, Role
from ctrack.domain.official_texts.tongue import Tongue, find_tongue, load_tongue

_FRONT = ("frontmatter", "title")
_LEVELS = {1: Level.PARAGRAPH, 2: Level.LETTER, 3: Level.ROMAN}


class TextNotParagraphs(Refused):
    message = marked(
        '{path} is no list of paragraphs in JSON (byte {position}): each must be an object with "type" and "text".'
    )


class TextIsEmpty(Refused):
    message = marked("{path} holds no text.")


def read_text(path: Path, language: str | None = None) -> tuple[list[Passage], Tongue]:
    """The passages of a file and the language by whose rules they were read."""
    try:
        text = read_bounded(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileNotText(path=path, position=error.start) from error
    except OSError as error:
        raise FileUnreadable(path=path, detail=error.strerror or error) from error
    if not text.strip():
        raise TextIsEmpty(path=path)
    return read_passages(text, path, language)


def read_passages(text: str, path: Path, language: str | None = None) -> tuple[list[Passage], Tongue]:
    """The passages of a text; `path` is the name to complain under."""
    paragraphs = read_json(text, path) if text.lstrip()[:1] in "[{" and looks_structured(text, path) else None
    sample = text if paragraphs is None else "\n".join(str(item["text"]) for item in paragraphs)
    tongue = load_tongue(language) if language else find_tongue(sample)
    if paragraphs is None:
        blocks = read_blocks(read_lines(text, tongue), tongue)
    else:
        blocks = [read_block(item, place, tongue) for place, item in enumerate(paragraphs, 1)]
    return sort_blocks(blocks, tongue), tongue


def looks_structured(text: str, path: Path) -> bool:
    """Whether a text means to be JSON, and is no text that begins with a bracket."""
    return path.suffix.lower() == ".json" or text.lstrip()[1:].lstrip()[:1] in ("{", '"')


def read_json(text: str, path: Path) -> list[dict[str, Any]]:
    """The paragraphs that a JSON file lists."""
    try:
        found = json.loads(text)
    except (json.JSONDecodeError, RecursionError, ValueError) as error:
        raise TextNotParagraphs(path=path, position=getattr(error, "pos", 0)) from error
    if isinstance(found, dict):
        found = next((item for item in found.values() if isinstance(item, list)), None)
    if not isinstance(found, list) or not all(
        isinstance(item, dict) and isinstance(item.get("text"), str) for item in found
    ):
        raise TextNotParagraphs(path=path, position=0)
    return found


def read_block(item: dict[str, Any], place: int, tongue: Tongue) -> Block:
    """A paragraph of a JSON file; what it does not say of itself is left to the rules."""
    text, written, kind = " ".join(item["text"].split(" ")), str(item.get("prefix") or ""), str(item.get("type") or "")
    prefix = read_prefix(f"{written} {text}" if written else text, tongue) if written or kind == "backmatter" else None
    words = prefix.rest if prefix else text
    depth = _LEVELS.get(item.get("paragraph_level") or 0) if prefix else None
    return Block(place, " ".join(words.split()), prefix, read_role(item, kind), depth)


def read_role(item: dict[str, Any], kind: str) -> str:
    """What a paragraph of a JSON file says of itself."""
    if kind in _FRONT:
        return Role.FRONT
    if kind == "heading":
        return Role.HEADING
    if kind == "paragraph":
        said = item.get("paragraph_type")
        return said if said in (Role.PREAMBULAR, Role.OPERATIVE) else Role.NOTE
    return ""
