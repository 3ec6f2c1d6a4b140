"""The command that makes a file again: said in each file, read back by ``fragiscope reproduce``.

An answer knows the words of its question (:attr:`atlas.desk.about.About.command`); what writes a
file ends them by its format.
"""

from __future__ import annotations

import shlex

from atlas.desk.about import About
from atlas.desk.file_formats import CSV_FRANCE, FileFormat

PROGRAM = "fragiscope"
#: Said before the command wherever a reader sees it.
LABEL = "Pour refaire ce fichier"
#: In place of the address of a workspace: that of whoever made the file is nobody else’s.
WORKSPACE = "ESPACE"
#: Words that say which answers a file was allowed, which data beside ours, where it is written.
DEMONSTRATION_WORD, WORKSPACE_WORD, OUTPUT_WORD = "--demonstration", "--with", "-o"
_WGS84 = 4326


def command_words(name: str, /, *arguments: str, **options: object) -> str:
    """Write a command without its output, as a shell reads it.

    Parameters
    ----------
    name : of the command.
    arguments : its own, such as a place.
    options : under their names, ``_`` for ``-``; one that is None, False or "" is left out, True
        is a flag.

    Examples
    --------
    >>> command_words("layer", level="region", within=None, year=2021, around=True)
    'layer --level region --year 2021 --around'
    >>> command_words("note", "perimetre:01004:Vallée de l’Ain")
    "note 'perimetre:01004:Vallée de l’Ain'"
    """
    words = [name, *arguments]
    for option, value in options.items():
        if value is None or value is False or value == "":
            continue
        words.append(f"--{option.replace('_', '-')}")
        if value is not True:
            words.append(str(value))
    return shlex.join(words)


def command_line(about: About, ending: str, *, crs: int = _WGS84, france: bool = False) -> str:
    """Write the whole command of a file; "" where no command makes it.

    Parameters
    ----------
    about : what the file says of itself.
    ending : of the name of the file, without a dot.
    crs : EPSG code of its shapes.
    france : whether it is a CSV for French spreadsheets.

    Examples
    --------
    >>> about = About("t", demonstration=True, command="layer --level region")
    >>> command_line(about, "gpkg", crs=2154)
    'fragiscope layer --level region --demonstration --crs EPSG:2154 -o fichier.gpkg'
    """
    if not about.command:
        return ""
    words = [PROGRAM, about.command]
    words += [DEMONSTRATION_WORD] if about.demonstration else []
    words += [f"{WORKSPACE_WORD} {WORKSPACE}"] if about.own else []
    words += [f"--crs EPSG:{crs}"] if crs != _WGS84 else []
    words += ["--france"] if france else []
    return " ".join([*words, f"{OUTPUT_WORD} fichier.{ending}"])


def command_of(about: About, form: FileFormat, crs: int = _WGS84) -> str:
    """Write the command of a file in a format of tables and layers; see :func:`command_line`."""
    return command_line(about, form.extension, crs=crs, france=form == CSV_FRANCE)


def remake_line(about: About, ending: str) -> str:
    """Say how a document or a picture is made again; "" where no command makes it.

    >>> remake_line(About("t", command="council commune:23008"), "png")
    'Pour refaire ce fichier : fragiscope council commune:23008 -o fichier.png'
    """
    line = command_line(about, ending)
    return f"{LABEL} : {line}" if line else ""
