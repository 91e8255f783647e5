"""Mails through a real program that takes the place of sendmail."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from ctrack.notify.channel import Channel, ChannelDown, Delayed, Rejected
from ctrack.notify.names import load_channel
from tests.notify.mails import make_mail, read_mail
from tests.notify.programs import Program


def channel_of(program: Program, **settings: Any) -> Channel:
    """The channel that runs this program."""
    return load_channel("sendmail", {"sendmail.path": str(program.path), **settings}, {"MARK": "x"})


def test_what_the_program_is_given(tmp_path: Path) -> None:
    """The addresses on its command line, the mail on its standard input with the line ends of the system."""
    program = Program(tmp_path)
    channel = channel_of(program)
    channel.open()
    channel.send(make_mail(to_address="-oops@mofa.example"))
    words, content, mark = program.calls[0]
    assert words == ["-i", "-f", "focal@mofa.example", "--", "-oops@mofa.example"]
    assert b"\r" not in content
    assert read_mail(content)["To"] == "Amira Al-Sabah <-oops@mofa.example>"
    assert mark == "x"


@pytest.mark.parametrize(("code", "failure"), [(75, Delayed), (67, Rejected), (1, Rejected)])
def test_exit_codes(tmp_path: Path, code: int, failure: type[Delayed]) -> None:
    """75 is for later, any other for good; the reason is its first line, harmless."""
    program = Program(tmp_path, code, "\n no \x1b[31msuch user.\nmore\n")
    with pytest.raises(failure) as caught:
        channel_of(program).send(make_mail())
    assert (caught.type, caught.value.code) == (failure, code)
    assert str(caught.value).endswith("does not take the mail to amira@mofa.example: no \u241b[31msuch user.")


def test_no_complaint(tmp_path: Path) -> None:
    """A program that says nothing is told by its exit code."""
    with pytest.raises(Rejected, match=r": exit 3\.$"):
        channel_of(Program(tmp_path, 3)).send(make_mail())


def test_a_program_that_does_not_end(tmp_path: Path) -> None:
    """It is ended with what it started, and the mail is for later."""
    program = Program(tmp_path, action="import subprocess; subprocess.run(['sleep', '30'])")
    began = time.monotonic()
    with pytest.raises(Delayed, match=r"did not end within 0\.5 seconds"):
        channel_of(program, **{"sendmail.timeout": 0.5}).send(make_mail())
    assert time.monotonic() - began < 5


def test_a_child_that_lives_on(tmp_path: Path) -> None:
    """A child in the background that keeps the streams open does not keep us waiting."""
    program = Program(tmp_path, action="import subprocess; subprocess.Popen(['sleep', '3'])")
    began = time.monotonic()
    channel_of(program).send(make_mail())
    assert time.monotonic() - began < 2.5


def test_a_program_that_reads_nothing(tmp_path: Path) -> None:
    """One that ends before it has read a long mail has ended as it says, and breaks no pipe."""
    path = tmp_path / "deaf"
    path.write_text("#!/bin/sh\nexit 75\n")
    path.chmod(0o755)
    channel = load_channel("sendmail", {"sendmail.path": str(path)}, {})
    with pytest.raises(Delayed):
        channel.send(make_mail(home={"en": "x " * 200_000}))


@pytest.mark.parametrize("path", ["/no/such/sendmail", "/etc"])
def test_no_program(path: str) -> None:
    """The channel is down, before any mail."""
    channel = load_channel("sendmail", {"sendmail.path": path}, {})
    with pytest.raises(ChannelDown, match=f"{path} is no program that can be run"):
        channel.open()
    with pytest.raises(ChannelDown, match=f"{path} cannot be run"):
        channel.send(make_mail())
