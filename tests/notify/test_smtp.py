"""Mails through a real server: what it takes is sent, what it refuses is told, and TLS is never without a check."""

from __future__ import annotations

import smtplib
import ssl
import time
from base64 import b64decode
from collections.abc import Callable
from typing import Any

import pytest

from ctrack.domain.exits import ExitCode
from ctrack.notify.channel import Channel, ChannelDown, Delayed, Misconfigured, Rejected, Stalled
from ctrack.notify.names import load_channel
from ctrack.notify.secrets import Secret
from ctrack.notify.smtp_dialogue import Envelope, list_parameters
from ctrack.notify.smtp_login import NoMechanism, log_in
from tests.notify.conftest import Authority
from tests.notify.mail_servers import MailServer, SilentServer, free_port
from tests.notify.mails import make_mail, read_mail

Start = Callable[..., MailServer]
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH")
PASSWORD = 'كلمة السر, пароль ✓ \\ "'


def opened(settings: dict[str, Any], environ: dict[str, str] | None = None) -> Channel:
    """The channel, ready to send."""
    channel = load_channel("smtp", settings, environ or {})
    channel.open()
    return channel


def test_many_mails_by_one_connection(mail_server: Start) -> None:
    """Three mails go out as they were written, by one connection, from the sender's address to the recipient's."""
    server = mail_server()
    channel = opened(server.settings())
    for number in range(3):
        channel.send(make_mail(message_id=f"<{number}@ctrack>"))
    channel.close()
    assert [read_mail(mail)["Message-ID"] for mail in server.box.mails] == ["<0@ctrack>", "<1@ctrack>", "<2@ctrack>"]
    assert len(server.box.sessions) == 1
    assert server.box.envelopes[0].mail_from == "focal@mofa.example"
    assert server.box.envelopes[0].rcpt_tos == ["amira@mofa.example"]


def test_starttls_and_a_password_of_any_letters(mail_server: Start, authority: Authority) -> None:
    """Encrypted by STARTTLS, logged in by PLAIN with a password beyond ASCII."""
    server = mail_server(tls=authority.context(), password=PASSWORD)
    settings = server.settings(smtp__security="starttls", smtp__ca_file=authority.ca_file, smtp__user="أميرة")
    channel = opened(settings, {"CTRACK_SMTP_PASSWORD": PASSWORD})
    channel.send(make_mail())
    channel.close()
    assert server.box.logins == [("PLAIN", "أميرة", PASSWORD)]
    assert len(server.box.mails) == 1


def test_implicit_tls_and_login(mail_server: Start, authority: Authority) -> None:
    """Encrypted from the first byte, and logged in by LOGIN where that is all that is offered."""
    server = mail_server(tls=authority.context(), implicit=True, password=PASSWORD, mechanisms=("LOGIN",))
    settings = server.settings(smtp__security="tls", smtp__ca_file=authority.ca_file, smtp__user="amira")
    channel = opened(settings, {"CTRACK_SMTP_PASSWORD": PASSWORD})
    channel.send(make_mail())
    channel.close()
    assert server.box.logins == [("LOGIN", "amira", PASSWORD)]
    assert len(server.box.mails) == 1


@pytest.mark.parametrize(("security", "implicit"), [("starttls", False), ("tls", True)])
def test_an_unknown_authority_is_refused(
    mail_server: Start, authority: Authority, security: str, implicit: bool
) -> None:
    """A certificate that nobody known has signed ends the talk, and the sentence says where to name an authority."""
    server = mail_server(tls=authority.context(), implicit=implicit, password="x")
    settings = server.settings(smtp__security=security, smtp__user="amira")
    with pytest.raises(ChannelDown, match=r"certificate of 127\.0\.0\.1 is not trusted: .*smtp\.ca_file") as caught:
        opened(settings, {"CTRACK_SMTP_PASSWORD": "x"})
    assert server.box.logins == []
    assert caught.value.exit_code == ExitCode.FAILED


def test_a_name_that_is_not_the_servers(mail_server: Start, authority: Authority) -> None:
    """A certificate of a known authority for another name is refused too."""
    server = mail_server(tls=authority.context(), host="127.0.0.2")
    settings = server.settings(smtp__security="starttls", smtp__ca_file=authority.ca_file)
    with pytest.raises(ChannelDown, match=r"is not trusted: IP address mismatch.*smtp\.host must be a name"):
        opened(settings)


def test_no_encryption_no_mail(mail_server: Start) -> None:
    """A server without STARTTLS gets neither a password nor a mail."""
    server = mail_server()
    with pytest.raises(ChannelDown, match="offers no encryption"):
        opened(server.settings(smtp__security="starttls"))
    assert server.box.sessions == set()


def test_a_password_never_goes_in_the_clear() -> None:
    """A password and no encryption are refused together, except on this very machine."""
    settings = {"smtp.host": "mx.example", "smtp.security": "none", "smtp.user": "amira"}
    with pytest.raises(Misconfigured, match="without encryption"):
        load_channel("smtp", settings, {"CTRACK_SMTP_PASSWORD": "x"})
    load_channel("smtp", settings | {"smtp.host": "localhost"}, {"CTRACK_SMTP_PASSWORD": "x"})


def test_a_wrong_password(mail_server: Start, authority: Authority) -> None:
    """Refused as the user of that name, and the password stands nowhere in what is told."""
    server = mail_server(tls=authority.context(), password="right")
    settings = server.settings(smtp__security="starttls", smtp__ca_file=authority.ca_file, smtp__user="amira")
    with pytest.raises(ChannelDown, match="refuses the user amira: 535") as caught:
        opened(settings, {"CTRACK_SMTP_PASSWORD": "wrong-one"})
    assert caught.value.code == 535
    assert "wrong-one" not in f"{caught.value!r} {caught.value.facts} {caught.value.__cause__!r}"


def test_a_user_without_a_password() -> None:
    """The sentence names the setting that is missing."""
    with pytest.raises(Misconfigured, match=r"smtp\.password_file"):
        load_channel("smtp", {"smtp.host": "mx.example", "smtp.user": "amira"}, {})


@pytest.mark.parametrize(("reply", "failure"), [("450 later", Delayed), ("550 nobody", Rejected)])
def test_one_recipient_does_not_stop_the_others(mail_server: Start, reply: str, failure: type[Delayed]) -> None:
    """4xx is for later, 5xx for good, and the same connection takes the next mail."""
    server = mail_server(replies={"bad@mofa.example": reply})
    channel = opened(server.settings())
    with pytest.raises(failure, match=rf"the mail to bad@mofa\.example: {reply}") as caught:
        channel.send(make_mail(to_address="bad@mofa.example"))
    channel.send(make_mail())
    channel.close()
    assert caught.type is failure
    assert caught.value.code == int(reply[:3])
    assert len(server.box.mails) == len(server.box.sessions) == 1


@pytest.mark.parametrize(("reply", "failure"), [("451 busy", Delayed), ("554 spam", Rejected)])
def test_refused_after_the_data(mail_server: Start, reply: str, failure: type[Delayed]) -> None:
    """The reply to the data counts as that to the recipient does."""
    server = mail_server(last=reply)
    channel = opened(server.settings())
    with pytest.raises(failure) as caught:
        channel.send(make_mail())
    channel.close()
    assert (caught.type, caught.value.code) == (failure, int(reply[:3]))


def test_a_server_that_dies_after_the_data(mail_server: Start) -> None:
    """Nobody knows whether it took the mail: it is for later, and the next one goes by a new connection."""
    server = mail_server(last="die")
    channel = opened(server.settings())
    with pytest.raises(Delayed, match="broke before it took the mail") as caught:
        channel.send(make_mail())
    server.box.last = "250 OK"
    channel.send(make_mail())
    channel.close()
    assert caught.type is Stalled
    assert (len(server.box.mails), len(server.box.sessions)) == (1, 2)


def test_a_server_that_falls_silent_after_the_data(mail_server: Start) -> None:
    """Nobody knows whether it took the mail: after as long as was told it is for later."""
    server = mail_server(last="hang")
    channel = opened(server.settings(smtp__timeout=0.3))
    began = time.monotonic()
    with pytest.raises(Delayed, match=r"broke before it took the mail: .*timed out") as caught:
        channel.send(make_mail())
    channel.close()
    assert caught.type is Stalled
    assert time.monotonic() - began < 1.5


def test_a_server_that_hangs_up_between_mails(mail_server: Start) -> None:
    """It is called once more, and each mail goes out once."""
    server = mail_server(last="drop")
    channel = opened(server.settings())
    for number in range(3):
        channel.send(make_mail(message_id=f"<{number}@ctrack>"))
        assert server.box.dropped.wait(5)
        server.box.dropped.clear()
    channel.close()
    assert [read_mail(mail)["Message-ID"] for mail in server.box.mails] == ["<0@ctrack>", "<1@ctrack>", "<2@ctrack>"]
    assert len(server.box.sessions) == 3


def test_a_server_that_closes_for_now(mail_server: Start) -> None:
    """421 is tried once by a new connection; said again, the channel is down and nothing counts as tried."""
    server = mail_server(sender_replies=["421 idle"])
    channel = opened(server.settings())
    channel.send(make_mail())
    server.box.sender_replies += ["421 closing", "421 closing"]
    with pytest.raises(ChannelDown) as caught:
        channel.send(make_mail())
    assert caught.value.code == 421
    channel.close()


def test_a_sender_that_is_refused(mail_server: Start) -> None:
    """What a fresh connection says against the sender counts against the mail, and a used one is replaced first."""
    server = mail_server(sender_replies=["553 not yours"])
    channel = opened(server.settings())
    with pytest.raises(Stalled, match=r"does not take mail from focal@mofa\.example: 553 not yours"):
        channel.send(make_mail())
    channel.send(make_mail())
    server.box.sender_replies += ["555 unsupported option"]
    channel.send(make_mail())
    server.box.sender_replies += ["452 too many messages"]
    channel.send(make_mail())
    channel.close()
    assert len(server.box.mails) == 3
    assert len(server.box.sessions) == 4


@pytest.mark.parametrize("reply", ["421 closing", "die"])
def test_a_recipient_at_whom_the_server_hangs_up(mail_server: Start, reply: str) -> None:
    """Asked again by a fresh connection, it counts against this mail, and the next one goes by another."""
    server = mail_server(replies={"bad@mofa.example": reply})
    channel = opened(server.settings())
    channel.send(make_mail())
    with pytest.raises(Stalled, match=r"421 closing|broke before it took the mail"):
        channel.send(make_mail(to_address="bad@mofa.example"))
    channel.send(make_mail())
    channel.close()
    assert len(server.box.mails) == 2
    assert len(server.box.sessions) == 3


def test_a_mail_that_is_too_large(mail_server: Start) -> None:
    """A server that says so as it hears the size has said it of this mail, and for good."""
    server = mail_server(sender_replies=["552 too large"])
    channel = opened(server.settings())
    with pytest.raises(Rejected, match=r"the mail to .*552 too large"):
        channel.send(make_mail())
    channel.send(make_mail())
    channel.close()
    assert len(server.box.sessions) == 1
    options = server.box.envelopes[0].mail_options
    assert [option.partition("=")[0] for option in options] == ["SIZE"]


@pytest.mark.parametrize(
    ("offered", "recipient", "named"),
    [
        ({}, "amira@mofa.example", []),
        ({"size": "", "8bitmime": "", "smtputf8": ""}, "amira@mofa.example", ["SIZE=3"]),
        ({"smtputf8": ""}, "أميرة@mofa.example", ["SMTPUTF8"]),
        ({"smtputf8": "", "8bitmime": ""}, "أميرة@mofa.example", ["SMTPUTF8", "BODY=8BITMIME"]),
    ],
)
def test_only_what_was_offered_is_asked_for(offered: dict[str, str], recipient: str, named: list[str]) -> None:
    """No parameter of MAIL FROM goes to a server that did not name it in its answer to EHLO."""
    line = smtplib.SMTP()
    line.esmtp_features = offered
    assert list_parameters(line, Envelope("focal@mofa.example", recipient, b"...")) == named


def test_a_server_that_never_answers() -> None:
    """The channel waits no longer than it was told to."""
    with SilentServer() as server:
        began = time.monotonic()
        with pytest.raises(ChannelDown, match="does not answer on port"):
            opened({"smtp.host": "127.0.0.1", "smtp.port": server.port, "smtp.security": "none", "smtp.timeout": 0.2})
        assert time.monotonic() - began < 3


def test_a_port_that_nobody_listens_on() -> None:
    """Refused connections are told with host and port."""
    port = free_port()
    with pytest.raises(ChannelDown, match=rf"127\.0\.0\.1 does not answer on port {port}: Connection refused\."):
        opened({"smtp.host": "127.0.0.1", "smtp.port": port, "smtp.security": "none"})


def test_addresses_beyond_ascii(mail_server: Start) -> None:
    """A domain goes out in its ASCII form; a local part only where the server takes it, and is told where not."""
    server, wide = mail_server(), mail_server(smtputf8=True)
    channel = opened(server.settings())
    channel.send(make_mail(to_address="amira@münchen.example"))
    with pytest.raises(Rejected, match="SMTPUTF8"):
        channel.send(make_mail(to_address="أميرة@mofa.example"))
    channel.send(make_mail())
    channel.close()
    assert [envelope.rcpt_tos for envelope in server.box.envelopes] == [
        ["amira@xn--mnchen-3ya.example"],
        ["amira@mofa.example"],
    ]
    channel = opened(server.settings())
    with pytest.raises(ChannelDown, match=r"SMTPUTF8\).*whom remind\.from names, is none; 'ctrack config set"):
        channel.send(make_mail(sender="ctrack <الوزارة@mofa.example>"))
    channel.close()
    channel = opened(wide.settings())
    channel.send(make_mail(to_address="أميرة@mofa.example"))
    channel.close()
    assert wide.box.envelopes[0].rcpt_tos == ["أميرة@mofa.example"]
    assert "<أميرة@mofa.example>".encode() in wide.box.mails[0]


def test_a_line_of_one_point(mail_server: Start) -> None:
    """A point at the beginning of a line neither ends the mail nor gets lost."""
    server = mail_server()
    channel = opened(server.settings())
    channel.send(make_mail(home={"en": "Kuwait " + "x" * 70 + " .\n. ..end"}))
    channel.close()
    body = read_mail(server.box.mails[0]).get_body(("plain",))
    assert body is not None
    assert ". . ..end" in " ".join(body.get_content().split())


@pytest.mark.parametrize("settings", [{}, {"smtp.host": "mx", "smtp.security": "ssl"}])
def test_settings_that_are_missing_or_wrong(settings: dict[str, Any]) -> None:
    """The failure is the user's to mend, and names the key."""
    with pytest.raises(Misconfigured, match=r"^smtp\.(host|security): ") as caught:
        load_channel("smtp", settings, {})
    assert caught.value.exit_code == ExitCode.USAGE


def test_an_authority_that_cannot_be_read() -> None:
    """The file is named."""
    with pytest.raises(Misconfigured, match=r"smtp\.ca_file: .*/no/such\.pem"):
        opened({"smtp.host": "127.0.0.1", "smtp.security": "tls", "smtp.ca_file": "/no/such.pem"})


@pytest.mark.parametrize(
    ("code", "said"),
    [(9, "the clock of this machine"), (10, "has to renew it"), (62, "smtp.host must be a name"),
     (64, "smtp.host must be a name"), (18, "smtp.ca_file names another"), (20, "smtp.ca_file names another")],
)  # fmt: skip
def test_what_is_wrong_with_a_certificate(
    mail_server: Start, monkeypatch: pytest.MonkeyPatch, code: int, said: str
) -> None:
    """The sentence says what mends this fault: no other authority makes a certificate good that has expired."""
    server = mail_server()

    def fail(*_arguments: object, **_others: object) -> None:
        error = ssl.SSLCertVerificationError("certificate verify failed")
        error.verify_code, error.verify_message = code, "no good"
        raise error

    monkeypatch.setattr(smtplib.SMTP, "starttls", fail)
    with pytest.raises(ChannelDown, match=r"is not trusted: no good\. ") as caught:
        opened(server.settings(smtp__security="starttls"))
    assert said in caught.value.tell(str)


class Line:
    """A server that takes tokens, as far as logging in goes."""

    def __init__(self, offered: str, replies: list[tuple[int, bytes]]) -> None:
        self.esmtp_features = {"auth": offered}
        self.replies, self.said = replies, list[tuple[str, ...]]()

    def docmd(self, *words: str) -> tuple[int, bytes]:
        """The next reply."""
        self.said.append(words)
        return self.replies.pop(0)


def test_a_token_in_place_of_a_password() -> None:
    """XOAUTH2 shows the token in one line; a challenge that says what is wrong is answered before the refusal."""
    good = Line("PLAIN XOAUTH2", [(235, b"ok")])
    assert log_in(good, "amira@mofa.example", Secret("t0ken"), "xoauth2")[0] == 235  # type: ignore[arg-type]
    ((command, words),) = good.said
    shown = b64decode(words.removeprefix("XOAUTH2 ")).decode()
    assert (command, shown) == ("AUTH", "user=amira@mofa.example\x01auth=Bearer t0ken\x01\x01")
    bad = Line("XOAUTH2", [(334, b"eyJzdGF0dXMiOiI0MDEifQ=="), (535, b"no")])
    assert log_in(bad, "amira", Secret("old"), "xoauth2") == (535, b"no")  # type: ignore[arg-type]
    assert bad.said[1] == ("",)
    with pytest.raises(NoMechanism):
        log_in(Line("PLAIN", []), "amira", Secret("x"), "xoauth2")  # type: ignore[arg-type]
