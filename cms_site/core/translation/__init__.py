"""What keeps the languages of a page together."""
