"""An expert without an account reads one text by a link and says what they think of it."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from cms_site.core.models import Delivery, SignOff
from cms_site.core.workflow.four_eyes import who_may_approve
from delegations.models import Member, ProgrammeItem
from tests.factories.core import make_editor
from tests.factories.delegations import make_delegation_index, make_visit
from tests.factories.home import make_home
from tests.factories.workflow import asked_about
from tests.integration.core.test_four_eyes import Desk

pytestmark = pytest.mark.django_db

QUESTION = "Чи можна так писати\nпро договір?"


@pytest.fixture
def desk() -> Desk:
    return Desk()


def address_in(mail: Any) -> str:
    found = re.search(r"http://[^/\s]+(/\S*opinion/\S+)", mail.body)
    assert found
    assert found[1] in mail.alternatives[0][0]
    return found[1]


def opinions(page: Any) -> str:
    return reverse("core_opinions", args=[page.pk])


def test_a_link_is_valid_until_the_day_ends_in_the_city_wherever_the_editor_is(desk: Desk, client: Client) -> None:
    page = desk.draft(desk.author)
    desk.author.wagtail_userprofile.current_time_zone = "America/New_York"
    desk.author.wagtail_userprofile.save()
    client.force_login(desk.author)
    asked = {"name": "Оксана", "email": "oksana@example.org", "language": "uk", "question": QUESTION}
    with time_machine.travel("2026-02-03T00:30:00+00:00"):  # the evening before in New York
        wrong = client.post(opinions(page), {**asked, "until": "02.02.2026"})
        client.post(opinions(page), {**asked, "until": "03.02.2026"})

    assert wrong.context["form"].errors.keys() == {"until"}
    assert SignOff.objects.get().link.expires.isoformat() == "2026-02-03T21:59:59+00:00"


def test_an_expert_is_asked_reads_answers_and_corrects_and_the_editor_learns_of_it(
    desk: Desk, client: Client, mailoutbox: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    page = desk.draft(desk.author, "Договір <i>про воду</i>")
    client.force_login(desk.author)
    assert opinions(page) in client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    day = timezone.localdate()
    asked = {"name": "Оксана Право", "email": "oksana@example.org", "language": "uk", "question": QUESTION}
    wrong = client.post(opinions(page), {**asked, "until": day - timedelta(days=1)})
    assert wrong.context["form"].errors.keys() == {"until"}
    assert QUESTION in wrong.content.decode()
    assert client.post(opinions(page), {**asked, "until": day + timedelta(days=91)}).context["form"].errors
    with django_capture_on_commit_callbacks(execute=True):
        client.post(opinions(page), {**asked, "until": day + timedelta(days=7)})
    [mail] = mailoutbox
    assert (mail.to, mail.subject) == (["oksana@example.org"], "Просять вашої думки: Договір <i>про воду</i>")
    assert QUESTION in mail.body
    assert not Delivery.objects.exclude(payload={}).exists()  # the address is kept nowhere

    # a browser that is told to name no referrer names no origin either
    expert, address = Client(enforce_csrf_checks=True, headers={"origin": "null"}), address_in(mail)
    before = SignOff.objects.values().get()
    response = expert.get(address)
    text = response.content.decode()
    assert "Договір &lt;i&gt;про воду&lt;/i&gt;" in text
    assert "Чи можна так писати" in text
    assert "wagtailadmin" not in text
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert not response.cookies
    assert SignOff.objects.values().get() == before  # who only reads, as a scanner of mails does, changes nothing

    refused = expert.post(address, {"verdict": "remarks", "comment": " ", "name": "О. Право"})
    assert "Напишіть, що ви змінили б" in refused.content.decode()
    assert 'value="О. Право"' in refused.content.decode()
    assert SignOff.objects.values().get() == before
    mailoutbox.clear()
    for verdict, comment in (("remarks", "Немає дати."), ("disagree", "Немає й суми.")):
        with django_capture_on_commit_callbacks(execute=True):
            assert expert.post(address, {"verdict": verdict, "comment": comment, "name": "О. Право"}).url == address
    assert "Немає й суми." in expert.get(address).content.decode()
    assert SignOff.objects.get().link.last_used is not None
    assert [mail.to for mail in mailoutbox] == [["author@example.org"]] * 2
    assert "Не погоджуюся" in mailoutbox[1].body
    assert "Немає й суми." in mailoutbox[1].body

    editor = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "Opinion of О. Право: “I do not agree”. Немає й суми." in editor
    assert "older text" not in editor
    desk.edit(page, desk.author, "Договір про світло")
    editor = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "It was given on an older text." in editor
    assert "Older text" in client.get(opinions(page)).content.decode()
    assert "про воду" in expert.get(address).content.decode()  # the text that was asked about
    history = client.get(reverse("wagtailadmin_pages:history", args=[page.pk])).content.decode()
    assert "Opinion of О. Право, without an account: “I agree with remarks” Немає дати." in history
    assert PageLogEntry.objects.filter(page=page.pk, action="ratusha.sign_off.ask", user=desk.author).count() == 1

    # it is no approval
    assert not desk.fresh(page).live
    assert {user.username for user in who_may_approve(page)} == {"chief", "deputy"}


@pytest.mark.parametrize(
    ("language", "words"),
    [("uk", "Надіслати відповідь"), ("en", "Send the answer"), ("pl", "Wyślij odpowiedź")],
)
def test_form_and_mail_are_in_the_language_that_the_editor_chose_and_the_text_in_its_own(
    desk: Desk,
    client: Client,
    mailoutbox: list[Any],
    django_capture_on_commit_callbacks: Any,
    language: str,
    words: str,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        asked_about(desk.draft(desk.author), desk.author, language)
    address = address_in(mailoutbox[0])

    text = client.get(address).content.decode()

    assert words in text
    assert f'<section class="opinion" lang="{language}"' in text
    assert '<html lang="uk">' in text
    assert f'<html lang="{language}">' in mailoutbox[0].alternatives[0][0]
    assert client.post(address, {"verdict": "agree", "comment": "", "name": "Anna"}).url == address


def test_a_link_that_is_expired_revoked_or_unknown_gets_one_calm_answer(
    desk: Desk, client: Client, mailoutbox: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    page = desk.draft(desk.author)
    revoked, revoked_token = asked_about(page, desk.author)
    _item, token = asked_about(page, desk.author)
    client.force_login(desk.author)
    client.post(reverse("core_revoke_opinion", args=[revoked.pk]))
    reader = Client()
    answer = {"verdict": "agree", "comment": "", "name": "Анна"}

    def answers(token: str) -> list[tuple[int, bytes]]:
        address = reverse("sign_off", args=[token])
        found = [reader.get(address), reader.post(address, answer)]
        return [(response.status_code, response.content.replace(token.encode(), b"")) for response in found]

    with time_machine.travel(timezone.now() + timedelta(days=9), tick=False):
        expired = answers(token)
    assert expired == answers(revoked_token) == answers("nothing")
    assert {status for status, _content in expired} == {410}
    assert not SignOff.objects.exclude(answered=None).exists()
    assert reader.get(reverse("sign_off", args=[token])).status_code == 200

    # nor is a mail sent whose link is revoked by then; that of the other link was not sent yet
    with django_capture_on_commit_callbacks(execute=True):
        late, _token = asked_about(page, desk.author)
        late.link.revoke(timezone.now())
    [mail] = mailoutbox
    assert token in mail.body
    page.delete(user=desk.root)
    assert reader.get(reverse("sign_off", args=[token])).status_code == 410


def test_only_who_may_edit_the_page_asks_and_revokes(desk: Desk, client: Client) -> None:
    page = desk.draft(desk.author)
    item, _token = asked_about(page, desk.author)
    other = desk.index.get_parent().add_child(instance=type(desk.home)(title="Інше", slug="other"))
    client.force_login(make_editor(other, "add", "change", name="stranger"))

    assert client.get(opinions(page)).status_code == 302
    assert client.post(opinions(page)).status_code == 302
    client.post(reverse("core_revoke_opinion", args=[item.pk]))
    item.link.refresh_from_db()
    assert item.link.revoked is None
    assert SignOff.objects.count() == 1


def test_an_expert_sees_of_a_visit_what_readers_will_see_before_its_release(client: Client) -> None:
    index = make_delegation_index(make_home())
    visit = make_visit(
        index,
        title="Делегація",
        live=False,
        place="Таємна адреса",
        notes="Для служби",
        released_at=timezone.now() + timedelta(days=3),
    )
    visit.programme = [ProgrammeItem(item="Зустріч у таємному місці", place="Бункер")]
    visit.members = [Member(name="Охоронець", public=False), Member(name="Мер", public=True)]
    visit.save()
    visit.save_revision()
    officer = make_editor(index, "add", "change")
    _item, token = asked_about(visit, officer)

    text = client.get(reverse("sign_off", args=[token])).content.decode()

    assert "Делегація" in text
    assert "Мер" in text
    for secret in ("Таємна адреса", "Для служби", "таємному місці", "Бункер", "Охоронець"):
        assert secret not in text
