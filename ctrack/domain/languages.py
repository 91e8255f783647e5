"""The six languages of the United Nations, in which texts come, and what each calls itself."""

from __future__ import annotations

NAMES = {"en": "English", "ar": "العربية", "fr": "français", "es": "español", "ru": "русский", "zh": "中文"}
OFFICIAL = tuple(NAMES)
# A code as BCP 47 has it, in small letters.
LANGUAGE_CODE = "[a-z]{2,3}(-[a-z0-9]{2,8})*"


def call_language(code: str) -> str:
    """What a language calls itself; its code where that is not known here."""
    return NAMES.get(code, code)
