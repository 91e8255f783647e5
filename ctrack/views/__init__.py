"""What a reader is shown: each view turns a record into a format-free document, in the reader's language."""
