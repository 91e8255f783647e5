"""Packs that come back: read, held against what was sent, settled where both sides changed a field, and recorded."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ctrack.cli.config.seal_keys import is_among
from ctrack.cli.console.keys import Key, read_key
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.cli.reports.seal_checks import list_trusted
from ctrack.domain.failures import Message, Misused, Refused, marked
from ctrack.domain.frozen import dataclass, replace
from ctrack.domain.records.packs import KeptPack, PackMerge, ReturnedPack, RowMerge, SignedManifest
from ctrack.domain.records.register_seals import take_mark
from ctrack.domain.records.summaries import Combined, Summary
from ctrack.domain.records.summaries import combine as put_together
from ctrack.domain.records.three_way import FieldMerge, Side
from ctrack.exchange import returned_packs
from ctrack.exchange.pack_labels import PackForged
from ctrack.exchange.summary_file import read_summary
from ctrack.services import pack_registers
from ctrack.services.pack_merges import compare_pack, record_merge, settle_conflicts
from ctrack.services.packs import find_newest, find_pack

if TYPE_CHECKING:
    from ctrack.store.journal import EntryHead
    from ctrack.store.work import UnitOfWork

Settled = dict[tuple[str, str, str], tuple[FieldMerge, Side]]
KEYS = (
    Key("ours", "o", "س", marked("keep the register's")),
    Key("theirs", "t", "ج", marked("take the agency's")),
    Key("stop", "q", "ق", marked("stop")),
)


NOT_SIGNED = marked("{file} is not signed.")
STRANGER = marked(
    "{file} was signed with the key {mark}, which is not trusted here. If you know whose it is, 'ctrack config set "
    "seal.trusted {mark}'."
)


class SameState(Refused):
    message = marked("{path} is a second summary of {party}; give one of each State.")


class StoppedAsking(Refused):
    message = marked("Nobody said which value of {code} holds; nothing was recorded.")


class ConflictMoved(Refused):
    message = marked("{code} was changed while you were asked; nothing was recorded. Merge the file again.")


class AskingForbidden(Misused):
    message = marked("--ask asks, and --no-input forbids that: give --ours or --theirs.")


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file that came back, the pack that it is, and what its rows say."""

    pack: KeptPack
    returned: ReturnedPack


def read_incoming(invocation: Invocation, path: Path, agency: str | None) -> Incoming:
    """Read a file, whatever form it has; raises PackForged where its signature does not fit."""
    content = returned_packs.read_file(path)
    is_register = content.startswith(returned_packs.SQLITE)
    if is_register:
        signed = returned_packs.check_labels(path, [pack_registers.read_label(path)])
    else:
        signed = returned_packs.find_signed(path, content)
    pack = invocation.read(lambda unit: find_incoming(unit, path, signed, agency))
    notes = tell_signer(invocation, path.name, pack, signed)
    if is_register:
        returned = pack_registers.read_returned(path, pack, signed)
    else:
        returned = returned_packs.read_returned(path, content, pack, signed, invocation.today)
    return Incoming(pack, replace(returned, notes=(*notes, *returned.notes)))


def find_incoming(unit: UnitOfWork, path: Path, signed: SignedManifest | None, agency: str | None) -> KeptPack:
    """The pack that a file is: what it says of itself has to be what the register remembers."""
    if signed is None:
        if agency is None:
            raise returned_packs.LabelMissing(path=path)
        return find_newest(unit.connection, agency)
    said = signed.manifest
    pack = find_pack(unit.connection, said.token, path)
    if (said.agency, said.made, said.entry, said.digest, said.key) != (
        pack.agency, pack.made_at, pack.entry, pack.digest, pack.signer or "",
    ):  # fmt: skip
        raise PackForged(path=path)
    return pack


def tell_signer(
    invocation: Invocation, file: str, pack: KeptPack, signed: SignedManifest | None
) -> tuple[Message, ...]:
    """What is strange about who signed a pack: nobody, or somebody who is not trusted."""
    if signed is None:
        told = marked("{file} does not say which pack it is any more, and was taken for the newest one of {agency}.")
        return (Message(told, {"file": file, "agency": pack.agency}),)
    key = signed.manifest.key
    if not key:
        return (Message(NOT_SIGNED, {"file": file}),)
    if is_among(key, list_trusted(invocation, ())):
        return ()
    return (Message(STRANGER, {"file": file, "mark": take_mark(key)}),)


def read_summaries(invocation: Invocation, paths: Sequence[Path]) -> Combined:
    """The summaries of several States put together; each has to be as it was signed, and of another State."""
    found: dict[str, Summary] = {}
    notes: list[Message] = []
    trusted = list_trusted(invocation, ())
    for path in paths:
        made = read_summary(path)
        if made.party in found:
            raise SameState(path=path, party=made.party)
        found[made.party] = made
        facts = {"file": path.name, "mark": take_mark(made.key) if made.key else ""}
        if not made.key:
            notes.append(Message(NOT_SIGNED, facts))
        elif not is_among(made.key, trusted):
            notes.append(Message(STRANGER, facts))
    return put_together(list(found.values()), tuple(notes))


def ask_all(console: Console, merges: Sequence[PackMerge]) -> Settled:
    """Ask of each conflict whose value holds; raises StoppedAsking where nobody says."""
    if console.invocation.options.get("no_input"):
        raise AskingForbidden()
    return {
        (merge.file, row.row.code, item.name): (item, ask(console, merge, row, item))
        for merge in merges
        for row, item in merge.conflicts
    }


def ask(console: Console, merge: PackMerge, row: RowMerge, item: FieldMerge) -> Side:
    """Ask of one conflict."""
    from ctrack.views.pack_lists import say_conflict

    console.ask(say_conflict(merge.pack.agency, row.row.code, item))
    action = read_key(console, KEYS) if sys.stdin.isatty() else read_answer()
    if action not in tuple(Side):
        raise StoppedAsking(code=row.row.code)
    return Side(action)


def read_answer() -> str:
    """A line of what is piped in: ours or theirs, or a letter of either."""
    word = sys.stdin.readline().strip().lower()
    return next((key.action for key in KEYS if word and word in (key.action, key.latin, key.arabic)), "stop")


def settle(merge: PackMerge, side: Side, asked: Settled) -> PackMerge:
    """The merge with its conflicts settled by one side, or as somebody was asked."""

    def choose(row: RowMerge, item: FieldMerge) -> Side:
        if side is not Side.ASK:
            return side
        before = asked.get((merge.file, row.row.code, item.name))
        if before is None or before[0] != item:
            raise ConflictMoved(code=row.row.code)
        return before[1]

    return settle_conflicts(merge, choose)


def compare_all(
    unit: UnitOfWork, incoming: Sequence[Incoming], invocation: Invocation, head: EntryHead
) -> list[PackMerge]:
    """What would become of each file, by itself."""
    return [compare_pack(unit, each.pack, each.returned, head, invocation.horizon) for each in incoming]


def record_all(
    unit: UnitOfWork,
    incoming: Sequence[Incoming],
    invocation: Invocation,
    head: EntryHead,
    side: Side,
    asked: Settled,
) -> list[PackMerge]:
    """Record the files one after the other, each held against what the one before left."""
    from ctrack.views.pack_lists import tell_kept

    done = []
    for each in incoming:
        merge = settle(compare_pack(unit, each.pack, each.returned, head, invocation.horizon), side, asked)
        done.append(record_merge(unit, merge, head, invocation.horizon, tell_kept))
        unit.flush()
    return done
