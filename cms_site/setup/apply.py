"""Making a site match the profile, all of it or nothing."""

from collections.abc import Callable

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Site

from cms_site.setup.declarations import Profile
from cms_site.setup.files import ensure_folders
from cms_site.setup.groups import ensure_groups
from cms_site.setup.languages import ensure_languages
from cms_site.setup.pages import ensure_sections
from cms_site.setup.stock import remove_stock
from cms_site.setup.translations import ensure_required_translations
from cms_site.setup.workflows import ensure_four_eyes, ensure_time_limits, ensure_workflows

Say = Callable[[str], None]


def apply_profile(profile: Profile, *, address: str, say: Say, plan: bool = False) -> None:
    """Add to the site at `address` what the profile names and the site lacks, in one transaction.

    `say` gets one line for each change. Whatever exists keeps its titles, texts and rights. With `plan` every change is
    undone at the end, so that the lines say what would be done.
    """
    with transaction.atomic():
        languages = ensure_languages(profile, say)
        ensure_sections(profile, languages, address=address, say=say)
        ensure_folders(profile, say)
        ensure_groups(profile, languages, say)
        ensure_workflows(profile, say)
        ensure_four_eyes(profile, say)
        ensure_required_translations(profile, languages, say)
        ensure_time_limits(profile, say)
        remove_stock(say)
        if plan:
            transaction.set_rollback(True)
    if plan:
        # These caches may know rows that were never stored.
        Site.clear_site_root_paths_cache()
        ContentType.objects.clear_cache()
