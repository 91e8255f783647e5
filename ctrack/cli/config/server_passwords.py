"""The settings by which the password of a database server is found, where its address does not hold it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

PREFIX, VARIABLE = "db.password", "PGPASSWORD"


def find_password(get: Callable[[str], Any], environ: Mapping[str, str]) -> str | None:
    """The password: of PGPASSWORD, a command, a file of mode 0600, or systemd's credential; None where there is none.

    What is not found here PostgreSQL's own library looks for in ~/.pgpass.
    """
    from ctrack.notify.secrets import Hiding

    settings = {key: get(key) for key in (f"{PREFIX}_command", f"{PREFIX}_file")}
    found = Hiding(VARIABLE, PREFIX, "ctrack-db-password").find(settings, environ)
    return None if found is None else found.value
