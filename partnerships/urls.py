from django.urls import path

from partnerships.views import briefs, donors

# In every language.
urlpatterns = [
    path("k/<slug:code>/", donors.donor_page, name="convoy_code"),
    path("partners/<uuid:translation_key>/dossier.pdf", briefs.public_brief, name="partner_brief"),
]
