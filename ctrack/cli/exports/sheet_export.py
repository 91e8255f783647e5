"""Workbooks for people: XLSX and ODS."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from ctrack.exchange.export_files import load_writer

if TYPE_CHECKING:
    from ctrack.cli.exports.export_order import Order
    from ctrack.store.work import UnitOfWork


def write(order: Order, unit: UnitOfWork, out: BinaryIO) -> None:
    """Write the undertakings that fit, while they are read."""
    from ctrack.domain.records.imported_rows import Into
    from ctrack.exchange.table_heads import name_field
    from ctrack.services.row_streams import list_title_languages, stream_columns
    from ctrack.text.language import current_language
    from ctrack.views.export_sheets import make_export_sheet

    # What an import takes for the day of a status.
    labels = {"status_on": name_field("effective", current_language(), Into.UPDATES)}
    portions = stream_columns(unit.connection, order.node, order.invocation.horizon)
    load_writer(order.form).write(make_export_sheet(portions, list_title_languages(unit.connection), labels), out)
