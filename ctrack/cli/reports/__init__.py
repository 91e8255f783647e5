"""One file per report; each offers `HELP` and `make(order) -> Document`, and is imported when it is asked for."""
