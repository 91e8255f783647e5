"""What every channel keeps to; a new one is held to it by lying in the folder of channels."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ctrack.domain.exits import ExitCode
from ctrack.notify.channel import Channel, ChannelDown, Misconfigured, Rejected, Undelivered
from ctrack.notify.names import CHANNELS, import_channel, load_channel, traits_of
from ctrack.text.language import current_language, use_language
from tests.notify.mail_servers import MailServer
from tests.notify.mails import make_mail, make_notice, make_overdue
from tests.notify.programs import Program
from tests.notify.web_servers import WebServer

Working = tuple[Channel, Callable[[], int]]


@pytest.fixture(params=CHANNELS)
def working(
    request: pytest.FixtureRequest, tmp_path: Path, mail_server: Callable[..., MailServer], web_server: WebServer
) -> Working:
    """A channel that works, and what counts the things that it left behind."""
    program, folder = Program(tmp_path), tmp_path / "out"
    folder.mkdir()
    settings: dict[str, Any] = {
        "sendmail.path": str(program.path),
        "command.run": f"'{program.path}'",
        "eml.folder": str(folder),
        "letter.folder": str(folder),
        "webhook.url": web_server.url,
    }
    server = mail_server() if request.param == "smtp" else None
    counts: dict[str, Callable[[], int]] = {
        "smtp": lambda: len(server.box.mails) if server else 0,
        "sendmail": lambda: len(program.calls),
        "command": lambda: len(program.calls),
        "webhook": lambda: len({post.headers["idempotency-key"] for post in web_server.posts}),
    }
    channel = load_channel(request.param, settings | (server.settings() if server else {}), {"PATH": "/usr/bin:/bin"})
    return channel, counts.get(request.param, lambda: len(list(folder.iterdir())))


def test_whom_it_reaches(working: Working, request: pytest.FixtureRequest) -> None:
    """What its module says beforehand of those without an address is so of the channel."""
    name = request.node.callspec.params["working"]
    assert traits_of(name).needs_address is working[0].needs_address


def test_many_mails(working: Working) -> None:
    """Opened once, it sends many mails in any language, and gives the program its own language back."""
    channel, count = working
    use_language("ar")
    channel.open()
    for number, language in enumerate(("en", "ar", "xx")):
        channel.send(make_mail(make_notice(), make_overdue(), message_id=f"<{number}@ctrack>", language=language))
    channel.close()
    assert count() == 3
    assert current_language() == "ar"


def test_a_mail_sent_twice(working: Working) -> None:
    """Where it says that it can be repeated, the same mail twice leaves one thing."""
    channel, count = working
    channel.open()
    channel.send(make_mail())
    channel.send(make_mail())
    channel.close()
    assert count() == (1 if channel.is_repeatable else 2)


def test_people_without_an_address(working: Working) -> None:
    """Where no address is needed it reaches them, elsewhere they are rejected and the next mail goes out."""
    channel, count = working
    channel.open()
    if channel.needs_address:
        with pytest.raises(Rejected):
            channel.send(make_mail(to_address=None))
        channel.send(make_mail())
    else:
        channel.send(make_mail(to_address=None))
    channel.close()
    assert count() == 1


def test_closing_what_is_not_open(working: Working) -> None:
    """It may be closed at any time, any number of times."""
    channel, _ = working
    channel.close()
    channel.open()
    channel.close()
    channel.close()


@pytest.mark.parametrize("name", [name for name in CHANNELS if name != "sendmail"])
def test_without_settings(name: str) -> None:
    """What is missing is named with the command that sets it, and is the user's to mend."""
    with pytest.raises(Misconfigured, match=rf"^{name}\.\w+: .*'ctrack config set {name}\.\w+ .*'") as caught:
        load_channel(name, {}, {})
    assert caught.value.exit_code == ExitCode.USAGE


def test_an_unknown_channel() -> None:
    """The known ones are named."""
    with pytest.raises(Misconfigured, match=r"^remind\.channel: .*command, eml"):
        load_channel("pigeon", {}, {})


def test_every_channel_is_named() -> None:
    """The names are those of the folder, and each is a module that makes a channel."""
    assert CHANNELS == ("command", "eml", "letter", "sendmail", "smtp", "webhook")
    assert [name for name in CHANNELS if not callable(import_channel(name).make)] == []


@pytest.mark.parametrize("name", CHANNELS)
def test_settings_of_its_own(name: str) -> None:
    """Its settings begin with its name, and what it says of itself beforehand are settings that it has."""
    keys = {setting.key for setting in import_channel(name).SETTINGS}
    assert [key for key in keys if not key.startswith(f"{name}.")] == []
    traits = traits_of(name)
    secrets = {f"{traits.secret.prefix}_command", f"{traits.secret.prefix}_file"} if traits.secret else set()
    assert {*traits.folders, *secrets} <= keys


def test_settings_import_nothing_that_sends() -> None:
    """A configuration with a mail server in it costs other commands nothing of what speaks to one."""
    code = (
        "import sys; from ctrack.cli.config.settings import every_setting; every_setting(); "
        "print({'email', 'ssl', 'smtplib', 'subprocess', 'urllib.request', 'http.client'} & sys.modules.keys())"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.strip() == "set()"


def test_names_import_nothing() -> None:
    """Help and completion need the names alone, and load nothing for them."""
    code = (
        "import sys, ctrack.notify.names; print(sorted(m for m in sys.modules if m.startswith(('ctrack.', 'email'))))"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.strip() == "['ctrack.domain', 'ctrack.domain.modules', 'ctrack.notify', 'ctrack.notify.names']"


def test_failures_tell_themselves() -> None:
    """A failure is told in a sentence, translated within, with its code beside it."""
    failure = ChannelDown("{host} sleeps: {detail}.", code=421, host="mx", detail="{braces} stay")
    assert isinstance(failure, Undelivered)
    assert failure.code == 421
    assert failure.tell(lambda message: message.replace("sleeps", "ينام")) == "mx ينام: {braces} stay."
