"""Names of uploaded files, spelled by the same table as addresses."""

from pathlib import PurePosixPath

from django.core.files.storage import FileSystemStorage

from cms_site.core.transliteration import slug

NAMELESS = "file"


class TransliteratingStorage(FileSystemStorage):
    """Stores files under names in ASCII: Звіт Згорани.PDF is zvit-zghorany.pdf.

    Wagtail's own way of making ASCII of names knows no Ukrainian. Names that are ASCII already stay as they are.
    """

    def get_valid_name(self, name: str) -> str:
        """The name that a file called `name` is stored under."""
        valid: str = super().get_valid_name(name)
        if valid.isascii():
            return valid
        path = PurePosixPath(name)
        ending = slug(path.suffix)
        return (slug(path.stem) or NAMELESS) + (f".{ending}" if ending else "")
