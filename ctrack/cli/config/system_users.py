"""Who runs the program, by the system's own account."""

from __future__ import annotations

import os
from collections.abc import Mapping


def system_user(environ: Mapping[str, str]) -> str:
    """The name of the user who runs the program, also where cron sets no environment."""
    for name in ("LOGNAME", "USER"):
        if environ.get(name):
            return environ[name]
    try:
        import pwd

        return pwd.getpwuid(os.getuid()).pw_name
    except (ImportError, KeyError):
        return "unknown"
