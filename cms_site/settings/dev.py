"""Settings of a developer's machine."""

from cms_site.settings.base import *

DEBUG = True
SERVE_MEDIA = True
# Static files are taken from where they stand in the sources.
STATIC_ROOT = None
SECRET_KEY = SECRET_KEY or "for development only: nothing that this key signs is worth forging"
ALLOWED_HOSTS = ALLOWED_HOSTS or ["localhost", "127.0.0.1", "[::1]"]
WEBHOOKS_TO_LOCALHOST = True
