"""PNG with a palette: a third of the bytes of a full-colour one, the flat colours exact."""

from __future__ import annotations

import io

import numpy as np
import numpy.typing as npt
from PIL import Image
from PIL.PngImagePlugin import PngInfo

_COLOURS = 256


def indexed_png(pixels: npt.NDArray[np.uint8], dpi: int, texts: dict[str, str]) -> bytes:
    """Write a picture with its 256 most frequent colours; the others go to the nearest of them.

    Flat surfaces keep their very colour; only shades of the edges between them change.

    Parameters
    ----------
    pixels : rows, columns, red-green-blue (and anything after), opaque.
    dpi : dots per inch, told to the printer.
    texts : what the file says of itself, by keyword.

    Examples
    --------
    >>> red = np.full((2, 3, 3), (255, 0, 0), dtype=np.uint8)
    >>> Image.open(io.BytesIO(indexed_png(red, 200, {}))).convert("RGB").getpixel((2, 1))
    (255, 0, 0)
    """
    from scipy.spatial import cKDTree  # noqa: PLC0415 - slow to import; a drawing in lines does not

    parts = pixels.astype(np.uint32)
    packed = (parts[..., 0] << 16) | (parts[..., 1] << 8) | parts[..., 2]
    found, which, counts = np.unique(packed, return_inverse=True, return_counts=True)
    kept = _split(found[np.argsort(-counts.astype(np.int64), kind="stable")[:_COLOURS]])
    nearest = cKDTree(kept).query(_split(found))[1].astype(np.uint8)
    image = Image.fromarray(nearest[which].reshape(packed.shape))
    image.putpalette(kept.astype(np.uint8).tobytes())
    about = PngInfo()
    for keyword, text in texts.items():
        about.add_itxt(keyword, text, lang="fr")
    stream = io.BytesIO()
    image.save(stream, "PNG", optimize=True, dpi=(dpi, dpi), pnginfo=about)
    return stream.getvalue()


def _split(packed: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
    return np.stack([packed >> 16, packed >> 8 & 255, packed & 255], axis=1)
