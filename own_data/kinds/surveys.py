"""What is said of a survey or of published results, as the product says it of its own."""

from __future__ import annotations

import pandas as pd

from indicators.base.survey_kind import SurveyKind
from indicators.views.from_answers import covered_by
from indicators.views.perceptions import COLUMNS, ESTIMATES, KEY, Survey
from indicators.views.shares import SHARES
from own_data.kinds.keys import own_key
from own_data.loaded import OWN_MARK, OwnSource

#: Decimals of an estimate, as the build of the product keeps them.
DECIMALS = 6


def mention_of(about: OwnSource) -> str:
    """Give the sentence that goes with every figure; it always says that they are not published.

    >>> mention_of(OwnSource("Baromètre", "Ville de Brest", 2026))
    'Baromètre, Ville de Brest, 2026 : données de votre organisation, non publiées.'
    """
    said = about.mention or f"{about.title}, {about.organisation}, {about.year}"
    return f"{said.rstrip(' .')} : {OWN_MARK}."


def survey_key(about: OwnSource) -> str:
    """Key of the survey."""
    return own_key(about.title, str(about.year))


def survey_of(
    about: OwnSource,
    kind: SurveyKind,
    estimates: pd.DataFrame,
    *,
    wave: str = "",
    mode: str = "",
    url: str = "",
) -> Survey:
    """Say of a survey what a reader must know.

    Parameters
    ----------
    about : whose it is.
    kind : what its sample is.
    estimates : ``ESTIMATES``.
    wave, mode, url : where known.
    """
    covered = {name: tuple(found) for name, found in covered_by(estimates).items()}
    return Survey(
        key=survey_key(about),
        title=about.title,
        producer=about.organisation,
        licence=about.licence or "non publiée",
        url=url,
        kind=kind,
        demonstration=False,
        mention=mention_of(about),
        wave=wave,
        start="",
        end="",
        mode=mode,
        groups=covered["groups"],
        levels=covered["levels"],
        domains=covered["domains"],
        caveats=(f"{OWN_MARK[:1].upper()}{OWN_MARK[1:]}.",),
    )


def shares_laid(about: OwnSource, table: pd.DataFrame) -> pd.DataFrame:
    """Lay out shares as ``SHARES``, sorted by key."""
    kinds = {column.name: column.dtype for column in SHARES.columns}
    laid = table.assign(survey=survey_key(about), year=about.year)
    laid = laid[SHARES.names].astype(kinds).round(DECIMALS)
    return laid.sort_values(list(SHARES.key), ignore_index=True)


def estimates_of(about: OwnSource, table: pd.DataFrame) -> pd.DataFrame:
    """Lay out estimates as ``ESTIMATES``, sorted by key."""
    kinds = {column.name: column.dtype for column in ESTIMATES.columns}
    laid = table.assign(survey=survey_key(about), year=about.year, demonstration=False)
    return laid[COLUMNS].astype(kinds).round(DECIMALS).sort_values(KEY, ignore_index=True)
