"""The term base of the demo: the partner cities and the people of the facts, each spelled once in English."""

from django.utils import timezone
from wagtail.models import Locale

from cms_site.core.models import Term
from cms_site.core.terms.kinds import Kind
from cms_site.core.terms.models import Equivalent
from cms_site.demo.accounts import username
from cms_site.demo.facts import facts
from cms_site.users.models import User


def ensure() -> None:
    """Make the terms, entered by the translator and approved by the reviewer, unless there is any term already."""
    if Term.objects.exists():
        return
    english = Locale.objects.get(language_code="en")
    translator, reviewer = (User.objects.get(username=username(key)) for key in ("translator_en", "reviewer_en"))
    for kind, names in ((Kind.CITY, _cities()), (Kind.PERSON, _people())):
        for ukrainian, name in names.items():
            term = Term(name=ukrainian, kind=kind)
            term.full_clean()
            term.save()
            Equivalent.objects.create(
                record=term,
                locale=english,
                name=name,
                entered_by=translator,
                approved_by=reviewer,
                approved_at=timezone.now(),
            )


def _cities() -> dict[str, str]:
    partners = [partner for partner in facts("partners") if partner["kind"] != "network"]
    return {partner["name_uk"]: partner["name_en"] for partner in partners}


def _people() -> dict[str, str]:
    heads = [visit["head"] for visit in facts("visits") if "head" in visit]
    return {head["name_uk"]: head["name_en"] for head in heads}
