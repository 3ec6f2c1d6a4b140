"""A QR code as a picture without words."""

from __future__ import annotations

import io

import segno

from common import palette
from common.limits import QR_ADDRESS


def qr_svg(address: str) -> bytes:
    """Draw the QR code of an address.

    Parameters
    ----------
    address : "" or too long for a code that a telephone reads on paper: nothing is drawn.

    Returns
    -------
    bytes
        An SVG, or nothing.
    """
    if not address or len(address.encode()) > QR_ADDRESS:
        return b""
    stream = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        stream, kind="svg", dark=palette.TEXT, light=palette.BACKGROUND, border=2, xmldecl=False
    )
    return stream.getvalue()
