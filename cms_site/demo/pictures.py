"""Pictures of the demo: a name on a field of colour, drawn when the demo is loaded, never a photograph."""

from functools import cached_property
from typing import Any

import typst
from django.core.files.base import ContentFile
from wagtail.images import get_image_model
from wagtail.models import Collection

from cms_site.demo.facts import DATA, SOURCE, load

# The English name stands below the Ukrainian one as long as there is room for both.
LONG_NAME = 24
LARGE, MEDIUM, SMALL = "128", "104", "84"


class Pictures:
    """Draws the pictures of `data/pictures.yaml` and keeps each of them once."""

    def __init__(self, collection: Collection) -> None:
        self.collection = collection
        self.added = 0
        self._found: dict[str, Any] = {}

    @cached_property
    def _drawing(self) -> bytes:
        return (DATA / "picture.typ").read_bytes()

    def get(self, key: str) -> Any:
        """The stored image of that key, recognised by its content; drawn and stored if it is not there."""
        if key not in self._found:
            self._found[key] = self._store(key, ContentFile(self.draw(key), name=f"demo-{key}.png"))
        return self._found[key]

    def draw(self, key: str) -> bytes:
        """The picture as PNG, 1200 × 800 pixels; always the same bytes for the same key."""
        names = load("pictures")["pictures"][key]
        large, second = names[SOURCE], names["en"]
        words = {
            "name": large,
            "second": "" if len(large) > LONG_NAME else second,
            "size": LARGE if len(large) < LONG_NAME / 2 else MEDIUM if len(large) <= LONG_NAME else SMALL,
        }
        return typst.compile(
            self._drawing,
            format="png",
            ppi=72,
            ignore_system_fonts=True,
            sys_inputs={**words, "colour": names["colour"], "motif": names["motif"]},
        )

    def _store(self, key: str, content: ContentFile) -> Any:
        model = get_image_model()
        image = model(title=load("pictures")["pictures"][key][SOURCE], collection=self.collection, file=content)
        image.description = description(key, SOURCE)
        image._set_image_file_metadata()
        same = model.objects.filter(file_hash=image.file_hash).first()
        if same is not None:
            return same
        image.full_clean()
        image.save()
        self.added += 1
        return image


def description(key: str, language: str) -> str:
    """What the picture shows, in words of `language`."""
    known = load("pictures")
    text: str = known["words"][language].format(name=known["pictures"][key][language])
    return text
