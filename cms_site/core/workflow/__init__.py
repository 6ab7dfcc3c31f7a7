"""Four eyes: no text goes public that nobody but its authors has read. `docs/features/four-eyes.md` tells the whole."""
