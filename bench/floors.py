"""What the driver alone takes with the very statements that ctrack sends: no program that asks so takes less."""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path

from bench.places import ROOT, Place
from bench.stopwatch import Words, always

OF_FILES, OF_SERVERS = "asked_of_files.py", "asked_of_servers.py"


def ask_alone(place: Place, script: str, register: Path | str, *words: str) -> Callable[[int], Words]:
    """The command that asks the same as ctrack with those words, which is run once here to note what it asks."""
    noted = place.folder / f"asked-{len(list(place.folder.glob('asked-*')))}.jsonl"
    asking: list[str | Path] = [place.python, ROOT / "bench" / script, noted]
    command = [*asking, "--db", register, *words]
    done = subprocess.run(command, env=place.environ, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    if done.returncode:
        raise SystemExit(f"{shlex.join(map(str, command))}: {done.stderr}")
    return always(*asking)
