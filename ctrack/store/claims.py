"""Who has a mail in hand: a process of a host, and whether it can still be at work.

A claim of this host falls to others as soon as its process is gone; one of another host after an hour, or where it lies
more than that in the future.
"""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from datetime import datetime, timedelta
from functools import cache

LEASE = timedelta(hours=1)


@cache
def claimant() -> str:
    """This process as a claim names it: host, process number, and when it began."""
    return f"{host_name()} {os.getpid()} {start_of(os.getpid()) or 0}"


def host_name() -> str:
    """The name of this host, in one word; containers that share a name differ in the machine's own number."""
    machine = ""
    with suppress(OSError), open("/proc/sys/kernel/random/boot_id", encoding="ascii") as file:
        machine = file.read().strip()
    return f"{socket.gethostname().replace(' ', '-')}/{machine}"


def start_of(number: int) -> int | None:
    """When a process began, in ticks since the machine did; None where there is none, or no way to know."""
    try:
        with open(f"/proc/{number}/stat", "rb") as file:
            # The name of the program, in brackets, may itself hold blanks and brackets.
            fields = file.read().rpartition(b")")[2].split()
            state, start = fields[0], int(fields[19])
    except (OSError, ValueError, IndexError):
        return None
    return None if state in (b"Z", b"X") else start


def is_abandoned(by: str | None, at: str | None, now: datetime) -> bool:
    """Whether whoever made a claim can do nothing for it any more."""
    if by is None or at is None:
        return True
    host, _, rest = by.partition(" ")
    number, _, start = rest.partition(" ")
    if host == host_name() and number.isdecimal() and start.isdecimal() and int(start):
        return start_of(int(number)) != int(start)
    # One that lies in the future was written by a clock that is wrong, and would be kept for as long as that.
    return abs(now - datetime.fromisoformat(at)) > LEASE
