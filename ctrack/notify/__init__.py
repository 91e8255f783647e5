"""One file per reminder channel, each with `make(settings, environ) -> Channel`, imported when it is chosen."""
