"""What Wagtail's own migrations put into an empty database, and a site with a profile does not want."""

from collections.abc import Callable

from django.contrib.auth.models import Group
from django.db.models import Q
from wagtail.models import Page, Site, Task, Workflow

Say = Callable[[str], None]

WELCOME = "Welcome to your new Wagtail site!"
GROUPS = ("Editors", "Moderators")
WORKFLOW = "Moderators approval"


def is_welcome_page(page: Page) -> bool:
    """Whether `page` is the one that Wagtail starts with, as nobody has touched it."""
    untouched = page.title == WELCOME and page.slug == "home" and page.latest_revision_id is None
    return untouched and page.specific_class is Page and page.is_leaf()


def remove_welcome_page(say: Say) -> None:
    """Delete the page that Wagtail starts with, unless somebody edited it or a site shows it."""
    for page in Page.objects.filter(depth=2, title=WELCOME).exclude(pk__in=Site.objects.values("root_page")):
        if is_welcome_page(page):
            page.delete()
            say("Remove Wagtail's welcome page.")


def remove_stock(say: Say) -> None:
    """Delete the workflow and the groups that Wagtail starts with, where nothing and nobody is in them.

    They have rights on all pages, which no group of the profile but the administrators has.
    """
    for workflow in Workflow.objects.filter(name=WORKFLOW, workflow_states=None):
        workflow.delete()
        say(f"Remove Wagtail's workflow “{WORKFLOW}”.")
    for task in Task.objects.filter(name=WORKFLOW, task_states=None, workflow_tasks=None):
        task.delete()
    unused = Q(user=None) & Q(groupapprovaltask=None) & Q(foureyestask=None)
    for group in Group.objects.filter(unused, name__in=GROUPS):
        group.delete()
        say(f"Remove Wagtail's group “{group.name}”.")
