"""The design file of the kit, and the columns that go with it."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Any

import tomli_w

from own_data.kit.question import KitQuestion, KitVariable
from own_data.kit.questions import (
    GROUP_VALUES,
    KIT_COLUMNS,
    KIT_QUESTIONS,
    KIT_VARIABLES,
    NO,
    YES,
)

#: Variables of a population whose totals may be known, with who they are asked of.
_MARGINS = ("tranche_age", "sexe")
_HEAD = """\
# Plan d’enquête : dit à Fragiscope ce que contient chaque colonne de reponses.csv.
# Les lignes marquées « À REMPLIR » sont à adapter ; toutes les clés : docs/survey-design.md.

key = "enquete_locale"                    # À REMPLIR : lettres sans accent, chiffres, tirets bas
title = "Enquête locale sur les fragilités"    # À REMPLIR
producer = "À REMPLIR : qui a mené l’enquête"
licence = ""
# La mention accompagne chaque chiffre, à l’écran comme dans les exports.
mention = "À REMPLIR : « Enquête … » du … au …, mode, nombre de personnes, population représentée."
kind = "self_selected"   # "probability" si les personnes ont été tirées au sort ou par quotas
year = 2026              # À REMPLIR
wave = ""                # par exemple "printemps 2026"
# start = 2026-05-05     # dates du terrain
# end = 2026-05-26
mode = "questionnaire en ligne"
caveats = []             # réserves à afficher avec les chiffres
answers = "reponses.csv"
# Un groupe interrogé à part est une strate : ses réponses ne se mêlent pas à celles des autres.
lonely = "refuse"

[columns]
group = "groupe"
stratum = "groupe"
# weight = "poids"       # à activer si la colonne est remplie

[groups]                 # valeur dans le fichier = groupe de Fragiscope
{groups}

[territories]            # niveau = colonne du code Insee (ou Siren pour l’EPCI), en texte
epci = "epci"
departement = "departement"
region = "region"

# Redressement sur des marges connues (voir le mode d’emploi, étape 5).
# [calibration]
# margins = "marges.csv"

[publication]            # on ne peut qu’être plus strict
minimum = 30
maximum_cv = 0.30
"""


def design_toml() -> str:
    """Write the design file of the kit, as an organisation takes it up."""
    groups = "\n".join(f'{value} = "{group}"' for value, group in GROUP_VALUES.items())
    parts = [_HEAD.format(groups=groups)]
    for number, question in enumerate(KIT_QUESTIONS, start=1):
        tables = dict(_tables(question))
        if tables:
            parts += [f"# Question {number} : {question.heading}.\n", tomli_w.dumps(tables)]
    return "\n".join(parts)


def kit_variables(columns: Container[str]) -> dict[str, dict[str, Any]]:
    """Give the shares that a file of answers allows, as a design declares them.

    Parameters
    ----------
    columns : those that somebody answered.
    """
    return {
        key: _declared(question, variable)
        for key, (question, variable) in KIT_VARIABLES.items()
        if variable.column in columns
    }


def margins_rows() -> list[tuple[str, str, str, str]]:
    """List the totals to fill in: variable, category, group, nothing."""
    return [
        (question.column, answer.value, question.groups[0], "")
        for question in KIT_QUESTIONS
        if question.column in _MARGINS
        for answer in question.answers
    ]


def answers_header() -> str:
    """Write the first line of the file of answers."""
    return ";".join(KIT_COLUMNS) + "\n"


def _tables(question: KitQuestion) -> Iterator[tuple[str, Any]]:
    if question.of_domains:
        yield (
            "measures",
            {
                item.column.removeprefix(f"{question.code}_"): {
                    "column": item.column,
                    "kind": "score",
                }
                for item in question.items
            },
        )
    if question.variables:
        yield (
            "variables",
            {one.key: _declared(question, one) for one in question.variables},
        )


def _declared(question: KitQuestion, variable: KitVariable) -> dict[str, Any]:
    unit = {"unit": question.unit}
    if variable.top:
        kind: dict[str, Any] = {"kind": "priority", "top": variable.top}
    elif {one.value for one in question.answers} == {YES, NO}:
        kind = {"kind": "binary"}
    else:
        kind = {"kind": "category", "category": list(variable.values)}
    return {"column": variable.column} | kind | unit
