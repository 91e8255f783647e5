"""What a mail says, whatever carries it: its subject, its text and its page in each language of its reader."""

from __future__ import annotations

from ctrack.domain.frozen import dataclass
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
    languages = list_languages(mail)
    with speaking(languages[0]):
        subject = make_line(write_figures(mail.bulletin.subject)) if mail.bulletin else write_subject(mail)
        page = write_page(mail, subject, languages)
    return Contents(subject, "\n\n".join(write_text_in(language, mail) for language in languages), page)


def list_languages(mail: Mail) -> list[str]:
    """The languages of its reader, one or two; what was written before is in the first one."""
    languages = mail.language.split(",")
    return languages[:1] if mail.bulletin else languages


def write_text_in(language: str, mail: Mail) -> str:
    """The text in one of the languages of the reader."""
    with speaking(language):
        return write_text(mail)
