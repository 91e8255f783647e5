"""The cluster of docs/postgresql.md promotes by itself: its primary is killed while four write, and nothing is lost."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from ctrack.services.verification import verify_register
from tests.support.registers import read
from tests.support.runner import Runner
from tests.test_postgres_guide import DOCS, read_fences

pytestmark = pytest.mark.slow
PORTS = ("6300", "6301", "6302")
MONITOR, ONE, TWO = "monitor", "one", "two"


class Cluster:
    """A monitor and two servers, as the guide starts them, by a user whom servers may run as."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        base = os.getpid() % 20000 + 30000
        self.ports = dict(zip(PORTS, (str(base + number) for number in range(3)), strict=True))
        self.environ = {"PATH": "/usr/bin:/bin", "HOME": str(folder), "LC_ALL": "C.UTF-8"}
        for name in ("CONFIG_HOME", "DATA_HOME", "RUNTIME_DIR"):
            place = folder / name.lower()
            place.mkdir()
            shutil.chown(place, "postgres", "postgres")
            self.environ[f"XDG_{name}"] = str(place)

    @property
    def address(self) -> str:
        """The address that names both servers."""
        one, two = (f"localhost:{self.ports[port]}" for port in PORTS[1:])
        return f"postgresql://postgres@{one},{two}/commitments"

    def run(self, script: str) -> str:
        """Run lines of a shell as the user `postgres`; what they printed."""
        for port, ours in self.ports.items():
            script = script.replace(port, ours)
        user: dict[str, Any] = {"user": "postgres", "group": "postgres", "extra_groups": []}
        given = {"cwd": self.folder, "env": self.environ, "stdin": subprocess.DEVNULL, **user}
        with (self.folder / "output").open("w+") as output:
            subprocess.run(["bash", "-c", script], stdout=output, stderr=subprocess.STDOUT, **given)
            output.seek(0)
            return output.read()

    def state(self) -> dict[str, str]:
        """What each server is, as the monitor has it."""
        shown = self.run("pg_autoctl show state --pgdata monitor")
        return dict(re.findall(r"^ *(one|two) .*\| +(\w+) *$", shown, re.MULTILINE))

    def wait_for(self, **wanted: str) -> None:
        """Wait until the monitor has the servers as wanted."""
        wait_until(lambda: wanted.items() <= self.state().items(), lambda: str(self.state()))

    def kill(self, name: str) -> None:
        """Kill one of the three with all that it runs, as a machine that loses its current."""
        for path in self.folder.glob(f"runtime_dir/**/{name}/pg_autoctl.pid"):
            for pid in list_family(int(path.read_text().split()[0])):
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
        with suppress(OSError, ValueError):
            os.kill(int((self.folder / name / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)


def list_family(first: int) -> list[int]:
    """A process and all that it started."""
    parents = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parents[int(path.parent.name)] = int(path.read_text().rpartition(")")[2].split()[1])
    found = [first]
    for pid in found:
        found.extend(child for child, parent in parents.items() if parent == pid)
    return found


def wait_until(condition: Callable[[], bool], tell: Callable[[], str], seconds: float = 120) -> None:
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, tell()
        time.sleep(1)


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    """The cluster of the guide, where its programs are installed."""
    if shutil.which("pg_autoctl") is None:
        pytest.skip("pg_auto_failover is not installed (Debian: pg-auto-failover-cli, postgresql-15-auto-failover)")
    if os.geteuid() != 0:
        pytest.skip("only root can start servers as the user `postgres`, whom Debian lets make sockets for them")
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        folder = Path(name)
        shutil.chown(folder, "postgres", "postgres")
        made = Cluster(folder)
        try:
            made.run(read_fences((DOCS / "postgresql.md").read_text("utf-8"), "bash")[0])
            yield made
        finally:
            for server in (ONE, TWO, MONITOR):
                made.kill(server)
            time.sleep(1)


def test_a_cluster_promotes_by_itself(cluster: Cluster, crowds: ModuleType, tmp_path: Path) -> None:
    """Killed with all that it runs, the primary is replaced within the time that writers wait; what was told stands."""
    cluster.wait_for(one="primary", two="secondary")
    runner = Runner(cluster.address, tmp_path)
    runner.ok("init")
    killing = threading.Timer(3, lambda: cluster.kill(ONE))
    killing.start()
    tally = crowds.run_crowd(crowds.Crowd(cluster.address, 4, 15, 120))
    killing.join()
    print(f"{len(tally.done)} acknowledged, {tally.refused} refused, the longest pause {tally.slowest:.0f} s")
    assert tally.refused == 0
    assert tally.slowest > 5
    assert crowds.find_lost(cluster.address, tally) == 0
    assert runner.data("log")["total"] == len(tally.done) + 1
    assert read(runner, verify_register).holds
    assert cluster.state()[TWO] in ("wait_primary", "primary")
