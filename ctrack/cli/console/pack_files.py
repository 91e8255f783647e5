"""Packs as files: each is written in the language of its agency, and signed where there is a key."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ctrack.cli.config.seal_keys import NoKey
from ctrack.cli.console.files import check_output, save
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.cli.reports.seal_checks import find_key
from ctrack.domain.failures import Misused, marked
from ctrack.domain.frozen import replace
from ctrack.domain.records.imported_rows import Into
from ctrack.domain.records.packs import PackDraft, PackFormat
from ctrack.domain.records.register_seals import take_mark
from ctrack.domain.records.summaries import Summary
from ctrack.exchange.pack_labels import sign_label, write_label
from ctrack.exchange.signatures import MissingSigner
from ctrack.exchange.table_heads import name_field, read_fields
from ctrack.services.packs import PackWish, Slice, describe, find_language, keep_pack, make_draft, read_slice
from ctrack.services.scale_words import read_scales_of
from ctrack.text.language import current_language, known_languages, speaking
from ctrack.text.language import translate as _

if TYPE_CHECKING:
    from ctrack.exchange.signatures import PrivateKey
    from ctrack.store.journal import EntryHead
    from ctrack.store.work import UnitOfWork

ENDINGS = {PackFormat.XLSX: ".xlsx", PackFormat.REGISTER: ".db"}
UNSIGNED = marked("What is written is not signed: there is no key yet, and 'ctrack verify --new-key' makes one.")
UNSIGNED_WITHOUT = marked("What is written is not signed: that takes the extra sign, pip install 'ctrack[sign]'.")


class OneFile(Misused):
    message = marked("{path} can hold one pack: name a folder with --output for several agencies.")


class WrongEnding(Misused):
    message = marked("{path} has to end in {ending}: that is what is written.")


def default_day(invocation: Invocation) -> date:
    """The day by which a pack is awaited where none is named: after the working days of the setting plan.request."""
    from ctrack.cli.config.office_days import read_calendar

    days = int(invocation.get("plan.request"))
    return read_calendar(invocation).add_working_days(invocation.calendar_day, days)


def name_files(
    invocation: Invocation, console: Console, agencies: Sequence[str], target: str | None, form: PackFormat
) -> list[Path]:
    """The file of each pack; refused before anything is made where one cannot be written."""
    ending = ENDINGS[form]
    folder = Path(target) if target and Path(target).is_dir() else None
    if target and folder is None:
        if len(agencies) > 1:
            raise OneFile(path=target)
        return [check_file(invocation, console, target, ending)]
    paths = [(folder or Path()) / f"pack-{agency}{ending}" for agency in agencies]
    return [check_file(invocation, console, str(path), ending) for path in paths]


def check_file(invocation: Invocation, console: Console, target: str, ending: str) -> Path:
    """The file that is to be written; refused where it has another ending, or cannot be written."""
    if Path(target).suffix.lower() != ending:
        raise WrongEnding(path=target, ending=ending)
    check_output(target, forces=console.forces, kept=invocation.own_files())
    return Path(target)


def find_signer(invocation: Invocation) -> tuple[PrivateKey | None, str]:
    """The key that signs; where there is none, the words that say so."""
    try:
        return find_key(invocation), ""
    except NoKey:
        return None, _(UNSIGNED)
    except MissingSigner:
        return None, _(UNSIGNED_WITHOUT)


def sign_summary(made: Summary, key: PrivateKey | None) -> Summary:
    """The summary with a signature, where there is a key."""
    if key is None:
        return made
    named = replace(made, key=key.public)
    return replace(named, signature=key.sign(named.message()))


def make_one(
    invocation: Invocation, unit: UnitOfWork, wish: PackWish, path: Path, key: PrivateKey | None, head: EntryHead
) -> tuple[dict[str, Any], bytes]:
    """One pack, remembered as it is sent, and the content of its file."""
    from ctrack.views.pack_sheets import make_sent

    found = read_slice(unit.connection, wish, invocation.horizon)
    language = choose_language(invocation, find_language(unit.connection, found.agency))
    with speaking(language):
        scales = read_scales_of(unit.connection, {row.instrument for row in found.rows})
        sent = make_sent(found.rows, found.values, scales)
        draft = make_draft(found, wish, sent, language, head, unit.last_entry[0], key.public if key else "")
        keep_pack(unit.connection, draft, head, path.name)
        label = write_label(sign_label(draft.manifest, key.sign if key else None))
        content = write_content(unit, found, draft, label, head)
    signer = take_mark(key.public) if key else None
    return {**describe(draft), "file": str(path), "signer": signer}, content


def choose_language(invocation: Invocation, wanted: str | None) -> str:
    """The language of a pack: that of the command line, else of the agency's people, else the one spoken."""
    if invocation.options.get("lang") or wanted not in known_languages():
        return current_language()
    return str(wanted)


def write_content(unit: UnitOfWork, found: Slice, draft: PackDraft, label: str, head: EntryHead) -> bytes:
    """The content of the file."""
    from ctrack.exchange.update_sheet import write_update_sheet
    from ctrack.views.pack_sheets import make_pack_sheet

    if draft.format is PackFormat.XLSX:
        names = {
            name: name_field(name, current_language(), Into.UPDATES, int(name in ("status", "progress", "target")))
            for name in read_fields(Into.UPDATES)
        }
        return write_update_sheet(make_pack_sheet(found.rows, draft.rows, names, draft.back_by, label))
    from ctrack.services.pack_registers import make_pack_register

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pack.db"
        make_pack_register(unit.connection, path, draft, label, head)
        return path.read_bytes()


def save_all(console: Console, paths: Sequence[Path], contents: Sequence[bytes]) -> None:
    """Write the files."""
    for path, content in zip(paths, contents, strict=True):
        save(path, content, forces=console.forces)
