"""Partnerships: who already works together, on what, where.

``records`` declares the two tables: :data:`RECORDS`, and :data:`SCHEMES`, the crosswalk that says
what the records of each scheme stand for. A record may serve more domains than its scheme: those
that its own title names.

``attachment`` says which territories a record belongs to, ``counts`` counts it there and says
what a zero means, ``comparable`` keeps what may be compared, ``expected`` says how many a
territory as dense has, ``rates`` smooths.
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
from indicators.partnerships.expected import (
    class_rates,
    compared,
    density_class,
    density_limits,
)
from indicators.partnerships.rates import (
    PER,
    STABLE_RATE,
    Prior,
    location_quotient,
    posterior,
    prior,
    rates,
)
from indicators.partnerships.records import (
    NONE_STATED,
    RECORD_COLUMNS,
    RECORDS,
    RECORDS_FILE,
    SCHEME_COLUMNS,
    SCHEMES,
    SCHEMES_FILE,
    SEPARATOR,
    asked_schemes,
    has_ended,
    has_key,
    places,
    points,
    read_records,
    read_schemes,
    select,
)
from indicators.partnerships.vocabulary import (
    CURRENT_YEAR,
    KIND_ORDER,
    RATED_KINDS,
    Category,
    Coverage,
    Family,
    Kind,
    PartnerProfile,
    Period,
    Scale,
    kind_words,
)

__all__ = [
    "CURRENT_YEAR",
    "KIND_ORDER",
    "NONE_STATED",
    "PER",
    "RATED_KINDS",
    "RECORDS",
    "RECORDS_FILE",
    "RECORD_COLUMNS",
    "SCHEMES",
    "SCHEMES_FILE",
    "SCHEME_COLUMNS",
    "SEPARATOR",
    "STABLE_RATE",
    "Category",
    "Coverage",
    "Family",
    "Kind",
    "PartnerProfile",
    "Period",
    "Presence",
    "Prior",
    "Scale",
    "asked_schemes",
    "attach",
    "attach_to",
    "class_rates",
    "commune_weights",
    "comparable_counts",
    "comparable_schemes",
    "compared",
    "complete_lists",
    "count_by_territory",
    "density_class",
    "density_limits",
    "has_ended",
    "has_key",
    "kind_words",
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
