"""The catalogue: every indicator declared once, by hand, in ``catalogue.toml``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from common.errors import InvalidDataError, MissingDataError
from common.levels import LEVELS
from common.toml_place import toml_place
from indicators.base.domains import DOMAIN_KEYS

CATALOGUE = Path(__file__).parent.parent / "catalogue.toml"

#: How the value of an upper territory is made of those of its communes.
RULES = {
    "ratio": "numérateurs et dénominateurs additionnés, puis divisés",
    "weighted_mean": "moyenne pondérée, seul le ratio étant publié",
    "sum": "somme",
    "max": "valeur la plus élevée",
    "official": "non agrégeable : valeur officielle de chaque niveau, ou rien",
}
#: Unit of the indicators stored as 0-1 and shown as percentages.
SHARE = "share"


@dataclass(frozen=True)
class Indicator:
    """Declaration of an indicator.

    Attributes
    ----------
    key : identifier, snake_case.
    domain : key of :mod:`indicators.base.domains`.
    label : French, stands alone.
    unit : ``share`` (0-1, shown as a percentage) or a French unit text.
    direction : 1 if high is more fragile, -1 if low is.
    finest : finest level with values (key of a level).
    rule : key of :data:`RULES`.
    scale : multiplier of numerator / denominator (1000 for « pour 1 000 habitants »).
    weight : French name of the weight of a ``weighted_mean``, empty otherwise.
    year : most recent year.
    producer, licence : of the official figures.
    source : source files, inside the sources folder.
    caveats : French, what a reader must know.
    in_index : whether the objective score uses it.
    index_reason : French, why or why not.
    definition : French, one sentence with the formula.
    """

    key: str
    domain: str
    label: str
    unit: str
    direction: int
    finest: str
    rule: str
    year: int
    producer: str
    licence: str
    source: tuple[str, ...]
    caveats: str
    in_index: bool
    index_reason: str
    definition: str
    scale: float = 1.0
    weight: str = ""


_TEXTS = ("label", "unit", "producer", "licence", "caveats", "index_reason", "definition")
_REQUIRED: dict[str, type | tuple[type, ...]] = {
    "key": str,
    "domain": str,
    "finest": str,
    "rule": str,
    "direction": int,
    "year": int,
    "source": list,
    "in_index": bool,
    **dict.fromkeys(_TEXTS, str),
}
_OPTIONAL: dict[str, type | tuple[type, ...]] = {"scale": (int, float), "weight": str}


def load_catalogue(path: Path | None = None) -> dict[str, Indicator]:
    """Read and check the catalogue.

    Parameters
    ----------
    path : another file than the product's.

    Returns
    -------
    dict
        Indicator by key, in the order of the file.

    Raises
    ------
    MissingDataError
        If the file is absent.
    InvalidDataError
        With all the faults of the file.
    """
    path = path or CATALOGUE
    if not path.is_file():
        raise MissingDataError(f"Catalogue des indicateurs absent : {path.name}.")
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8")).get("indicator", [])
    except tomllib.TOMLDecodeError as error:
        raise InvalidDataError(path.name, [f"TOML attendu{toml_place(error)}"]) from error
    faults = [] if tables else ["aucune table [[indicator]]"]
    seen: set[str] = set()
    for position, table in enumerate(tables, start=1):
        key = table.get("key", "")
        faults += [f"indicateur {position} ({key}) : {fault}" for fault in _faults(table)]
        if key in seen:
            faults.append(f"indicateur {position} ({key}) : clé déjà prise")
        seen.add(key)
    if faults:
        raise InvalidDataError(path.name, faults)
    return {
        table["key"]: Indicator(**{**table, "source": tuple(table["source"])}) for table in tables
    }


def _is(value: object, wanted: type | tuple[type, ...]) -> bool:
    """Tell whether a TOML value has a type; a boolean is no number."""
    return isinstance(value, wanted) and (wanted is bool or not isinstance(value, bool))


def _faults(table: dict[str, Any]) -> list[str]:
    """List what is wrong in one ``[[indicator]]`` table."""
    known = _REQUIRED | _OPTIONAL
    faults = [f"champ manquant : {name}" for name in _REQUIRED if name not in table]
    faults += [f"champ inconnu : {name}" for name in table if name not in known]
    faults += [
        f"{name} : type {type(value).__name__} inattendu"
        for name, value in table.items()
        if name in known and not _is(value, known[name])
    ]
    if faults:
        return faults
    faults += [f"{name} : texte vide" for name in _TEXTS if not table[name].strip()]
    if not re.fullmatch(r"[a-z][a-z0-9_]*", table["key"]):
        faults.append("key : attendu minuscules, chiffres et _")
    for name, allowed in (
        ("domain", DOMAIN_KEYS),
        ("finest", LEVELS),
        ("rule", tuple(RULES)),
        ("direction", (1, -1)),
    ):
        if table[name] not in allowed:
            expected = ", ".join(str(choice) for choice in allowed)
            faults.append(f"{name} : attendu {expected} ; trouvé {table[name]}")
    if not 1990 <= table["year"] <= 2100:
        faults.append(f"year : attendu une année ; trouvé {table['year']}")
    if not table["source"] or not all(isinstance(name, str) and name for name in table["source"]):
        faults.append("source : attendu au moins un nom de fichier")
    if (table["rule"] == "weighted_mean") != bool(table.get("weight", "").strip()):
        faults.append("weight : attendu avec la règle weighted_mean, et avec elle seule")
    if table.get("scale", 1) <= 0:
        faults.append(f"scale : attendu un nombre positif ; trouvé {table['scale']}")
    return faults
