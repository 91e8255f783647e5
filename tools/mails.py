"""The pictures of the mails and letters that `ctrack remind` makes: as a browser draws what was really written.

`python -m tools.mails` draws them into `docs/pictures/`, in each language, over the register of a State that does not
exist. It needs chromium and ImageMagick.
"""

from __future__ import annotations

import shlex
from email import message_from_bytes, policy
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.support.runner import Runner
from tools.papers import draw_html, run
from tools.pictures import PICTURES, tell_story

WIDTH = 620
# Enough for the longest of them; what is left over is cut away.
HEIGHT = 1500
PEOPLE = """
person add Noura --email noura@interior.atlantis.example --language {language} --time-zone Asia/Kuwait
person add Salem --email salem@foreign.atlantis.example --language {language}
assign KWT-12 KWT-21 KWT-22 PVE-DAY --person Noura --overseer Salem
"""
SETTINGS = {
    "remind.from": "ctrack <focal.point@foreign.atlantis.example>",
    "eml.folder": "mails",
    "letter.folder": "mails",
    "calendar.weekend": "fri-sat",
}


def draw_mails() -> None:
    """A mail and a letter in each language."""
    for language in ("en", "ar", "fr"):
        with TemporaryDirectory() as folder:
            place = Path(folder)
            (place / "mails").mkdir()
            runner = Runner(f"{folder}/commitments.db", place, {"CTRACK_USER": "amira"})
            prepare(runner, place, language)
            runner.ok("config", "set", "remind.channel", "eml")
            runner.ok("remind")
            (mail,) = (place / "mails").glob("*.eml")
            page = place / "mail.html"
            page.write_bytes(read_page(mail.read_bytes()))
            draw(page, f"mail-{language}.png")
            if language == "ar":
                runner.ok("config", "set", "remind.channel", "letter")
                runner.ok("remind", "--today", "2026-11-29")
                (letter,) = (place / "mails").glob("*.html")
                draw(letter, "letter.png")


def prepare(runner: Runner, place: Path, language: str) -> None:
    """The register, its people and the settings."""
    tell_story(runner)
    for line in PEOPLE.format(language=language).strip().splitlines():
        runner.ok(*shlex.split(line))
    for key, value in SETTINGS.items():
        runner.ok("config", "set", key, str(place / value) if key.endswith(".folder") else value)


def read_page(raw: bytes) -> bytes:
    """The HTML of a mail."""
    body = message_from_bytes(raw, policy=policy.default).get_body(("html",))
    assert body is not None
    return str(body.get_content()).encode()


def draw(page: Path, name: str) -> None:
    """A page as a picture that fits a document, without the empty end."""
    picture = page.with_suffix(".png")
    draw_html(page, picture, HEIGHT)
    run("convert", picture, "-trim", "-bordercolor", "white", "-border", "12", "-resize", f"{WIDTH}x>",
        "-colors", "64", PICTURES / name)  # fmt: skip


if __name__ == "__main__":
    draw_mails()
