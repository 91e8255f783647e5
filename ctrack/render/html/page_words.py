"""The words of the page itself, beside those that every paper has; a page speaks the language of its document."""

from __future__ import annotations

from ctrack.domain.failures import marked

SKIP = marked("Skip to the content")
FIND = marked("Find in this page")
CLEAR = marked("Show all")
FOUND = marked("{shown} of {total} rows")
FIGURES = marked("The figures as a table")
TRAIL = marked("You are here")
PLACES = marked("This site")
LANGUAGES = marked("Languages")
BELOW = marked("Pages below this one")
CHECK = marked("'ctrack verify {fingerprint}' says whether the register still holds exactly this.")
