"""The form of a document: one reason for a file that is refused."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.models import Collection

from cms_site.core.admin.document_form import NOT_WHAT_IT_SAYS

pytestmark = pytest.mark.django_db


def test_a_scan_that_is_no_document_is_refused_for_that_alone(admin_client: Client) -> None:
    scan = SimpleUploadedFile("scan.pdf", b"\x89PNG\r\n\x1a\n" + bytes(64))
    collection = Collection.get_first_root_node()
    data = {"title": "Скан угоди", "file": scan, "collection": collection.pk if collection else "", "tags": ""}

    response = admin_client.post(reverse("wagtaildocs:add"), data)

    form = response.context["form"]
    assert form.errors.get_json_data()["file"] == [{"message": str(NOT_WHAT_IT_SAYS), "code": "contents"}]
    assert form["title"].value() == "Скан угоди"
    assert not get_document_model().objects.exists()
