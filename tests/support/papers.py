"""Papers with a block of every kind, in English and in Arabic, and what writes them and reads them back.

`paper` is short, and the same in every format; `sortable_paper` has rows to sort and to scroll past.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import zipfile
from enum import StrEnum
from pathlib import Path
from typing import NoReturn
from xml.etree import ElementTree

import pytest

from ctrack.render.chart_tables import tabulate
from ctrack.render.document import (
    Align,
    Bars,
    Block,
    Chart,
    Column,
    Curve,
    Document,
    Fact,
    Facts,
    Heading,
    HeatMap,
    Line,
    Paragraph,
    Share,
    Stamp,
    Table,
    Tone,
)
from ctrack.render.formats import load_format
from ctrack.render.screen import Screen
from ctrack.render.sketch import Anchor, Box, Dot, Mark, Sketch, Stroke, Word

TYPST = '#eval("1+1") #panic() $x^2$ \\ *b* _i_ @ref <label> `raw` // comment /* c */ https://example.org -- ~'
STAMP = Stamp("2026-11-21", "instrument:kuwait-2024", 412, "a3f9" * 16, "1-8618B9FA598B")
DATES = (("2026-09-01", "2026-09-01"), ("2026-10-01", "2026-10-01"), ("2026-11-01", "2026-11-01"))
_PACKAGES = {"soffice": "libreoffice-writer-nogui", "fc-list": "fontconfig"}
_WORDS = {
    "en": ("Progress report", "Implemented", "In progress", "Kuwait Declaration", "Commitment", "Border management"),
    "ar": ("تقرير مرحلي", "منفَّذ", "قيد التنفيذ", "إعلان الكويت", "الالتزام", "إدارة الحدود"),
}


def paper(language: str = "en", *, rows: int = 3, more: tuple[Block, ...] = ()) -> Document:
    """A report with a block of every kind."""
    title, done, busy, instrument, commitment, subject = _WORDS[language]
    shares = (Share("done", done, 9, Tone.GOOD), Share("busy", busy, 7, Tone.BUSY), Share("none", "–", 0, Tone.FAINT))
    blocks: tuple[Block, ...] = (
        Heading(title, 1),
        Facts((Fact("rate", instrument, "38% (9 / 24)", Tone.STRONG), Fact("late", subject, "2", Tone.ALARM))),
        Heading(instrument),
        commitments(language, rows),
        Bars("bars", ((instrument, shares, "9 / 24"), (subject, shares[:1], "9 / 9")), subject),
        HeatMap("map", (("done", done, Tone.GOOD), ("busy", busy, Tone.BUSY)), ((instrument, (9, 7)),), commitment),
        chart_of(Curve("curve", DATES, (Line("done", done, (1, 4, 9), Tone.GOOD),), 24, done)),
        Paragraph(subject, Tone.FAINT),
        *more,
    )
    return Document(title, language, blocks, main="rows", stamp=STAMP)


def chart_of(curve: Curve) -> Chart:
    """A curve as a picture with its table: its first line, with a date below each of its points."""
    places = [place / max(len(curve.dates) - 1, 1) * 400 for place in range(len(curve.dates))]
    highest = max(curve.total, *curve.lines[0].values)
    points = [(x, 100 - 100 * value / highest) for x, value in zip(places, curve.lines[0].values, strict=True)]
    marks: tuple[Mark, ...] = (
        Stroke(tuple(points), curve.lines[0].tone),
        Box(0, 0, 20, 10, Tone.FAINT, 2, "box"),
        *(Dot(x, y, 2, Tone.GOOD) for x, y in points),
        *(Word(x, 115, shown, Anchor.MIDDLE) for x, (shown, _iso) in zip(places, curve.dates, strict=True)),
    )
    told = f"{curve.caption}: {curve.lines[0].label}"
    return Chart(curve.key, Sketch(440, 125, marks, told), tabulate(curve), curve, curve.caption)


def commitments(language: str, rows: int) -> Table:
    """Commitments with a code, a day or a month, days left, a status, a rate and a title."""
    _, done, busy, _, commitment, subject = _WORDS[language]
    tones = {done: Tone.GOOD, busy: Tone.BUSY}
    columns = (
        Column("code", "Code", tone=lambda code: Tone.STRONG),
        Column("due", "Due"),
        Column("left", "Left", lambda days: f"{days} d", align=Align.END),
        Column("status", "Status", tone=lambda word: tones[word]),
        Column("rate", "Rate", lambda rate: f"{rate[0]}/{rate[1]}", bar=lambda rate: rate[0] / rate[1]),
        Column("title", commitment, wraps=True),
    )
    held = [
        (f"KWT-{number}", ("2026-06-30", "2026-06")[number % 2], number - 5, (done, busy)[number % 2],
         (number % 9, 9), f"{subject} {number}")
        for number in range(1, rows + 1)
    ]  # fmt: skip
    return Table("rows", columns, held)


def written(name: str, document: Document) -> bytes:
    """A document in a binary format."""
    form = load_format(name)
    assert form.IS_BINARY
    out = io.BytesIO()
    form.write(document, out, Screen())
    return out.getvalue()


def xml_parts(content: bytes) -> dict[str, ElementTree.Element]:
    """The parts of a package; what is no XML fails, and so does a damaged archive."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.testzip() is None
        return {
            name: ElementTree.fromstring(package.read(name)) for name in package.namelist() if not name.endswith(".png")
        }


def miss(message: str) -> NoReturn:
    """Leave a test out for want of something; in CI it fails."""
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)


def require_face(face: str, package: str) -> None:
    """Go on where texts can be set in that face; another one is wider, and breaks lines and pages elsewhere."""
    if not run_tool("fc-list", face).strip():
        miss(f"{face} is not installed (Debian: {package})")


def run_tool(name: str, *arguments: str | Path) -> str:
    """What a program of the system says; where it lacks the test is skipped, and fails in CI."""
    path = shutil.which(name)
    if path is None:
        miss(f"{name} is not installed (Debian: {_PACKAGES.get(name, 'poppler-utils')})")
    done = subprocess.run([path, *map(str, arguments)], capture_output=True, check=True, timeout=120)
    return done.stdout.decode("utf-8", "replace")


class Standing(StrEnum):
    """Where a commitment of the report stands."""

    OPEN = "open"
    DONE = "done"
    LATE = "late"


WORDS = {
    "en": {"title": "Report", "open": "○ open", "done": "● done", "late": "! late", "rates": "Rates", "all": "All",
           "parts": "Commitments", "time": "Over time", "where": "Where the work is"},
    "ar": {"title": "تقرير", "open": "○ مفتوح", "done": "● منجز", "late": "! متأخر", "rates": "المعدلات",
           "all": "المجموع", "parts": "الالتزامات", "time": "مع الوقت", "where": "مواضع العمل"},
}  # fmt: skip
TITLES = {
    "en": ("Border experts", "Résumé of needs", "Aviation data", "Youth council", "Judges' training", "Annual review"),
    "ar": ("فريق الخبراء", "أُمّة واحدة", "إدارة الحدود", "مجلس الشباب", "تدريب القضاة", "الاستعراض السنوي ٢٠٢٦"),
}
STANDINGS = tuple(Standing)
TONES = {Standing.OPEN: Tone.WARNING, Standing.DONE: Tone.GOOD, Standing.LATE: Tone.ALARM}


def sortable_paper(language: str, count: int = 12) -> Document:
    """A report of this many commitments; their rates fall and their days left rise with their numbers."""
    words, titles = WORDS[language], TITLES[language]
    rows = [
        (f"KWT-{number + 1}", STANDINGS[number % 3], number * 100 - 500, titles[number % 6]) for number in range(count)
    ]
    columns = (
        Column("code", "Code", tone=lambda value: Tone.STRONG),
        Column("status", "Status", show=words.__getitem__, tone=TONES.__getitem__),
        Column("left", "Left", show=lambda days: f"{days} d", align=Align.END),
        Column("title", "Title", wraps=True),
    )
    blocks = (
        Heading(words["title"], 1),
        Facts((Fact("a", "As of", "2026-11-21"), Fact("b", "Late", "2", Tone.ALARM))),
        Bars("bars", (("", ten_of(words), "done 6 · open 3 · late 1"),)),
        Heading(words["rates"]),
        falling_rates(words),
        Heading(words["parts"]),
        Table("rows", columns, rows),
        Heading(words["time"]),
        year_of(words),
        Heading(words["where"]),
        HeatMap("heat", tuple((key, words[key], TONES[key]) for key in STANDINGS), ((titles[0], (1, 0, 7)),)),
        Heading("Method"),
        Paragraph("All that is said here is in the register."),
    )
    return Document(words["title"], language, blocks, notes=("412 entries",), stamp=STAMP)


def ten_of(words: dict[str, str]) -> tuple[Share, ...]:
    """Six, three and one of ten."""
    counts = zip((Standing.DONE, Standing.OPEN, Standing.LATE), (6, 3, 1), strict=True)
    return tuple(Share(key, words[key], count, TONES[key]) for key, count in counts)


def falling_rates(words: dict[str, str]) -> Table:
    """Rates that sort otherwise as texts than as figures, and their sum."""
    columns = (
        Column("part", "Part", wraps=True),
        Column("rate", "Rate", show=lambda rate: f"{rate * 100:.0f}%", bar=lambda rate: rate, align=Align.END),
    )
    rows = (("A", 0.5), ("B", 0.05), ("C", 1.0), (words["all"], 0.4))
    return Table("rates", columns, rows, emphasis=frozenset({3}))


def year_of(words: dict[str, str]) -> Chart:
    """A year of two lines."""
    dates = tuple((f"2026-{month:02}-01", f"2026-{month:02}-01") for month in range(1, 13))
    done, late = tuple(range(12)), tuple(month // 3 for month in range(12))
    lines = (Line("done", words["done"], done, Tone.GOOD), Line("late", words["late"], late, Tone.ALARM))
    return chart_of(Curve("curve", dates, lines, 20))
