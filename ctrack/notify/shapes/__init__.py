"""The shapes in which a mail is posted to an address of the web, one file each, found by its name.

A shape offers `write(mail, place)`, the post of one mail. `IS_OURS` says of a shape that it is signed, and that the
receiver tells a copy by its key; of every other, the same mail twice is two messages.
"""
