"""The picture that a pasted link shows: 1200 by 630 pixels."""

from __future__ import annotations

import dataclasses
import io
from typing import Any

from PIL import Image

from reports.layout.typesetting import plain_data, typeset
from reports.one_page import Card

#: Pixels, as the sites that show links ask for them; the card is 600 points wide.
SIZE, _PPI = (1200, 630), 144


def card_png(card: Card) -> bytes:
    """Draw a card.

    Returns
    -------
    bytes
        A PNG, the same for the same card.

    Raises
    ------
    InvalidDataError
        If Typst refuses, or warns of anything.
    """
    fields: dict[str, Any] = {
        one.name: plain_data(getattr(card, one.name)) for one in dataclasses.fields(card)
    }
    about = {"title": fields["finding"], "description": fields["finding"], "stamp": []}
    drawn = typeset(fields | about | {"mode": "card"}, "png", _PPI)[0]
    stream = io.BytesIO()
    image = Image.open(io.BytesIO(drawn)).convert("RGB")
    image.quantize(256, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(
        stream, "PNG"
    )
    return stream.getvalue()
