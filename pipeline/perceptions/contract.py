"""What a reader of published perceptions gives, and what readers share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pandas as pd

from common.errors import InvalidDataError
from common.french import fold
from common.levels import FRANCE_CODE, Level
from indicators.base.questions import PublishedQuestion
from indicators.survey.question import Question, QuestionKind

#: Gives, from the sources folder, the territories (level, code, name, region, population) and the
#: questions of one survey, the estimates of these questions: columns of
#: ``indicators.survey.estimates``, where ``domain`` holds the key of the question, with ``age``
#: (:data:`indicators.views.perceptions.AGES`) and ``covered`` where the source has them.
Reader = Callable[[Path, pd.DataFrame, list[PublishedQuestion]], pd.DataFrame]

#: Key of the whole country.
COUNTRY = {"level": Level.FRANCE.value, "code": FRANCE_CODE}


def engine_question(declared: PublishedQuestion) -> Question:
    """Give the question as the survey engine knows it, named by its key."""
    share = (declared.low, declared.high) == (0.0, 1.0)
    return Question(
        declared.key,
        declared.column,
        QuestionKind.BINARY if share else QuestionKind.SCALE,
        declared.low,
        declared.high,
        fragile_when_high=declared.direction > 0,
        wording=declared.unit,
    )


def region_codes(
    names: pd.Series, territories: pd.DataFrame, source: str, elsewhere: tuple[str, ...] = ()
) -> pd.Series:
    """Recognise régions by their names; those of ``elsewhere`` get none.

    Raises
    ------
    InvalidDataError
        If a name is neither that of a région nor one of ``elsewhere``.
    """
    regions = territories[territories["level"] == Level.REGION.value]
    codes = {fold(name): code for name, code in zip(regions["name"], regions["code"], strict=True)}
    found = names.map(fold).map(codes)
    unknown = sorted(set(names[found.isna()]) - set(elsewhere))
    if unknown:
        raise InvalidDataError(source, [f"région « {name} » inconnue" for name in unknown])
    return found


def departement_regions(territories: pd.DataFrame) -> Mapping[str, str]:
    """Région of each département."""
    rows = territories[territories["level"] == Level.DEPARTEMENT.value]
    return dict(zip(rows["code"], rows["region"], strict=True))


def at_every_level(cells: pd.DataFrame, territories: pd.DataFrame, source: str) -> pd.DataFrame:
    """Put cells of départements (column code) in the département, its région and France.

    Raises
    ------
    InvalidDataError
        If a département is unknown, or absent.
    """
    regions = departement_regions(territories)
    faults = [
        f"département {code} inattendu ou absent"
        for code in sorted(set(cells["code"]).symmetric_difference(regions))
    ]
    if faults:
        raise InvalidDataError(source, faults)
    return pd.concat(
        [
            cells.assign(level=Level.DEPARTEMENT.value),
            cells.assign(level=Level.REGION.value, code=cells["code"].map(regions)),
            cells.assign(**COUNTRY),
        ],
        ignore_index=True,
    )
