"""Documents to render: one as a report has them, and one whose every field holds the same hostile text."""

from __future__ import annotations

import io

from ctrack.render.document import (
    Align,
    Bars,
    Column,
    Document,
    Fact,
    Facts,
    Heading,
    Paragraph,
    Share,
    Table,
    Tone,
)
from ctrack.render.formats import load_format
from ctrack.render.screen import Screen

Rate = tuple[int, int]

_TONES = {
    "implemented": Tone.GOOD,
    "in progress": Tone.BUSY,
    "partially implemented": Tone.WARNING,
    "overdue": Tone.ALARM,
    "not reported": Tone.FAINT,
}


def rendered(name: str, document: Document, screen: Screen | None = None) -> str:
    """A document in one format; what UTF-8 cannot carry fails."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="", write_through=True)
    load_format(name).write(document, out, screen or Screen())
    out.seek(0)
    return out.read()


def table_of(*rows: tuple[object, ...], wraps: bool = False) -> Document:
    """A document of one table whose columns are named a, b, c ..."""
    columns = tuple(Column(key, key.upper(), wraps=wraps) for key, _ in zip("abcdefgh", rows[0], strict=False))
    return Document("", "en", (Table("main", columns, rows),))


def show_rate(rate: Rate) -> str:
    """A rate with its denominator."""
    return f"{rate[0]} of {rate[1]} ({100 * rate[0] // rate[1]} %)"


def progress_report() -> Document:
    """Three instruments with their statuses and rates."""
    blocks = (
        Heading("Progress report", 1),
        Paragraph("As of 22 August 2026, Kuwait has implemented 30 of 102 commitments; one is overdue."),
        Heading("What needs attention"),
        Table("attention", _attention_columns(), _ATTENTION),
        _rates(),
        _statuses(),
        Heading("KWT-21"),
        Facts(
            (
                Fact("code", "Code", "KWT-21", Tone.STRONG),
                Fact("status", "Status", "overdue", Tone.ALARM),
                Fact("note", "Note", "The draft went to the cabinet on 3 May; the answer is awaited.\nBy mail."),
                Fact("lead", "Lead agency", "وزارة الداخلية"),
            )
        ),
    )
    return Document("Progress", "en", blocks, main="attention", notes=("3 of 102 · filter: due.before:eoy",))


_ATTENTION = (
    ("KWT-21", "2026-06", "−52 d", "overdue", 10, "Convene the group of experts on the financing of terrorism"),
    ("PVE-44-A", "2026-09-30", "39 d", "in progress", 40, "Develop a national plan of action [A/70/674, para. 44]"),
    ("HLC-2396-30", "", "", "partially implemented", 60, "استخدام المعلومات المسبقة عن الركاب (القرار 2396)"),
)


def _attention_columns() -> tuple[Column, ...]:
    return (
        Column("code", "Code"),
        Column("due", "Due"),
        Column("left", "Left", align=Align.END),
        Column("status", "Status", tone=lambda word: _TONES[word], short=lambda word: word.replace("ially", "ly")),
        Column("progress", "%", align=Align.END),
        Column("title", "Commitment", wraps=True),
    )


def _rates() -> Table:
    columns = (
        Column("instrument", "Instrument", wraps=True),
        Column("commitments", "Commitments", align=Align.END),
        Column("rate", "Implemented", show_rate, bar=lambda rate: rate[0] / rate[1], align=Align.END),
    )
    rows: tuple[tuple[str, int, Rate], ...] = (
        ("Kuwait Declaration", 24, (9, 24)),
        ("Plan of Action to Prevent Violent Extremism", 72, (20, 72)),
        ("Security Council resolution 2396 (2017)", 6, (1, 6)),
        ("All", 102, (30, 102)),
    )
    return Table("rates", columns, rows, "Rates", frozenset({3}))


def _statuses() -> Bars:
    return Bars(
        "statuses",
        (
            ("Kuwait Declaration", _shares(9, 7, 2, 6), "9 of 24 implemented"),
            ("Plan of Action", _shares(20, 31, 4, 17), "20 of 72 implemented"),
            ("Resolution 2396", _shares(1, 2, 0, 3), "1 of 6 implemented"),
        ),
        "Statuses",
    )


def _shares(*counts: int) -> tuple[Share, ...]:
    words = ("implemented", "in progress", "partially implemented", "not reported")
    return tuple(Share(word, word, count, _TONES[word]) for word, count in zip(words, counts, strict=True))


FIELDS = ("heading", "paragraph", "label", "fact", "column", "cell", "emphasis", "table", "bar", "words", "bars")
"""Where a text may stand in a document that every format for people shows, beside the note."""


def hostile_document(text: str) -> Document:
    """A document whose every field holds the text and then a dot and its name."""

    def at(field: str) -> str:
        return f"{text}·{field}"

    blocks = (
        Heading(at("heading")),
        Paragraph(at("paragraph")),
        Facts((Fact("fact", at("label"), at("fact")),)),
        Table(
            "main",
            (Column("code", "Code"), Column("title", at("column"), wraps=True)),
            (("X-1", at("cell")), ("X-2", at("emphasis"))),
            at("table"),
            frozenset({1}),
        ),
        Bars("bars", ((at("bar"), (Share("share", at("share"), 3, Tone.GOOD),), at("words")),), at("bars")),
    )
    data = {field: at(field) for field in FIELDS}
    return Document(at("title"), "en", blocks, data, "main", (at("note"),))
