"""Rows for programs: CSV and JSON Lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from ctrack.exchange.export_files import load_writer

if TYPE_CHECKING:
    from ctrack.cli.exports.export_order import Order
    from ctrack.store.work import UnitOfWork


def write(order: Order, unit: UnitOfWork, out: BinaryIO) -> None:
    """Write the undertakings that fit, while they are read."""
    from ctrack.services.row_streams import list_title_languages, stream_columns
    from ctrack.views.export_rows import make_raw_sheet, write_records

    portions = stream_columns(unit.connection, order.node, order.invocation.horizon)
    writer = load_writer(order.form)
    if order.name == "csv":
        writer.write(make_raw_sheet(portions, list_title_languages(unit.connection)), out)
    else:
        writer.write(write_records(portions), out)
