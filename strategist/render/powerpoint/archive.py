"""Packages of files: ours put together, and any of them packed anew so that the same content has the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from importlib.resources import files
from importlib.resources.abc import Traversable

LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The first day that a zip can hold."""

_CONTENTS = "[Content_Types].xml"
_STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")
_DAY = rb"\g<1>2000-01-01T00:00:00Z\g<3>"


def packed(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """Pack parts into a zip, without the time of day."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            info = zipfile.ZipInfo(name, LONG_AGO)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0  # the same on every system
            archive.writestr(info, content)
    return stream.getvalue()


def repacked(package: bytes) -> bytes:
    """Pack a package anew: fixed days in it, and in the workbooks it holds."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return packed((name, _timeless(name, archive.read(name))) for name in archive.namelist())


def _timeless(name: str, content: bytes) -> bytes:
    if name.endswith(".xlsx"):
        return repacked(content)
    return _STAMP.sub(_DAY, content) if name == "docProps/core.xml" else content


def our_master() -> bytes:
    """Put our own empty deck together: 16:9, with a cover, a slide with a title only, and one with a title and text."""
    folder = files(__package__).joinpath("blank")
    parts = sorted(_parts(folder, ""), key=lambda part: (part[0] != _CONTENTS, part[0]))
    return packed(parts)


def _parts(folder: Traversable, prefix: str) -> Iterable[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _parts(entry, f"{prefix}{entry.name}/")
        else:
            yield f"{prefix}{entry.name}", entry.read_bytes()
