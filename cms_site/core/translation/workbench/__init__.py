"""The editor of a translation: passage by passage beside its source, on wagtail-localize's segments."""
