"""Partnerships: who already works together, on what, where.

``records.parquet`` holds one row per record:

===========  =====================================================================================
record       stable identifier, ``scheme-identifier of the source``
title        French, one line
kind         :class:`Kind`: label, co-funded project or alliance
category     :class:`Category`, null if the scheme states none
family       :class:`Family`, null if the scheme states none
domains      keys of the domains served, separated by ``|``; empty text if none is stated
partners     names, null if the source gives none
profiles     :class:`PartnerProfile` of the partners, separated by ``|``; empty text if unknown
scale        :class:`Scale`, null if unknown
territories  places named, ``level:code`` separated by ``|``, current codes; null if the record
             could not be placed
lon, lat     degrees, WGS 84; only where the source gives a point
start_year   Int16, null if unknown; likewise end_year
amount_eur   public money, euros; NaN if unknown
scheme       key of the row of ``schemes.parquet`` (the crosswalk) that says why
source       key of the source
link         page to read, null if none
===========  =====================================================================================

``schemes.parquet`` is the crosswalk ``pipeline/partnerships/crosswalk.csv``, with the number of
records of each scheme and of those that could not be placed. Its ``domains`` are those that every
record of the scheme serves; a record may serve others, which its own title names.

``attachment`` says which territories a record belongs to, ``counts`` counts it there and says
what a zero means, ``comparable`` keeps what may be compared, ``rates`` compares.
"""

from indicators.partnerships.attachment import attach, attach_to, commune_weights
from indicators.partnerships.comparable import comparable_counts, comparable_schemes
from indicators.partnerships.counts import (
    Presence,
    count_by_territory,
    usual_levels,
    zero_presence,
)
from indicators.partnerships.rates import PER, Prior, location_quotient, posterior, prior, rates
from indicators.partnerships.records import (
    NONE_STATED,
    RECORD_COLUMNS,
    RECORDS_FILE,
    SCHEME_COLUMNS,
    SCHEMES_FILE,
    SEPARATOR,
    has_key,
    places,
    points,
    read_records,
    read_schemes,
    select,
)
from indicators.partnerships.vocabulary import (
    Category,
    Coverage,
    Family,
    Kind,
    PartnerProfile,
    Scale,
)

__all__ = [
    "NONE_STATED",
    "PER",
    "RECORDS_FILE",
    "RECORD_COLUMNS",
    "SCHEMES_FILE",
    "SCHEME_COLUMNS",
    "SEPARATOR",
    "Category",
    "Coverage",
    "Family",
    "Kind",
    "PartnerProfile",
    "Presence",
    "Prior",
    "Scale",
    "attach",
    "attach_to",
    "commune_weights",
    "comparable_counts",
    "comparable_schemes",
    "count_by_territory",
    "has_key",
    "location_quotient",
    "places",
    "points",
    "posterior",
    "prior",
    "rates",
    "read_records",
    "read_schemes",
    "select",
    "usual_levels",
    "zero_presence",
]
