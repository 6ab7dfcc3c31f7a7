from django.urls import path

from delegations.views import public_calendars, staff_calendar

# In every language.
urlpatterns = [
    path("calendar/visits.ics", public_calendars.visits, name="visits_calendar"),
    path("calendar/visits/<uuid:translation_key>.ics", public_calendars.visit, name="visit_calendar_file"),
]

# In the language of its owner.
staff_urlpatterns = [path("calendar/staff/<str:token>.ics", staff_calendar.staff_calendar, name="staff_calendar")]
