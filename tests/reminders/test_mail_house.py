"""A reminder goes out through a real Postfix, is answered by mail, and the answer is read from a real Dovecot."""

from __future__ import annotations

import smtplib
import ssl
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from tests.cli.promises import refused
from tests.notify.conftest import Authority
from tests.reminders.test_faults import at, check_silent
from tests.support.mail_house import PASSWORD, MailHouse, explain_absence, run_mail_house
from tests.support.offices import SENDER, configure
from tests.support.replies import write_reply
from tests.support.runner import Runner

pytestmark = [pytest.mark.slow, pytest.mark.skipif(bool(explain_absence()), reason=explain_absence())]
NAMES = ("amira", "badr", "cyrine", "dana", "boss", "focal")
MONDAY = at("09:00", "2026-11-23")


def send(house: MailHouse, authority: Authority, raw: bytes, sender: str) -> None:
    """Hand over a mail as a mail program does, with STARTTLS and a login."""
    with smtplib.SMTP("localhost", house.smtp, timeout=30) as line:
        line.starttls(context=ssl.create_default_context(cafile=authority.ca_file))
        line.login(sender, PASSWORD)
        line.sendmail(sender, ["focal@mofa.example"], raw)


def read_mail(house: MailHouse, name: str) -> EmailMessage:
    """The mail that somebody got."""
    (path,) = house.await_mails(name)
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def test_a_reminder_is_answered(office: Runner, authority: Authority) -> None:
    """By STARTTLS and AUTH into a Maildir, and back by IMAP and from the Maildir, each once; a forged one never."""
    office.environ.update(CTRACK_SMTP_PASSWORD=PASSWORD, CTRACK_ANSWERS_PASSWORD=PASSWORD)
    with run_mail_house(NAMES, authority.folder) as house:
        smtp = {"host": "localhost", "port": house.smtp, "user": "focal", "ca_file": authority.ca_file}
        configure(office, "smtp", {**smtp, "security": "starttls"})
        place = f"imaps://focal@localhost:{house.imap}/INBOX"
        settings = f'[answers]\nfrom = "{place}"\nca_file = "{authority.ca_file}"\n'
        with open(office.environ["CTRACK_CONFIG"], "a", encoding="utf-8") as stream:
            stream.write(settings)
        check_silent(office("remind", **at("06:00")))
        mail = read_mail(house, "amira")
        assert str(mail["From"]) == SENDER
        for text, sender in (("KWT-11: 40%", "amira@moi.example"), ("KWT-15: done", "badr@moi.example")):
            send(house, authority, write_reply(mail, text, sender=sender), sender)
        house.await_mails("focal", 2)
        refused(office("remind", "answers", **MONDAY), 6, "does not come from the address")
        check_silent(office("remind", "answers", **MONDAY))
        send(house, authority, write_reply(read_mail(house, "badr"), "seen", sender="badr@moi.example"), "badr")
        house.await_mails("focal", 1)
        check_silent(office("remind", "answers", str(house.mailbox("focal")), **MONDAY))
        assert not list((house.mailbox("focal") / "new").iterdir())
        (row,) = office.data("remind", "answers", "--waiting", **MONDAY)["rows"]
        assert (row["code"], row["progress"]) == ("KWT-11", 40)
        office.environ["CTRACK_ANSWERS_PASSWORD"] = "wrong"
        outcome = office("remind", "answers", **MONDAY)
        assert outcome.code == 1
        assert "localhost" in outcome.err
        assert "wrong" not in outcome.err
