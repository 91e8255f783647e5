"""What `doctor` found, the records of it, as a document."""

from __future__ import annotations

from collections.abc import Sequence

from ctrack.domain.failures import marked
from ctrack.domain.records.findings import Finding, Gravity
from ctrack.render.document import Column, Document, Table, Tone
from ctrack.text.language import current_language
from ctrack.text.language import translate as _

LABELS = {
    "version": marked("Version"),
    "python": marked("Python"),
    "sqlite": marked("SQLite"),
    "terminal": marked("Terminal"),
    "width": marked("Width"),
    "locale": marked("Locale"),
    "language": marked("Language"),
    "encoding": marked("Encoding"),
    "bidi": marked("Arabic is sent"),
    "configuration": marked("Configuration"),
    "seal_key": marked("Key that seals"),
    "channel": marked("Channel"),
    "register": marked("Register"),
    "layout": marked("Layout"),
    "whole": marked("What it holds"),
    "clock": marked("Clock"),
    "wide": marked("Your own, yet binding every State"),
    "reminders": marked("Reminders"),
    "permissions": marked("Permissions"),
    "file_system": marked("File system"),
    "disk": marked("Disk"),
    "backup": marked("Backup"),
}
GRAVITIES = {Gravity.OK: marked("ok"), Gravity.WARNING: marked("warning"), Gravity.ERROR: marked("error")}
TONES = {Gravity.OK: Tone.GOOD, Gravity.WARNING: Tone.WARNING, Gravity.ERROR: Tone.ALARM}


def view_findings(found: Sequence[Finding]) -> Document:
    """Every finding, a line each, with what to do where something is to be done."""
    columns = (
        Column("gravity", _("Result"), show=lambda value: _(GRAVITIES[value]), tone=lambda value: TONES[value]),
        Column("key", _("Looked at"), show=lambda key: _(LABELS[key])),
        Column("text", _("Found"), wraps=True),
    )
    rows = [(each.gravity, each.key, f"{each.text}\n{each.advice}".rstrip()) for each in found]
    data = {each.key: each.text for each in found} | {
        "rows": [
            {"key": each.key, "gravity": each.gravity, "text": each.text, "advice": each.advice or None}
            for each in found
        ],
        "worst": max((each.gravity for each in found), key=list(Gravity).index, default=Gravity.OK),
    }
    return Document(_("Findings"), current_language(), (Table("rows", columns, rows),), data, main="rows")
