"""What is handed out on each kind: its page, its template, its worked example."""

from __future__ import annotations

import re

from common.errors import MissingDataError
from common.french import spaced
from common.paths import ROOT
from own_data.loaded import OwnKind

FOLDER = ROOT / "docs" / "mes-donnees"
#: Page of each kind, without its ending; templates and examples are named after it.
PAGES = {
    OwnKind.SURVEY: "enquete",
    OwnKind.RESULTS: "resultats",
    OwnKind.PARTNERSHIPS: "partenariats",
    OwnKind.PRACTICES: "pratiques",
    OwnKind.INDICATORS: "indicateurs",
    OwnKind.PERIMETER: "perimetre",
}
_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")
_COMMENT = re.compile(r"<!--.*?-->\n*", re.S)
_COMMANDS = re.compile(r"```.*?```\n*", re.S)


def template_name(kind: OwnKind, ending: str) -> str:
    """Name the template of a kind.

    >>> template_name(OwnKind.RESULTS, "xlsx")
    'modele-resultats.xlsx'
    """
    return f"modele-{PAGES[kind]}.{ending}"


def example_name(kind: OwnKind) -> str:
    """Name the worked example of a kind."""
    return f"exemple-{PAGES[kind]}.csv"


def handed_out(name: str) -> bytes:
    """Read a file of :data:`FOLDER`.

    Raises
    ------
    MissingDataError
        If the installation does not have it.
    """
    try:
        return (FOLDER / name).read_bytes()
    except OSError as error:
        raise MissingDataError(
            f"Fichier absent de l’installation : docs/mes-donnees/{name}."
        ) from error


def help_text(kind: OwnKind) -> str:
    """Read the page of a kind for a reader of the application: its files are beside, as buttons.

    Returns
    -------
    str
        Markdown without its title, its links and its commands.
    """
    text = handed_out(f"{PAGES[kind]}.md").decode("utf-8").partition("\n")[2]
    for pattern, instead in ((_COMMENT, ""), (_COMMANDS, ""), (_LINK, r"\1")):
        text = pattern.sub(instead, text)
    return spaced(text.strip())
