"""What kinds of acts there are in a story, by the names that the log gives to the acts."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What an act was done to."""

    TEXT = "text", _("Text")
    APPROVAL = "approval", _("Approval")
    PUBLICATION = "publication", _("Publication")
    REMOVAL = "removal", _("Removal and bin")
    PLACE = "place", _("Place, locks and privacy")
    TRANSLATION = "translation", _("Translation")
    COMMENT = "comment", _("Comments")
    OTHER = "other", _("Other")


PUBLISHED = ("wagtail.publish", "wagtail.publish.scheduled")
# Acts that end what an earlier publication made public; a withdrawn page stays readable.
ENDS_PUBLICATION = (*PUBLISHED, "wagtail.unpublish", "wagtail.unpublish.scheduled", "wagtail.delete", "core.remove")

ACTIONS: dict[str, tuple[str, ...]] = {
    Kind.TEXT: (
        "wagtail.create",
        "wagtail.edit",
        "wagtail.revert",
        "wagtail.rename",
        "wagtail.copy",
        "wagtail.create_alias",
        "wagtail.convert_alias",
        "core.desk.set_aside",
    ),
    Kind.APPROVAL: (
        "wagtail.workflow.start",
        "wagtail.workflow.approve",
        "wagtail.workflow.reject",
        "wagtail.workflow.resume",
        "wagtail.workflow.cancel",
        "ratusha.urgent.publish",
        "ratusha.urgent.confirm",
        "ratusha.claim.take",
        "ratusha.claim.hand_over",
        "ratusha.claim.give_back",
        "ratusha.sign_off.ask",
        "ratusha.sign_off.answer",
        "ratusha.sign_off.revoke",
        "core.bundle.approve_text",
    ),
    Kind.PUBLICATION: (
        *PUBLISHED,
        "wagtail.publish.schedule",
        "wagtail.schedule.cancel",
        "core.bundle.add",
        "core.bundle.remove",
    ),
    Kind.REMOVAL: (
        "wagtail.unpublish",
        "wagtail.unpublish.scheduled",
        "wagtail.delete",
        "core.remove",
        "core.restore",
        "core.purge",
    ),
    Kind.PLACE: (
        "wagtail.move",
        "wagtail.reorder",
        "wagtail.lock",
        "wagtail.unlock",
        "wagtail.view_restriction.create",
        "wagtail.view_restriction.edit",
        "wagtail.view_restriction.delete",
    ),
    Kind.TRANSLATION: (
        "wagtail.copy_for_translation",
        "wagtail_localize.convert_to_alias",
        "core.translate",
        "ratusha.term.correct",
        "ratusha.term.excuse",
    ),
    Kind.COMMENT: (
        "wagtail.comments.create",
        "wagtail.comments.edit",
        "wagtail.comments.delete",
        "wagtail.comments.resolve",
        "wagtail.comments.create_reply",
        "wagtail.comments.edit_reply",
        "wagtail.comments.delete_reply",
    ),
}
_KINDS = {action: kind for kind, actions in ACTIONS.items() for action in actions}


def kind_of(action: str) -> Kind:
    """The kind of the act that the log calls `action`."""
    return Kind(_KINDS.get(action, Kind.OTHER))


def of_kinds(kinds: list[str]) -> Q:
    """The condition for acts of any of `kinds`."""
    named = [action for kind in kinds for action in ACTIONS.get(kind, ())]
    found = Q(action__in=named)
    return found | ~Q(action__in=_KINDS) if Kind.OTHER in kinds else found
