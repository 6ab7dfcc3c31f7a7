"""The form of a document in the editing interface."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm

from cms_site.core.file_contents import contents_fit

NOT_WHAT_IT_SAYS = _(
    "The contents of this file are not what its name says. It may be damaged or renamed: save it anew and try again."
)


class DocumentForm(BaseDocumentForm):
    """Refuses a file that is not what its name says."""

    def clean_file(self) -> Any:
        """The uploaded file."""
        file = self.cleaned_data["file"]
        if "file" in self.changed_data and file and not contents_fit(file):
            raise ValidationError(NOT_WHAT_IT_SAYS, code="contents")
        return file

    def _post_clean(self) -> None:
        """Leave it at what the file was refused for; Wagtail also finds fault with the ending of no file."""
        refused = [*self.errors.as_data().get("file", [])]
        super()._post_clean()
        if refused:
            self.errors["file"] = self.error_class(refused, renderer=self.renderer)
