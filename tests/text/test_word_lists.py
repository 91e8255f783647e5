"""Lists within sentences are joined by the language; nothing that reaches people joins them by hand."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from ctrack.domain.failures import UnknownInstrument, offer
from ctrack.domain.messages import ANY, COMMA, SEMICOLON, Message, join_words, list_all
from ctrack.text.language import speaking, translate
from tests.support.house import HOUSE

SEPARATORS = {", ", "; ", " and ", "، ", "؛ ", " و"}
# What programs read: SQL, TOML, headers of mails, the grammar of dates, a cell of the journal for machines;
# and what is stored as others' words, in whatever language these are.
OF_PROGRAMS = {
    "cli/config/checks.py:write_value",
    "domain/frozen.py:compile_maker",
    "domain/frozen.py:tell",
    "notify/message.py:write_message",
    "exchange/control_catalog.py:list_links",
    "exchange/control_catalog.py:read_parameters",
    "exchange/draft_file.py:write_row",
    "exchange/foreign_tables/record_table.py:write",
    "exchange/record_lines.py:write_lines",
    "exchange/record_lines.py:write_names",
    "exchange/requirement_library.py:list_facts",
    "views/journal.py:entries_table",
    "views/suggestions.py:machine_table",
}
# Statements, and the words of dates, whose separators the reader of their tables knows.
OF_TABLES = ("store/", "domain/phrases/")


def joins(tree: ast.AST) -> Iterator[ast.Call]:
    """The calls that join texts by a separator of sentences, be it translated or not."""
    for call in ast.walk(tree):
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "join"):
            continue
        glue = call.func.value
        if isinstance(glue, ast.Call) and glue.args:
            glue = glue.args[0]
        if isinstance(glue, ast.Constant) and glue.value in SEPARATORS:
            yield call


def find_joined_by_hand(source: str, name: str) -> set[str]:
    """The functions of a file that join words of a sentence themselves."""
    return {
        f"{name}:{function.name}"
        for function in ast.walk(ast.parse(source))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef) and any(joins(function))
    }


def test_no_sentence_joins_its_list_by_hand() -> None:
    """Every list that people read goes through ctrack.domain.messages; what is left is read by programs."""
    found: set[str] = set()
    for path in sorted(HOUSE.rglob("*.py")):
        name = path.relative_to(HOUSE).as_posix()
        if not name.startswith(OF_TABLES):
            found |= find_joined_by_hand(path.read_text("utf-8"), name)
    assert found == OF_PROGRAMS


def test_a_list_joined_by_hand_is_found() -> None:
    """The test above sees a comma whether it is translated, quoted in another way or within an f-string."""
    for line in ('", ".join(x)', '_(", ").join(x)', "f\"({', '.join(x)})\"", '"; ".join(x)'):
        assert find_joined_by_hand(f"def tell(x):\n    return {line}\n", "a.py") == {"a.py:tell"}, line
    assert find_joined_by_hand('def tell(x):\n    return " · ".join(x)\n', "a.py") == set()


def test_french_parts_a_semicolon_from_the_word_before_it() -> None:
    """Between the names of a French list the semicolon has its narrow no-break space."""
    with speaking("fr"):
        assert join_words(["août", "mai"], translate, SEMICOLON) == "août\u202f; mai"


@pytest.mark.parametrize(
    ("words", "joint", "english", "arabic"),
    [
        (["الكويت", "قطر"], None, "الكويت, قطر", "الكويت وقطر"),
        (["الكويت", "قطر", "عمان"], None, "الكويت, قطر, عمان", "الكويت، قطر وعمان"),
        (["KWT-01", "KWT-02", "KWT-03"], None, "KWT-01, KWT-02, KWT-03", "KWT-01، KWT-02 و KWT-03"),
        (["2025", "2026"], None, "2025, 2026", "2025 و2026"),
        (["list", "log", "link"], ANY, "list, log, link", "list، log أو link"),
        (["أ", "ب"], COMMA, "أ, ب", "أ، ب"),
        (["أ", "ب"], SEMICOLON, "أ; ب", "أ؛ ب"),
        (["list"], ANY, "list", "list"),
        ([], None, "", ""),
    ],
)
def test_words_are_listed_as_the_language_lists_them(
    words: list[str], joint: str | None, english: str, arabic: str
) -> None:
    """Arabic joins with its comma and the waw, which stands apart from a word in Latin letters."""
    given = (joint,) if joint else ()
    with speaking("en"):
        assert join_words(words, translate, *given) == english
    with speaking("ar"):
        assert join_words(words, translate, *given) == arabic


def test_a_failure_lists_its_facts_in_the_language_in_which_it_is_told() -> None:
    """A list among the facts is joined when the sentence is told, not when it failed."""
    failure = UnknownInstrument(slug="x", known=list_all(["kuwait-2024", "pve-2015"]))
    with speaking("ar"):
        assert "kuwait-2024 و pve-2015" in failure.tell(translate)
    assert "kuwait-2024, pve-2015" in str(failure)


def test_what_may_have_been_meant_is_one_or_another() -> None:
    """An offer joins its last word by 'or' in Arabic, and is nothing where nothing is near."""
    offered = offer(["list", "log"])
    assert isinstance(offered, Message)
    with speaking("ar"):
        assert offered.tell(translate) == " هل المقصود list أو log؟"
    assert offer([]) == ""
