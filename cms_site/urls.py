"""Addresses of the site; those outside `i18n_patterns` have no language prefix."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms_site.api.router import router as api_router
from cms_site.core.sitemaps import language_sitemap, robots, sitemap_index
from cms_site.health import healthz
from delegations.urls import staff_urlpatterns as delegations_staff_urls

handler404 = "cms_site.core.translation.missing_pages.page_not_found"

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap_index, name="sitemap_index"),
    path("sitemap-<slug:section>.xml", language_sitemap, name="sitemap"),
    path(settings.ADMIN_PATH, include(wagtailadmin_urls)),
    path("api/v2/", api_router.urls),
    path("documents/", include(wagtaildocs_urls)),
    path("", include(delegations_staff_urls)),
]

if settings.SERVE_MEDIA:
    urlpatterns += [re_path(r"^media/(?P<path>.*)$", serve, {"document_root": settings.MEDIA_ROOT})]

urlpatterns += i18n_patterns(
    path("", include("home.urls")),
    path("", include("cms_site.core.changes.urls")),
    path("", include("cms_site.core.sign_off.urls")),
    path("", include("cms_site.core.bundles.urls")),
    path("", include("delegations.urls")),
    path("", include("cms_site.core.urls")),
    path("", include("partnerships.urls")),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
