"""One person publishes alone at night; another one confirms or corrects it in the morning."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cms_site.core.models import UrgentPublication
from cms_site.core.notices import send_due
from cms_site.core.workflow import urgent
from cms_site.core.workflow.digests import digest_of_revision
from cms_site.core.workflow.four_eyes import FourEyesError, StaleTextError
from home.models import Alert, NewsPage
from tests.factories.bundles import make_bundle
from tests.factories.core import make_locales
from tests.factories.workflow import make_group, make_member, under_four_eyes
from tests.integration.core.test_four_eyes import Desk, the_clock_at

pytestmark = pytest.mark.django_db
REASON = "Аварія водогону, води немає з другої ночі."
Outcome = UrgentPublication.Outcome


class NightDesk(Desk):
    """The desk with a duty editor."""

    def __init__(self) -> None:
        super().__init__()
        on_duty = make_group("duty", self.index, "add", "change", permissions=("publish_urgently",))
        self.duty = make_member(on_duty, "duty")

    def urgent(self, page: NewsPage | None = None, title: str = "Немає води") -> UrgentPublication:
        page = page or self.draft(self.duty, title)
        return urgent.publish_urgently(page, self.duty, REASON, read(page))


def read(page: Any) -> str:
    return digest_of_revision(page.get_latest_revision())


@pytest.fixture
def desk() -> NightDesk:
    return NightDesk()


def address(page: Any) -> str:
    kind = ContentType.objects.get_for_model(type(page))
    return f"{reverse('core_publish_urgently', args=[kind.pk, page.pk])}?read={read(page)}"


def home(client: Client, user: Any) -> str:
    client.force_login(user)
    return client.get(reverse("wagtailadmin_home")).content.decode()


def test_the_duty_editor_publishes_alone_with_a_reason(desk: NightDesk, client: Client) -> None:
    page = desk.draft(desk.duty, "Немає води")
    client.force_login(desk.duty)
    editor = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert address(page) in editor
    assert 'name="action-publish"' not in editor

    assert client.get(address(page)).status_code == 200
    refused = client.post(address(page), {"read": read(page), "reason": "негайно"})
    assert refused.context["form"].errors["reason"]
    response = client.post(address(page), {"read": read(page), "reason": REASON}, follow=True)

    assert desk.fresh(page).live
    said = response.content.decode()
    assert "Published urgently by Duty" in said
    assert REASON in said
    assert UrgentPublication.objects.get().reason == REASON
    history = client.get(reverse("wagtailadmin_pages:history", args=[page.pk])).content.decode()
    assert REASON in history


def test_what_waits_in_a_bundle_is_not_offered_and_the_editor_says_why(desk: NightDesk, client: Client) -> None:
    page = desk.draft(desk.duty, "Немає води")
    make_bundle(page, by=desk.root)
    client.force_login(desk.duty)

    editor = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

    why = "Take it out of the bundle to publish it alone."
    assert address(page).partition("?")[0] not in editor
    assert why in editor
    assert why in client.get(address(page), follow=True).content.decode()
    assert why in client.post(address(page), {"read": read(page), "reason": REASON}, follow=True).content.decode()
    assert not desk.fresh(page).live


def test_nobody_else_may_and_nothing_that_needs_no_second_person(desk: NightDesk, client: Client) -> None:
    page = desk.draft(desk.author)
    for user in (desk.author, desk.chief):
        client.force_login(user)
        assert client.get(address(page)).status_code == 302
        with pytest.raises(FourEyesError):
            urgent.publish_urgently(page, user, REASON, read(page))
    assert not desk.fresh(page).live


def test_the_text_that_was_read_goes_out_and_no_other(desk: NightDesk) -> None:
    page = desk.draft(desk.author)
    shown = read(page)
    desk.edit(page, desk.author, "Інше")

    with pytest.raises(StaleTextError):
        urgent.publish_urgently(page, desk.duty, REASON, shown)


def test_a_text_that_is_not_complete_or_waits_for_its_time_is_refused(desk: NightDesk) -> None:
    page = desk.draft(desk.duty)
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.save_revision()
    with pytest.raises(ValidationError):
        desk.urgent(desk.fresh(page))
    page.go_live_at, page.topic = None, None
    page.save_revision(clean=False)
    with pytest.raises(ValidationError):
        desk.urgent(desk.fresh(page))
    assert not desk.fresh(page).live


def test_the_open_item_heads_the_home_page_of_those_who_may_confirm_it(desk: NightDesk, client: Client) -> None:
    item = desk.urgent()

    desk.edit(desk.draft(desk.author), desk.chief, "Інше")
    for user in (desk.chief,):
        said = home(client, user)
        assert REASON in said
        assert reverse("core_confirm", args=[item.pk]) in said
        assert (
            said.index("urgent-publications") < said.index("Your most recent edits") if "most recent" in said else True
        )
    assert REASON not in home(client, desk.author)
    own = home(client, desk.duty)
    assert REASON in own
    assert reverse("core_confirm", args=[item.pk]) not in own


def test_another_person_confirms_it(desk: NightDesk, client: Client) -> None:
    item = desk.urgent()
    client.force_login(desk.chief)
    confirm = reverse("core_confirm", args=[item.pk])
    assert REASON in client.get(confirm).content.decode()

    client.post(confirm, {"read": item.digest})

    item.refresh_from_db()
    assert (item.outcome, item.closed_by) == (Outcome.CONFIRMED, desk.chief)
    assert REASON not in home(client, desk.deputy)


@pytest.mark.parametrize("superuser", [False, True])
def test_its_publisher_can_never_confirm_it(desk: NightDesk, client: Client, superuser: bool) -> None:
    desk.duty.is_superuser = superuser
    desk.duty.save()
    item = desk.urgent()
    client.force_login(desk.duty)

    client.post(reverse("core_confirm", args=[item.pk]), {"read": item.digest})

    item.refresh_from_db()
    assert item.outcome == Outcome.OPEN
    with pytest.raises(FourEyesError):
        urgent.confirm(item, desk.duty, item.digest)


def test_an_author_of_the_text_cannot_confirm_it(desk: NightDesk) -> None:
    item = desk.urgent(desk.draft(desk.chief))

    with pytest.raises(FourEyesError):
        urgent.confirm(item, desk.chief, item.digest)
    urgent.confirm(item, desk.deputy, item.digest)


def test_a_correction_that_somebody_approves_closes_it(desk: NightDesk) -> None:
    item = desk.urgent()
    page = desk.edit(item.instance, desk.chief, "Води немає на Хіміку")

    for user in (desk.duty, desk.chief):
        with pytest.raises(FourEyesError):
            page.get_latest_revision().publish(user=user, skip_permission_checks=True)
    page.get_latest_revision().publish(user=desk.deputy)

    item.refresh_from_db()
    assert (item.outcome, item.closed_by) == (Outcome.CORRECTED, desk.deputy)


def test_a_correction_that_waits_for_its_time_closes_nothing_yet(desk: NightDesk) -> None:
    item = desk.urgent()
    draft = item.instance.get_latest_revision_as_object()
    draft.title, draft.go_live_at = "Вода є", timezone.now() + timedelta(hours=1)
    draft.save_revision(user=desk.author)
    desk.fresh(draft).get_latest_revision().publish(user=desk.chief)
    item.refresh_from_db()
    assert item.outcome == Outcome.OPEN

    with the_clock_at(timezone.now() + timedelta(hours=2)):
        call_command("publish_scheduled", stdout=StringIO())

    item.refresh_from_db()
    assert (item.outcome, item.closed_by) == (Outcome.CORRECTED, desk.chief)


def test_words_published_urgently_stay_their_authors_until_somebody_confirms_them(desk: NightDesk) -> None:
    item = desk.urgent()
    page = desk.edit(item.instance, desk.author, "Води немає на Хіміку")
    desk.duty.groups.add(desk.chiefs)

    with pytest.raises(FourEyesError):
        page.get_latest_revision().publish(user=desk.duty, skip_permission_checks=True)


def test_a_second_urgent_publication_takes_over_and_the_clock_goes_on(desk: NightDesk) -> None:
    first = desk.urgent()
    UrgentPublication.objects.update(since=timezone.now() - timedelta(hours=5))
    page = desk.edit(first.instance, desk.duty, "Вода є")

    second = desk.urgent(page)

    first.refresh_from_db()
    assert first.outcome == Outcome.REPLACED
    assert second.since < timezone.now() - timedelta(hours=4)
    assert UrgentPublication.objects.filter(outcome=Outcome.OPEN).count() == 1


def test_a_workflow_in_progress_does_not_stand_in_the_way(desk: NightDesk) -> None:
    page = desk.draft(desk.author)
    desk.submit(page, desk.author)

    desk.urgent(desk.fresh(page))

    page = desk.fresh(page)
    assert page.live
    assert page.current_workflow_state is None


def test_what_is_deleted_needs_no_confirmation(desk: NightDesk, client: Client) -> None:
    item = desk.urgent()
    item.instance.delete()

    item = UrgentPublication.objects.get()
    assert item.outcome == Outcome.DELETED
    assert REASON not in home(client, desk.chief)


def test_the_home_page_asks_as_much_for_one_item_as_for_ten(desk: NightDesk, client: Client) -> None:
    def queries() -> int:
        client.force_login(desk.chief)
        client.get(reverse("wagtailadmin_home"))
        with CaptureQueriesContext(
            connection,
        ) as captured:
            client.get(reverse("wagtailadmin_home"))
        return len(captured)

    desk.urgent(title="Перша")
    one = queries()
    for number in range(9):
        desk.urgent(title=f"Новина {number}")

    assert queries() == one


def test_the_list_marks_what_nobody_confirmed(desk: NightDesk, client: Client) -> None:
    desk.urgent()
    client.force_login(desk.chief)

    assert "Unconfirmed" in client.get("/admin/home_newspage/").content.decode()
    assert "Unconfirmed" not in client.get(f"/admin/pages/{desk.home.pk}/").content.decode()


def test_a_warning_goes_out_urgently_too(client: Client) -> None:
    under_four_eyes(Alert)
    duty = make_member(make_group("duty", None, permissions=("add_alert", "change_alert", "publish_urgently")), "duty")
    alert = Alert.objects.create(
        title="Немає води",
        service="water",
        live=False,
        expected_end=timezone.now() + timedelta(hours=1),
        locale=make_locales()["uk"],
    )
    alert.save_revision(user=duty)
    client.force_login(duty)
    edit = reverse(alert.snippet_viewset.get_url_name("edit"), args=[alert.pk])
    assert address(alert) in client.get(edit).content.decode()

    client.post(address(alert), {"read": read(alert), "reason": REASON})

    assert Alert.objects.get().live
    assert REASON in client.get(edit).content.decode()
    assert "Unconfirmed" in client.get(reverse(alert.snippet_viewset.get_url_name("list"))).content.decode()


def test_those_who_may_confirm_are_told_at_once_and_again_after_a_day_once_each(
    desk: NightDesk, mailoutbox: list[Any]
) -> None:
    item = desk.urgent(desk.draft(desk.chief, "Немає води"))
    now = timezone.now()
    for _run in range(2):
        send_due(now)
    assert [mail.to for mail in mailoutbox] == [["deputy@example.org"]]
    assert "Немає води" in mailoutbox[0].subject
    assert REASON in mailoutbox[0].body
    assert reverse("core_confirm", args=[item.pk]) in mailoutbox[0].body

    for _run in range(2):
        send_due(now + timedelta(hours=25))
    assert len(mailoutbox) == 2
    urgent.confirm(item, desk.deputy, item.digest)
    send_due(now + timedelta(hours=50))
    assert len(mailoutbox) == 2


def test_publishing_urgently_works_while_the_mail_server_does_not(
    desk: NightDesk, client: Client, mailoutbox: list[Any], django_capture_on_commit_callbacks: Any, settings: Any
) -> None:
    page = desk.draft(desk.duty)
    client.force_login(desk.duty)
    working, settings.MAIL_SERVER = settings.MAIL_SERVER, "tests.integration.core.test_outbox.DownBackend"
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address(page), {"read": read(page), "reason": REASON})
    assert desk.fresh(page).live
    assert not mailoutbox

    settings.MAIL_SERVER = working
    send_due(timezone.now() + timedelta(minutes=15))
    assert {mail.to[0] for mail in mailoutbox} == {"chief@example.org", "deputy@example.org"}
