"""axe-core, which finds what keeps people out of a page; it is fetched when it is wanted, and is no part of this.

Its licence is the MPL 2.0. npm fetches it once into a folder of the user's caches, and later runs take it from there.
"""

from __future__ import annotations

import os
import subprocess
import tarfile
from pathlib import Path
from typing import Any

from tests.support.chromium import Page

VERSION = "4.10.3"
PATIENCE = 120
# What the page is to be free of; the rest is advice.
GRAVE = ("serious", "critical")
_RUN = """axe.run(document, { resultTypes: ["violations"] }).then((found) => found.violations.map(
  (fault) => [fault.impact, fault.id, fault.nodes.map((node) => node.html.slice(0, 200))]))"""


class NoAxe(Exception):
    """axe-core is not to be had here."""


def fetch_axe() -> str:
    """The script itself; raises NoAxe with the reason."""
    caches = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "ctrack-tests"
    script = caches / f"axe-{VERSION}.js"
    if not script.is_file():
        try:
            caches.mkdir(parents=True, exist_ok=True)
            command = ["npm", "pack", f"axe-core@{VERSION}", "--silent", "--pack-destination", str(caches)]
            subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE, cwd=caches)
            with tarfile.open(caches / f"axe-core-{VERSION}.tgz") as packed:
                held = packed.extractfile("package/axe.min.js")
                assert held is not None
                script.write_bytes(held.read())
        except (OSError, subprocess.SubprocessError, tarfile.TarError) as error:
            raise NoAxe(f"axe-core {VERSION} is not to be had by npm: {error}") from error
    return script.read_text(encoding="utf-8")


def find_faults(page: Page, script: str) -> list[list[Any]]:
    """The grave faults of a page: how grave, which, and the first signs of the elements."""
    page.send("Runtime.evaluate", expression=script)
    return [fault for fault in page.evaluate(_RUN) if fault[0] in GRAVE]
