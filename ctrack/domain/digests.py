"""SHA-256 by the interpreter's own module: for `hashlib` OpenSSL is loaded, which takes as long as a statement."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashlib import sha256
else:
    try:
        from _sha256 import sha256
    except ImportError:
        # Another interpreter than CPython 3.11.
        from hashlib import sha256

__all__ = ["sha256"]
