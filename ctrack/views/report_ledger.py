"""The ledger of reports: every paper that was kept, what it stands on, and to whom it went."""

from __future__ import annotations

from typing import Any

from ctrack.domain.records.papers import KeptReport
from ctrack.render.document import Align, Block, Column, Document, Paragraph, Table, Tone
from ctrack.text.language import current_language
from ctrack.text.language import translate as _
from ctrack.views import words

DIGITS_SHOWN = 12


def view_papers(papers: list[KeptReport], *, for_machines: bool = False) -> Document:
    """The papers, newest first."""
    columns = (
        Column("number", _("No."), align=Align.END),
        Column("made_at", _("Made"), show=lambda moment: words.say_short(str(moment)[:10])),
        Column("report", _("Report")),
        Column("filter", _("Filter"), wraps=True),
        Column("as_of", _("As of"), show=words.say_short),
        Column("language", _("Language")),
        Column("format", _("Format")),
        Column("entry", _("Entry"), align=Align.END),
        Column("fingerprint", _("Fingerprint")),
        Column("sha256", "SHA-256", show=lambda digest: str(digest or "")[:DIGITS_SHOWN]),
        Column("submitted_to", _("Submitted to"), wraps=True),
    )
    listed = list(reversed(papers))
    rows = [[paper_data(paper)[column.key] for column in columns] for paper in listed]
    blocks: list[Block] = [Table("reports", columns, rows)]
    if not papers and not for_machines:
        text = _("No report was kept yet: 'ctrack report --output FILE' keeps one.")
        blocks = [Paragraph(text, Tone.FAINT)]
    data = {"rows": [paper_data(paper) for paper in listed], "total": len(papers)}
    return Document(_("Reports that were kept"), current_language(), tuple(blocks), data, main="reports")


def paper_data(kept: KeptReport) -> dict[str, Any]:
    """A paper as JSON holds it."""
    paper = kept.paper
    return {
        "number": kept.number,
        "made_at": kept.made_at,
        "author": kept.author,
        "report": paper.name,
        "filter": paper.filter,
        "as_of": paper.as_of,
        "known_at": paper.known_at,
        "language": paper.language,
        "format": paper.format,
        "entry": paper.entry,
        "fingerprint": paper.fingerprint,
        "sha256": paper.sha256,
        "file": paper.file,
        "submitted_to": paper.submitted_to,
    }
