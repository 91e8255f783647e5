"""The formats that hold one picture and nothing else: modules like those of `formats`, for a document with a chart."""
