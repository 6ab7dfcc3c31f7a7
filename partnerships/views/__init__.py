"""Views of the editing interface and of the public site."""
