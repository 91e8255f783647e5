"""The channels by which reminders leave: one is a module of this package, found by its name and imported when chosen.

It has `make(settings, environ)`, which gives a Channel, and its own `SETTINGS`, whose keys begin with its name. As
the settings are read whenever there are any, it imports what it sends with only when it sends.
"""
