"""Incidents to files."""
