"""Who approves what, on Wagtail's own workflows."""

from collections.abc import Callable

from django.apps import apps
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Workflow, WorkflowContentType, WorkflowPage, WorkflowTask

from cms_site.core.models import FourEyesTask, FourEyesType, TimeLimit
from cms_site.core.workflow import contributions
from cms_site.setup.declarations import EVERYTHING, Profile, Route
from cms_site.setup.pages import section_page

Say = Callable[[str], None]


def ensure_workflows(profile: Profile, say: Say) -> None:
    """Create the workflows that are missing and set them on sections and records that have none of their own.

    A workflow that exists keeps its steps.
    """
    for route in profile.routes:
        workflow = Workflow.objects.filter(name=route.name).first()
        if workflow is None:
            workflow = Workflow.objects.create(name=route.name)
            say(f"Add the workflow “{route.name}”.")
            _add_steps(profile, route, workflow)
        for key in route.sections:
            page = section_page(profile.section(key), route.language)
            if page is not None and not WorkflowPage.objects.filter(page=page).exists():
                WorkflowPage.objects.create(page=page, workflow=workflow)
                say(f"Set the workflow “{route.name}” on “{page.title}”.")
        for label in route.records:
            content_type = ContentType.objects.get_for_model(apps.get_model(label))
            _assignment, created = WorkflowContentType.objects.get_or_create(
                content_type=content_type, defaults={"workflow": workflow}
            )
            if created:
                say(f"Set the workflow “{route.name}” on {label}.")


def ensure_four_eyes(profile: Profile, say: Say) -> None:
    """Let the rule of four eyes hold for the types that the profile names, and for no others."""
    wanted = {ContentType.objects.get_for_model(model): model for model in map(apps.get_model, profile.four_eyes)}
    for rule in FourEyesType.objects.exclude(content_type__in=list(wanted)):
        rule.delete()
        say(f"Let one person alone publish {rule.content_type.app_labeled_name}.")
    for content_type, model in wanted.items():
        _rule, created = FourEyesType.objects.get_or_create(content_type=content_type)
        if created:
            contributions.begin(model)
            say(f"Ask for a second person to approve {content_type.app_labeled_name}.")


def ensure_time_limits(profile: Profile, say: Say) -> None:
    """Let texts wait at a step as long as the profile says, and no other limits hold."""
    wanted = {
        None if label == EVERYTHING else ContentType.objects.get_for_model(apps.get_model(label)): hours
        for label, hours in profile.hours_until_due.items()
    }
    for limit in TimeLimit.objects.select_related("content_type"):
        if limit.content_type not in wanted:
            limit.delete()
            say(f"Set no limit of time on texts of the type {limit.content_type or EVERYTHING}.")
    for content_type, hours in wanted.items():
        found, created = TimeLimit.objects.get_or_create(content_type=content_type, defaults={"hours": hours})
        if created or found.hours != hours:
            found.hours = hours
            found.save()
            say(f"Let texts of the type {content_type or EVERYTHING} wait {hours} working hours at a step.")


def _add_steps(profile: Profile, route: Route, workflow: Workflow) -> None:
    for order, step in enumerate(route.steps):
        group = Group.objects.get(name=profile.role(step.role).name)
        task = FourEyesTask.objects.filter(name=step.name, groups=group).first()
        if task is None:
            task = FourEyesTask.objects.create(name=step.name)
            task.groups.add(group)
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=order)
