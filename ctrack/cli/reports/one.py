"""The whole life of one commitment, seen from the side of the home party or of another one."""

from __future__ import annotations

from ctrack.cli.reports.report_table import Order
from ctrack.domain.failures import Misused, marked
from ctrack.render.document import Document
from ctrack.services.listings import show_commitment
from ctrack.services.redaction import redact_dossier, redact_entry
from ctrack.services.undo import list_entries
from ctrack.views.commitment import view_commitment, with_entries


class CodeWanted(Misused):
    message = marked(
        "This report is about one commitment: 'ctrack report one CODE', or 'ctrack report one CODE party:NAME' from "
        "the side of another party."
    )


def make(order: Order) -> Document:
    """The dossier of the code, with the journal entries that touched it, which are nothing for a paper."""
    horizon, (word, whose) = order.invocation.horizon, read_side(order.words)
    dossier = order.invocation.read(lambda unit: show_commitment(unit.connection, word, horizon, whose))
    moment = order.invocation.moment_read
    until = moment.as_of if moment is not None else None
    entries = order.invocation.read(lambda unit: list_entries(unit.connection, code=dossier.row.code, until=until))
    told = [redact_entry(entry, order.level) for entry in entries]
    document = view_commitment(redact_dossier(dossier, order.level), is_paper=order.is_paper)
    return with_entries(document, told, is_paper=order.is_paper)


def read_side(words: tuple[str, ...]) -> tuple[str, str | None]:
    """The code, and the party whose side of it is meant, if one is named; raises CodeWanted."""
    match words:
        case (code,):
            return code, None
        case (code, word) if (party := read_party(word)) is not None:
            return code, party
    raise CodeWanted()


def read_party(word: str) -> str | None:
    """The party that a word of a filter names; None for any other word."""
    from ctrack.domain.filters.terms import find_field

    name, _sign, value = word.partition(":")
    field = find_field(name)
    return value if value and field is not None and field.name == "party" else None
