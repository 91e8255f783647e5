"""Records: what the services hand out, plain values, free of sessions and of formats."""
