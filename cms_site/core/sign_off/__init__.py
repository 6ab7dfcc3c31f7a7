"""The opinion of an outside expert on a text, given without an account. `docs/features/sign-off.md` tells the whole."""
