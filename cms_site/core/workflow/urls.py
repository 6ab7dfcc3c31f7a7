"""Addresses of approval in the editing interface."""

from django.urls import path

from cms_site.core.workflow import views

urlpatterns = [
    path("approval/step/<int:pk>/", views.approve, name="core_approve"),
    path("approval/urgent/<int:content_type>/<str:pk>/", views.publish_urgently, name="core_publish_urgently"),
    path("approval/confirm/<int:pk>/", views.confirm, name="core_confirm"),
]
