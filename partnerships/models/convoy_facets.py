"""What a list of convoys may be narrowed by beyond what the fields offer by themselves."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms_site.core.facets import BooleanFacet, ChoiceFacet
from partnerships.models.cargo import CargoKind
from partnerships.models.ledger import HandOver
from partnerships.models.organisations import OrganisationFacet


class CargoFacet(ChoiceFacet):
    """The kinds of cargo that a convoy brought."""

    def __init__(self) -> None:
        super().__init__("cargo", _("Cargo"), CargoKind.choices)

    def values(self, page: Page) -> set[str]:
        return {line.kind for line in page.cargo_lines.all()}


class RecipientFacet(OrganisationFacet):
    """Who received cargo of a convoy, as its ledger says. There are too many to choose from; totals link to it."""

    offered = False

    def __init__(self) -> None:
        super().__init__("recipients", _("Recipient"))

    def values(self, page: Page) -> set[str]:
        entries = HandOver.objects.standing().of_convoy(page.translation_key).order_by()
        return {str(pk) for pk in entries.values_list("recipient", flat=True).distinct()}


class HandedOverFacet(BooleanFacet):
    """Whether anything of a convoy was handed over."""

    offered = False

    def __init__(self) -> None:
        super().__init__("handed_over", _("Handed over in part or whole"))

    def values(self, page: Page) -> set[str]:
        return {str(HandOver.objects.standing().of_convoy(page.translation_key).exists())}


class RecordedFacet(ChoiceFacet):
    """Whether something is recorded of a convoy: the attribute `attribute` of its page is not None.

    The lists behind figures ask for it.
    """

    offered = False

    def __init__(self, name: str, label: Any, attribute: str) -> None:
        super().__init__(name, label, [("recorded", _("Recorded")), ("missing", _("Not recorded"))])
        self.attribute = attribute

    def values(self, page: Page) -> set[str]:
        return {"missing" if getattr(page, self.attribute) is None else "recorded"}
