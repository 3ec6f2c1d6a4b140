"""``profile(place)``: what is known of one place, as frames."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from atlas.desk.frames import said, table_of
from atlas.desk.perimeters import parse_place
from atlas.desk.session import desk_in_use
from atlas.profiles.export import answers_about, taken_indicators
from atlas.profiles.make import profile as describe


@dataclass(frozen=True)
class PlaceFrames:
    """What is known of one place; each frame has in its ``attrs`` what must be read with it.

    Shares are 0-1, areas km², scores 0-100 (100 the most fragile), gaps standard deviations; a
    missing number is NaN, with its status beside. Columns are those of the files, which the
    codebook explains; :class:`atlas.profiles.model.Profile` says more of each table.

    Attributes
    ----------
    place, name : ``level:code`` (or the text of a perimeter), French name.
    identity : who it is: population (inhabitants), area_km2, inhabitants_per_km2, communes (their
        number), density_class …
    domains : by domain, dimension and ``ensemble``: score, rank and its interval, standing, median
        scores of the département, the région and France.
    indicators : by key: label, unit, domain, value, year, status, the values of the larger
        territories, where it goes (trend …), producer, licence; as the command ``profile`` writes
        them in a CSV.
    series : an indicator in a year: value, status, france.
    answers : what each group answered to each published question, beside the indicator of the same
        thing; ``whose`` says whether of the place (own) or of a larger territory (larger).
    views : what a survey publishes of a domain around the place, and its gap; with its mention.
    partnerships : records of the place and around it that go on, grants apart.
    missing : what is not known, and why.
    """

    place: str
    name: str
    identity: pd.Series
    domains: pd.DataFrame
    indicators: pd.DataFrame
    series: pd.DataFrame
    answers: pd.DataFrame
    views: pd.DataFrame
    partnerships: pd.DataFrame
    missing: pd.DataFrame


def profile(place: str, *, demonstration: bool = False) -> PlaceFrames:
    """Describe a territory, or communes put together.

    Parameters
    ----------
    place : ``level:code`` (:func:`atlas.places` looks for one), ``perimetre:CODES:NAME``, or the
        name of a perimeter of the workspace in use.
    demonstration : as in :func:`atlas.layer`; the rows of ``views`` that rest on it have True in
        the column demonstration.

    Raises
    ------
    UnknownNameError
        If there is no such place.
    InvalidDataError
        With all the faults of a perimeter.
    NotAvailableError
        For France as a whole.

    Examples
    --------
    >>> found = profile("departement:09")
    >>> found.name, int(found.identity["communes"])
    ('Ariège', 325)
    >>> found.domains.loc["mobilite", ["rank", "ranked"]].astype(int).tolist()
    [11, 100]
    >>> print(found.indicators.loc["apl_generalistes", "unit"])
    consultations par an et par habitant
    """
    desk = desk_in_use(demonstration=demonstration)
    made = describe(desk, parse_place(desk, place))
    indicators = table_of(taken_indicators(desk, made), "csv")
    attrs = indicators.attrs
    indicators = indicators.reset_index().set_index("key")
    indicators.attrs = attrs

    def of_all(rows: pd.DataFrame) -> pd.DataFrame:
        return said(rows.copy(), made.about, ending="json")

    return PlaceFrames(
        place=str(made.place),
        name=made.name,
        identity=made.identity,
        domains=of_all(made.domains),
        indicators=indicators,
        series=of_all(made.series),
        answers=said(made.answers.copy(), answers_about(desk, made)),
        views=of_all(made.views),
        partnerships=of_all(made.partnerships),
        missing=of_all(made.missing),
    )
