"""Partnerships: who already works together, on what, where.

``records`` declares the two tables: :data:`RECORDS`, and :data:`SCHEMES`, the crosswalk that says
what the records of each scheme stand for. A record may serve more domains than its scheme: those
that its own title names.

``attachment`` says which territories a record belongs to, ``counts`` counts it there and says
what a zero means, ``comparable`` keeps what may be compared, ``rates`` compares.
"""

from indicators.partnerships.attachment import attach, attach_to, commune_weights
from indicators.partnerships.comparable import comparable_counts, comparable_schemes
from indicators.partnerships.counts import (
    Presence,
    complete_lists,
    count_by_territory,
    usual_levels,
    zero_presence,
)
from indicators.partnerships.rates import PER, Prior, location_quotient, posterior, prior, rates
from indicators.partnerships.records import (
    NONE_STATED,
    RECORD_COLUMNS,
    RECORDS,
    RECORDS_FILE,
    SCHEME_COLUMNS,
    SCHEMES,
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
    "RECORDS",
    "RECORDS_FILE",
    "RECORD_COLUMNS",
    "SCHEMES",
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
    "complete_lists",
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
