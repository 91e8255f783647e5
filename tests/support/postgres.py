"""A PostgreSQL server for the tests: one that CTRACK_TEST_PG names, else one that is started here and now.

The server listens on a socket in a folder of its own, and never on a port.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

NOBODY = 65534


class NoServer(Exception):
    """There is no PostgreSQL on this machine."""


def find_programs() -> Path:
    """The folder of initdb and pg_ctl; Debian keeps them out of PATH."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not versions:
        raise NoServer("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    return versions[-1].parent


def demote() -> dict[str, int]:
    """The server refuses to run as root."""
    return {"user": NOBODY, "group": NOBODY} if os.geteuid() == 0 else {}


@contextmanager
def start_server(*, is_durable: bool = False) -> Iterator[str]:
    """The address of a server, without the name of a database; one that is durable waits for its disk."""
    given = os.environ.get("CTRACK_TEST_PG")
    if given:
        yield given.rstrip("/")
        return
    programs = find_programs()
    folder = Path(tempfile.mkdtemp(prefix="ctrack-pg-", dir="/tmp"))
    who = demote()
    if who:
        os.chown(folder, NOBODY, NOBODY)
    data = folder / "data"
    run = {"check": True, "capture_output": True, "cwd": folder, **who}
    subprocess.run(
        [programs / "initdb", "-D", data, "-U", "tester", "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C.UTF-8"],
        **run,
    )  # type: ignore[call-overload]
    settings = f"-c listen_addresses= -c unix_socket_directories={folder} -c max_connections=40"
    settings += "" if is_durable else " -c fsync=off"
    subprocess.run(
        [programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", settings, "start"],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True, cwd=folder, **who,
    )  # fmt: skip
    try:
        yield f"postgresql://tester@/{{name}}?host={quote(str(folder))}"
    finally:
        subprocess.run([programs / "pg_ctl", "-D", data, "-m", "immediate", "stop"], **run)  # type: ignore[call-overload]
        shutil.rmtree(folder, ignore_errors=True)


def make_address(server: str, name: str) -> str:
    """The address of one database of a server."""
    return server.replace("{name}", name) if "{name}" in server else f"{server}/{name}"
