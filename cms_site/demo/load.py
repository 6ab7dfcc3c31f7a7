"""The year 2016 as a site: everything the demo shows, made once and kept as editors change it."""

from dataclasses import dataclass

from django.db import transaction

from cms_site.core.workflow.publishing import SystemAction, system_action
from cms_site.demo import accounts, foreign_relations, morning, press, publishing, rules, terms
from cms_site.demo.facts import SOURCE, facts
from cms_site.demo.pages import MissingSectionError, Pages
from cms_site.demo.pictures import Pictures
from cms_site.demo.records import Records, ensure_reported_figures
from cms_site.setup.files import folder_collection
from cms_site.setup.pages import section_page
from cms_site.setup.profile import PROFILE


@dataclass(frozen=True)
class Loaded:
    """How much was added; nothing when the demo was there already."""

    pages: int
    pictures: int


@system_action(SystemAction.DEMO)
@transaction.atomic
def load_demo() -> Loaded:
    """Load the demo into a site that the profile was applied to, all of it or nothing.

    Every page is recognised by its translation key, so a second run adds only what is missing. Raises
    MissingSectionError where the profile was not applied, ValidationError where the data break a rule that forms check.
    """
    if section_page(PROFILE.section("home"), SOURCE) is None:
        raise MissingSectionError("home")
    accounts.ensure()
    pictures = Pictures(folder_collection(PROFILE, "press"))
    pages, records = Pages(pictures), Records()
    year = facts("source")["year"]
    if pages.none_yet(f"report:{year}"):
        records.ensure_all()
        ensure_reported_figures(year)
        rules.ensure()
        terms.ensure()
    foreign_relations.ensure(pages, records)
    publishing.ensure(pages)
    press.ensure(pages, records)
    press.ensure_sections(pages)
    publishing.ensure_report(pages)
    morning.ensure(pages, records)
    return Loaded(pages.added, pictures.added)
