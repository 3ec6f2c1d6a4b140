"""What one takes from a place: the page for a council, its picture, the link, codes to share it."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from typing import Literal

import streamlit as st
from markupsafe import Markup

from atlas.desk.place import Place, as_territory
from atlas.profiles import Profile
from common.levels import Territory
from common.qr import qr_svg
from pages.parts.kit import cache_sizes as sizes
from pages.parts.kit.caches import cache_data
from pages.parts.kit.container import around
from pages.parts.kit.copy_box import copy_box
from pages.parts.kit.desk import desk
from pages.parts.kit.downloads import file_button
from pages.parts.kit.frames import framed_elsewhere
from pages.parts.kit.place_state import file_stem
from pages.parts.kit.profiles import cached_profile
from pages.parts.kit.visit import shared_address

#: The page that shows a place, and that calls :func:`council_actions`.
_PAGE = "territoire"
#: Height of what is embedded, pixels: by page.
_HEIGHTS = {"territoire": 1150, "carte": 820}
_NO_ADDRESS = "L’adresse de ce serveur n’est pas connue : copiez celle de votre navigateur."
_LONG = "L’adresse est trop longue pour un code QR : partagez le lien."
_FRAME = (
    "Ce serveur ne se laisse pas encore montrer dans un autre site : demandez-le à qui "
    "l’administre (réglage FRAGISCOPE_FRAMED_BY)."
)


def council_actions(profile: Profile) -> None:
    """Offer the page for a council (PDF), the same as a picture (PNG), and to share the place.

    Parameters
    ----------
    profile : the place that the page shows.
    """
    with st.container(horizontal=True, key="fs-council"):
        council_buttons(profile, _PAGE)
        with st.popover("Partager", icon=":material/share:", key="fs-share"):
            _share(profile, _address(profile, _PAGE))


def council_buttons(profile: Profile, page: str) -> None:
    """Offer the page for a council (PDF) and the same as a picture (PNG).

    Parameters
    ----------
    profile : the place.
    page : the one that offers them.
    """
    place, address = profile.place, _address(profile, page)
    stem = f"conseil-{file_stem(place, profile.about if profile.about.own else None)}"
    today = datetime.now().astimezone().date()
    file_button(
        "Pour le conseil\u202f: 1\u00a0page",
        partial(council_file, place, "pdf", address, today),
        f"{stem}.pdf",
        "application/pdf",
        icon=":material/picture_as_pdf:",
        type="primary" if page == _PAGE else "secondary",
        help="Carte, cinq faits, trois graphiques, trois questions : une page A4 à remettre.",
    )
    file_button(
        "Image à projeter",
        partial(council_file, place, "png", address, today),
        f"{stem}.png",
        "image/png",
        icon=":material/slideshow:",
        help="La même page en une image 16:9, pour une diapositive.",
    )


def _address(profile: Profile, page: str) -> str:
    """Write the address of the profile, as it is known from a page."""
    return shared_address(_PAGE, {"territoire": str(profile.place)}, page)


@cache_data(max_entries=sizes.COUNCIL_FILES.entries, show_spinner=False)
def council_file(place: Place, fmt: Literal["pdf", "png"], address: str, day: date) -> bytes:
    """Lay out the page of a place once, as a sheet or as a picture."""
    from reports.documents.council import council_page  # noqa: PLC0415 - only where it is asked
    from reports.layout.council import council_pdf, council_png  # noqa: PLC0415

    page = council_page(desk(), cached_profile(place), address=address, day=day)
    return council_pdf(page) if fmt == "pdf" else council_png(page)


def _share(profile: Profile, address: str) -> None:
    """Show the link of a place, its QR code, and the code by which another site shows it."""
    if not address:
        st.caption(_NO_ADDRESS)
        return
    copy_box("fs.link", "Lien de cette page", "Copier le lien", address, rows=2)
    code = qr_svg(address)
    if code:
        st.image(code.decode(), width=150, alt="Code QR du lien de cette page")
    else:
        st.caption(_LONG)
    name = profile.name
    codes = {
        "territoire": (f"Fragiscope : {name}", {"territoire": str(profile.place)}),
        "carte": (f"Fragiscope : carte, {name}", _map_of(profile)),
    }
    said = {"territoire": ("le profil", "du profil"), "carte": ("la carte", "de la carte")}
    for page, (title, query) in codes.items():
        if query:
            shown = shared_address(page, query | {"embed": "true"}, _PAGE)
            what, of_it = said[page]
            copy_box(
                f"fs.embed.{page}",
                f"Code à intégrer\u202f: {what}",
                f"Copier le code {of_it}",
                _frame(page, title, shown),
                rows=4,
            )
    if not framed_elsewhere():
        st.caption(_FRAME)


def _map_of(profile: Profile) -> dict[str, str]:
    """Give the map that shows a territory among those of what holds it; a perimeter is on none."""
    place = as_territory(profile.place)
    if not isinstance(place, Territory):
        return {}
    return {"niveau": place.level.value, "dans": str(around(place)), "territoire": str(place)}


def _frame(page: str, title: str, address: str) -> str:
    """Write the code by which another site shows a page: names of data escaped."""
    return str(
        Markup(
            '<iframe src="{}" title="{}" width="100%" height="{}" style="border:0" '
            'loading="lazy"></iframe>'
        ).format(address, title, _HEIGHTS[page])
    )
