"""The option that adds the demonstration survey to what a command reads."""

from __future__ import annotations

import click

#: In commands as on the screens, nothing shows it unless it is asked for.
OPTION = "--demonstration"
demonstration_option = click.option(
    OPTION,
    is_flag=True,
    help="Montrer l’enquête de démonstration (réponses fictives) là où aucune enquête réelle ne "
    "répond.",
)
