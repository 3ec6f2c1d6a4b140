"""What stands beside the tables of the whole, for people and for programs.

Frictionless Data Package, CSV on the Web (W3C, 2015), DCAT-AP (JSON-LD); each describes every
column by the one codebook.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from pandas.api import types

from atlas.desk.codebook import Meaning, column
from atlas.desk.provenance import Source
from atlas.desk.remade import LABEL, OUTPUT_WORD, PROGRAM, command_words
from atlas.jobs.bundle_tables import BundleTable
from common.citation import citation_fields
from indicators.scores.objective import default_recipe

#: What the figures of the product are licensed under, but where a table or a row says otherwise.
LICENCE = "etalab-2.0"
LICENCE_TITLE = "Licence Ouverte 2.0"
_SHARE_ALIKE = {"ressenti_odbl": ("ODbL-1.0", "Open Database License 1.0")}
#: The one that makes the folder, and each file of it.
COMMAND = f"{PROGRAM} {command_words('export', all=True)} {OUTPUT_WORD} fragiscope-donnees"
TITLE = "Fragiscope : fragilités mesurées et ressenties des territoires français"
DESCRIPTION = (
    "Fragilités que mesurent les statistiques publiques, fragilités que disent les habitants et "
    "les élus, partenariats à l’œuvre, par territoire et par domaine."
)
_KEYWORDS = ("fragilité", "territoires", "indice composite", "enquêtes", "partenariats", "France")


@dataclass(frozen=True)
class Written:
    """One table that was written.

    Attributes
    ----------
    table : its declaration.
    file : its name.
    kinds : pandas type of each column.
    rows : how many.
    sha256, bytes : of the file.
    """

    table: BundleTable
    file: str
    kinds: Mapping[str, Any]
    rows: int
    sha256: str
    bytes: int


def data_package(tables: Sequence[Written], version: str, sources: Sequence[Source]) -> str:
    """Write ``datapackage.json`` (Frictionless Data Package 1.0, which lets one add properties)."""
    return _json(
        {
            "profile": "tabular-data-package",
            "name": "fragiscope",
            "title": TITLE,
            "description": DESCRIPTION,
            "version": version,
            "recipe": default_recipe().fingerprint,
            "command": COMMAND,
            "keywords": list(_KEYWORDS),
            "licenses": [{"name": LICENCE, "title": LICENCE_TITLE}],
            "sources": [{"title": source.line()} for source in sources],
            "resources": [_resource(one) for one in tables],
        }
    )


def _resource(one: Written) -> dict[str, Any]:
    name, title = _SHARE_ALIKE.get(one.table.name, (LICENCE, LICENCE_TITLE))
    return {
        "profile": "tabular-data-resource",
        "name": one.table.name,
        "path": one.file,
        "title": one.table.fr,
        "description": one.table.en,
        "command": COMMAND,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **({"compression": "gz"} if one.table.packed else {}),
        "bytes": one.bytes,
        "hash": f"sha256:{one.sha256}",
        "licenses": [{"name": name, "title": title}],
        "schema": {
            "fields": [_field(column(name), kind) for name, kind in one.kinds.items()],
            "primaryKey": list(one.table.key),
            "missingValues": [""],
        },
    }


def _field(meaning: Meaning, kind: Any) -> dict[str, Any]:
    said = {
        "name": meaning.name,
        "type": _frictionless(kind),
        "title": meaning.fr,
        "description": meaning.en,
        "unit": meaning.unit,
        "absent": meaning.absent,
    }
    return {name: text for name, text in said.items() if text}


def _frictionless(kind: Any) -> str:
    if types.is_bool_dtype(kind):
        return "boolean"
    if types.is_integer_dtype(kind):
        return "integer"
    return "number" if types.is_float_dtype(kind) else "string"


def csv_on_the_web(tables: Sequence[Written]) -> str:
    """Write ``csv-metadata.json`` (CSVW); packed tables, which it cannot describe, are left out."""
    return _json(
        {
            "@context": ["http://www.w3.org/ns/csvw", {"@language": "fr"}],
            "dc:title": TITLE,
            "dc:description": DESCRIPTION,
            "dc:provenance": f"{LABEL} : {COMMAND}",
            "dialect": {"encoding": "utf-8", "delimiter": ",", "header": True},
            "tables": [_csvw_table(one) for one in tables if not one.table.packed],
        }
    )


def _csvw_table(one: Written) -> dict[str, Any]:
    return {
        "url": one.file,
        "dc:title": one.table.fr,
        "tableSchema": {
            "columns": [_csvw_column(column(name), kind) for name, kind in one.kinds.items()],
            "primaryKey": list(one.table.key),
        },
    }


def _csvw_column(meaning: Meaning, kind: Any) -> dict[str, Any]:
    kinds = {"boolean": {"base": "boolean", "format": "True|False"}}
    named = _frictionless(kind)
    return {
        "name": meaning.name,
        "titles": meaning.name,
        "dc:description": {"fr": meaning.fr, "en": meaning.en},
        "datatype": kinds.get(named, named),
        "null": [""],
    }


def dcat_record(tables: Sequence[Written], version: str, issued: str) -> str:
    """Write the record of a catalogue (DCAT-AP 3, as JSON-LD).

    Parameters
    ----------
    tables : those that were written.
    version : fingerprint of the data.
    issued : day when the product was released, ISO 8601.
    """
    said = citation_fields()
    return _json(
        {
            "@context": {
                "dcat": "http://www.w3.org/ns/dcat#",
                "dct": "http://purl.org/dc/terms/",
                "foaf": "http://xmlns.com/foaf/0.1/",
                "prov": "http://www.w3.org/ns/prov#",
                "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
                "spdx": "http://spdx.org/rdf/terms#",
            },
            "@type": "dcat:Dataset",
            "dct:title": {"@language": "fr", "@value": TITLE},
            "dct:description": {"@language": "fr", "@value": DESCRIPTION},
            "dct:publisher": {"@type": "foaf:Agent", "foaf:name": said["name"]},
            "dct:issued": issued,
            "dct:language": {
                "@id": "http://publications.europa.eu/resource/authority/language/FRA"
            },
            "dct:spatial": {"@id": "http://publications.europa.eu/resource/authority/country/FRA"},
            "dcat:version": version,
            "prov:wasGeneratedBy": {"@type": "prov:Activity", "rdfs:label": COMMAND},
            "dcat:keyword": [{"@language": "fr", "@value": word} for word in _KEYWORDS],
            "dcat:distribution": [_distribution(one) for one in tables],
        }
    )


def _distribution(one: Written) -> dict[str, Any]:
    _, licence = _SHARE_ALIKE.get(one.table.name, (LICENCE, LICENCE_TITLE))
    return {
        "@type": "dcat:Distribution",
        "dct:title": {"@language": "fr", "@value": one.table.fr},
        "dcat:downloadURL": {"@id": one.file},
        "dcat:mediaType": {"@id": "https://www.iana.org/assignments/media-types/text/csv"},
        "dcat:byteSize": one.bytes,
        "dct:license": {"@type": "dct:LicenseDocument", "dct:title": licence},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": one.sha256,
        },
    }


def codebook_table(tables: Sequence[Written]) -> pd.DataFrame:
    """Lay out the codebook of the whole: a row a column of a table.

    Returns
    -------
    DataFrame
        Index table and column: type, fr, en, unit, absent.
    """
    rows = [
        (one.table.name, name, _frictionless(kind), *_words(column(name)))
        for one in tables
        for name, kind in one.kinds.items()
    ]
    names = ["table", "column", "type", "fr", "en", "unit", "absent"]
    return pd.DataFrame(rows, columns=names).set_index(["table", "column"])


def _words(meaning: Meaning) -> tuple[str, str, str, str]:
    return meaning.fr, meaning.en, meaning.unit, meaning.absent


def _json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
