"""The pictures of the README: what the program really prints, over the register of a State that does not exist.

`python -m tools.pictures` draws them into `docs/pictures/`.
"""

from __future__ import annotations

import shlex
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.support.runner import Runner
from tools.drawing import draw_screen

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
COLUMNS = 96

# Whatever Atlantis says it has done is invented.
STORY = """
init --party XA --name Atlantis --name-ar أطلانطس --name fr=Atlantide
update KWT-01 KWT-02 --status in_progress --progress 30 --on 2025-11-03
update KWT-04 KWT-19 --status implemented --on 2025-12-10
update KWT-06 --status implemented --on 2026-02-19
update KWT-07 --status partially_implemented --progress 60 --on 2026-06-08
update KWT-10 --status implemented --on 2026-07-01
update KWT-11 --status in_progress --progress 40 --on 2026-04-22
update KWT-12 --status in_progress --progress 75 --target 2026-12-15 --on 2026-05-30
update KWT-13 --status partially_implemented --progress 80 --on 2026-08-02
update KWT-14 --status not_started --target 2027-06 --on 2026-03-12
update KWT-18 --status implemented --on 2026-10-05 --note 'The academy has taught its first class of 40.'
update KWT-24 --status not_applicable --on 2026-01-15
update KWT-25 --status in_progress --progress 40 --on 2026-11-12 --note 'Two of the five experts are named.'
"""
# Each picture: its command line, and how many lines of the output it shows.
SCENES: dict[str, tuple[str, int]] = {
    "report": ("report instrument:kuwait-2024", 55),
    "dashboard": ("", 40),
    "report-fr": ("--lang fr report instrument:kuwait-2024", 55),
    "dashboard-fr": ("--lang fr", 40),
}


def tell_story(runner: Runner) -> None:
    """Make the register of Atlantis."""
    for line in STORY.strip().splitlines():
        runner.ok(*shlex.split(line))


def draw_scenes() -> dict[str, str]:
    """Each picture by the name of its file."""
    with TemporaryDirectory() as folder:
        settings = {"COLUMNS": str(COLUMNS), "CTRACK_BIDI": "off", "CTRACK_USER": "amira"}
        runner = Runner(f"{folder}/commitments.db", Path(folder), settings)
        tell_story(runner)
        return {f"{name}.svg": draw_scene(runner, *scene) for name, scene in SCENES.items()}


def draw_scene(runner: Runner, line: str, most: int) -> str:
    """The picture of one command line with what it prints, or with its beginning."""
    command = f"ctrack {line}".strip()
    lines = runner.ok(*shlex.split(line), terminal=True).out.rstrip("\n").split("\n")
    shown = lines if len(lines) <= most else [*lines[:most], "", "\x1b[2m...\x1b[0m"]
    return draw_screen("\n".join([f"\x1b[1m$ {command}\x1b[0m", *shown]), command, COLUMNS)


def main() -> None:
    """Draw the pictures."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name, picture in draw_scenes().items():
        (PICTURES / name).write_text(picture, encoding="utf-8")
        print(PICTURES / name)


if __name__ == "__main__":
    main()
