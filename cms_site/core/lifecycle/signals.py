"""What others may want to know of the bin."""

from django.dispatch import Signal

# Sent for each page that is back from the bin, in the same transaction; `instance` is the page.
page_restored = Signal()
