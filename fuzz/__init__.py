"""Fuzzing of every parser that geomap has of its own: ``make fuzz SECONDS=60``."""
