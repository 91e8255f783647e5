"""Mails and letters as files in a folder."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ctrack.notify.channel import ChannelDown, Misconfigured
from ctrack.notify.folders import name_file
from ctrack.notify.names import load_channel
from tests.notify.mails import make_mail, read_mail

FOLDERS = ("eml", "letter")


def test_a_draft_that_opens(tmp_path: Path) -> None:
    """A file for its owner only, which a mail program takes for a draft to be sent."""
    channel = load_channel("eml", {"eml.folder": str(tmp_path)}, {})
    channel.open()
    channel.send(make_mail())
    (path,) = tmp_path.iterdir()
    assert path.suffix == ".eml"
    assert path.stat().st_mode & 0o777 == 0o600
    message = read_mail(path.read_bytes())
    assert (message["X-Unsent"], message["To"]) == ("1", "Amira Al-Sabah <amira@mofa.example>")


@pytest.mark.parametrize("name", FOLDERS)
def test_a_mail_sent_again_is_one_file(tmp_path: Path, name: str) -> None:
    """The same mail takes its own place, another one another, and no draft is left."""
    channel = load_channel(name, {f"{name}.folder": str(tmp_path)}, {})
    for number in (1, 1, 2):
        channel.send(make_mail(message_id=f"<{number}@ctrack>"))
    assert len(os.listdir(tmp_path)) == 2
    assert not any(entry.startswith(".") for entry in os.listdir(tmp_path))


@pytest.mark.parametrize("name", FOLDERS)
def test_folders_that_cannot_be_used(tmp_path: Path, name: str) -> None:
    """One that is not there is not made; one that is not said, or depends on where one stands, is a wrong setting."""
    with pytest.raises(ChannelDown, match="There is no folder"):
        load_channel(name, {f"{name}.folder": str(tmp_path / "away")}, {}).open()
    assert list(tmp_path.iterdir()) == []
    for folder in ("", "outbox"):
        with pytest.raises(Misconfigured, match=rf"^{name}\.folder: "):
            load_channel(name, {f"{name}.folder": folder}, {})


@pytest.mark.parametrize("name", FOLDERS)
def test_a_full_disk(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The channel is down, and nothing half is left."""

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(ChannelDown, match="cannot be written: No space left on device"):
        load_channel(name, {f"{name}.folder": str(tmp_path)}, {}).send(make_mail())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", FOLDERS)
def test_what_was_written_is_on_the_disk(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Closing waits for the disk, once for all files, and not at all where there were none."""
    waits: list[int] = []
    monkeypatch.setattr(os, "sync", lambda: waits.append(len(os.listdir(tmp_path))))
    channel = load_channel(name, {f"{name}.folder": str(tmp_path)}, {})
    channel.open()
    channel.close()
    for number in range(3):
        channel.send(make_mail(message_id=f"<{number}@ctrack>"))
    channel.close()
    channel.close()
    assert waits == [3]


def test_a_link_in_the_way(tmp_path: Path) -> None:
    """A link that somebody laid where a file is to be drafted or to lie is not written through."""
    (tmp_path / "out").mkdir()
    other = tmp_path / "other"
    other.write_text("mine")
    channel = load_channel("eml", {"eml.folder": str(tmp_path / "out")}, {})
    name = name_file(make_mail().message_id, "eml")
    (tmp_path / "out" / f".{name}.{os.getpid()}").symlink_to(other)
    with pytest.raises(ChannelDown):
        channel.send(make_mail())
    (tmp_path / "out" / name).symlink_to(other)
    channel.send(make_mail())
    assert other.read_text() == "mine"
    assert not (tmp_path / "out" / name).is_symlink()


@settings(deadline=None)
@given(st.text(max_size=200))
def test_names_of_files(message_id: str) -> None:
    """Whatever the Message-ID, the name is plain, short, and stays in its folder."""
    assert re.fullmatch(
        r"[A-Za-z0-9][A-Za-z0-9_-]*-[0-9a-f]{16}\.eml|_[A-Za-z0-9_-]*\.eml", name_file(message_id, "eml")
    )
    assert len(name_file(message_id, "eml")) < 90
    assert name_file(message_id, "eml") != name_file(message_id + "x", "eml")
