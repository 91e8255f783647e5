"""The registry of fields: what an undertaking and its commitment are to people, said once for all that read it."""
