"""The form of an agreement: what is wrong is said at the field, and nothing typed is lost."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from partnerships.models import Agreement, AgreementIndexPage, PartnershipIndexPage, PartnershipPage
from tests.factories.partnerships import make_agreement, make_partnership

pytestmark = pytest.mark.django_db

PUBLISH = {"action-publish": "1"}
STEPS = ("drafted_on", "sent_on", "approved_on", "registration_date")
EMPTY = ("valid_from", "valid_to", "renews", "partner", "registration_number", "scan", *STEPS)
PDF = b"%PDF-1.7 " + bytes(64)
EXECUTABLE = b"MZ" + bytes(64)


def name_alone(value: Any) -> str:
    """Names the case of a test; the contents of a file would not do."""
    return value if isinstance(value, str) else ""


def form(**fields: Any) -> dict[str, Any]:
    given = {
        "title": "Угода з Любліном",
        "slug": "",
        "lead": "",
        "body": streamfield([]),
        "image": "",
        "image_alt": "",
        "seo_title": "",
        "kind": "partnership_agreement",
        "start_date": "2026-03-01",
        "end_date": "",
        "date_precision": "day",
        "parties": inline_formset([]),
        **dict.fromkeys(EMPTY, ""),
        **fields,
    }
    return nested_form_data({name: getattr(value, "pk", value) for name, value in given.items()})


def create(client: Client, index: AgreementIndexPage, **fields: Any) -> HttpResponse:
    return client.post(f"/admin/pages/add/partnerships/agreement/{index.pk}/", form(**fields))


def errors(response: HttpResponse) -> set[str]:
    return set(response.context["form"].errors)


def make_scan(name: str, content: bytes) -> Any:
    return get_document_model().objects.create(title=name, file=ContentFile(content, name=name))


@pytest.fixture
def lublin(partners: PartnershipIndexPage) -> PartnershipPage:
    return make_partnership(partners)


def test_dates_that_contradict_each_other_are_refused_at_the_field(
    admin_client: Client, agreements: AgreementIndexPage
) -> None:
    response = create(admin_client, agreements, valid_from="2026-01-01", valid_to="2025-12-31", without_end="on")

    assert errors(response) == {"valid_to", "without_end"}
    page = response.content.decode()
    assert 'value="2025-12-31"' in page
    assert 'value="Угода з Любліном"' in page


def test_steps_are_refused_where_they_are_out_of_order_and_kept_as_typed(
    admin_client: Client, agreements: AgreementIndexPage, lublin: PartnershipPage
) -> None:
    response = create(
        admin_client,
        agreements,
        partner=lublin,
        drafted_on="2026-01-10",
        sent_on="2026-01-09",
        approved_on="2026-03-02",
        registration_number="12",
    )

    assert errors(response) == {"sent_on", "start_date", "registration_date"}
    assert "Це раніше за етап" in response.content.decode()
    assert 'value="2026-01-09"' in response.content.decode()


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"start_date": "", "sent_on": "2026-01-09"}, {"drafted_on"}),
        ({}, {"drafted_on", "sent_on", "approved_on"}),
        ({"start_date": "", "registration_date": "2026-01-09", "registration_number": "1"}, {*STEPS[:3], "start_date"}),
        ({"start_date": "", "drafted_on": "2099-01-09"}, {"drafted_on"}),
        ({"start_date": "2016-09-01"}, set()),
        ({"start_date": "2016-09-01", "registration_date": "2016-10-01"}, {"registration_number"}),
    ],
)
def test_no_step_is_skipped_unless_the_agreement_is_older_than_the_law(
    admin_client: Client,
    agreements: AgreementIndexPage,
    lublin: PartnershipPage,
    fields: dict[str, str],
    wrong: set[str],
) -> None:
    response = create(admin_client, agreements, partner=lublin, **fields)

    assert (errors(response) if wrong else response.status_code) == (wrong or 302)


@pytest.mark.parametrize(
    ("kind", "country", "agreement_kind"),
    [
        ("domestic", "UA", "partnership_agreement"),
        ("cooperation", "UA", "memorandum"),
        ("network", "", "memorandum"),
        ("sister_city", "PL", "network_memorandum"),
        ("sister_city", "PL", "tripartite_aid"),
    ],
)
def test_agreements_that_are_not_between_communities_of_two_countries_take_no_steps(
    admin_client: Client,
    agreements: AgreementIndexPage,
    partners: PartnershipIndexPage,
    kind: str,
    country: str,
    agreement_kind: str,
) -> None:
    partner = make_partnership(partners, kind=kind, country=country)

    response = create(admin_client, agreements, partner=partner, kind=agreement_kind, sent_on="2026-01-09")

    assert errors(response) == {"sent_on"}
    assert create(admin_client, agreements, partner=partner, kind=agreement_kind, **PUBLISH).status_code == 302


def test_an_agreement_is_published_with_its_dated_steps(
    admin_client: Client, client: Client, agreements: AgreementIndexPage, lublin: PartnershipPage
) -> None:
    steps = {"drafted_on": "2026-01-01", "sent_on": "2026-01-15", "approved_on": "2026-02-01"}
    registration = {"registration_date": "2026-03-09", "registration_number": "77-С"}

    create(admin_client, agreements, partner=lublin, **steps, **registration, **PUBLISH)

    page = Agreement.objects.get()
    assert [step.date.isoformat() for step in page.legal_steps] == [
        "2026-01-01",
        "2026-01-15",
        "2026-02-01",
        "2026-03-01",
        "2026-03-09",
    ]
    said = client.get(page.url).content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert said.index("15 січня 2026") < said.index("9 березня 2026") < said.index("77-С")
    assert page.step_due == ""


@pytest.mark.parametrize("field", ["valid_from", "start_date"])
def test_a_renewal_cannot_begin_before_what_it_renews(
    admin_client: Client, agreements: AgreementIndexPage, field: str
) -> None:
    parent = make_agreement(agreements)

    response = create(
        admin_client,
        agreements,
        kind="tripartite_aid",
        renews=parent,
        **{"start_date": "2015-12-01", field: "2015-12-31"},
    )

    assert errors(response) == {field}
    assert "1\N{NO-BREAK SPACE}січня 2016" in response.context["form"].errors[field][0]
    assert 'value="2015-12-31"' in response.content.decode()


def test_an_agreement_cannot_be_moved_behind_its_renewal(admin_client: Client, agreements: AgreementIndexPage) -> None:
    parent = make_agreement(agreements)
    make_agreement(agreements, title="На 2017 рік", renews=parent, valid_from=date(2017, 1, 1), valid_to=None)
    moved = form(title=parent.title, slug=parent.slug, kind="tripartite_aid", valid_from="2017-01-02")

    response = admin_client.post(f"/admin/pages/{parent.pk}/edit/", moved)

    assert errors(response) == {"valid_from"}


@pytest.mark.parametrize(("precision", "days"), [("day", 1), ("year", 366)])
def test_a_signing_that_is_yet_to_come_can_be_drafted_but_not_published(
    admin_client: Client, agreements: AgreementIndexPage, precision: str, days: int
) -> None:
    day = (timezone.localdate() + timedelta(days=days)).isoformat()
    fields = {"start_date": day, "date_precision": precision, "kind": "other", "valid_from": "2016-01-01"}

    response = create(admin_client, agreements, **fields, **PUBLISH)

    assert errors(response) == {"start_date"}
    assert f'value="{day}"' in response.content.decode()
    create(admin_client, agreements, **fields)
    draft = Agreement.objects.get()
    assert not draft.live
    assert not Agreement.objects.in_force_on(timezone.localdate()).exists()


@pytest.mark.parametrize(
    ("name", "content", "accepted"),
    [
        ("scan.pdf", PDF, True),
        ("scan.pdf", b"scanner\n" + PDF, True),
        ("scan.pdf", EXECUTABLE, False),
        ("scan.pdf", b"", False),
        ("scan.docx", b"PK\x03\x04" + bytes(64), True),
        ("scan.docx", PDF, False),
        ("scan.csv", b"a;b", False),
    ],
    ids=name_alone,
)
def test_a_scan_is_a_document_that_can_be_read(
    admin_client: Client, agreements: AgreementIndexPage, name: str, content: bytes, *, accepted: bool
) -> None:
    response = create(admin_client, agreements, kind="other", scan=make_scan(name, content))

    assert (response.status_code == 302) == accepted
    if not accepted:
        assert errors(response) == {"scan"}
        assert 'value="Угода з Любліном"' in response.content.decode()


def test_a_scan_whose_file_is_gone_is_refused(admin_client: Client, agreements: AgreementIndexPage) -> None:
    scan = make_scan("scan.pdf", PDF)
    scan.file.storage.delete(scan.file.name)

    assert errors(create(admin_client, agreements, kind="other", scan=scan)) == {"scan"}


@pytest.mark.parametrize(
    ("name", "content", "accepted"),
    [
        ("a.pdf", PDF, True),
        ("a.pdf", EXECUTABLE, False),
        ("a.txt", "Угода".encode(), True),
        ("a.csv", "a\tb".encode("utf-16"), True),
        ("a.txt", EXECUTABLE, False),
        ("a.xlsx", b"PK\x03\x04" + bytes(64), True),
        ("a.rtf", b"{\\rtf1 }", True),
        ("a.rtf", b"plain", False),
    ],
    ids=name_alone,
)
def test_a_document_is_refused_when_it_is_uploaded_if_it_is_not_what_its_name_says(
    admin_client: Client, agreements: AgreementIndexPage, name: str, content: bytes, *, accepted: bool
) -> None:
    upload = {"title": "Скан", "file": ContentFile(content, name=name), "collection": "1", "tags": ""}
    form = {f"document-chooser-upload-{field}": value for field, value in upload.items()}

    response = admin_client.post("/admin/documents/chooser/create/", form)

    stored = get_document_model().objects.first()
    assert bool(stored) == accepted
    if stored:
        with stored.file.open() as file:
            assert file.read() == content
    else:
        assert "ще раз" in response.json()["htmlFragment"]
