"""Indicators of an organisation: figures by territory, brought to the communes of today."""

from __future__ import annotations

import pandas as pd

from common.french import fold, number
from common.levels import Level
from geo.gazetteer import Gazetteer
from indicators.base.catalogue import SHARE, Indicator
from indicators.base.status import Status
from own_data.checks.columns import Columns, OwnColumn
from own_data.checks.declared import read_declared, refused_many
from own_data.checks.gathering import Gathering
from own_data.checks.places import place_rows
from own_data.checks.typed import read_choices, read_numbers, read_years
from own_data.kinds.choices import Choices
from own_data.kinds.indicator_values import code_changes, figures_of_today, values_by_level
from own_data.kinds.keys import own_key
from own_data.kinds.previews import previewed
from own_data.kinds.vocabulary import DIRECTION_WORDS, DOMAIN_WORDS
from own_data.loaded import OWN_MARK, Loaded, OwnKind
from own_data.sheets.sheet import Sheet

COLUMNS = (
    OwnColumn("code_insee", "code du territoire : Insee, SIREN de l’EPCI, département, région",
              example="01004"),
    OwnColumn("nom", "nom du territoire, comparé au code", example="Ambérieu-en-Bugey"),
    OwnColumn("indicateur", "nom de l’indicateur, s’il y en a plusieurs",
              others=("indicator", "nom_indicateur", "libelle_indicateur", "variable"),
              example="Part des logements vacants depuis plus de deux ans"),
    OwnColumn("annee", "année du chiffre", others=("year", "millesime", "date", "annee_reference"),
              example="2024"),
    OwnColumn("valeur", "le chiffre, « s » s’il est secret, « nd » s’il n’est pas connu",
              others=("value", "val", "taux", "chiffre", "mesure", "part"), example="6,2 %"),
    OwnColumn("numerateur", "ce qui est compté", others=("numerator", "effectif"), example="430"),
    OwnColumn("denominateur", "ce qui divise", others=("denominator", "total", "base"),
              example="6935"),
    OwnColumn("unite", "« % », ou l’unité en toutes lettres", others=("unit", "units"),
              example="%"),
    OwnColumn("domaine", "l’un des 16 domaines de fragilité", others=("domain", "theme"),
              example="mal_logement"),
    OwnColumn("sens", "« haut » si un chiffre élevé dit une fragilité, « bas » sinon",
              others=("direction", "polarite"), example="haut"),
    OwnColumn("calcul", "comment passer aux territoires plus grands : somme, ratio ou aucun",
              others=("rule", "regle", "agregation"), example="ratio"),
    OwnColumn("definition", "ce que compte le chiffre, en une phrase",
              others=("description", "libelle_long"), example=""),
)  # fmt: skip
_RULES = {
    "somme": "sum", "sum": "sum", "addition": "sum", "ratio": "ratio", "taux": "ratio",
    "aucun": "official", "non": "official", "officiel": "official", "official": "official",
}  # fmt: skip
#: By what a ratio is multiplied to be the figure of the file, and how far they may part.
_SCALES, _APART = (1.0, 1_000.0, 10_000.0, 100_000.0), 0.02
_PERCENT = ("%", "pourcent", "pour cent", "pourcentage", "part")
_LARGEST_SHARE = 1.0


def read_indicators(sheet: Sheet, gazetteer: Gazetteer, choices: Choices) -> Loaded:
    """Read figures by territory.

    Returns
    -------
    Loaded
        ``indicators/values/{level}.parquet`` for each level that has a value, those that sums or
        ratios of communes give included; ``indicators/code_changes.parquet``; the declarations.

    Raises
    ------
    RefusedFileError
        With every fault.
    """
    gathering = Gathering(OwnKind.INDICATORS, sheet)
    figures, declared = _read(gathering, gazetteer, choices)
    gathering.preview = previewed(
        gazetteer, figures, {"label": "Indicateur", "year": "Année", "value": "Valeur"}
    )
    figures = figures_of_today(gathering, gazetteer, figures, declared)
    report = gathering.close()
    changes = code_changes(figures)
    tables = values_by_level(gazetteer, figures, declared)
    return Loaded(
        OwnKind.INDICATORS,
        choices.about.title,
        {**tables, "indicators/code_changes.parquet": changes},
        choices.about,
        report,
        indicators=tuple(declared.values()),
    )


def _read(
    gathering: Gathering, gazetteer: Gazetteer, choices: Choices
) -> tuple[pd.DataFrame, dict[str, Indicator]]:
    """Read the figures (level, code, old, label, key, year, numbers, status) and declarations."""
    own = [column for column in COLUMNS if column.name not in ("code_insee", "nom")]
    columns = Columns(gathering, own)
    if "valeur" not in columns and not {"numerateur", "denominateur"} <= set(_present(columns)):
        gathering.refuse(
            gathering.sheet.header,
            "",
            "ni « valeur », ni « numerateur » et « denominateur »",
            "une colonne « valeur » (le chiffre), ou les deux autres",
            "Donnez ces noms aux colonnes des chiffres.",
        )
    placed = place_rows(gathering, gazetteer, without=columns.used).table
    table = pd.DataFrame(index=gathering.sheet.frame.index)
    table["label"] = columns.cells("indicateur").fillna(choices.about.title)
    table["key"] = table["label"].map({one: own_key(one) for one in table["label"].unique()})
    table["year"] = read_years(gathering, columns, "annee", choices.about.year)
    table["value"], table["status"] = read_numbers(gathering, columns, "valeur")
    table["numerator"], counted = read_numbers(gathering, columns, "numerateur")
    if "valeur" not in columns:
        table["status"] = counted
    table["denominator"], _ = read_numbers(gathering, columns, "denominateur", low=0)
    table["unit"] = columns.cells("unite").fillna(choices.unit)
    words = {"domaine": (DOMAIN_WORDS, choices.domain, "l’un des 16 domaines")}
    side = {1: "1", -1: "-1"}.get(choices.direction, "")
    words["sens"] = (DIRECTION_WORDS, side, "« haut » si un chiffre élevé dit une fragilité")
    for name, (known, default, meaning) in words.items():
        table[name] = read_declared(
            gathering, columns, name, known, default=default, meaning=meaning
        )
    table["rule"] = read_choices(gathering, columns, "calcul", _RULES)
    table["definition"] = columns.cells("definition").fillna("")
    percent = columns.cells("valeur").str.contains("%", regex=False).fillna(False).astype(bool)
    figures = placed.join(table, how="inner")
    if refused_many(gathering, figures[["key", "year"]], "indicateurs, chacune de leurs années"):
        return figures.head(0), {}
    declared = {
        str(key): _declared(gathering, figures.loc[rows.index], percent, choices)
        for key, rows in figures.groupby("key", sort=False)
    }
    scaled = [
        _scaled(gathering, columns, rows, declared[str(key)], percent)
        for key, rows in figures.groupby("key", sort=False)
    ]
    return (pd.concat(scaled) if scaled else figures), declared


def _present(columns: Columns) -> list[str]:
    return [column.name for column in COLUMNS if column.name in columns]


def _declared(
    gathering: Gathering, rows: pd.DataFrame, percent: pd.Series, choices: Choices
) -> Indicator:
    """Declare an indicator; a file that declares it in two ways is at fault."""
    for name in ("unit", "domaine", "sens", "rule"):
        given = rows[name].dropna()
        other = given[given != given.iloc[0]] if len(given) else given
        for line in other.index[:1]:
            gathering.refuse(
                int(line), name, f"« {other.loc[line]} »", f"« {given.iloc[0]} », comme plus haut",
                "Un indicateur se déclare de la même façon sur toutes ses lignes.",
            )  # fmt: skip
    first = rows.iloc[0]
    unit = str(first["unit"])
    shares = fold(unit) in _PERCENT or unit == "%" or bool(percent.reindex(rows.index).all())
    counted = rows[["numerator", "denominator"]].notna().all(axis=1).any()
    rule = first["rule"] if isinstance(first["rule"], str) else ("ratio" if counted else "official")
    if rule == "ratio" and not counted:
        gathering.refuse(
            gathering.sheet.header, "", "un ratio sans « numerateur » ni « denominateur »",
            "ces deux colonnes", "Ajoutez-les, ou écrivez « aucun » dans « calcul ».",
        )  # fmt: skip
    about = choices.about
    caveats = f"{OWN_MARK[:1].upper()}{OWN_MARK[1:]}. {about.mention}".strip()
    return Indicator(
        key=str(first["key"]),
        domain=str(first["domaine"]),
        label=str(first["label"]),
        unit=SHARE if shares else unit or "valeur",
        direction=-1 if first["sens"] == "-1" else 1,
        finest=min(rows["level"], key=list(Level).index),
        rule=rule,
        year=int(rows["year"].max()),
        producer=about.organisation,
        licence=about.licence or "non publiée",
        source=(gathering.sheet.name,),
        caveats=caveats,
        in_index=False,
        index_reason="Donnée de votre organisation : elle n’entre pas dans l’indice.",
        definition=str(first["definition"]) or str(first["label"]),
        scale=1.0 if shares else _scale(rows),
    )


def _scale(rows: pd.DataFrame) -> float:
    """Find what multiplies the ratio: 1 000 for « pour 1 000 habitants »."""
    ratio = rows["numerator"] / rows["denominator"]
    factor = (rows["value"] / ratio).median()
    near = [scale for scale in _SCALES if abs(factor / scale - 1) <= _APART]
    return near[0] if near else 1.0


def _scaled(
    gathering: Gathering,
    columns: Columns,
    rows: pd.DataFrame,
    indicator: Indicator,
    percent: pd.Series,
) -> pd.DataFrame:
    """Bring the figures to the unit of the indicator, and compare them with their ratio."""
    rows = rows.copy()
    if indicator.unit == SHARE:
        hundred = (fold(str(rows["unit"].iloc[0])) != "part") & ~percent.reindex(rows.index)
        rows["value"] = rows["value"].where(~hundred, rows["value"] / 100)
        wrong = (rows["value"] > _LARGEST_SHARE).reindex(
            gathering.sheet.frame.index, fill_value=False
        )
        gathering.refuse_cells(
            columns.header("valeur"), wrong, "une part d’au plus 100 %",
            "Vérifiez l’unité : « % » pour 12,5, « part » pour 0,125.",
        )  # fmt: skip
    usable = rows["denominator"] > 0
    ratio = (indicator.scale * rows["numerator"] / rows["denominator"]).where(usable)
    computed = rows["value"].isna() & ratio.notna()
    rows["value"] = rows["value"].where(~computed, ratio)
    rows["status"] = rows["status"].where(~computed, Status.OBSERVED.value)
    apart = (rows["value"] - ratio).abs() > _APART * ratio.abs() + 1e-6
    for line in rows.index[apart & rows["status"].eq(Status.OBSERVED)]:
        gathering.refuse(
            int(line),
            columns.header("valeur"),
            f"{number(rows.loc[line, 'value'], 4)}",
            f"{number(ratio.loc[line], 4)}, numérateur divisé par dénominateur",
            "Corrigez l’un des trois chiffres.",
        )
    return rows
