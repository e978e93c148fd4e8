"""Text to incidents."""
