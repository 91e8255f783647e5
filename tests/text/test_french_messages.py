"""What French messages and documents must not hold: marks of English writing, English words, calques."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Message

from tools.messages import LOCALES, forms_of, read_catalogue, texts_of

ROOT = Path(__file__).resolve().parents[2]
# Those that people write: what the program writes is of its messages.
PAGES = [
    page
    for page in (*ROOT.glob("*.fr.md"), *(ROOT / "docs").glob("*.fr.md"))
    if not page.read_text("utf-8").startswith("<!-- Written by")
]
LETTER = "[A-Za-zÀ-ÿŒœ]"
# What is typed, addressed or drawn in a page, and a share in Arabic.
MARKED = re.compile(
    r"^```.*?^```$|^(?: {4}| {0,2}ctrack ).*?$|^<!--.*?-->$|^\|[ :|-]+\|$|`[^`]*`|'[^'\n]*'"
    r"|\]\([^)]*\)|<https?:[^>]*>|\bhttps:|!(?=\[)|\d+%،",
    re.MULTILINE | re.DOTALL,
)
# What is typed or read by programs is English: facts, commands and words in quotation marks, options, addresses.
TYPED = re.compile(
    r"""\{\{.*?\}\}|\w+ = (?:"\w*"|\["\w*"\])|«\xa0\{field\}:\xa0»|\{code\}:\ fait|\{[^}]*\}|%\(\w+\)s"""
    r"""|'"[^"]*"'|'[^'’]*'|ctrack .*|\S*://\S*|\b(?:mailto|https):|\b[a-z]+\.[a-z_]+|--[a-z-]+"""
)
# What tells of words that are typed, which stand bare in it.
BARE = {
    "this week, next week, last week",
    "'and' binds closer than 'or', and 'not' closer than both: a b or c means (a b) or c.",
    "A word with one meaning of its own is taken for that: a status or state (overdue, done, in progress), a date or a "
    "period (june, next month, 2026-06), codes (KWT-25 KWT-26, any of them), a comparison (due<2027, progress>=50, "
    "between quotation marks for the shell). The line below the list says what was understood. What stands in "
    "quotation marks of its own, '\"overdue\"', is a text.",
}
FORBIDDEN = {
    "a straight apostrophe": rf"{LETTER}'(?={LETTER}|[«{{])",
    "no narrow no-break space before ; ! ?": r"[^\u202f\s][;!?](?=\s|$)|[ \u00a0][;!?](?=\s|$)",
    "no no-break space before a colon": r"(?<!\u00a0):(?=\s|$)",
    "no no-break space within « »": r"«(?!\u00a0)|(?<!\u00a0)»",
    "no narrow no-break space before %": r"(?<!\u202f)%",
    "a straight quotation mark": r'"',
    "two blanks": r"  ",
    "a comma behind a blank": r"\s,(?!\S)",
    "a capital without its accent": r"\b(?:Etats?|Echeances?|Ecri\w+|Etapes?|Execut\w+|A (?:defaut|qui))\b",
    "an English word": r"(?i)\b(?:the|of|and|with|what|which|is|are|from|this|that|has|was|not|it|when)\b",
    "'delete' for what is left out": r"(?i)supprim",
    "a calque": r"(?i)implément|librair|support(?:é|er)\b|initier|digital|basée?s? sur|en charge de|opportunité"
    r"|adresser (?:un|le) problème|définitivement|focal points?\b|délivrable",
    "an English word where French has one": r"(?i)\b(?:e-?mails?|mails?|deadline|reporting|backups?|logs?|tags?"
    r"|templates?|feedback|shell|switch|reset)\b(?![.=:/-])",
    "'agence' for every agency": r"(?i)\bagences?\b",
    "'implantation' for implementation": r"(?i)implantation|implementation",
}
# Those of the marks, which hold in a page as well: a page also tells words of English, and of other bodies.
OF_PAGES = (
    "a straight apostrophe",
    "no narrow no-break space before ; ! ?",
    "no no-break space before a colon",
    "no no-break space within « »",
    "no narrow no-break space before %",
    "a comma behind a blank",
    "a capital without its accent",
)


def bare(form: str) -> str:
    """A translation without what is typed or read by programs, each piece by a letter."""
    return TYPED.sub("x", form)


def messages() -> list[Message]:
    """The messages of the French catalogue."""
    catalogue = read_catalogue(LOCALES / "fr" / "LC_MESSAGES" / "ctrack.po")
    return [message for message in catalogue if message.id]


@pytest.mark.parametrize("kind", FORBIDDEN)
def test_no_message_holds_what_a_reviser_strikes(kind: str) -> None:
    """Each kind of mistake stays out of every message, and of both plural forms."""
    pattern = re.compile(FORBIDDEN[kind])
    said = [message for message in messages() if texts_of(message)[0] not in BARE]
    assert len(said) > 1500
    assert [form for message in said for form in forms_of(message) if pattern.search(bare(form))] == []


@pytest.mark.parametrize("kind", OF_PAGES)
def test_no_page_holds_what_a_reviser_strikes(kind: str) -> None:
    """The prose of the README, of SECURITY and of the documents has the apostrophes, blanks and accents of French."""
    pattern = re.compile(FORBIDDEN[kind], re.MULTILINE)
    prose = {page.name: MARKED.sub("x", page.read_text("utf-8")) for page in PAGES}
    assert len(prose) > 15
    assert [(name, found[0]) for name, text in prose.items() for found in pattern.finditer(text)] == []


def test_each_kind_of_mistake_is_found() -> None:
    """No pattern is empty: a sentence with the mistake is found by one of them, a right one by none."""
    wrong = [
        "l'échéance", "Pourquoi?", "Pourquoi ?", "Erreur: non", "« oui »", "50 %", 'le "mot"', "un  mot", "un , deux",
        "Etat Membre", "status of the party", "une note supprimée", "une librairie", "un email", "une agence",
    ]  # fmt: skip
    patterns = [re.compile(pattern) for pattern in FORBIDDEN.values()]
    assert [text for text in wrong if not any(pattern.search(bare(text)) for pattern in patterns)] == []
    right = "Échéance\u00a0: «\u00a0{text}\u00a0» n’est pas un État\u202f; écrivez 'ctrack help filters', à 40\u202f%."
    assert [kind for kind, pattern in FORBIDDEN.items() if re.search(pattern, bare(right))] == []


def test_both_forms_of_a_count_name_it() -> None:
    """French counts one as it counts more, with its figure, wherever the English does."""
    lacking = [
        forms
        for message in messages()
        if len(texts_of(message)) > 1
        for texts, forms in [(texts_of(message), forms_of(message))]
        if any("{count}" in text and "{count}" not in form for text, form in zip(texts, forms, strict=True))
    ]
    assert lacking == []


def test_whoever_reads_is_addressed_as_vous() -> None:
    """The program says vous to its user, never tu."""
    pattern = re.compile(r"(?i)\b(?:tu|ton|tes|toi)\b")
    assert [form for message in messages() for form in forms_of(message) if pattern.search(bare(form))] == []
