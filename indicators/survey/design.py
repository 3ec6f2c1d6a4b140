"""The design file of a survey: which column is what, and what a reader must know of it.

A survey is a folder that holds ``design.toml`` and the answers it names. The form is written down
in ``docs/survey-design.md``; :func:`parse_design` reports all the faults of a file at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from common.errors import InvalidDataError, clipped
from common.form import Form
from common.levels import MAPPED_LEVELS
from common.toml_text import read_toml
from indicators.base.domains import DOMAIN_KEYS
from indicators.base.groups import GROUP_KEYS
from indicators.base.survey_kind import SurveyKind
from indicators.survey.calibration import Calibration, read_margins
from indicators.survey.form_questions import domain_questions, own_questions
from indicators.survey.publication import PublicationRule
from indicators.survey.question import OVERALL_QUESTION, Question, QuestionKind

DESIGN_FILE = "design.toml"
LONELY_RULES = ("refuse", "centre")
INTERVALS = ("wilson", "student")
#: Group of the respondents of a survey that asks nothing about the domains.
EVERYONE = "tous"
#: A level that is a plain column of the answers is written ``column:NAME``.
COLUMN_LEVEL = "column:"


@dataclass(frozen=True)
class Design:
    """Everything the engine needs to know of a survey, and what must be said with its results.

    Attributes
    ----------
    key : name of the survey in files and URLs.
    title, producer, licence, url, mode, mention : for the reader, in French; ``mention`` is the
        sentence that must go with every figure.
    wave : name of the wave; year : year of the estimates; start, end : field dates.
    kind : what its sample is; demonstration : whether the answers were drawn by a program.
    caveats : sentences to show with the figures.
    answers : name of the file of answers, in the same folder.
    encoding, separator, blanks : how this file is written, where it is not as usual.
    weight, stratum, cluster, population : columns of the sampling design, if any; ``population``
        gives the number of primary units of the stratum in the population (finite population
        correction) or, where at most 1, the sampling fraction.
    subcluster, subpopulation : the same for a second stage, within each primary unit.
    lonely : what to do with a stratum of one primary unit: ``refuse``, or ``centre`` its
        deviation on the general mean (conservative).
    interval : of proportions, one of ``INTERVALS``; means always have Student's.
    wave_column : where several waves stand in one file, the column that names them.
    group_column, group_names, group : where the respondent's group is read, how its values are
        translated, or the one group of all respondents.
    territories : column of the territory code, by level.
    questions : about the domains, then the variables of the survey's own.
    rule : publication rule.
    calibration : margins on which weights are calibrated.
    """

    key: str
    title: str
    producer: str
    licence: str
    mention: str
    year: int
    kind: SurveyKind
    demonstration: bool
    territories: Mapping[str, str]
    questions: tuple[Question, ...]
    url: str = ""
    wave: str = ""
    start: date | None = None
    end: date | None = None
    mode: str = ""
    caveats: tuple[str, ...] = ()
    answers: str = "answers.csv"
    encoding: str = ""
    separator: str = ""
    blanks: tuple[str, ...] = ()
    weight: str | None = None
    stratum: str | None = None
    cluster: str | None = None
    population: str | None = None
    subcluster: str | None = None
    subpopulation: str | None = None
    lonely: str = "refuse"
    interval: str = "wilson"
    wave_column: str | None = None
    group_column: str | None = None
    group_names: Mapping[str, str] = field(default_factory=dict)
    group: str | None = None
    rule: PublicationRule = field(default_factory=PublicationRule)
    calibration: Calibration | None = None

    @property
    def asks_domains(self) -> bool:
        """Whether some question is about a domain, and groups must be those of the product."""
        return any(not question.plain for question in self.questions)

    @property
    def covers_all_domains(self) -> bool:
        """Whether an overall perceived fragility can be worked out."""
        return {m.domain for m in self.questions if not m.plain} == set(DOMAIN_KEYS)

    @property
    def estimated(self) -> tuple[Question, ...]:
        """The questions, and the overall one where all the domains are asked."""
        return (*self.questions, OVERALL_QUESTION) if self.covers_all_domains else self.questions

    def with_columns(self, levels: Iterable[str]) -> Design:
        """Locate respondents by plain columns too, for the levels written ``column:NAME``."""
        added = {
            level: level.removeprefix(COLUMN_LEVEL)
            for level in levels
            if level.startswith(COLUMN_LEVEL)
        }
        return replace(self, territories={**self.territories, **added})


def read_design(path: Path, *, outside: bool = False) -> Design:
    """Read a design file, and the margins it names; the key defaults to the name of the folder.

    Parameters
    ----------
    path : the file.
    outside : whether it may name files outside of its folder.

    Raises
    ------
    MissingDataError
        If the file, or that of the margins, is absent.
    InvalidDataError
        If it is not TOML, does not respect the form, or names a file outside of its folder.
    """
    content = read_toml(path)
    folder = path.resolve().parent
    design = parse_design(content, folder.name, path.name)
    if not outside:
        _refuse_outside(folder, design, path.name)
    if design.calibration is None:
        return design
    margins = read_margins(folder / design.calibration.file)
    return replace(design, calibration=replace(design.calibration, margins=margins))


def margins_file(path: Path, design: Design) -> Path | None:
    """Give the file of margins that a design file names, None if it names none."""
    return path.resolve().parent / design.calibration.file if design.calibration else None


def _refuse_outside(folder: Path, design: Design, source: str) -> None:
    """Refuse files that a design names elsewhere: it may come from someone else."""
    named = {"answers": design.answers}
    if design.calibration is not None:
        named["calibration.margins"] = design.calibration.file
    faults = [
        f"{field} : un fichier du dossier du plan attendu, « {clipped(name)} » en sort"
        for field, name in named.items()
        if "\0" in name or not (folder / name).resolve().is_relative_to(folder)
    ]
    if faults:
        raise InvalidDataError(source, faults)


def parse_design(content: Mapping[str, Any], key: str, source: str = DESIGN_FILE) -> Design:
    """Check the content of a design file.

    A table ``generator`` may describe the program that drew the answers of a demonstration; it is
    for readers.

    Parameters
    ----------
    content : the file as a mapping.
    key : key of the survey when the file gives none.
    source : name of the file, for messages.

    Returns
    -------
    Design
        Its calibration, if any, still without margins: :func:`read_design` reads them.

    Raises
    ------
    InvalidDataError
        With one sentence per fault.
    """
    form = Form(content)
    columns = form.section("columns")
    territories: dict[str, str] = form.take("territories", dict, {})
    form.check(
        set(territories) <= set(MAPPED_LEVELS),
        f"territories : niveaux attendus {', '.join(MAPPED_LEVELS)}, "
        f"trouvés {', '.join(territories)}",
    )
    questions = (*domain_questions(form), *own_questions(form))
    form.check(bool(questions), "measures ou variables : au moins une question est attendue")
    asks_domains = any(not question.plain for question in questions)
    design = Design(
        key=form.take("key", str, key),
        title=form.required("title", str),
        producer=form.required("producer", str),
        licence=form.take("licence", str, ""),
        mention=form.required("mention", str),
        year=form.required("year", int),
        territories=territories,
        questions=questions,
        url=form.take("url", str, ""),
        wave=form.take("wave", str, ""),
        start=form.optional("start", date),
        end=form.optional("end", date),
        mode=form.take("mode", str, ""),
        caveats=form.texts("caveats"),
        answers=form.take("answers", str, "answers.csv"),
        encoding=form.take("encoding", str, ""),
        separator=form.take("separator", str, ""),
        blanks=form.texts("blanks"),
        lonely=form.choice("lonely", LONELY_RULES, "refuse"),
        interval=form.choice("interval", INTERVALS, "wilson"),
        rule=_rule(form.section("publication")),
        calibration=_calibration(form),
        **_kind(form),
        **_sampling(columns),
        **_groups(form, columns, asks_domains),
    )
    form.check(
        design.start is None or design.end is None or design.start <= design.end,
        "start, end : le terrain finit avant de commencer",
    )
    form.check(
        design.weight is not None
        or design.population is not None
        or all(question.kind is not QuestionKind.TOTAL for question in questions),
        "total : columns.weight ou columns.population attendu, pour compter la population",
    )
    form.take("generator", dict, {})
    form.refuse_others()
    columns.refuse_others()
    if form.faults:
        raise InvalidDataError(source, form.faults)
    return design


def _sampling(columns: Form) -> dict[str, Any]:
    """Read the columns of the sampling design, and of the wave."""
    names = ("weight", "stratum", "cluster", "population", "subcluster", "subpopulation")
    found = {name: columns.optional(name, str) for name in names}
    columns.check(
        found["subcluster"] is None or found["cluster"] is not None,
        "subcluster : un second degré demande un premier, cluster",
    )
    columns.check(
        found["subpopulation"] is None or found["subcluster"] is not None,
        "subpopulation : demande subcluster",
    )
    return {**found, "wave_column": columns.optional("wave", str)}


def _kind(form: Form) -> dict[str, Any]:
    """Read what the sample is; a demonstration must say it twice."""
    kind = SurveyKind(form.choice("kind", SurveyKind))
    demonstration = form.take("demonstration", bool, False)
    form.check(
        demonstration == (kind is SurveyKind.DEMONSTRATION),
        "demonstration et kind se contredisent : une enquête de démonstration a les deux",
    )
    return {"kind": kind, "demonstration": demonstration}


def _groups(form: Form, columns: Form, asks_domains: bool) -> dict[str, Any]:
    """Read who answered: the groups of the product where the domains are asked."""
    group = form.optional("group", str)
    column = columns.optional("group", str)
    names: dict[str, str] = form.take("groups", dict, {})
    if not asks_domains:
        form.check(
            group is None or column is None, "group ou columns.group : l’un des deux, pas les deux"
        )
        everyone = EVERYONE if group is None and column is None else group
        return {"group": everyone, "group_column": column, "group_names": names}
    form.check(
        (group is None) != (column is None),
        "group ou columns.group : l’un des deux est attendu, et un seul",
    )
    for name in [*names.values(), *([group] if group else [])]:
        form.check(
            name in GROUP_KEYS, f"groupe « {name} » inconnu ; attendus : {', '.join(GROUP_KEYS)}"
        )
    return {"group": group, "group_column": column, "group_names": names}


def _calibration(form: Form) -> Calibration | None:
    """Read how weights are calibrated, if they are."""
    if "calibration" not in form.table:
        form.known.append("calibration")
        return None
    table = form.section("calibration")
    default = Calibration()
    calibration = Calibration(
        file=table.take("margins", str, default.file),
        low=table.number("low", default.low),
        high=table.number("high", default.high),
        outside=table.choice("outside", ("refuse", "trim"), default.outside),
    )
    table.refuse_others()
    table.check(
        0 < calibration.low < 1 < calibration.high,
        "low, high : limites du rapport entre poids calés et poids initiaux, "
        f"0 < low < 1 < high attendu, trouvé {calibration.low:g} et {calibration.high:g}",
    )
    return calibration


def _rule(form: Form) -> PublicationRule:
    """Read the publication thresholds; a file can only make them stricter."""
    default = PublicationRule()
    minimum = form.take("minimum", int, default.minimum)
    maximum_cv = form.number("maximum_cv", default.maximum_cv)
    form.check(
        minimum >= default.minimum,
        f"minimum : au moins {default.minimum} répondants (un seuil ne peut être que plus strict), "
        f"trouvé {minimum}",
    )
    form.check(
        0 < maximum_cv <= default.maximum_cv,
        f"maximum_cv : entre 0 et {default.maximum_cv:g} (un seuil ne peut être que plus strict), "
        f"trouvé {maximum_cv:g}",
    )
    minimum_df = form.take("minimum_df", int, default.minimum_df)
    form.check(
        minimum_df >= default.minimum_df,
        f"minimum_df : au moins {default.minimum_df} degrés de liberté (un seuil ne peut être que "
        f"plus strict), trouvé {minimum_df}",
    )
    form.refuse_others()
    return PublicationRule(minimum, maximum_cv, minimum_df)
