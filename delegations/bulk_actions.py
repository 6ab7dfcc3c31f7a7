"""What officers do with several visits at once."""

from typing import Any

from django.utils.functional import classproperty
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cms_site.core.admin.bulk_actions import ConfirmedAction
from delegations.models import DelegationPage
from delegations.visit_log import set_official


class SetOfficial(ConfirmedAction):
    """Marks visits as official delegations."""

    display_name: Any = _("Official")
    action_type = "set_official"
    aria_label: Any = _("Mark the selected visits as official delegations")
    action_priority = 20
    explanation = _("What is public of a visit changes when its draft is approved and published.")
    refusal = _("Left out, because you may not edit them or they are translations, which follow the Ukrainian page:")
    official = True

    @classproperty
    def models(cls) -> list[Any]:
        """The page type that has the action."""
        return [DelegationPage]

    def check_perm(self, visit: Any) -> bool:
        """Whether the user may edit the visit, and it is not a translation."""
        return bool(visit.is_source and super().check_perm(visit))

    @classmethod
    def execute_action(cls, objects: list[Any], user: Any = None, **kwargs: Any) -> tuple[int, int]:
        """Save the drafts; returns how many visits changed."""
        return set_official(objects, user, official=cls.official), 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        """How many changed."""
        return ngettext("%d visit was changed.", "%d visits were changed.", num_parent_objects) % num_parent_objects


class SetUnofficial(SetOfficial):
    """Marks visits as not official."""

    display_name = _("Not official")
    action_type = "set_unofficial"
    aria_label = _("Mark the selected visits as not official")
    action_priority = 25
    official = False
