"""Forms of the newsroom."""

from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminModelForm

from cms_site.core.translation.completeness import require_letters


class AlertForm(WagtailAdminModelForm):
    """Says what of a warning is not translated before it is published; a draft may be anything."""

    def _post_clean(self) -> None:
        super()._post_clean()
        publishing = {"action-publish", "action-submit"} & set(self.data)
        if publishing and not self.errors and self.instance.locale_id:
            try:
                require_letters(self.instance, self.instance.TEXTS)
            except ValidationError as error:
                self.add_error(None, error)
