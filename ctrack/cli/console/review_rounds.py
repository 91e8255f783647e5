"""How far a round of review has come, kept below the user's state from one sitting to the next."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from ctrack.domain.private_files import make_private_file


@dataclass
class Round:
    """The codes that a round is done with; every change is on disk before the next question."""

    path: Path
    done: list[str] = field(default_factory=list)

    def finish(self, code: str) -> None:
        """A commitment was looked at."""
        if code not in self.done:
            self.done.append(code)
            self.save()

    def reopen(self, code: str) -> None:
        """Somebody went back to a commitment."""
        if code in self.done:
            self.done.remove(code)
            self.save()

    def save(self) -> None:
        """Write the round down; where that cannot be, it is walked through again, and nothing recorded is lost."""
        with suppress(OSError):
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            draft = self.path.with_suffix(f".{os.getpid()}")
            draft.unlink(missing_ok=True)
            make_private_file(draft, json.dumps(self.done).encode())
            draft.replace(self.path)

    def end(self) -> None:
        """All is done, or begun anew."""
        self.done.clear()
        with suppress(OSError):
            self.path.unlink(missing_ok=True)


def read_round(environ: Mapping[str, str], register: str, filter_text: str) -> Round:
    """The round over a register and a filter, where it was left."""
    base = environ.get("XDG_STATE_HOME") or os.path.expanduser("~/.local/state")
    name = hashlib.sha256(f"{register}\0{filter_text}".encode("utf-8", "replace")).hexdigest()[:16]
    path = Path(base) / "ctrack" / "rounds" / f"{name}.json"
    with suppress(OSError, ValueError):
        done = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(done, list):
            return Round(path, [code for code in done if isinstance(code, str)])
    return Round(path)
