"""docs/postgresql.md does what it says: each line that is to be typed is run, in order, on servers."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.support.postgres import NOBODY, NoServer, demote, find_programs
from tests.support.servers import Server, free_port, make_servers

pytestmark = pytest.mark.slow
DOCS = Path(__file__).parent.parent / "docs"
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# The first line of a block says where it is run.
PLACE = re.compile(
    r"# (On the (?:first |second )?server, as the user postgres|Wherever ctrack is(?:, through the pooler)?)\n"
)
NAMES = ["amal", "badr", "dana", "fahad", "hind", "jaber", "laila", "nasser", "reem", "salem"]
PROGRAMS = "/usr/sbin:/usr/bin"
FOLDER = "/var/lib/postgresql/15/main"


@dataclass
class Stage:
    """Where the guide is played: two servers, a folder of papers that all share, and what other names stand for."""

    folder: Path
    one: Server
    two: Server
    pooler: int = field(default_factory=free_port)

    def run(self, block: str) -> str:
        """Run a block as its first line says; what it printed."""
        found = PLACE.match(block)
        assert found is not None, block
        is_admin, is_second = found[1].startswith("On the"), "second" in found[1]
        server = self.two if is_second else self.one
        environ = {
            "PATH": f"{Path(sys.executable).parent}:{find_programs()}:/usr/bin:/bin",
            "HOME": str(self.folder),
            "XDG_CONFIG_HOME": str(self.folder / "config"),
            "LC_ALL": "C.UTF-8",
            "CTRACK_DB_WAIT": "60",
        }
        if is_admin:
            environ |= {"PGHOST": str(server.folder), "PGPORT": str(server.port), "PGUSER": "tester"}
        elif "example.org," not in block:
            environ |= {"PGHOSTADDR": "127.0.0.1", "PGPORT": str(server.port)}
        given: dict[str, Any] = {"cwd": self.folder, "env": environ, "stdin": subprocess.DEVNULL}
        # A server that is started here keeps what it writes to: a file, and no pipe that somebody would wait for.
        with (self.folder / "out").open("w+") as out:
            shell = ["bash", "-euo", "pipefail", "-c", self.translate(block, server)]
            user = demote() if is_admin else {}
            done = subprocess.run(shell, stdout=out, stderr=subprocess.STDOUT, **given, **user)  # type: ignore[call-overload]
            out.seek(0)
            said = out.read()
        if not is_admin and os.geteuid() == 0:
            for path in self.folder.iterdir():
                shutil.chown(path, NOBODY, NOBODY)
        assert done.returncode == 0, f"{block}\n{said}"
        return said

    def translate(self, block: str, server: Server) -> str:
        """The block with the names of this stage in it."""
        names = {
            "host=one.example.org ": f"host=127.0.0.1 port={self.one.port} ",
            "one.example.org": f"127.0.0.1:{self.one.port}",
            "two.example.org": f"127.0.0.1:{self.two.port}",
            "db.example.org:6432": f"db.example.org:{self.pooler}",
            FOLDER: str(server.data),
        }
        for name, ours in names.items():
            block = block.replace(name, ours)
        return block


@pytest.fixture
def page() -> str:
    """The text of the guide; a test of the documents holds its Arabic half to the same blocks."""
    return (DOCS / "postgresql.md").read_text("utf-8")


@pytest.fixture
def stage() -> Iterator[Stage]:
    """An empty server that runs, and one that is not made yet."""
    try:
        with make_servers(2) as (one, two), tempfile.TemporaryDirectory(dir="/tmp") as name:
            one.make()
            (one.data / "pg_hba.conf").write_text("local all all trust\n")
            one.start()
            folder = Path(name)
            folder.chmod(0o777)
            yield Stage(folder, one, two)
    except NoServer as error:
        if os.environ.get("CI"):
            pytest.fail(str(error))
        pytest.skip(str(error))


def read_fences(page: str, language: str) -> list[str]:
    """The blocks of a page that are fenced as that language."""
    return [text for kind, text in FENCE.findall(page) if kind == language]


def test_the_guide_is_played(page: str, stage: Stage) -> None:
    """From the empty server to ten people, through a pooler, to a standby that takes over: it goes as it is told."""
    has_pooler, said = shutil.which("pgbouncer", path=PROGRAMS) is not None, {}
    for block in read_fences(page, "sh"):
        if "promote" in block:
            stage.one.kill()
        if "through the pooler" not in block.partition("\n")[0]:
            said[block] = stage.run(block)
        elif has_pooler:
            with run_pooler(stage, read_fences(page, "ini")[0]):
                stage.run(block)
            assert "<h1" in (stage.folder / "report.html").read_text("utf-8")
        if "pg_basebackup" in block:
            # Both servers are on this machine, so that the copy has to listen elsewhere.
            stage.two.configure("")
    (ten,) = (text for block, text in said.items() if "log --limit 10" in block)
    assert set(re.findall(r"What (\w+) has to say", ten)) == set(NAMES)
    *_, last = said.values()
    assert "The journal holds together" in last
    if not has_pooler:
        pytest.skip("PgBouncer is not installed (Debian: apt-get install pgbouncer); all else was played")


@contextmanager
def run_pooler(stage: Stage, settings: str) -> Iterator[None]:
    """PgBouncer with the settings of the guide."""
    folder = stage.folder
    for name in ("server.key", "server.crt"):
        shutil.copy(stage.one.data / name, folder / name)
        if demote():
            shutil.chown(folder / name, NOBODY, NOBODY)
    text = settings.replace("/etc/pgbouncer", str(folder)).replace("port=5432", f"port={stage.one.port}")
    path = folder / "pgbouncer.ini"
    path.write_text(text.replace("listen_port = 6432", f"listen_port = {stage.pooler}").replace("= *", "= 127.0.0.1"))
    with (folder / "pgbouncer.log").open("w") as log:
        program = shutil.which("pgbouncer", path=PROGRAMS)
        process = subprocess.Popen([str(program), str(path)], stdout=log, stderr=log, **demote())  # type: ignore[call-overload]
    try:
        time.sleep(1)
        assert process.poll() is None, (folder / "pgbouncer.log").read_text()
        yield
    finally:
        process.terminate()
        process.wait(10)
