"""The whole life of one commitment."""

from __future__ import annotations

from ctrack.cli.reports.report_table import Order
from ctrack.domain.failures import Misused, marked
from ctrack.render.document import Document
from ctrack.services.listings import show_commitment
from ctrack.services.redaction import redact_dossier, redact_entry
from ctrack.services.undo import list_entries
from ctrack.views.commitment import view_commitment, with_entries


class CodeWanted(Misused):
    message = marked("This report is about one commitment: 'ctrack report one CODE'.")


def make(order: Order) -> Document:
    """The dossier of the code, with the journal entries that touched it."""
    if len(order.words) != 1:
        raise CodeWanted()
    horizon, word = order.invocation.horizon, order.words[0]
    dossier = order.invocation.read(lambda unit: show_commitment(unit.connection, word, horizon))
    moment = order.invocation.moment_read
    until = moment.as_of if moment is not None else None
    entries = order.invocation.read(lambda unit: list_entries(unit.connection, code=dossier.row.code, until=until))
    told = [redact_entry(entry, order.level) for entry in entries]
    return with_entries(view_commitment(redact_dossier(dossier, order.level)), told)
