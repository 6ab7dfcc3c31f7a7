from django.urls import path

from partnerships.views import donors

# In every language.
urlpatterns = [path("k/<slug:code>/", donors.donor_page, name="convoy_code")]
