"""The action that writes a mail."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.functional import lazy
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.models import Page

from cms_site.core import mails
from cms_site.core.catalog.models import Entry
from cms_site.core.lifecycle.models import Removal
from cms_site.core.mails import Outsider, Words
from cms_site.core.rules.conditions import group_choices, several
from cms_site.core.rules.happening import Happening
from cms_site.core.rules.names import Names
from cms_site.core.rules.registry import Action, Outcome, Settings
from cms_site.core.rules.texts import PLACEHOLDERS, check, fill, values_of

# What readers know of, and what only colleagues do.
KIND, OF_DRAFT = "content_rule", "content_rule_of_draft"
TEMPLATE = "content_rule"


def people_choices() -> list[tuple[str, str]]:
    """Everybody with an account and an address, by name."""
    users = get_user_model().objects.filter(is_active=True).exclude(email="").order_by("last_name", "username")
    return [(str(user.pk), user.get_full_name() or user.get_username()) for user in users]


def _list_of_placeholders() -> str:
    rows = format_html_join(", ", "<code>{{{}}}</code> – {}", PLACEHOLDERS.items())
    return format_html("{} {}", _("What happened is put in for words in braces:"), rows)


class TextsBlock(blocks.StructBlock):
    """Subject and text in one language."""

    language = blocks.ChoiceBlock(choices=settings.LANGUAGES, label=gettext_lazy("Language"))
    subject = blocks.CharBlock(max_length=200, label=gettext_lazy("Subject"), validators=[check])
    text = blocks.TextBlock(
        label=gettext_lazy("Text"),
        rows=5,
        validators=[check],
        help_text=lazy(_list_of_placeholders, str)(),
    )

    class Meta:
        label = gettext_lazy("Text of the mail")


class MailBlock(blocks.StructBlock):
    """Whom to write to, and what in which language."""

    people = several(people_choices, required=False, label=gettext_lazy("People"))
    groups = several(group_choices, required=False, label=gettext_lazy("Groups"))
    addresses = blocks.TextBlock(
        required=False,
        rows=2,
        label=gettext_lazy("Addresses outside"),
        help_text=gettext_lazy("One a line. Written to only about pages that readers know."),
    )
    language = blocks.ChoiceBlock(
        choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE, label=gettext_lazy("Language of these addresses")
    )
    texts = blocks.ListBlock(
        TextsBlock(),
        min_num=1,
        label=gettext_lazy("Texts"),
        help_text=gettext_lazy("The Ukrainian one is needed: colleagues get it, and who has none in their language."),
    )

    class Meta:
        label = gettext_lazy("Send a mail")
        icon = "mail"

    def clean(self, value: Any) -> Any:
        """Refuse a mail to nobody, addresses that are none, and texts of which one language is missing or twice."""
        cleaned = super().clean(value)
        errors: dict[str, ValidationError] = {}
        if not (cleaned["people"] or cleaned["groups"] or cleaned["addresses"].strip()):
            errors["people"] = ValidationError(_("Choose at least one person, group or address."))
        wrong = [address for address in addresses_in(cleaned["addresses"]) if not _is_address(address)]
        if wrong:
            errors["addresses"] = ValidationError(_("Not an address: %s") % ", ".join(wrong))
        languages = [text["language"] for text in cleaned["texts"]]
        if settings.LANGUAGE_CODE not in languages or len(set(languages)) < len(languages):
            errors["texts"] = ValidationError(_("Write one text in Ukrainian, and at most one in each other language."))
        if errors:
            raise StructBlockValidationError(block_errors=errors)
        return cleaned


def addresses_in(text: str) -> list[str]:
    """The addresses of a text with one a line."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def recipients(given: Settings) -> Iterator[Any]:
    """The users and outsiders a mail goes to, each of them once."""
    everybody = get_user_model().objects.filter(is_active=True).exclude(email="")
    told = set()
    for user in everybody.filter(pk__in=given["people"]).union(everybody.filter(groups__in=given["groups"])):
        told.add(user.email.casefold())
        yield user
    for address in addresses_in(given["addresses"]):
        if address.casefold() not in told:
            told.add(address.casefold())
            yield Outsider(address, address, given["language"])


def text_in(given: Settings, language: str) -> dict[str, str]:
    """Subject and text in a language, or else in that of the site."""
    texts = {row["value"]["language"]: row["value"] for row in given["texts"]}
    return dict(texts.get(language) or texts[settings.LANGUAGE_CODE])


def words_for(given: Settings, to: Any, happening: Happening) -> Words:
    """The mail as `to`, a user or outsider, will read it."""
    return mails.render(to, *_parts(given, to, happening))


def _parts(given: Settings, to: Any, happening: Happening) -> tuple[str, str, dict[str, Any]]:
    outside = isinstance(to, Outsider)
    language = to.language if outside else settings.LANGUAGE_CODE
    values = values_of(happening, language, outside=outside)
    text = text_in(given, language)
    return fill(text["subject"], values), TEMPLATE, {"message": fill(text["text"], values)}


def may_be_told(user: Any, page: Page) -> bool:
    """Whether a mail about `page` may go to `user`, or to somebody outside, now.

    Everybody may know what readers know, or knew until it was taken from them; else whoever may edit it.
    """
    known = Entry.objects.filter(pk=page.pk).exists() or Removal.objects.filter(page=page.pk).exclude(address="")
    return bool(known) or may_be_told_of_draft(user, page)


def may_be_told_of_draft(user: Any, page: Page) -> bool:
    """The same for what readers never knew of `page`, whatever else they know of it."""
    return user is not None and bool(page.specific.permissions_for_user(user).can_edit())


def _perform(given: Settings, run: Any) -> Outcome:
    happening = run.happening
    kind, about = KIND if happening.address else OF_DRAFT, mails.name_of(run.page)
    sent = []
    for to in recipients(given):
        parts = _parts(given, to, happening)
        sent.append(mails.write(to, *parts, kind=kind, about=about, at_once=False))
    if not sent:
        return Outcome(_("nobody to write to"))
    return Outcome(_("mail to %s") % ", ".join(delivery.to for delivery in sent), [delivery.pk for delivery in sent])


def _phrase(given: Settings, names: Names) -> str:
    return _("mail “%(subject)s” (%(whom)s)") % {
        "subject": text_in(given, settings.LANGUAGE_CODE)["subject"],
        "whom": _whom(given, names),
    }


def _whom(given: Settings, names: Names) -> str:
    groups = [_("to the group “%s”") % name for name in names.groups(given["groups"])]
    others = [*names.people(given["people"]), *addresses_in(given["addresses"])]
    return ", ".join([*groups, *([_("to: %s") % ", ".join(others)] if others else [])])


def _foresee(given: Settings, happening: Happening, names: Names) -> str:
    language = settings.LANGUAGE_CODE
    subject = fill(text_in(given, language)["subject"], values_of(happening, language))
    return _("mail “%(subject)s” (%(whom)s)") % {"subject": subject, "whom": _whom(given, names)}


MAIL = Action("mail", MailBlock(), _perform, _phrase, _foresee)
