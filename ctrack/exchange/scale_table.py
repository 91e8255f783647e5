"""The scale of an instrument file: the name of a shipped one, or [own_scale] with words of its own."""

from __future__ import annotations

from typing import Any

from ctrack.domain.failures import marked
from ctrack.domain.messages import list_any
from ctrack.domain.scales import OWN, PLAIN, read_scales, spell
from ctrack.domain.vocabulary import Position, Status
from ctrack.exchange.instrument_values import SLUG
from ctrack.exchange.toml_reader import TomlTable

# The key of a word: as it is typed after --status.
WORD = r"[a-z0-9]+([-_][a-z0-9]+)*"


def read_scale(table: TomlTable) -> str:
    """The name of the scale: of a shipped one, or that there is one of the instrument's own; never both."""
    scale = table.text("scale", f"{SLUG}|{PLAIN}")
    if "own_scale" in table.values:
        if scale is not None:
            table.report("scale", marked("two scales: a file has scale or [own_scale], and not both"))
        return OWN
    known = [PLAIN, *read_scales()]
    if scale is not None and scale not in known:
        table.report(
            "scale", marked("there is no scale {value}; there are {known}"), value=scale, known=list_any(known)
        )
    return scale or PLAIN


def read_own_scale(table: TomlTable) -> dict[str, Any] | None:
    """[own_scale]: its title, its words with what each stands for, and how each status is told in them."""
    if "own_scale" not in table.values:
        return None
    here = table.inner("own_scale")
    here.allow("title", "source", "note", "word", "back")
    words = list(here.each("word", read_word))
    if not words:
        here.missing("word")
    check_words(here, words)
    keys = {word.get("key", "") for word in words}
    found = {
        "title": here.needed_words("title"),
        "source": here.words("source"),
        "note": here.words("note"),
        "word": words,
        "back": list(here.each("back", lambda item: read_back(item, keys))),
    }
    return {key: value for key, value in found.items() if value}


def read_word(table: TomlTable) -> dict[str, Any]:
    """One [[own_scale.word]]; what it loses is said where it stands for nothing of ours."""
    table.allow("key", "name", "short", "status", "position", "loss")
    status, position = table.choice("status", Status), table.choice("position", Position)
    if status is Status.NOT_REPORTED:
        table.report("status", marked("the status not_reported cannot be set"))
    if status is not None and position is not None:
        table.report("position", marked("a word stands for a status or for a position, and not for both"))
    found = {
        "key": table.needed_text("key", WORD),
        "name": table.needed_words("name"),
        "short": table.text("short"),
        "status": status.value if status else None,
        "position": position.value if position else None,
        "loss": table.words("loss"),
    }
    if not (status or found["loss"]) and "status" not in table.values:
        table.report(None, marked("a word that stands for no status says in loss what is lost"))
    return {key: value for key, value in found.items() if value}


def read_back(table: TomlTable, keys: set[str]) -> dict[str, Any]:
    """One [[own_scale.back]]: the word by which a status is told, or what is lost where there is none."""
    table.allow("status", "word", "loss")
    word, loss = table.text("word"), table.words("loss")
    if word is not None and word not in keys:
        table.report("word", marked("there is no word {name} in this scale"), name=word)
    if not (word or loss) and "word" not in table.values:
        table.report(None, marked("a status that no word tells says in loss what is lost"))
    found = {"status": table.needed_choice("status", Status), "word": word, "loss": loss}
    return {key: value for key, value in found.items() if value}


def check_words(table: TomlTable, words: list[dict[str, Any]]) -> None:
    """Refuse a key, letters or a name that two words have."""
    seen: set[str] = set()
    for place, word in enumerate(words):
        names = {spell(name) for name in (word.get("key"), word.get("short"), *word.get("name", {}).values()) if name}
        for name in sorted(names):
            if name in seen:
                table.tables("word")[place].report(None, marked("{name} stands here twice"), name=name)
            seen.add(name)
