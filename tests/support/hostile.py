"""Texts that would act if they could, which every format has to write as texts."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

HOSTILE = {
    "nothing": "",
    "escape sequence": "\x1b[2J\x1b]0;title\x07\x1b[31mred",
    "Rich markup": "[bold]x[/] [/] :smile: [link=http://x]y[/link]",
    "C1": "\x9b31m\x85\x90q\x9c",
    "override": "\u202eabc\u2066\u2067",
    "stray closer": "a\u202c\u2069b",
    "formula": "=1+1",
    "full-width formula": "\u200f＝HYPERLINK(A1)",
    "tag": "<script>alert(1)</script> &lt; &#60;",
    "pipes": "a|b\\|c|",
    "Markdown": "# a *b* _c_ **d** `e` [f](g) ![h](i) ~~j~~ <http://k> \\",
    "list": "- a\n1. b\n+ c\n===\n---\n> d\n    e\n:--",
    "line ends": "a\r\nb\rc\nd\u2028e\x0bf",
    "tabs": "\ta\tb",
    "NUL": "a\x00b\x7f",
    "surrogate": "a\ud800b\udfff",
    "long": "word " * 2000,
    "one long word": "x" * 10_000,
    "quotes": "\"a\" 'b' «c»",
    "Arabic": "السلام لا إله، القرار 2396 (2017)",
    "CJK": "決議 2396 号",
    "emoji": "👩\u200d💻 ❤\ufe0f 🇫🇷 👍🏽",
    "combining": "e\u0301\u0338=\u0338",
    "blanks": "  \u00a0a  b \u3000 ",
}
# What acts in a page only.
HOSTILE_TO_PAGES = {
    "script": "<script>alert(1)</script>",
    "closers": "</title></style></script></table></svg><!--",
    "attribute": '" onmouseover="alert(1)" x=\'',
    "image": "<img src=http://example.org/x onerror=alert(1)>",
    "address": 'javascript:alert(1) data:text/html,x <https://example.org/a"onclick="b> https://é',
    "entities": "&lt; &#60; &amp;amp; &nosuch",
    "template": "{{ 7*7 }} ${x} {0} %s",
    "style": "</style><style>*{background:url(http://example.org)}",
}


def parametrize_texts(texts: Mapping[str, str]) -> pytest.MarkDecorator:
    """A test runs once for each of the texts, by its name."""
    return pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in texts.items()])


every_text = parametrize_texts(HOSTILE)


def folded(text: str) -> str:
    """A text without what a layout is free to change: line ends and blanks."""
    return "".join(text.split())
