"""What single cells of a table of somebody else say: references, dates, lists, and texts in their language."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta
from functools import lru_cache

from ctrack.domain.deadlines import Deadline, DeadlineError, parse_deadline
from ctrack.domain.failures import Message, marked
from ctrack.domain.phrases import refusals as phrases
from ctrack.domain.phrases.cursor import Start
from ctrack.domain.records.imported_rows import UNCALCULATED, Cell
from ctrack.domain.scripts import LANGUAGES, find_script
from ctrack.exchange.instrument_values import CODE
from ctrack.exchange.text_encodings import find_mojibake

# Days from this one on are what a spreadsheet counts (1900 was no leap year, which it holds it for).
EPOCH = date(1899, 12, 30)
SERIALS = range(20_000, 80_000)
LONGEST_TITLE = 300
# What a text that was cut ends with.
GOES_ON = "…"
LONGEST_REFERENCE = 40
# What stands in the place of a result, in the languages of spreadsheets.
ERRORS = re.compile(r"#¡?[A-ZÀ-Ý]{2,12}(?:/0)?[!?]|#N/[AD]|#GETTING_DATA|Err:5\d\d")
# Figures that are no date, or two: a slip of the pen, and no deadline that was written in words.
WRONG = (
    phrases.AmbiguousNumbers, phrases.TwoDigitYear, phrases.NoSuchDate, phrases.NoSuchMonth, phrases.NoSuchPart,
    phrases.YearOutOfRange, phrases.MonthsDisagree, phrases.WeekdayDisagrees, phrases.CountsDisagree,
    phrases.HijriDisagrees,
)  # fmt: skip
# A reference before the text that it is of: "67.1 Consider ...", "A.3: ...", "(12) ...".
GLUED = re.compile(
    r"[\[(]?(?P<code>(?:[A-Z]{1,6}[-. ]?)?\d{1,4}(?:[.\-٫]\d{1,4})+[a-z]?|"
    r"(?:[A-Z]{1,6}[-.])?\d{1,4}(?=[.):\]]))[.):\]]*"
    r"\s+(?P<text>\S.*)",
    re.DOTALL,
)
# Controls but the end of a line and the tabulator, halves of a character, and what turns letters round.
_NOT_TAKEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202d\u202e]")
# What stands between Arabic digits.
DECIMAL = "٫"
# What stands in the place of letters that an encoding has not.
LOST = "\ufffd"
_MARKED = frozenset("#E?")
_ASKED = re.compile(r"\?{4}[?\s]*")
_BLANKS = re.compile(r"[\s/_()\[\]:;,-]+")
_FIGURE = re.compile("[0-9]")
_FIGURES = re.compile(r"[\d/.\-\s]+")
_CODE = re.compile(CODE)
_SERIAL = re.compile(r"\d{5}(\.\d+)?")


class CellFault(Exception):
    """A cell that cannot be what its column holds."""

    def __init__(self, template: str, **facts: object) -> None:
        super().__init__(template)
        self.reason = Message(template, facts)


def read_text(cell: Cell) -> str:
    """A cell as text, without blanks around it; raises CellFault where it was never calculated, or misread."""
    if cell is None:
        return ""
    if type(cell) is str and cell.isprintable():
        # Most cells: there is no control in them. What else can be wrong begins with these, or shows by its letters.
        plain = cell.strip()
        if plain[:1] not in _MARKED:
            if not plain.isascii():
                check_letters(plain)
            return plain
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    text = str(cell).replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ").strip()
    if text == UNCALCULATED:
        raise CellFault(
            marked("the cell holds a formula that was never calculated; open the file in a spreadsheet and save it.")
        )
    if text[:1] in "#E" and ERRORS.fullmatch(text):
        raise CellFault(marked("the formula of the cell gives an error ({error})."), error=text)
    check_letters(text)
    check_storable(text)
    return text


def check_letters(text: str) -> None:
    """Refuse a text whose letters were misread or lost before it was saved."""
    wrong = None if text.isascii() else find_mojibake(text)
    if wrong is not None:
        raise CellFault(
            marked(
                "its letters were read in the wrong encoding before it was saved ({encoding}); save the table as UTF-8 "
                "again from where it was made."
            ),
            encoding=wrong,
        )
    if LOST in text or _ASKED.fullmatch(text):
        raise CellFault(
            marked(
                "letters of it were lost before it was saved ({sign}); save the table as UTF-8 again from where it was "
                "made."
            ),
            sign="U+FFFD" if LOST in text else "????",
        )


def check_storable(text: str) -> None:
    """Refuse what no database stores, and what turns letters round."""
    found = None if text.isprintable() else _NOT_TAKEN.search(text)
    if found:
        raise CellFault(marked("it holds a character that is not taken (U+{number})."), number=f"{ord(found[0]):04X}")


def find_language(text: str, known: str = "") -> str:
    """The language of a text: that of its column, else the one that its script stands for."""
    return known or LANGUAGES.get(find_script(text), "en")


def read_reference(text: str, prefix: str) -> str:
    """The code that a reference stands for: in capitals, after the prefix where it is a number alone."""
    if not text.isascii():
        text = text.replace(DECIMAL, ".")
        check_signs(text)
    plain = text if text.isascii() else "".join(str(unicodedata.decimal(sign, sign)) for sign in text)
    word = _BLANKS.sub("-", plain.upper()).strip("-.")
    is_whole = not prefix or _FIGURE.search(word)
    code = word if "A" <= word[:1] <= "Z" and is_whole else f"{prefix}-{word}"
    if not word or len(code) > LONGEST_REFERENCE + len(prefix) or not _CODE.fullmatch(code):
        raise CellFault(marked("{reference} cannot be a reference."), reference=text[:LONGEST_REFERENCE])
    return code


def check_signs(text: str) -> None:
    """Refuse what nobody sees in a reference, or takes for something else; digits of other scripts are digits."""
    is_latin = bool(re.search("[A-Za-z0-9]", text))
    for sign in text:
        facts = {"sign": sign, "number": f"{ord(sign):04X}"}
        if unicodedata.category(sign) in ("Cf", "Cc"):
            raise CellFault(marked("the reference holds a character that is not seen (U+{number})."), **facts)
        if sign.isascii() or not is_latin or sign.isspace() or unicodedata.category(sign) == "Nd":
            continue
        if sign.isalpha() and looks_latin(sign):
            raise CellFault(
                marked(
                    "the reference holds {sign} (U+{number}), which only looks like a letter of the Latin alphabet."
                ),
                **facts,
            )
        if not sign.isalpha():
            raise CellFault(
                marked("the reference holds {sign} (U+{number}), which only looks like what a keyboard writes."),
                **facts,
            )


def looks_latin(sign: str) -> bool:
    """Whether a letter looks like one of the Latin alphabet, or becomes one of it in capitals, and is none."""
    script = unicodedata.name(sign, "").partition(" ")[0]
    others = ("CYRILLIC", "GREEK", "CHEROKEE", "FULLWIDTH", "ARMENIAN", "LISU", "COPTIC", "DESERET")
    return script in others or sign.upper().isascii() or unicodedata.normalize("NFKC", sign).isascii()


def split_reference(text: str) -> tuple[str, str]:
    """A reference that stands before a text, and the text without it; "" where none does."""
    found = GLUED.fullmatch(text)
    return (found["code"], found["text"].strip()) if found else ("", text)


def read_due(cell: Cell, today: date) -> tuple[str | None, dict[str, str] | None]:
    """A deadline in EDTF, and its words where these say more; words that name no date are kept as they are."""
    if isinstance(cell, bool):
        raise CellFault(marked("{text} is not a date."), text=str(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat(), None
    if isinstance(cell, date):
        return cell.isoformat(), None
    text = read_text(cell)
    if not text:
        return None, None
    if _SERIAL.fullmatch(text) and int(float(text)) in SERIALS:
        return (EPOCH + timedelta(days=int(float(text)))).isoformat(), None
    try:
        found = parse_date(text, today)
    except WRONG as error:
        raise CellFault("{reason}", reason=Message(error.message, error.facts)) from error
    except DeadlineError as error:
        if not any(sign.isalpha() for sign in text):
            raise CellFault(marked("{text} is not a date."), text=text) from error
        return None, {find_language(text): text}
    return found.edtf, None if _FIGURES.fullmatch(text) else {find_language(text): text}


@lru_cache(maxsize=4096)
def parse_date(text: str, today: date) -> Deadline:
    """The date that a text names; a table has few and names each of them often."""
    return parse_deadline(text, today, Start())


def split_list(text: str) -> list[str]:
    """The several things that a cell names: on lines of their own, or with semicolons, bars or commas between them."""
    for separator in ("\n", ";", "؛", "|", ",", "،"):
        if separator in text:
            return [item for part in text.split(separator) if (item := part.strip())]
    return [text] if text else []


def cut_title(text: str) -> str:
    """A title of a length that a list can show: the text to its last word that fits, with a sign that it goes on."""
    line = " ".join(text.split())
    if len(line) <= LONGEST_TITLE:
        return line
    return f"{line[: LONGEST_TITLE - 1].rpartition(' ')[0] or line[: LONGEST_TITLE - 1]}{GOES_ON}"
