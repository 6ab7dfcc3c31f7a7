import os

from django.core.wsgi import get_wsgi_application

from cms_site.settings.environment import one_line_errors

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms_site.settings.production")

with one_line_errors():
    application = get_wsgi_application()
