"""How well official texts are read: figures and misses, against texts that somebody else structured and the catalogue.

`python bench/draft.py TEXTS [--account FILE]`: TEXTS is a folder of JSON files, each a list of paragraphs (`type`,
`paragraph_type`, `prefix`, `text`) named by symbol, such as S_RES_2396.json. Each is read as JSON, and in the forms of
plain text that `plain_texts.py` makes. Verbs are compared with the first words of the paragraphs; addressee, force,
deadline and binding with the rows of the catalogue. FILE is an Arabic press account of the Kuwait Declaration. Ends
with 1 where a figure that is wanted does not hold.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench import plain_texts
from ctrack.domain.official_texts.outline import Draft, outline
from ctrack.domain.official_texts.passages import Passage, Role
from ctrack.domain.official_texts.phrases_of_words import plain_words
from ctrack.exchange.official_text import read_passages

CATALOGUE = Path(__file__).resolve().parent.parent / "ctrack" / "catalogue"
WANTED = {"roles": 0.99, "numbers": 0.98, "verbs": 0.95, "addressees": 0.85}
FORMS: dict[str, Callable[[list[dict[str, Any]]], str]] = {
    "json": json.dumps,
    "a line a paragraph": plain_texts.write_long,
    "wrapped": plain_texts.write_wrapped,
    "wrapped, no blank lines": lambda items: plain_texts.write_wrapped(items, blank=False),
    "hyphenated": lambda items: plain_texts.write_wrapped(items, hyphens=True),
    "pages and notes": lambda items: plain_texts.write_pages(items, "A/RES/60/288"),
    "pages without feeds": lambda items: plain_texts.write_pages(items, "S/RES/2396 (2017)", feeds=False),
    "two columns": plain_texts.write_columns,
    "no numbers": plain_texts.write_bare,
    "scanned": plain_texts.write_noisy,
}
# The forms for which the figures are wanted; the others show what bad input costs.
HELD = ("json", "a line a paragraph", "wrapped", "hyphenated", "pages and notes")
ADVERBS = r"also|further|strongly|deeply|again|once again|firmly|gravely"
VERB = re.compile(rf"(?:(?:{ADVERBS})\s)*(\S+?s)\b(?:\s(?:{ADVERBS}))*(?:\s(upon|on|for|note)\b)?", re.IGNORECASE)
WE = re.compile(rf"we(?:\s(?:{ADVERBS}|will|must|are|remain|have))*\s(\S+)", re.IGNORECASE)
ROW = re.compile(
    r"(?:([AS]/RES/[\d/]+)(?: \(\d+\))?, )?(op\.|operative para\.|annex,)"
    r"(?: sect\. (\w+),)?(?: para\.)? (\d+)(?: \((\w)\))?$"
)


@dataclass
class Figure:
    """How often something was right, and what was not."""

    right: int = 0
    total: int = 0
    misses: list[str] = field(default_factory=list)

    def count(self, is_right: bool, miss: str) -> None:
        """Count one comparison."""
        self.right, self.total = self.right + is_right, self.total + 1
        if not is_right:
            self.misses.append(miss)

    @property
    def share(self) -> float:
        """The share that was right."""
        return self.right / self.total if self.total else 1.0


Figures = dict[str, Figure]


def squeeze(text: str) -> str:
    """What two prints of one paragraph have in common."""
    return re.sub(r"[\W_]+", "", text.lower())[:60]


def find_verb(text: str) -> str:
    """The verb with which a paragraph opens, by its form alone; "" where it opens with none."""
    found = VERB.match(text)
    return " ".join(filter(None, (found[1], found[2]))).lower() if found else ""


def compare_structure(items: list[dict[str, Any]], draft: Draft, figures: Figures, form: str, name: str) -> None:
    """Roles, numbers and verbs of a text in one of its forms."""
    found: dict[str, list[Passage]] = defaultdict(list)
    for passage in draft.passages:
        found[squeeze(passage.text)].append(passage)
    verbs = {squeeze(item.passage.text): item.verb for item in draft.demands}
    for item in items:
        if item.get("type") != "paragraph" or not item.get("paragraph_type"):
            continue
        key, where = squeeze(item["text"]), f"{name} {item.get('prefix', '')} {' '.join(item['text'].split())[:60]}"
        roles = {"operative" if one.role is Role.LEAD else one.role.value for one in found[key]}
        figures["roles"].count(item["paragraph_type"] in roles, f"{where}: {', '.join(roles) or 'not found'}")
        if item.get("prefix") and form != "no numbers":
            written = {re.sub(r"\W", "", one.block.prefix.written) for one in found[key] if one.block.prefix}
            figures["numbers"].count(re.sub(r"\W", "", item["prefix"]) in written, f"{where}: {written or 'none'}")
        verb = find_verb(item["text"]) if item.get("paragraph_level") == 1 and not WE.match(item["text"]) else ""
        if item["paragraph_type"] == "operative" and verb and "79_1" not in name:
            read = " ".join(re.findall(r"\w+", verbs.get(key, "").lower()))
            figures["verbs"].count(
                verb.split()[0] in read.split() and verb.split()[-1] in read.split(), f"{where}: {read}"
            )


def read_rows() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """The rows of the catalogue whose paragraph is one of a resolution: its file, its number, the row."""
    for path in sorted(CATALOGUE.glob("*.toml")):
        table = tomllib.loads(path.read_text("utf-8"))
        for row in table.get("commitment", ()):
            found = ROW.match(row.get("paragraph", {}).get("en", ""))
            if found is None:
                continue
            symbol = (found[1] or str(table.get("symbol", "")).partition(" ")[0]).strip().replace("/", "_")
            part = ("A:" if found[2] == "annex," else "") + (f"{found[3]}." if found[3] else "")
            yield symbol, part + found[4] + (f"({found[5]})" if found[5] else ""), row


def number_of(passage: Passage) -> str:
    """A number in the way of the rows."""
    annex, division = passage.scope
    part = ("A:" if annex else "") + (f"{division}." if annex and division else "")
    first, *letters = (*passage.path, 0)[:2] if len(passage.path) < 2 else passage.path[:2]
    return part + str(first) + (f"({chr(96 + letters[0])})" if letters and letters[0] else "")


def compare_rows(drafts: dict[str, Draft], figures: Figures) -> None:
    """What was read of each paragraph that has rows in the catalogue, of which one must agree."""
    rows: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for name, number, row in read_rows():
        if name in drafts:
            rows[name, number].append(row)
    read = {
        (name, number_of(item.passage)): item
        for name, draft in reversed(drafts.items())
        for item in draft.demands[::-1]
    }
    for (name, number), known in rows.items():
        item = read.get((name, number))
        if item is None:
            figures["rows"].count(False, f"{name} {number}: not found")
            continue
        figures["rows"].count(True, "")
        mine = {
            "addressees": ("addressee", item.addressee.value),
            "forces": ("force", item.force),
            "deadlines": ("deadline", item.timing.deadline),
            "binding": ("binding", item.is_binding or None),
        }
        for figure, (key, value) in mine.items():
            theirs = [row.get(key) or None for row in known]
            figures[figure].count((value or None) in theirs, f"{name} {number}: {value}, and not {theirs[0]}")


def compare_account(path: Path, figures: Figures) -> None:
    """The facts of the Kuwait Declaration in an Arabic account of it: each found, with verb, addressee and date."""
    passages, tongue = read_passages(path.read_text("utf-8"), path)
    draft = outline(path.name, passages, tongue)
    items = [(set(map(stem, plain_words(item.passage.text))), item) for item in draft.demands]
    for row in tomllib.loads((CATALOGUE / "kuwait-2024.toml").read_text("utf-8"))["commitment"]:
        words = {stem(word) for word in plain_words(row["title"]["ar"]) if len(word) > 3}
        shared, item = max(((len(words & theirs), item) for theirs, item in items), key=lambda pair: pair[0])
        is_found = shared >= max(2, len(words) * 0.4)
        figures["facts"].count(is_found, f"{row['code']} {row['title']['ar']}")
        if is_found:
            figures["account forces"].count(
                item.force == row["force"], f"{row['code']}: {item.force}, and not {row['force']}"
            )
            same = item.addressee.value == row["addressee"]
            figures["account addressees"].count(
                same, f"{row['code']}: {item.addressee.value}, and not {row['addressee']}"
            )
            deadline = row.get("deadline")
            figures["account dates"].count(item.timing.deadline == deadline, f"{row['code']}: {item.timing.deadline}")
    print(f"{path.name}: {draft.rows} items drafted")


def stem(word: str) -> str:
    """An Arabic word without what is written in one piece with it, cut to what its forms share."""
    return re.sub(r"^(?:و|ف)?(?:لل|ال|بال|ب|ل)?", "", word)[:4]


def tell(title: str, figures: Figures, most: int, *, is_held: bool) -> bool:
    """Print figures and misses; whether all that is wanted holds."""
    holds = True
    for name, figure in figures.items():
        if not figure.total:
            continue
        wanted = WANTED.get(name) if is_held else None
        holds = holds and (wanted is None or figure.share >= wanted)
        told = f"  (wanted {wanted})" if wanted else ""
        print(f"{title:<24}{name:<20}{figure.right:>5} of {figure.total:<5} {figure.share:.3f}{told}")
        for miss in figure.misses[:most]:
            print(f"      {miss}")
    return holds


def main() -> int:
    """Measure and print; the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("texts", type=Path)
    parser.add_argument("--account", type=Path)
    parser.add_argument("--misses", type=int, default=5, help="how many misses of each figure are told (default 5)")
    given = parser.parse_args()
    files = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(given.texts.glob("*.json"))}
    holds, drafts = True, dict[str, Draft]()
    for form, write in FORMS.items():
        figures: Figures = defaultdict(Figure)
        for name, items in files.items():
            path = Path(f"{name}.json" if form == "json" else f"{name}.txt")
            draft = outline(name, *read_passages(write(items), path))
            compare_structure(items, draft, figures, form, name)
            drafts.setdefault(name, draft)
        holds &= tell(form, figures, given.misses, is_held=form in HELD)
    figures = defaultdict(Figure)
    compare_rows(drafts, figures)
    if given.account:
        compare_account(given.account, figures)
    holds &= tell("against the catalogue", figures, given.misses, is_held=True)
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
