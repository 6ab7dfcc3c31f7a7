"""Where the rule of four eyes holds."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.models import DraftStateMixin, RevisionMixin

from cms_site.core.workflow.models import FourEyesType

# Kept on the user, who is another object in every request.
_KEPT = "_types_under_four_eyes"


def needs_four_eyes(subject: Any, user: Any = None) -> bool:
    """Whether texts of the page, record or model `subject` need the approval of somebody who did not write them.

    With `user`, the person of one request, the question costs one query however often it is asked.
    """
    model: type[Model] | None = subject if isinstance(subject, type) else _model_of(subject)
    if model is None or not issubclass(model, RevisionMixin) or not issubclass(model, DraftStateMixin):
        return False
    own = ContentType.objects.get_for_model(model, for_concrete_model=False).pk
    if user is None:
        return FourEyesType.objects.filter(pk=own).exists()
    if not hasattr(user, _KEPT):
        setattr(user, _KEPT, frozenset(FourEyesType.objects.values_list("pk", flat=True)))
    return own in getattr(user, _KEPT)


def _model_of(instance: Any) -> type[Model] | None:
    """The type of a page or record; Wagtail's workflows hand pages on as plain ones."""
    return getattr(instance, "specific_class", type(instance))
