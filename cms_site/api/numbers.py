"""Numbers in the addresses of the API."""

# Beyond any number of records, and below what a database takes for a number.
GREATEST_NUMBER = 1_000_000_000
LONGEST_NUMBER = len(str(GREATEST_NUMBER))


def is_too_great(value: str) -> bool:
    """Whether `value` is a number beyond any that the database has; Python reads none of more than 4300 digits."""
    return value.isdecimal() and (len(value) > LONGEST_NUMBER or int(value) > GREATEST_NUMBER)
