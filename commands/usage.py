"""What is wrong with a command, in one French sentence."""

from __future__ import annotations

import re

import click

from common.french import listed


def usage_sentence(error: click.UsageError) -> str:
    """Say in French what click says in English; our own sentences are kept.

    >>> usage_sentence(click.NoSuchOption("--levle", possibilities=["--level"]))
    'option inconnue : --levle. Peut-être : --level.'
    """
    if isinstance(error, click.NoSuchOption):
        near = f" Peut-être : {listed(error.possibilities)}." if error.possibilities else ""
        return f"option inconnue : {error.option_name}.{near}"
    if isinstance(error, click.MissingParameter):
        return f"il manque {_named(error)} ; --help dit ce qui est attendu."
    if isinstance(error, click.BadParameter):
        return f"valeur refusée pour {_named(error)} : {_expected(error)}"
    extra = re.fullmatch(r"Got unexpected extra arguments? \((.*)\)", error.message)
    return f"argument de trop : {extra[1]}." if extra else error.message


def _named(error: click.BadParameter) -> str:
    if error.param is None:
        return error.param_hint if isinstance(error.param_hint, str) else "un argument"
    if isinstance(error.param, click.Option):
        return f"l’option {error.param.opts[-1]}"
    return f"l’argument {error.param.make_metavar(error.ctx or click.Context(click.Command('')))}"


def _expected(error: click.BadParameter) -> str:
    kind = error.param.type if error.param is not None else None
    if isinstance(kind, click.Choice):
        return f"attendu {', '.join(map(str, kind.choices))}."
    if isinstance(kind, click.types.FloatParamType | click.types.IntParamType):
        return (
            f"attendu un nombre{' entier' if isinstance(kind, click.types.IntParamType) else ''}."
        )
    return (
        "attendu un fichier ou un dossier que l’on peut ouvrir."
        if isinstance(kind, click.Path)
        else error.message
    )
