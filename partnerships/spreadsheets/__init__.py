"""Tables that are imported and exported."""
