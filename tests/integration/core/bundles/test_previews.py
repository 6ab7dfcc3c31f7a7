"""Named readers without an account see the pages of a bundle as they will be public."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry, Page

from cms_site.core import mails
from cms_site.core.bundles import previews
from cms_site.core.bundles.models import Bundle
from cms_site.core.bundles.release import release
from cms_site.core.models import SignedLink
from cms_site.core.workflow.publishing import SystemAction, system_action
from delegations.models import Member, ProgrammeItem
from home.models import RelatedPage
from tests.factories.bundles import make_bundle, read, shown_to_reader
from tests.factories.core import speaking, translate
from tests.factories.delegations import make_delegation_index, make_visit
from tests.integration.core.test_four_eyes import Desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    desk = Desk()
    speaking(desk.root, "uk")
    return desk


def shown(desk: Desk) -> tuple[Bundle, list[Page]]:
    """A bundle of a news item in two languages and the visit it tells of, shown to a reader."""
    visit = make_visit(
        make_delegation_index(desk.home),
        live=False,
        place="Таємна вежа",
        notes="Службова нотатка",
        members=[Member(name="Ян Прихований", public=False), Member(name="Ян Відомий", public=True)],
        programme=[ProgrammeItem(item="Зустріч за зачиненими дверима")],
        released_at=timezone.now() + timedelta(days=30),
    )
    visit.save_revision(user=desk.author)
    news = desk.draft(desk.author, "Гості приїдуть")
    draft = news.get_latest_revision_as_object()
    draft.related_pages = [RelatedPage(related=visit)]
    draft.body = [("paragraph", f'<p>Про <a linktype="page" id="{visit.pk}">візит</a>.</p>')]
    draft.save_revision(user=desk.author)
    with system_action(SystemAction.DEMO):
        english = translate(desk.fresh(news), "en", publish=False, title="Guests will come")
    pages = [desk.fresh(news), visit, english]
    bundle = make_bundle(*pages, by=desk.root)
    until = timezone.localdate() + timedelta(days=7)
    previews.send(bundle, desk.root, mails.Outsider("Оксана Пресова", "oksana@example.org", "uk"), until)
    return bundle, pages


def token_in(mail: Any) -> str:
    found = re.search(r"/preview/([\w-]+)/", mail.body)
    assert found
    assert found[0] in mail.alternatives[0][0]
    return found[1]


def test_a_reader_gets_a_link_and_reads_what_will_be_public_and_nothing_internal(
    desk: Desk, client: Client, mailoutbox: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        bundle, (news, visit, english) = shown(desk)
    [mail] = mailoutbox
    assert (mail.to, mail.subject) == (["oksana@example.org"], "Сторінки, які можна прочитати до оприлюднення")
    assert re.search(r"до кінця дня [1-9]\d?\s\w+\s\d{4}\. Воно", mail.body)
    token = token_in(mail)

    response = client.get(reverse("bundle_preview", args=[token]))

    text = response.content.decode()
    assert "Попередній перегляд: ще не оприлюднено" in text
    assert bundle.name not in text
    addresses = {page.pk: previews.preview_address(token, page) for page in (news, visit, english)}
    assert addresses[english.pk].startswith("/en/")
    assert all(address in text for address in addresses.values())
    for pk, address in addresses.items():
        response = client.get(address)
        text = response.content.decode()
        assert response.status_code == 200
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert "no-store" in response["Cache-Control"]
        assert response["Referrer-Policy"] == "no-referrer"
        assert "Попередній перегляд: ще не оприлюднено" in text
        for secret in ("Таємна вежа", "Службова", "Прихований", "зачиненими", "wagtailadmin"):
            assert secret not in text, secret
        if pk == news.pk:
            # in the text and among the related pages, and to the other language
            assert text.count(f'href="{addresses[visit.pk]}"') == 2
            assert f'href="{addresses[english.pk]}"' in text
        if pk == visit.pk:
            assert "Ян Відомий" in text
    assert client.get(news.url).status_code == 404

    # who opened it when, and what else was done
    client.force_login(desk.root)
    page = client.get(reverse("core_bundle", args=[bundle.pk])).content.decode()
    assert "Оксана Пресова" in page
    [link] = previews.links_of(bundle)
    assert len(link.openings) == 1
    assert link.last_used is not None
    client.post(reverse("core_bundle_hide", args=[link.pk]))
    assert client.get(addresses[news.pk]).status_code == 410
    done = ModelLogEntry.objects.for_instance(bundle).order_by("pk").values_list("action", flat=True)
    assert [action for action in done if action in {previews.SENT, previews.OPENED, previews.REVOKED}] == [
        previews.SENT,
        previews.OPENED,
        previews.REVOKED,
    ]
    history = client.get(reverse("bundles:history", args=[bundle.pk])).content.decode()
    assert "За посиланням відкрито попередній перегляд, читач: Оксана Пресова" in history


@pytest.mark.parametrize(
    ("language", "words"),
    [("uk", "Ці сторінки буде оприлюднено разом."), ("en", "will be public together"), ("pl", "opublikowane razem")],
)
def test_the_list_speaks_the_language_of_the_reader(
    desk: Desk, client: Client, language: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = desk.draft(desk.author)
    bundle = make_bundle(page, by=desk.root)
    reader = mails.Outsider("Jan", "jan@example.org", language)
    token = "t" * 43
    monkeypatch.setattr("cms_site.core.signed_links.new_token", lambda: token)
    link = previews.send(bundle, desk.root, reader, timezone.localdate())
    address = reverse("bundle_preview", args=[token])

    answer = client.get(address)
    assert words in answer.content.decode()
    assert f'<html lang="{language}"' in answer.content.decode()
    # who only looks at the headers, as a scanner of mails does, is no reader
    client.head(address)
    assert len(previews.links_of(bundle)[0].openings) == 1

    stranger = reverse("bundle_preview", args=["x" * 43])
    calm = client.get(stranger).content
    other = desk.draft(desk.author, "Не в пакеті")
    assert client.get(reverse("bundle_preview_page", args=[token, other.pk])).status_code == 404
    with time_machine.travel(link.expires + timedelta(seconds=1)):
        for gone in (address, reverse("bundle_preview_page", args=[token, page.pk])):
            assert client.get(gone).status_code == 410
        assert client.get(stranger).content == calm
    # the link leads to the public page once there is one
    release(bundle, desk.root, read(bundle))
    assert client.get(reverse("bundle_preview_page", args=[token, page.pk]))["Location"] == page.url
    assert SignedLink.objects.get().digest != token


def test_after_the_release_the_link_shows_what_is_public_and_no_later_draft(desk: Desk, client: Client) -> None:
    pages = [desk.draft(desk.author, title) for title in ("Відкрито клас", "Відкрито міст")]
    bundle = make_bundle(*pages, by=desk.root)
    token = shown_to_reader(bundle, desk.root)
    release(bundle, desk.root, read(bundle))
    for page in pages:
        desk.edit(page, desk.author, "Таємна назва")
    desk.fresh(pages[1]).unpublish(user=desk.chief)

    shown = client.get(reverse("bundle_preview", args=[token])).content.decode()
    taken_down = client.get(reverse("bundle_preview_page", args=[token, pages[1].pk]))

    assert f'href="{desk.fresh(pages[0]).url}" lang="uk" hreflang="uk">Відкрито клас</a>' in shown
    assert "Відкрито міст" not in shown
    assert "Таємна назва" not in shown
    assert taken_down.status_code == 404


def test_the_form_sends_to_a_named_reader_for_a_week(desk: Desk, client: Client) -> None:
    bundle = make_bundle(desk.draft(desk.author), by=desk.root)
    client.force_login(desk.root)
    form = reverse("core_bundle_show", args=[bundle.pk])
    assert client.get(form).context["form"]["until"].value() == timezone.localdate() + timedelta(days=7)
    data = {"name": "Оксана", "email": "oksana@", "language": "uk", "until": "05.05.2016"}
    answer = client.post(form, data)
    assert answer.context["form"].errors.keys() == {"email", "until"}
    assert "Оксана" in answer.content.decode()
    until = f"{timezone.localdate() + timedelta(days=3):%d.%m.%Y}"
    client.post(form, {**data, "email": "oksana@example.org", "until": until})
    [link] = previews.links_of(bundle)
    assert (link.name, link.email, link.made_by) == ("Оксана", "oksana@example.org", desk.root)
