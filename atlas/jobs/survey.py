"""Individual answers of a survey, brought to territories and estimated: what the command does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from atlas.desk.about import About, about_of
from atlas.desk.desk import Desk
from atlas.desk.provenance import Source
from atlas.desk.written import with_provenance
from common.errors import InvalidDataError
from common.french import number, plural
from common.levels import Level
from indicators.survey.answers import read_answers
from indicators.survey.calibration import calibration_effect
from indicators.survey.design import COLUMN_LEVEL, Design, margins_file, read_design
from indicators.survey.locations import attach, refuse_unknown_codes
from indicators.survey.run import published_differences, published_estimates

#: Columns of the file of estimates, in order.
COLUMNS = [
    "survey", "wave", "year", "group", "domain", "level", "code", "value", "se", "low", "high",
    "n", "n_eff", "df", "status", "unit", "raw_value", "raw_unit", "demonstration", "mention",
]  # fmt: skip
FRAGILITY = "fragilité perçue (0-100)"


@dataclass(frozen=True, eq=False)
class SurveyRun:
    """Estimates of a survey and what must be said with them.

    Attributes
    ----------
    estimates : ``COLUMNS``; empty cells where nothing may be shown.
    differences : see ``indicators.survey.differences``, with the ``mention`` of each row and
        whether it is of the ``demonstration``, those of both waves where two surveys are compared;
        None if not asked for.
    remarks : French sentences about what was done.
    about : what a reader must know of the survey, and of the earlier wave if there is one.
    margins : the files of margins that were read.
    """

    estimates: pd.DataFrame
    differences: pd.DataFrame | None
    remarks: tuple[str, ...]
    about: About
    margins: tuple[Path, ...] = ()


@dataclass(frozen=True)
class SurveyFiles:
    """The file of answers of a survey and its design file.

    Attributes
    ----------
    outside : whether the design may name files outside of its folder.
    """

    answers: Path
    design: Path
    outside: bool = False


def run_survey(
    desk: Desk,
    files: SurveyFiles,
    by: Iterable[str],
    out_levels: Iterable[str] = (),
    *,
    compare: bool = False,
    earlier: SurveyFiles | None = None,
) -> SurveyRun:
    """Estimate a survey at some levels.

    Parameters
    ----------
    desk : territories and memberships.
    files : the survey.
    by : levels where respondents are located: our levels, ``france``, or ``column:NAME``.
    out_levels : larger levels to aggregate answers to, instead, from the only level of ``by``.
    compare : whether to compare groups, and waves.
    earlier : an earlier wave, in files of its own, to compare with.

    Raises
    ------
    MissingDataError, InvalidDataError
        If a file is absent or unusable, or if an earlier wave is to be compared with a file of
        several.
    UnknownNameError
        If respondents are not located at a level.
    NotAvailableError
        If an out level is not larger than the level where respondents are.
    """
    design, answers, levels, remarks = _load(desk, files, list(by), list(out_levels))
    estimates = published_estimates(answers, design, levels)
    differences, designs = None, [design]
    if compare or earlier is not None:
        before = None
        if earlier is not None:
            old_design, old, old_levels, told = _load(desk, earlier, list(by), list(out_levels))
            remarks += [f"Vague antérieure : {remark}" for remark in told]
            designs.append(old_design)
            _refuse_several_waves(designs)
            before = (old, old_design, published_estimates(old, old_design, old_levels))
        differences = published_differences(answers, design, estimates, before)
        differences = _with_mentions(differences, designs)
    return SurveyRun(
        estimates=_described(estimates, design),
        differences=differences,
        remarks=tuple(remarks),
        about=_about(desk, designs),
        margins=tuple(
            path
            for given, read in zip([files, earlier], designs, strict=False)
            if given is not None and (path := margins_file(given.design, read)) is not None
        ),
    )


def estimates_rows(run: SurveyRun) -> pd.DataFrame:
    """Lay out the estimates, to be written as CSV.

    Returns
    -------
    DataFrame
        ``COLUMNS`` and :data:`atlas.desk.written.COLUMNS`, indexed by survey.
    """
    return with_provenance(run.estimates, run.about).set_index("survey")


def differences_rows(run: SurveyRun) -> pd.DataFrame | None:
    """Lay out the differences, indexed by kind, like :func:`estimates_rows`; None without any."""
    if run.differences is None:
        return None
    return with_provenance(run.differences, run.about).set_index("kind")


def _about(desk: Desk, designs: list[Design]) -> About:
    return about_of(
        desk,
        designs[0].title,
        note=" ".join(dict.fromkeys(caveat for one in designs for caveat in one.caveats)),
        sources=(Source(one.producer, one.title, str(one.year), one.licence) for one in designs),
        surveys=designs,
    )


def _load(
    desk: Desk, files: SurveyFiles, by: list[str], out_levels: list[str]
) -> tuple[Design, pd.DataFrame, list[str], list[str]]:
    """Read a survey, check where its respondents are, bring them to the levels wanted."""
    design = read_design(files.design, outside=files.outside).with_columns(by)
    design = replace(design, answers=files.answers.name)  # the file that messages must name
    remarks: list[str] = []
    answers = read_answers(files.answers, design, remarks)
    located = [level for level in design.territories if not level.startswith(COLUMN_LEVEL)]
    known = {level: desk.territories_of(Level(level)).index for level in located}
    refuse_unknown_codes(answers, known, files.answers.name, _successors(desk, located))
    remarks += _calibration_remarks(answers, design.rule.minimum)
    if not out_levels:
        return design, answers, by, remarks
    if len(by) != 1:
        raise InvalidDataError(
            "les options", ["--out-level part d’un seul niveau : donnez --by une seule fois"]
        )
    for level in out_levels:
        answers, lost = attach(answers, desk.memberships, by[0], level)
        if lost:
            remarks.append(
                f"{number(lost)} {plural(lost, 'réponse')} sans territoire unique au niveau "
                f"{level} : comptées ailleurs, pas là."
            )
    return design, answers, out_levels, remarks


def _successors(desk: Desk, located: list[str]) -> dict[str, str]:
    """For the codes of former communes, the commune that took over."""
    if Level.COMMUNE.value not in located:
        return {}
    former = desk.territories_of(Level.COMMUNE)["former_codes"].str.split().explode().dropna()
    return dict(zip(former, former.index, strict=True))


def _calibration_remarks(answers: pd.DataFrame, minimum: int) -> Iterable[str]:
    """Say what calibration did to each group; without a figure under the publication threshold."""
    if "initial_weight" not in answers:
        return
    for row in calibration_effect(answers).to_dict("records"):
        about = " · ".join(str(row[name]) for name in ("wave", "group") if name in row)
        if row["n"] < minimum:
            yield (
                f"Calage ({about}) : fait ; moins de {number(minimum)} réponses, ses chiffres ne "
                "sont pas donnés."
            )
            continue
        yield (
            f"Calage ({about}) : n effectif (Kish) de {number(row['n_eff_before'], 1)} à "
            f"{number(row['n_eff_after'], 1)} pour {number(row['n'])} réponses ; rapports de "
            f"poids de {number(row['ratio_low'], 2)} à {number(row['ratio_high'], 2)}."
        )


def _refuse_several_waves(designs: list[Design]) -> None:
    """Refuse to compare two files where one of them holds waves of its own."""
    several = [design.title for design in designs if design.wave_column]
    if several:
        raise InvalidDataError(
            "les options",
            [
                f"« {title} » a plusieurs vagues dans un fichier (columns.wave) : une vague "
                "antérieure se compare à un fichier d’une seule vague ; séparez-les"
                for title in several
            ],
        )


def _mentions(designs: list[Design]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(design.mention for design in designs))


def _with_mentions(differences: pd.DataFrame, designs: list[Design]) -> pd.DataFrame:
    """Write what goes with each difference: groups are of the survey, waves of all the designs."""
    waves = differences["kind"] == "wave"
    mention = pd.Series(designs[0].mention, index=differences.index, dtype="str")
    demonstration = pd.Series(designs[0].demonstration, index=differences.index)
    return differences.assign(
        demonstration=demonstration.mask(waves, any(one.demonstration for one in designs)),
        mention=mention.mask(waves, " · ".join(_mentions(designs))),
    )


def _described(estimates: pd.DataFrame, design: Design) -> pd.DataFrame:
    """Write what goes with each figure beside it."""
    plain = {question.domain for question in design.questions if question.plain}
    unit = estimates["raw_unit"].where(estimates["domain"].isin(plain), FRAGILITY)
    table = estimates.assign(
        survey=design.key, wave=estimates.get("wave", design.wave), year=design.year,
        n=estimates["n"].astype("Int64"), df=estimates["df"].where(np.isfinite(estimates["df"])),
        unit=unit,
        demonstration=design.demonstration, mention=design.mention,
    )  # fmt: skip
    return table[COLUMNS]
