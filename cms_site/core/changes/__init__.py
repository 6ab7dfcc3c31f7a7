"""What a publication of a page changed for its readers: typing error, content or correction."""
