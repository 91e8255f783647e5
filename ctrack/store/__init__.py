"""The database: tables, unit of work, journal and queries; only this and `services` import SQLAlchemy."""
