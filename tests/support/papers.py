"""A report with everything that a page can show, in English and in Arabic, and one with very many rows."""

from __future__ import annotations

from enum import StrEnum

from ctrack.render.document import (
    Align,
    Bars,
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
STAMP = Stamp("2026-11-21", "", 412, "9f" * 32, "412-9F9F9F9F9F9F-ABCDEF12")


def paper(language: str, count: int = 12) -> Document:
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
        Bars("bars", (("", shares(words), "done 6 · open 3 · late 1"),)),
        Heading(words["rates"]),
        rates(words),
        Heading(words["parts"]),
        Table("rows", columns, rows),
        Heading(words["time"]),
        curve(words),
        Heading(words["where"]),
        HeatMap("heat", tuple((key, words[key], TONES[key]) for key in STANDINGS), ((titles[0], (1, 0, 7)),)),
        Heading("Method"),
        Paragraph("All that is said here is in the register."),
    )
    return Document(words["title"], language, blocks, notes=("412 entries",), stamp=STAMP)


def shares(words: dict[str, str]) -> tuple[Share, ...]:
    """Six, three and one of ten."""
    counts = zip((Standing.DONE, Standing.OPEN, Standing.LATE), (6, 3, 1), strict=True)
    return tuple(Share(key, words[key], count, TONES[key]) for key, count in counts)


def rates(words: dict[str, str]) -> Table:
    """Rates that sort otherwise as texts than as figures, and their sum."""
    columns = (
        Column("part", "Part", wraps=True),
        Column("rate", "Rate", show=lambda rate: f"{rate * 100:.0f}%", bar=lambda rate: rate, align=Align.END),
    )
    rows = (("A", 0.5), ("B", 0.05), ("C", 1.0), (words["all"], 0.4))
    return Table("rates", columns, rows, emphasis=frozenset({3}))


def curve(words: dict[str, str]) -> Curve:
    """A year of two lines."""
    dates = tuple((f"2026-{month:02}-01", f"2026-{month:02}-01") for month in range(1, 13))
    done, late = tuple(range(12)), tuple(month // 3 for month in range(12))
    lines = (Line("done", words["done"], done, Tone.GOOD), Line("late", words["late"], late, Tone.ALARM))
    return Curve("curve", dates, lines, 20)
