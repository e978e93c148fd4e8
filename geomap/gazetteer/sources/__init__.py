"""One reader per kind of place data."""
