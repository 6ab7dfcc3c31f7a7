"""Content rules: what the site does by itself when something happens to a page, put together by administrators."""
