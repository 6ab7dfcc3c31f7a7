"""Addresses of the term base in the editing interface."""

from django.urls import path

from cms_site.core.terms import views

urlpatterns = [
    path("terms/<int:pk>/approve/", views.approve, name="core_approve_term"),
    path("terms/<int:pk>/correct/", views.correct, name="core_correct_term"),
    path("terms/xlsx/", views.terms_file, name="core_terms_file"),
    path("terms/page/<int:pk>/", views.page_terms, name="core_page_terms"),
]
