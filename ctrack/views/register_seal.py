"""The seal of a register, the key behind it, and a register that holds against one, as documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from ctrack.domain.frozen import replace
from ctrack.domain.records.register_seals import RegisterSeal, SignedSeal, take_mark
from ctrack.domain.vocabulary import Level
from ctrack.render.document import Document, Fact, Facts, Paragraph, Tone
from ctrack.text.language import current_language, translate_count
from ctrack.text.language import translate as _
from ctrack.views.journal import show_moment

# Counts, hashes and times alone: nothing of what the register tells.
OPEN = Level.PUBLIC.value


def view_seal(signed: SignedSeal, text: str, home: str) -> Document:
    """A seal to be printed or mailed: what it is in words, and the lines that are checked."""
    seal, mark = signed.seal, take_mark(signed.seal.key)
    entries = translate_count("{count} entry", "{count} entries", seal.entry)
    said = _("Seal of the register of {home}, taken on {moment}: {entries}. Key: {mark}.").format(
        home=home, moment=show_moment(seal.sealed), entries=entries, mark=mark
    )
    note = _("Keep it away from the register. 'ctrack verify --against FILE' holds the register against it.")
    data = {**asdict(seal), "signature": signed.signature, "fingerprint": mark, "text": text}
    return Document(_("Seal"), current_language(), (Paragraph(said), Paragraph(text)), data, notes=(note,), level=OPEN)


def view_key(public: str, path: str, *, is_new: bool = False) -> Document:
    """The public half of the key, and where the private one lies."""
    facts = (
        Fact("key", _("Public key"), public, Tone.STRONG),
        Fact("fingerprint", _("Key fingerprint"), take_mark(public)),
        Fact("file", _("Private key"), path),
    )
    text = _("Keep a copy of {path} in a safe, and give the fingerprint to whoever is to check seals.")
    data = {"key": public, "fingerprint": take_mark(public), "file": path, "is_new": is_new}
    notes = (text.format(path=path),) if is_new else ()
    return Document(_("Key"), current_language(), (Facts(facts),), data, notes=notes)


def view_held(whole: Document, entries: int, seals: Sequence[RegisterSeal]) -> Document:
    """A register that was checked, is what was sealed, and what was recorded since."""
    held = (Paragraph(held_words(seal, entries), Tone.GOOD) for seal in seals)
    found = [{**asdict(seal), "fingerprint": take_mark(seal.key)} for seal in seals]
    return replace(whole, blocks=(*held, *whole.blocks), data={**whole.data, "seals": found})


def held_words(seal: RegisterSeal, entries: int) -> str:
    """That the register is as it was sealed, up to the entry of then."""
    later = translate_count("{count} entry", "{count} entries", entries - seal.entry)
    text = _(
        "Up to entry {number} the register is as it was sealed on {moment} with the key {mark}; recorded since: "
        "{later}."
    )
    return text.format(moment=show_moment(seal.sealed), mark=take_mark(seal.key), number=seal.entry, later=later)
