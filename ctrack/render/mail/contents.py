"""What a mail says, whatever carries it: its subject, its text and its page in the language of its reader."""

from __future__ import annotations

from dataclasses import dataclass

from ctrack.domain.records.reminders import Mail
from ctrack.render.mail.html_body import write_page
from ctrack.render.mail.subject import write_subject
from ctrack.render.mail.text_body import write_text
from ctrack.text.digit_shapes import write_figures
from ctrack.text.language import speaking
from ctrack.text.lines import make_line


@dataclass(frozen=True, slots=True)
class Contents:
    """What a mail says, in the language of its reader, whatever carries it there."""

    subject: str
    text: str
    page: str


def compose(mail: Mail) -> Contents:
    """The contents of a mail; the language that the program speaks is as it was afterwards."""
    with speaking(mail.language):
        subject = make_line(write_figures(mail.bulletin.subject)) if mail.bulletin else write_subject(mail)
        return Contents(subject, write_text(mail), write_page(mail, subject))
