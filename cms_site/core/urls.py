"""Addresses below the pages of the site that do not end in a slash, as Wagtail's own all do."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import re_path
from wagtail.views import serve

from cms_site.core.open_data import FORMATS


def serve_file(request: HttpRequest, path: str) -> HttpResponseBase:
    """What the page at the beginning of `path` answers for the file at its end."""
    response: HttpResponseBase = serve(request, f"{path}/")
    return response


urlpatterns = [
    re_path(
        rf"^(?P<path>(?:[\w-]+/)*open-data/[a-z0-9-]+\.(?:{'|'.join(FORMATS)}))$", serve_file, name="open_data_file"
    )
]
