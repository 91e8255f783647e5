"""Addresses as servers take them."""

from __future__ import annotations

import pytest

from ctrack.exchange.mail_addresses import Mailbox, read_address, read_mailbox


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("amira@mofa.example", "amira@mofa.example"),
        (" o'brien+x_1@a-b.example ", "o'brien+x_1@a-b.example"),
        ("root@localhost", "root@localhost"),
        ("amira@مثال.إختبار", "amira@xn--mgbh0fb.xn--kgbechtv"),
        ("أميرة@mofa.example", "أميرة@mofa.example"),
        ("نورة@وزارة.example", "نورة@xn--mgbexc3i.example"),
        ("amira@straße.example", "amira@xn--strae-oqa.example"),
        ("نورة@البريد.local", "نورة@xn--mgbcvh7grb.local"),
        ("أ..ب@mofa.example", None),
        ("أ ب@mofa.example", None),
        ("amira@وزارة..example", None),
        ("a" * 65 + "@b.example", None),
        ("a@" + "b" * 64 + ".example", None),
        ("a@b.example\r\nRCPT TO:<c@d>", None),
        ("a\u202eb@c.example", None),
        ("a\x00@b.example", None),
        ("a@b.example>", None),
        ("a@[127.0.0.1]", None),
        ("a@\u202eb.example", None),
        ("", None),
        ("@", None),
    ],
)
def test_read_address(text: str, address: str | None) -> None:
    """The domain in ASCII, the local part as it was written, and nothing that could say more than an address."""
    assert read_address(text) == address


@pytest.mark.parametrize(
    ("text", "mailbox"),
    [
        ("ctrack <focal@mofa.example>", Mailbox("ctrack", "focal@mofa.example")),
        ('"The Ministry, Office 3" <a@b.example>', Mailbox("The Ministry, Office 3", "a@b.example")),
        ("a@b.example", Mailbox("", "a@b.example")),
        ("<a@b.example>", Mailbox("", "a@b.example")),
        ("x <a@b.example> <c@d.example>", None),
        ("x a@b.example", None),
    ],
)
def test_read_mailbox(text: str, mailbox: Mailbox | None) -> None:
    """A name and an address, or an address alone."""
    assert read_mailbox(text) == mailbox
