"""``need_response(desk, query)``: fragility against partnerships, territory by territory."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from atlas.desk.about import About, about_of
from atlas.desk.answering import answering_survey
from atlas.desk.desk import Desk
from atlas.desk.indicator_sources import index_indicators, indicator_sources, survey_source
from atlas.desk.remade import command_words
from atlas.desk.score_frames import objective_frame
from atlas.partnerships.rates import domain_rates, listed_schemes
from atlas.partnerships.records import located_records, scheme_sources
from common.errors import NotAvailableError, UnknownNameError
from common.levels import MAPPED_LEVELS, Level, Territory
from common.table_schema import Field, TableSchema
from geo.nearest import nearest
from indicators.base.domains import OVERALL, domain, domain_label
from indicators.base.groups import GROUPS
from indicators.partnerships import STABLE_RATE, Kind, select
from indicators.partnerships.need_response import ReferenceSide, both, fragile_side, quadrants, side
from indicators.scores.objective import default_recipe
from indicators.views.gaps import MINIMUM_UNITS
from indicators.views.perceptions import perceived
from indicators.views.volunteers import voice_label

_POINTS, _RATE, _FELT_ONLY = "0-100", "per 10,000 inhabitants", "perceived need"
_RATIO = "1: as many as expected"
#: The ratio of a territory that has as many partnerships as expected at its density.
AS_EXPECTED = 1.0
NEED_RESPONSE = TableSchema(
    "a territory shown; sorted by code",
    ("code",),
    (
        Field("code", "str", "code of the territory"),
        Field("name", "str", "its name"),
        Field("population", "Int64", "its population", "inhabitants", "unknown"),
        Field("need", "float64", "place of the rank, or perceived fragility", _POINTS, "unknown"),
        Field("need_low", "float64", "its lower bound", _POINTS, "unknown"),
        Field("need_high", "float64", "its upper bound", _POINTS, "unknown"),
        Field("score", "float64", "objective score", _POINTS, _FELT_ONLY),
        Field("rank_low", "Int64", "5 % of the choices of the recipe", absent=_FELT_ONLY),
        Field("rank_high", "Int64", "95 % of them", absent=_FELT_ONLY),
        Field("ranked", "Int64", "territories that have a rank", absent=_FELT_ONLY),
        Field("n", "float64", "answers", absent="objective need"),
        Field("count", "Int64", "partnerships counted, of complete lists", absent="unknown"),
        Field("expected", "float64", "rate expected at its density", _RATE, "population unknown"),
        Field("ratio", "float64", "smoothed rate over expected", _RATIO, "population unknown"),
        Field("ratio_low", "float64", "its lower bound, 95 %", _RATIO, "population unknown"),
        Field("ratio_high", "float64", "its upper bound, 95 %", _RATIO, "population unknown"),
        Field("smoothed_rate", "float64", "smoothed rate", _RATE, "population unknown"),
        Field("rate_low", "float64", "its lower bound, 95 %", _RATE, "population unknown"),
        Field("rate_high", "float64", "its upper bound, 95 %", _RATE, "population unknown"),
        Field("raw_rate", "float64", "raw rate", _RATE, "population unknown"),
        Field("need_side", "str", ":class:`indicators.partnerships.need_response.ReferenceSide`"),
        Field("response_side", "str", "the same, of the rate"),
        Field("quadrant", "str", ":class:`indicators.partnerships.need_response.Quadrant`"),
        Field(
            "nearest_km", "float64",
            "from a point inside to the nearest partnership that has a point, whatever its list",
            "km", "none has a point",
        ),
    ),
    index=("code",),
)  # fmt: skip
_RANKS = dict.fromkeys(["rank_low", "rank_high", "ranked"], "Int64")
#: Said wherever the rates are: what a partnership is counted by.
LISTS_NOTE = (
    "Seules comptent les listes complètes partout et ouvertes à tous les territoires, à ce niveau "
    "ou plus finement : une liste qui oublie des départements y ferait croire à peu de "
    "partenariats. Sans nature choisie, ce sont les alliances et les labels en cours ; les projets "
    "cofinancés et les subventions ne se comptent qu’à la demande."
)


@dataclass(frozen=True)
class NeedQuery:
    """A question about need and response.

    Attributes
    ----------
    level : level of the territories compared.
    domain : one of the 16 domains, or ``ensemble``.
    kind : kind of partnerships counted; alliances and labels when None.
    group : respondent group whose perceived fragility is the need; None for the objective one.
    within : show the territories of a container only; they are compared with all the others.
    """

    level: Level = Level.EPCI
    domain: str = OVERALL
    kind: str | None = None
    group: str | None = None
    within: Territory | None = None

    def __post_init__(self) -> None:
        if self.level not in MAPPED_LEVELS:
            names = [level.value for level in MAPPED_LEVELS]
            raise UnknownNameError("le niveau", self.level.value, names)
        if self.domain != OVERALL:
            domain(self.domain)
        if self.kind is not None and self.kind not in list(Kind):
            raise UnknownNameError("la nature", self.kind, list(Kind))
        if self.group is not None and self.group not in GROUPS:
            raise UnknownNameError("le groupe", self.group, list(GROUPS))


def title_of(query: NeedQuery) -> str:
    """Name a question.

    >>> title_of(NeedQuery(domain="education", kind="label"))
    'Besoin et réponse – Éducation, label national, par EPCI'
    """
    kind = "" if query.kind is None else f", {Kind(query.kind).label.lower()}"
    return f"Besoin et réponse – {domain_label(query.domain)}{kind}, par {query.level.label}"


@dataclass(frozen=True)
class NeedResponse:
    """The two sides, crossed.

    Attributes
    ----------
    query : the question.
    frame : :data:`NEED_RESPONSE`.
    need_reference : what ``need`` is compared with: the middle of the territories.
    need_label : French text, what ``need`` is.
    about : what a reader must know of it.
    """

    query: NeedQuery
    frame: pd.DataFrame
    need_reference: float
    need_label: str
    about: About


@dataclass(frozen=True)
class _Need:
    """One side: the fragility, measured or felt."""

    frame: pd.DataFrame
    reference: float
    label: str
    about: About


def need_response(desk: Desk, query: NeedQuery) -> NeedResponse:
    """Cross fragility and partnerships.

    Raises
    ------
    NotAvailableError
        If no complete list counts the domain at the level, if the ranks have no interval, or if
        no survey publishes enough territories.
    """
    rates = domain_rates(desk, query.level, query.domain, query.kind)
    need = _objective(desk, query) if query.group is None else _felt(desk, query)
    frame = desk.territories_of(query.level)[["name", "population"]].sort_index()
    rates = rates.rename(columns={"low": "rate_low", "high": "rate_high"})
    frame = frame.join(need.frame).join(rates.drop(columns="population"))
    frame["need_side"] = frame["need_side"].fillna(ReferenceSide.UNKNOWN.value)
    frame["response_side"] = response_side(frame)
    frame["quadrant"] = quadrants(frame["need_side"], frame["response_side"])
    frame["count"] = frame["count"].astype("Int64")
    frame["nearest_km"] = _nearest_km(desk, query)
    shown = desk.codes_within(query.level, query.within)
    shown_frame = frame.reindex(columns=NEED_RESPONSE.names).loc[frame.index.isin(shown)]
    return NeedResponse(
        query=query,
        frame=shown_frame.astype(_RANKS),
        need_reference=need.reference,
        need_label=need.label,
        about=replace(
            need.about,
            title=title_of(query),
            method=(
                f"{need.about.method} Réponse : partenariats recensés, rapportés à ceux attendus à "
                "cette densité, soit le taux par habitant des territoires du niveau aussi denses "
                "(dix classes d’effectifs égaux ; pour une région, ses départements) ; stabilisés "
                f"(méthode de Marshall, 1991). {STABLE_RATE} Ils sont dits nombreux, ou peu "
                "nombreux, quand l’intervalle stabilisé à 95 % et l’intervalle exact du taux brut "
                "(Poisson) sont tous deux du même côté de l’attendu."
            ),
            note=f"{LISTS_NOTE} {need.about.note}".strip(),
            sources=(
                *need.about.sources,
                *scheme_sources(listed_schemes(desk, query.level, query.kind)),
            ),
        ),
    )


def response_side(rates: pd.DataFrame) -> pd.Series:
    """Say whether partnerships are more or fewer than expected: two intervals must agree.

    Parameters
    ----------
    rates : ratio, ratio_low, ratio_high (smoothed), expected, exact_low, exact_high.

    Returns
    -------
    Series
        :class:`indicators.partnerships.need_response.ReferenceSide`, same index.
    """
    # A rate whose smoothed interval leaves it out is known; its side is not.
    smoothed = side(rates["ratio_low"], rates["ratio_high"], AS_EXPECTED).mask(
        rates["ratio"].notna() & rates["ratio_low"].isna(), ReferenceSide.UNCLEAR.value
    )
    low, high = (rates[name] / rates["expected"] for name in ("exact_low", "exact_high"))
    return both(smoothed, side(low, high, AS_EXPECTED))


def _objective(desk: Desk, query: NeedQuery) -> _Need:
    found = objective_frame(desk, query.level, query.domain)
    if found["rank_low"].isna().all():
        raise NotAvailableError(
            f"L’intervalle de rang de « {domain_label(query.domain)} » n’est pas calculé au niveau "
            f"{query.level.label} : sans lui, aucune position ne peut être affirmée. "
            "Choisissez un autre niveau ou l’ensemble des domaines."
        )
    ranked = found["ranked"].astype("float64")
    places = {
        name: 100 * (ranked - found[column].astype("float64")) / (ranked - 1)
        for name, column in (("need", "rank"), ("need_low", "rank_high"), ("need_high", "rank_low"))
    }
    frame = found[["value", "rank_low", "rank_high", "ranked"]].rename(columns={"value": "score"})
    label = "Place parmi les territoires (100 : le plus fragile)"
    return _Need(
        frame=frame.assign(
            **places, need_side=fragile_side(found["rank_low"], found["rank_high"], ranked)
        ),
        reference=50.0,
        label=label,
        about=about_of(
            desk,
            label,
            method=(
                "Besoin : rang de fragilité mesurée ; un territoire est dit fragile (ou peu "
                "fragile) quand 90 % des calculs possibles le placent dans la même moitié."
            ),
            sources=indicator_sources(index_indicators(desk, query.domain)),
            recipe=default_recipe(),
            command=_command(query),
        ),
    )


def _felt(desk: Desk, query: NeedQuery) -> _Need:
    group = str(query.group)
    survey = answering_survey(desk, query.domain, group, query.level)
    felt = perceived(desk.estimates, survey.key, query.domain, group, query.level.value)
    who = voice_label(group, [survey.kind])
    published = felt.loc[felt["value"].notna() & felt["low"].notna(), "value"]
    if len(published) < MINIMUM_UNITS:
        raise NotAvailableError(
            f"« {survey.title} » ne publie que {len(published)} territoires avec leur marge pour "
            f"« {domain_label(query.domain)} » ({who}) par {query.level.label} : "
            f"il en faut {MINIMUM_UNITS} pour dire lesquels sont les plus fragiles. "
            "Choisissez un niveau plus vaste, ou la fragilité mesurée."
        )
    middle = float(published.median())
    label = f"Fragilité perçue, {who} (0 à 100)"
    return _Need(
        frame=pd.DataFrame(
            {
                "need": felt["value"], "need_low": felt["low"], "need_high": felt["high"],
                "n": felt["n"], "need_side": side(felt["low"], felt["high"], middle),
            }
        ),
        reference=middle,
        label=label,
        about=about_of(
            desk,
            label,
            method=(
                "Besoin : fragilité perçue ; un territoire est dit fragile (ou peu fragile) quand "
                "tout son intervalle à 95 % est au-dessus (ou au-dessous) de la médiane des "
                "territoires publiés."
            ),
            note=" ".join(survey.caveats),
            sources=(survey_source(desk, survey),),
            surveys=[survey],
            command=_command(query),
        ),
    )  # fmt: skip


def _nearest_km(desk: Desk, query: NeedQuery) -> pd.Series:
    """Distance as the crow flies to the nearest partnership of the national lists, by code."""
    asked = None if query.domain == OVERALL else query.domain
    known = desk.national
    chosen = select(known.records, domain=asked, kind=query.kind)["record"]
    located = located_records(known)
    sites = located.loc[located["record"].isin(chosen), ["lon", "lat"]].drop_duplicates()
    places = desk.territories_of(query.level)[["lon", "lat"]]
    return nearest(places, sites)["distance_m"] / 1_000


def _command(query: NeedQuery) -> str:
    return command_words(
        "table",
        "need",
        level=query.level.value,
        domain=query.domain,
        kind=query.kind,
        group=query.group,
        within=query.within,
    )
