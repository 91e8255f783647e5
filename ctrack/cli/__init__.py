"""The command line: parses, calls a service, hands the result to a renderer; the only place that prints."""
