"""Addresses of rules in the editing interface, beside those of their form."""

from django.urls import path

from cms_site.core.rules import views

urlpatterns = [
    path("rules/<int:pk>/runs/", views.RunsView.as_view(), name="core_rule_runs"),
    path("rules/<int:pk>/dry-run/", views.DryRunView.as_view(), name="core_rule_dry_run"),
    path("rules/<int:pk>/preview/", views.PreviewView.as_view(), name="core_rule_preview"),
    path("rules/<int:pk>/secret/", views.SecretView.as_view(), name="core_rule_secret"),
    path("rules/runs/<int:pk>/again/", views.try_again, name="core_rule_try_again"),
]
