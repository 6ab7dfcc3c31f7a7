"""Addresses of the ledger, of briefs and of merging in the editing interface."""

from django.urls import path

from partnerships.views import briefs, ledger, ledger_files, merging

urlpatterns = [
    path("partners/<int:pk>/brief/", briefs.internal_brief, name="partner_internal_brief"),
    path("organisations/<int:pk>/merge/", merging.merge_organisation, name="merge_organisation"),
    path("convoys/<int:pk>/ledger/", ledger.LedgerView.as_view(), name="convoy_ledger"),
    path("convoys/<int:pk>/ledger/<int:entry>/undo/", ledger.UndoView.as_view(), name="convoy_undo"),
    path("convoys/<int:pk>/ledger/close/", ledger.CloseView.as_view(), name="convoy_close"),
    path("convoys/<int:pk>/ledger/reopen/", ledger.ReopenView.as_view(), name="convoy_reopen"),
    path("convoys/<int:pk>/ledger/qr.svg", ledger_files.QrCodeView.as_view(), name="convoy_qr_code"),
    path("convoys/<int:pk>/ledger/cargo.xlsx", ledger_files.CargoFileView.as_view(), name="convoy_cargo_file"),
    path(
        "convoys/<int:pk>/ledger/hand-overs.xlsx",
        ledger_files.HandOverFileView.as_view(),
        name="convoy_hand_overs_file",
    ),
]
