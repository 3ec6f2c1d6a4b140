"""The design of a survey, made from the columns of its answers: nobody has to know TOML."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import tomli_w

from common.french import fold
from common.levels import MAPPED_LEVELS
from geo.designation_columns import designating_columns, is_known
from indicators.base.domains import DOMAINS
from indicators.base.groups import GROUP_KEYS
from indicators.base.survey_kind import SurveyKind
from indicators.survey.design import DESIGN_FILE, Design, parse_design
from indicators.survey.question import binary_numbers
from own_data.checks.cells import numbers_of
from own_data.checks.columns import folded
from own_data.checks.places import cells_by_header
from own_data.kinds.keys import own_key
from own_data.kinds.surveys import mention_of
from own_data.kinds.vocabulary import GROUP_WORDS
from own_data.kit.plan import kit_variables
from own_data.loaded import OwnSource

_WEIGHT = ("poids", "weight", "pond", "ponderation", "poidsfinal", "redressement", "coef")
_GROUP = ("groupe", "group", "profil", "typederepondant", "repondant", "publicinterroge")
_STRATUM = ("strate", "stratum", "strates")
_CLUSTER = ("grappe", "cluster", "unite primaire", "uniteprimaire", "psu")
_BEFORE = ("note", "domaine", "fragilite", "q", "score", "")
#: Notes from 0 to 10, and scales of agreement from 1 to 5.
_SCORE, _SCALE = (0.0, 10.0), (1.0, 5.0)
#: Share of the answers that tell the form of a question; the others are faults to mend.
_MOST = 0.9


def proposed(columns: pd.DataFrame, about: OwnSource) -> dict[str, Any]:
    """Guess the design of answers from the names and the cells of their columns.

    What is guessed is for a person to look at before it is used: a form shows it.

    Parameters
    ----------
    columns : the answers, every cell a text.
    about : whose they are.

    Returns
    -------
    dict
        The content of a design file (``docs/survey-design.md``).
    """
    heads = {folded(str(name)): str(name) for name in columns.columns}
    sampling = {
        name: next((heads[word] for word in words if word in heads), None)
        for name, words in (("weight", _WEIGHT), ("stratum", _STRATUM), ("cluster", _CLUSTER))
    }
    content: dict[str, Any] = {
        "key": own_key(about.title, str(about.year)),
        "title": about.title,
        "producer": about.organisation,
        "licence": about.licence or "non publiée",
        "mention": mention_of(about),
        "kind": SurveyKind.SELF_SELECTED.value,
        "year": about.year,
        "lonely": "centre",
        "columns": {name: column for name, column in sampling.items() if column},
        "territories": _territories(columns),
        "measures": _measures(columns, heads),
    }
    shares = kit_variables([name for name in columns.columns if columns[name].notna().any()])
    if shares:
        content["variables"] = shares
    group = next((heads[word] for word in _GROUP if word in heads), None)
    if group is None:
        return content | {"group": GROUP_KEYS[0]}
    content["columns"]["group"] = group
    words = {fold(word): key for word, key in GROUP_WORDS.items()}
    found = columns[group].dropna().unique()
    names = {str(one): words[fold(one)] for one in found if fold(one) in words}
    return content | {"groups": names}


def design_from(
    columns: pd.DataFrame, choices: Mapping[str, Any], about: OwnSource
) -> tuple[Design, dict[str, Any]]:
    """Make a design of what a person chose; what is not chosen is guessed (:func:`proposed`).

    Parameters
    ----------
    columns : the answers, every cell a text.
    choices : fields of a design file; a field that is there answers whole (``measures`` given
        replaces all those guessed), one that is None is left out.
    about : whose the answers are.

    Returns
    -------
    tuple
        The design, and the content that :func:`design_text` writes.

    Raises
    ------
    InvalidDataError
        With one sentence per fault of the choices.

    Examples
    --------
    >>> answers = pd.DataFrame({"commune": ["01004", "01004"], "emploi": ["3", "8"]})
    >>> about = OwnSource("Enquête", "Ville", 2026)
    >>> design, _ = design_from(answers, {"group": "elus"}, about)
    >>> design.group, dict(design.territories), design.questions[0].kind.value
    ('elus', {'commune': 'commune'}, 'score')
    """
    content = proposed(columns, about) | dict(choices)
    if choices.get("group") is not None:
        content.pop("groups", None)
        content["columns"] = {
            name: column for name, column in content["columns"].items() if name != "group"
        }
    content = {name: value for name, value in content.items() if value is not None}
    return parse_design(content, own_key(about.title, str(about.year)), DESIGN_FILE), content


def design_text(content: Mapping[str, Any]) -> str:
    r"""Write the content of a design as its TOML file.

    >>> design_text({"title": "Enquête", "year": 2026})
    'title = "Enquête"\nyear = 2026\n'
    """
    return tomli_w.dumps(dict(content))


def _territories(columns: pd.DataFrame) -> dict[str, str]:
    """Column of the territory of respondents, by level."""
    found: dict[str, str] = {}
    left = [str(name) for name in columns.columns if is_known(str(name))]
    while left:
        chosen = designating_columns(cells_by_header(columns, left))
        if chosen is None:
            break
        level = chosen.level
        if level is not None and level in MAPPED_LEVELS and level.value not in found:
            found[level.value] = chosen.chosen
        left = [name for name in left if name != chosen.chosen]
    return found


def _measures(columns: pd.DataFrame, heads: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Question about each domain that a column is named after."""
    found: dict[str, dict[str, Any]] = {}
    for domain in DOMAINS:
        words = (domain.key, domain.short, domain.label)
        names = [folded(f"{start}{word}") for word in words for start in _BEFORE]
        header = next((heads[name] for name in names if name in heads), None)
        if header is not None:
            found[domain.key] = {"column": header} | _form(columns[header])
    return found


def _form(cells: pd.Series) -> dict[str, Any]:
    """Form of the answers of a column, from its cells."""
    given = cells.dropna()
    if given.empty:
        return {"kind": "score", "low": _SCORE[0], "high": _SCORE[1]}
    if binary_numbers(given).notna().mean() >= _MOST:
        return {"kind": "binary"}
    values, _, _ = numbers_of(given)
    if values.between(*_SCALE).mean() >= _MOST:
        return {"kind": "scale", "low": _SCALE[0], "high": _SCALE[1]}
    return {"kind": "score", "low": _SCORE[0], "high": _SCORE[1]}
