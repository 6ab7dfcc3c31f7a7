"""The JSON API, for reading alone (Wagtail API v2): what is public now, of every page type that declares itself."""
