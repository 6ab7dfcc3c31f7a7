from django.urls import path

from partnerships.views import briefs, merging

# In every language.
urlpatterns = [path("partners/<uuid:translation_key>/dossier.pdf", briefs.public_brief, name="partner_brief")]

# In the editing interface.
admin_urlpatterns = [
    path("partners/<int:pk>/brief/", briefs.internal_brief, name="partner_internal_brief"),
    path("organisations/<int:pk>/merge/", merging.merge_organisation, name="merge_organisation"),
]
