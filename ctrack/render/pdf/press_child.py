"""A process that lays out or sets one part of a paper, and ends: `press_child WHAT JOB ANSWER`.

Typst keeps whatever it has set for as long as its process runs, so that only a process of its own bounds its memory.
The job and the answer are files of JSON, and of the pages a PDF.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import ctrack
from ctrack.render.pdf.press import Job, ask_layout, print_pages

LAYOUT, PAGES = "layout", "pages"
REFUSED = 3


class PartRefused(Exception):
    """Typst does not set this by the standards of the job."""


def run(what: str, job: Job) -> bytes:
    """The answer of a process to a job; raises PartRefused."""
    house = str(Path(ctrack.__file__).parent.parent)
    path = os.pathsep.join(filter(None, (house, os.environ.get("PYTHONPATH"))))
    with TemporaryDirectory() as folder:
        order, answer = Path(folder, "job.json"), Path(folder, "answer")
        order.write_text(json.dumps(asdict(job), default=str, ensure_ascii=False), "utf-8")
        command = [sys.executable, "-m", __name__, what, str(order), str(answer)]
        done = subprocess.run(
            command, env={**os.environ, "PYTHONPATH": path}, stdin=subprocess.DEVNULL, capture_output=True, check=False
        )
        if done.returncode == REFUSED:
            raise PartRefused()
        done.check_returncode()
        return answer.read_bytes()


def answer_order(what: str, order: str, answer: str) -> int:
    """Do what a file of JSON asks for and write what came of it; the exit code."""
    import typst

    told = json.loads(Path(order).read_text("utf-8"))
    moment = datetime.fromisoformat(told["moment"]) if told["moment"] else None
    job = Job(**{**told, "moment": moment, "standards": tuple(told["standards"])})
    try:
        found = json.dumps(ask_layout(job)).encode() if what == LAYOUT else print_pages(job)
    except typst.TypstError:
        return REFUSED
    Path(answer).write_bytes(found)
    return 0


if __name__ == "__main__":
    raise SystemExit(answer_order(*sys.argv[1:]))
