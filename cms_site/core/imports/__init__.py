"""Spreadsheets in: read, preview with a word on every doubtful cell, confirm, one transaction, report."""
