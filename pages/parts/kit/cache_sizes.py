"""How much the screens keep: the one place that bounds what visitors can multiply.

Places, perimeters, recipes, limits of classes: each choice of a visitor is one more answer that
could stay in memory for the next one. Each cache has its number of answers here, beside the size of
the largest one that was measured; the oldest leaves first. What has a handful of answers only (by
level, or one) is kept whole and has no line. Answers that rest on data of an organisation are kept
beside, fewer of each (:func:`own_entries`) and not for long.
"""

from __future__ import annotations

from typing import NamedTuple


class Kept(NamedTuple):
    """What a cache holds at most.

    Attributes
    ----------
    entries : answers.
    largest : MB of the largest answer, apart from what it shares with the others.
    """

    entries: int
    largest: float


#: MB of all the caches, full of their largest answers at once.
MOST_MEMORY = 500
#: Part of the answers, and of those of a handful, that data of organisations have.
_OWN_PART, _OWN_FEW = 8, 6
#: Seconds that an answer that rests on them is kept.
OWN_KEPT = 3600.0

# The map: 17 domains or 90 indicators, by level, measure, group and part of the country.
LAYERS = Kept(8, 2.8)  # 34,875 communes
CHOROPLETHS = Kept(100, 0.1)
DRAWINGS = Kept(100, 0.2)
HISTOGRAMS = Kept(100, 0.006)
LAYER_TABLES = Kept(6, 3.9)
LAYER_FILES = Kept(1, 40.0)  # GeoJSON of all the communes
MULTIPLES = Kept(4, 0.5)  # 16 small maps of EPCI and their table
PICTURES = Kept(6, 0.8)
DENSITIES = Kept(20, 0.1)
POINTS = Kept(17, 1.0)
POINT_SOURCES = Kept(20, 0.01)
INDICATOR_YEARS = Kept(500, 0.001)

# Places: 37,000 territories, and any perimeter.
PROFILES = Kept(50, 0.5)
PROFILE_FILES = Kept(20, 0.2)
SPINES = Kept(30, 0.01)
SPINE_TABLES = Kept(8, 0.07)
SHEETS = Kept(8, 0.04)
LOCATORS = Kept(30, 0.015)
BLANK_CHARTS = Kept(60, 0.002)  # by level, unit and kinds of answers
NATURES = Kept(60, 0.01)
MATRICES = Kept(60, 0.01)
RATES = Kept(60, 0.01)
EXAMPLES = Kept(60, 0.02)
QUESTIONS = Kept(60, 0.02)
ELSEWHERE = Kept(60, 0.02)
DIAGNOSES = Kept(10, 0.2)
NOTES = Kept(8, 0.75)  # the report of a région, its maps
NOTE_LAYOUTS = Kept(6, 3.0)  # the pages of a report and its PDF
NOTE_FILES = Kept(4, 0.8)  # DOCX, and the sheets of a debate
COUNCIL_FILES = Kept(10, 0.2)  # a page and its picture
PREVIEWS = Kept(30, 0.05)
PAGE_PREVIEWS = Kept(20, 0.03)
WORKSPACES = Kept(2, 0.1)  # open ones: a server shares one
COMPARISONS = Kept(100, 0.1)
SIMILAR = Kept(200, 0.01)
DEVIATIONS = Kept(200, 0.02)
LEVELS = Kept(200, 0.01)
SENSITIVITIES = Kept(20, 0.01)
SEARCHES = Kept(1_000, 0.002)  # what is typed

# Streamlit's own files, by name: 320 of them, whose size here is the mean (7 MB in all).
SCRIPTS = Kept(320, 0.022)

# Partnerships: records by seven filters.
RECORDS = Kept(6, 4.8)
RECORD_COUNTS = Kept(40, 0.3)
RECORD_DENSITIES = Kept(30, 0.1)
DENSEST = Kept(30, 0.2)
PRACTICES = Kept(15, 0.5)  # case studies by seven filters
NEED_RESPONSES = Kept(2, 6.5)  # 34,875 communes

# Gaps, and the index by recipe.
GAP_SPACES = Kept(20, 0.01)
INDEX_COMPARISONS = Kept(2, 6.0)  # 34,875 communes
INDEX_INDICATORS = Kept(1, 30.0)  # 34,875 communes


def own_entries(entries: int | None) -> int:
    """Bound what a cache keeps of answers that rest on data of organisations.

    >>> own_entries(100), own_entries(1), own_entries(None)
    (12, 1, 6)
    """
    return _OWN_FEW if entries is None else max(1, entries // _OWN_PART)
