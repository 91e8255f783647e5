"""Network file systems are noticed by the mounts of the system, whatever stands on top of what."""

from __future__ import annotations

from pathlib import Path

import pytest

from ctrack.store.file_systems import find_network
from tests.support.registers import query
from tests.support.runner import Runner

MOUNTS = """\
22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
40 22 0:45 / /srv rw - nfs4 server:/srv rw,vers=4.2
41 40 0:46 / /srv/disk rw - xfs /dev/vdb rw
42 22 0:47 / /mnt/the\\040share rw master:3 propagate_from:2 - cifs //server/share rw
43 22 0:48 / /mnt/over rw - nfs server:/x rw
44 43 0:49 / /mnt/over rw - ext4 /dev/vdc rw
45 22 0:50 / /mnt/box rw - fuse.sshfs me@box:/ rw
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/c.db", None),
        ("/srv/c.db", "nfs4"),
        ("/srv/disk/c.db", None),
        ("/srvice/c.db", None),
        ("/mnt/the share/deep/c.db", "cifs"),
        ("/mnt/over/c.db", None),
        ("/mnt/box/c.db", "fuse.sshfs"),
    ],
)
def test_the_mount_above_a_file_counts(path: str, kind: str | None, tmp_path: Path) -> None:
    """The longest point above the file, and of two at one point the later."""
    mounts = tmp_path / "mountinfo"
    mounts.write_text(MOUNTS)
    assert find_network(Path(path), mounts) == kind
    assert find_network(Path(path), tmp_path / "nothing") is None


@pytest.mark.slow
def test_a_register_on_a_network_has_no_shared_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There `init` makes a register without WAL, which works as any other."""
    runner = Runner(str(tmp_path / "new.db"), tmp_path)
    monkeypatch.setattr("ctrack.store.engine.find_network", lambda path: "nfs4")
    runner.ok("init")
    assert query(runner.database, "PRAGMA journal_mode") == [("delete",)]
    runner.ok("note", "KWT-21", "seen")
    runner.ok("verify")
    monkeypatch.undo()
    other = Runner(str(tmp_path / "other.db"), tmp_path)
    other.ok("init")
    assert query(other.database, "PRAGMA journal_mode") == [("wal",)]
