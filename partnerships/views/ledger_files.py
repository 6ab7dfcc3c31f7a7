"""The ledger of a convoy as tables that can be imported again."""

from collections.abc import Callable, Iterator
from tempfile import TemporaryFile
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from cms_site.core.spreadsheets import XLSX, Row, write_xlsx
from partnerships.models import ConvoyPage, Ledger
from partnerships.services.ledger_address import donor_address, qr_svg
from partnerships.spreadsheets import cargo, hand_overs
from partnerships.views.ledger import ConvoyView


class LedgerFileView(ConvoyView):
    """A table of one convoy as XLSX, for those who may see its ledger."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        found = Ledger.objects.filter(convoy=self.convoy).first()
        code = found.code if found else self.convoy.title
        output = TemporaryFile()  # noqa: SIM115 - the response closes it
        write_xlsx(self.rows(self.convoy, code), output, title=self.table_title())
        output.seek(0)
        filename = f"{self.file_name}-{code}.xlsx"
        return FileResponse(output, as_attachment=True, filename=filename, content_type=XLSX)

    file_name = ""
    rows: Callable[[ConvoyPage, str], Iterator[Row]]

    def table_title(self) -> str:
        """The name of the sheet."""
        raise NotImplementedError


class CargoFileView(LedgerFileView):
    """The cargo lines."""

    file_name = "cargo"
    rows = staticmethod(cargo.exported)

    def table_title(self) -> str:
        return _("Cargo")


class QrCodeView(ConvoyView):
    """The QR code of the address for donors as SVG, for those who may see the ledger: to print on papers and boxes."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        found = get_object_or_404(Ledger, convoy=self.convoy)
        svg = qr_svg(donor_address(found, request))
        headers = {"Content-Disposition": f'inline; filename="qr-{found.code}.svg"'}
        return HttpResponse(svg, content_type="image/svg+xml", headers=headers)


class HandOverFileView(LedgerFileView):
    """The hand-overs that count."""

    file_name = "hand-overs"
    rows = staticmethod(hand_overs.exported)

    def table_title(self) -> str:
        return _("Hand-overs")
