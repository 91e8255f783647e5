"""A register of its own in a file of SQLite: a whole copy, with its journal, or what fits a filter."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from ctrack.cli.exports.export_order import Order
    from ctrack.store.work import UnitOfWork


def write(order: Order, unit: UnitOfWork, out: BinaryIO) -> None:
    """Write the file: a copy as it stood at one moment; of a part, a register that begins with it."""
    from ctrack.services.backups import check_backup, copy_register

    invocation = order.invocation
    with tempfile.TemporaryDirectory(prefix=".ctrack-") as folder:
        path = Path(folder) / "register.db"
        if order.node is None and order.reader is None:
            copy_register(invocation.place, path)
            check_backup(path, path)
        else:
            from ctrack.services.register_contents import read_contents
            from ctrack.services.register_slices import make_slice

            contents = read_contents(unit.connection, order.node, invocation.horizon, order.reader)
            make_slice(path, contents, invocation.head(), invocation.horizon)
        with path.open("rb") as copy:
            shutil.copyfileobj(copy, out)
