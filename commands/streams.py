"""``-`` in place of the name of a file: the standard input, or the standard output.

Readers and writers know files alone: what comes in is put in one first, within bounds, and what
goes out is sent once it is whole. A folder of the system holds both while the command runs.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

import click

from common.errors import TooLargeError
from common.french import number
from common.limits import SHAPES_BYTES, raised

STANDARD = "-"
_FOLDER, _SENT = "fragiscope.streams.folder", "fragiscope.streams.sent"
#: How formats that are no text begin, and how the start of the file is called then.
_BEGINNINGS = {b"PK\x03\x04": ".xlsx", b"SQLite format 3\0": ".gpkg", b"PAR1": ".parquet"}


def received(context: click.Context) -> Path:
    """Put what comes in on the standard input in a file, whose name says its format.

    Raises
    ------
    TooLargeError
        If more comes in than any reader would take.
    """
    limit = raised(SHAPES_BYTES)
    content = sys.stdin.buffer.read(limit + 1)
    if len(content) > limit:
        raise TooLargeError("l’entrée standard", [f"{number(limit)} octets au plus attendus"])
    path = _folder(context) / f"entree{_extension(content)}"
    path.write_bytes(content)
    return path


def destined(context: click.Context, extension: str) -> Path:
    """Name the file that will be sent to the standard output.

    Raises
    ------
    UsageError
        If another one already goes there.
    """
    if _SENT in context.meta:
        raise click.UsageError("la sortie standard (-) ne peut recevoir qu’un fichier.")
    path = _folder(context) / f"sortie{extension}"
    context.meta[_SENT] = path
    return path


def goes_out(context: click.Context) -> bool:
    """Tell whether the answer goes to the standard output: nothing else may."""
    return _SENT in context.meta


def send(context: click.Context) -> None:
    """Send the answer to the standard output, if it goes there."""
    if goes_out(context):
        with Path(context.meta[_SENT]).open("rb") as answer:
            shutil.copyfileobj(answer, sys.stdout.buffer)
        sys.stdout.buffer.flush()


def _folder(context: click.Context) -> Path:
    """Make the folder of a command that runs, once; it goes when the command ends."""
    if _FOLDER not in context.meta:
        root = context.find_root()
        context.meta[_FOLDER] = Path(root.with_resource(tempfile.TemporaryDirectory()))
    return Path(context.meta[_FOLDER])


def _extension(content: bytes) -> str:
    for start, extension in _BEGINNINGS.items():
        if content.startswith(start):
            return extension
    return ".geojson" if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") else ".csv"
