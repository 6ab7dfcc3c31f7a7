"""Submitting the newest draft of a page, for the first time or again."""

from typing import Any

from wagtail.models import WorkflowState


def submit(page: Any, user: Any) -> None:
    """Start the workflow of a page; one that sent the page back goes on at the step that did."""
    state = page.current_workflow_state
    if state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(user)
    else:
        page.get_workflow().start(page, user)
