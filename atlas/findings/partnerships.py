"""Where EPCI are fragile and have fewer partnerships, or more, than others as dense."""

from __future__ import annotations

import pandas as pd

from atlas.desk.about import About
from atlas.desk.desk import Desk
from atlas.findings.finding import CountryFinding, FindingKind
from atlas.findings.places import marked_places
from atlas.partnerships.need_response import NeedQuery, need_response
from common.errors import NotAvailableError
from common.french import number, plural
from common.levels import Level
from common.palette import ACTS
from indicators.base.domains import OVERALL
from indicators.partnerships.need_response import Quadrant

LEVEL = Level.EPCI


def partnerships_finding(desk: Desk) -> CountryFinding | None:
    """Tell how many fragile EPCI stand out by their partnerships; None where none does."""
    try:
        answer = need_response(desk, NeedQuery(LEVEL, OVERALL))
    except NotAvailableError:
        return None
    return fragile_and_alone(answer.frame, desk.territories_of(LEVEL), answer.about)


def fragile_and_alone(
    frame: pd.DataFrame, territories: pd.DataFrame, about: About
) -> CountryFinding | None:
    """Tell the fragile territories with few partnerships beside those with many.

    Parameters
    ----------
    frame : index code; quadrant (:class:`indicators.partnerships.need_response.Quadrant`).
    territories : index code; lat, lon.
    about : what goes with the frame.
    """
    few = frame.index[frame["quadrant"] == Quadrant.FRAGILE_FEW]
    many = frame.index[frame["quadrant"] == Quadrant.FRAGILE_MANY]
    if few.empty:
        return None
    have = plural(len(few), "fragile a", "fragiles ont")
    title = f"{number(len(few))} EPCI {have} moins de partenariats qu’ailleurs"
    if not many.empty:
        title += f", {number(len(many))} en {plural(len(many), 'a', 'ont')} plus"
    return CountryFinding(
        kind=FindingKind.PARTNERSHIPS,
        title=title,
        told=(
            "À densité égale, et là seulement où la différence est établie. Un partenariat "
            "qu’aucune liste complète ne recense n’est pas compté."
        ),
        picture=marked_places(territories, many, few, ACTS),
        picture_words=(
            f"Carte des EPCI : ceux qui ont moins de partenariats ({number(len(few))}) y sont "
            f"cerclés, ceux qui en ont plus ({number(len(many))}) y sont pleins"
        ),
        about=about,
        level=LEVEL,
        subjects=(OVERALL,),
    )
