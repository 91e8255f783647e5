"""What the record of a sealed register says: where its journal stood on a day, under one signature."""

from __future__ import annotations

import hashlib

from ctrack.domain.frozen import dataclass

FORM = 1
GROUP = 4


@dataclass(frozen=True, slots=True)
class RegisterSeal:
    """A register as it stood when it was sealed; hashes and keys are in small hexadecimal digits.

    `made` and `first` are the time and the hash of the first entry, which tell the register from all others; `ledger`
    is the hash of the newest report of the ledger, `updates` and `reports` count what had been recorded. Times are in
    UTC. `key` is the public key of whoever sealed it.
    """

    home: str
    made: str
    first: str
    entry: int
    head: str
    updates: int
    reports: int
    ledger: str
    sealed: str
    key: str

    def message(self) -> bytes:
        """What is signed: every value after its name, a line each."""
        values = "".join(f"{name} {getattr(self, name)}\n" for name in self.__slots__)
        return f"ctrack seal {FORM}\n{values}".encode()


@dataclass(frozen=True, slots=True)
class SignedSeal:
    """A seal with its signature, in small hexadecimal digits."""

    seal: RegisterSeal
    signature: str


def take_mark(key: str) -> str:
    """The fingerprint of a public key, to be compared by eye and told on the telephone: 32 digits in groups of four."""
    digest = hashlib.sha256(bytes.fromhex(key)).hexdigest()[:32].upper()
    return "-".join(digest[at : at + GROUP] for at in range(0, len(digest), GROUP))
