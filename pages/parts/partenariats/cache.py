"""What the page of partnerships chooses and counts once."""

from __future__ import annotations

import pandas as pd

from atlas.desk.place import Place
from atlas.maps.density import DensityMap, density_map
from atlas.partnerships.densest import densest
from atlas.partnerships.examples import examples
from atlas.partnerships.matrix import counts_and_presence
from atlas.partnerships.need_response import NeedQuery, NeedResponse, need_response
from atlas.partnerships.rates import rates_of
from atlas.partnerships.records import (
    Records,
    RecordsQuery,
    choose_records,
    counts_by_territory,
)
from common.levels import Level
from pages.parts.kit import cache_sizes as sizes
from pages.parts.kit.caches import cache_resource
from pages.parts.kit.desk import desk


@cache_resource(max_entries=sizes.RECORDS.entries, show_spinner="Recherche des partenariats…")
def cached_records(query: RecordsQuery) -> Records:
    """Choose partnership records once; sessions share them and must not change them."""
    return choose_records(desk(), query)


@cache_resource(max_entries=sizes.RECORD_COUNTS.entries, show_spinner=False)
def cached_record_counts(query: RecordsQuery, level: Level) -> pd.DataFrame:
    """Count chosen records by territory once."""
    return counts_by_territory(desk(), cached_records(query), level)


@cache_resource(max_entries=sizes.RECORD_DENSITIES.entries, show_spinner="Calcul de la densité…")
def cached_record_density(query: RecordsQuery, title: str, bandwidth: float | None) -> DensityMap:
    """Work out the density surface of chosen records once."""
    return density_map(desk(), cached_records(query).frame, title, bandwidth)


@cache_resource(max_entries=sizes.DENSEST.entries, show_spinner="Classement des territoires…")
def cached_densest(query: RecordsQuery) -> pd.DataFrame:
    """Rank the territories of chosen records by rate once."""
    return densest(desk(), query)


@cache_resource(
    max_entries=sizes.NEED_RESPONSES.entries, show_spinner="Croisement du besoin et de la réponse…"
)
def cached_need_response(query: NeedQuery) -> NeedResponse:
    """Cross fragility and partnerships once; sessions share it and must not change it."""
    return need_response(desk(), query)


@cache_resource(max_entries=sizes.MATRICES.entries, show_spinner=False)
def cached_partnership_matrix(place: Place) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Count the partnerships of a place by domain and category once."""
    return counts_and_presence(desk(), place)


@cache_resource(max_entries=sizes.RATES.entries, show_spinner=False)
def cached_partnership_rates(place: Place, kind: str | None) -> pd.DataFrame:
    """Compare the partnerships of a place with those of its level once."""
    return rates_of(desk(), place, kind)


@cache_resource(max_entries=sizes.EXAMPLES.entries, show_spinner="Recherche d’exemples…")
def cached_partnership_examples(place: Place) -> pd.DataFrame:
    """Find examples for a place once."""
    return examples(desk(), place)
