"""Settings of the test suite; DATABASE_URL chooses the database."""

import os
import tempfile
from pathlib import Path

from cms_site.settings.base import *

SECRET_KEY = "for tests only"  # noqa: S105
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MAIL_SERVER = EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# One folder a test process; tests/conftest.py removes it.
MEDIA_ROOT = Path(tempfile.gettempdir()) / f"ratusha-test-media-{os.getpid()}"
SERVE_MEDIA = True
STATIC_ROOT = None
if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    # A test need not survive a power cut, and commits wait for the disk otherwise.
    DATABASES["default"]["OPTIONS"] = {"options": "-c synchronous_commit=off"}
INSTALLED_APPS = [*INSTALLED_APPS, "tests.testapp"]
# A thread would not see the transaction of a test.
TASKS = {**TASKS, "background": TASKS["default"]}
WEBHOOKS_TO_LOCALHOST = True
