"""Addresses of the desk in the editing interface."""

from django.urls import path

from cms_site.core.desk.views import changes, claims, conflict
from cms_site.core.desk.views.calendar import CalendarView
from cms_site.core.desk.views.lists import ListView

urlpatterns = [
    path("desk/calendar/", CalendarView.as_view(), name="desk_calendar"),
    path("desk/lists/<slug:name>/", ListView.as_view(), name="desk_list"),
    path("desk/conflict/<int:page_id>/<int:revision_id>/", conflict.choose, name="desk_conflict"),
    path("desk/claim/<int:pk>/", claims.claim, name="desk_claim"),
    path("desk/give-back/<int:pk>/", claims.give_back, name="desk_give_back"),
    path("desk/changes/<int:content_type>/<str:pk>/", changes.since_approved, name="desk_changes"),
    path("desk/hand-over/<int:pk>/", claims.hand_over, name="desk_hand_over"),
]
