"""Files to incidents."""
