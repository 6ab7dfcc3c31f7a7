"""Addresses of imports in the editing interface."""

from django.urls import path

from cms_site.core.imports import views

urlpatterns = [
    path("imports/<slug:name>/", views.upload, name="core_import_upload"),
    path("imports/<slug:name>/template/", views.template, name="core_import_template"),
    path("imports/run/<int:pk>/", views.run, name="core_import"),
    path("imports/run/<int:pk>/progress/", views.progress, name="core_import_progress"),
    path("imports/run/<int:pk>/report/", views.report, name="core_import_report"),
    path("imports/run/<int:pk>/choices/", views.choose, name="core_import_choices"),
    path("imports/run/<int:pk>/confirm/", views.confirm, name="core_import_confirm"),
    path("imports/run/<int:pk>/cancel/", views.cancel, name="core_import_cancel"),
]
