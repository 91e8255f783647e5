"""The history of the schema; shipped as the package `ctrack.migrations`."""
