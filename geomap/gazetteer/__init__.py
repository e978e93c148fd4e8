"""Names to places: the gazetteer."""
