"""One value set in a TOML file: nothing else in it changes."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ctrack.cli.config.toml_edits import replace_file, set_in_text, with_value
from tests.support.runner import Runner

BEFORE = """# The settings of the ministry.
lang = "ar"   # as the minister wishes

[remind]  # agreed on 3 May
offsets = [
    90,  # a quarter
    30,
]
channel = "eml" # for now; "smtp" later

  [smtp]
  host = 'mail # 1'
# port = 25
"""


@pytest.mark.parametrize(
    ("parts", "value", "old", "new"),
    [
        (("lang",), "en", 'lang = "ar" ', 'lang = "en" '),
        (("user",), "amira", "wishes\n", 'wishes\nuser = "amira"\n'),
        (("remind", "channel"), "smtp", 'channel = "eml" #', 'channel = "smtp" #'),
        (("remind", "offsets"), (7, "5wd"), "[\n    90,  # a quarter\n    30,\n]", '[7, "5wd"]'),
        (("remind", "after"), 3, '"smtp" later\n', '"smtp" later\nafter = 3\n'),
        (("smtp", "host"), "mail # 2", "'mail # 1'", '"mail # 2"'),
        (("smtp", "port"), 25, "# port = 25\n", "# port = 25\n  port = 25\n"),
        (("eml", "folder"), "/out", "# port = 25\n", '# port = 25\n\n[eml]\nfolder = "/out"\n'),
        (("remind", "instruments", "pve-plan", "after"), 0, "later\n\n",
         "later\n\n[remind.instruments.pve-plan]\nafter = 0\n\n"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["unix", "windows"])
def test_one_place_changes(parts: tuple[str, ...], value: object, old: str, new: str, line_end: str) -> None:
    """A value takes the place of the old one, or a line below its heading; comments, spaces and line ends stay."""
    before, after = (text.replace("\n", line_end) for text in (BEFORE, BEFORE.replace(old, new)))
    assert before != after
    assert set_in_text(before, parts, value) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "[remind]\nafter = 3\n"),
        ("# nothing yet\n", "# nothing yet\n\n[remind]\nafter = 3\n"),
        ("remind.after = 7\n", "remind.after = 3\n"),
        ('remind.channel = "eml"\n\n[smtp]\n', 'remind.channel = "eml"\nremind.after = 3\n\n[smtp]\n'),
        ("remind = { after = 7 } # days\n", "remind = { after = 3 } # days\n"),
        ("[remind.instruments.x]\nafter = 1\n", "[remind]\nafter = 3\n\n[remind.instruments.x]\nafter = 1\n"),
        ('[remind]\nfrom = """\\\n  [smtp]\\\n  after = 1"""\n',
         '[remind]\nfrom = """\\\n  [smtp]\\\n  after = 1"""\nafter = 3\n'),
        ('[remind]\n"after" = 7', '[remind]\n"after" = 3\n'),
        ('remind = { after = 7, channel = "eml" }\n', 'remind = { after = 3, channel = "eml" }\n'),
    ],
)  # fmt: skip
def test_ways_to_write_it(before: str, after: str) -> None:
    """Headings, dotted keys, short tables and texts of many lines keep the way in which they are written."""
    assert set_in_text(before, ("remind", "after"), 3) == after


NAMES = st.sampled_from(["after", "from", "key # 1", "a-b", "é", ""])
VALUES = st.sampled_from(
    ["1", '"x # y"', "'[remind]'", "[1, 2] # two", "[\n 1, # one\n\n 2\n]", '"""\n[remind]\nafter = 9\n"""', "true",
     "{ after = 1 }", "'''\nafter = 1\\'''", "1.5", "2026-06-30"]
)  # fmt: skip
LINES = st.sampled_from(["", "# after = 1", "   ", "#"])


@st.composite
def files(draw: st.DrawFn) -> str:
    """TOML of any kind: headings in any order, values of one line and of many, comments, blank lines."""
    tables = draw(st.lists(st.sampled_from(["", "remind", "smtp", "remind.instruments.x"]), unique=True, max_size=4))
    lines: list[str] = []
    for table in sorted(tables, key=bool):
        lines += [draw(LINES), *([f"[{table}]"] if table else [])]
        for name in draw(st.lists(NAMES, unique=True, max_size=3)):
            written = name if name.isascii() and name.replace("-", "").isalnum() else f'"{name}"'
            lines += [draw(LINES), f"{draw(st.sampled_from(['', '  ']))}{written} = {draw(VALUES)}"]
    return draw(st.sampled_from(["\n", "\r\n"])).join(lines) + draw(st.sampled_from(["", "\n"]))


@example(text="after = { after = 1 }", parts=("after",), value=0)
@example(text="a = 1\nafter.after = 1\n", parts=("after",), value=0)
@given(
    text=files(),
    parts=st.sampled_from(["after", "remind after", "remind instruments x after", "eml folder"]).map(
        lambda names: tuple(names.split())
    ),
    value=st.one_of(st.integers(0, 99), st.booleans(), st.text(st.characters(exclude_categories=["Cs", "Cc"])),
                    st.lists(st.integers(0, 9)).map(tuple)),
)  # fmt: skip
def test_any_file_says_what_it_said_and_the_new_value(text: str, parts: tuple[str, ...], value: object) -> None:
    """Whatever the file, the value is set, nothing else is, and no comment line is lost; twice is as once."""
    changed = set_in_text(text, parts, value)
    assert changed is not None
    assert tomllib.loads(changed) == with_value(tomllib.loads(text), parts, value)
    assert set_in_text(changed, parts, value) == changed
    comments = [line for line in text.splitlines() if line.startswith("#")]
    assert [line for line in changed.splitlines() if line.startswith("#")] == comments


def test_what_was_written_is_read_again(ctrack: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the new text does not say the old and the new value, nothing is written, and the line to write is named."""
    ctrack.ok("config", "set", "user", "amira")
    (path,) = ctrack.home.rglob("config.toml")
    before = path.read_bytes()
    monkeypatch.setattr("ctrack.cli.config.toml_edits.rewrite", lambda text, _parts, _value: text)
    outcome = ctrack("config", "set", "remind.after", "3")
    assert outcome.code == 2
    assert "write remind.after = 3 there yourself" in outcome.err
    assert path.read_bytes() == before


def test_the_file_keeps_its_mode_and_its_link(tmp_path: Path) -> None:
    """A file that only its owner may read stays so, and one that is a link stays one."""
    real = tmp_path / "dotfiles.toml"
    real.write_text('lang = "ar"\n')
    real.chmod(0o600)
    link = tmp_path / "config.toml"
    link.symlink_to(real)
    replace_file(link, 'lang = "en"\n')
    assert link.is_symlink()
    assert real.read_text() == 'lang = "en"\n'
    assert real.stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["config.toml", "dotfiles.toml"]


def test_a_failed_change_leaves_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the new file cannot be put in place, the old one is whole and no draft is left behind."""
    path = tmp_path / "config.toml"
    path.write_text('lang = "ar"\n')

    def fail(*_names: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", fail)
    with pytest.raises(OSError, match="No space"):
        replace_file(path, 'lang = "en"\n')
    assert path.read_text() == 'lang = "ar"\n'
    assert [item.name for item in tmp_path.iterdir()] == ["config.toml"]
