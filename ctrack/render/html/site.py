"""A site of pages that stand by themselves: plain files with relative links, for any web server or none.

`index.html` leads to a folder for each language, which holds the same pages under the same names. A cell of a
column `code` whose value is the code or the path of a page is a link to it. The same pages give the same bytes.
"""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from hashlib import sha256
from pathlib import Path

from ctrack.domain.failures import Refused, marked
from ctrack.domain.languages import call_language
from ctrack.render.document import Block, Column, Document, Heading, Table
from ctrack.render.html.page_settings import Frame, Link
from ctrack.render.html.site_folder import replace_folder
from ctrack.render.html.web_page import write_page
from ctrack.render.page_frame import words_in
from ctrack.text.language import choose_words

HOME = "index.html"
SEARCH = "search.html"
_SEARCH_WORDS = marked("Search all pages")
_PAGE = marked("Page")
_CODE = marked("Code")
_PART_OF = marked("Part of")
_UNFIT = re.compile("[^A-Za-z0-9.-]+")
_FIT = re.compile(r"(?!\.)[A-Za-z0-9_.-]+(?:/(?!\.)[A-Za-z0-9_.-]+)*\.html")
_LONGEST_NAME = 80

Words = Mapping[str, str]


class SiteConflict(Refused):
    message = marked("Two pages of the site would be the same file: {path}.")


@dataclass(frozen=True, slots=True)
class Page:
    """A page: where it is within the folder of a language, its titles, and what makes its document in a language.

    `parent` is the path of the page above it, which lists it unless `is_listed` is False; `code` is what tables link
    by, `keywords` what else the page is found by, in each language.
    """

    path: str
    titles: Words
    document: Callable[[str], Document]
    parent: str = HOME
    code: str = ""
    keywords: Words = field(default_factory=dict)
    is_listed: bool = True


@dataclass(frozen=True)
class Site:
    """The pages in the order in which they are listed; `home` makes what the first page says of the whole.

    `places` are the paths of pages to which every page leads, beside the search.
    """

    titles: Words
    pages: Sequence[Page]
    home: Callable[[str], Document] | None = None
    languages: tuple[str, ...] = ("en", "ar")
    places: tuple[str, ...] = ()

    @property
    def page_count(self) -> int:
        """How many pages are written: the door, and in each language the first page, the search and all others."""
        return (len(self.pages) + 2) * len(self.languages) + 1

    @cached_property
    def by_path(self) -> dict[str, Page]:
        """The pages by their paths."""
        return {page.path: page for page in self.pages}

    @cached_property
    def by_code(self) -> dict[str, str]:
        """The path of the page of every code."""
        return {page.code: page.path for page in self.pages if page.code}

    @cached_property
    def children(self) -> dict[str, list[Page]]:
        """The pages that each page lists."""
        below: dict[str, list[Page]] = defaultdict(list)
        for page in self.pages:
            if page.is_listed:
                below[page.parent].append(page)
        return below


def make_path(folder: str, key: str) -> str:
    """A path for the page of a key: letters, digits, dots and hyphens, whatever the key holds."""
    name = _UNFIT.sub("-", key).strip(".-")
    if not name or name != key or len(name) > _LONGEST_NAME:
        name = f"{name[:_LONGEST_NAME]}_{sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}".lstrip("_")
    return f"{folder}/{name}.html"


def write_site(site: Site, folder: Path, *, force: bool = False, tell: Callable[[], None] | None = None) -> int:
    """Write the site into a folder, all of it or nothing, and return the number of its pages.

    A folder that holds anything is refused; with `force` one that holds a site is replaced. `tell` is called after
    each page. Raises FolderTaken, FolderForeign, FolderUnwritable and SiteConflict.
    """
    count = 0
    check_paths(site)
    with replace_folder(folder, {HOME, *site.languages}, force=force) as draft:
        for path, document, frame in all_pages(site):
            target = draft / path
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("w", encoding="utf-8", newline="") as out:
                write_page(document, out, frame)
            count += 1
            if tell is not None:
                tell()
    return count


def check_paths(site: Site) -> None:
    """Raise SiteConflict where two pages could be one file, ValueError where a path leads elsewhere."""
    taken = {HOME, SEARCH}
    for page in site.pages:
        if not _FIT.fullmatch(page.path):
            raise ValueError(f"no path of a page: {page.path!r}")
        if page.path.casefold() in taken:
            raise SiteConflict(path=page.path)
        taken.add(page.path.casefold())


def all_pages(site: Site) -> Iterator[tuple[str, Document, Frame]]:
    """Every page with its place and what is around it: one after the other, each in all languages.

    So whatever makes a page can read what it is made from once, and keep nothing of it afterwards.
    """
    yield HOME, front_document(site), Frame(below=tuple(front_links(site)))
    for language in site.languages:
        yield place(language, HOME), home_document(site, language), frame_of(site, HOME, language)
    for page in site.pages:
        for language in site.languages:
            yield place(language, page.path), page.document(language), frame_of(site, page.path, language)
    for language in site.languages:
        yield place(language, SEARCH), search_document(site, language), search_frame(site, language)


def place(language: str, path: str) -> str:
    """Where a page is within the site."""
    return f"{language}/{path}"


def lead(start: str, target: str) -> str:
    """The relative address of one page, as another has to write it."""
    return posixpath.relpath(target, posixpath.dirname(start) or ".")


def front_document(site: Site) -> Document:
    """The page that only asks for the language."""
    return Document(choose_words(site.titles, site.languages[0]), site.languages[0], ())


def front_links(site: Site) -> Iterator[Link]:
    """The first page in each language, named in that language."""
    for link in language_links(site, site.languages, "", HOME):
        yield replace(link, text=f"{link.text} – {choose_words(site.titles, link.language)}")


def home_document(site: Site, language: str) -> Document:
    """The first page in a language: the title of the site over what `home` says."""
    heading = Heading(choose_words(site.titles, language), 1)
    if site.home is None:
        return Document(heading.text, language, (heading,))
    said = site.home(language)
    lowered = (lower(block) for block in said.blocks if block != heading)
    return replace(said, title=heading.text, language=language, blocks=(heading, *lowered))


def lower(block: Block) -> Block:
    """A block below the title of the site: another heading of the first level becomes one of the second."""
    return Heading(block.text, 2) if isinstance(block, Heading) and block.level == 1 else block


def search_document(site: Site, language: str) -> Document:
    """Every page in one table, in which the reader's words are looked for."""
    say = words_in(language)
    titles = {page.path: choose_words(page.titles, language) for page in site.pages} | {
        HOME: choose_words(site.titles, language)
    }
    columns = (
        Column("code", say(_PAGE), show=lambda path: titles[path], wraps=True),
        Column("symbol", say(_CODE)),
        Column("parent", say(_PART_OF), wraps=True),
    )
    rows = [(page.path, page.code, titles.get(page.parent, "")) for page in site.pages]
    title = say(_SEARCH_WORDS)
    return Document(title, language, (Heading(title, 1), Table("pages", columns, rows)), main="pages")


def search_frame(site: Site, language: str) -> Frame:
    """The frame of the search page, which knows the words that every page is found by."""
    keywords = {page.path: " ".join(words_of(site, page, language)) for page in site.pages}
    return replace(frame_of(site, SEARCH, language), keywords=keywords)


def words_of(site: Site, page: Page, language: str) -> Iterator[str]:
    """What a page is found by beside its own title: its keywords, its other titles, and those of the pages above it."""
    yield page.keywords.get(language, "")
    for step in chain_of(site, page.path):
        yield from site.by_path[step].titles.values()


def frame_of(site: Site, path: str, language: str) -> Frame:
    """What is around a page."""
    here = place(language, path)
    find = partial(find_target, site, path)
    titles = {SEARCH: words_in(language)(_SEARCH_WORDS)}
    titles |= {known: choose_words(site.by_path[known].titles, language) for known in site.places}
    places = (Link(title, lead(here, place(language, to)), is_current=path == to) for to, title in titles.items())
    others = [other for other in site.languages if other != language]
    below = (Link(choose_words(page.titles, language), find(page.path) or "") for page in site.children.get(path, ()))
    return Frame(
        trail=tuple(trail_of(site, path, language)),
        places=tuple(places),
        twins=tuple(language_links(site, others, here, path)),
        find=find,
        below=tuple(below),
    )


def find_target(site: Site, start: str, key: str) -> str | None:
    """Where the page of a code or a path is, as the page that starts has to write it; None where there is no other."""
    path = site.by_code.get(key, key)
    return lead(start, path) if path in site.by_path and path != start else None


def trail_of(site: Site, path: str, language: str) -> Iterator[Link]:
    """The pages above a page from the first one down, and the page itself."""
    here = place(language, path)
    yield Link(choose_words(site.titles, language), lead(here, place(language, HOME)), is_current=path == HOME)
    for step in reversed(chain_of(site, path)):
        titles = choose_words(site.by_path[step].titles, language)
        yield Link(titles, lead(here, place(language, step)), is_current=step == path)


def chain_of(site: Site, path: str) -> list[str]:
    """The path of a page and of those above it, upwards; the first page of the site is not among them."""
    chain: list[str] = []
    while path in site.by_path and path not in chain:
        chain.append(path)
        path = site.by_path[path].parent
    return chain


def language_links(site: Site, languages: Iterable[str], here: str, path: str) -> Iterator[Link]:
    """Links to the same page in other languages, each in its own words."""
    for language in languages:
        yield Link(call_language(language), lead(here, place(language, path)), language)
