"""The whole register in JSON, or a part of it, which `ctrack import` takes into an empty one."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from ctrack.domain.vocabulary import Level
from ctrack.exchange.export_files import load_writer
from ctrack.text.language import translate_count

if TYPE_CHECKING:
    from ctrack.cli.exports.export_order import Order
    from ctrack.store.work import UnitOfWork


def write(order: Order, unit: UnitOfWork, out: BinaryIO) -> str:
    """Write the records, while they are read; what is to be said of notes that are told in confidence."""
    from ctrack.services.register_contents import read_contents

    found = read_contents(unit.connection, order.node, order.invocation.horizon, order.reader)
    load_writer(order.form).write(found.head, found.records, out)
    count = found.notes.get(Level.INTERNAL.value, 0)
    if not count or order.reader is not None:
        return ""
    return translate_count(
        "{count} internal note is in it: keep the file as you keep the register, or give --redact restricted.",
        "{count} internal notes are in it: keep the file as you keep the register, or give --redact restricted.",
        count,
    )
