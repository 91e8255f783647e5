"""Real programs for channels that run one: they keep what they were given, and end as a test wants them to."""

from __future__ import annotations

import json
import sys
from pathlib import Path

SOURCE = """#!{python}
import json, os, sys, time
folder = {folder!r}
content = sys.stdin.buffer.read()
number = len(os.listdir(folder))
with open(os.path.join(folder, str(number)), "w") as stream:
    json.dump([sys.argv[1:], content.decode("latin-1"), os.environ.get("MARK")], stream)
sys.stderr.write({complaint!r})
{action}
sys.exit({code})
"""


class Program:
    """A script and what it was given."""

    def __init__(self, folder: Path, code: int = 0, complaint: str = "", action: str = "") -> None:
        self.path = folder / "the program"
        self._given = folder / "given"
        self._given.mkdir(exist_ok=True)
        facts = {"python": sys.executable, "folder": str(self._given), "complaint": complaint}
        self.path.write_text(SOURCE.format(**facts, code=code, action=action))
        self.path.chmod(0o755)

    @property
    def calls(self) -> list[tuple[list[str], bytes, str | None]]:
        """The arguments, the standard input and the variable MARK of every call."""
        files = sorted(self._given.iterdir(), key=lambda path: int(path.name))
        found = [json.loads(path.read_text()) for path in files]
        return [(words, content.encode("latin-1"), mark) for words, content, mark in found]
