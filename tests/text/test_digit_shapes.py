"""Figures within texts in the digits of the reader."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ctrack.text.digit_shapes import say_figure, write_figures
from ctrack.text.language import speaking, use_digits


@pytest.fixture(autouse=True)
def arab() -> Iterator[None]:
    """Arabic-Indic digits in Arabic."""
    use_digits("arab")
    with speaking("ar"):
        yield
    use_digits("western")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("28 التزاما", "٢٨ التزاما"),
        ("50% (3 من 6)", "٥٠٪ (٣ من ٦)"),
        ("0/36", "٠/٣٦"),
        ("2026-11-25 10:03", "٢٠٢٦-١١-٢٥ ١٠:٠٣"),
        ("KWT-21 وA/RES/72/284 والقرار 2396", "KWT-21 وA/RES/72/284 والقرار ٢٣٩٦"),
        ("اكتب 'ctrack undo 12' مرتين 2", "اكتب 'ctrack undo 12' مرتين ٢"),
        ('جرّب "12/07" ثم 3', 'جرّب "12/07" ثم ٣'),
        ("ctrack undo 12", "ctrack undo 12"),
        ("init (8 عناصر)", "init (٨ عناصر)"),
        ("[en] By 30 June 2026", "[en] By 30 June 2026"),
        ("1-4528-9526-0801", "1-4528-9526-0801"),
        ("MOFA 5", "MOFA ٥"),
        ("", ""),
    ],
)
def test_figures_change_and_what_is_typed_does_not(text: str, written: str) -> None:
    """Counts, shares, days and times take the digits; codes, symbols, commands and quotations keep theirs."""
    assert write_figures(text) == written
    assert write_figures(written) == written


def test_another_language_keeps_its_digits() -> None:
    """The choice holds in Arabic alone, and western digits stay where they were not changed."""
    assert say_figure(12) == "١٢"
    with speaking("en"):
        assert say_figure(12) == "12"
    use_digits("western")
    assert say_figure(12) == "12"
