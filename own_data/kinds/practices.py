"""Case studies of an organisation: who allies, why, and what it says has changed."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd

from common.french import fold, number
from geo.gazetteer import Gazetteer
from indicators.partnerships.practice_check import (
    other_category,
    other_family,
    with_what_words_mean,
)
from indicators.partnerships.practice_words import CHANGES, NOT_STATED, Aim, PracticeType
from indicators.partnerships.practices import PRACTICES
from indicators.partnerships.records import SEPARATOR
from indicators.partnerships.vocabulary import Category, Family, PartnerProfile, Scale
from own_data.checks.columns import Columns, OwnColumn
from own_data.checks.gathering import Gathering
from own_data.checks.places import place_rows
from own_data.checks.typed import read_choices, read_several, read_years
from own_data.kinds.choices import Choices
from own_data.kinds.keys import own_key
from own_data.kinds.previews import previewed
from own_data.kinds.texts import read_links, read_texts, refuse_late_starts
from own_data.kinds.vocabulary import DOMAIN_WORDS, named_domains, words_of
from own_data.loaded import Loaded, OwnKind
from own_data.sheets.sheet import Sheet

COLUMNS = (
    OwnColumn("titre", "nom de la pratique", needed=True,
              others=("title", "intitule", "pratique", "nom_de_la_pratique", "etude_de_cas"),
              example="Campagne d’incitation au covoiturage – Nantes Métropole"),
    OwnColumn("resume", "ce qui est fait, en une ou deux phrases",
              others=("summary", "description", "presentation", "objet")),
    OwnColumn("territoire", "code ou nom de la commune, de l’EPCI… ; plusieurs séparés par « | »",
              example="244400404"),
    OwnColumn("domaines", "un ou plusieurs des 16 domaines, séparés par « | »",
              others=("domains", "domaine", "domain", "thematique", "thematiques", "theme"),
              example="mobilite"),
    OwnColumn("categorie", "mecenat, innovation_societale, cooperation_economique ou "
              "pratiques_responsables", others=("category", "categorie_alliance"),
              example="cooperation_economique"),
    OwnColumn("famille", "engagement, partenariale ou dynamique_collective",
              others=("family", "famille_de_pratiques"), example="partenariale"),
    OwnColumn("type", ", ".join(PracticeType) + " ; il est de la famille donnée",
              others=("type_de_pratique", "practice_type"), example="cooperation_economique"),
    OwnColumn("finalites", ", ".join(Aim) + ", séparées par « | »",
              others=("finalite", "aims", "aim", "objectif", "objectifs")),
    OwnColumn("partenaires", "noms des partenaires",
              others=("partners", "acteurs", "structures", "membres"),
              example="Nantes Métropole, Klaxit"),
    OwnColumn("profils", ", ".join(PartnerProfile) + ", séparés par « | »",
              others=("profiles", "profil", "types_de_partenaires"),
              example="collectivite|entreprise"),
    OwnColumn("echelle", ", ".join(Scale), others=("scale",), example="intercommunal"),
    OwnColumn("debut", "première année", others=("start", "start_year", "annee_debut",
              "date_debut", "date_de_debut", "annee"), example="2021"),
    OwnColumn("fin", "dernière année", others=("end", "end_year", "annee_fin", "date_fin",
              "date_de_fin"), example="2023"),
    OwnColumn("innovation", "ce qui a changé en innovation", others=("impact_innovation",)),
    OwnColumn("performance", "ce qui a changé en performance", others=("impact_performance",)),
    OwnColumn("confiance", "ce qui a changé en confiance", others=("impact_confiance", "trust")),
    OwnColumn("source", "ce qui le dit : document, enquête, site ; vide, votre organisation",
              others=("sources", "reference"), example="Registre de preuve de covoiturage"),
    OwnColumn("lien", "page à lire, https://…", others=("link", "url", "site", "site_web"),
              example="https://covoiturage.beta.gouv.fr/"),
)  # fmt: skip
#: :data:`NOT_STATED`, folded, as it agrees with its noun.
_UNSAID = re.compile(f"{fold(NOT_STATED)}e?s?")
_LONGEST_UNSAID = len(NOT_STATED) + 2
_OTHER_TYPE = "Corrigez le type ou la famille, ou videz l’un des deux."


def read_practices(sheet: Sheet, gazetteer: Gazetteer, choices: Choices) -> Loaded:
    """Read case studies; a cell that is empty, or says « non renseigné », stays unsaid.

    Returns
    -------
    Loaded
        ``practices/practices.parquet`` (:data:`indicators.partnerships.practices.PRACTICES`).

    Raises
    ------
    RefusedFileError
        With every fault.
    """
    unsaid = sheet.frame.map(lambda cell: isinstance(cell, str) and _is_unsaid(cell))
    gathering = Gathering(OwnKind.PRACTICES, replace(sheet, frame=sheet.frame.mask(unsaid)))
    practices = _practices(gathering, gazetteer, choices)
    report = gathering.close()
    return Loaded(
        OwnKind.PRACTICES,
        choices.about.title,
        {PRACTICES.file: practices},
        choices.about,
        report,
    )


def _is_unsaid(cell: str) -> bool:
    return len(cell) <= _LONGEST_UNSAID and _UNSAID.fullmatch(fold(cell)) is not None


def _practices(gathering: Gathering, gazetteer: Gazetteer, choices: Choices) -> pd.DataFrame:
    own = [column for column in COLUMNS if column.name != "territoire"]
    columns = Columns(gathering, own)
    lines = [int(line) for line in gathering.sheet.frame.index]
    placed = place_rows(
        gathering, gazetteer, without=columns.used, excused=lines, several=True
    ).table
    named = (placed["level"] + ":" + placed["code"]).groupby(level=0)
    about, key = choices.about, own_key(choices.about.title)
    table = pd.DataFrame(index=gathering.sheet.frame.index)
    table["practice"] = [f"{key}-{line}" for line in lines]
    table["title"] = read_texts(gathering, columns, "titre", needed=True)
    for name, header in (("summary", "resume"), ("partners", "partenaires"),
                         *zip(CHANGES, CHANGES, strict=True)):  # fmt: skip
        table[name] = read_texts(gathering, columns, header)
    table["source"] = read_texts(gathering, columns, "source").fillna(about.title)
    for name, header, known in (
        ("category", "categorie", Category),
        ("family", "famille", Family),
        ("type", "type", PracticeType),
        ("scale", "echelle", Scale),
    ):
        table[name] = read_choices(gathering, columns, header, words_of(known))
    table["domains"] = read_several(gathering, columns, "domaines", DOMAIN_WORDS)
    if choices.domain:
        table["domains"] = table["domains"].mask(table["domains"] == "", choices.domain)
    for name, header, listed in (("aims", "finalites", Aim), ("profiles", "profils",
                                                              PartnerProfile)):  # fmt: skip
        table[name] = read_several(gathering, columns, header, words_of(listed))
    table["territories"] = named.agg(lambda texts: SEPARATOR.join(dict.fromkeys(texts)))
    table["start_year"] = read_years(gathering, columns, "debut", None)
    table["end_year"] = read_years(gathering, columns, "fin", None)
    refuse_late_starts(gathering, columns, table["start_year"], table["end_year"])
    table["link"] = read_links(gathering, columns, "lien")
    for wrong, expected in (
        (other_family(table), "un type de la famille donnée"),
        (other_category(table), "la catégorie donnée : c’est le type de cette famille"),
    ):
        gathering.refuse_cells(columns.header("type"), wrong, expected, _OTHER_TYPE)
    unplaced = int(table["territories"].isna().sum())
    if unplaced and gathering.is_clean:
        gathering.notice(
            [f"{number(unplaced)} sans territoire : à lire dans la liste de la France entière, "
             "jamais dans celle d’un territoire."]
        )  # fmt: skip
    table = with_what_words_mean(table).assign(
        producer=about.organisation,
        licence=about.licence or "non publiée",
        vintage=str(about.year),
        reading=None,
        limits=about.mention or None,
    )
    first = placed[~placed.index.duplicated()][["level", "code"]]
    gathering.preview = previewed(
        gazetteer,
        table.join(first).assign(domains=table["domains"].map(named_domains, na_action="ignore")),
        {"title": "Pratique", "domains": "Domaines", "partners": "Partenaires"},
    )
    kinds = {column.name: column.dtype for column in PRACTICES.columns}
    return table[PRACTICES.names].astype(kinds).reset_index(drop=True)
