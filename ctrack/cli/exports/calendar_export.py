"""A calendar of what falls due within two years, as `ctrack calendar` writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from ctrack.cli.exports.export_order import Order
    from ctrack.store.work import UnitOfWork


def write(order: Order, unit: UnitOfWork, out: BinaryIO) -> None:
    """Write the calendar of what fits."""
    from ctrack.cli.commands.calendar import make_feed

    out.write(make_feed(order.invocation, unit, order.node))
