"""What the API tells of a page or picture beside the columns of the database."""

from typing import Any

from django.utils import translation
from rest_framework.fields import Field
from wagtail.api.v2.utils import get_full_url, get_object_detail_url
from wagtail.images import get_image_model

PICTURE = "max-1600x1600"


class DeclaredField(Field):
    """One column of the record of a page."""

    def get_attribute(self, page: Any) -> Any:
        return self.context["view"].record(page).get(self.field_name)

    def to_representation(self, value: Any) -> Any:
        return value


class StoryField(Field):
    """The text of a page as the public page has it, in HTML."""

    def get_attribute(self, page: Any) -> Any:
        return page

    def to_representation(self, page: Any) -> str:
        with translation.override(page.locale.language_code):
            return str(page.body.render_as_block({"request": self.context["request"], "page": page}))


class PictureField(Field):
    """The picture of a page: its number, its description and where the API tells more of it."""

    def get_attribute(self, page: Any) -> Any:
        return page.catalog_entry if page.catalog_entry.image_id else None

    def to_representation(self, entry: Any) -> dict[str, Any]:
        where = get_object_detail_url(
            self.context["router"], self.context["request"], get_image_model(), entry.image_id
        )
        return {"id": entry.image_id, "alt": entry.image_alt, "detail_url": where}


class EntryAddressField(Field):
    """The address of the public page."""

    def get_attribute(self, page: Any) -> Any:
        return page.catalog_entry

    def to_representation(self, entry: Any) -> str:
        return get_full_url(self.context["request"], entry.url)


class DownloadField(Field):
    """Where a picture can be had, in a size for screens: originals are not for everybody."""

    def get_attribute(self, image: Any) -> Any:
        return image

    def to_representation(self, image: Any) -> str:
        return get_full_url(self.context["request"], image.get_rendition(PICTURE).url)
