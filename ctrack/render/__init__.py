"""One file per output format, each over the format-free document of `render.document`."""
