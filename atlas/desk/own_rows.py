"""What a workspace holds, as rows that stand beside those of the product: read once, checked.

By construction nothing of it passes for something of the product: every key begins as those of own
data do, an indicator never enters the index, a list of partnerships is never complete, no answer is
of the demonstration, and what must be said of it is said. Answers of people stay in the workspace.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from common.errors import InvalidDataError, NotAvailableError
from common.french import described
from common.levels import FRANCE_CODE, Level
from indicators.base.catalogue import Indicator
from indicators.base.questions import PublishedQuestion
from indicators.base.series import series_of
from indicators.base.status import Status
from indicators.base.values import VALUES, every_territory
from indicators.partnerships import Coverage
from indicators.partnerships.practice_check import practice_faults
from indicators.partnerships.practices import PRACTICES, practice_places
from indicators.partnerships.records import RECORDS, SCHEMES
from indicators.partnerships.store import PLACES
from indicators.views.perceptions import ESTIMATES, Survey
from indicators.views.shares import SHARES
from own_data.kinds.keys import PREFIX, is_own
from own_data.kinds.surveys import mention_of
from own_data.loaded import OWN_MARK, PERIMETERS_FILE, OwnKind
from own_data.workspace.interface import Load, Workspace
from own_data.workspace.kept import empty_frame

#: Said with everything that rests on own data.
OWN_SENTENCE = f"{OWN_MARK[:1].upper()}{OWN_MARK[1:]}."
_TRIES = 3


@dataclass(frozen=True, eq=False)
class OwnRows:
    """The content of a workspace.

    Attributes
    ----------
    content : names it: two contents never have the same name.
    surveys, questions, indicators : what it declares, by key.
    estimates, records, places, schemes : with the columns of the tables of the product
        (``ESTIMATES``, ``RECORDS``, ``PLACES``, ``SCHEMES``).
    shares : ``SHARES``, which nothing of the product has.
    values : ``VALUES`` by level, but for territories of which nothing is known
        (:meth:`values_of` has them); a level without any is absent.
    series : ``SERIES`` of these values.
    practices : ``PRACTICES``.
    perimeters : perimeter (its name), commune (current code).
    """

    content: str
    surveys: Mapping[str, Survey]
    questions: Mapping[str, PublishedQuestion]
    indicators: Mapping[str, Indicator]
    estimates: pd.DataFrame
    shares: pd.DataFrame
    records: pd.DataFrame
    places: pd.DataFrame
    schemes: pd.DataFrame
    values: Mapping[Level, pd.DataFrame]
    series: pd.DataFrame
    practices: pd.DataFrame
    perimeters: pd.DataFrame

    @property
    def version(self) -> str:
        """Short hash that identifies the content."""
        return hashlib.sha256(self.content.encode()).hexdigest()[:8]

    def values_of(
        self, level: Level, indicators: Sequence[str] | None, codes: Sequence[str]
    ) -> pd.DataFrame:
        """Give ``VALUES`` of some territories of a level, a row for each in each series.

        Parameters
        ----------
        indicators : keys to keep; all of them if None.
        codes : of territories that exist.
        """
        series = self.series[self.series["level"] == level.value]
        values = self.values[level]
        if indicators is not None:
            series = series[series["indicator"].isin(list(indicators))]
            values = values[values["indicator"].isin(list(indicators))]
        return every_territory(values[values["code"].isin(list(codes))], series, codes)


def own_rows(workspace: Workspace, territories: pd.DataFrame) -> OwnRows:
    """Read what a workspace holds.

    Parameters
    ----------
    workspace : any; another may write in it meanwhile.
    territories : all that exist: level, code.

    Raises
    ------
    InvalidDataError
        If a key is not that of something own, or a territory does not exist.
    NotAvailableError
        If it changes each time that it is read, or does not answer.
    """
    for _ in range(_TRIES):
        content = workspace.content()
        loads = workspace.loads()
        tables = [workspace.tables(kind) for kind in OwnKind]
        if workspace.content() == content:
            break
    else:
        raise NotAvailableError("L’espace de travail change pendant qu’on le lit : réessayez.")
    estimates = _together(tables, ESTIMATES.file).assign(demonstration=False)
    shares = _together(tables, SHARES.file)
    by_level = {level: _together(tables, VALUES.file.format(level=level)) for level in Level}
    values = {level: rows for level, rows in by_level.items() if len(rows)}
    rows = OwnRows(
        content=content,
        surveys=_surveys(loads, {*estimates["survey"], *shares["survey"]}),
        questions=_questions(loads),
        indicators=_indicators(loads, {str(key) for one in values.values() for key in
                                       one["indicator"].unique()}),
        estimates=estimates,
        shares=shares,
        records=_together(tables, RECORDS.file),
        places=_together(tables, PLACES.file),
        schemes=_together(tables, SCHEMES.file).assign(coverage=Coverage.PARTIAL.value),
        values=values,
        series=_series(values, territories),
        practices=_together(tables, PRACTICES.file),
        perimeters=_together(tables, PERIMETERS_FILE),
    )  # fmt: skip
    _refuse_other_keys(rows)
    _refuse_unknown_territories(rows, territories)
    return rows


def appended(table: pd.DataFrame, own: pd.DataFrame) -> pd.DataFrame:
    """Put own rows after those of a table of the product, with its columns and types."""
    if own.empty:
        return table
    parts = [table, own[list(table.columns)]]
    for name in table.columns:
        kind = table[name].dtype
        if isinstance(kind, pd.CategoricalDtype):
            new = pd.Index(own[name].dropna().astype("str").unique())
            words = kind.categories.append(new.difference(kind.categories, sort=False))
            kind = pd.CategoricalDtype(words)
        parts = [part.astype({name: kind}) for part in parts]
    return pd.concat(parts, ignore_index=True)


def only_own(table: pd.DataFrame, key: str) -> pd.DataFrame:
    """Keep the rows of the organisation.

    Parameters
    ----------
    table : any that an answer holds.
    key : its column of keys: of indicators, surveys, schemes…
    """
    return table[table[key].map(is_own).astype(bool)]


def _together(tables: Iterable[Mapping[str, pd.DataFrame]], file: str) -> pd.DataFrame:
    """Put the rows of one table together, whatever kind of load they come from."""
    found = [one[file] for one in tables if file in one and len(one[file])]
    return pd.concat(found, ignore_index=True) if found else empty_frame(file)


def _surveys(loads: list[Load], answered: set[str]) -> dict[str, Survey]:
    """Declare the surveys that have an estimate; each says that its figures are not published."""
    return {
        one.key: replace(one, demonstration=False, mention=_marked(one.mention, load))
        for load in loads
        for one in load.surveys
        if one.key in answered
    }


def _questions(loads: list[Load]) -> dict[str, PublishedQuestion]:
    return {
        one.key: replace(one, survey=replace(one.survey, mention=_marked(one.survey.mention, load)))
        for load in loads
        for one in load.questions
    }


def _indicators(loads: list[Load], known: set[str]) -> dict[str, Indicator]:
    """Declare the indicators that have a row, out of the index whatever they say."""
    return {
        one.key: replace(
            one,
            in_index=False,
            caveats=one.caveats if _says(one.caveats) else f"{OWN_SENTENCE} {one.caveats}".strip(),
        )
        for load in loads
        for one in load.indicators
        if one.key in known
    }


def _marked(mention: str, load: Load) -> str:
    return mention if _says(mention) else mention_of(load.about)


def _says(text: str) -> bool:
    return OWN_MARK in text.lower()


def _series(values: Mapping[Level, pd.DataFrame], territories: pd.DataFrame) -> pd.DataFrame:
    """Count what is known, and the territories that have no row among what is missing."""
    every = territories["level"].value_counts().to_dict() | {Level.FRANCE.value: 1}
    told = [status.value for status in Status if status is not Status.MISSING]
    parts = []
    for level, rows in values.items():
        series = series_of(rows)
        missing = every[level.value] - series[told].sum(axis=1)
        parts.append(series.assign(level=level.value, **{Status.MISSING.value: missing}))
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()


def _refuse_other_keys(rows: OwnRows) -> None:
    named: dict[str, set[str]] = {
        "enquête": {*rows.surveys, *rows.estimates["survey"], *rows.shares["survey"]},
        "question": set(rows.questions),
        "indicateur": {*rows.indicators, *rows.series.get("indicator", ())},
        "partenariat": {*rows.records["record"], *rows.places["record"]},
        "pratique": set(rows.practices["practice"]),
        "dispositif": {*rows.records["scheme"], *rows.schemes["scheme"]},
    }
    faults = [
        f"{what} « {key} » : le nom de ce qui vous est propre commence par « {PREFIX}_ »"
        for what, keys in named.items()
        for key in sorted(keys)
        if not is_own(key)
    ]
    faults += practice_faults(rows.practices)
    if faults:
        raise InvalidDataError("l’espace de travail", faults)


def _refuse_unknown_territories(rows: OwnRows, territories: pd.DataFrame) -> None:
    known = set(zip(territories["level"], territories["code"], strict=True))
    known.add((Level.FRANCE.value, FRANCE_CODE))
    named = {
        *_pairs(rows.estimates),
        *_pairs(rows.shares),
        *_pairs(rows.places),
        *_pairs(practice_places(rows.practices)),
        *(
            (level.value, str(code))
            for level, table in rows.values.items()
            for code in table["code"].unique()
        ),
        *((Level.COMMUNE.value, code) for code in rows.perimeters["commune"]),
    }
    unknown = sorted(f"{level}:{code}" for level, code in named - known)
    if unknown:
        raise InvalidDataError(
            "l’espace de travail",
            [f"territoires qui n’existent pas en 2026 : {described(unknown)} ; chargez de nouveau "
             "le fichier"],
        )  # fmt: skip


def _pairs(table: pd.DataFrame) -> set[tuple[str, str]]:
    return set(zip(table["level"].astype("str"), table["code"].astype("str"), strict=True))
