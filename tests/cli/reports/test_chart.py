"""`ctrack report chart`: one picture to paste, the same in every format, and its table."""

from __future__ import annotations

import struct
from pathlib import Path
from xml.etree import ElementTree

import pytest

from ctrack.views.charts import load_charts
from tests.cli.promises import refused
from tests.support.papers import xml_parts
from tests.support.runner import Runner

SVG = "{http://www.w3.org/2000/svg}"
NAMES = ("burn-up", "timeline", "instrument", "theme", "agency", "party", "movement")


def drawn(ctrack: Runner, name: str, *options: str) -> ElementTree.Element:
    """The picture of a chart."""
    since = ("--since", "2026-01-01") if name == "movement" else ()
    return ElementTree.fromstring(ctrack.ok("report", "chart", name, *since, "--format", "svg", *options).out)


def words_of(picture: ElementTree.Element) -> list[str]:
    """The words of a picture, in their order."""
    return [text.text or "" for text in picture.iter(f"{SVG}text")]


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_says_what_it_is_and_mirrors(ctrack: Runner, name: str) -> None:
    """It has a title with whose figures it shows, tells what it shows, and runs from the right in Arabic."""
    ctrack.ok("update", "KWT-25", "--status", "implemented", "--on", "2026-03-01")
    picture, mirrored = drawn(ctrack, name), drawn(ctrack, name, "--lang", "ar")
    title = picture.find(f"{SVG}title")
    assert title is not None
    assert title.text is not None
    assert "2026" in title.text
    assert picture.attrib["aria-label"]
    assert {text.attrib["direction"] for text in mirrored.iter(f"{SVG}text")} == {"rtl"}
    width = float(picture.attrib["width"]) - 24
    for (x, long), (turned, same) in zip(boxes_of(picture), boxes_of(mirrored), strict=False):
        assert long == pytest.approx(same, abs=0.2)
        assert x + long + turned == pytest.approx(width, abs=0.3)


def boxes_of(picture: ElementTree.Element) -> list[tuple[float, float]]:
    """Where the first boxes of a picture begin, and how long they are; not those of the key, which its words move."""
    drawn = (box.attrib for box in picture.iter(f"{SVG}rect") if "class" in box.attrib)
    return [box for box in ((float(each["x"]), float(each["width"])) for each in drawn) if box[1] != 7][:5]


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ar", "fr"])
def test_nothing_leaves_the_picture(ctrack: Runner, language: str) -> None:
    """Every mark lies on the plane, whatever the language."""
    for name in NAMES:
        picture = drawn(ctrack, name, "--lang", language)
        left, top, width, height = map(float, picture.attrib["viewBox"].split())
        for text in picture.iter(f"{SVG}text"):
            assert left <= float(text.attrib["x"]) <= left + width, (name, text.text)
            assert top <= float(text.attrib["y"]) <= top + height, (name, text.text)


def test_png_is_an_image(ctrack: Runner, tmp_path: Path) -> None:
    """The ending of the file is enough; the image has a size to paste, and is the same each time."""
    path = tmp_path / "by.png"
    ctrack.ok("report", "chart", "theme", "--output", str(path))
    content = path.read_bytes()
    assert content.startswith(b"\x89PNG")
    assert struct.unpack(">II", content[16:24])[0] > 1000
    ctrack.ok("report", "chart", "theme", "--output", str(path), "--force")
    assert path.read_bytes() == content


def test_a_picture_is_no_paper(ctrack: Runner, tmp_path: Path) -> None:
    """It is not kept in the ledger, so that the last paper stays the last one."""
    ctrack.ok("report", "chart", "theme", "--output", str(tmp_path / "a.svg"))
    assert ctrack.data("report", "history")["rows"] == []


def test_names_are_forgiven_and_listed(ctrack: Runner) -> None:
    """What people call a chart is understood; what is none is answered with those that there are."""
    assert words_of(drawn(ctrack, "Burn_Up")) == words_of(drawn(ctrack, "burn-up"))
    assert words_of(drawn(ctrack, "themes")) == words_of(drawn(ctrack, "by-theme"))
    listed = ctrack.ok("report", "chart").out
    assert all(name in listed for name in load_charts())
    refused(ctrack("report", "chart", "pie"), 3, "There is no chart pie", "burn-up")
    refused(ctrack("report", "chart", "movement"), 3, "No report on this was kept yet")
    refused(ctrack("report", "chart", "theme", "--since", "2026-01-01"), 2, "--since is for the chart movement")
    refused(ctrack("report", "chart", "theme", "--by", "kind"), 2, "chart bars --by WORD")
    refused(ctrack("report", "--format", "svg"), 2, "svg holds one picture", "report chart NAME")
    refused(ctrack("list", "--format", "png"), 2, "png holds one picture")


def test_bars_by_anything(ctrack: Runner) -> None:
    """`bars` takes any grouping, and a filter narrows a chart as it does a report."""
    rows = ctrack.data("report", "chart", "bars", "instrument:kuwait-2024", "--by", "kind")["rows"]
    whole = ctrack.data("report", "instrument:kuwait-2024")["whole"]["total"]
    assert sum(row["total"] for row in rows[:-1]) == rows[-1]["total"] == whole


def test_every_paper_has_the_picture_and_its_table(ctrack: Runner, tmp_path: Path) -> None:
    """HTML draws it, Word holds it as an image with words, and both have the figures below."""
    page = ctrack.ok("report", "chart", "theme", "--format", "html").out
    assert 'class="picture"' in page
    assert "<details open" in page
    path = tmp_path / "theme.docx"
    ctrack.ok("report", "chart", "theme", "--output", str(path))
    body = ElementTree.tostring(xml_parts(path.read_bytes())["word/document.xml"], "unicode")
    assert body.count("<pic:pic") + body.count(":pic>") > 0
    assert "descr=" in body
    assert "Border and travel" in body


def test_nothing_to_draw(ctrack: Runner) -> None:
    """Over nothing at all there is no picture, and that is said."""
    refused(ctrack("report", "chart", "theme", "status:implemented", "--format", "svg"), 2, "svg holds one picture")
    assert ctrack.ok("report", "chart", "timeline", "status:implemented").out
