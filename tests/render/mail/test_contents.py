"""Mails to whoever works in two languages."""

from __future__ import annotations

import email
import email.policy

from ctrack.notify.message import write_message
from ctrack.render.mail.contents import compose
from tests.notify.mails import make_mail
from tests.render.mail.test_html_body import Reader


def test_a_mail_in_two_languages_says_everything_twice() -> None:
    """The text and the page say it in the first language and then in the second, each in its direction."""
    contents = compose(make_mail(language="ar,en"))
    assert contents.text.index("إنشاء فريق خبراء") < contents.text.index("Establish an expert group")
    assert contents.text.startswith(compose(make_mail(language="ar")).text)
    assert contents.text.endswith(compose(make_mail(language="en")).text)
    assert contents.subject == compose(make_mail(language="ar")).subject
    reader = Reader(contents.page)
    ways = [(attributes.get("lang"), attributes["dir"]) for tag, attributes in reader.tags if tag in ("html", "div")
            and "dir" in attributes and "lang" in attributes]  # fmt: skip
    assert ways == [("ar", "rtl"), ("en", "ltr")]
    assert reader.text.index("إنشاء فريق خبراء") < reader.text.index("Establish an expert group")


def test_a_mail_names_both_languages() -> None:
    """The header that tells the language has both."""
    message = email.message_from_bytes(write_message(make_mail(language="ar,en")), policy=email.policy.default)
    assert message["Content-Language"] == "ar, en"
