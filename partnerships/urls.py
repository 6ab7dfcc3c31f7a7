from django.urls import path

from partnerships.views import briefs, merging
from partnerships.views.renewal import renew_agreement

# In every language.
urlpatterns = [path("partners/<uuid:translation_key>/dossier.pdf", briefs.public_brief, name="partner_brief")]

# In the editing interface.
admin_urlpatterns = [
    path("agreements/<int:pk>/renew/", renew_agreement, name="renew_agreement"),
    path("partners/<int:pk>/brief/", briefs.internal_brief, name="partner_internal_brief"),
    path("organisations/<int:pk>/merge/", merging.merge_organisation, name="merge_organisation"),
]
