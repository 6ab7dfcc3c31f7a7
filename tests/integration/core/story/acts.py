"""Everything that is done to a news item, by the people who do it, through the editing interface."""

from datetime import timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import LogContext
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from cms_site.core.models import BinItem, UrgentPublication
from cms_site.core.workflow.digests import digest_of_revision
from home.models import NewsPage
from tests.factories.core import speaking, write_in_latin_letters
from tests.factories.home import make_news_index
from tests.factories.workflow import make_group, make_member
from tests.integration.core.test_approval_pages import form_of
from tests.integration.core.test_four_eyes import Desk, task_state

REASON = "Аварія водогону, води немає з другої ночі."


class Acts(Desk):
    """A newsroom whose people speak Ukrainian and act in their browsers."""

    def __init__(self) -> None:
        super().__init__()
        for user in (self.author, self.chief, self.deputy, self.root):
            speaking(user, "uk")
        on_duty = make_group("duty", self.index, "add", "change", permissions=("publish_urgently",))
        self.duty = make_member(on_duty, "duty", "uk")
        self.page = NewsPage(title="Відкрито клас", kind="news", topic=self.topic)

    def post(self, user: Any, address: str, data: dict[str, Any] | None = None) -> Any:
        """What `user` is answered; everything here gets through."""
        client = Client()
        client.force_login(user)
        response = client.post(address, data or {})
        assert response.status_code in (200, 302), (address, response.status_code)
        return response

    def act(self, user: Any, name: str, *args: Any, **data: Any) -> None:
        """Do what Wagtail calls `name` to the page."""
        response = self.post(user, reverse(f"wagtailadmin_pages:{name}", args=[self.page.pk, *args]), data)
        assert response.status_code == 302 or name == "set_privacy", response.content.decode()

    def create(self) -> None:
        kind = ("home", "newspage", self.index.pk)
        data = form_of(self.page, slug="class", **{"action-submit": "1"})
        self.post(self.author, reverse("wagtailadmin_pages:add", args=kind), data)
        self.page = NewsPage.objects.get(slug="class")

    def write(self, user: Any, title: str, action: str = "", **fields: str) -> None:
        self.page = self.fresh(self.page)
        draft = self.page.get_latest_revision_as_object()
        draft.title = title
        self.act(user, "edit", **form_of(draft, **fields), **({action: "1"} if action else {}))
        self.page = self.fresh(self.page)

    def send_back(self, comment: str) -> None:
        self.act(self.chief, "workflow_action", "reject", task_state(self.page).pk, comment=comment)

    def hand_over(self) -> None:
        state = task_state(self.page).pk
        self.post(self.deputy, reverse("desk_claim", args=[state]))
        self.post(self.deputy, reverse("desk_hand_over", args=[state]), {"person": self.chief.pk})

    def approve(self, comment: str = "", **fields: str) -> None:
        read = digest_of_revision(self.page.get_latest_revision())
        address = reverse("core_approve", args=[task_state(self.page).pk])
        self.post(self.chief, address, {"read": read, "comment": comment, **fields})

    def publish_urgently(self) -> None:
        kind = ContentType.objects.get_for_model(NewsPage).pk
        read = digest_of_revision(self.page.get_latest_revision())
        address = reverse("core_publish_urgently", args=[kind, self.page.pk])
        self.post(self.duty, address, {"read": read, "reason": REASON})

    def confirm(self) -> None:
        item = UrgentPublication.objects.latest("pk")
        self.post(self.chief, reverse("core_confirm", args=[item.pk]), {"read": item.digest})

    def schedule(self) -> None:
        tomorrow = timezone.localtime() + timedelta(days=1)
        self.write(self.author, "Буде клас", go_live_at=tomorrow.strftime("%d.%m.%Y %H:%M"))
        revision = self.page.get_latest_revision()
        revision.publish(user=self.chief)
        self.act(self.chief, "revisions_unschedule", revision.pk)

    def lock(self) -> None:
        self.act(self.chief, "lock")
        self.act(self.chief, "unlock")

    def hide_and_show(self) -> None:
        self.act(self.chief, "set_privacy", restriction_type="login")
        self.act(self.chief, "set_privacy", restriction_type="none")

    def move(self) -> None:
        archive = make_news_index(Page.objects.get(pk=self.home.pk), title="Архів", slug="archive")
        self.act(self.root, "move_confirm", archive.pk)

    def copy(self) -> NewsPage:
        parent = str(self.page.get_parent().pk)
        self.act(self.root, "copy", new_title="Другий клас", new_slug="second", new_parent_page=parent)
        return NewsPage.objects.get(slug="second")

    def translate(self) -> None:
        english = Locale.objects.get(language_code="en")
        address = reverse("wagtail_localize:submit_page_translation", args=[self.page.pk])
        self.post(self.root, address, {"locales": [english.pk]})
        translation = Translation.objects.get(source__object_id=self.page.translation_key, target_locale=english)
        with LogContext(user=self.root):
            translation.save_target(user=self.root, publish=False)
        page = translation.get_target_instance()
        make_group("chiefs", page.get_parent(), "change", "publish")
        write_in_latin_letters(page)
        # whose rights were not asked before they had any here
        chief = type(self.chief).objects.get(pk=self.chief.pk)
        page.save_revision(user=self.author).publish(user=chief)

    def withdraw(self) -> None:
        notes = {"note_uk": "Клас не відкрито.", "note_en": "It was not opened."}
        self.act(self.root, "unpublish", kind="withdrawn", reason="Рішення скасовано.", **notes)

    def delete(self) -> None:
        self.act(self.root, "delete")

    def restore(self) -> None:
        self.post(self.root, reverse("bin:restore", args=[BinItem.objects.get().pk]))
        self.page = self.fresh(self.page)

    def purge(self) -> None:
        self.post(self.root, reverse("bin:purge", args=[BinItem.objects.get().pk]))
