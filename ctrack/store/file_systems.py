"""What the file system under a register can do: a network carries no shared memory, and a full disk takes no log."""

from __future__ import annotations

import os
import re
from pathlib import Path

# Over a network SQLite's log in shared memory (WAL) is not seen by other machines (https://sqlite.org/wal.html).
NETWORKS = re.compile(
    r"nfs4?|cifs|smb\d?|smbfs|ncpfs|afs|ceph|9p|gfs2?|ocfs2|lustre|pvfs2|glusterfs|beegfs|davfs"
    r"|fuse\.(sshfs|glusterfs|rclone|s3fs|davfs2?|cephfs|gcsfuse)"
)
MOUNTS = Path("/proc/self/mountinfo")


def find_network(path: Path, mounts: Path = MOUNTS) -> str | None:
    """The kind of network file system that a file is on, such as nfs4; None on a disk, and where the system cannot say.

    The mount is the one whose point is the longest of those above the file; of two at one point the later hides the
    other (proc_pid_mountinfo(5)).
    """
    try:
        text = mounts.read_bytes().decode("utf-8", "surrogateescape")
    except OSError:
        return None
    place = os.path.realpath(path)
    points = [(point, kind) for point, kind in read_mounts(text) if is_below(place, point)]
    kind = max(points, key=lambda each: len(each[0]), default=("", ""))[1]
    return kind if NETWORKS.fullmatch(kind) else None


def read_mounts(text: str) -> list[tuple[str, str]]:
    """Every mount, the latest first: its point, and the kind of its file system."""
    found = []
    for line in text.splitlines():
        before, _, after = line.partition(" - ")
        fields, kind = before.split(" "), after.split(" ")[0]
        if len(fields) > 4:
            found.append((re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), fields[4]), kind))
    return found[::-1]


def is_below(place: str, point: str) -> bool:
    """Whether a path is the point of a mount, or below it."""
    return place == point or place.startswith(point.rstrip("/") + "/")
