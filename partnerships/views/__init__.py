"""Views of partners, agreements and convoys."""
