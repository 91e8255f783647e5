"""Tables of others: whatever the encoding, the ends of lines and the style of a date, the same is read."""

from __future__ import annotations

from datetime import date
from itertools import product
from pathlib import Path

import pytest

from ctrack.exchange.commitment_rows import Wanted, understand
from ctrack.exchange.row_values import CellFault, check_letters, read_due, read_reference

TODAY = date(2026, 11, 26)
ARABIC = (
    "م,الالتزام,الموعد النهائي\n"
    "1.1,اعتماد الخطة الوطنية لحقوق الإنسان,2027-06-30\n"
    "1.2,اعتماد الاستراتيجية الوطنية,2027\n"
)
FRENCH = (
    "Réf,Engagement,Échéance\n"
    "1.1,Créer une autorité indépendante,2027-06-30\n"
    "1.2,Améliorer l’accès à l’éducation,2027\n"
)
ENGLISH = "Ref,Title,Deadline\n1.1,Adopt the plan,2027-06-30\n1.2,Adopt the law,2027\n"
WIDE = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32")
TEXTS = [
    *product((ARABIC, FRENCH, ENGLISH), WIDE),
    (ARABIC, "cp1256"), (FRENCH, "cp1252"), (FRENCH, "mac_roman"),
]  # fmt: skip
DATES = (
    "2027-06-30", "30/06/2027", "30.06.2027", "30-06-2027", "2027/06/30", "30 June 2027", "June 30, 2027",
    "30-Jun-2027",
    "30 juin 2027", "٣٠/٠٦/٢٠٢٧", "30 حزيران 2027", "٣٠ يونيو ٢٠٢٧", "46568", "46568.0", "46568.75", "20270630",
    "2027-06-30T00:00:00", "30/06/2027 00:00", "Wed 30 Jun 2027", "30th June 2027", "06/30/2027", "2027年6月30日",
    "٤٦٥٦٨",
    "30‏/06‏/2027", "JUN 30 2027",
)  # fmt: skip
WRONG = (
    "30 February 2027", "30/02/2027", "2027-02-30", "30 فبراير 2027", "31.06.2027", "2027-13-01", "07/12/2027",
    "30 février 2027", "30/06/27", "99/99/9999", "29 February 2027", "0000-00-00", "########", "#VALUE!", "#¡REF!",
)  # fmt: skip
SIGNS = ("А1", "Α-1", "Ａ-1", "𝐀-1", "ſ-1", "ı-1", "Ꭺ-1", "ꓐ-1", "ª-1", "A\u200b1", "A\u200f-1", "A\ufeff-1",
         "A\u00ad-1",
         "A\u2011" "1", "A–1", "A−1", "①-1A", "A∕1", "A-1\u0301", "A-1\ufe0f", "A．1")  # fmt: skip


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_ends_of_lines(end: str, tmp_path: Path) -> None:
    """Each text is read as it was written, in every encoding that programs save tables in."""
    path = tmp_path / "plan.csv"
    for text, encoding in TEXTS:
        path.write_bytes(text.replace("\n", end).encode(encoding))
        entries = [row.entry for row in understand(path, Wanted("plan", TODAY)).read()]
        titles = [next(iter(entry.title.values())) for entry in entries if entry]
        assert titles == [line.split(",")[1] for line in text.split("\n")[1:-1]], encoding
        assert [entry.deadline for entry in entries if entry] == ["2027-06-30", "2027"], encoding


@pytest.mark.parametrize("text", DATES)
def test_styles_of_dates(text: str) -> None:
    """One day is read from each of these."""
    assert read_due(text, TODAY)[0] == "2027-06-30"


@pytest.mark.parametrize("text", WRONG)
def test_no_such_date(text: str) -> None:
    """What names no day, or two, is refused."""
    with pytest.raises(CellFault):
        read_due(text, TODAY)


@pytest.mark.parametrize("text", SIGNS)
def test_signs_that_look_like_others(text: str) -> None:
    """A reference with a sign that only looks like a Latin letter, a digit or a hyphen, or is not seen, is refused."""
    with pytest.raises(CellFault) as fault:
        read_reference(text, "PLAN")
    assert fault.value.reason.facts["number"] in {f"{ord(sign):04X}" for sign in text}


@pytest.mark.parametrize(
    ("text", "written", "read", "named"),
    [
        ("اعتماد الخطة الوطنية", "utf-8", "cp1256", "Windows-1256"),
        ("اعتماد الخطة الوطنية", "utf-8", "latin-1", "Windows-1252"),
        ("اعتماد الخطة الوطنية", "utf-8", "mac_roman", "Mac Roman"),
        ("اعتماد الخطة الوطنية", "cp1256", "cp1252", "Windows-1252"),
        ("Créer une autorité", "utf-8", "cp1252", "Windows-1252"),
        ("Créer une autorité", "utf-8", "mac_roman", "Mac Roman"),
    ],
)
def test_letters_that_were_misread(text: str, written: str, read: str, named: str) -> None:
    """What was read in the wrong encoding before it was saved is refused, with the encoding that it was read in."""
    with pytest.raises(CellFault) as fault:
        check_letters(text.encode(written).decode(read, "ignore"))
    assert fault.value.reason.facts["encoding"] == named
