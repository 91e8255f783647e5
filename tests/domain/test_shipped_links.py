"""The links that the catalogue ships."""

from __future__ import annotations

from ctrack.domain.shipped_links import read_shipped_links
from ctrack.domain.vocabulary import Basis, Verification
from ctrack.services.shipped_instruments import read_catalogue


def test_every_shipped_link_has_its_reason_and_an_honest_basis() -> None:
    """There are 250 or more; both ends are shipped, no pair stands twice, and nothing unread is said to be read."""
    entries = {item.code: item for entry, _digest in read_catalogue() for item in entry.commitments}
    links = [(code, link) for code, found in read_shipped_links().items() for link in found]
    pairs = [frozenset((code, link.to)) for code, link in links]
    assert len(links) >= 250
    assert len(set(pairs)) == len(pairs)
    for code, link in links:
        assert {code, link.to} <= entries.keys()
        assert code != link.to
        assert link.reason is not None
        assert all(link.reason[language] for language in ("en", "ar", "fr"))
        checked = {entries[end].verification for end in (code, link.to)}
        assert link.basis is not Basis.READ or Verification.UNCHECKED not in checked, (code, link.to)


def test_the_table_goes_before_the_files() -> None:
    """What an instrument file links as the table does is linked once, as the table says."""
    for entry, _digest in read_catalogue():
        for item in entry.commitments:
            targets = [link.to for link in item.links]
            assert len(set(targets)) == len(targets), item.code
