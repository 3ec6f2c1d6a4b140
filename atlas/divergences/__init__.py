"""The gap of one domain and group over the territories of a level, as the page *Écarts* shows it.

``choices`` says which gaps the surveys allow, ``view`` works one out, ``reading`` puts it into
words, ``cartography`` draws it, ``export`` hands it out; ``space`` seeks where gaps gather,
``modelled`` estimates what was not published, ``needs`` what a survey would take. ``pairs`` puts a
question beside an indicator of the same thing, ``correspondences`` all of them at once;
``readings`` lists where each question puts each territory, ``divergences`` makes one table of it.
"""

from atlas.divergences.choices import GapQuery, gap_choices, levels_for, surveys_for
from atlas.divergences.view import GapView, gap_view, holder

__all__ = ["GapQuery", "GapView", "gap_choices", "gap_view", "holder", "levels_for", "surveys_for"]
