"""Where several régions are fragile and say less of it than the others."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from atlas.desk.desk import Desk
from atlas.divergences.pairs import PairQuery, PairView, pair_view
from atlas.findings.finding import MARKED_POSITIONS, CountryFinding, FindingKind, PositionsPicture
from common.errors import NotAvailableError
from common.french import listed, number
from common.levels import Level
from indicators.base.domains import DOMAIN_KEYS, short_label
from indicators.views.positions import GapStatus

LEVEL = Level.REGION
#: Régions: a single one is not told of the country.
FEWEST = 2


def silent_finding(desk: Desk) -> CountryFinding | None:
    """Tell the question where most régions are a silent fragility; None where none has two.

    Each question stands beside its closest indicator alone: among many, one would always differ.
    """
    return most_silent(_views(desk))


def most_silent(views: Iterable[PairView]) -> CountryFinding | None:
    """Tell the pair where most territories are fragile and say less of it, if at least two are.

    Parameters
    ----------
    views : pairs of a question and an indicator, the first of equals first; those that rest on the
        demonstration survey are left out.
    """
    counted = [
        (int((view.frame["status"] == GapStatus.SILENT_FRAGILITY).sum()), view)
        for view in views
        if not view.about.demonstration
    ]
    count, view = max(counted, key=lambda each: each[0], default=(0, None))
    return None if view is None or count < FEWEST else _told(view, count)


def _views(desk: Desk) -> Iterable[PairView]:
    for one in desk.questions.values():
        told = one.domain in DOMAIN_KEYS and one.indicators and not one.withdrawn
        for group in one.groups if told else ():
            with suppress(NotAvailableError):
                yield pair_view(desk, PairQuery(one.key, level=LEVEL, group=group))


def _told(view: PairView, count: int) -> CountryFinding:
    rows = view.compared
    marked = rows["status"] == GapStatus.SILENT_FRAGILITY
    names = listed(sorted(str(name) for name in rows.loc[marked, "name"]))
    return CountryFinding(
        kind=FindingKind.SILENT,
        title=(
            f"{short_label(view.question.domain)} : {number(count)} régions fragiles dont on "
            "parle peu"
        ),
        told=(
            f"{names} : au-dessus de la moyenne des régions par l’indicateur « "
            f"{view.indicator.label} », au-dessous par la {view.question.counts}. "
            f"{view.question.not_read_as}"
        ),
        picture=PositionsPicture(
            rows.assign(measured=rows["objective_z"], felt=rows["perceived_z"], marked=marked)[
                MARKED_POSITIONS.names
            ]
        ),
        picture_words=(
            f"{number(len(rows))} régions selon ce qui est mesuré et ce qui est ressenti : {names} "
            "sont fragiles et le disent moins que les autres"
        ),
        about=view.about,
        level=LEVEL,
        subjects=(view.question.domain,),
        question=view.question.key,
        indicator=view.indicator.key,
        group=view.query.group,
    )
