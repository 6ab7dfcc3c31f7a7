"""The endpoints of the API: pages, pictures and documents that are public."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.http import Http404
from rest_framework.request import Request
from rest_framework.response import Response
from wagtail.api import APIField
from wagtail.api.v2.filters import (
    AncestorOfFilter,
    ChildOfFilter,
    DescendantOfFilter,
    LocaleFilter,
    OrderingFilter,
    TranslationOfFilter,
)
from wagtail.api.v2.serializers import PageSerializer
from wagtail.api.v2.utils import BadRequestError, get_full_url
from wagtail.api.v2.views import BaseAPIViewSet
from wagtail.api.v2.views import PagesAPIViewSet as WagtailPagesAPIViewSet
from wagtail.documents import get_document_model
from wagtail.documents.api.v2.serializers import DocumentSerializer
from wagtail.images import get_image_model
from wagtail.images.api.v2.serializers import ImageSerializer
from wagtail.models import Page

from cms_site.api.fields import DeclaredField, DownloadField, EntryAddressField, PictureField, StoryField
from cms_site.api.filters import FacetFilter, WordsFilter, facets
from cms_site.api.numbers import is_too_great
from cms_site.core.catalog.models import Entry
from cms_site.core.models import BasePage
from cms_site.core.open_fields import fields_of
from cms_site.core.open_records import Record, records_of
from cms_site.core.public_files import public_files

NUMBERS = ("id", "limit", "offset", "child_of", "ancestor_of", "descendant_of", "translation_of")


class PublicEndpoint(BaseAPIViewSet):
    """An endpoint that gives everybody the same, whoever is signed in, and that any site may read."""

    authentication_classes: tuple = ()
    permission_classes: tuple = ()

    def check_query_parameters(self, queryset: Any) -> None:
        """Refuse parameters that say nothing and values that no database takes."""
        for name, values in self.request.GET.lists():
            if name not in self.known_query_parameters and name not in self.filters_of(queryset.model):
                raise BadRequestError(f"query parameter is not an operation or a recognised field: {name}")
            if any("\x00" in value or (name in NUMBERS and is_too_great(value)) for value in values):
                raise BadRequestError(f"{name} cannot have this value")

    def filters_of(self, model: Any) -> set[str]:
        """The names of the parameters that narrow the list beside those that every list has."""
        return set()

    def find_object(self, queryset: Any, request: Request) -> Any:
        """What `?id=` names; None, which is answered by 404, where that is no number of anything."""
        number = request.GET.get("id", "")
        if not number.isdecimal() or is_too_great(number):
            return None
        return queryset.filter(pk=int(number)).first()

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        response = super().finalize_response(request, response, *args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        return response


class PublicPageSerializer(PageSerializer):
    html_url = EntryAddressField(read_only=True)


class PagesAPIViewSet(PublicEndpoint, WagtailPagesAPIViewSet):
    """The pages of the catalogue, each with the public facts of its type; with `?type=` in lists too."""

    base_serializer_class = PublicPageSerializer
    filter_backends = [
        FacetFilter,
        WordsFilter,
        ChildOfFilter,
        AncestorOfFilter,
        DescendantOfFilter,
        OrderingFilter,
        TranslationOfFilter,
        LocaleFilter,
    ]
    known_query_parameters = WagtailPagesAPIViewSet.known_query_parameters - {"site", "search_operator"}
    body_fields = ["id", "title", APIField("lead", DeclaredField())]
    meta_fields = [
        "type",
        "detail_url",
        "html_url",
        "slug",
        "show_in_menus",
        "seo_title",
        "search_description",
        "first_published_at",
        "last_published_at",
        "translation_key",
        "locale",
        "parent",
    ]
    detail_only_fields = ["parent", "body", "image"]

    @classmethod
    def get_body_fields(cls, model: Any) -> list[APIField]:
        """Title and lead, and what the page type declares as public."""
        fields = cls._convert_api_fields(cls.body_fields)
        if issubclass(model, BasePage):
            names = [name for field in fields_of(model) for name in field.names]
            fields += [APIField(name, DeclaredField()) for name in names]
            fields += [APIField("image", PictureField()), APIField("body", StoryField())]
        return fields

    @classmethod
    def get_available_fields(cls, model: Any, db_fields_only: bool = False) -> list[str]:
        """All fields; of those that the database orders by only such as say nothing internal under a public name."""
        if db_fields_only:
            return ["id", "title", "slug", "first_published_at", "last_published_at"]
        return super().get_available_fields(model)

    def filters_of(self, model: Any) -> set[str]:
        return {facet.name for facet in facets(model)}

    def get_base_queryset(self) -> Any:
        return Page.objects.filter(catalog_entry__isnull=False)

    def get_queryset(self) -> Any:
        pages = super().get_queryset().select_related("locale", "content_type", "catalog_entry")
        return pages.defer("catalog_entry__words", "catalog_entry__title_words").order_by("pk")

    def paginate_queryset(self, queryset: Any) -> Any:
        """One page of the list, with the records of its pages in a constant number of queries."""
        pages = list(super().paginate_queryset(queryset))
        self._records = dict(self._read(pages))
        return [page for page in pages if page.pk in self._records]

    def get_object(self) -> Any:
        """The page with its own type; Http404 unless it is public."""
        if not hasattr(self, "_records"):
            page = super().get_object()
            self._records = dict(self._read([page]))
            if page.pk not in self._records:
                raise Http404
        return super().get_object()

    def record(self, page: Any) -> Record:
        """What the public may know of a page of this answer."""
        return self._records[page.pk]

    def find_object(self, queryset: Any, request: Request) -> Any:
        """A page by `?html_path=`, its address without the host, or by `?id=`."""
        if path := request.GET.get("html_path", ""):
            if "\x00" in path:
                return None
            entry = Entry.objects.filter(url=f"/{path.strip('/')}/".replace("//", "/")).first()
            return queryset.get(pk=entry.pk) if entry else None
        return super().find_object(queryset, request)

    def _read(self, pages: list[Any]) -> Iterator[tuple[int, Record]]:
        groups: dict[tuple[Any, str], list[int]] = defaultdict(list)
        for page in pages:
            if isinstance(page, BasePage):
                groups[type(page), page.locale.language_code].append(page.pk)
            else:
                yield page.pk, {"lead": page.catalog_entry.lead or None}
        for (model, language), page_ids in groups.items():
            yield from records_of(model, page_ids, language=language, absolute=self._absolute).items()

    def _absolute(self, url: str) -> str:
        return get_full_url(self.request, url)


class PublicImageSerializer(ImageSerializer):
    download_url = DownloadField(read_only=True)


class ImagesAPIViewSet(PublicEndpoint):
    """Pictures that public pages show; what they show is told by the page."""

    base_serializer_class = PublicImageSerializer
    filter_backends = [OrderingFilter]
    body_fields = ["id", "width", "height"]
    meta_fields = ["type", "detail_url", "download_url"]
    listing_default_fields = ["id", "type", "detail_url", "width", "height"]
    detail_only_fields = ["download_url"]
    name = "images"
    model = get_image_model()

    def get_queryset(self) -> Any:
        return public_files(self.model).order_by("pk")


class DocumentsAPIViewSet(PublicEndpoint):
    """Documents that public pages show; none of a private collection."""

    base_serializer_class = DocumentSerializer
    filter_backends = [OrderingFilter]
    body_fields = ["id", "title"]
    meta_fields = ["type", "detail_url", "download_url"]
    listing_default_fields = ["id", "type", "detail_url", "title", "download_url"]
    name = "documents"
    model = get_document_model()

    def get_queryset(self) -> Any:
        return public_files(self.model).order_by("pk")
