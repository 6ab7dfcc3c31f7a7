from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from wagtail import hooks

from cms_site.core.admin.listings import add_to_group
from home.menu import PRESS
from home.viewsets import AlertViewSet, TopicViewSet

add_to_group(PRESS, AlertViewSet())
add_to_group(PRESS, TopicViewSet())


@hooks.register("register_permissions")
def show_home_page_permission() -> QuerySet[Permission]:
    """The right to edit the home page alone can be ticked in the form of a group."""
    return Permission.objects.filter(content_type__app_label="home", codename="change_homepage")
