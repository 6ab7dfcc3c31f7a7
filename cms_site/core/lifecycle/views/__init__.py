"""The screens on which pages leave and come back."""
