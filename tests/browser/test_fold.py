"""The script that folds texts in a browser, against the one that folds them in the register."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest

from ctrack.domain.folding import fold
from ctrack.render.html import web_page
from tests.support.chromium import Chromium, Page

pytestmark = pytest.mark.slow

# Python folds Cherokee to capitals and a browser to small letters, and nine Cyrillic letters of old prints to modern
# ones; a mark of Ahom became a spacing one in a later Unicode. Each agrees with itself, which is what finding needs.
ELSEWHERE = ("CHEROKEE", "AHOM CONSONANT SIGN")
OLD_CYRILLIC = range(0x1C80, 0x1C90)
SCRIPT = (Path(web_page.__file__).parent / "fold.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def folder(chromium: Chromium) -> Page:
    """A page that knows how to fold."""
    opened = chromium.open("about:blank")
    opened.send("Runtime.evaluate", expression=SCRIPT)
    return opened


def folds(folder: Page, texts: list[str]) -> list[str]:
    """The texts as the browser folds them."""
    return list(folder.evaluate(f"{json.dumps(texts)}.map(fold)"))


def is_common(character: str) -> bool:
    """Whether both are to fold it alike."""
    is_text = unicodedata.category(character) not in ("Cn", "Cs", "Co")
    is_elsewhere = unicodedata.name(character, "").startswith(ELSEWHERE) or ord(character) in OLD_CYRILLIC
    return is_text and not is_elsewhere


def test_every_character_folds_as_in_the_register(folder: Page) -> None:
    """144,000 characters, one by one."""
    characters = [chr(code) for code in range(0x110000) if is_common(chr(code))]
    differing = []
    for start in range(0, len(characters), 20_000):
        part = characters[start : start + 20_000]
        pairs = zip(part, map(fold, part), folds(folder, part), strict=True)
        differing += [(hex(ord(sign)), ours, theirs) for sign, ours, theirs in pairs if ours != theirs]
    assert differing == []


def test_texts_fold_as_in_the_register(folder: Page) -> None:
    """Sentences as they are typed, in both languages."""
    texts = ["  Résumé\tof NEEDS ", "أُمَّةٌ إسلاميّة", "القرار ٢٣٩٦ (٢٠١٧)", "ﷲ ﻻ ﺍﻟﺴﻼﻡ", "Straße ǅ ﬁn", "مـــسؤول‏"]
    assert folds(folder, texts) == [fold(text) for text in texts]
