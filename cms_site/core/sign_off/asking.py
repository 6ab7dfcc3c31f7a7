"""Asking an expert for an opinion on a text, taking the answer, and telling who asked."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.models import Page

from cms_site.core import mails, signed_links
from cms_site.core.dates import PartialDate
from cms_site.core.mails import Outsider, full_address, name_of
from cms_site.core.models.signed_link import SignedLink
from cms_site.core.sign_off.models import SignOff
from cms_site.core.workflow.digests import digest_of_revision
from cms_site.core.workflow.reading import newest_revision

PURPOSE = "sign_off"
ASKED, ANSWERED = "sign_off_asked", "sign_off_answered"


def may_ask(page: Page, user: Any) -> bool:
    """Whether `user` may ask somebody outside about `page`: whoever may edit it, and thus knows what it says."""
    return bool(page.permissions_for_user(user).can_edit())


@transaction.atomic
def ask(page: Page, user: Any, expert: Outsider, question: str, until: date) -> SignOff:
    """Ask `expert` about the newest text of `page`; the link in the mail opens it until the end of the day `until`."""
    revision = newest_revision(page)
    link, token = signed_links.make(PURPOSE, page, expert, expires=signed_links.end_of(until), by=user)
    item: SignOff = SignOff.objects.create(
        link=link,
        base_content_type_id=revision.base_content_type_id,
        content_type_id=revision.content_type_id,
        object_id=revision.object_id,
        revision_number=revision.pk,
        digest=digest_of_revision(revision),
        content=revision.content,
        title=revision.object_str,
        question=question,
    )
    with translation.override(expert.language):
        address = full_address(reverse("sign_off", args=[token]))
        subject = format_lazy(_("Your opinion is asked for: {title}"), title=item.title)
    context = {"item": item, "asked_by": user, "last_day": PartialDate(until), "address": address}
    mails.write(expert, subject, ASKED, context, kind=ASKED, about=name_of(item))
    log(instance=page, action="ratusha.sign_off.ask", user=user, data={"name": expert.name, "question": question})
    return item


@transaction.atomic
def revoke(item: SignOff, user: Any) -> None:
    """Let the link open nothing any more; what was answered stays."""
    item.link.revoke(timezone.now())
    page = Page.objects.filter(pk=item.object_id).specific().first()
    if page is not None:
        log(instance=page, action="ratusha.sign_off.revoke", user=user, data={"name": item.link.name})


@transaction.atomic
def answer(item: SignOff, *, verdict: str, comment: str, name: str) -> None:
    """Take the answer, or a correction of it, and tell who asked."""
    item.verdict, item.comment, item.signed_as, item.answered = verdict, comment, name, timezone.now()
    item.save(update_fields=["verdict", "comment", "signed_as", "answered"])
    item.link.mark_used(item.answered)
    page = item.page
    data = {"name": name, "verdict": verdict, "comment": comment}
    log(instance=page, action="ratusha.sign_off.answer", data=data)
    asker = item.link.made_by
    if asker is not None and asker.email:
        with translation.override(settings.LANGUAGE_CODE):
            said = item.get_verdict_display()
        context = {"item": item, "verdict": said, "address": full_address(reverse("core_opinions", args=[page.pk]))}
        subject = format_lazy(_("An expert has answered: {title}"), title=item.title)
        mails.write(asker, subject, ANSWERED, context, kind=ANSWERED, about=name_of(item))


def opened_by(token: str) -> SignOff | None:
    """What `token` opens; None if it opens nothing any more."""
    link = signed_links.find(PURPOSE, token, timezone.now())
    return SignOff.objects.select_related("link__made_by").filter(link=link).first() if link else None


def opinions_on(page: Page) -> Any:
    """Everything that was asked about `page`, the newest first."""
    return SignOff.objects.about(page).select_related("link__made_by").defer("content").order_by("-pk")


def register_checks() -> None:
    """Say to whom mails about opinions may be sent; called once when the app is ready."""
    mails.register_check(ASKED, lambda user, item: _is_usable(item.link))
    mails.register_check(ANSWERED, lambda user, item: item.page is not None and may_ask(item.page, user))


def _is_usable(link: SignedLink) -> bool:
    return link.is_usable(timezone.now())
