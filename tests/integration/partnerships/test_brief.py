"""The dossier on one page as PDF, read back."""

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader
from wagtail.models import Page, PageViewRestriction

from partnerships.models import (
    AgreementIndexPage,
    Contact,
    CooperationArea,
    PartnershipIndexPage,
    PartnershipPage,
    StageChange,
)
from tests.factories.core import make_editor, translate
from tests.factories.partnerships import make_agreement, make_partnership

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


@pytest.fixture
def lublin(partners: PartnershipIndexPage) -> PartnershipPage:
    page = make_partnership(partners, lead="Місто-побратим на сході Польщі; ґанок, їжак, Єва, п’ять.")
    page.areas = [CooperationArea(text="Молодіжні обміни")]
    page.contacts = [Contact(name="Ян Канарка", email="canary@example.org", phone="7005")]
    page.notes = "Зателефонувати\nперед святом"
    page.save()
    return page


def read(response: HttpResponse) -> tuple[PdfReader, str]:
    """The file and its text in one line."""
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    reader = PdfReader(BytesIO(response.content))
    return reader, " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def public(client: Client, page: Page, prefix: str = "") -> tuple[PdfReader, str]:
    return read(client.get(f"{prefix}/partners/{page.translation_key}/dossier.pdf"))


def test_the_public_brief_says_what_the_page_says_and_nothing_internal(
    client: Client, lublin: PartnershipPage, agreements: AgreementIndexPage
) -> None:
    make_agreement(agreements, title="Чинна угода", partner=lublin, valid_from=TODAY, valid_to=TODAY)
    make_agreement(agreements, title="Торішня угода", partner=lublin)

    _reader, said = public(client, lublin)

    for words in ["Люблін", "ґанок, їжак, Єва, п’ять", "Молодіжні обміни", "Польща", "Чинна угода", "Торішня угода"]:
        assert words in said
    assert not any(secret in said for secret in ["Канарка", "canary", "7005", "Зателефонувати"])
    assert f'href="/partners/{lublin.translation_key}/dossier.pdf"' in client.get(lublin.url).content.decode()


def test_the_file_is_accessible_and_has_title_and_language(client: Client, lublin: PartnershipPage) -> None:
    english = translate(lublin, "en", title="Lublin", lead="A sister city.")

    for page, prefix, language in [(lublin, "", "uk"), (english, "/en", "en")]:
        reader, said = public(client, page, prefix)
        root: Any = reader.trailer["/Root"]
        assert reader.metadata is not None
        assert (reader.metadata.title, root["/Lang"], root["/MarkInfo"]["/Marked"]) == (page.title, language, True)
        assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
        assert page.lead.split(";")[0] in said


def test_what_people_wrote_is_no_markup(client: Client, lublin: PartnershipPage) -> None:
    lublin.lead = '#panic("x") *зірки* $1/0$ \\ `код` @мітка <b> "лапки" = не заголовок'
    lublin.areas = [CooperationArea(text="#read(sys.inputs.data)")]
    lublin.save()

    _reader, said = public(client, lublin)

    assert '#panic("x") *зірки* $1/0$ \\ `код` @мітка <b>' in said
    assert "#read(sys.inputs.data)" in said


def test_the_brief_is_one_page_however_much_there_is(
    admin_client: Client, lublin: PartnershipPage, agreements: AgreementIndexPage
) -> None:
    lublin.lead = "Дуже довге речення про співпрацю двох міст. " * 13
    lublin.areas = [CooperationArea(text=f"Сфера співпраці номер {number}") for number in range(40)]
    lublin.notes = "Внутрішня примітка про зустріч. " * 200
    lublin.contacts = [Contact(name=f"Особа {n}", post="Начальниця відділу", email="a@b.org") for n in range(30)]
    lublin.stage_changes = [StageChange(stage="talks", note="Н" * 200) for _ in range(30)] + [
        StageChange(stage="active")
    ]
    lublin.save()
    for number in range(40):
        end = TODAY + timedelta(days=number - 20)
        title = f"Угода про дуже довгу й ґрунтовну співпрацю в багатьох галузях міського життя № {number}"
        make_agreement(agreements, title=title, partner=lublin, valid_from=date(2015, 1, 1), valid_to=end)

    for address in [f"/partners/{lublin.translation_key}/dossier.pdf", f"/admin/partners/{lublin.pk}/brief/"]:
        reader, said = read(admin_client.get(address))
        assert len(reader.pages) == 1
        assert "ще" in said


def test_the_internal_brief_has_contacts_and_notes_as_last_saved(admin_client: Client, lublin: PartnershipPage) -> None:
    lublin.notes = "Чернетка примітки"
    lublin.save_revision()

    response = admin_client.get(f"/admin/partners/{lublin.pk}/brief/")

    _reader, said = read(response)
    for words in ["Ян Канарка", "canary@example.org", "7005", "Чернетка примітки"]:
        assert words in said
    assert "no-store" in response["Cache-Control"]


def test_the_internal_brief_is_for_those_who_may_edit_this_partner(
    client: Client, home: Page, lublin: PartnershipPage, agreements: AgreementIndexPage
) -> None:
    address = f"/admin/partners/{lublin.pk}/brief/"
    assert client.get(address).status_code == 302
    client.force_login(make_editor(agreements, "change"))
    assert client.get(address)["Location"] == reverse("wagtailadmin_home")

    client.force_login(make_editor(lublin, "change", name="officer"))

    assert client.get(address).status_code == 200


@pytest.mark.parametrize("hide", [Page.unpublish, lambda page: PageViewRestriction.objects.create(page=page)])
def test_a_partner_that_is_not_public_has_no_public_brief(
    client: Client, lublin: PartnershipPage, hide: Callable[[Page], Any]
) -> None:
    hide(lublin)

    assert client.get(f"/partners/{lublin.translation_key}/dossier.pdf").status_code == 404
    assert client.get(f"/en/partners/{lublin.translation_key}/dossier.pdf").status_code == 404


def test_editors_are_offered_the_brief(admin_client: Client, lublin: PartnershipPage) -> None:
    address = reverse("partner_internal_brief", args=[lublin.pk])

    for page in [reverse("wagtailadmin_pages:edit", args=[lublin.pk]), reverse("partnerships_partnershippage:index")]:
        assert address in admin_client.get(page).content.decode()
