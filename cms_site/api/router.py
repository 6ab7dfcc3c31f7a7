"""The addresses of the API."""

from wagtail.api.v2.router import WagtailAPIRouter

from cms_site.api.endpoints import DocumentsAPIViewSet, ImagesAPIViewSet, PagesAPIViewSet

router = WagtailAPIRouter("api")
for endpoint in (PagesAPIViewSet, ImagesAPIViewSet, DocumentsAPIViewSet):
    router.register_endpoint(endpoint.name, endpoint)
