"""`tests/data/paragraphs.tsv`: which paragraphs official texts have, with which verbs, and no word of theirs.

`python -m tools.paragraphs FOLDER` makes it from a folder of texts as JSON lists of paragraphs (`type`,
`paragraph_type`, `paragraph_level`, `prefix`, `text`), such as
<https://github.com/UN-EOSG-Analytics/un-mandates-housekeeping> holds; each file is named after its symbol.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "tests" / "data" / "paragraphs.tsv"

# How each verb of the vocabulary reads in English resolutions.
VERBS = {
    "decides": r"\bdecides?\b",
    "demands": r"\bdemands?\b",
    "must": r"\bmust\b",
    "commits": r"\bcommit\b",
    "resolves": r"\bresolves?\b",
    "reaffirms": r"\b(reaffirms?|reiterates?)\b",
    "directs": r"\bdirects\b",
    "requests": r"\brequests?\b",
    "urges": r"\burges?\b",
    "calls_upon": r"\b[Cc\u0421]alls? (up)?on\b|\bcall upon\b",
    "calls_for": r"\bcalls for\b",
    "should": r"\bshould\b",
    "recommends": r"\brecommends?\b",
    "should_consider": r"\bshould consider\b",
    "states_should_consider": r"\bStates should consider\b",
    "encourages": r"\bencourag(es?|ing)\b",
    "invites": r"\binvites?\b",
    "stresses": r"\bstress(es)?\b",
    "emphasizes": r"\bemphasizes?\b",
    "underscores": r"\b(underscores?|underlin(es?|ing))\b",
    "highlights": r"\bhighlights?\b",
    "affirms": r"\baffirms?\b",
    "recognizes": r"\b(recognizes?|recognizing|acknowledges?)\b",
    "recalls": r"\brecall(s|ing)?\b",
    "supports": r"\bsupport\b",
    "welcomes": r"\bwelcomes?\b",
    "intends": r"\bintention\b",
}
NUMBER = re.compile(r"(\d+)\.\s|\(([a-z])\)\s")


def find_verbs(*texts: str) -> list[str]:
    """The verbs in a paragraph and in the words that open it."""
    return [verb for verb, form in VERBS.items() if any(re.search(form, text, re.IGNORECASE) for text in texts)]


def read_paragraphs(items: list[dict[str, str]]) -> Iterator[tuple[str, list[str]]]:
    """The number of each paragraph that asks or may ask something, with its verbs.

    A plan in an annex has sections: `annex 2a`, `annex II`, `annex II 5`; the words that open a section open each of
    its paragraphs.
    """
    part, opening, number, whole = "", "", "", ""
    for item in items:
        kind, text = item["type"], item["text"]
        if kind == "heading" and part:
            part, opening, number = f"annex {item['prefix'].rstrip('.')}", "", ""
        elif kind == "paragraph" and item.get("paragraph_type") == "operative":
            mark = item.get("prefix", "").strip(".()")
            number, whole = (mark, text) if mark.isdigit() else (number, whole)
            yield (number, find_verbs(text)) if mark.isdigit() else (number + mark, find_verbs(text, whole))
        elif kind == "backmatter":
            found = NUMBER.match(text)
            if text.strip() == "Annex":
                part = "annex"
            elif part and found is None:
                opening, number = text, ""
                if part != "annex":
                    yield part, find_verbs(text)
            elif part and found is not None:
                number, whole = (found[1], text) if found[1] else (number, whole)
                yield f"{part} {number}{found[2] or ''}", find_verbs(text, whole, opening)


def name_symbol(file: Path) -> str:
    """The symbol in a file's name: `S_RES_2396.json` is S/RES/2396."""
    return file.stem.replace("_", "/")


def make_table(folder: Path) -> str:
    """The table of all texts in a folder."""
    lines = ["symbol\tparagraph\tverbs"]
    for file in sorted(folder.glob("*.json")):
        for number, verbs in read_paragraphs(json.loads(file.read_text("utf-8"))):
            lines.append(f"{name_symbol(file)}\t{number}\t{','.join(verbs)}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    TABLE.write_text(make_table(Path(sys.argv[1])), "utf-8")
    sys.stdout.write(f"{TABLE}\n")
