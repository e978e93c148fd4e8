"""Foreign columns to ours and back."""
