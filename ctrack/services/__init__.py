"""Use cases: plain functions from a unit of work and a request to a record; nothing here prints."""
