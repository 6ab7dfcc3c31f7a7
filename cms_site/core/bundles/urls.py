"""Addresses of bundles: in the editing interface, beside those of the list, and those that named readers get."""

from django.urls import path

from cms_site.core.bundles import choosing, preview_views, views

admin_urlpatterns = [
    path("bundle/<int:pk>/", views.BundleView.as_view(), name="core_bundle"),
    path("bundle/<int:pk>/pages/", choosing.ChooseView.as_view(), name="core_bundle_choose"),
    path(
        "bundle/<int:pk>/pages/results/",
        choosing.ChooseView.as_view(results_only=True, http_method_names=["get"]),
        name="core_bundle_choose_results",
    ),
    path("bundle/<int:pk>/approve/", views.approve, name="core_bundle_approve"),
    path("bundle/<int:pk>/release/", views.release, name="core_bundle_release"),
    path("bundle/page/<int:pk>/add/", choosing.add_page, name="core_bundle_add"),
    path("bundle/item/<int:pk>/remove/", choosing.remove_item, name="core_bundle_remove"),
    path("bundle/item/<int:pk>/approve/", views.approve_item, name="core_bundle_approve_item"),
    path("bundle/<int:pk>/show/", preview_views.show, name="core_bundle_show"),
    path("bundle/preview/<int:pk>/revoke/", preview_views.hide, name="core_bundle_hide"),
]
urlpatterns = [
    path("preview/<str:token>/", preview_views.preview, name="bundle_preview"),
    path("preview/<str:token>/<int:pk>/", preview_views.preview_page, name="bundle_preview_page"),
]
