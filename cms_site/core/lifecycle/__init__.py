"""What becomes of a page that goes: taken off the site with a reason, moved, deleted into the bin, brought back."""
