"""Servers of PostgreSQL on loopback that a test may configure, kill, copy and promote; each in a folder of its own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from tests.support.postgres import NOBODY, demote, find_programs

SETTINGS = "listen_addresses = '127.0.0.1'\nmax_connections = 60\nfsync = off\nwal_level = replica\nhot_standby = on\n"


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def run(*words: str | Path, folder: Path, check: bool = True) -> subprocess.CompletedProcess[str]:
    """Run a program as the user whom servers run as."""
    given: dict[str, Any] = {"cwd": folder, "text": True, "stdin": subprocess.DEVNULL, **demote()}
    with (folder / "output").open("w+") as output:
        done = subprocess.run([*words], stdout=output, stderr=subprocess.STDOUT, **given)
        output.seek(0)
        said = output.read()
    assert not check or done.returncode == 0, said
    return done


@dataclass
class Server:
    """A server: its folder, which holds data and log, and its port."""

    folder: Path
    port: int

    @property
    def data(self) -> Path:
        """The folder of its data."""
        return self.folder / "data"

    def make(self, access: str = "trust") -> None:
        """An empty server, which a superuser `tester` owns."""
        run(find_programs() / "initdb", "-D", self.data, "-U", "tester", "-A", access, "-E", "UTF8", "--no-sync",
            "--locale=C.UTF-8", folder=self.folder)  # fmt: skip
        self.configure(SETTINGS)

    def configure(self, lines: str) -> None:
        """Add lines to its settings."""
        with (self.data / "postgresql.conf").open("a") as stream:
            stream.write(f"{lines}port = {self.port}\nunix_socket_directories = '{self.folder}'\n")

    def control(self, *words: str) -> None:
        """Let pg_ctl do something, and wait for it."""
        run(find_programs() / "pg_ctl", "-D", self.data, "-w", "-l", self.folder / "log", *words, folder=self.folder)

    def start(self) -> None:
        """Start it."""
        self.control("start")

    def kill(self) -> None:
        """Stop it as a failing machine does: nothing is written any more, nobody is told."""
        self.control("stop", "-m", "immediate")

    def promote(self) -> None:
        """Let a standby take writing."""
        self.control("promote")

    def address(self, name: str = "postgres", user: str = "tester", more: str = "") -> str:
        """The address of a database by the network."""
        return f"postgresql://{user}@127.0.0.1:{self.port}/{name}{more}"

    def execute(self, *statements: str, name: str = "postgres") -> Any:
        """Run statements as the superuser, by the socket; the rows of the last one."""
        address = f"host={self.folder} port={self.port} user=tester dbname={name}"
        with psycopg.connect(address, autocommit=True) as connection:
            for statement in statements:
                cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else None

    def copy_to(self, other: Server, slot: str) -> None:
        """Make another server a standby of this one, called by the name of its slot."""
        source = f"host=127.0.0.1 port={self.port} user=tester application_name={slot}"
        run(find_programs() / "pg_basebackup", "-d", source, "-D", other.data, "-R", "-X", "stream", "-C", "-S", slot,
            "--checkpoint=fast", "--no-sync", folder=self.folder)  # fmt: skip
        other.configure("")


@contextmanager
def make_servers(count: int = 1) -> Iterator[list[Server]]:
    """As many servers as asked for, neither made nor started; whatever runs in the end is stopped."""
    servers = []
    for _ in range(count):
        folder = Path(tempfile.mkdtemp(prefix="ctrack-pg-", dir="/tmp"))
        if demote():
            os.chown(folder, NOBODY, NOBODY)
        servers.append(Server(folder, free_port()))
    try:
        yield servers
    finally:
        for server in servers:
            if (server.data / "postmaster.pid").exists():
                run(find_programs() / "pg_ctl", "-D", server.data, "-m", "immediate", "stop", folder=server.folder,
                    check=False)  # fmt: skip
            shutil.rmtree(server.folder, ignore_errors=True)
