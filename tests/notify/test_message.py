"""The bytes of a mail, read back by a parser that did not write them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from email.header import decode_header, make_header
from email.utils import parseaddr

import icalendar
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ctrack.exchange.mail_addresses import Mailbox
from ctrack.notify.channel import Misconfigured, Rejected
from ctrack.notify.headers import POLICY, write_mailbox
from ctrack.notify.message import write_message
from ctrack.text.language import current_language, use_language
from ctrack.text.lines import make_line, shorten
from tests.notify.mails import make_mail, make_notice, make_overdue, read_body, read_mail

FIELDS = [
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "Auto-Submitted",
    "X-Auto-Response-Suppress",
    "List-Id",
    "List-Unsubscribe",
    "MIME-Version",
    "Content-Type",
    "Content-Language",
]
INJECTIONS = (
    "a\r\nBcc: thief@evil.example\r\n\r\nbody",
    "\n\nFrom: x@y.example",
    "a\x00b\x1b[31m",
    "\u202egnp.exe\u2066",
    "=?utf-8?q?=0d=0aBcc:_thief@evil.example?=",
    '"><script>alert(1)</script>',
    "x" * 3000,
    "كلمة " * 600,
    "a <thief@evil.example>, b",
    "--=_o_1\r\n",
    "\ud800",
    ".",
)
NOT_ADDRESSES = (
    "nobody",
    "a@b@c",
    "a b@c.example",
    "a@-c.example",
    "@c.example",
    "a@c..example",
    '"a"@c',
    ".a@c.example",
)
hostile = st.sampled_from(INJECTIONS) | st.text(max_size=80)


def test_structure() -> None:
    """Text before HTML as alternatives, then the calendar as a file; no part is faulty."""
    message = read_mail(write_message(make_mail()))
    kinds = [part.get_content_type() for part in message.walk()]
    assert kinds == ["multipart/mixed", "multipart/alternative", "text/plain", "text/html", "text/calendar"]
    assert [part.defects for part in message.walk()] == [[]] * 5
    attached = next(iter(message.iter_attachments()))
    assert attached.get_filename() == "reminders.ics"
    calendar = icalendar.Calendar.from_ical(attached.get_content())
    assert attached["Content-Type"].params["method"] == calendar["method"] == "PUBLISH"
    assert [event["organizer"] for event in calendar.walk("VEVENT")] == ["mailto:focal@mofa.example"]


def test_headers() -> None:
    """Every field, in order, with what it is to say."""
    message = read_mail(write_message(make_mail(to_name="أميرة الصباح")))
    assert message.keys() == FIELDS
    assert str(message["To"]) == "أميرة الصباح <amira@mofa.example>"
    assert message["From"] == "ctrack <focal@mofa.example>"
    assert message["Date"].datetime == datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
    assert message["Message-ID"] == "<17.20261128.7@ctrack.mofa.example>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["List-Unsubscribe"] == "<mailto:focal@mofa.example?subject=stop>"
    assert message["Subject"] == "[ctrack] KWT-21, 7 days left: Establish an expert group"


@pytest.mark.parametrize(
    ("address", "written", "has_click"),
    [
        ("https://mofa.example/stop?who=1", "<https://mofa.example/stop?who=1>", True),
        ("<mailto:x@y.example>", "<mailto:x@y.example>", False),
        ("javascript:alert(1)", None, False),
        ("http://plain.example/", None, False),
        (None, None, False),
        ("https://mofa.example/" + "x" * 2000, None, False),
    ],
)
def test_unsubscribe(address: str | None, written: str | None, has_click: bool) -> None:
    """An address of mail or of the secure web, with one click for the latter; anything else is left out."""
    message = read_mail(write_message(make_mail(unsubscribe=address, one_click=True)))
    assert message["List-Unsubscribe"] == written
    assert ("List-Unsubscribe-Post" in message) is has_click


def test_the_same_mail_is_the_same_bytes() -> None:
    """A mail that is written twice, as after a crash, does not differ in a byte."""
    assert write_message(make_mail()) == write_message(make_mail())


def test_seven_bits_and_short_lines() -> None:
    """An Arabic mail is ASCII on the wire, with lines that every server takes, each ending in CRLF."""
    raw = write_message(make_mail(make_notice(), make_overdue(), language="ar", to_name="أميرة"))
    assert raw.isascii()
    lines = raw.split(b"\r\n")
    assert max(map(len, lines)) <= 998
    assert not any(b"\n" in line or b"\r" in line for line in lines)


def test_the_language_is_given_back() -> None:
    """Writing an Arabic mail leaves the program speaking what it spoke, and a failure does too."""
    write_message(make_mail(language="ar"))
    assert current_language() == "en"
    use_language("ar")
    with pytest.raises(Rejected):
        write_message(make_mail(language="en", to_address="nobody"))
    assert current_language() == "ar"


@pytest.mark.parametrize("address", NOT_ADDRESSES)
def test_addresses_that_no_server_takes(address: str) -> None:
    """A recipient without a usable address is rejected by name."""
    with pytest.raises(Rejected, match=re.escape(f"{address} is no e-mail address.")):
        write_message(make_mail(to_address=address))
    with pytest.raises(Rejected, match=r"Amira Al-Sabah has no e-mail address\."):
        write_message(make_mail(to_address=None))


@pytest.mark.parametrize("sender", ["", "ctrack", "ctrack <>", "a@b.example, c@d.example", "x <a@b.example> y"])
def test_a_sender_that_is_none(sender: str) -> None:
    """The setting is named, and the command that sets it."""
    with pytest.raises(Misconfigured, match=r"^remind\.from: .*ctrack config set remind\.from"):
        write_message(make_mail(sender=sender))


@pytest.mark.slow
@settings(deadline=None)
@given(name=hostile, title=hostile, unsubscribe=hostile, sender=hostile, code=hostile, home=hostile, absent=hostile)
@example(*["\r\nBcc: a@b.example"] * 7)
def test_no_text_makes_a_header(
    name: str, title: str, unsubscribe: str, sender: str, code: str, home: str, absent: str | None
) -> None:
    """Whatever stands in a name, a title, a code or a setting: the fields are ours, once each, and so are the parts."""
    notice = make_notice(title={"en": title}, code=code, on_behalf_of=absent)
    mail = make_mail(
        notice,
        make_overdue(),
        to_name=name,
        home={"en": home},
        unsubscribe=unsubscribe,
        sender=f"{re.sub('[<>]', '', sender)} <focal@mofa.example>",
    )
    raw = write_message(mail)
    message = read_mail(raw)
    allowed = {*FIELDS, "List-Unsubscribe-Post"}
    assert set(message.keys()) <= allowed
    assert len(message.keys()) == len(set(message.keys()))
    assert raw.isascii()
    assert b"\x00" not in raw
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert len(list(message.walk())) == 5
    assert [part.defects for part in message.walk()] == [[]] * 5
    assert (
        parseaddr(raw.split(b"<focal@")[1].split(b"\r\nTo:", 1)[1].split(b"\r\nSubject")[0].decode())[1]
        == mail.to_address
    )
    assert [address.addr_spec for address in message["To"].addresses] == [mail.to_address]
    assert [address.addr_spec for address in message["From"].addresses] == ["focal@mofa.example"]
    assert not re.search("[\u202a-\u202e\u2066-\u2069\r\n]", str(message["Subject"]))
    assert "<script" not in read_body(raw, "html")


@settings(deadline=None)
@given(st.text(max_size=300))
def test_a_subject_is_read_back(text: str) -> None:
    """What is written into a header is what a reader sees, character by character."""
    field = POLICY.fold("Subject", POLICY.header_factory("Subject", text))
    message = read_mail(f"{field}\r\n".encode())
    assert message.keys() == ["Subject"]
    assert str(message["Subject"] or "") == make_line(text)


@settings(deadline=None)
@given(st.text(max_size=200))
@example("From")
@example('Amira "Mimi" Al-Sabah, Ph.D. \\ (MOFA)')
@example("=?utf-8?q?=0d=0aBcc:_thief@evil.example?=")
@example("أ, ب" * 12)
def test_a_name_is_read_back(name: str) -> None:
    """Whatever somebody is called, a reader sees that one person, by that name, at that address."""
    field = POLICY.fold("To", POLICY.header_factory("To", write_mailbox(Mailbox(name, "amira@mofa.example"))))
    message = read_mail(f"{field}\r\n".encode())
    assert message.keys() == ["To"]
    assert [person.addr_spec for person in message["To"].addresses] == ["amira@mofa.example"]
    # The parser of CPython 3.11 puts a blank between two encoded words of a phrase; the older one does not.
    phrase, address = parseaddr(field.removeprefix("To:"))
    assert str(make_header(decode_header(phrase))) == shorten(make_line(name), 120)
    assert address == "amira@mofa.example"
    assert max(map(len, field.split("\r\n"))) <= 76


def test_an_address_beyond_ascii() -> None:
    """Such an address is in UTF-8, as RFC 6532 has it, and everything else stays in ASCII."""
    raw = write_message(make_mail(to_name="أميرة", to_address="أميرة@mofa.example", language="ar"))
    assert [line for line in raw.split(b"\r\n") if not line.isascii()] == [" <أميرة@mofa.example>".encode()]


@pytest.mark.parametrize("text", ["plain", "ümlaut " * 30, "عربي " * 50, "x" * 2000, "=_o_1 stays", "a b\ud800"])
def test_a_body_is_read_back(text: str) -> None:
    """Whatever encoding a body takes, a reader sees the same text."""
    raw = write_message(make_mail(make_notice(title={"en": text})))
    seen = " ".join(read_body(raw, "plain").split())
    assert " ".join(text.replace("\ud800", "\ufffd").split()) in seen.replace(" ", "" if len(text) == 2000 else " ")


def test_no_body_holds_a_boundary() -> None:
    """A text that was made to end its part does not."""
    mail = make_mail(make_notice(title={"en": "x" * 10}))
    boundaries = re.findall(rb'boundary="([^"]+)"', write_message(mail))
    assert len(boundaries) == 2
    forged = make_mail(make_notice(title={"en": " ".join(f"--{mark.decode()}--" for mark in boundaries)}))
    message = read_mail(write_message(forged))
    assert re.findall(rb'boundary="([^"]+)"', message.as_bytes()) == boundaries
    assert len(list(message.walk())) == 5


def test_a_message_id_cannot_break_out() -> None:
    """What RFC 5322 does not allow in a Message-ID is not written."""
    raw = write_message(replace(make_mail(), message_id="<a b\r\nX: <y>@z>"))
    assert read_mail(raw)["Message-ID"] == "<abXy@z>"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_mail_of_very_many(language: str) -> None:
    """Of 96 commitments the most pressing are shown, the rest are counted, and the mail stays below 100 kB."""
    title = {"en": "Establish an expert group " * 4, "ar": "إنشاء فريق خبراء حكومي " * 4}
    notices = [
        (make_overdue if number > 15 else make_notice)(code=f"KWT-{number}", uid=f"{number}@x", title=title)
        for number in range(96)
    ]
    raw = write_message(make_mail(*notices, language=language))
    assert len(raw) < 100_000
    body = read_body(raw, "plain")
    codes = re.findall(r"ctrack done KWT-(\d+)", body)
    assert len(codes) == 20
    assert all(int(code) > 15 for code in codes)
    assert "76" in body
    assert re.findall(r"ctrack done KWT-(\d+)", read_body(raw, "html")) == codes
    whole = read_body(write_message(make_mail(*notices[:30], language="en")), "plain")
    assert len(re.findall(r"ctrack done KWT-(\d+)", whole)) == 30
    assert "more;" not in whole


def test_answers_go_to_whom_is_named() -> None:
    """Reply-To is there where somebody else is to get the answers, and one click where something takes it."""
    plain = read_mail(write_message(make_mail(unsubscribe="https://x.example/stop")))
    assert plain["Reply-To"] is None
    assert (plain["List-Unsubscribe"], plain["List-Unsubscribe-Post"]) == ("<https://x.example/stop>", None)
    mail = make_mail(unsubscribe="https://x.example/stop", one_click=True, reply_to="أميرة <answers@mofa.example>")
    named = read_mail(write_message(mail))
    assert named["Reply-To"] == "أميرة <answers@mofa.example>"
    assert named["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
