"""What ctrack can be extended by, done for real on a copy of the package."""
