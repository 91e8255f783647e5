"""The lines of a text in their order: columns one after the other, without the heads, feet and notes of its pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from statistics import quantiles

from ctrack.domain.frozen import dataclass
from ctrack.domain.official_texts.numbers import read_prefix, west
from ctrack.domain.official_texts.openings import Opening, read_opening
from ctrack.domain.official_texts.phrases_of_words import plain
from ctrack.domain.official_texts.tongue import Tongue

_SYMBOL = r"(?-i:(?:[AES]|HRC|CRC|CEDAW)/[A-Z0-9()./-]{1,40}\d(?:/(?:Add|Rev|Corr)\.\d+)*\*?(?:\s?\(\d{4}\))?)"
_JOB = r"\*?\d{2}-\d{5,6}\*?(?:\s\(\w\))?|\*\d{6,8}\*|\(\w\)\s+\d{6,8}"
_LEAF = r"\d{1,3}\s?/\s?\d{1,3}|[-–—]\s?\d{1,3}\s?[-–—]|\d{1,3}|[ivx]{1,5}"
_WORDED = r"(?:page|p\.|صفحة|الصفحة)\s?\d{1,3}(?:\s?(?:of|/|من|sur)\s?\d{1,3})?"
_FURNITURE = re.compile(rf"(?:(?:{_SYMBOL}|{_JOB}|{_WORDED}|{_LEAF})(?:\s+|$)){{1,4}}", re.IGNORECASE)
_HEADED = re.compile(rf"{_SYMBOL}\s{{3,}}\S.{{0,80}}|\S.{{0,80}}\s{{3,}}{_SYMBOL}", re.IGNORECASE)
_RULE = re.compile(r"[_\-–—=]{3,}")
_NOTE = re.compile(r"(?:\d{1,3}|[⁰¹²³⁴-⁹]{1,3}|\*{1,3}|[a-z])\s+(?=\S)")
_RAISED = re.compile(r"(?<=[^\W\d_])[⁰¹²³⁴-⁹]+|(?<=[.,;:”\"])[⁰¹²³⁴-⁹]+")
_UNSEEN = dict.fromkeys((173, 8203, 65279))
# Notes below a rule go on to the end of the page, others to the next blank line.
_RULED, _LOOSE = "ruled", "loose"
_NEAR = 2
_HEAD_LENGTH = 100
_COLUMN_LEAST = 20
_LEAST_ROWS = 6
_TAB = 8


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it stands in the text, from 1; whether a blank line, or only the end of a page, lies before it."""

    number: int
    text: str
    after_blank: bool = False
    after_page: bool = False


def read_lines(text: str, tongue: Tongue) -> list[Line]:
    """The lines of a text that are its own."""
    pages = text.replace("\r\n", "\n").replace("\r", "\n").translate(_UNSEEN).split("\f")
    numbered: list[list[Line]] = []
    start, gutter = 1, None
    for page in pages:
        rows = page.split("\n")
        gutter = find_gutter(rows) or (gutter if gutter and keeps_gutter(rows, gutter) else None)
        numbered.append(part_columns([Line(start + place, row) for place, row in enumerate(rows)], gutter))
        start += len(rows) - 1
    return list(without_furniture(numbered, tongue))


def keeps_gutter(rows: list[str], gutter: int) -> bool:
    """Whether a page that is not full goes on in the columns of the one before it."""
    wide = [text for row in rows if len(text := row.expandtabs(_TAB).rstrip()) > gutter]
    return bool(wide) and not any(text[gutter - 2 : gutter].strip() for text in wide)


def part_columns(rows: list[Line], gutter: int | None) -> list[Line]:
    """The rows of a page, those of its first column before those of its second."""
    if gutter is None:
        return rows
    ordered: list[Line] = []
    second: list[Line] = []
    for row in rows:
        text = row.text.expandtabs(_TAB)
        if text[gutter - 2 : gutter].strip():
            ordered += [*second, row]
            second = []
            continue
        ordered.append(Line(row.number, text[:gutter].rstrip()))
        second.append(Line(row.number, text[gutter:].strip()))
    return [*ordered, *second]


def find_gutter(rows: Iterable[str]) -> int | None:
    """The place between two columns: white in nearly every row, with words on either side of it in most."""
    full = [row.expandtabs(_TAB) for row in rows if row.strip()][:200]
    parted = [row for row in full if re.search(r"\S\s{2,}\S", row[_COLUMN_LEAST - 5 :])]
    if len(parted) < max(_LEAST_ROWS, len(full) / 2) or max(map(len, parted)) > 400:
        return None
    votes: Counter[int] = Counter()
    for row in parted:
        for gap in re.finditer(r"(?<=\S)\s{2,}(?=\S)", row):
            if gap.start() >= _COLUMN_LEAST - 5:
                votes.update(range(gap.start() + 1, gap.end()))
    place, agreeing = max(votes.items(), key=lambda vote: (vote[1], vote[0]), default=(0, 0))
    return place + 1 if agreeing >= 0.7 * len(parted) and agreeing >= len(full) / 2 else None


def without_furniture(pages: list[list[Line]], tongue: Tongue) -> Iterable[Line]:
    """The lines that are no head, foot or note of a page."""
    heads = find_heads(pages, tongue)
    is_blank = is_page = False
    for index, page in enumerate(pages):
        is_page = index > 0 or is_page
        notes = ""
        for line in page:
            text = _RAISED.sub("", line.text.strip())
            if not text:
                is_blank, notes = True, notes if notes == _RULED else ""
            elif is_furniture(text, tongue) or squeeze(text) in heads:
                is_page, notes = True, ""
            elif _RULE.fullmatch(text):
                notes = _RULED
            elif is_footnote(text, tongue):
                is_page, notes = True, notes or _LOOSE
            elif notes and not ends_notes(text, tongue):
                is_page = True
            else:
                yield Line(line.number, text, is_blank and not is_page, is_page)
                is_blank, is_page, notes = False, False, ""


def is_furniture(text: str, tongue: Tongue) -> bool:
    """Whether a line holds nothing but symbols, numbers of jobs and pages, or words that every page has."""
    if len(text) > _HEAD_LENGTH:
        return False
    figures = west(text)
    return (
        bool(_FURNITURE.fullmatch(figures) or _HEADED.fullmatch(figures)) or plain(text).strip(" .") in tongue.furniture
    )


def is_footnote(text: str, tongue: Tongue) -> bool:
    """Whether a line begins a note: a number or a star without a full stop, then one of the words of notes."""
    found = _NOTE.match(west(text))
    return found is not None and text[found.end() :].lstrip('“"(').startswith(tongue.footnotes)


def ends_notes(text: str, tongue: Tongue) -> bool:
    """Whether a line is one of the text again, below notes: it opens as paragraphs of resolutions do."""
    prefix = read_prefix(text, tongue)
    return read_opening(prefix.rest if prefix else text, tongue).kind is not Opening.NONE


def squeeze(text: str) -> str:
    """A line as heads of pages are compared: without its figures."""
    return re.sub(r"\d+", "0", plain(text))


def find_heads(pages: list[list[Line]], tongue: Tongue) -> frozenset[str]:
    """Lines that come back beside the numbers of pages, or at their edges."""
    seen: Counter[str] = Counter()
    for page in pages:
        rows = [line.text.strip() for line in page if line.text.strip()]
        edges = [index for index, row in enumerate(rows) if is_furniture(row, tongue)]
        if len(pages) > 1:
            edges += [-1, len(rows)]
        near = {place for edge in edges for place in range(edge - _NEAR, edge + _NEAR + 1) if 0 <= place < len(rows)}
        seen.update(squeeze(rows[place]) for place in near if may_be_head(rows[place]))
    return frozenset(head for head, count in seen.items() if count > 2)


def may_be_head(row: str) -> bool:
    """Whether a line can be the head of a page: it is short and ends no sentence, nor introduces a list."""
    return len(row) <= _HEAD_LENGTH and not row.endswith((":", ";", ",", "؛", "،"))


def find_width(rows: Iterable[str]) -> int:
    """How wide the lines of a text are that are full."""
    lengths = [len(row.strip()) for row in rows if row.strip()][:5000]
    return int(quantiles(lengths, n=10)[8]) if len(lengths) > 1 else 80
