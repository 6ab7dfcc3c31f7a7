"""The sections of the site, in every language, and the address they are found at."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from wagtail.models import Locale, Page, Site

from cms_site.core.translation import completeness, neutral
from cms_site.core.workflow.publishing import SystemAction, system_action
from cms_site.setup import stock
from cms_site.setup.declarations import SOURCE, Profile, Section

Say = Callable[[str], None]


def section_page(section: Section, language: str) -> Page | None:
    """The page of a section in a language, whatever editors call it now; None if there is none."""
    found: Page | None = Page.objects.filter(
        translation_key=section.translation_key, locale__language_code=language, alias_of=None
    ).first()
    return found


def ensure_sections(profile: Profile, languages: list[str], *, address: str, say: Say) -> None:
    """Create and publish the sections that are missing, and serve them at `address`; pages that exist stay as they are.

    A translation is made anew rather than copied, so that no Ukrainian text can come along. It is public only if its
    source is and has no text yet that waits for a translator.
    """
    for section in profile.sections:
        if section_page(section, SOURCE) is None:
            _create(profile, section, SOURCE, say)
        if section.parent is None:
            _ensure_site(section, address, say)
    for language in languages:
        for section in profile.sections:
            if language in section.titles and section_page(section, language) is None:
                _create(profile, section, language, say)


def _create(profile: Profile, section: Section, language: str, say: Say) -> None:
    parent = section_page(profile.section(section.parent), language) if section.parent else Page.get_first_root_node()
    if parent is None:
        say(f"Skip the page “{section.titles[language]}” ({language}): the page above it is missing.")
        return
    page = apps.get_model(section.page_type)(
        title=section.titles[language],
        locale=Locale.objects.get(language_code=language),
        translation_key=section.translation_key,
        show_in_menus=section.in_menu,
        live=False,
    )
    source = section_page(section, SOURCE)
    if source is not None:
        neutral.copy_facts(source.specific, page)
    parent.add_child(instance=page)
    if source is None or (source.live and not completeness.missing(page)):
        with system_action(SystemAction.SETUP):
            page.save_revision().publish()
        say(f"Add the page “{page.title}” ({language}).")
    else:
        say(f"Add the page “{page.title}” ({language}) as a draft.")


def _ensure_site(home: Section, address: str, say: Say) -> None:
    """The site record says what the setting says; only then do mails and feeds carry the right address."""
    page = section_page(home, SOURCE)
    parts = urlsplit(address)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    wanted = {"hostname": parts.hostname, "port": port, "root_page_id": page.pk if page else None}
    if site.pk and not stock.is_welcome_page(site.root_page):
        wanted.pop("root_page_id")
    else:
        wanted["site_name"] = settings.WAGTAIL_SITE_NAME
    if any(getattr(site, name) != value for name, value in wanted.items()):
        for name, value in wanted.items():
            setattr(site, name, value)
        site.save()
        say(f"Serve the site at {address}.")
    stock.remove_welcome_page(say)
