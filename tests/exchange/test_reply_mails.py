"""A mail that answers a reminder, as it comes from mail programs and from people who mean harm."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ctrack.exchange.reply_mails import read_reply

MARK = "abcdefghijkmnpqr"


def mail(*fields: str, body: str = "done") -> bytes:
    """A mail of these fields, and no other."""
    return ("\r\n".join([*fields, "", body])).encode()


def test_whose_it_is_and_what_they_wrote() -> None:
    """The address, the mark in what is quoted, the thread, and the lines above it."""
    body = f"KWT-11: done\r\n\r\nThanks\r\n-- \r\nSalem\r\n> [KWT-11 {MARK}]"
    found = read_reply(
        mail("From: Salem <s@moi.example>", "Message-ID: <1@x>", f"References: <{MARK[::-1]}.answer@x>", body=body)
    )
    assert (found.address, found.message_id, found.is_automatic) == ("s@moi.example", "<1@x>", False)
    assert (found.marks, found.thread) == ((MARK,), (MARK[::-1],))
    assert found.lines == ("KWT-11: done", "", "Thanks")


@pytest.mark.parametrize(
    "quote",
    [
        "On Sat, 21 Nov 2026 at 09:00, ctrack wrote:",
        "-----Original Message-----",
        "________________________________",
        "From: ctrack <focal@mofa.example>",
        "> done",
        "في 21 تشرين الثاني/نوفمبر 2026 كتب ctrack:",
    ],
)
def test_what_is_quoted_is_not_theirs(quote: str) -> None:
    """The first line of what a program quotes ends what somebody wrote, in the ways of every program."""
    assert read_reply(mail("From: a@b.example", body=f"seen\r\n\r\n{quote}\r\nnot mine")).lines == ("seen",)


def test_a_page_is_read_as_text() -> None:
    """A mail of HTML alone gives its words, without styles, and without what it quotes."""
    page = f"<style>p{{}}</style><div>done</div><blockquote><p>not mine</p>[X {MARK}]</blockquote>"
    found = read_reply(mail("From: a@b.example", "Content-Type: text/html; charset=utf-8", body=page))
    assert (found.lines, found.marks) == (("done",), (MARK,))


@pytest.mark.parametrize(
    "fields",
    [
        ("From: a@b.example", "From: c@d.example"),
        ("From: a@b.example, c@d.example",),
        ("From: nobody",),
        ("Sender: a@b.example",),
    ],
)
def test_who_cannot_be_known_is_nobody(fields: tuple[str, ...]) -> None:
    """Two senders, or none, are no sender."""
    assert read_reply(mail(*fields)).address is None


@pytest.mark.parametrize(
    "field",
    [
        "Auto-Submitted: auto-replied",
        "Precedence: bulk",
        "Return-Path: <>",
        "Content-Type: multipart/report",
        "List-Id: x",
    ],
)
def test_what_a_program_wrote(field: str) -> None:
    """An absence, a failure or a list answers nothing."""
    assert read_reply(mail("From: a@b.example", field)).is_automatic
    assert not read_reply(mail("From: a@b.example", "Auto-Submitted: no")).is_automatic


def test_what_servers_state_of_the_sender() -> None:
    """Each result with the server that states it, the newest first; a comment is none."""
    fields = (
        "Authentication-Results: mx.mofa.example; spf=fail; dmarc=fail (p=reject; dmarc=pass)",
        "Authentication-Results: forged.example 1; dmarc=pass",
    )
    assert read_reply(mail(*fields)).verdicts == (("mx.mofa.example", "fail"), ("forged.example", "pass"))


@given(st.binary(max_size=400))
@settings(max_examples=50, deadline=None)
def test_any_bytes_are_read(raw: bytes) -> None:
    """Whatever comes in, nothing breaks, and a name for the mail is found."""
    assert read_reply(b"From: a\r\nContent-Type: text/plain; charset=x\r\n" + raw).message_id.startswith("<")
