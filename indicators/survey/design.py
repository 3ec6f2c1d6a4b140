"""The design file of a survey: which column is what, and what a reader must know of it.

A survey is a folder that holds ``design.toml`` and the answers it names. The form is written down
in ``docs/survey-design.md``; :func:`parse_design` reports all the faults of a file at once.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from common.errors import InvalidDataError, MissingDataError, UnknownNameError
from indicators.domains import DOMAIN_KEYS
from indicators.groups import GROUP_KEYS
from indicators.survey.measures import DEFAULT_BOUNDS, OVERALL_MEASURE, Measure, MeasureKind
from indicators.survey.publication import PROTECTION_THRESHOLD, PublicationRule

DESIGN_FILE = "design.toml"
#: What a survey's sample is: decides its rank when several answer the same question.
SURVEY_KINDS = ("probability", "self_selected", "composite", "demonstration")
TERRITORY_LEVELS = ("commune", "epci", "crte", "departement", "region")
LONELY_RULES = ("refuse", "centre")

_T = TypeVar("_T")


@dataclass(frozen=True)
class Design:
    """Everything the engine needs to know of a survey, and what must be said with its results.

    Attributes
    ----------
    key : name of the survey in files and URLs.
    title, producer, licence, url, mode, mention : for the reader, in French; ``mention`` is the
        sentence that must go with every figure.
    wave : name of the wave; year : year of the estimates; start, end : field dates.
    kind : one of ``SURVEY_KINDS``; demonstration : whether the answers were drawn by a program.
    caveats : sentences to show with the figures.
    answers : name of the file of answers, in the same folder.
    weight, stratum, cluster, population : columns of the sampling design, if any; ``population``
        gives the number of primary units of the stratum in the population (finite population
        correction) or, where at most 1, the sampling fraction.
    lonely : what to do with a stratum of one primary unit: ``refuse``, or ``centre`` its
        deviation on the general mean (conservative).
    group_column, group_names, group : where the respondent's group is read, how its values are
        translated, or the one group of all respondents.
    territories : column of the territory code, by level.
    measures : the questions.
    rule : publication rule.
    """

    key: str
    title: str
    producer: str
    licence: str
    mention: str
    year: int
    kind: str
    demonstration: bool
    territories: Mapping[str, str]
    measures: tuple[Measure, ...]
    url: str = ""
    wave: str = ""
    start: date | None = None
    end: date | None = None
    mode: str = ""
    caveats: tuple[str, ...] = ()
    answers: str = "answers.csv"
    weight: str | None = None
    stratum: str | None = None
    cluster: str | None = None
    population: str | None = None
    lonely: str = "refuse"
    group_column: str | None = None
    group_names: Mapping[str, str] = field(default_factory=dict)
    group: str | None = None
    rule: PublicationRule = field(default_factory=PublicationRule)

    @property
    def covers_all_domains(self) -> bool:
        """Whether an overall perceived fragility can be worked out."""
        return {measure.domain for measure in self.measures} == set(DOMAIN_KEYS)

    @property
    def estimated(self) -> tuple[Measure, ...]:
        """The questions, and the overall one where all the domains are asked."""
        return (*self.measures, OVERALL_MEASURE) if self.covers_all_domains else self.measures

    @property
    def weights_only(self) -> bool:
        """Whether the design is known by its weights alone."""
        return self.stratum is None and self.cluster is None and self.population is None


def read_design(path: Path) -> Design:
    """Read a design file; the survey's key defaults to the name of its folder.

    Raises
    ------
    MissingDataError
        If the file is absent.
    InvalidDataError
        If it is not TOML or does not respect the form.
    """
    if not path.is_file():
        raise MissingDataError(f"Plan d'enquête absent : {path.name}.")
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidDataError(path.name, [f"ce n'est pas du TOML en UTF-8 ({error})"]) from error
    return parse_design(content, path.resolve().parent.name, path.name)


def parse_design(content: Mapping[str, Any], key: str, source: str = DESIGN_FILE) -> Design:
    """Check the content of a design file.

    A table ``generator`` may describe the program that drew the answers of a demonstration; it is
    for readers.

    Parameters
    ----------
    content : the file as a mapping.
    key : key of the survey when the file gives none.
    source : name of the file, for messages.

    Raises
    ------
    InvalidDataError
        With one sentence per fault.
    """
    form = _Form(content)
    columns = _Form(form.take("columns", dict, {}), form.faults, "columns.")
    group = form.optional("group", str)
    design_kind = form.choice("kind", SURVEY_KINDS)
    group_names: dict[str, str] = form.take("groups", dict, {})
    territories: dict[str, str] = form.take("territories", dict, {})
    measures = tuple(_measures(form.take("measures", dict, {}), form.faults))
    group_column = columns.optional("group", str)
    form.check(bool(measures), "measures : au moins une question est attendue")
    form.check(
        set(territories) <= set(TERRITORY_LEVELS),
        f"territories : niveaux attendus {', '.join(TERRITORY_LEVELS)}, "
        f"trouvés {', '.join(territories)}",
    )
    form.check(
        (group is None) != (group_column is None),
        "group ou columns.group : l'un des deux est attendu, et un seul",
    )
    for name in [*group_names.values(), *([group] if group else [])]:
        form.check(
            name in GROUP_KEYS,
            f"groupe « {name} » inconnu ; attendus : {', '.join(GROUP_KEYS)}",
        )
    demonstration = form.take("demonstration", bool, False)
    form.check(
        demonstration == (design_kind == "demonstration"),
        "demonstration et kind se contredisent : une enquête de démonstration a les deux",
    )
    design = Design(
        key=form.take("key", str, key),
        title=form.required("title", str),
        producer=form.required("producer", str),
        licence=form.take("licence", str, ""),
        mention=form.required("mention", str),
        year=form.required("year", int),
        kind=design_kind,
        demonstration=demonstration,
        territories=territories,
        measures=measures,
        url=form.take("url", str, ""),
        wave=form.take("wave", str, ""),
        start=form.optional("start", date),
        end=form.optional("end", date),
        mode=form.take("mode", str, ""),
        caveats=tuple(form.take("caveats", list, [])),
        answers=form.take("answers", str, "answers.csv"),
        weight=columns.optional("weight", str),
        stratum=columns.optional("stratum", str),
        cluster=columns.optional("cluster", str),
        population=columns.optional("population", str),
        lonely=form.choice("lonely", LONELY_RULES, "refuse"),
        group_column=group_column,
        group_names=group_names,
        group=group,
        rule=_rule(form.take("publication", dict, {}), form.faults),
    )
    form.take("generator", dict, {})
    form.refuse_others()
    columns.refuse_others()
    if form.faults:
        raise InvalidDataError(source, form.faults)
    return design


def _measures(tables: Mapping[str, Any], faults: list[str]) -> list[Measure]:
    """Read the questions, one table per domain."""
    measures = []
    for domain, table in tables.items():
        if domain not in DOMAIN_KEYS:
            faults.append(f"measures.{domain} : domaine inconnu ; attendus : {DOMAIN_KEYS}")
        if not isinstance(table, dict):
            faults.append(f"measures.{domain} : une table est attendue")
            continue
        form = _Form(table, faults, f"measures.{domain}.")
        kind = MeasureKind(form.choice("kind", tuple(MeasureKind), MeasureKind.SCORE))
        low, high = DEFAULT_BOUNDS[kind]
        measure = Measure(
            domain=domain,
            column=form.take("column", str, domain),
            kind=kind,
            low=float(form.take("low", (int, float), low)),
            high=float(form.take("high", (int, float), high)),
            fragile_when_high=form.choice("fragile", ("high", "low"), "high") == "high",
            top=form.take("top", int, 1),
        )
        form.refuse_others()
        form.check(measure.low < measure.high, "low doit être inférieur à high")
        form.check(measure.top >= 1, "top doit être au moins 1")
        measures.append(measure)
    return measures


def _rule(table: Mapping[str, Any], faults: list[str]) -> PublicationRule:
    """Read the publication thresholds; the protection of respondents cannot be lowered."""
    default = PublicationRule()
    form = _Form(table, faults, "publication.")
    minimum = form.take("minimum", int, default.minimum)
    maximum_cv = float(form.take("maximum_cv", (int, float), default.maximum_cv))
    form.check(
        minimum >= PROTECTION_THRESHOLD,
        f"minimum : au moins {PROTECTION_THRESHOLD} répondants, trouvé {minimum}",
    )
    form.check(maximum_cv > 0, "maximum_cv : un nombre positif est attendu")
    form.refuse_others()
    if faults:
        return default
    return PublicationRule(minimum, maximum_cv)


class _Form:
    """Take typed fields out of a table and gather what is wrong with them."""

    def __init__(
        self, table: Mapping[str, Any], faults: list[str] | None = None, prefix: str = ""
    ) -> None:
        self.table, self.prefix = table, prefix
        self.faults: list[str] = [] if faults is None else faults
        self.known: list[str] = []

    def check(self, condition: bool, fault: str) -> None:
        if not condition:
            self.faults.append(self.prefix + fault)

    def refuse_others(self) -> None:
        """Report the fields that nothing took: a misspelt one must not pass unseen."""
        for name in self.table.keys() - set(self.known):
            self.faults.append(str(UnknownNameError("le champ", self.prefix + name, self.known)))

    def take(self, name: str, kind: Any, default: _T) -> _T:
        self.known.append(name)
        value = self.table.get(name, default)
        if isinstance(value, kind) and not (isinstance(value, bool) and kind is not bool):
            return value  # type: ignore[no-any-return]
        self.check(False, f"{name} : {_expected(kind)} attendu, trouvé « {value} »")
        return default

    def required(self, name: str, kind: Callable[..., _T]) -> _T:
        self.check(name in self.table, f"{name} : champ absent")
        return self.take(name, kind, kind())

    def optional(self, name: str, kind: Callable[..., _T]) -> _T | None:
        if name not in self.table:
            self.known.append(name)
            return None
        return self.take(name, kind, None)

    def choice(self, name: str, names: tuple[str, ...], default: str | None = None) -> str:
        value = self.take(name, str, default if default is not None else "")
        expected = ", ".join(str(option) for option in names)
        self.check(value in names, f"{name} : attendu {expected}, trouvé « {value} »")
        return value if value in names else names[0]


def _expected(kind: Any) -> str:
    names = {str: "texte", int: "entier", bool: "true ou false", list: "liste", dict: "table"}
    return names.get(kind, "date" if kind is date else "nombre")
