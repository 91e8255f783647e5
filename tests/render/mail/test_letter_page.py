"""A letter to print: both languages, each in its direction, and nothing of a command line."""

from __future__ import annotations

import pytest

from ctrack.render.mail.letter_page import write_letter
from tests.notify.mails import make_mail, make_notice, make_overdue
from tests.render.mail.test_html_body import Reader


@pytest.mark.parametrize(("language", "order"), [("en", ["en", "ar"]), ("ar", ["ar", "en"]), ("tlh", ["en", "ar"])])
def test_a_letter_in_both_languages(language: str, order: list[str]) -> None:
    """The reader's own first, each in its direction, with all that is due and places to sign."""
    mail = make_mail(make_notice(), make_overdue(on_behalf_of="Yusuf"), language=language, to_address=None)
    page = write_letter(mail)
    reader = Reader(page)
    sections = [attributes for tag, attributes in reader.tags if tag == "section"]
    assert [section["lang"] for section in sections] == order
    assert [section["dir"] for section in sections] == [{"en": "ltr", "ar": "rtl"}[code] for code in order]
    for text in (
        "Kuwait",
        "الكويت",
        "إنشاء فريق خبراء",
        "18 November 2026",
        "18 تشرين الثاني/نوفمبر 2026",
        "Signature",
    ):
        assert text in reader.text
    assert reader.text.index("KWT-22") < reader.text.index("KWT-21")
    assert "ctrack update" not in page
    assert "http" not in page
    assert "@page" in page


@pytest.mark.parametrize(("language", "order"), [("es", ["es", "en"]), ("ar,es", ["ar", "es"])])
def test_a_letter_in_any_two_languages(language: str, order: list[str]) -> None:
    """A language of one's own has English beside it, and a reader of two languages has both; left is left to right."""
    reader = Reader(write_letter(make_mail(language=language, to_address=None)))
    assert [attributes["lang"] for tag, attributes in reader.tags if tag == "section"] == order
    assert "28 de noviembre de 2026" in reader.text
    names = [attributes["lang"] for tag, attributes in reader.tags if tag == "span" and "lang" in attributes]
    assert names[:2] == (["en", "es"] if language == "es" else ["es", "ar"])


def test_hostile_text_in_a_letter() -> None:
    """Markup is shown as it was typed, and nothing ends the style or begins a script."""
    hostile = "</style><script>alert(1)</script>\u202e"
    page = write_letter(make_mail(make_notice(title={"en": hostile}), to_name=hostile, home={"en": hostile}))
    assert "<script" not in page
    assert "\u202e" not in page
    assert Reader(page).text.count("</style><script>") == 7
