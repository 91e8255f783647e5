"""The reading of official texts."""
