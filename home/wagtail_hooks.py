from cms_site.core.admin.listings import add_to_group
from home.menu import PRESS
from home.viewsets import AlertViewSet, TopicViewSet

add_to_group(PRESS, AlertViewSet())
add_to_group(PRESS, TopicViewSet())
