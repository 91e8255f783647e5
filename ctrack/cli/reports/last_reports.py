"""When a report on a register was last made here, so that the next one can tell what moved since.

It is kept beside the user's state (XDG_STATE_HOME) and not in the register: reading never writes to that.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from ctrack.domain.failures import NotFound, marked


class NoLastReport(NotFound):
    message = marked("No report on {database} was made here yet; give a date, such as --since 2026-01-01.")


def state_path(environ: Mapping[str, str]) -> Path:
    """The file of what is remembered."""
    base = environ.get("XDG_STATE_HOME") or os.path.expanduser("~/.local/state")
    return Path(base) / "ctrack" / "reports.json"


def read_state(environ: Mapping[str, str]) -> dict[str, str]:
    """The day of the last report on each register; nothing where the file is missing or spoilt."""
    try:
        found = json.loads(state_path(environ).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def last_report(environ: Mapping[str, str], database: str) -> date:
    """The day of the last report on a register; raises NoLastReport."""
    day = read_state(environ).get(database)
    try:
        return date.fromisoformat(str(day))
    except ValueError:
        raise NoLastReport(database=database) from None


def remember_report(environ: Mapping[str, str], database: str, day: date) -> None:
    """Remember that a report was made; a folder that cannot be written is no reason to fail one."""
    path = state_path(environ)
    text = json.dumps({**read_state(environ), database: day.isoformat()}, ensure_ascii=False, indent=1)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        draft.write_text(text, "utf-8")
        os.replace(draft, path)
    except OSError:
        return
