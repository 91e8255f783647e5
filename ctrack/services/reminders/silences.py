"""What nobody hears: due dates that have reached a threshold, of which there is nobody to tell.

It is told once a day of each undertaking, however often and wherever reminders run; the outbox knows what was told.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from ctrack.domain.frozen import replace
from ctrack.services.reminders.due_reminders import find_reminders, read_pending, stamp
from ctrack.services.reminders.recipients import Circle, read_people
from ctrack.store.code_order import fill_numbers
from ctrack.store.sql import Connection
from ctrack.store.unheard import Silence, note_unheard, read_codes, read_told

if TYPE_CHECKING:
    from ctrack.domain.filters import Node
    from ctrack.services.reminders.thresholds import Rules


def list_unheard(connection: Connection, rules: Rules, node: Node | None = None) -> list[str]:
    """The codes of what nobody hears, whether it was told already or not."""
    at_any_time = replace(rules, has_hours=False)
    circle = Circle(read_people(connection), at_any_time, foresees=True)
    at_any_time = replace(at_any_time, has_weekly=circle.has_weekly)
    pending = read_pending(connection, at_any_time, node, circle)
    found = find_reminders(connection, at_any_time, pending, circle).unheard if pending else []
    return name_codes(connection, found)


def find_untold(connection: Connection, rules: Rules, silences: Sequence[Silence]) -> list[Silence]:
    """Those that were not told on this day yet."""
    if not silences:
        return []
    midnight = datetime.combine(rules.day_of(None), time(), rules.moment_of(None).tzinfo)
    told = read_told(connection, stamp(midnight), stamp(midnight + timedelta(days=1)))
    return [each for each in silences if each[0] not in told]


def keep_told(connection: Connection, rules: Rules, silences: Sequence[Silence], reason: str) -> None:
    """Write down that these are told now."""
    note_unheard(connection, find_untold(connection, rules, silences), stamp(rules.moment), reason, rules.language)


def name_codes(connection: Connection, silences: Sequence[Silence]) -> list[str]:
    """The codes of these, each once, in the order of codes."""
    codes = read_codes(connection, [key for key, _due, _threshold in silences])
    return sorted(set(codes.values()), key=fill_numbers)
