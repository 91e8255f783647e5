"""The French of the catalogue: all of it is there, in one style of writing, with the figures of the English."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import ctrack.catalogue
from ctrack.domain.shipped_tables import read_table

FOLDER = Path(ctrack.catalogue.__file__).parent
TABLES = ("links.tsv", "themes.tsv")
# What separates thousands, in English and in French.
THOUSANDS = re.compile(r"(?<=\d)[,\u202f](?=\d{3})")
STRUCK = {
    "a straight apostrophe": "'",
    "a straight quotation mark": '"',
    "no narrow no-break space before ; ! ?": r"[^\u202f][;!?](?=\s|$)",
    "no no-break space before a colon": r"(?<!\u00a0):(?=\s|$)",
    "no no-break space within « »": r"«(?!\u00a0)|(?<!\u00a0)»",
    "two blanks": "  ",
    "a paragraph cited as in English": r"\bops?\. \d|\bpara\. |\d \([a-h]\)",
    "an English short form": r"\b(?:UNOCT|CTED|UNODC|ICAO|IMO|WCO|IAEA|OPCW|WHO|FATF|UNODA|ISIL|API|PNR)\b",
    "two words for human rights": "(?i)droits humains",
    "two words for soft targets": r"(?i)cibles? (?:molles?|faciles?)|objectifs? vulnérables?",
    "traffic in persons that is no 'traite'": "(?i)trafic d(?:e personnes|’êtres)(?! humains et)",
    "a safe haven taken for asylum": "(?i)refus(?:er)? (?:de donner asile|(?:de )?l’asile)",
    "the Compact named as the Pact is": r"(?i)\bcompact\b",
    "the city as the transcription of English has it": "Dushanbe|Kuwait",
    "a calque": r"(?i)implément|adresser (?:le|un) problème|initier|(?<!empreintes )digital",
}


def words_in(value: Any) -> Iterator[dict[str, str]]:
    """Every text of a file, in its languages."""
    if isinstance(value, dict):
        if isinstance(value.get("en"), str):
            yield value
        for inner in value.values():
            yield from words_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from words_in(inner)


TEXTS = [
    words
    for path in sorted([*FOLDER.glob("*.toml"), *FOLDER.glob("scales/*.toml")])
    for words in words_in(tomllib.loads(path.read_text("utf-8")))
    if path.name != "states.toml"
] + [row for name in TABLES for row in read_table(name)]


def figures(text: str) -> list[str]:
    """The figures of a text, in order of size, without what separates thousands."""
    return sorted(re.findall(r"\d+", THOUSANDS.sub("", text)))


def test_every_text_of_the_catalogue_is_there_in_french() -> None:
    """No title, summary, note, source, reason or word of a scale is shown in English to a French reader."""
    assert len(TEXTS) > 2500
    assert [words["en"] for words in TEXTS if not words.get("fr", "").strip()] == []


def test_the_french_has_the_figures_of_the_english() -> None:
    """No date, number, paragraph or symbol was lost, added or changed on the way."""
    assert [words["en"] for words in TEXTS if figures(words["en"]) != figures(words["fr"])] == []


@pytest.mark.parametrize("kind", STRUCK)
def test_no_french_text_holds_what_a_reviser_strikes(kind: str) -> None:
    """Each kind of mistake stays out of every text."""
    pattern = re.compile(STRUCK[kind])
    assert [words["fr"] for words in TEXTS if pattern.search(words["fr"])] == []


def test_each_kind_of_mistake_is_found() -> None:
    """A text with the mistake is found by the pattern of its kind."""
    wrong = (
        "l'État", 'le "mot"', "Pourquoi ?", "Note : non", "« oui »", "deux  mots", "op. 3", "ICAO",
        "les droits humains", "les cibles faciles", "le trafic de personnes", "refuser l’asile",
        "le Compact", "Dushanbe", "implémenter",
    )  # fmt: skip
    assert len(wrong) == len(STRUCK)
    assert [text for text, kind in zip(wrong, STRUCK, strict=True) if not re.search(STRUCK[kind], text)] == []
