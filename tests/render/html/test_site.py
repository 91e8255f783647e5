"""The site: what is written where, what leads to what, and what is never lost."""

from __future__ import annotations

import os
import posixpath
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctrack.render.document import Document, Paragraph
from ctrack.render.html import site_folder
from ctrack.render.html.site import Page, Site, SiteConflict, check_paths, make_path, write_site
from ctrack.render.html.site_folder import MARKER, FolderForeign, FolderTaken, FolderUnwritable
from tests.support.markup import Element, read_markup
from tests.support.sites import PARENTS, TITLES, path_of, small_site

LANGUAGES = ("en", "ar")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that is not there yet."""
    return tmp_path / "public" / "site"


def read(folder: Path, path: str) -> Element:
    """A page of the site."""
    return read_markup((folder / path).read_text(encoding="utf-8"))


def held(folder: Path) -> dict[str, bytes]:
    """All that a folder holds."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_every_page_is_there_in_every_language(folder: Path) -> None:
    """A first page, a page to search, one for each instrument and each commitment, twice, and the door to both."""
    assert write_site(small_site(), folder) == 15
    names = ["index.html", "search.html", *(path_of(key) for key in TITLES)]
    expected = {posixpath.join(language, name) for language in LANGUAGES for name in names}
    assert set(held(folder)) == {MARKER, "index.html", *expected}


def test_every_link_leads_somewhere(folder: Path) -> None:
    """Every address is relative and names a file of the site."""
    write_site(small_site(), folder)
    count = 0
    for path in held(folder):
        for link in read(folder, path).all("a") if path.endswith(".html") else ():
            address = urlsplit(link.attributes["href"] or "")
            assert (address.scheme, address.netloc) == ("", "")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), address.path)) if address.path else path
            assert (folder / target).is_file(), (path, link.attributes["href"])
            count += 1
    assert count > 60


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_leads_to_its_twin(folder: Path, language: str) -> None:
    """The same page in the other language is one step away, in the words of that language, and back again."""
    write_site(small_site(), folder)
    other = LANGUAGES[1 - LANGUAGES.index(language)]
    for key in TITLES:
        root = read(folder, f"{language}/{path_of(key)}")
        assert root.attributes["lang"] == language
        link = root.one("nav", class_="twins").one("a")
        assert link.attributes["href"] == f"../../{other}/{path_of(key)}"
        assert link.attributes["lang"] == other
        assert root.one("h1").text == TITLES[key][language]


def test_a_code_leads_to_its_page(folder: Path) -> None:
    """In a table the code of a commitment is a link where it has a page."""
    write_site(small_site(), folder)
    body = read(folder, f"en/{path_of('kuwait-2024')}").one("tbody")
    links = {link.text: link.attributes["href"] for link in body.all("a")}
    assert links == {"KWT-21": "../commitments/KWT-21.html", "KWT-22": "../commitments/KWT-22.html"}


def test_a_page_says_where_it_is(folder: Path) -> None:
    """The way from the first page down, the last step being the page itself."""
    write_site(small_site(), folder)
    trail = read(folder, f"en/{path_of('KWT-21')}").one("nav", class_="trail")
    assert [step.text for step in trail.all("li")] == ["What we promised", "Kuwait Declaration", "Convene the experts"]
    assert [step.attributes["href"] for step in trail.all("a")] == ["../index.html", "../instruments/kuwait-2024.html"]
    assert trail.one("span", aria_current="page").text == "Convene the experts"


def test_the_first_page_lists_the_pages_below_it(folder: Path) -> None:
    """The title of the site, the instruments, and what `home` says under it."""
    write_site(small_site(), folder)
    root = read(folder, "en/index.html")
    assert root.one("h1").text == "What we promised"
    assert [link.text for link in root.one("nav", class_="below").all("a")] == ["Kuwait Declaration", "Plan of Action"]
    assert root.one("main").one("h2").text == "Three promises."


def test_the_search_page_knows_every_page(folder: Path) -> None:
    """By its title in each language, its keywords, its code and the pages above it."""
    write_site(small_site(), folder)
    rows = {row.one("a").text: row for row in read(folder, "en/search.html").one("tbody").all("tr")}
    assert list(rows) == [words["en"] for words in TITLES.values()]
    row = rows["Share the lessons"]
    known = row.text + (row.attributes["data-s"] or "")
    for word in ("KWT-22", "Kuwait Declaration", "تبادل الدروس المستفادة", "إعلان الكويت", "border"):
        assert word in known


def test_the_same_site_has_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    """Nothing of a page depends on when or where it was written."""
    write_site(small_site(), folder)
    write_site(small_site(), tmp_path / "elsewhere")
    assert held(folder) == held(tmp_path / "elsewhere")


def test_each_page_is_told(folder: Path) -> None:
    """Whoever shows progress hears of every page once."""
    told: list[None] = []
    assert write_site(small_site(), folder, tell=lambda: told.append(None)) == len(told)


def test_a_site_is_replaced_as_a_whole(folder: Path) -> None:
    """With force what the site no longer has is gone, and nothing else is left lying about."""
    write_site(small_site(), folder)
    site = small_site()
    write_site(Site(site.titles, site.pages[:1], site.home), folder, force=True)
    assert not (folder / "en" / path_of("KWT-21")).exists()
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_a_site_is_not_replaced_unasked(folder: Path) -> None:
    """Without force what is there stays."""
    write_site(small_site(), folder)
    before = held(folder)
    with pytest.raises(FolderTaken, match="--force"):
        write_site(small_site(), folder)
    assert held(folder) == before


@pytest.mark.parametrize("force", [True, False])
def test_a_link_that_leads_to_itself(folder: Path, force: bool) -> None:
    """It is refused before anything is written, and stays what it is."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.symlink_to(folder)
    with pytest.raises(FolderUnwritable, match="symbolic links"):
        write_site(small_site(), folder, force=force)
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


@pytest.mark.parametrize("force", [True, False])
def test_an_empty_folder_is_filled(folder: Path, force: bool) -> None:
    """An empty folder is as good as none."""
    folder.mkdir(parents=True)
    write_site(small_site(), folder, force=force)
    assert (folder / "index.html").is_file()


@pytest.mark.parametrize("name", ["thesis.odt", ".git", "en"])
def test_what_is_not_ours_is_never_replaced(folder: Path, name: str) -> None:
    """A folder that no site of ours is in is left alone, whatever is asked."""
    (folder / name).mkdir(parents=True)
    with pytest.raises(FolderForeign, match=name.lstrip(".")):
        write_site(small_site(), folder, force=True)
    assert [path.name for path in folder.iterdir()] == [name]


def test_what_someone_put_beside_the_site_is_never_replaced(folder: Path) -> None:
    """A file that the site did not write stops the replacement, and is named."""
    write_site(small_site(), folder)
    (folder / "CNAME").write_text("example.org")
    with pytest.raises(FolderForeign, match="CNAME"):
        write_site(small_site(), folder, force=True)
    assert (folder / "CNAME").read_text() == "example.org"


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    """A file in the place of the folder stays."""
    (tmp_path / "site").write_text("mine")
    with pytest.raises(FolderForeign):
        write_site(small_site(), tmp_path / "site", force=True)
    assert (tmp_path / "site").read_text() == "mine"


def fail(language: str) -> Document:
    """A page that cannot be made."""
    raise RuntimeError(language)


def test_a_failure_leaves_everything_as_it_was(folder: Path) -> None:
    """Where a page fails the old site stands and nothing lies beside it."""
    write_site(small_site(), folder)
    before = held(folder)
    site = small_site()
    broken = [*site.pages, Page("z.html", {"en": "z"}, fail)]
    with pytest.raises(RuntimeError):
        write_site(Site(site.titles, broken, site.home), folder, force=True)
    assert held(folder) == before
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_the_old_site_comes_back(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the new folder cannot take its place the old one is put back."""
    write_site(small_site(), folder)
    before = held(folder)
    rename, calls = Path.rename, 0

    def rename_once(path: Path, target: Path) -> Path:
        nonlocal calls
        calls += 1
        if calls == 2:
            raise OSError(28, "No space left on device")
        return rename(path, target)

    monkeypatch.setattr(site_folder.Path, "rename", rename_once)
    with pytest.raises(FolderUnwritable, match="No space left"):
        write_site(small_site(), folder, force=True)
    assert held(folder) == before
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_a_link_to_a_folder_stays_a_link(folder: Path, tmp_path: Path) -> None:
    """What a link leads to is replaced, not the link."""
    write_site(small_site(), folder)
    link = tmp_path / "link"
    link.symlink_to(folder)
    write_site(small_site(), link, force=True)
    assert link.is_symlink()
    assert (folder / "index.html").is_file()


@pytest.mark.skipif(os.name != "posix", reason="rights are POSIX")
def test_a_web_server_may_read_it(folder: Path) -> None:
    """The folder has the rights of any new folder."""
    before = os.umask(0o022)
    try:
        write_site(small_site(), folder)
    finally:
        os.umask(before)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o755
    assert stat.S_IMODE((folder / "index.html").stat().st_mode) == 0o644


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """A folder under a file is a failure with a sentence."""
    (tmp_path / "file").write_text("")
    with pytest.raises(FolderUnwritable, match="file"):
        write_site(small_site(), tmp_path / "file" / "site")


PAGE = Page("a.html", {"en": "a"}, lambda language: Document("a", language, (Paragraph("a"),)))


@pytest.mark.parametrize(
    "path", ["../a.html", "/a.html", "a/../b.html", "a.htm", ".a.html", "a b.html", "a//b.html", ""]
)
def test_no_page_leads_out_of_the_site(folder: Path, path: str) -> None:
    """A path that leads elsewhere is refused before anything is written."""
    with pytest.raises(ValueError, match="path"):
        write_site(Site({"en": "s"}, [replace(PAGE, path=path)]), folder)
    assert not folder.exists()


@pytest.mark.parametrize("paths", [("a.html", "A.html"), ("index.html",), ("x/b.html", "x/b.html"), ("Search.html",)])
def test_no_page_hides_another(folder: Path, paths: tuple[str, ...]) -> None:
    """Two pages that a file system could take for one are refused."""
    with pytest.raises(SiteConflict):
        write_site(Site({"en": "s"}, [replace(PAGE, path=path) for path in paths]), folder)


@pytest.mark.parametrize("code", ["KWT-21", "PVE-44-A", "kuwait-2024", "S.RES.2396"])
def test_a_code_names_its_page(code: str) -> None:
    """A code of letters, digits, dots and hyphens is the name of its page."""
    assert make_path("commitments", code) == f"commitments/{code}.html"


@given(st.text())
def test_any_key_has_a_path(key: str) -> None:
    """Whatever a code holds, its page has a short name that a site takes."""
    path = make_path("commitments", key)
    check_paths(Site({"en": "s"}, [replace(PAGE, path=path)]))
    assert len(path) < 120


@given(st.text(), st.text())
def test_two_keys_have_two_paths(one: str, other: str) -> None:
    """Different keys never share a name."""
    assert (make_path("c", one) == make_path("c", other)) == (one == other)


def test_a_ring_of_pages_ends(folder: Path) -> None:
    """Pages that each claim to be above the other are written all the same."""
    make: Callable[[str], Document] = PAGE.document
    pages = [Page("a.html", {"en": "a"}, make, "b.html"), Page("b.html", {"en": "b"}, make, "a.html")]
    assert write_site(Site({"en": "s"}, pages, languages=("en",)), folder) == 5


def test_codes_are_those_of_the_pages() -> None:
    """The small site has a page for every code that its tables name."""
    assert set(small_site().by_code) == {*PARENTS, *PARENTS.values()}
