"""What is wrong with a command, in one French sentence."""

from __future__ import annotations

import errno
import re
from pathlib import Path

import click

from commands.demonstration import OPTION
from common.errors import (
    DamagedDataError,
    FragiscopeError,
    InvalidDataError,
    NotKeptError,
    OnlyDemonstrationError,
    TooLargeError,
)
from common.french import listed, number

#: Exit codes: a file or data are refused; the command or what it names is not understood, or the
#: data do not answer; the system or the program fails.
REFUSED, USAGE, FAILED = 1, 2, 3
#: Environment variable that has errors shown with their traceback.
DEBUG = "FRAGISCOPE_DEBUG"
#: What a refusal by size adds.
RAISED = "Pour accepter plus grand, à vos risques de temps et de mémoire : fragiscope --limits 10 …"
#: What the system says most often of a file.
_SYSTEM = {
    errno.ENOENT: "il n’existe pas, ou son dossier n’existe pas",
    errno.EACCES: "accès refusé",
    errno.EPERM: "accès refusé",
    errno.EROFS: "le disque est en lecture seule",
    errno.ENOSPC: "le disque est plein",
    errno.EDQUOT: "le quota de disque est atteint",
    errno.EFBIG: "le fichier serait trop grand",
    errno.EIO: "le disque ne répond pas",
    errno.ELOOP: "ses liens tournent en rond",
    errno.EISDIR: "c’est un dossier",
    errno.EEXIST: "une partie du chemin n’est pas un dossier",
    errno.ENOTDIR: "une partie du chemin n’est pas un dossier",
    errno.ENAMETOOLONG: "son nom est trop long",
}


def refusal(error: Exception) -> tuple[str, int]:
    """Say in French why a command stops, and with which code.

    Returns
    -------
    (str, int)
        The sentence; :data:`REFUSED`, :data:`USAGE` or :data:`FAILED`.
    """
    if isinstance(error, FragiscopeError):
        return f"{error}{_what_to_add(error)}", _code(error)
    if isinstance(error, click.UsageError):
        return usage_sentence(error), USAGE
    if isinstance(error, click.Abort):
        return "interrompu.", FAILED
    if isinstance(error, OSError):
        return file_sentence(error), FAILED
    return surprise_sentence(error), FAILED


def _code(error: FragiscopeError) -> int:
    if isinstance(error, InvalidDataError | DamagedDataError):
        return REFUSED
    return FAILED if isinstance(error, NotKeptError) else USAGE


def _what_to_add(error: FragiscopeError) -> str:
    """Name the option that would have the command go on."""
    if isinstance(error, TooLargeError):
        return f"\n{RAISED}"
    return f" Pour la montrer : {OPTION}." if isinstance(error, OnlyDemonstrationError) else ""


def usage_sentence(error: click.UsageError) -> str:
    """Say in French what click says in English; our own sentences are kept.

    >>> usage_sentence(click.NoSuchOption("--levle", possibilities=["--level"]))
    'option inconnue : --levle. Peut-être : --level.'
    """
    if isinstance(error, click.NoSuchOption):
        near = f" Peut-être : {listed(error.possibilities)}." if error.possibilities else ""
        return f"option inconnue : {error.option_name}.{near}"
    if isinstance(error, click.BadOptionUsage):
        return _misused(error)
    if isinstance(error, click.MissingParameter):
        return f"il manque {_named(error)} ; --help dit ce qui est attendu."
    if isinstance(error, click.BadParameter):
        return f"valeur refusée pour {_named(error)} : {_expected(error)}"
    extra = re.fullmatch(r"Got unexpected extra arguments? \((.*)\)", error.message)
    return f"argument de trop : {extra[1]}." if extra else error.message


def file_sentence(error: OSError) -> str:
    """Say in French why a file cannot be read or written.

    >>> file_sentence(PermissionError(errno.EACCES, "Permission denied", "note.pdf"))
    'fichier inaccessible : note.pdf (accès refusé).'
    """
    if error.errno == errno.ENOSPC and error.filename is None:
        return "le disque est plein."
    name = "chemin inconnu" if error.filename is None else str(error.filename)
    why = _SYSTEM.get(error.errno or 0, "le système refuse de le lire ou de l’écrire")
    return f"fichier inaccessible : {name} ({why})."


def surprise_sentence(error: Exception) -> str:
    """Say that the program met what nobody foresaw, and how to know more.

    >>> surprise_sentence(KeyError("code"))
    'erreur inattendue (KeyError) ; FRAGISCOPE_DEBUG=1 en montre le détail, à joindre à un rapport.'
    """
    if isinstance(error, MemoryError):
        return (
            "mémoire insuffisante : demander moins à la fois, ou prendre une machine plus grande."
        )
    return (
        f"erreur inattendue ({type(error).__name__}) ; {DEBUG}=1 en montre le détail, à joindre à "
        "un rapport."
    )


def _named(error: click.BadParameter) -> str:
    if error.param is None:
        return error.param_hint if isinstance(error.param_hint, str) else "un argument"
    if isinstance(error.param, click.Option):
        return f"l’option {error.param.opts[-1]}"
    return f"l’argument {error.param.make_metavar(error.ctx or click.Context(click.Command('')))}"


def _misused(error: click.BadOptionUsage) -> str:
    """Say that an option has no value, or has one that it does not take."""
    if "requires" in error.message:
        return f"l’option {error.option_name} attend une valeur ; --help dit laquelle."
    if "does not take" in error.message:
        return f"l’option {error.option_name} ne prend pas de valeur."
    return error.message


def _expected(error: click.BadParameter) -> str:
    kind = error.param.type if error.param is not None else None
    if isinstance(kind, click.Choice):
        return f"attendu {', '.join(map(str, kind.choices))}."
    if isinstance(kind, click.types.FloatParamType | click.types.IntParamType):
        whole = " entier" if isinstance(kind, click.types.IntParamType) else " fini"
        bounds = ""
        if isinstance(kind, click.IntRange) and kind.min is not None and kind.max is not None:
            bounds = f" de {number(kind.min)} à {number(kind.max)}"
        return f"attendu un nombre{whole}{bounds}."
    if isinstance(kind, click.DateTime):
        return "attendu une date, par exemple 2026-11-29."
    return _unusable(kind, error.message) if isinstance(kind, click.Path) else error.message


def _unusable(kind: click.Path, message: str) -> str:
    """Say why a path is refused; click names it between quotes, then says why in English."""
    wanted = "un fichier" if kind.file_okay else "un dossier"
    found = re.search(r"(['\"])(.*)\1 (does not exist|is a \w+|is not \w+)", message)
    why = {
        "does not exist": "n’existe pas",
        "is a directory": "est un dossier",
        "is a file": "est un fichier",
    }
    if found is None:
        return f"attendu {wanted} que l’on peut ouvrir."
    name = Path(found[2]).name or found[2]
    return f"attendu {wanted} ; « {name} » {why.get(found[3], 'ne peut pas être lu')}."
