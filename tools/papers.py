"""The pictures of the report in the formats that one looks at: pages as a browser, a reader and an office draw them.

`python -m tools.papers` draws them into `docs/pictures/`, in each language, over the register of a State that does
not exist. It needs chromium, pdftoppm, ImageMagick and, for the formats of an office, LibreOffice; what is missing is
said and left out.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.support.runner import Runner
from tools.pictures import PICTURES, tell_story

LANGUAGES = ("en", "ar", "fr")
WIDTH = 620
REPORT = ("report", "instrument:kuwait-2024")
CHROMIUM = (
    "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
)  # fmt: skip


def run(*command: str | Path) -> None:
    """Run a program that must go well."""
    subprocess.run([str(word) for word in command], check=True, capture_output=True)


def draw_html(paper: Path, picture: Path, height: int = 1150) -> None:
    """The page as a browser shows it, from its top to that many pixels below."""
    window = f"--window-size=900,{height}"
    run(*CHROMIUM, window, f"--user-data-dir={paper.parent / 'browser'}", f"--screenshot={picture}", paper.as_uri())


def draw_pdf(paper: Path, picture: Path) -> None:
    """The first page."""
    run("pdftoppm", "-png", "-singlefile", "-r", "90", paper, picture.with_suffix(""))


def draw_office(paper: Path, picture: Path) -> None:
    """The first page as LibreOffice lays it out."""
    run("soffice", "--headless", "--convert-to", "pdf", "--outdir", paper.parent / "office", paper)
    draw_pdf(paper.parent / "office" / f"{paper.stem}.pdf", picture)


DRAWN = {
    "html": (draw_html, "chromium"),
    "pdf": (draw_pdf, "pdftoppm"),
    "docx": (draw_office, "soffice"),
    "xlsx": (draw_office, "soffice"),
}


def draw_papers() -> None:
    """Every format in every language, small enough for a document."""
    with TemporaryDirectory() as folder:
        runner = Runner(f"{folder}/commitments.db", Path(folder), {"CTRACK_USER": "amira"})
        tell_story(runner)
        for name, (draw, program) in DRAWN.items():
            if shutil.which(program) is None:
                sys.stderr.write(f"{program} is missing: no picture of {name}\n")
                continue
            for language in LANGUAGES:
                paper = Path(folder) / f"report-{name}-{language}.{name}"
                runner.ok(*REPORT, "--lang", language, "--output", str(paper))
                picture = Path(folder) / f"paper-{name}-{language}.png"
                draw(paper, picture)
                run("convert", picture, "-resize", f"{WIDTH}x", "-colors", "64", PICTURES / picture.name)


if __name__ == "__main__":
    draw_papers()
