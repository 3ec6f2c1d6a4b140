"""A survey of an organisation: answers of people become estimates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from common.delimited import BLANKS, absent_column, blanked
from common.errors import InvalidDataError, NotAvailableError
from common.french import described, number, plural
from common.levels import FRANCE_CODE, LEVEL_RANKS, UPPER_LEVELS, Level
from common.limits import OWN_ANSWERS, raised
from geo.gazetteer import Gazetteer
from indicators.base.domains import domain_label
from indicators.base.groups import GROUP_KEYS, GROUPS
from indicators.survey.answers import check_answers
from indicators.survey.design import Design
from indicators.survey.locations import attach
from indicators.survey.personal_data import personal_columns
from indicators.survey.publication import EstimateStatus
from indicators.survey.question import QuestionKind
from indicators.views.from_answers import answers_estimates
from indicators.views.perceptions import ESTIMATES
from indicators.views.shares import SHARES, shares_of
from own_data.checks.columns import OwnColumn
from own_data.checks.gathering import Gathering
from own_data.checks.places import place_rows
from own_data.kinds.choices import Choices
from own_data.kinds.design_file import refuse_without_margins
from own_data.kinds.reach import told_by_a_part
from own_data.kinds.survey_design import design_from, proposed
from own_data.kinds.surveys import estimates_of, shares_laid, survey_of
from own_data.kit.form_answers import from_form
from own_data.kit.questions import ALLOWED, KIT_VARIABLES
from own_data.loaded import ANSWERS_FILE, Loaded, OwnKind
from own_data.sheets.sheet import Sheet

COLUMNS = (
    OwnColumn("commune", "code Insee de la commune du répondant", example="01004"),
    OwnColumn("groupe", "citoyens, elus, entreprises, associations, fondations, academiques",
              example="citoyens"),
    OwnColumn("poids", "poids de redressement, s’il y en a un", example="1,2"),
    OwnColumn("emploi", "réponse sur ce domaine : note de 0 à 10, de 1 à 5, ou oui/non",
              example="7"),
    OwnColumn("sante", "de même, pour chacun des domaines demandés", example="4"),
    OwnColumn("levier_souhaite", "une question du programme, sous le nom que le kit lui donne",
              example="action"),
)  # fmt: skip
_MEND_ANSWER = "Corrigez la réponse, ou videz la cellule ; vérifiez l’échelle de la question."


def read_survey(
    sheet: Sheet,
    gazetteer: Gazetteer,
    choices: Choices,
    design: Design | None = None,
    chosen: Mapping[str, Any] | None = None,
) -> Loaded:
    """Estimate the answers of a survey.

    Parameters
    ----------
    sheet : the answers, one row each; maybe as the form of the kit exports them.
    gazetteer : what territories exist.
    choices : whose they are; the group, where all the respondents are of one.
    design : as ``design.toml`` says it; else it is made from the columns.
    chosen : fields of the design that a person chose
        (:func:`own_data.kinds.survey_design.design_from`).

    Returns
    -------
    Loaded
        ``ESTIMATES``, at the levels where respondents are located and above, with the survey;
        ``SHARES``, where the file answers other questions of the kit;
        :data:`own_data.loaded.ANSWERS_FILE`, the columns that the design uses, for a store to keep
        only if its user asks for it.

    Raises
    ------
    RefusedFileError
        With every fault; what a person answered is in none.
    """
    sheet = answers_of(sheet)
    gathering = Gathering(OwnKind.SURVEY, sheet)
    table = sheet.frame.apply(lambda column: blanked(column, BLANKS))
    made = _design(gathering, table, choices, design, chosen)
    if made is None or not _has_columns(gathering, table, made):
        gathering.close()
        raise AssertionError("a file without design has a fault")
    table = table.apply(lambda column: blanked(column, [word.casefold() for word in made.blanks]))
    table = _placed(gathering, gazetteer, table, made)
    _check_cells(gathering, table, made)
    estimated = _estimated(gathering, gazetteer, table, made) if gathering.is_clean else None
    report = gathering.close()
    assert estimated is not None  # noqa: S101 - a clean file has estimates
    estimates, shares = estimated
    about = replace(choices.about, title=made.title, organisation=made.producer, year=made.year)
    if design is not None:
        about = replace(
            about,
            mention=about.mention or design.mention,
            licence=about.licence or design.licence,
        )
    laid = estimates_of(about, estimates)
    kept = {SHARES.file: shares_laid(about, shares)} if len(shares) else {}
    survey = survey_of(about, made.kind, laid, wave=made.wave, mode=made.mode, url=made.url)
    return Loaded(
        OwnKind.SURVEY,
        about.title,
        {ESTIMATES.file: laid, **kept, ANSWERS_FILE: _asked(sheet.frame, made)},
        about,
        report,
        surveys=(survey,),
    )


def answers_of(sheet: Sheet) -> Sheet:
    """Bring a file to the columns of the kit, where it is an export of its form.

    Raises
    ------
    RefusedFileError
        If it has more answers than whoever asks may send.
    """
    sheet = from_form(sheet)
    found, most = len(sheet.frame), raised(OWN_ANSWERS)
    if found > most:
        gathering = Gathering(OwnKind.SURVEY, sheet)
        gathering.refuse(
            sheet.header, "", f"{number(found)} réponses", f"{number(most)} au plus",
            "Estimez-les par la commande « fragiscope survey », qui en accepte davantage.",
        )  # fmt: skip
        gathering.close()
    return sheet


def _design(
    gathering: Gathering,
    table: pd.DataFrame,
    choices: Choices,
    design: Design | None,
    chosen: Mapping[str, Any] | None,
) -> Design | None:
    """Take the design given, or make it of the columns."""
    if design is not None:
        try:
            refuse_without_margins(design)
        except InvalidDataError as error:
            gathering.refuse_told(error)
            return None
    else:
        wanted = {"kind": choices.sample.value} | dict(chosen or {})
        if choices.group:
            wanted.setdefault("group", choices.group)
        asks = proposed(table, choices.about) | wanted
        if not asks.get("measures") and not asks.get("variables"):
            _refuse_no_question(gathering)
            return None
        try:
            design, _ = design_from(table, wanted, choices.about)
        except InvalidDataError as error:
            gathering.refuse_told(error)
            return None
        asked = ", ".join(f"« {one.column} » ({one.domain})" for one in design.questions)
        gathering.notice([f"Questions reconnues : {asked}."])
    if not design.asks_domains:
        _refuse_no_question(gathering)
        return None
    if design.wave_column:
        gathering.refuse(
            0, design.wave_column, "plusieurs vagues", "une vague par fichier",
            "Séparez le fichier par vague.",
        )  # fmt: skip
        return None
    return design


def _refuse_no_question(gathering: Gathering) -> None:
    gathering.refuse(
        0, "", "aucune question sur un domaine", "au moins un des 16 domaines",
        "Donnez à une colonne le nom de son domaine, ou déclarez-la dans le plan (measures).",
    )  # fmt: skip


def _columns_of(design: Design) -> list[str]:
    """Name the columns that a design uses."""
    wanted = [
        design.weight, design.stratum, design.cluster, design.population, design.subcluster,
        design.subpopulation, design.group_column, *design.territories.values(),
        *(question.column for question in design.questions),
        *(question.denominator for question in design.questions),
        *(design.calibration.variables if design.calibration else ()),
    ]  # fmt: skip
    return list(dict.fromkeys(name for name in wanted if name))


def _asked(answers: pd.DataFrame, design: Design) -> pd.DataFrame:
    """Give what people answered, as they wrote it, in the columns of the design alone."""
    return answers[_columns_of(design)].reset_index(drop=True)


def _has_columns(gathering: Gathering, table: pd.DataFrame, design: Design) -> bool:
    """Name the columns of the design that are absent, and those that hold personal data."""
    absent = sorted({name for name in _columns_of(design) if name not in table.columns})
    for name in absent:
        gathering.refuse(gathering.sheet.header, "", absent_column(name, table.columns), "", "")
    for sentence in personal_columns(table, design.year):
        gathering.refuse(gathering.sheet.header, "", sentence, "", "")
    if table.empty:
        gathering.refuse(0, "", "aucune réponse", "au moins une ligne", "Ajoutez les réponses.")
    return not absent and not table.empty


def _placed(
    gathering: Gathering, gazetteer: Gazetteer, table: pd.DataFrame, design: Design
) -> pd.DataFrame:
    """Bring the codes of respondents to the territories of today, level by level."""
    table = table.copy()
    for level, column in design.territories.items():
        if level not in LEVEL_RANKS:
            continue
        without = tuple(str(one) for one in table.columns if one != column)
        blank = [int(line) for line in table.index[table[column].isna()]]
        found = place_rows(
            gathering, gazetteer, without=without, country=False, excused=blank
        ).table
        other = found[found["level"] != level]
        for line in other.index:
            gathering.refuse(
                int(line), column, f"« {table.loc[line, column]} »", f"un code de {level}",
                "Corrigez le code.",
            )  # fmt: skip
        table[column] = found["code"].reindex(table.index)
    return table


def _check_cells(gathering: Gathering, table: pd.DataFrame, design: Design) -> None:
    """Tell each cell that the engine would refuse; never what a person answered."""
    for question in design.questions:
        given = table[question.column]
        wrong = question.numbers(given).isna() & given.notna()
        if question.column in ALLOWED and question.kind is QuestionKind.CATEGORY:
            wrong = given.notna() & ~given.isin(ALLOWED[question.column])
        gathering.refuse_cells(question.column, wrong, question.unit, _MEND_ANSWER, quoted=False)
    if design.group_column:
        given = table[design.group_column]
        groups = given.map(lambda name: design.group_names.get(name, name), na_action="ignore")
        gathering.refuse_cells(
            design.group_column,
            ~groups.isin(GROUP_KEYS),
            ", ".join(GROUP_KEYS),
            "Écrivez l’un de ces groupes, ou traduisez la valeur dans le plan (groups).",
        )


def _estimated(
    gathering: Gathering, gazetteer: Gazetteer, table: pd.DataFrame, design: Design
) -> tuple[pd.DataFrame, pd.DataFrame] | None:
    """Estimate where respondents are, and above: domains, then the shares of the kit."""
    try:
        answers = check_answers(table, design, gathering.sheet.name)
    except InvalidDataError as error:
        gathering.refuse_told(error)
        return None
    levels = [Level.FRANCE.value, *design.territories]
    finest = min(design.territories, key=lambda one: LEVEL_RANKS[one], default=None)
    for level in UPPER_LEVELS:
        if finest is None or level.value in levels or LEVEL_RANKS[level] < LEVEL_RANKS[finest]:
            continue
        try:
            answers, lost = attach(answers, gazetteer.memberships, finest, level.value)
        except NotAvailableError:
            gathering.notice(
                [f"Niveau {level.label} : rien, trop de répondants n’y ont pas un territoire seul."]
            )
            continue
        levels.append(level.value)
        if lost:
            told = plural(lost, "réponse")
            gathering.notice(
                [f"{number(lost)} {told} sans territoire unique au niveau {level.label} : "
                 "comptées ailleurs, pas là."]
            )  # fmt: skip
    answers, levels = _within_reach(gathering, gazetteer, answers, levels)
    try:
        estimates = answers_estimates(answers, design, levels)
        shares = shares_of(answers, _with_kit_shares(design), levels)
    except InvalidDataError as error:
        gathering.refuse_told(error)
        return None
    gathering.preview = _preview(estimates, gazetteer)
    return estimates, shares


def _with_kit_shares(design: Design) -> Design:
    """Keep, of the variables of a design, those that are questions of the kit."""
    return replace(
        design, questions=tuple(one for one in design.questions if one.domain in KIT_VARIABLES)
    )


def _within_reach(
    gathering: Gathering, gazetteer: Gazetteer, answers: pd.DataFrame, levels: list[str]
) -> tuple[pd.DataFrame, list[str]]:
    """Leave out the territories that one of their parts alone answers for; say which."""
    located = [level for level in levels if level in LEVEL_RANKS and level != Level.FRANCE]
    beyond = {
        level: told_by_a_part(answers, gazetteer.memberships, level, located) for level in levels
    }
    names = [
        "la France" if level == Level.FRANCE else gazetteer.names.get((level, code), code)
        for level, codes in beyond.items()
        for code in sorted(codes)
    ]
    if names:
        gathering.notice(
            [f"Les réponses viennent d’une seule partie de ces territoires, dont elles ne disent "
             f"rien : {described(names)}."]
        )  # fmt: skip
    for level in located:
        column = f"level:{level}"
        outside = answers[column].isin(list(beyond[level]))
        answers = answers.assign(**{column: answers[column].mask(outside)})
    return answers, [one for one in levels if one != Level.FRANCE or not beyond[one]]


def _preview(estimates: pd.DataFrame, gazetteer: Gazetteer) -> pd.DataFrame:
    """Show the estimates, those that may be shown first: answers are nobody's to look at."""
    shown = estimates["value"].notna()
    first = pd.concat([estimates[shown], estimates[~shown]]).head(10)
    names = [
        "France" if code == FRANCE_CODE else gazetteer.names.get((level, code), code)
        for level, code in zip(first["level"], first["code"], strict=True)
    ]
    return pd.DataFrame(
        {
            "Territoire": names,
            "Domaine": first["domain"].map(domain_label),
            "Groupe": first["group"].map(GROUPS),
            "Fragilité ressentie (0-100)": [
                "" if pd.isna(one) else number(one, 1) for one in first["value"]
            ],
            "Publication": [EstimateStatus(one).label for one in first["status"]],
        },
        dtype="str",
    ).reset_index(drop=True)
