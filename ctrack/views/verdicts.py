"""What `ctrack verify` found, as a document: of the register, and of the paper that was asked about."""

from __future__ import annotations

from ctrack.domain.records.papers import Checked
from ctrack.render.document import Document, Paragraph, Tone
from ctrack.text.language import current_language, translate_count
from ctrack.text.language import translate as _
from ctrack.views.inventory import view_sound


def view_verdict(entries: int, head: str, found: Checked | None = None, foreign: int = 0) -> Document:
    """A register that holds what it said, and what came of the paper that was asked about."""
    whole = view_sound(entries, head)
    blocks, data = whole.blocks, {**whole.data, "holds": True, "entry": found.entry if found else None}
    if foreign:
        text = translate_count(
            "{count} entry of another register was merged, and holds together too.",
            "{count} entries of other registers were merged, and hold together too.",
            foreign,
        )
        blocks, data = (*blocks, Paragraph(text)), {**data, "foreign": foreign}
    if found is not None:
        tone = Tone.GOOD if found.is_whole else Tone.WARNING
        blocks = (*(Paragraph(text, tone) for text in verdict_words(found, entries)), *blocks)
        data |= {"content_checked": found.is_whole, "report": found.kept.number if found.kept else None}
    return Document(_("Verification"), current_language(), blocks, data)


def verdict_words(found: Checked, entries: int) -> list[str]:
    """What could be checked of a paper, and how."""
    later = translate_count("{count} entry", "{count} entries", entries - found.entry)
    text = _("The paper stands on entry {number}, which is here unchanged; recorded since: {later}.")
    lines = [text.format(number=found.entry, later=later)]
    if found.is_whole:
        lines.append(_("Made again from the register as it was then, it says the same: nothing in it was changed."))
    elif found.program:
        text = _("Only this part could be checked: ctrack {program} made the paper, which this version sets otherwise.")
        lines.append(text.format(program=found.program))
    else:
        lines.append(_(
            "Only this part could be checked, and not what the paper says: it is not in the ledger of reports. 'ctrack "
            "verify FINGERPRINT --report ARGS' with the words and options of the report, and --as-of with the day on "
            "it, checks the rest, and so does 'ctrack verify FILE'."))  # fmt: skip
    if found.kept is not None:
        lines.append(kept_words(found))
    return lines


def kept_words(found: Checked) -> str:
    """Which report of the ledger it is, and to whom that went."""
    assert found.kept is not None
    number, to = found.kept.number, found.kept.paper.submitted_to
    text = _("It is the very file of report {number}.") if found.is_same_file else _("It is report {number}.")
    told = _("It was submitted to {to}.").format(to=to) if to else ""
    return f"{text.format(number=number)} {told}".strip()
