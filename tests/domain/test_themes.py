"""The themes that cut across instruments."""

from __future__ import annotations

from ctrack.domain.themes import know_theme, pack_themes, read_assigned, read_themes, unpack_themes
from ctrack.services.shipped_instruments import read_catalogue


def test_every_shipped_commitment_has_one_to_three_themes() -> None:
    """Each commitment of the catalogue has its themes, each of them known, and none is given to what is not shipped."""
    codes = [item.code for entry, _digest in read_catalogue() for item in entry.commitments]
    given = read_assigned()
    assert set(given) == set(codes)
    assert all(1 <= len(set(themes)) == len(themes) <= 3 for themes in given.values())
    assert {theme for themes in given.values() for theme in themes} == set(read_themes())


def test_a_theme_is_named_in_each_language() -> None:
    """Every theme has a name in English, Arabic and French, and is known by its key and by each."""
    for key, words in read_themes().items():
        assert {"en", "ar", "fr"} <= words.keys()
        assert {know_theme(word) for word in (key, *words.values())} == {key}
    assert know_theme("weather") is None


def test_themes_are_stored_as_words() -> None:
    """What is stored is read back, and none is nothing."""
    assert unpack_themes(pack_themes(("youth", "women"))) == ("youth", "women")
    assert (pack_themes(()), unpack_themes(None)) == (None, ())
