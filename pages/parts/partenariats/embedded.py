"""The map of the view alone: records, density, or need and response."""

from __future__ import annotations

from common.errors import NotAvailableError
from indicators.base.domains import domain_label
from pages.parts.kit.container import FRANCE
from pages.parts.kit.embedded import embedded_foot, embedded_title
from pages.parts.kit.notices import told_in_french
from pages.parts.kit.url import ScreenState
from pages.parts.partenariats.cache import (
    cached_need_response,
    cached_record_density,
    cached_records,
)
from pages.parts.partenariats.map import density_picture, records_map
from pages.parts.partenariats.need_view import quadrant_map
from pages.parts.partenariats.state import DENSITY, NEED, need_query, records_query


@told_in_french()
def show_embedded(state: ScreenState) -> None:
    """Show the map that the address asks for, its title and its sources."""
    chosen = state.get("dans")
    place = None if chosen == FRANCE else chosen
    view = state.get("vue")
    if view == NEED:
        need = cached_need_response(need_query(state))
        embedded_title(need.about)
        quadrant_map(need, state)
        embedded_foot("partenariats", need.about)
    elif view == DENSITY:
        radius = state.get("rayon")
        title = domain_label(state.get("domaine"))
        query = records_query(state)
        surface = cached_record_density(query, title, radius * 1_000 if radius else None)
        if not surface.pictures:
            raise NotAvailableError("Aucun partenariat avec un point pour ces filtres.")
        embedded_title(surface.about)
        density_picture(surface, place)
        embedded_foot("partenariats", surface.about)
    else:
        records = cached_records(records_query(state))
        embedded_title(records.about)
        records_map(records, place, state)
        embedded_foot("partenariats", records.about)
