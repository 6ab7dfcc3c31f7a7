"""Pictures of the demo: a pattern on a field of colour, drawn when the demo is loaded, never a photograph."""

from functools import cached_property
from typing import Any

import typst
from django.core.files.base import ContentFile
from wagtail.images import get_image_model
from wagtail.models import Collection

from cms_site.demo.facts import DATA, SOURCE, load


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
        picture = load("pictures")["pictures"][key]
        return typst.compile(
            self._drawing,
            format="png",
            ppi=72,
            ignore_system_fonts=True,
            sys_inputs={"colour": picture["colour"], "motif": picture["motif"]},
        )

    def _store(self, key: str, content: ContentFile) -> Any:
        model = get_image_model()
        image = model(title=load("pictures")["pictures"][key]["name"], collection=self.collection, file=content)
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
    text: str = known["words"][known["pictures"][key]["motif"]][language]
    return text
