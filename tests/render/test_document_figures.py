"""Every figure of a page is of one shape, whatever the format."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date, datetime
from html import unescape
from io import StringIO
from typing import Any

import openpyxl
import pytest

from ctrack.render.document import (
    Align,
    Bars,
    Block,
    Column,
    Curve,
    Document,
    Fact,
    Facts,
    Heading,
    HeatMap,
    Line,
    Paragraph,
    Share,
    Stamp,
    Table,
    Tone,
)
from ctrack.render.document_figures import choose_digits
from ctrack.render.formats import import_format
from ctrack.render.mail.contents import compose
from ctrack.render.mail.letter_page import write_letter
from ctrack.render.pdf.template_data import lay_out
from ctrack.render.screen import Screen
from ctrack.text.language import speaking, use_digits
from tests.notify.mails import make_mail, make_notice, make_overdue
from tests.support.papers import written

BLOCKS: tuple[Block, ...] = (
    Heading("تقرير 2026", 1),
    Paragraph("28 التزاما"),
    Facts((Fact("rate", "المعدل", "7% (2 من 28)"), Fact("code", "الرمز", "2026-1"))),
    Table("rows", (Column("code", "الرمز"), Column("left", "المتبقي")), [("12-3", 45)], caption="من 1 إلى 9"),
    Bars("bars", (("", (Share("done", "نُفذ 4", 4, Tone.GOOD),), "نُفذ 4"),)),
    HeatMap("map", (("done", "نُفذ", Tone.GOOD),), (("الصك 1", (7,)),)),
    Curve("curve", (("2025", "2025-01-01"), ("2026", "2026-01-01")), (Line("done", "نُفذ", (3, 6), Tone.GOOD),), 8),
)
STAMP = Stamp("2026-11-26", "كل الصكوك", 5, "ab", "1-AB")
KEPT = {"2026-1", "12-3", "1-AB"}


@pytest.fixture(autouse=True)
def arab() -> Iterator[None]:
    """Arabic-Indic digits in Arabic."""
    use_digits("arab")
    with speaking("ar"):
        yield
    use_digits("western")


def western(text: str) -> set[str]:
    """The words with western digits that the text shows."""
    return set(re.findall(r"[^\s|<>:\u200e]*[0-9][^\s|<>\u200e]*", text))


@pytest.mark.parametrize("name", ["table", "plain", "md", "html"])
def test_a_page_has_digits_of_one_shape(name: str) -> None:
    """Headings, facts, tables, bars, maps and curves: only codes and the fingerprint keep western digits."""
    out = StringIO()
    import_format(name).write(Document("2026", "ar", BLOCKS, stamp=STAMP), out, Screen())
    text = re.sub(r"(?s)<(style|script|head).*?</\1>", "", out.getvalue())
    text = re.sub(r"'ctrack[^']*'|&#39;ctrack.*?&#39;|<(?!title)[^>]*>", " ", text)
    assert "٢٨" in text
    assert western(text) <= KEPT


def test_a_paper_numbers_its_pages_in_the_same_digits() -> None:
    """What the template of the PDF is given, its key and its own digits too, are of the document's language."""
    with speaking("en"):
        sheet = lay_out(Document("2026", "en", BLOCKS), str)
        assert sheet["digits"] == "0123456789"
    sheet = lay_out(Document("تقرير 2026", "ar", BLOCKS, stamp=STAMP), str)
    assert sheet["digits"] == "٠١٢٣٤٥٦٧٨٩"
    assert western(" ".join(texts_in(sheet["blocks"]))) <= KEPT | {"1-AB"}
    assert western(f"{sheet['title']} {sheet['foot']}") <= KEPT


def test_a_workbook_shows_its_numbers_in_the_same_digits() -> None:
    """Texts are written in the digits, and numbers stay numbers that the spreadsheet shows in them."""
    rows = [("12-3", 45, date(2026, 6, 30))]
    columns = (Column("code", "الرمز"), Column("left", "المتبقي 30", align=Align.END), Column("due", "الموعد"))
    content = written("xlsx", Document("2026", "ar", (Table("rows", columns, rows, caption="صف"), *BLOCKS[:3])))
    book = openpyxl.load_workbook(io.BytesIO(content))
    code, left, due = book["صف"][2]
    assert (code.value, left.value, due.value) == ("12-3", 45, datetime(2026, 6, 30))
    assert (left.number_format, due.number_format) == ("[$-2000401]#,##0", "[$-2000401]yyyy-mm-dd")
    texts = {cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row}
    assert {"تقرير ٢٠٢٦", "٢٨ التزاما", "٧٪ (٢ من ٢٨)", "المتبقي ٣٠", "2026-1"} <= texts


def test_a_mail_has_digits_of_one_shape() -> None:
    """Subject, text, page and letter: only codes, commands and marks keep western digits."""
    late = make_overdue(missed=("2026-08-18",), text_due="2026-10-01", text_days_left=-51)
    mail = make_mail(make_notice(mark="12345678"), late, language="ar", unsubscribe="")
    said = compose(mail)
    one = compose(make_mail(make_overdue(days_left=-11), language="ar")).subject
    for text in (one, unescape(re.sub("<[^>]*>", " ", said.page)), said.text):
        assert re.search("[٠-٩]", text)
        assert {word.strip("[]:،") for word in western(text)} <= {"KWT-21", "KWT-22", "12345678"}, text
    page = re.sub(r"(?s)<style.*?</style>|<[^>]*>", " ", write_letter(mail)).partition("تذكير")[2].partition("You")[0]
    assert "تشرين الثاني/نوفمبر ٢٠٢٦" in page


def texts_in(data: Any, key: str = "") -> Iterator[str]:
    """The texts that a reader sees, and no colour."""
    if isinstance(data, dict):
        for name, value in data.items():
            yield from texts_in(value, name)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from texts_in(value, key)
    elif isinstance(data, str) and not re.fullmatch("[0-9A-Fa-f]{6}", data):
        yield data


def test_machines_are_given_what_they_were() -> None:
    """Only what people are shown changes; western digits leave the document as it is."""
    dressed = choose_digits(Document("1", "ar", BLOCKS, data={"total": 28}))
    table = next(block for block in dressed.blocks if isinstance(block, Table))
    assert (table.rows[0][1], table.columns[1].raw(45), table.columns[1].show(45)) == (45, 45, "٤٥")
    assert dressed.data == {"total": 28}
    use_digits("western")
    document = Document("1", "ar", BLOCKS)
    assert choose_digits(document) is document
