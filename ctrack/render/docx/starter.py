"""A document to make a template of one's own from: the styles of reports, with every kind of place in it once."""

from __future__ import annotations

import io
from typing import Any

import docx

from ctrack.domain.failures import marked
from ctrack.render.docx.elements import put, put_field
from ctrack.render.docx.frame import leave_out, set_pages
from ctrack.render.docx.runs import Look, Script, put_paragraph, put_properties, put_runs, script_of
from ctrack.render.docx.styles import set_styles
from ctrack.text.language import translate as _

# What is said in the document itself; whoever has read it takes it out.
HINT = marked(
    "This is a template for reports of ctrack. Change styles, page, head and foot, and put your own letterhead here; "
    "then delete this paragraph. What stands in double braces is filled in. The report goes where 'report' stands "
    "alone; the other places may be moved or deleted."
)


def make_starter(language: str) -> bytes:
    """The document in a language, of which every word may be changed."""
    word, script = docx.Document(), script_of(language)
    set_styles(word, script)
    leave_out(word)
    section = word.sections[0]
    set_pages(section, script)
    section.different_first_page_header_footer = False
    _fill_line(section.header.paragraphs[0]._p, "Header", ("{{country}} · {{ministry}}", "{{classification}}"), script)
    foot = section.footer.paragraphs[0]._p
    _fill_line(foot, "Footer", ("{{reference}} · {{as_of}} · {{fingerprint}}", ""), script)
    put_field(foot, "PAGE", "1")
    body = word.element.body
    ending = body.sectPr
    body.remove(ending)
    put_paragraph(body, _(HINT), script, Look("Key"))
    put_paragraph(body, "{{report}}", script)
    body.append(ending)
    word.core_properties.title, word.core_properties.author = "ctrack", ""
    content = io.BytesIO()
    word.save(content)
    return content.getvalue()


def _fill_line(paragraph: Any, style: str, texts: tuple[str, str], script: Script) -> None:
    """What stands where the line begins, and where it ends."""
    for child in list(paragraph):
        paragraph.remove(child)
    put_properties(paragraph, script, script.base, Look(style))
    put_runs(paragraph, texts[0], script.base, script)
    put(put(paragraph, "r"), "tab")
    put_runs(paragraph, texts[1], script.base, script)
