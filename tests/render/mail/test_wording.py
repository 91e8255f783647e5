"""What a reminder says, in its subject and its text."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from ctrack.domain.records.reminders import Notice
from ctrack.domain.vocabulary import Status
from ctrack.render.mail.contents import compose
from ctrack.render.mail.wording import group_notices, say_opening
from ctrack.text.cells import cell_width
from tests.notify.mails import make_mail, make_notice, make_overdue

TODAY = date(2026, 11, 21)


def due_in(days: int, **facts: object) -> Notice:
    """A notice due so many days from today."""
    day = TODAY + timedelta(days=days)
    return make_notice(code=f"KWT-{100 + days}", due=day.isoformat(), due_last=day, days_left=days, **facts)


@pytest.mark.parametrize(
    ("days", "subject"),
    [
        (7, "[ctrack] KWT-107, 7 days left: Establish an expert group"),
        (1, "[ctrack] KWT-101, 1 day left: Establish an expert group"),
        (0, "[ctrack] KWT-100, due today: Establish an expert group"),
        (-1, "[ctrack] KWT-99, 1 day late: Establish an expert group"),
    ],
)
def test_subject_of_one(days: int, subject: str) -> None:
    """One notice is told by its code, its time and its title."""
    assert compose(make_mail(due_in(days))).subject == subject


def test_subject_of_a_digest() -> None:
    """Several are counted, the overdue first; who has not answered is named to the overseer."""
    notices = (due_in(90), due_in(7), due_in(0), due_in(-3))
    assert compose(make_mail(*notices)).subject == "[ctrack] 4 commitments: 1 overdue, 2 due soon, 1 due later"
    passed = (due_in(7, on_behalf_of="Yusuf"), due_in(-3, on_behalf_of="Yusuf"))
    subject = compose(make_mail(*passed)).subject
    assert subject == "[ctrack] No answer from Yusuf: 2 commitments: 1 overdue, 1 due soon"


def test_subject_is_short() -> None:
    """A title of any length leaves a subject that fits."""
    assert len(compose(make_mail(make_notice(title={"en": "word " * 500}))).subject) < 130


def test_order() -> None:
    """Overdue first, then by date, whatever order they came in."""
    notices = (due_in(90), due_in(0), due_in(-3), due_in(31), due_in(-10), due_in(30))
    groups = group_notices(make_mail(*notices))
    days = {name: [notice.days_left for notice in group] for name, group in groups.items()}
    assert list(days.items()) == [("overdue", [-10, -3]), ("soon", [0, 30]), ("later", [31, 90])]


def test_text() -> None:
    """The text of a mail, as a whole."""
    late = make_overdue(status=Status.NOT_REPORTED, progress=0, on_behalf_of="Yusuf")
    assert compose(make_mail(make_notice(), late)).text == TEXT


def test_arabic_text_is_logical_and_dated_the_un_way() -> None:
    """No control marks, the double names of months, and lines that begin with an Arabic word."""
    text = compose(make_mail(make_notice(), make_overdue(), language="ar")).text
    assert not re.search("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufb50-\ufeff]", text)
    assert "28 تشرين الثاني/نوفمبر 2026 (بقيت 7 أيام)" in text
    assert "(متأخر 3 أيام)" in text
    assert "      ctrack done KWT-21" in text


def test_lines_are_wrapped_by_words() -> None:
    """No line but one unbreakable word is wider than 72 cells."""
    text = compose(make_mail(make_notice(title={"en": "commitment " * 60}))).text
    assert max(cell_width(line) for line in text.splitlines()) <= 72


def test_parties_are_told_where_there_are_several() -> None:
    """Whose side it is stands in the facts and in the command, only where it could be another's."""
    both = compose(make_mail(make_notice(), make_overdue(party="OM"))).text
    assert "Party: OM" in both
    assert "ctrack done KWT-22 --party OM" in both
    assert "Party" not in compose(make_mail()).text


def test_a_date_that_is_no_edtf_is_told_by_its_last_day() -> None:
    """A due date that cannot be read is still a date."""
    assert "Due: 28 November 2026 (7 days left)" in compose(make_mail(make_notice(due="soonish"))).text
    assert "Due: November 2026 (7 days left)" in compose(make_mail(make_notice(due="2026-11"))).text


def test_openings() -> None:
    """In one's own care, passed on by others, or both."""
    own, passed = make_notice(), make_overdue(on_behalf_of="Yusuf")
    assert say_opening(make_mail(own)) == "This commitment is in your care. Please record where it stands."
    assert say_opening(make_mail(passed)).startswith("The focal point of this commitment has not answered")
    assert say_opening(make_mail(own, passed)) == (
        "These 2 commitments are in your care. Please record where they stand. "
        "1 of them comes to you because its focal point has not answered."
    )


TEXT = """\
Register of commitments: Kuwait

These 2 commitments are in your care. Please record where they stand. 1
of them comes to you because its focal point has not answered.

Overdue (1)
------------------------------------------------------------------------
Establish an expert group
  Code: KWT-22
  Instrument: Kuwait Declaration
  Due: 18 November 2026 (3 days late)
  Status: · not reported
  Yusuf has not answered yet
      ctrack done KWT-22

Due soon (1)
------------------------------------------------------------------------
Establish an expert group
  Code: KWT-21
  Instrument: Kuwait Declaration
  Due: 28 November 2026 (7 days left)
  Status: ◔ in progress, 40%
      ctrack done KWT-21

========================================================================
The command under each commitment records that it is done; 'ctrack undo'
takes it back.
With 'start', 'note' or 'postpone' in place of 'done' it records another
answer.
If you do not work with ctrack, answer this message: who keeps the
register records what you write.
The attached reminders.ics puts the dates into your calendar.

Sent by ctrack on 21 November 2026.
To receive no more reminders: mailto:focal@mofa.example?subject=stop
"""
