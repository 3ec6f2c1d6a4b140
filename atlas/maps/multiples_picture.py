"""Small maps taken away: a page with their title, one legend, captions, sources and mentions."""

from __future__ import annotations

from atlas.desk.remade import remake_line
from atlas.maps.picture_words import origin
from atlas.maps.small_multiples import SmallMultiples
from common import palette
from geo.picture_formats import Format
from geo.pictures import Entry, Legend, SheetTexts, to_bytes
from geo.pictures.mosaic import Tile, mosaic


def multiples_picture(seen: SmallMultiples, fmt: Format) -> bytes:
    """Draw small maps on one page.

    Parameters
    ----------
    seen : the maps and what they share.
    fmt : png (200 dots per inch), svg or pdf, which hold the maps as images.

    Returns
    -------
    bytes
        The same for the same question and data.
    """
    about = seen.about
    entries = [Entry(*key) for key in zip(seen.labels, seen.colours, strict=True)]
    if seen.no_data:
        entries.append(Entry(seen.no_data, palette.NO_DATA))
    foot = (about.note, *about.mentions, *origin(about))
    words = SheetTexts(
        title=about.title,
        band=about.mark,
        foot=tuple(text for text in foot if text),
        legend=Legend(seen.heading, "", tuple(entries)),
    )
    page = mosaic([Tile(one.title, one.picture) for one in seen.maps], words)
    source = " ".join((*origin(about), remake_line(about, fmt))).strip()
    return to_bytes(page, fmt, about.title, describe_multiples(seen), source)


def describe_multiples(seen: SmallMultiples) -> str:
    """Say in French what the page shows, for those who do not see it."""
    told = (f"{seen.about.title}. {seen.heading}.", *(one.told for one in seen.maps))
    mark = (f"{seen.about.mark}.",) if seen.about.mark else ()
    return " ".join((*told, *seen.about.mentions, *mark))
