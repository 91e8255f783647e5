"""`ctrack config`: settings, where they come from and what they mean."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.promises import FORMATS, refused, refused_in_json
from tests.support.runner import Runner


@pytest.fixture
def file(ctrack: Runner) -> Path:
    """Where the configuration file would be."""
    path = ctrack.home / "config" / "ctrack" / "config.toml"
    path.parent.mkdir(parents=True)
    return path


def found(ctrack: Runner, key: str, *words: str, **environ: str) -> tuple[object, str]:
    """The value of a setting and where it comes from."""
    rows = ctrack.data("config", "list", *words, **environ)["rows"]
    return next((row["value"], row["origin"]) for row in rows if row["key"] == key)


def test_order_of_precedence(ctrack: Runner, file: Path) -> None:
    """An option goes before the environment, that before the file, and the file before the default."""
    assert found(ctrack, "layout") == ("auto", "default")
    file.write_text('layout = "rtl"\n')
    assert found(ctrack, "layout") == ("rtl", str(file))
    assert found(ctrack, "layout", CTRACK_LAYOUT="ltr") == ("ltr", "CTRACK_LAYOUT")
    assert found(ctrack, "layout", "--layout", "auto", CTRACK_LAYOUT="ltr") == ("auto", "--layout")


def test_the_register_of_the_file(ctrack: Runner, file: Path) -> None:
    """Without an option and without CTRACK_DB the file names the register."""
    file.write_text(f'db = "{ctrack.database}"\n')
    assert ctrack("list", CTRACK_DB="").code == 0


def test_days_that_count_as_soon(ctrack: Runner, file: Path) -> None:
    """due_soon_days decides what is due soon."""
    ctrack.ok("update", "KWT-25", "--target", "+40d")
    assert ctrack.data("list", "status:due_soon")["total"] == 0
    file.write_text("due_soon_days = 45\n")
    assert [row["code"] for row in ctrack.data("list", "status:due_soon")["rows"]] == ["KWT-25"]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format(ctrack: Runner, name: str) -> None:
    """The settings are listed in each format, each with its meaning."""
    outcome = ctrack.ok("config", "list", "--format", name, COLUMNS="200")
    assert "due_soon_days" in outcome.out.replace("\\", "")
    assert "how many days ahead count as due soon" in outcome.out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('format = "xml"\n', "xml is not."),
        ("due_soon_days = -1\n", "due_soon_days"),
        ("layout = rtl\n", "line 1"),
        ('lang = "tlh"\n', "en, ar"),
    ],
)
def test_a_wrong_file(ctrack: Runner, file: Path, text: str, said: str) -> None:
    """A wrong file is named with its reason, whatever the command, in words and in JSON."""
    file.write_text(text)
    refused(ctrack("list"), 2, said)
    refused_in_json(ctrack("list", "--format", "json"), 2, said)


def test_an_unreadable_file(ctrack: Runner, file: Path) -> None:
    """A file that is no text is named."""
    file.write_bytes(b"\xff")
    refused(ctrack("list"), 2, str(file))


def test_wrong_environment(ctrack: Runner) -> None:
    """A wrong variable is named as one."""
    refused(ctrack("list", CTRACK_FORMAT="xml"), 2, "CTRACK_FORMAT", "json")
    refused(ctrack("list", CTRACK_LANG="tlh"), 2, "tlh", "en, ar")
    refused(ctrack("list", "--lang", "tlh"), 2, "tlh", "en, ar")


def test_a_setting_is_set(ctrack: Runner) -> None:
    """`set` keeps a value in the file; an unknown key and a wrong value are refused."""
    ctrack.ok("config", "set", "due_soon_days", "45")
    assert found(ctrack, "due_soon_days")[0] == 45
    refused(ctrack("config", "set", "due_days", "45"), 2, "'KEY'", "'due_soon_days'")
    refused(ctrack("config", "set", "layout", "up"), 2, "auto, rtl, ltr; up is not")
    assert found(ctrack, "due_soon_days")[0] == 45


def test_a_setting_is_taken_out_again(ctrack: Runner) -> None:
    """`unset` leaves the rest of the file and tells what holds now; what is not in the file is said."""
    ctrack.ok("config", "set", "lang", "en")
    ctrack.ok("config", "set", "due_soon_days", "45")
    out = ctrack.ok("config", "unset", "due_soon_days").out
    assert "due_soon_days taken out of" in out
    assert out.endswith("its value is now 30\n")
    assert found(ctrack, "due_soon_days") == (30, "default")
    assert found(ctrack, "lang")[0] == "en"
    refused(ctrack("config", "unset", "due_soon_days"), 3, "due_soon_days is not set in", "config list")
    refused(ctrack("config", "unset", "due_days"), 2, "'due_soon_days'")


def test_a_sender_that_is_no_address(ctrack: Runner) -> None:
    """The sender of reminders is checked as it is set, in whatever letters it is written."""
    refused(ctrack("config", "set", "remind.from", "nobody at home"), 2, "remind.from", "is no e-mail address")
    ctrack.ok("config", "set", "remind.from", "السجل <نورة@وزارة.example>")
    assert "نورة@وزارة.example" in ctrack.ok("config", "get", "remind.from").out
    ctrack.ok("config", "set", "remind.from", "")
