"""Results that somebody published: a territory, a domain or a question, a group, a figure."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from common.french import number
from geo.gazetteer import Gazetteer
from indicators.base.laws import Z
from indicators.base.questions import AskedOf, PublishedQuestion, PublishedSurvey
from indicators.base.status import Status
from indicators.base.survey_kind import SurveyKind
from indicators.survey.intervals import wilson
from indicators.survey.publication import EstimateStatus, PublicationRule, publish
from indicators.survey.question import Question
from indicators.views.volunteers import with_floor
from own_data.checks.columns import Columns, OwnColumn
from own_data.checks.declared import read_declared, refused_many
from own_data.checks.gathering import Gathering
from own_data.checks.places import place_rows
from own_data.checks.typed import read_choices, read_numbers, read_years
from own_data.kinds.choices import Choices
from own_data.kinds.keys import own_key
from own_data.kinds.previews import previewed
from own_data.kinds.scales import UNDERSTOOD, is_share, scale_of
from own_data.kinds.surveys import estimates_of, mention_of, survey_key, survey_of
from own_data.kinds.vocabulary import (
    DIRECTION_WORDS,
    GROUP_WORDS,
    SCOPE_WORDS,
    SUBJECT_WORDS,
    WHOLE,
)
from own_data.loaded import Loaded, OwnKind
from own_data.sheets.sheet import Sheet

COLUMNS = (
    OwnColumn("code_departement", "code du territoire, à n’importe quel niveau ; « FR » pour la "
              "France", example="01"),
    OwnColumn("nom", "nom du territoire, comparé au code", example="Ain"),
    OwnColumn("domaine", "l’un des 16 domaines, ou « services_publics », « cadre_de_vie »",
              others=("domain", "theme", "thematique"), example="securite"),
    OwnColumn("question", "la question posée, s’il y en a plusieurs",
              others=("libelle_question", "intitule_question", "item", "indicateur"),
              example="Vous sentez-vous en sécurité dans votre quartier ?"),
    OwnColumn("porte_sur", "« domaine » si la question porte sur tout le domaine, « partie » sinon",
              others=("portee", "scope"), example="partie"),
    OwnColumn("groupe", "qui a répondu : citoyens, elus, entreprises, associations, fondations, "
              "academiques", others=("group", "public_interroge", "repondants", "population"),
              example="citoyens"),
    OwnColumn("annee", "année des réponses", others=("year", "millesime"), example="2025"),
    OwnColumn("valeur", "le chiffre publié, « s » s’il est masqué", needed=True,
              others=("value", "estimation", "resultat", "pourcentage", "taux", "part", "score",
                      "moyenne", "proportion"), example="23,5 %"),
    OwnColumn("unite", f"l’échelle : {UNDERSTOOD}", others=("unit", "echelle", "scale"),
              example="%"),
    OwnColumn("sens", "« haut » si un chiffre élevé dit une fragilité, « bas » sinon",
              others=("direction", "polarite"), example="haut"),
    OwnColumn("n", "nombre de réponses", others=("effectif", "repondants_n", "nb_reponses",
              "nombre_de_reponses", "taille_echantillon", "base"), example="412"),
    OwnColumn("marge", "marge d’erreur à 95 %, dans l’unité du chiffre",
              others=("margin", "marge_erreur", "moe", "marge_derreur"), example=""),
    OwnColumn("borne_basse", "bas de l’intervalle à 95 %",
              others=("low", "ic_bas", "icinf", "binf", "borne_inf", "borne_inferieure", "ic_inf"),
              example=""),
    OwnColumn("borne_haute", "haut de l’intervalle à 95 %",
              others=("high", "ic_haut", "icsup", "bsup", "borne_sup", "borne_superieure",
                      "ic_sup"), example=""),
)  # fmt: skip
_FIGURES = ("valeur", "marge", "borne_basse", "borne_haute")
#: Questions that a notice names.
_QUOTED = 3
_RESULT = ["question", "group", "level", "code"]


def read_results(sheet: Sheet, gazetteer: Gazetteer, choices: Choices) -> Loaded:
    """Read published results.

    Their margin is that of the interval or of the margin given; a share with its number of answers
    has the interval of a simple random sample (Wilson); a mean without margin is shown and never
    compared. The publication rule of the product applies, and volunteers have its floor.

    Returns
    -------
    Loaded
        ``perceptions/estimates.parquet``, the survey, and a question for each that the file words.

    Raises
    ------
    RefusedFileError
        With every fault.
    """
    gathering = Gathering(OwnKind.RESULTS, sheet)
    rows = _read(gathering, gazetteer, choices)
    _refuse_repeated(gathering, rows)
    if choices.sample is SurveyKind.SELF_SELECTED:
        gathering.notice(
            ["Échantillon non précisé ou volontaire : une marge d’au moins 3 points est ajoutée."]
        )
    ruled = rows
    if gathering.is_clean:
        ruled = _published(rows, choices.sample)
        gathering.preview = _preview(gazetteer, ruled)
    report = gathering.close()
    year = int(rows["year"].iloc[0]) if len(rows) else choices.about.year
    about = replace(choices.about, year=year)
    choices = replace(choices, about=about)
    estimates = estimates_of(about, ruled)
    return Loaded(
        OwnKind.RESULTS,
        choices.about.title,
        {"perceptions/estimates.parquet": estimates},
        choices.about,
        report,
        surveys=(survey_of(choices.about, choices.sample, estimates),),
        questions=_questions(rows, choices),
    )


def _read(gathering: Gathering, gazetteer: Gazetteer, choices: Choices) -> pd.DataFrame:
    """Read the rows: columns of estimates before any rule, and those of the file."""
    own = [column for column in COLUMNS if column.name not in ("code_departement", "nom")]
    columns = Columns(gathering, own)
    placed = place_rows(gathering, gazetteer, without=columns.used).table
    table = pd.DataFrame(index=gathering.sheet.frame.index)
    side = {1: "1", -1: "-1"}.get(choices.direction, "")
    declared = {
        "domaine": (SUBJECT_WORDS, choices.domain, "l’un des 16 domaines"),
        "groupe": (GROUP_WORDS, choices.group, "qui a répondu : citoyens, elus, entreprises…"),
        "sens": (DIRECTION_WORDS, side, "« haut » si un chiffre élevé dit une fragilité"),
    }
    for name, (words, default, meaning) in declared.items():
        table[name] = read_declared(
            gathering, columns, name, words, default=default, meaning=meaning
        )
    table["wording"] = columns.cells("question").fillna("")
    table["scope"] = read_choices(gathering, columns, "porte_sur", SCOPE_WORDS).fillna(
        choices.scope
    )
    table["year"] = read_years(gathering, columns, "annee", choices.about.year)
    table["unit"] = columns.cells("unite").fillna(choices.unit)
    for name in _FIGURES:
        table[name], statuses = read_numbers(gathering, columns, name)
        table[f"{name}_percent"] = columns.cells(name).str.contains("%").fillna(False).astype(bool)
        if name == "valeur":
            table["told"] = statuses
    table["n"], _ = read_numbers(gathering, columns, "n", low=0)
    if "valeur" in columns:
        gathering.refuse_cells(
            columns.header("valeur"), table["told"] == Status.CENSORED, "un chiffre, ou « s »",
            "Un résultat dont seul un seuil est connu ne se place pas : écrivez « s ».",
        )  # fmt: skip
    rows = placed.join(table, how="inner")
    years = rows["year"].dropna().unique()
    if len(years) > 1:
        gathering.refuse(
            gathering.sheet.header, columns.header("annee"),
            f"plusieurs années ({', '.join(str(int(year)) for year in sorted(years))})",
            "une seule année par fichier", "Séparez le fichier par année.",
        )  # fmt: skip
    if refused_many(gathering, rows[["wording", "unit"]], "questions et unités"):
        rows = rows.head(0)
    _refuse_parts(gathering, gazetteer, rows)
    rows = _measured(gathering, columns, rows)
    blank = rows["told"].eq(Status.MISSING)
    if blank.any():
        gathering.notice([f"{number(int(blank.sum()))} ligne(s) sans chiffre laissée(s) de côté."])
    rows = rows[~blank]
    _tell_scopes(gathering, rows)
    keys = rows["wording"].where(rows["wording"] != "", rows["domaine"].fillna(""))
    survey = survey_key(choices.about)
    return rows.assign(
        question=[f"{survey}_{own_key(text).partition('_')[2]}" for text in keys],
        domain=rows["domaine"],
        group=rows["groupe"],
    )


def _tell_scopes(gathering: Gathering, rows: pd.DataFrame) -> None:
    """Say which questions are compared with no score, for want of knowing what they cover."""
    unknown = rows.loc[(rows["wording"] != "") & (rows["scope"] == ""), "wording"].unique()
    if len(unknown):
        named = " ; ".join(f"« {text} »" for text in unknown[:_QUOTED])
        more = ", …" if len(unknown) > _QUOTED else ""
        gathering.notice(
            [f"Sans « domaine » dans la colonne « porte_sur », une question est tenue pour une "
             f"partie de son domaine et n’est comparée à aucun score : {named}{more}."]
        )  # fmt: skip


def _refuse_parts(gathering: Gathering, gazetteer: Gazetteer, rows: pd.DataFrame) -> None:
    """Refuse the result of a part of a merged commune: it is not that of the whole."""
    for line, row in rows[rows["old"].notna()].iterrows():
        name = gazetteer.names["commune", row["code"]]
        gathering.refuse(
            int(str(line)), "", f"l’ancienne commune {row['old']}",
            f"un résultat de {name} ({row['code']}), qui l’a absorbée",
            "Le résultat d’une partie n’est pas celui du tout : retirez la ligne.",
        )  # fmt: skip


def _measured(gathering: Gathering, columns: Columns, rows: pd.DataFrame) -> pd.DataFrame:
    """Bring figures to their raw unit, then to 0-100, with their error."""
    parts = []
    for (unit, side), some in rows.fillna({"sens": "1"}).groupby(["unit", "sens"], sort=False):
        told = str(unit)
        if not told and some["valeur_percent"].any():
            told = "%"
        question = scale_of(told, high_is_fragile=side == "1")
        if question is None:
            gathering.refuse(
                int(some.index[0]), columns.header("unite"), f"« {told} »" if told else "aucune "
                "unité", UNDERSTOOD, "Écrivez l’unité dans la colonne « unite ».",
            )  # fmt: skip
            continue
        raw = some.copy()
        for name in _FIGURES:
            hundred = is_share(told) & (told != "part") & ~raw[f"{name}_percent"]
            raw[name] = raw[name].where(~hundred, raw[name] / 100)
        wrong = ~raw["valeur"].between(question.low, question.high) & raw["valeur"].notna()
        gathering.refuse_cells(
            columns.header("valeur"), wrong, f"un chiffre dans l’échelle ({told})",
            "Corrigez le chiffre ou l’unité.",
        )  # fmt: skip
        for name, outside in (
            ("borne_basse", raw["borne_basse"] > raw["valeur"]),
            ("borne_haute", raw["borne_haute"] < raw["valeur"]),
        ):
            if name in columns:
                gathering.refuse_cells(
                    columns.header(name), outside, "un intervalle qui contient le chiffre",
                    "Corrigez l’intervalle ou le chiffre.",
                )  # fmt: skip
        parts.append(_with_error(raw.assign(valeur=raw["valeur"].where(~wrong)), question))
    if not parts:
        return rows.assign(value=np.nan, se=np.nan, low=np.nan, high=np.nan)
    return pd.concat(parts).sort_index()


def _with_error(raw: pd.DataFrame, question: Question) -> pd.DataFrame:
    """Work out value, error and interval: those given, else those of a share of n answers."""
    value, slope = raw["valeur"].to_numpy(float), abs(question.slope)
    low, high = raw["borne_basse"].to_numpy(float), raw["borne_haute"].to_numpy(float)
    margin = raw["marge"].to_numpy(float)
    low = np.where(np.isnan(low), value - margin, low)
    high = np.where(np.isnan(high), value + margin, high)
    if question.kind.is_proportion:
        n = raw["n"].where(raw["n"] > 0).to_numpy(float)
        told = wilson(value, n)
        low = np.where(np.isnan(low), told[0], low)
        high = np.where(np.isnan(high), told[1], high)
    low, high = np.maximum(low, question.low), np.minimum(high, question.high)
    ends = question.fragility(low), question.fragility(high)
    return raw.assign(
        value=question.fragility(value),
        raw_value=value,
        raw_unit=question.unit,
        se=(high - low) / (2 * Z) * slope,
        low=np.fmin(*ends),
        high=np.fmax(*ends),
        n_eff=np.nan,
        df=np.nan,
    )


def _refuse_repeated(gathering: Gathering, rows: pd.DataFrame) -> None:
    again = rows.duplicated(_RESULT, keep="first")
    for line in rows.index[again]:
        gathering.refuse(
            int(line), "", "un résultat déjà donné pour ce territoire, ce groupe et cette question",
            "une seule ligne", "Gardez-en une, ou ajoutez la colonne « question ».",
        )  # fmt: skip


def _published(rows: pd.DataFrame, sample: SurveyKind) -> pd.DataFrame:
    """Apply the publication rule, and what a masked figure is."""
    table = publish(rows, PublicationRule())
    # A mean without margin cannot be judged by its error: it is shown, and compared with nothing.
    bare = rows["value"].notna() & rows["se"].isna() & ~(rows["n"] < PublicationRule().minimum)
    masked = rows["told"].eq(Status.SUPPRESSED)
    status = table["status"].mask(bare, EstimateStatus.NO_MARGIN.value)
    status = status.mask(masked, EstimateStatus.HIDDEN.value)
    shown = ["value", "raw_value", "n"]
    table.loc[bare, shown] = rows.loc[bare, shown]
    return with_floor(table.assign(status=status, age="", covered=np.nan), sample)


def _preview(gazetteer: Gazetteer, ruled: pd.DataFrame) -> pd.DataFrame:
    """Show the first results as they will be: what the rule hides is hidden."""
    said = ruled.assign(status=[EstimateStatus(one).label for one in ruled["status"]])
    titles = {
        "domain": "Domaine", "group": "Groupe", "value": "Fragilité ressentie (0-100)",
        "n": "Réponses", "status": "Publication",
    }  # fmt: skip
    return previewed(gazetteer, said, titles)


def _questions(rows: pd.DataFrame, choices: Choices) -> tuple[PublishedQuestion, ...]:
    """Declare the questions that the file words.

    What stands for a domain: the only one that asks about it as such, else the only one about it.
    """
    worded = rows[rows["wording"] != ""]
    about = choices.about
    survey = PublishedSurvey(
        key=survey_key(about), title=about.title, producer=about.organisation,
        licence=about.licence or "non publiée", url="", kind=choices.sample,
        mention=mention_of(about), wave="", year=about.year, start="", end="", mode="", source=(),
        caveats=(),
    )  # fmt: skip
    each = rows.drop_duplicates(["domain", "question"])
    whole = each[each["scope"] == WHOLE]
    alone = {
        str(some["question"].iloc[0])
        for asked in (whole, each[~each["domain"].isin(whole["domain"])])
        for _, some in asked.groupby("domain")
        if len(some) == 1
    }
    return tuple(
        PublishedQuestion(
            key=str(key), survey=survey, column="valeur", counted=(),
            domain=str(some["domain"].iloc[0]), groups=tuple(sorted(some["group"].unique())),
            object=AskedOf.PLACE, wording=str(some["wording"].iloc[0]), counts="",
            direction=int(some["sens"].iloc[0]), unit="", low=0.0, high=1.0, universe="",
            not_read_as="", withdrawn="", tells_domain=key in alone,
            indicators=(), unpaired="question de votre organisation",
            asks_domain=bool(some["scope"].eq(WHOLE).all()),
        )
        for key, some in worded.groupby("question", sort=True)
    )  # fmt: skip
