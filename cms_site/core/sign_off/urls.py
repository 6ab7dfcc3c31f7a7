"""Addresses of opinions: in the editing interface, and the one that experts get."""

from django.urls import path

from cms_site.core.sign_off import views

admin_urlpatterns = [
    path("opinions/<int:pk>/", views.opinions, name="core_opinions"),
    path("opinions/revoke/<int:pk>/", views.revoke, name="core_revoke_opinion"),
]
urlpatterns = [path("opinion/<str:token>/", views.sign_off, name="sign_off")]
