"""Organisations as cells of tables name them."""

from django.utils.translation import gettext as _

from cms_site.core.imports import cells
from cms_site.core.imports.cells import CellError
from partnerships.models import Organisation


class OrganisationNames:
    """What all organisations are called in any language, looked up once for a whole table."""

    def __init__(self) -> None:
        self._called: dict[str, set[int]] = {}
        for organisation in Organisation.objects.all():
            for name in (organisation.name, *(row.name for row in organisation.names.all())):
                self._called.setdefault(cells.name_key(name), set()).add(organisation.pk)

    def find(self, name: str) -> int:
        """The id of the organisation that is called so. Raises CellError where there is none or more than one."""
        found = self._called.get(cells.name_key(name), set())
        if not found:
            raise CellError(_("There is no organisation named “%s”.") % name)
        if len(found) > 1:
            raise CellError(_("Several organisations are called “%s”: write a name that only one of them has.") % name)
        return next(iter(found))
