"""Settings of `make demo`: the site as its readers see it, with sample content, in a folder of its own."""

import os

# The accounts of the demo must not be found in the database of another installation.
os.environ.setdefault("VAR_DIR", "var/demo")
os.environ.setdefault("LOG_LEVEL", "WARNING")

from cms_site.settings.dev import *

DEMO = True
DEBUG = False
INSTALLED_APPS = [*INSTALLED_APPS, "cms_site.demo"]
WHITENOISE_USE_FINDERS = True

# Only here do the accounts of the demo have a password: see cms_site/demo/backends.py.
AUTHENTICATION_BACKENDS = ["cms_site.demo.backends.DemoBackend", "django.contrib.auth.backends.ModelBackend"]
