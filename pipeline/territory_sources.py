"""The official code lists (COG, DGCL, ANCT) as plain frames; their quirks stop here."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd

from common.errors import InvalidDataError
from pipeline.sources import source_file

_ZONES = ("metro", "drom")
_CURRENT = "commune-actuelle"
_ASTRIDE = ("commune-deleguee", "commune-associee", "arrondissement-municipal")
_CRTE_LIST = "crte/crte_groupements_anct_2022.csv"
#: Which attachment of a commune to a CRTE wins: its own, its EPT's, then its EPCI's.
_CRTE_PRIORITY = ("commune", "ept", "epci")


def read_communes(sources: Path) -> pd.DataFrame:
    """Read the communes of métropole and the five DROM.

    Returns
    -------
    DataFrame
        code, name, departement, region, siren (text), population (Int64, municipal, null if not
        given), postcodes (text, space-separated), aliases (names of communes déléguées, communes
        associées and arrondissements municipaux, separated by ``|``); sorted by code.
    """
    raw = _listed(sources)
    current = raw[(raw["type"] == _CURRENT) & raw["zone"].isin(_ZONES)].sort_values("code")
    communes = pd.DataFrame(
        {
            "code": current["code"].astype(str),
            "name": current["nom"],
            "departement": current["departement"].astype(str),
            "region": current["region"].astype(str),
            "siren": current["siren"].astype(str),
            "population": current["population"].astype("Int64"),
            "postcodes": current["codesPostaux"].map(lambda codes: " ".join(sorted(codes))),
        }
    ).reset_index(drop=True)
    parts = _astride(raw)
    parts["parent_name"] = parts["parent"].map(communes.set_index("code")["name"])
    renamed = parts[parts["nom"] != parts["parent_name"]]
    communes["aliases"] = communes["code"].map(
        renamed.groupby("parent")["nom"].agg(lambda names: "|".join(dict.fromkeys(names)))
    )
    return communes


def read_parts(sources: Path) -> pd.Series[str]:
    """Give the commune of today (index: old code) that each old one is a part of by name.

    Communes déléguées, communes associées and arrondissements municipaux; one that has the code of
    its commune is left out.
    """
    parts = _astride(_listed(sources)).drop_duplicates("code").set_index("code")["parent"]
    return parts[parts != parts.index].astype("str")


def read_former(sources: Path) -> pd.Series[str]:
    """Give the commune of today (index: old code) that holds each old one the code lists know.

    Those of :func:`read_parts`, and the others that a commune has taken in.
    """
    listed = _listed(sources)
    taken = listed.loc[listed["type"] == _CURRENT, ["code", "anciensCodes"]]
    taken = taken.explode("anciensCodes").dropna()
    held = pd.concat([read_parts(sources), taken.set_index("anciensCodes")["code"].astype("str")])
    return held[~held.index.duplicated() & (held != held.index)]


def _listed(sources: Path) -> pd.DataFrame:
    raw = pd.DataFrame(_read_json(sources, "codes/communes.json"))
    raw["nom"] = tidy_name(raw["nom"])
    for name in ("anciensCodes", "chefLieu", "commune"):  # a list may have none of them
        if name not in raw:
            raw[name] = None
    return raw


def _astride(raw: pd.DataFrame) -> pd.DataFrame:
    """Give the parts of communes, with the code of the commune (``parent``)."""
    parts = raw[raw["type"].isin(_ASTRIDE)].copy()
    parts["parent"] = parts["chefLieu"].where(parts["chefLieu"].notna(), parts["commune"])
    return parts.sort_values(["parent", "code"])


def read_areas(sources: Path, level: str) -> pd.DataFrame:
    """Read the départements or the régions: code, name, and region for the départements."""
    raw = pd.DataFrame(_read_json(sources, f"codes/{level}s.json"))
    raw = raw[raw["zone"].isin(_ZONES)].sort_values("code")
    areas = pd.DataFrame({"code": raw["code"].astype(str), "name": tidy_name(raw["nom"])})
    if level == "departement":
        areas["region"] = raw["region"].astype(str)
    return areas.reset_index(drop=True)


def read_groups(sources: Path, kind: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Read the EPCI (``kind="epci"``) or the EPT of Grand Paris (``kind="ept"``).

    Returns
    -------
    tuple of DataFrame
        The groups (code, name), and their members (code, commune); both sorted.
    """
    raw = _read_json(sources, f"codes/{kind}.json")
    groups = pd.DataFrame(
        {"code": [g["code"] for g in raw], "name": [g["nom"] for g in raw]}, dtype="str"
    )
    groups["name"] = tidy_name(groups["name"])
    members = pd.DataFrame(
        [(group["code"], member["code"]) for group in raw for member in group["membres"]],
        columns=["code", "commune"],
        dtype="str",
    )
    return (
        groups.sort_values("code", ignore_index=True),
        members.sort_values(["code", "commune"], ignore_index=True),
    )


def read_crte(sources: Path, communes: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Read the CRTE and work out their communes.

    The ANCT lists groupings (EPCI, EPT) and single communes by SIREN. A commune listed for itself
    does not follow its EPT or its EPCI, one listed through its EPT does not follow its EPCI.

    Returns
    -------
    tuple of DataFrame
        The CRTE (code, name), and their members (code, commune); both sorted.

    Raises
    ------
    InvalidDataError
        If a grouping of the list is neither a commune, nor an EPT, nor an EPCI of today.
    """
    listed = _read_csv(sources, _CRTE_LIST).rename(columns={"id_crte": "code", "lib_crte": "name"})
    by_siren = {
        "commune": communes[["siren", "code"]].set_axis(["siren", "commune"], axis="columns"),
        "ept": read_groups(sources, "ept")[1].rename(columns={"code": "siren"}),
        "epci": read_groups(sources, "epci")[1].rename(columns={"code": "siren"}),
    }
    known = pd.concat(by_siren.values())["siren"]
    unknown = listed.loc[~listed["siren_groupement"].isin(known), "siren_groupement"].unique()
    if len(unknown):
        raise InvalidDataError(_CRTE_LIST, [f"groupement inconnu : {siren}" for siren in unknown])
    pairs = listed[["code", "siren_groupement"]].rename(columns={"siren_groupement": "siren"})
    attached = pd.concat(
        pairs.merge(by_siren[kind], on="siren").assign(rank=rank)
        for rank, kind in enumerate(_CRTE_PRIORITY)
    )
    best = attached["rank"] == attached.groupby("commune")["rank"].transform("min")
    members = attached.loc[best, ["code", "commune"]].drop_duplicates()
    names = listed[["code", "name"]].assign(name=tidy_name(listed["name"])).drop_duplicates()
    return (
        names.sort_values("code", ignore_index=True),
        members.sort_values(["code", "commune"], ignore_index=True),
    )


def read_density(sources: Path) -> pd.Series:
    """Read the label of INSEE's density grid (7 levels), indexed by commune code."""
    grid = _read_csv(sources, "zonages/grille_densite.csv").set_index("insee_com")
    return grid["niveau_densite"].str.strip()


def tidy_name(names: pd.Series) -> pd.Series:
    """Keep one kind of apostrophe and single spaces; the rest is the producer's spelling."""
    return names.str.replace("’", "'").str.replace(r"\s+", " ", regex=True).str.strip()


def _read_json(sources: Path, name: str) -> list[dict[str, Any]]:
    records: list[dict[str, Any]] = json.loads(source_file(sources, name).read_text("utf-8"))
    return records


def _read_csv(sources: Path, name: str) -> pd.DataFrame:
    path = source_file(sources, name)
    return pd.read_csv(path, dtype=str, encoding="utf-8-sig", keep_default_na=False)
