"""The words of deadlines, one file for each language; `phrases.lexicon` finds them by this folder."""
