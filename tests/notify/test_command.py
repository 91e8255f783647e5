"""Mails given to a real command as JSON."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Any

import pytest

from ctrack.notify.channel import Channel, ChannelDown, Delayed, Misconfigured, Rejected, Stalled
from ctrack.notify.channels.command import Command
from ctrack.notify.names import load_channel
from tests.notify.mails import make_mail, make_notice
from tests.notify.programs import Program


def channel_of(program: Program, arguments: str = "", **settings: Any) -> Channel:
    """The channel that runs this program."""
    return load_channel("command", {"command.run": f"{shlex.quote(str(program.path))} {arguments}", **settings}, {})


def test_what_the_command_is_given(tmp_path: Path) -> None:
    """Its own arguments, no shell, and the mail as one object of ASCII."""
    program = Program(tmp_path)
    channel = channel_of(program, "--to '$HOME; rm' *")
    channel.open()
    channel.send(make_mail(to_address=None, to_name="أميرة", language="ar"))
    words, content, _ = program.calls[0]
    assert words == ["--to", "$HOME; rm", "*"]
    assert content.isascii()
    value = json.loads(content)
    assert value["ctrack"] == 1
    assert value["message_id"] == "<17.20261128.7@ctrack.mofa.example>"
    assert value["to"] == {"name": "أميرة", "address": None, "language": "ar"}
    assert value["subject"].count("KWT-21") == 1
    assert "ctrack done KWT-21" in value["text"]
    assert 'dir="rtl"' in value["html"]
    assert value["notices"] == [NOTICE]


def test_hostile_text_is_data(tmp_path: Path) -> None:
    """Control characters of a title reach a program only as JSON has them."""
    program = Program(tmp_path)
    channel_of(program).send(make_mail(make_notice(title={"en": "a\x00\r\n\u202e\ud800b"})))
    raw = program.calls[0][1]
    assert raw.count(b"\n") == 1
    assert json.loads(raw)["notices"][0]["title"] == {"en": "a\x00\r\n\u202e\ud800b"}


@pytest.mark.parametrize(("code", "failure"), [(75, Delayed), (1, Rejected)])
def test_exit_codes(tmp_path: Path, code: int, failure: type[Delayed]) -> None:
    """75 is for later, any other for good; the reason is the first line that it complains with."""
    with pytest.raises(failure, match=r"does not take the mail: no such channel\.$") as caught:
        channel_of(Program(tmp_path, code, "no such channel\nTraceback")).send(make_mail())
    assert (caught.type, caught.value.code) == (failure, code)


def test_a_command_that_does_not_end(tmp_path: Path) -> None:
    """The mail is for later."""
    with pytest.raises(Stalled) as caught:
        channel_of(Program(tmp_path, action="time.sleep(30)"), **{"command.timeout": 0.5}).send(make_mail())
    assert caught.type is Stalled


def test_no_command() -> None:
    """A program that is not there brings the channel down; a line that is none is a wrong setting."""
    with pytest.raises(ChannelDown, match="no-such-program is no program"):
        load_channel("command", {"command.run": "no-such-program x"}, {"PATH": "/bin"}).open()
    with pytest.raises(Misconfigured, match=r"^command\.run: "):
        load_channel("command", {"command.run": "'open"}, {})


NOTICE = {
    "code": "KWT-21",
    "party": "KW",
    "instrument": {"en": "Kuwait Declaration", "ar": "إعلان الكويت"},
    "title": {"en": "Establish an expert group", "ar": "إنشاء فريق خبراء"},
    "status": "in_progress",
    "progress": 40,
    "due": "2026-11-28",
    "due_last": "2026-11-28",
    "days_left": 7,
    "text_due": None,
    "text_days_left": None,
    "missed": [],
    "threshold": 7,
    "uid": "kwt-21-kw-20261128@ctrack",
    "on_behalf_of": None,
    "absence": None,
}


def test_the_program_is_named_and_not_its_arguments(tmp_path: Path) -> None:
    """What does not take a mail is called by its own name, whatever words follow it."""
    program = Program(tmp_path, 1, "no")
    with pytest.raises(Rejected) as caught:
        channel_of(program, "--to nobody").send(make_mail())
    assert str(caught.value).startswith(str(program.path))


def test_a_command_has_a_minute(tmp_path: Path) -> None:
    """As long as nothing else is set, a command is given 60 seconds."""
    channel = channel_of(Program(tmp_path))
    assert isinstance(channel, Command)
    assert channel.seconds == 60
