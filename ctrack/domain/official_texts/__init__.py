"""Official texts read by rules: pages, paragraphs and their numbers, and what each paragraph asks of whom by when.

The words of the rules are data, a file of `tongues/` for each language.
"""
