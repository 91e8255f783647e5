"""One file per command; the table in `ctrack.cli.table` names them."""
