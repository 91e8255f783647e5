"""Figures within texts, in the digits that the reader chose; what people type, codes and symbols stay as they are.

Arabic-Indic digits are written in Arabic alone. A word with a Latin letter in it is a code, a symbol or a command and
keeps its digits; so does what stands in straight quotation marks, a figure beside a Latin word in small letters
("undo 12", "30 June") and a fingerprint.
"""

from __future__ import annotations

import re

from ctrack.text.language import current_digits

_ARABIC_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_DIGIT = re.compile("[0-9]")
_LATIN = re.compile("[A-Za-z]")
# Small Latin letters, and nothing that ends a part of the sentence behind them or begins one before them.
_WORD_BEFORE, _WORD_AFTER = re.compile("[a-z][A-Za-z0-9_.-]*$"), re.compile("[A-Za-z-]*[a-z]")
_PERCENT = re.compile("(?<=[0-9])%")
_FINGERPRINT = re.compile(r"[0-9]+(?:-[0-9]{4}){2,}")
# Quoted texts, words, and the blanks between them.
_PIECES = re.compile(r"""('[A-Za-z/~.][^'\n]*'|"[^"\n]*"|\s+)""")


def write_figures(text: str) -> str:
    """The text with its figures in the digits chosen; doing it twice changes nothing."""
    if current_digits() != "arab" or not _DIGIT.search(text):
        return text
    pieces = [piece for piece in _PIECES.split(text) if piece]
    return "".join(_write(pieces, place) for place in range(len(pieces)))


def say_figure(number: int) -> str:
    """A whole number in the digits chosen."""
    return write_figures(str(number))


def _write(pieces: list[str], place: int) -> str:
    piece = pieces[place]
    if not _DIGIT.search(piece) or piece[0] in "'\"" or _LATIN.search(piece) or _FINGERPRINT.search(piece):
        return piece
    if piece[0] in "0123456789-+" and place > 1 and _WORD_BEFORE.search(pieces[place - 2]):
        return piece
    if place + 2 < len(pieces) and _WORD_AFTER.match(pieces[place + 2]):
        return piece
    return _PERCENT.sub("٪", piece).translate(_ARABIC_INDIC)
