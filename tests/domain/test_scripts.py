"""Which language a text may be in, by its letters."""

from __future__ import annotations

import pytest

from ctrack.domain.scripts import guess_language


@pytest.mark.parametrize(
    ("text", "spoken", "sample", "language"),
    [
        ("Draft received", "fr", "en cours", "fr"),
        ("Draft received", "ar", "قيد التنفيذ", "en"),
        ("ورد المشروع", "en", "in progress", "ar"),
        ("ورد المشروع", "fa", "در حال اجرا", "fa"),
        ("Проект получен", "fr", "en cours", "ru"),
        ("Проект отримано", "uk", "виконується", "uk"),
        ("草案已收到", "en", "in progress", "zh"),
        ("12/5", "fr", "en cours", "fr"),
    ],
)
def test_a_script_that_is_not_the_readers_tells_the_language(
    text: str, spoken: str, sample: str, language: str
) -> None:
    """What is written in the script of the language spoken is in that language; else its script names one."""
    assert guess_language(text, spoken, sample) == language
