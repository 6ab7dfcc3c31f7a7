from typing import Any

from wagtail import hooks

from cms_site.core.admin.listings import menu_groups


@hooks.register("register_admin_viewset")
def register_page_type_listings() -> list[Any]:
    """The lists of all page types, grouped by department."""
    return menu_groups()
