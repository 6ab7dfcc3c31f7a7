"""What Wagtail does when a workflow ends; named in the settings, so it must not import models."""

from typing import Any


def publish_approved(workflow_state: Any, user: Any = None) -> None:
    """Publish the revision that was approved."""
    from cms_site.core.workflow import publishing

    publishing.publish_approved(workflow_state, user)
