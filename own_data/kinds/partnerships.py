"""Partnerships of an organisation: who works with whom, on what, where."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from common.errors import InvalidDataError
from common.french import number
from geo.gazetteer import Gazetteer
from indicators.partnerships import (
    RECORDS,
    RECORDS_FILE,
    SCHEMES,
    SCHEMES_FILE,
    SEPARATOR,
    Category,
    Coverage,
    Family,
    Kind,
    PartnerProfile,
    Scale,
    places,
)
from indicators.partnerships.store import PLACES
from own_data.checks.columns import Columns, OwnColumn
from own_data.checks.gathering import Gathering
from own_data.checks.places import place_rows
from own_data.checks.typed import read_choices, read_numbers, read_several, read_years
from own_data.kinds.choices import Choices
from own_data.kinds.keys import own_key
from own_data.kinds.points import read_points
from own_data.kinds.previews import previewed
from own_data.kinds.texts import read_links, read_texts, refuse_late_starts
from own_data.kinds.vocabulary import DOMAIN_WORDS, named_domains, words_of
from own_data.loaded import OWN_MARK, Loaded, OwnKind
from own_data.sheets.sheet import Sheet

COLUMNS = (
    OwnColumn("titre", "nom du partenariat", needed=True,
              others=("title", "intitule", "projet", "partenariat", "nom_du_partenariat",
                      "nom_partenariat", "nom_projet", "nom_du_projet", "action"),
              example="Plateforme mobilité solidaire"),
    OwnColumn("territoire", "code ou nom de la commune, de l’EPCI… ; plusieurs séparés par « | »",
              example="01004"),
    OwnColumn("nature", "label, projet_cofinance, alliance ou subvention ; alliance par défaut",
              others=("kind", "type", "type_de_partenariat"), example="alliance"),
    OwnColumn("categorie", "mecenat, innovation_societale, cooperation_economique ou "
              "pratiques_responsables", others=("category", "categorie_alliance"),
              example="cooperation_economique"),
    OwnColumn("famille", "engagement, partenariale ou dynamique_collective", others=("family",)),
    OwnColumn("domaines", "un ou plusieurs des 16 domaines, séparés par « | »",
              others=("domains", "domaine", "domain", "thematique", "thematiques", "theme"),
              example="mobilite|emploi"),
    OwnColumn("partenaires", "noms des partenaires",
              others=("partners", "acteurs", "structures", "membres"),
              example="Communauté de communes, Mob’Ain"),
    OwnColumn("profils", "collectivite, entreprise, association, fondation, academique, etat, "
              "séparés par « | »", others=("profiles", "profil", "types_de_partenaires"),
              example="collectivite|association"),
    OwnColumn("echelle", "micro_local, communal, intercommunal, departemental, regional, "
              "national, international",
              others=("scale",), example="intercommunal"),
    OwnColumn("lon", "longitude, en degrés", others=("longitude", "x_wgs84", "lng")),
    OwnColumn("lat", "latitude, en degrés", others=("latitude", "y_wgs84")),
    OwnColumn("debut", "première année", others=("start", "start_year", "annee_debut",
              "date_debut", "date_de_debut", "annee"), example="2023"),
    OwnColumn("fin", "dernière année", others=("end", "end_year", "annee_fin", "date_fin",
              "date_de_fin")),
    OwnColumn("montant", "argent public, en euros", others=("amount", "amount_eur",
              "montant_euros", "subvention", "budget")),
    OwnColumn("lien", "page à lire, https://…", others=("link", "url", "site", "site_web")),
)  # fmt: skip


def read_partnerships(sheet: Sheet, gazetteer: Gazetteer, choices: Choices) -> Loaded:
    """Read a list of partnerships.

    Returns
    -------
    Loaded
        ``partnerships/records.parquet``, ``partnerships/places.parquet`` and the one row of
        ``partnerships/schemes.parquet`` that says whose they are: an incomplete list, since the
        absence of a partnership from it says nothing.

    Raises
    ------
    RefusedFileError
        With every fault.
    """
    # Only where a file is read: its pandera takes longer to import than most commands to answer.
    from indicators.partnerships.schema import check_records, check_schemes  # noqa: PLC0415

    gathering = Gathering(OwnKind.PARTNERSHIPS, sheet)
    records = _records(gathering, gazetteer, choices)
    scheme = _scheme(records, choices, sheet.name)
    if gathering.is_clean:
        try:
            check_schemes(scheme)
            check_records(records, scheme)
        except InvalidDataError as error:
            gathering.refuse_told(error)
    report = gathering.close()
    located = places(records).reset_index(drop=True)
    return Loaded(
        OwnKind.PARTNERSHIPS,
        choices.about.title,
        {RECORDS_FILE: records, PLACES.file: located, SCHEMES_FILE: scheme},
        choices.about,
        report,
    )


def _records(gathering: Gathering, gazetteer: Gazetteer, choices: Choices) -> pd.DataFrame:
    own = [column for column in COLUMNS if column.name != "territoire"]
    columns = Columns(gathering, own)
    frame = gathering.sheet.frame
    points = read_points(gathering, columns)
    placed = place_rows(
        gathering,
        gazetteer,
        without=columns.used,
        excused=[int(line) for line in points.index[points.notna().all(axis=1)]],
        several=True,
    ).table
    if len(placed):
        _need_places(gathering, placed.index, points)
    scheme = own_key(choices.about.title)
    table = pd.DataFrame(index=frame.index)
    table["record"] = [f"{scheme}-{line}" for line in frame.index]
    table["title"] = read_texts(gathering, columns, "titre", needed=True)
    kinds = read_choices(gathering, columns, "nature", words_of(Kind))
    table["kind"] = kinds.fillna(Kind.ALLIANCE.value)
    for name, header, known in (
        ("category", "categorie", Category),
        ("family", "famille", Family),
        ("scale", "echelle", Scale),
    ):
        table[name] = read_choices(gathering, columns, header, words_of(known))
    table["domains"] = read_several(gathering, columns, "domaines", DOMAIN_WORDS)
    if choices.domain:
        table["domains"] = table["domains"].mask(table["domains"] == "", choices.domain)
    table["partners"] = read_texts(gathering, columns, "partenaires")
    table["profiles"] = read_several(gathering, columns, "profils", words_of(PartnerProfile))
    table["territories"] = _named(placed)
    table["lon"], table["lat"] = points["lon"], points["lat"]
    table["start_year"] = read_years(gathering, columns, "debut", None)
    table["end_year"] = read_years(gathering, columns, "fin", None)
    table["amount_eur"], _ = read_numbers(gathering, columns, "montant", low=0)
    table["scheme"] = scheme
    table["source"] = scheme
    table["link"] = read_links(gathering, columns, "lien")
    refuse_late_starts(gathering, columns, table["start_year"], table["end_year"])
    first = placed[~placed.index.duplicated()][["level", "code"]]
    gathering.preview = previewed(
        gazetteer,
        table.join(first).assign(domains=table["domains"].map(named_domains, na_action="ignore")),
        {"title": "Partenariat", "domains": "Domaines", "partners": "Partenaires"},
    )
    kinds_of = {column.name: column.dtype for column in RECORDS.columns}
    return table[RECORDS.names].astype(kinds_of).reset_index(drop=True)


def _named(placed: pd.DataFrame) -> pd.Series:
    """Write together the territories of each line, each once."""
    named: dict[int, dict[str, None]] = {}
    texts = placed["level"] + ":" + placed["code"]
    for line, text in zip(placed.index.tolist(), texts.tolist(), strict=True):
        named.setdefault(line, {})[text] = None
    return pd.Series({line: SEPARATOR.join(of) for line, of in named.items()}, dtype="str")


def _need_places(gathering: Gathering, placed: Iterable[int], points: pd.DataFrame) -> None:
    """Say how many records are known by their point alone."""
    alone = points.notna().all(axis=1) & ~points.index.isin(list(placed))
    count = int(alone.sum())
    if count:
        gathering.notice(
            [f"{number(count)} sans territoire nommé : placés par leur point seulement."]
        )


def _scheme(records: pd.DataFrame, choices: Choices, file: str) -> pd.DataFrame:
    """Say whose the records are: one row of ``SCHEMES``."""
    about = choices.about
    kind = records["kind"].mode().iloc[0] if len(records) else Kind.ALLIANCE.value
    unplaced = records["territories"].isna() & records["lon"].isna()
    row = {
        "scheme": own_key(about.title), "label": about.title, "kind": kind, "category": None,
        "family": None, "domains": "", "profiles": "", "scale": None,
        "coverage": Coverage.PARTIAL.value, "reason": f"{OWN_MARK[:1].upper()}{OWN_MARK[1:]}.",
        "coverage_note": about.mention or None, "producer": about.organisation,
        "licence": about.licence or "non publiée", "vintage": str(about.year),
        "source": own_key(about.title), "link": None, "records": len(records),
        "unplaced": int(unplaced.sum()),
    }  # fmt: skip
    kinds = {column.name: column.dtype for column in SCHEMES.columns}
    return pd.DataFrame([row])[SCHEMES.names].astype(kinds)
