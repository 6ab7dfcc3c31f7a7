"""The board of translations in the editing interface."""
