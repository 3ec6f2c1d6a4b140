"""The catalogue: every indicator declared once, by hand, in ``catalogue.toml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from common.errors import InvalidDataError
from common.form import Form
from common.levels import LEVEL_RANKS, LEVELS, Level
from common.limits import CATALOGUE_BYTES
from common.toml_text import read_toml
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
_TEXTS = ("label", "unit", "producer", "licence", "caveats", "index_reason", "definition")
#: Areas that lend their value to a commune which has none of its own.
LENDERS = ("zone_emploi", "epci", "epci_or_ept", "departement", "small_communes")
#: What the traits of structure are made of (:mod:`atlas.alike.structure`).
STRUCTURE = ("evolution", "employers", "trees", "dwellings", "households")
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
    work : file, survey or publication of the producer, empty where producers alone are named.
    source : source files, inside the sources folder.
    caveats : French, what a reader must know.
    in_index : whether the objective score uses it.
    index_reason : French, why or why not.
    definition : French, one sentence with the formula.
    lent_by : whose value a commune bears where it has none of its own: one of :data:`LENDERS`
        (``epci_or_ept``: the établissement public territorial in Grand Paris; ``departement``: the
        mean of the communes of the département that are not published; ``small_communes``: the
        mean of the communes of the country whose count is too small to be published), or empty.
    summed_to : coarsest level that the values of communes are summed to, where another source tells
        the levels above; empty where they are summed to the country.
    portrait : place in the portrait of a territory, from 1; 0 for those that are not in it.
    structure : which part it plays in the traits of structure, of :data:`STRUCTURE`, or empty.
    derived : whether its estimated values are worked out for the territory itself, by the author of
        the table or by Fragiscope, and not lent by a larger area.
    of_area : whether it is a part of an area, whose counts do not vary by chance.
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
    lent_by: str = ""
    summed_to: str = ""
    portrait: int = 0
    structure: str = ""
    of_area: bool = False
    derived: bool = False
    work: str = ""

    def sums_communes_at(self, level: Level) -> bool:
        """Tell whether the values of communes are summed up to a level."""
        return not self.summed_to or LEVEL_RANKS[level] <= LEVEL_RANKS[self.summed_to]

    @property
    def origin(self) -> str:
        """Name the producer and the work, as every source line does."""
        return f"{self.producer}, {self.work}" if self.work else self.producer


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
    form = Form(read_toml(path, CATALOGUE_BYTES))
    entries = form.sections("indicator", "indicateur")
    form.check(bool(entries), "aucune table [[indicator]]")
    form.refuse_others()
    found: dict[str, Indicator] = {}
    for entry in entries:
        indicator = _indicator(entry)
        entry.check(indicator.key not in found, f"key : « {indicator.key} » déjà pris")
        for name in ("portrait", "structure"):
            place = getattr(indicator, name)
            taken = [one.key for one in found.values() if place and getattr(one, name) == place]
            entry.check(not taken, f"{name} : « {place} » déjà pris par {', '.join(taken)}")
        found[indicator.key] = indicator
    if form.faults:
        raise InvalidDataError(path.name, form.faults)
    return found


def in_portrait(catalogue: Mapping[str, Indicator]) -> list[Indicator]:
    """List the indicators of the portrait of a territory, in its order."""
    return sorted((one for one in catalogue.values() if one.portrait), key=lambda one: one.portrait)


def structure_keys(catalogue: Mapping[str, Indicator]) -> dict[str, str]:
    """Give the key of the indicator that plays each part in the traits of structure.

    Raises
    ------
    InvalidDataError
        If no indicator plays one of them.
    """
    keys = {one.structure: one.key for one in catalogue.values() if one.structure}
    absent = [part for part in STRUCTURE if part not in keys]
    if absent:
        faults = [f"structure : aucun indicateur pour « {part} »" for part in absent]
        raise InvalidDataError(CATALOGUE.name, faults)
    return keys


def _indicator(form: Form) -> Indicator:
    """Read one ``[[indicator]]`` table."""
    indicator = Indicator(
        key=form.required("key", str),
        domain=form.choice("domain", DOMAIN_KEYS),
        direction=form.required("direction", int),
        finest=form.choice("finest", LEVELS),
        rule=form.choice("rule", RULES),
        year=form.required("year", int),
        source=form.texts("source"),
        in_index=form.required("in_index", bool),
        scale=form.number("scale", 1.0),
        weight=form.take("weight", str, ""),
        lent_by=form.choice("lent_by", ("", *LENDERS), ""),
        summed_to=form.choice("summed_to", ("", *LEVELS), ""),
        portrait=form.take("portrait", int, 0),
        structure=form.choice("structure", ("", *STRUCTURE), ""),
        of_area=form.take("of_area", bool, False),
        derived=form.take("derived", bool, False),
        work=form.take("work", str, ""),
        **{name: form.required(name, str) for name in _TEXTS},
    )
    form.refuse_others()
    for name in _TEXTS:
        form.check(bool(getattr(indicator, name).strip()), f"{name} : texte vide")
    form.check(
        re.fullmatch(r"[a-z][a-z0-9_]*", indicator.key) is not None,
        "key : minuscules, chiffres et _ attendus",
    )
    form.check(indicator.direction in (1, -1), "direction : 1 ou -1 attendu")
    form.check(1990 <= indicator.year <= 2100, "year : année attendue")
    form.check(bool(indicator.source) and all(indicator.source), "source : fichiers attendus")
    form.check(
        (indicator.rule == "weighted_mean") == bool(indicator.weight.strip()),
        "weight : attendu avec la règle weighted_mean, et avec elle seule",
    )
    form.check(indicator.scale > 0, "scale : nombre positif attendu")
    form.check(indicator.portrait >= 0, "portrait : rang attendu, à partir de 1")
    form.check(
        not (indicator.portrait and indicator.in_index),
        "portrait : un trait de structure n’entre pas dans l’indice (in_index = false)",
    )
    form.check(
        not (indicator.derived and indicator.lent_by),
        "derived : une valeur prêtée (lent_by) n’est pas calculée pour la commune",
    )
    form.check(
        not indicator.of_area or indicator.unit == SHARE,
        f'of_area : attendu pour une part (unit = "{SHARE}")',
    )
    return indicator
