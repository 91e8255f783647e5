"""What the tests stand on: a runner for command lines, a PostgreSQL server, golden files."""
