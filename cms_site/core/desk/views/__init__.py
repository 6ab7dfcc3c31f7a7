"""The pages and buttons of the desk."""
