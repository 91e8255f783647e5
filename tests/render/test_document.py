"""A report in every format for people, as whole outputs."""

from __future__ import annotations

import pytest

from ctrack.render.screen import Screen
from tests.support.documents import progress_report, rendered
from tests.support.golden import check_golden

SCREENS = {
    "table-80": ("table", Screen(80)),
    "table-60": ("table", Screen(60)),
    "table-36": ("table", Screen(36)),
    "table-80-rtl": ("table", Screen(80, layout="rtl", bidi="visual")),
    "table-dark": ("table", Screen(80, True, True, background="dark")),
    "plain": ("plain", Screen()),
    "md": ("md", Screen()),
    "csv": ("csv", Screen()),
    "tsv": ("tsv", Screen()),
}


@pytest.mark.parametrize("name", SCREENS)
def test_a_report(name: str) -> None:
    """The whole output is as it was when someone last looked at it."""
    form, screen = SCREENS[name]
    check_golden(f"render/{name}.txt", rendered(form, progress_report(), screen))
