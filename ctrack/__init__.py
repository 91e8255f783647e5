"""ctrack: a compliance tracker for commitments made in international declarations and plans."""

__version__ = "0.1.0"
