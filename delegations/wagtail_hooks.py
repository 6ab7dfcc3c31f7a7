from cms_site.core.admin.listings import add_to_group
from delegations.viewsets import VisitCalendarViewSet
from partnerships.menu import FOREIGN_RELATIONS

add_to_group(FOREIGN_RELATIONS, VisitCalendarViewSet())
