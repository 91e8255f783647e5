"""The Arabic of the shipped instruments: one style of writing, one word for one thing."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import ctrack.catalogue

FOLDER = Path(ctrack.catalogue.__file__).parent
STRUCK = {
    "a blank behind the waw of a figure": r"[0-9)] و [0-9]",
    "a Latin comma, semicolon or question mark": r"[\u0621-\u064a][\u064b-\u0652]*[,;?](?=\s|$)",
    "'in what' in two words": r"(?<!\w)في ما(?!\w)",
    "a week against virtual terrorism": "الإرهاب الافتراضي",
    "two words for a review": r"(?<!\w)(?:ال)?مراجعة(?!\w)",
    "two words for extradition": "تسليم المجرمين",
    "two words for social media": "وسائل التواصل",
    "two words for intelligence": "الاستخباراتي",
    "two words for prevention": "من الوقاية إلى",
    "two words for a platform": "منبر إلكتروني",
    "two words for a mirror": "نسخة (?:مطابقة|منقولة)",
    "an adjective of the wrong noun": "الساحل الأفريقية",
}


def arabic_in(value: Any, is_arabic: bool = False) -> Iterator[str]:
    """Every Arabic text of a file."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from arabic_in(inner, is_arabic or key == "ar")
    elif isinstance(value, list):
        for inner in value:
            yield from arabic_in(inner, is_arabic)
    elif is_arabic and isinstance(value, str):
        yield value


TEXTS = [
    text
    for path in sorted(FOLDER.glob("*.toml"))
    for text in arabic_in(tomllib.loads(path.read_text("utf-8")))
    if path.name != "states.toml"
]


@pytest.mark.parametrize("kind", STRUCK)
def test_no_text_holds_what_a_reviser_struck(kind: str) -> None:
    """Each kind of mistake that was mended stays out of every title, summary, note and source."""
    assert len(TEXTS) > 500
    assert [text for text in TEXTS if re.search(STRUCK[kind], text)] == []
