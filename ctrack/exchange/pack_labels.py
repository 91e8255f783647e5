"""By what a pack is known again: its manifest with its signature, as one line of text that stands in every form of it.

Nothing but this line is believed of a file, and that only where its signature fits or the register remembers the same.
"""

from __future__ import annotations

import json
import re
from typing import Any

from ctrack.domain.exits import ExitCode
from ctrack.domain.failures import Failure, marked
from ctrack.domain.records.packs import FORM, Manifest, SignedManifest

MARK = "ctrack-pack"
# A custom property of a workbook holds no more than that.
PIECE = 250
_LINE = re.compile(MARK + r"\s+(\{[^{}]{0,4000}\})")
_SHAPES = {
    "token": "[0-9a-f]{32}",
    "agency": "[a-z0-9-]{1,80}",
    "home": "[A-Z0-9-]{1,40}",
    "made": r"[0-9T:.+\-]{10,40}Z?",
    "digest": "[0-9a-f]{64}",
    "key": "(?:[0-9a-f]{64})?",
    "signature": "(?:[0-9a-f]{128})?",
}


class PackForged(Failure):
    exit_code = ExitCode.INTEGRITY
    message = marked(
        "The pack in {path} was changed after it was made: its signature does not fit what it says of itself. Nothing "
        "was recorded. Ask for the file that was sent back."
    )


def write_label(signed: SignedManifest) -> str:
    """The line."""
    values = {name: getattr(signed.manifest, name) for name in Manifest.__slots__}
    found = {"form": FORM, **values, "signature": signed.signature}
    return f"{MARK} {json.dumps(found, sort_keys=True, separators=(',', ':'))}"


def find_label(text: str, path: object) -> SignedManifest | None:
    """The manifest in a text; None where there is none, and PackForged where it is not as any is written."""
    found = _LINE.search(text)
    if found is None:
        return None
    try:
        return read_values(json.loads(found[1]))
    except (KeyError, TypeError, ValueError) as error:
        raise PackForged(path=path) from error


def read_values(values: dict[str, Any]) -> SignedManifest:
    """The manifest of these values; raises ValueError or KeyError for what is none."""
    if values["form"] != FORM or not isinstance(values["entry"], int):
        raise ValueError("another form")
    for name, shape in _SHAPES.items():
        if re.fullmatch(shape, values[name]) is None:
            raise ValueError(name)
    return SignedManifest(Manifest(**{name: values[name] for name in Manifest.__slots__}), values["signature"])


def sign_label(manifest: Manifest, sign: Any = None) -> SignedManifest:
    """The manifest, signed by a function of its message where there is one."""
    return SignedManifest(manifest, sign(manifest.message()) if sign is not None else "")


def check_label(signed: SignedManifest, path: object) -> None:
    """Refuse a signature that does not fit; what claims a key and has none is refused too."""
    from ctrack.exchange.signatures import is_signed

    key, signature = signed.manifest.key, signed.signature
    if not key and not signature:
        return
    if not key or not signature or not is_signed(key, signature, signed.manifest.message()):
        raise PackForged(path=path)
