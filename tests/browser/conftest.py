"""Fixtures: a real Chromium, started once, and pages opened in it; where there is none the tests are skipped."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ctrack.render.document import Document
from tests.support.chromium import Chromium, NoChromium, Page, start_chromium
from tests.support.documents import rendered

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    """A browser; in CI a missing one fails."""
    try:
        with start_chromium() as browser:
            yield browser
    except NoChromium as error:
        if os.environ.get("CI"):
            pytest.fail(str(error))
        pytest.skip(str(error))


@pytest.fixture
def show(chromium: Chromium, tmp_path: Path) -> Open:
    """A function that writes a document as a page and opens it; its looks are those of `Page.look`."""

    def open_document(document: Document, **looks: Any) -> Page:
        path = tmp_path / "page.html"
        path.write_text(rendered("html", document), encoding="utf-8", newline="")
        return chromium.open(path.as_uri(), **looks)

    return open_document
