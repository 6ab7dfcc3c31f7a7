"""What every installation shares; all that differs between them is read from the environment."""

import zoneinfo
from typing import Any

from cms_site.settings import environment
from cms_site.settings.environment import BASE_DIR

VAR_DIR = environment.read("VAR_DIR")

SECRET_KEY = environment.read("SECRET_KEY")
ALLOWED_HOSTS = environment.read("ALLOWED_HOSTS")
DEBUG = False
DEMO = False

INSTALLED_APPS = [
    "cms_site",
    "cms_site.users",
    "cms_site.core",
    "cms_site.setup",
    "partnerships",
    "delegations",
    "publications",
    "home",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.api.v2",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_countries",
    "django_filters",
    "django_tasks",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cms_site.middleware.ContentSecurityPolicyMiddleware",
    "cms_site.middleware.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "cms_site.core.translation.refusals.RefusalMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cms_site.core.cyrillic_addresses.CyrillicAddressMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "cms_site.core.lifecycle.answers.RemovedPageMiddleware",
]

ROOT_URLCONF = "cms_site.urls"
WSGI_APPLICATION = "cms_site.wsgi.application"
ADMIN_PATH = "admin/"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]

# Data

DATABASES: dict[str, dict[str, Any]] = {
    "default": environment.read("DATABASE_URL")
    or {"ENGINE": "django.db.backends.sqlite3", "NAME": VAR_DIR / "db.sqlite3"}
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # FULL keeps the last commits when the power fails, for 0.3 ms a commit.
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": environment.read("CACHE_URL")}
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    # What takes minutes, such as an import.
    "background": {"BACKEND": "cms_site.core.background.ThreadBackend"},
}

# Files

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
# A front web server serves uploads in production, where it must deny media/documents and media/original_images.
SERVE_MEDIA = False
STORAGES = {
    "default": {"BACKEND": "cms_site.core.file_names.TransliteratingStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_ALLOW_ALL_ORIGINS = False

# Language and time

LANGUAGE_CODE = "uk"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = environment.read("LANGUAGES")
# The second has what packages leave in English; scripts in the browser are given only what stands in these paths.
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "cms_site" / "locale"]
# Lists of countries begin with the frequent partners.
COUNTRIES_FIRST = ["PL", "DE", "SK", "BG", "NO", "CH", "GB", "UA"]
USE_I18N = True
FORMAT_MODULE_PATH = ["cms_site.formats"]
USE_TZ = True
TIME_ZONE = environment.read("TIME_ZONE")
# For the account of a person; what some systems list besides, as "localtime", is no zone to a browser.
WAGTAIL_USER_TIME_ZONES = ["UTC", *sorted(zone for zone in zoneinfo.available_timezones() if "/" in zone)]

# People

AUTH_USER_MODEL = "users.User"
LOGIN_URL = "wagtailadmin_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
SESSION_COOKIE_AGE = 12 * 60 * 60

# Mail

vars().update(environment.read("EMAIL_URL"))
# What Django and Wagtail send goes into the outbox, which hands it to the mail server.
MAIL_SERVER = vars()["EMAIL_BACKEND"]
EMAIL_BACKEND = "cms_site.core.mail_backend.OutboxBackend"
# Seconds; a mail server that hangs must not hold up what sends.
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = environment.read("DEFAULT_FROM_EMAIL")

# Webhooks go to public addresses over HTTPS; a developer may try them on the own machine.
WEBHOOKS_TO_LOCALHOST = False

# Logs

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stdout": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "line"}},
    "root": {"handlers": ["stdout"], "level": environment.read("LOG_LEVEL")},
    "loggers": {
        "django": {"handlers": [], "level": "NOTSET", "propagate": True},
        # Four lines for every page that is saved.
        "django_tasks": {"level": "WARNING"},
        "pymorphy3": {"level": "WARNING"},
    },
}

# Headers: the site loads nothing from other hosts and runs no inline script.

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "media-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'self'"],  # the editor shows a preview of the page in a frame
        "base-uri": ["'none'"],
    }
}
# The page editor writes inline scripts and styles.
ADMIN_CONTENT_SECURITY_POLICY = {
    **CONTENT_SECURITY_POLICY["DIRECTIVES"],
    "script-src": ["'self'", "'unsafe-inline'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "frame-src": ["'self'"],
    "base-uri": ["'self'"],
}
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"  # Wagtail itself excepts its previews

# Wagtail

WAGTAIL_SITE_NAME = environment.read("SITE_NAME")
WAGTAILADMIN_BASE_URL = environment.read("BASE_URL")
WAGTAIL_I18N_ENABLED = True
WAGTAIL_DATE_FORMAT = "%d.%m.%Y"
WAGTAIL_DATETIME_FORMAT = "%d.%m.%Y %H:%M"
WAGTAIL_ALLOW_UNICODE_SLUGS = False
# cms_site.core.lifecycle.addresses makes them
WAGTAILREDIRECTS_AUTO_CREATE = False
WAGTAILADMIN_USER_LOGIN_FORM = "cms_site.core.admin.login_form.TranslatedLoginForm"
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAIL_FINISH_WORKFLOW_ACTION = "cms_site.core.workflow.finish.publish_approved"
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAILEMBEDS_FINDERS: list[dict[str, Any]] = []
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
# A large page is a form of more fields than Django's 1,000.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

MAX_UPLOAD_SIZE = environment.read("MAX_UPLOAD_MB") * 1024 * 1024
WAGTAILDOCS_MAX_UPLOAD_SIZE = WAGTAILIMAGES_MAX_UPLOAD_SIZE = MAX_UPLOAD_SIZE
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "ics", "json", "odp", "ods", "odt", "pdf", "pptx", "rtf", "txt", "xlsx", "zip"]
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms_site.core.admin.document_form.DocumentForm"
WAGTAILDOCS_INLINE_CONTENT_TYPES = ["application/pdf"]
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
# Documents go through a view, which checks privacy and forbids them to run anything.
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000

# The most items in one answer of the JSON API.
WAGTAILAPI_LIMIT_MAX = 100

# Submitting a page for translation must not publish the Ukrainian text in the other language.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
# What translators wrote outlives a deleted page for as long as the page is in the bin.
WAGTAILLOCALIZE_DISABLE_ON_DELETE = True
