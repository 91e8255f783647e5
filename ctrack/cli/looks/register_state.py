"""The register: whether it is whole, who may read it, what it lies on, and whether there is a backup of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from ctrack.domain.failures import Failure
from ctrack.domain.messages import join_words
from ctrack.domain.private_files import is_open_to_others
from ctrack.domain.records.findings import Finding, Gravity
from ctrack.domain.shell_words import quote_argument
from ctrack.text.language import translate as _
from ctrack.text.language import translate_count

if TYPE_CHECKING:
    from ctrack.cli.invocation import Invocation
    from ctrack.store.register_places import Place
    from ctrack.store.units import UnitOfWork

# Bytes that a register needs at least to go on, days after which a backup is old, and how far a clock may be behind.
LEAST_ROOM = 50_000_000
OLD_BACKUP = 30
CLOCK = timedelta(minutes=5)
MIB = 1_000_000


def look_at_register(invocation: Invocation) -> Iterator[Finding]:
    """Everything about the register; where it cannot be read, that alone."""
    place = None
    try:
        place = invocation.open().place
        yield from invocation.read(lambda unit: tuple(look_inside(invocation, place, unit)))
    except Failure as failure:
        yield Finding("register", failure.tell(_), Gravity.ERROR)
    if place is not None and place.path is not None:
        yield from look_at_file(place.path)
        yield find_backup(place, invocation.moment)


def look_inside(invocation: Invocation, place: Place, unit: UnitOfWork) -> Iterator[Finding]:
    """Whether what is in it can be read, holds together, and is in step with the clock."""
    from ctrack.cli.console.reminder_runs import find_silence
    from ctrack.services.additions import list_wide
    from ctrack.store.damage import refuse_damaged, refuse_unguarded
    from ctrack.store.journal import find_break, read_last_time
    from ctrack.store.tables import SCHEMA_REVISION

    entries = translate_count("{count} entry", "{count} entries", unit.last_entry[0])
    yield Finding("register", f"{place.shown} ({entries})")
    yield Finding("layout", SCHEMA_REVISION)
    try:
        broken = find_break(unit.connection)
        if broken is None:
            refuse_damaged(place, unit.connection)
            refuse_unguarded(place, unit.connection)
            yield Finding("whole", _("its structure, its rows and the chain of its journal hold together"))
        else:
            text = _("entry {number} of the journal is not what was written").format(number=broken)
            yield Finding("whole", text, Gravity.ERROR, _("Restore a backup: 'ctrack db restore FILE --replace'."))
    except Failure as failure:
        yield Finding("whole", failure.tell(_), Gravity.ERROR)
    yield find_clock(invocation.moment, read_last_time(unit.connection))
    wide = list_wide(unit.connection)
    if wide:
        advice = _("'ctrack edit CODE --addressee' says whom it binds.")
        yield Finding("wide", join_words(wide, _), Gravity.WARNING, advice)
    silence = find_silence(invocation, unit)
    if silence:
        yield Finding("reminders", silence, Gravity.WARNING)


def find_clock(now: datetime, newest: str | None) -> Finding:
    """Whether the clock of this machine comes after what was recorded last."""
    shown = f"{now:%Y-%m-%d %H:%M} UTC"
    if newest is None or datetime.fromisoformat(newest) - now <= CLOCK:
        return Finding("clock", shown)
    advice = _("The newest entry was recorded at {time} UTC, which is later: set the clock of this machine.")
    return Finding("clock", shown, Gravity.WARNING, advice.format(time=newest[:16].replace("T", " ")))


def look_at_file(path: Path) -> Iterator[Finding]:
    """Who may read the file, what it lies on, and how much room is left there."""
    from ctrack.store.file_systems import find_network

    with suppress(OSError):
        mode = f"{path.stat().st_mode & 0o777:04o}"
        if is_open_to_others(path):
            advice = _("'chmod 600 {path}' keeps it to its owner.").format(path=quote_argument(str(path)))
            yield Finding("permissions", mode, Gravity.WARNING, advice)
        else:
            yield Finding("permissions", mode)
    network = find_network(path)
    if network is not None:
        advice = _(
            "Over a network two machines may spoil a file: use it from one alone, or 'ctrack db move' to PostgreSQL."
        )
        yield Finding("file_system", network, Gravity.WARNING, advice)
    with suppress(OSError):
        room = shutil.disk_usage(path.parent).free
        text = _("{size} MB free").format(size=room // MIB)
        is_short = room < max(LEAST_ROOM, 2 * path.stat().st_size)
        advice = _("Make room: recording stops on a full disk.") if is_short else ""
        yield Finding("disk", text, Gravity.WARNING if is_short else Gravity.OK, advice)


def find_backup(place: Place, now: datetime) -> Finding:
    """The newest backup beside the register, by its time."""
    from ctrack.services.backups import list_backups

    advice = _("'ctrack db backup FOLDER' makes one; keep it on another disk.")
    found = list_backups(place)
    if not found:
        return Finding("backup", _("none beside the register"), Gravity.WARNING, advice)
    days = (now.timestamp() - found[0].stat().st_mtime) // 86400
    is_old = days > OLD_BACKUP
    return Finding("backup", str(found[0]), Gravity.WARNING if is_old else Gravity.OK, advice if is_old else "")
