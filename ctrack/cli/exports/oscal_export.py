"""Documents of OSCAL 1.1 (NIST): a catalog, assessment results, or a plan of action and milestones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO

from ctrack.domain.failures import Message, NotFound, marked
from ctrack.exchange.export_files import load_writer
from ctrack.text.language import choose_words, translate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ctrack.cli.exports.export_order import Order
    from ctrack.domain.records.oscal_texts import OscalHead
    from ctrack.store.work import UnitOfWork

CATALOG, RESULTS = "oscal_catalog", "oscal_results"


class NothingToTell(NotFound):
    message = marked(
        "Of what fits, nothing was reported yet, and OSCAL has no results without any. 'ctrack export --format "
        "oscal-catalog' tells what the commitments are."
    )


class NothingOpen(NotFound):
    message = marked("Of what fits, nothing is still to be done, and OSCAL has no plan without an item.")


def write(order: Order, unit: UnitOfWork, out: BinaryIO) -> None:
    """Write the document of what fits; raises NothingToTell or NothingOpen."""
    from ctrack.services.oscal_contents import stream_texts
    from ctrack.services.row_streams import list_rows

    head, horizon = make_head(order, unit), order.invocation.horizon
    found: Iterable[Any]
    if order.form.writer == CATALOG:
        found = stream_texts(unit.connection, order.node, horizon)
    else:
        found = list_rows(unit.connection, order.node, horizon)
        if order.form.writer == RESULTS:
            if all(row.status == "not_reported" for row in found):
                raise NothingToTell()
        elif not any(row.is_open for row in found):
            raise NothingOpen()
    load_writer(order.form).write(head, found, out)


def make_head(order: Order, unit: UnitOfWork) -> OscalHead:
    """What stands at the head of a document."""
    from ctrack.domain.records.oscal_texts import OscalHead
    from ctrack.services.reminders.due_reminders import name_register
    from ctrack.store.journal import read_last
    from ctrack.store.queries import read_home

    home = choose_words(read_home(unit.connection)[2])
    return OscalHead(
        title=Message(marked("Commitments: {party}"), {"party": home}).tell(translate),
        register=name_register(unit.connection),
        entry=str(read_last(unit.connection)[0]),
        today=order.invocation.today,
        written_at=order.invocation.moment,
        choose=choose_words,
    )
