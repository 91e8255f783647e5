"""The exit codes of the program; scripts and cron rely on them, so a number never changes its meaning."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What the program tells its caller as it ends."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    NOT_FOUND = 3
    REFUSED = 4
    DATABASE = 5
    PARTLY = 6
    INTEGRITY = 7
    FINDINGS = 10
    INTERRUPTED = 130


MEANINGS: dict[ExitCode, str] = {
    ExitCode.DONE: "done; also when nothing is due",
    ExitCode.FAILED: "failed for a stated reason",
    ExitCode.USAGE: "the command line was not understood",
    ExitCode.NOT_FOUND: "no such thing",
    ExitCode.REFUSED: "refused: bad data or a conflict",
    ExitCode.DATABASE: "the database is missing, locked, too old or too new",
    ExitCode.PARTLY: "part of the work failed",
    ExitCode.INTEGRITY: "an integrity check failed",
    ExitCode.FINDINGS: "--check found something",
    ExitCode.INTERRUPTED: "interrupted",
}
