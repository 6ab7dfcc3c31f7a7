"""A photograph does not say where and with what it was taken."""

from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models.fields.files import FieldFile
from django.test import Client
from PIL import ExifTags, Image
from wagtail.images import get_image_model

from cms_site.core.photo_metadata import without_metadata

SECRET = b"Canon 0123456789"


def photograph(kind: str, *, rotated: bool = False) -> bytes:
    picture = Image.new("RGB", (40, 20), "navy")
    exif = picture.getexif()
    exif[ExifTags.Base.Make] = SECRET.decode()
    if rotated:
        exif[ExifTags.Base.Orientation] = 6
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (50.0, 54.0, 0.0), 3: "E", 4: (34.0, 48.0, 0.0)})
    written = BytesIO()
    picture.save(written, format=kind, exif=exif)
    return written.getvalue()


def content_of(file: FieldFile) -> bytes:
    file.close()
    with default_storage.open(file.name) as stored:
        return stored.read()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_camera_and_coordinates_go_and_the_picture_stays(kind: str) -> None:
    taken = photograph(kind)
    assert SECRET in taken

    clean = without_metadata(taken)

    with Image.open(BytesIO(clean)) as picture:
        assert (picture.format, picture.size, dict(picture.getexif())) == (kind, (40, 20), {})
        assert not picture.getexif().get_ifd(ExifTags.IFD.GPSInfo)
    assert SECRET not in clean


def test_a_photograph_taken_upright_stays_upright_without_its_orientation_mark() -> None:
    with Image.open(BytesIO(without_metadata(photograph("JPEG", rotated=True)))) as picture:
        assert picture.size == (20, 40)


def test_a_file_without_metadata_is_kept_to_the_byte() -> None:
    written = BytesIO()
    Image.new("RGB", (4, 4)).save(written, format="JPEG")

    assert without_metadata(written.getvalue()) == written.getvalue()


@pytest.mark.django_db
def test_an_uploaded_photograph_is_stored_without_coordinates_and_so_are_its_sizes(admin_client: Client) -> None:
    upload = SimpleUploadedFile("bridge.jpg", photograph("JPEG", rotated=True), content_type="image/jpeg")

    admin_client.post("/admin/images/add/", {"title": "Міст", "file": upload, "collection": "1"})

    image = get_image_model().objects.get()
    stored = content_of(image.file)
    assert SECRET not in stored
    assert (image.width, image.height, image.file_size) == (20, 40, len(stored))
    assert SECRET not in content_of(image.get_rendition("width-10").file)
