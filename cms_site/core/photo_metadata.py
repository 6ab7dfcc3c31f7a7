"""Photographs lose what the camera wrote into them: place, time, serial number, owner."""

from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image, ImageOps
from wagtail.utils.file import hash_filelike

# What belongs to the picture itself: without it colours and animations change.
KEPT = {"duration", "gamma", "icc_profile", "loop", "transparency"}


def without_metadata(content: bytes) -> bytes:
    """`content` of an image file with nothing but the picture, upright, in the same format.

    Rendered sizes of a JPEG carry the metadata of the upload on, coordinates included, so it has to go from the upload
    itself. Raises what Pillow raises for a file that is no image.
    """
    with Image.open(BytesIO(content)) as picture:
        if not _has_metadata(picture):
            return content
        kind, animated = picture.format, getattr(picture, "is_animated", False)
        options: dict[str, Any] = {key: value for key, value in picture.info.items() if key in KEPT}
        upright = picture if animated else ImageOps.exif_transpose(picture)
        if kind == "JPEG":
            options.update(quality=95, subsampling=0)
        if animated:
            options["save_all"] = True
        upright.getexif().clear()
        upright.info = {key: value for key, value in upright.info.items() if key in KEPT}
        written = BytesIO()
        upright.save(written, format=kind, **options)
    return written.getvalue()


def _has_metadata(picture: Image.Image) -> bool:
    # The version and density of a JPEG's own header say nothing about who took it and where.
    harmless = KEPT | {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi", "background", "version", "extension"}
    return bool(picture.getexif()) or bool(set(picture.info) - harmless)


def strip_on_upload(instance: Any, **kwargs: Any) -> None:
    """Signal handler: strip a newly uploaded file of an image before it is stored."""
    if instance.file and not instance.file._committed:
        content = without_metadata(instance.file.read())
        instance.file = ContentFile(content, name=instance.file.name)
        instance.file_size = len(content)
        instance.file_hash = hash_filelike(BytesIO(content))
