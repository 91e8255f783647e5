"""One file per revision, numbered, so that an older database sorts first."""
