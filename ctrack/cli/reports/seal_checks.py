"""A register that is sealed, or held against the report of its past that a seal is."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from ctrack.cli.config.seal_keys import (
    FILE,
    TRUSTED,
    NoKey,
    is_among,
    key_path,
    read_private_key,
    read_public,
)
from ctrack.cli.invocation import Invocation
from ctrack.domain.exits import ExitCode
from ctrack.domain.failures import Failure, FileUnreadable, Message, marked
from ctrack.domain.records.register_seals import RegisterSeal, SignedSeal, take_mark

if TYPE_CHECKING:
    from ctrack.exchange.signatures import PrivateKey
    from ctrack.store.work import UnitOfWork


STREAM = marked("standard input")


class SealForged(Failure):
    exit_code = ExitCode.INTEGRITY
    message = marked(
        "The seal in {path} was changed after it was signed: its signature does not fit what it says. Ask for the seal "
        "again from whoever keeps it."
    )


class SealOfStranger(Failure):
    exit_code = ExitCode.INTEGRITY
    message = marked(
        "The seal in {path} was signed with the key {mark}, which is not trusted here. If its owner tells you that "
        "fingerprint, give --key {mark}, or 'ctrack config set seal.trusted {mark}'."
    )


def find_key(invocation: Invocation) -> PrivateKey:
    """The key that seals registers here."""
    return read_private_key(find_path(invocation))


def find_path(invocation: Invocation) -> Path:
    """Where that key lies."""
    return key_path(invocation.environ, str(invocation.get(FILE)))


def list_trusted(invocation: Invocation, named: Iterable[str]) -> list[str]:
    """The keys by which a seal is trusted: those that are named, else those of the settings and one's own."""
    keys = [read_public(text) for text in named]
    if keys:
        return keys
    try:
        own = [find_key(invocation).public]
    except NoKey:
        own = []
    return [*own, *map(str, invocation.get(TRUSTED))]


def sign(unit: UnitOfWork, path: str, invocation: Invocation, key: PrivateKey) -> SignedSeal:
    """The seal of the register as it is now."""
    from ctrack.services.checkpoints import take_seal

    seal = take_seal(unit.connection, path, invocation.moment, key.public)
    return SignedSeal(seal, key.sign(seal.message()))


def read_signed(path: str, trusted: list[str]) -> list[RegisterSeal]:
    """The seals of a file, or of standard input (-), each signed by a key that is trusted."""
    from ctrack.exchange.seal_text import read_seals
    from ctrack.exchange.signatures import is_signed

    seals = []
    shown = Message(STREAM) if path == "-" else path
    for signed in read_seals(read_bytes(path), shown):
        if not is_signed(signed.seal.key, signed.signature, signed.seal.message()):
            raise SealForged(path=shown)
        if not is_among(signed.seal.key, trusted):
            raise SealOfStranger(path=shown, mark=take_mark(signed.seal.key))
        seals.append(signed.seal)
    return seals


def read_bytes(path: str) -> bytes:
    """The content of a file that holds a seal, as far as one may be long."""
    from ctrack.exchange.seal_text import MOST_BYTES

    try:
        if path == "-":
            return sys.stdin.buffer.read(MOST_BYTES)
        with open(path, "rb") as stream:
            return stream.read(MOST_BYTES)
    except OSError as error:
        raise FileUnreadable(path=path, detail=error.strerror or error) from error


def is_seal(path: str) -> bool:
    """Whether a file that is there holds a seal, so that it is checked also where --against was forgotten."""
    from ctrack.exchange.seal_text import BEGUN, decode, squeeze

    return os.path.isfile(path) and BEGUN in squeeze(decode(read_bytes(path)))
