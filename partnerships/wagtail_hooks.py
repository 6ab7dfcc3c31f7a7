from cms_site.core.admin.listings import add_to_group
from partnerships.menu import FOREIGN_RELATIONS
from partnerships.viewsets import OrganisationViewSet

add_to_group(FOREIGN_RELATIONS, OrganisationViewSet())
