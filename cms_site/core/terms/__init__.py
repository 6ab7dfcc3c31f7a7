"""The term base: names of people, posts, streets and cities, spelled once for every language."""
