"""Whether an uploaded file is what its name says."""

from pathlib import PurePath
from typing import Any

import filetype

# Formats that are ZIP archives inside; which of them it is cannot always be told from the beginning of the file.
ARCHIVES = {"docx", "odp", "ods", "odt", "pptx", "xlsx", "zip"}
PLAIN_TEXT = {"csv", "ics", "json", "txt"}
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
HEAD = 8192


def extension_of(name: str) -> str:
    """The ending of a file's name in small letters, without the dot."""
    return PurePath(name).suffix.lower().removeprefix(".")


def contents_fit(file: Any) -> bool:
    """Whether a file begins as a file with its ending does; a file that cannot be read, or is empty, does not."""
    try:
        head = _head_of(file)
    except (OSError, ValueError):
        return False
    extension = extension_of(file.name)
    kind = filetype.guess(head)
    if extension in PLAIN_TEXT:
        return bool(head) and kind is None and (b"\x00" not in head or head.startswith(UTF_16))
    if extension == "pdf":
        # Some scanners write a few lines of their own first, which readers of PDF allow.
        return b"%PDF-" in head[:1024]
    if kind is None:
        return False
    return kind.extension in ARCHIVES if extension in ARCHIVES else kind.extension == extension


def _head_of(file: Any) -> bytes:
    """The beginning of the file, which is left as it was: an upload must stay open, or it is lost."""
    was_closed = file.closed
    file.open("rb")
    try:
        head: bytes = file.read(HEAD)
        file.seek(0)
        return head
    finally:
        if was_closed:
            file.close()
