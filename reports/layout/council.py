"""The page for a council: an A4 sheet tagged for accessibility (PDF/UA-1), a 16:9 picture."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from atlas.desk.remade import remake_line
from reports.layout.typesetting import plain_data, typeset
from reports.one_page import CouncilPage

#: Pixels of the slide, which is 960 points wide.
WIDTH, _PPI = 1920, 144
_FIELDS = (
    *("kicker", "title", "finding", "lines", "facts", "charts", "questions", "origin"),
    *("origin_in_short", "map_svg", "map_text", "stamp"),
)


def council_pdf(page: CouncilPage) -> bytes:
    """Lay out the sheet: one A4 page.

    Returns
    -------
    bytes
        The same for the same page.

    Raises
    ------
    InvalidDataError
        If Typst refuses, or warns of anything.
    """
    data = _data(page, "council")
    data["stamp"] += [line] if (line := remake_line(page.about, "pdf")) else []
    return typeset(data, "pdf")[0]


def council_png(page: CouncilPage, width: int = WIDTH) -> bytes:
    """Draw the slide, as wide as asked in pixels; see :func:`council_pdf`.

    What the slide says in short is whole in the metadata of the file.
    """
    ppi = _PPI * width / WIDTH
    drawn = typeset(_data(page, "slide"), "png", ppi)[0]
    about = PngInfo()
    for keyword, text in {
        "Title": page.finding,
        "Description": " ".join(fact.text for fact in page.facts),
        "Source": f"{' '.join(f'{one.lead} {one.text}' for one in page.origin)} "
        f"{remake_line(page.about, 'png')}".strip(),
        "Keywords": " ".join(page.stamp),
        "Software": "Fragiscope",
    }.items():
        about.add_itxt(keyword, text, lang="fr")
    stream = io.BytesIO()
    image = Image.open(io.BytesIO(drawn)).convert("RGB")
    # A third of the bytes; flat colours stay flat.
    image.quantize(256, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(
        stream, "PNG", pnginfo=about, dpi=(ppi, ppi)
    )
    return stream.getvalue()


def _data(page: CouncilPage, mode: str) -> dict[str, Any]:
    fields = {name: plain_data(getattr(page, name)) for name in _FIELDS}
    # An address and its code are what they are: no typography.
    fields |= {"address": page.address, "code_svg": page.code_svg.decode()}
    return fields | {"mode": mode, "description": f"{fields['kicker']} – {fields['title']}"}
