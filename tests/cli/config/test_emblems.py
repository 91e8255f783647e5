"""The emblem of a paper: an image of one's own in what has pages, and in one sentence refused what is none."""

from __future__ import annotations

import base64
import io
import os
import zipfile
import zlib
from importlib.util import find_spec
from pathlib import Path

import pytest

from ctrack.cli.config.emblems import MOST_PIXELS, SIGNATURE, find_size
from tests.cli.config.test_profiles import describe
from tests.cli.promises import refused
from tests.support.runner import Runner


def chunk(name: bytes, content: bytes) -> bytes:
    """A chunk of an image, with its checksum."""
    return len(content).to_bytes(4) + name + content + zlib.crc32(name + content).to_bytes(4)


def draw(width: int = 2, height: int = 2, lines: int | None = None) -> bytes:
    """A black image of eight bits of grey."""
    head = width.to_bytes(4) + height.to_bytes(4) + bytes((8, 0, 0, 0, 0))
    pixels = zlib.compress(bytes((width + 1) * (height if lines is None else lines)))
    return SIGNATURE + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


@pytest.fixture
def emblem(tmp_path: Path) -> Path:
    """A file with an image."""
    path = tmp_path / "emblem.png"
    path.write_bytes(draw())
    return path


@pytest.mark.slow
def test_it_stands_above_the_title(ctrack: Runner, emblem: Path, tmp_path: Path) -> None:
    """A page has the very image, a file for a word processor too, and both tell those who do not see what it is."""
    page = ctrack.ok("report", "--head", f"emblem={emblem}", "--format", "html").out
    assert 'alt="Emblem" width="2" height="2">' in page
    assert f'src="data:image/png;base64,{base64.b64encode(draw()).decode()}"' in page
    assert page.index("<img") < page.index("<h1")
    ctrack.ok("report", "--head", f"emblem={emblem}", "--output", str(tmp_path / "x.docx"))
    with zipfile.ZipFile(io.BytesIO((tmp_path / "x.docx").read_bytes())) as package:
        assert draw() in [package.read(name) for name in package.namelist() if name.endswith(".png")]
        text = package.read("word/document.xml").decode()
    assert 'descr="Emblem"' in text
    assert text.index("descr=") < text.index("Progress report")
    ctrack.ok("verify", str(tmp_path / "x.docx"))


@pytest.mark.slow
@pytest.mark.skipif(not find_spec("typst"), reason="typst is not installed")
def test_it_stands_on_paper(ctrack: Runner, emblem: Path, tmp_path: Path) -> None:
    """A profile names it from its own folder, and a PDF has it with its words."""
    describe(ctrack, f'emblem = "{os.path.relpath(emblem, ctrack.home / "config" / "ctrack" / "profiles")}"\n')
    ctrack.ok("report", "--profile", "minister", "--output", str(tmp_path / "x.pdf"))
    content = (tmp_path / "x.pdf").read_bytes()
    assert b"/Subtype/Image" in content
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content
    ctrack.ok("verify", str(tmp_path / "x.pdf"))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"II*\0" + bytes(1_000_000), "too large"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "no whole PNG image"),
        (draw()[:-20], "no whole PNG image"),
        (draw().replace(b"IDAT", b"IDAU"), "no whole PNG image"),
        (draw(MOST_PIXELS + 1, 1), f"{MOST_PIXELS + 1} x 1 pixels"),
        (b"", "no whole PNG image"),
    ],
)
def test_what_is_none(ctrack: Runner, tmp_path: Path, content: bytes, said: str) -> None:
    """A large picture, a drawing with a script and a broken image are refused in one sentence, without a file."""
    path, paper = tmp_path / "emblem.png", tmp_path / "x.html"
    path.write_bytes(content)
    refused(ctrack("report", "--head", f"emblem={path}", "--output", str(paper)), 4, said)
    assert not paper.exists()


def test_no_file_and_a_device(ctrack: Runner, tmp_path: Path) -> None:
    """A file that is not there, a folder and a link to what never ends are refused as well."""
    link = tmp_path / "link.png"
    link.symlink_to("/dev/zero")
    for path in (tmp_path / "none.png", tmp_path, link):
        refused(ctrack("report", "--head", f"emblem={path}"), 4, "cannot be used")


def test_pixels_without_end() -> None:
    """An image that unpacks to more than its size allows is not unpacked whole."""
    assert find_size(draw(2, 2, 12_000_000)) is None
