"""A look at a channel tells each step, and which one failed; without a mail nothing is sent."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ctrack.domain.records.reminders import Bulletin, Check, Part, Step
from ctrack.notify.probes import check_channel
from tests.notify.conftest import Authority
from tests.notify.mail_servers import MailServer, free_port
from tests.notify.mails import make_mail, read_body, read_mail

Start = Callable[..., MailServer]
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH")
GENERAL = {"remind.channel": "smtp", "remind.from": "ctrack <focal@mofa.example>"}


def look(steps: tuple[Step, ...]) -> list[tuple[str, bool]]:
    """Each step and how it went."""
    return [(step.check, step.is_good) for step in steps]


def test_every_step_of_a_server(mail_server: Start, authority: Authority) -> None:
    """Connected, encrypted, logged in: nothing is sent until there is a mail, which is harmless and whole."""
    server = mail_server(tls=authority.context(), password="right")
    settings = GENERAL | server.settings(smtp__security="starttls", smtp__ca_file=authority.ca_file, smtp__user="amira")
    steps = check_channel(settings, {"CTRACK_SMTP_PASSWORD": "right"})
    well = [(check, True) for check in (Check.SETTINGS, Check.CONNECTION, Check.ENCRYPTION, Check.LOGIN)]
    assert look(steps) == well
    assert steps[2].detail.startswith("TLSv1")
    assert steps[3].detail == "as amira"
    assert server.box.envelopes == []
    bulletin = Bulletin("[ctrack] Test", "This is a test.", (Part("A part", ("one", "two")),))
    mail = make_mail(bulletin=bulletin, notices=())
    assert look(check_channel(settings, {"CTRACK_SMTP_PASSWORD": "right"}, mail)) == [*well, (Check.MAIL, True)]
    (raw,) = server.box.mails
    assert [part.get_content_type() for part in read_mail(raw).walk()] == [
        "multipart/alternative", "text/plain", "text/html",
    ]  # fmt: skip
    for kind in ("plain", "html"):
        assert all(word in read_body(raw, kind) for word in ("This is a test.", "A part", "one", "two"))
    assert "ctrack undo" not in read_body(raw, "plain")


def test_the_step_that_failed(mail_server: Start, authority: Authority, tmp_path: Path) -> None:
    """The last step is the one that failed, with the sentence that a run would say."""
    server = mail_server(tls=authority.context(), password="right")
    whole = server.settings(smtp__security="starttls", smtp__ca_file=authority.ca_file, smtp__user="amira")
    cases: list[tuple[dict[str, Any], str, Check, str]] = [
        ({"smtp.host": ""}, "right", Check.SETTINGS, "smtp.host"),
        ({"remind.from": "nobody"}, "right", Check.SETTINGS, "remind.from"),
        ({"smtp.port": free_port()}, "right", Check.CONNECTION, "does not answer on port"),
        ({"smtp.ca_file": ""}, "right", Check.ENCRYPTION, "certificate"),
        ({}, "wrong", Check.LOGIN, "refuses the user amira: 535"),
        ({"remind.channel": "eml", "eml.folder": str(tmp_path / "no")}, "", Check.READY, "There is no folder"),
    ]
    for changed, password, check, said in cases:
        steps = check_channel(GENERAL | whole | changed, {"CTRACK_SMTP_PASSWORD": password})
        assert (steps[-1].check, steps[-1].is_good) == (check, False)
        assert said in steps[-1].detail
        assert all(step.is_good for step in steps[:-1])


def test_a_mail_that_is_refused(mail_server: Start) -> None:
    """The server works, and does not take this mail."""
    server = mail_server(replies={"amira@mofa.example": "550 nobody"})
    steps = check_channel(GENERAL | server.settings(), {}, make_mail())
    assert look(steps)[-2:] == [(Check.LOGIN, True), (Check.MAIL, False)]
    assert "550 nobody" in steps[-1].detail
    assert steps[2].detail == "none: whoever carries the mails can read them"
