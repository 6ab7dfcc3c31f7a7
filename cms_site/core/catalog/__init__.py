"""The catalogue: one flat row for every page that the public may see now, and one for each of its facet values."""
