"""The contact sheet: every report in every format and language, and the site, as a reader sees each page of them.

`python -m tools.contact_sheet DIR` draws pages of HTML at a desk, on a telephone of 400 pixels, in the dark and in
print, pages of PDF, DOCX and XLSX as they come out of a printer, and `index.html`, which shows them side by side. It
needs chromium and pdftoppm, and LibreOffice for the formats of an office; what is missing is said and left out.
`--only html,pdf`, `--reports progress,one` and `--languages ar` narrow it.
"""

from __future__ import annotations

import argparse
import html
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.support.chromium import Chromium, start_chromium
from tests.support.runner import Runner
from tools.pictures import tell_story

LANGUAGES = ("en", "ar", "fr")
REPORTS = {
    "progress": ("report",),
    "deadlines": ("report", "deadlines"),
    "changes": ("report", "changes", "--since", "2026-06-01"),
    "country": ("report", "country", "instrument:kuwait-2024"),
    "parties": ("report", "parties"),
    "assessment": ("report", "assessment"),
    "agency": ("report", "agency"),
    "one": ("report", "one", "KWT-25"),
    "scales": ("report", "--scale"),
    "compare": ("report", "--compare", "2026-01-01"),
}
SITE = ("index.html", "search.html", "changes.html", "commitments/KWT-25.html", "instruments/kuwait-2024.html")
# Each look of a page: how wide the window is, and which colours the reader prefers.
LOOKS = {"desk": (1280, "light"), "400px": (400, "light"), "dark": (1280, "dark")}
NEEDED = {"html": ("chromium", "pdftoppm"), "site": ("chromium", "pdftoppm"), "pdf": ("pdftoppm",),
          "docx": ("soffice", "pdftoppm"), "xlsx": ("soffice", "pdftoppm")}  # fmt: skip
DETAIL = "60"
STYLE = """
body { font: 14px sans-serif; margin: 1rem; background: #ddd; }
section { display: flex; flex-wrap: wrap; gap: .5rem; align-items: start; }
figure { margin: 0; background: #fff; padding: .25rem; } figcaption { max-width: 16rem; }
img { width: 16rem; display: block; }
"""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where pictures go, and what is to be drawn."""

    folder: Path
    formats: Sequence[str]
    reports: Sequence[str]
    languages: Sequence[str]


def draw_sheet(sheet: Sheet) -> list[Path]:
    """Draw all that was asked for; returns the pictures in order."""
    work = sheet.folder / "papers"
    work.mkdir(parents=True, exist_ok=True)
    runner = Runner(str(work / "commitments.db"), work, {"CTRACK_USER": "amira"})
    Path(runner.database).unlink(missing_ok=True)
    tell_story(runner)
    pictures: list[Path] = []
    with start_chromium() as browser:
        for language in sheet.languages:
            for name in sheet.reports:
                for form in sheet.formats:
                    if form != "site":
                        pictures += draw_report(sheet, runner, browser, name, form, language)
        if "site" in sheet.formats:
            pictures += draw_site(sheet, runner, browser)
    return pictures


def draw_report(sheet: Sheet, runner: Runner, browser: Chromium, name: str, form: str, language: str) -> Iterator[Path]:
    """The pages of one report in one format and language."""
    paper = sheet.folder / "papers" / f"{name}-{language}.{form}"
    runner.ok("--lang", language, *REPORTS[name], "--output", str(paper), "--force")
    if form == "html":
        yield from draw_page(sheet, browser, paper, f"{name}-{language}-html")
        return
    if form != "pdf":
        run("soffice", "--headless", "--convert-to", "pdf", "--outdir", paper.parent / form, paper)
        paper = paper.parent / form / f"{paper.stem}.pdf"
    yield from draw_pages(sheet, paper, f"{name}-{language}-{form}")


def draw_site(sheet: Sheet, runner: Runner, browser: Chromium) -> Iterator[Path]:
    """Pages of the site."""
    folder = sheet.folder / "papers" / "site"
    runner.ok("publish", str(folder), "--force")
    for language in sheet.languages:
        for page in SITE:
            name = f"site-{Path(page).stem}-{language}"
            yield from draw_page(sheet, browser, folder / language / page, name)


def draw_page(sheet: Sheet, browser: Chromium, page: Path, name: str) -> Iterator[Path]:
    """A page as each reader sees it, and as it prints."""
    shown = browser.open(page.as_uri())
    for look, (width, scheme) in LOOKS.items():
        shown.look(width=width, scheme=scheme)
        picture = sheet.folder / f"{name}-{look}.png"
        shown.take_picture(picture)
        yield picture
    shown.look(width=800)
    printed = page.with_suffix(".print.pdf")
    shown.print_pdf(printed)
    yield from draw_pages(sheet, printed, f"{name}-print")


def draw_pages(sheet: Sheet, paper: Path, name: str) -> Iterator[Path]:
    """Every page of a PDF."""
    run("pdftoppm", "-png", "-r", DETAIL, paper, sheet.folder / name)
    yield from sorted(sheet.folder.glob(f"{name}-[0-9]*.png"))


def run(*command: str | Path) -> None:
    """Run a program that must go well."""
    subprocess.run([str(word) for word in command], check=True, capture_output=True)


def write_index(sheet: Sheet, pictures: Sequence[Path]) -> None:
    """The page that shows all pictures, each report and language under a heading."""
    groups: dict[str, list[str]] = {}
    for picture in pictures:
        parts = picture.stem.split("-")
        place = max(parts.index(part) for part in parts if part in LANGUAGES)
        shown = f'<figure><a href="{picture.name}"><img loading="lazy" src="{picture.name}" alt=""></a>'
        shown += f"<figcaption>{html.escape('-'.join(parts[place + 1 :]))}</figcaption></figure>"
        groups.setdefault(" ".join(parts[: place + 1]), []).append(shown)
    body = "".join(f"<h2>{html.escape(name)}</h2><section>{''.join(shown)}</section>" for name, shown in groups.items())
    head = f"<!DOCTYPE html><html lang=en><meta charset=utf-8><title>Contact sheet</title><style>{STYLE}</style>"
    (sheet.folder / "index.html").write_text(head + body, encoding="utf-8")


def read_sheet(arguments: Sequence[str] | None = None) -> Sheet:
    """What was asked for, without the formats that nothing here can draw."""
    parser = argparse.ArgumentParser(prog="python -m tools.contact_sheet")
    parser.add_argument("folder", type=Path)
    for option, known in (("--only", NEEDED), ("--reports", REPORTS), ("--languages", LANGUAGES)):
        parser.add_argument(option, default=",".join(known))
    given = parser.parse_args(arguments)
    formats = []
    for form in given.only.split(","):
        missing = [program for program in NEEDED[form] if shutil.which(program) is None]
        if missing:
            print(f"{form} is left out: there is no {' and no '.join(missing)} here")
        else:
            formats.append(form)
    return Sheet(given.folder.resolve(), formats, given.reports.split(","), given.languages.split(","))


def main() -> None:
    """Draw the sheet, and say where it is."""
    sheet = read_sheet()
    pictures = draw_sheet(sheet)
    write_index(sheet, pictures)
    print(f"{sheet.folder / 'index.html'}: {len(pictures)} pictures")


if __name__ == "__main__":
    main()
